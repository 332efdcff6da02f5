"""Blood pressure and glucose over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from klaster.angka import angka, tulis
from klaster.tanggal import BULAN, sebut_tanggal
from pustu.halaman.warga.bidang_gambar import Bingkai, frame
from pustu.halaman.warga.model import Catatan, Garis, Grafik, Tanda, Titik


class Deret(NamedTuple):
    """One chart over time: fields drawn as lines, and the limit above which a value asks for action."""

    judul: str
    satuan: str
    bidang: tuple[tuple[str, str], ...]
    batas: tuple[float, ...]


DERET: Final = (
    Deret("Tekanan darah", "mmHg", (("sistole", "atas"), ("diastole", "bawah")), (140, 90)),
    Deret("Gula darah sewaktu", "mg/dL", (("gds_mgdl", "gula"),), (200,)),
    Deret("Gula darah puasa", "mg/dL", (("gdp_mgdl", "gula"),), (126,)),
)
TERSEDIKIT: Final = 2
TITIK: Final = 36
"""Of a longer series the line shows all and dots mark the newest: as many as can be told apart."""


def draw_series(kunjungan: Sequence[Catatan]) -> list[Grafik]:
    """The charts that have at least two measurements."""
    return [grafik for deret in DERET if (grafik := _draw(deret, kunjungan)) is not None]


def _draw(deret: Deret, kunjungan: Sequence[Catatan]) -> Grafik | None:
    isi = {nama: list(_values(kode, kunjungan)) for kode, nama in deret.bidang}
    utama = next(iter(isi.values()))
    if len(utama) < TERSEDIKIT:
        return None
    semua = [nilai for baris in isi.values() for _, nilai in baris] + list(deret.batas)
    bingkai = frame(utama[0][0].toordinal(), utama[-1][0].toordinal(), min(semua), max(semua))
    return Grafik(
        judul=deret.judul,
        satuan=deret.satuan,
        pita=[],
        garis=[*(_limit(bingkai, n) for n in deret.batas), *(_line(bingkai, nama, b) for nama, b in isi.items() if b)],
        titik=[_point(bingkai, deret, hari, nilai) for baris in isi.values() for hari, nilai in baris[-TITIK:]],
        jejak="",
        sumbu_x=list(_months(bingkai, [hari for hari, _ in utama])),
        sumbu_y=bingkai.ticks_y(),
        nama_x="",
        hari_ini=None,
    )


def _values(kode: str, kunjungan: Sequence[Catatan]) -> Iterator[tuple[date, float]]:
    return ((hari, float(nilai)) for hari, isi, _ in kunjungan if (nilai := angka(isi.get(kode))) is not None)


def _limit(bingkai: Bingkai, batas: float) -> Garis:
    return Garis("batas", bingkai.path([(bingkai.awal, batas), (bingkai.akhir, batas)]), tulis(batas), bingkai.y(batas))


def _line(bingkai: Bingkai, nama: str, baris: Sequence[tuple[date, float]]) -> Garis:
    titik = bingkai.path((hari.toordinal(), nilai) for hari, nilai in baris)
    return Garis("deret", titik, nama, bingkai.y(baris[-1][1]))


def _point(bingkai: Bingkai, deret: Deret, hari: date, nilai: float) -> Titik:
    return Titik(
        bingkai.x(hari.toordinal()), bingkai.y(nilai), "biasa", f"{sebut_tanggal(hari)}: {tulis(nilai)} {deret.satuan}"
    )


def _months(bingkai: Bingkai, hari: Sequence[date]) -> Iterator[Tanda]:
    """First, middle and last, which is as much as fits a phone."""
    for satu in dict.fromkeys((hari[0], hari[len(hari) // 2], hari[-1])):
        yield Tanda(bingkai.x(satu.toordinal()), f"{BULAN[satu.month - 1]} {satu:%y}")
