"""What our z-scores are compared with: WHO's sample survey, and WHO's formula worked out slowly in fifty digits."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache
from importlib import resources

from klaster.berkas import FOLDER

SATU = Decimal(1)
TERBATAS = {"bbu", "bbpb", "bbtb", "imtu", "lilau", "imtu_2007"}
LMS = tuple[Decimal, Decimal, Decimal]


def sample_survey() -> list[dict[str, str]]:
    """The children of WHO's sample survey, with the z-scores of WHO's own software."""
    return _dataset("MySurvey_z_st.csv")


def second_survey() -> list[dict[str, str]]:
    """Children of 0–19 years, with the z-scores of WHO's Stata macros."""
    return _dataset("test_dataset.csv")


def _dataset(nama: str) -> list[dict[str, str]]:
    teks = resources.files("pygrowup").joinpath("test_datasets", nama).read_text(encoding="utf-8")
    return list(csv.DictReader(teks.splitlines()))


@cache
def table(nama: str, jenis_kelamin: str) -> Mapping[Decimal, LMS]:
    kolom = 1 if jenis_kelamin == "L" else 4
    hasil = {}
    for baris in (FOLDER / "who" / f"{nama}.csv").read_text(encoding="ascii").splitlines()[2:]:
        x, *isi = map(Decimal, baris.split(","))
        hasil[x] = (isi[kolom - 1], isi[kolom], isi[kolom + 1])
    return hasil


def slow_z(nama: str, jenis_kelamin: str, x: Decimal, nilai: Decimal) -> Decimal | None:
    """z to two decimals, None outside the table."""
    with localcontext() as konteks:
        konteks.prec = 50
        lms = _interpolate(table(nama, jenis_kelamin), x, Decimal("0.1") if nama in {"bbpb", "bbtb"} else SATU)
        if lms is None:
            return None
        z = _exact(lms, nilai, terbatas=nama in TERBATAS)
        return (abs(z) + Decimal("1e-9")).quantize(Decimal("0.01"), ROUND_HALF_UP).copy_sign(z)


def _interpolate(isi: Mapping[Decimal, LMS], x: Decimal, jarak: Decimal) -> LMS | None:
    if x in isi:
        return isi[x]
    bawah = x // jarak * jarak
    if bawah not in isi or bawah + jarak not in isi:
        return None
    bagian = (x - bawah) / jarak
    a, b, c = (satu + bagian * (dua - satu) for satu, dua in zip(isi[bawah], isi[bawah + jarak], strict=True))
    return a, b, c


def _exact(lms: LMS, nilai: Decimal, *, terbatas: bool) -> Decimal:
    power, median, spread = lms
    z = ((nilai / median) ** power - 1) / (power * spread)
    if not terbatas or abs(z) <= 3:
        return z

    def at(sd: int) -> Decimal:
        return median * (1 + power * spread * sd) ** (1 / power)

    if z > 0:
        return 3 + (nilai - at(3)) / (at(3) - at(2))
    return -3 + (nilai - at(-3)) / (at(-2) - at(-3))
