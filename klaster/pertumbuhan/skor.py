"""From a measure to a z-score: WHO Child Growth Standards, Methods and development (2006), chapter 7."""

from __future__ import annotations

from math import exp, log

from klaster.pertumbuhan.tabel import LMS, TABEL, Tabel, load_tabel


def measure_at(lms: LMS, sd: float) -> float:
    """The measure that lies `sd` standard deviations from the median."""
    l, m, s = lms  # noqa: E741  # L, M and S are the names in every document
    return m * (1 + l * s * sd) ** (1 / l) if l else m * exp(s * sd)


def score(tabel: Tabel, x: float, nilai: float) -> int | None:
    """z in hundredths; None outside the table.

    Beyond +-3 SD weight and arm are counted in steps of the distance between the second and the third SD. Rounded half
    away from zero after 1e-9 is added to the magnitude, so that 1.005, which binary holds as a little less, is 1.01.
    """
    lms = tabel.at(x)
    if lms is None:
        return None
    l, m, s = lms  # noqa: E741  # as above
    z = ((nilai / m) ** l - 1) / (l * s) if l else log(nilai / m) / s
    if tabel.terbatas and not -3 <= z <= 3:
        z = _restrict(lms, nilai, 1 if z > 0 else -1)
    return int((z + 1e-9) * 100 + 0.5) if z > 0 else -int((1e-9 - z) * 100 + 0.5)


def _restrict(lms: LMS, nilai: float, tanda: int) -> float:
    tiga = measure_at(lms, 3 * tanda)
    return tanda * 3 + (nilai - tiga) / abs(tiga - measure_at(lms, 2 * tanda))


def nilai_z(tabel: str, jenis_kelamin: str, x: float, nilai: float) -> float | None:
    """z to two decimals of one measure (kg, cm, kg/m²) at x: days, months or centimetres, as the table wants.

    None for an unknown table or sex, outside the table, and for a measure that is not above 0.
    """
    if tabel not in TABEL or jenis_kelamin not in ("L", "P") or not 0 < nilai < 1e4:
        return None
    ratus = score(load_tabel(tabel)[jenis_kelamin], x, nilai)
    return None if ratus is None else ratus / 100
