"""Geometry of the drawings, without markup. Horizontal positions are per cent of the width unless said otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from capaian.halaman.model import Arah, GrafikTren, Ukur

LABEL = 26.0
"""Room one label of the big bullet takes on the narrowest phone, in per cent."""
TANGGA = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Upper ends of an axis of rates that read well when cut in four."""


@dataclass(frozen=True, slots=True)
class Batang:
    """A bullet: bar 0 to `isi`, hatch from there to `perkiraan`, tick at `harapan`, flag at `target`."""

    isi: float
    harapan: float | None
    target: float | None
    perkiraan: float | None
    penuh: float | None
    """Where 100 % lies, when the bar runs past it."""

    @property
    def menyatu(self) -> bool:
        """True where harapan and target fall on one line and are drawn as one thick flagged line."""
        return self.harapan is not None and self.target is not None and abs(self.harapan - self.target) < 0.5


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the big bullet: where it hangs, which end is tied there ("start", "end"), above or below the bar."""

    x: float
    sisi: str
    atas: bool

    @property
    def rentang(self) -> tuple[float, float]:
        """The stretch it covers."""
        return (self.x, self.x + LABEL) if self.sisi == "start" else (self.x - LABEL, self.x)


@dataclass(frozen=True, slots=True)
class Balok:
    """One week of the trend: its slot from `x`, `lebar` wide; heights in per cent, None without a figure."""

    x: float
    lebar: float
    tinggi: float | None
    harapan: float | None


@dataclass(frozen=True, slots=True)
class Kelompok:
    """The stretch of one month under the trend."""

    x: float
    lebar: float
    balok: tuple[Balok, ...]


@dataclass(frozen=True, slots=True)
class Grafik:
    """The trend: months with their weeks, the target line, and five axis values from 0 upward."""

    kelompok: tuple[Kelompok, ...]
    target: float | None
    sumbu: tuple[float, ...]
    hitungan: bool
    """The axis counts people, because the denominator is too small for rates."""


def skala(ukuran: Iterable[Ukur]) -> float:
    """Common right end for bullets that are compared: 1, more where a rate runs past it, less where low is good."""
    semua = list(ukuran)
    tertinggi = max((n for u in semua for n in (u.tercapai, u.target, u.diharapkan) if n is not None), default=0.0)
    if semua and all(u.arah is Arah.TURUN for u in semua) and tertinggi:
        return next((t for t in TANGGA if t >= tertinggi * 1.2), max(1.0, tertinggi))
    return max(1.0, tertinggi)


def batang(ukur: Ukur, ujung: float | None = None) -> Batang:
    """The bullet of one figure on a scale that ends at `ujung`."""
    penuh = ujung or skala([ukur])

    def letak(bagian: float | None) -> float | None:
        return None if bagian is None else max(0.0, min(bagian / penuh, 1.0)) * 100

    isi = letak(ukur.tercapai) or 0.0
    ramalan = letak(ukur.bagian(ukur.perkiraan))
    return Batang(
        isi=isi,
        harapan=letak(ukur.diharapkan) if ukur.harapan else None,
        target=letak(ukur.target),
        perkiraan=ramalan if ramalan is not None and ramalan > isi else None,
        penuh=letak(1.0) if penuh > 1 else None,
    )


def place_label(x: float, batas: float, atas: bool) -> Label:
    """A label right of `x`, or flush with the end when it would run past it."""
    return Label(x, "start", atas) if x + LABEL <= batas else Label(batas, "end", atas)


def place_labels(b: Batang) -> tuple[Label | None, Label | None, Label | None]:
    """Labels for harapan, target, perkiraan that never lie on each other; the last is left out without room."""
    target = None if b.target is None else place_label(b.target, 100, atas=True)
    harapan = None if b.harapan is None or b.menyatu else _beside(b.harapan, target)
    ramalan = (
        None if b.perkiraan is None else Label(b.perkiraan, "end" if b.perkiraan >= LABEL else "start", atas=False)
    )
    if ramalan and harapan and not harapan.atas and _touch(ramalan, harapan):
        ramalan = None
    return harapan, target, ramalan


def _beside(x: float, lain: Label | None) -> Label:
    """The first place for a label at `x` that leaves `lain` free: above and left, above and right, else below."""
    calon = [Label(x, "end", atas=True)] if x >= LABEL else []
    calon += [Label(x, "start", atas=True)] if x + LABEL <= 100 else []
    bebas = [c for c in calon if lain is None or not _touch(c, lain)]
    return bebas[0] if bebas else Label(x, "end" if x >= LABEL else "start", atas=False)


def _touch(a: Label, b: Label) -> bool:
    return a.atas == b.atas and a.rentang[0] < b.rentang[1] and b.rentang[0] < a.rentang[1]


def garis(
    titik: Sequence[float | None], lebar: float, tinggi: float, bawah: float, atas: float
) -> list[list[tuple[float, float]]]:
    """Points of a line in a box, cut into pieces where a week is missing; `bawah` to `atas` fills the height."""
    potong: list[list[tuple[float, float]]] = [[]]
    langkah = lebar / max(len(titik) - 1, 1)
    rentang = (atas - bawah) or 1.0
    for nomor, nilai in enumerate(titik):
        if nilai is None:
            potong.append([])
            continue
        dekat = min(max((nilai - bawah) / rentang, 0.0), 1.0)
        potong[-1].append((round(nomor * langkah, 2), round(tinggi * (1 - dekat), 2)))
    return [p for p in potong if p]


def grafik(tren: GrafikTren, celah: float = 0.5) -> Grafik:
    """The trend of twelve weeks; months lie `celah` slots apart."""
    ukuran = [b.ukur for k in tren.kelompok for b in k.batang if b.ukur]
    hitungan = bool(ukuran) and ukuran[-1].kecil
    nilai = [n for u in ukuran for n in _heights(u, hitungan) if n is not None]
    sasaran = None if tren.target is None else tren.target * ((ukuran[-1].penyebut or 0) if hitungan else 1)
    puncak = _top([*nilai, sasaran or 0], ukuran, hitungan)
    petak = 100 / max(sum(len(k.batang) for k in tren.kelompok) + celah * (len(tren.kelompok) - 1), 1)
    kelompok, x = [], 0.0
    for bulan in tren.kelompok:
        balok = []
        for nomor, pekan in enumerate(bulan.batang):
            dicapai, harapan = _heights(pekan.ukur, hitungan) if pekan.ukur else (None, None)
            balok.append(Balok(x + nomor * petak, petak, _share(dicapai, puncak), _share(harapan or None, puncak)))
        kelompok.append(Kelompok(x, petak * len(balok), tuple(balok)))
        x += petak * (len(balok) + celah)
    sumbu = tuple(puncak * n / 4 for n in range(5))
    return Grafik(tuple(kelompok), _share(sasaran, puncak), sumbu, hitungan)


def _heights(ukur: Ukur, hitungan: bool) -> tuple[float | None, float | None]:
    return (ukur.pembilang, ukur.harapan) if hitungan else (ukur.tercapai, ukur.diharapkan)


def _share(nilai: float | None, puncak: float) -> float | None:
    return None if nilai is None else nilai / puncak * 100


def _top(nilai: list[float], ukuran: list[Ukur], hitungan: bool) -> float:
    """Upper end of the axis: four equal steps that read well, and room for everything drawn."""
    tertinggi = max(nilai, default=0.0)
    if hitungan:
        tertinggi = max(tertinggi, *(u.penyebut or 0 for u in ukuran))
        return float(max(4, -(-int(tertinggi + 0.999) // 4) * 4))
    if ukuran and ukuran[-1].arah is Arah.TURUN:
        return next((t for t in TANGGA if t >= tertinggi * 1.1), _quarter(tertinggi))
    return max(1.0, _quarter(tertinggi))


def _quarter(nilai: float) -> float:
    """The next whole above `nilai`, so that four steps are whole per cents."""
    return float(-(-int(nilai * 100 + 0.999) // 100)) or 1.0
