"""Growth curves as paths. All lengths are units of the drawing, 360 by 300, which a phone shows one to one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from klaster.angka import tulis
from klaster.buku.halaman import Garis, Kurva, Sel, Tabel, Tanda
from klaster.pertumbuhan.kurva import SD, BarisKurva, list_kurva
from klaster.pertumbuhan.tabel import HARI_PER_BULAN

KIRI, KANAN, ATAS, BAWAH = 34, 330, 10, 262  # the plot inside the drawing; words stand around it
RUPA: Final = {-3: "tiga", -2: "dua", -1: "satu", 0: "tengah", 1: "satu", 2: "dua", 3: "tiga"}
# Table -> take every so many rows, end of the axis, step of its words, unit
SUMBU: Final = {
    "bbu": (31, 60, 12, "bulan"),
    "tbu": (31, 60, 12, "bulan"),
    "imtu": (31, 60, 12, "bulan"),
    "lku": (31, 60, 12, "bulan"),
    "lilau": (31, 60, 12, "bulan"),
    "bbpb": (10, 110, 10, "cm"),
    "bbtb": (10, 120, 10, "cm"),
    "tbu_2007": (3, 228, 36, "bulan"),
    "imtu_2007": (3, 228, 36, "bulan"),
}
HARIAN: Final = ("bbu", "tbu", "imtu", "lku", "lilau")
POSISI: Final = {"bbpb": ", diukur telentang", "bbtb": ", diukur berdiri"}
JENIS: Final = {"L": "Laki-laki", "P": "Perempuan"}


def label_sd(sd: int) -> str:
    return f"+{sd}" if sd > 0 else f"−{-sd}" if sd else "0"


def load_baris(tabel: str, jenis_kelamin: str) -> list[BarisKurva]:
    """Rows up to the end of the axis, with x in months or centimetres."""
    setiap, akhir, _, _ = SUMBU[tabel]
    semua = list_kurva(tabel, jenis_kelamin, setiap)
    if tabel in HARIAN:
        semua = [BarisKurva(baris.x / HARI_PER_BULAN, baris.nilai) for baris in semua]
    return [baris for baris in semua if baris.x <= akhir + 0.5]


def title(tabel: str, jenis_kelamin: str) -> str:
    """ "Laki-laki, diukur berdiri"."""
    return JENIS[jenis_kelamin] + POSISI.get(tabel, "")


@cache
def draw(tabel: str, jenis_kelamin: str, satuan: str, nama: str) -> Kurva:
    baris = load_baris(tabel, jenis_kelamin)
    _, akhir, langkah, satuan_x = SUMBU[tabel]
    x0, x1 = baris[0].x, float(akhir)
    bawah, atas = baris_batas(baris)
    tinggi = _langkah(atas - bawah)
    lantai, atap = bawah // tinggi * tinggi, (atas // tinggi + 1) * tinggi

    def x(nilai: float) -> float:
        return KIRI + (nilai - x0) / (x1 - x0) * (KANAN - KIRI)

    def y(nilai: float) -> float:
        return BAWAH - (nilai - lantai) / (atap - lantai) * (BAWAH - ATAS)

    garis = tuple(
        Garis(
            RUPA[sd],
            "M" + " ".join(f"{_n(x(min(satu.x, x1)))} {_n(y(satu.nilai[ke]))}" for satu in baris),
            label_sd(sd),
            _n(y(baris[-1].nilai[ke]) + 3),
        )
        for ke, sd in enumerate(SD)
    )
    mulai = int(x0 // langkah) * langkah
    mendatar = [nilai for nilai in range(mulai, akhir + 1, langkah) if nilai >= x0 - 0.5]
    tegak = [lantai + ke * tinggi for ke in range(int((atap - lantai) / tinggi + 0.5) + 1)]
    return Kurva(
        judul=f"{title(tabel, jenis_kelamin)}, {satuan} menurut {satuan_x}",
        sebutan=f"{nama}, {title(tabel, jenis_kelamin).lower()}: −3 sampai +3 SD. Angkanya di tabel di bawah.",
        garis=garis,
        mendatar=tuple(Tanda(_n(x(nilai)), "276", str(nilai)) for nilai in mendatar),
        tegak=tuple(Tanda("30", _n(y(nilai)), tulis(nilai)) for nilai in tegak),
    )


def baris_batas(baris: Sequence[BarisKurva]) -> tuple[float, float]:
    return min(min(satu.nilai) for satu in baris), max(max(satu.nilai) for satu in baris)


def _langkah(rentang: float) -> int:
    """A round step that makes five to ten grid lines."""
    return next(satu for satu in (1, 2, 5, 10, 20, 50) if rentang / satu <= 10)


def _n(nilai: float) -> str:
    return f"{nilai:.1f}".removesuffix(".0")


@cache
def tabulate(tabel: str, jenis_kelamin: str) -> Tabel:
    """The same as numbers, at the words of the axis."""
    _, akhir, langkah, satuan_x = SUMBU[tabel]
    setiap = {"bulan": max(langkah // 2, 6), "cm": 5}[satuan_x]
    semua = _semua(tabel, jenis_kelamin)
    awal = int(-(-semua[0].x // setiap)) * setiap
    pilih = {ke: min(semua, key=lambda satu: abs(satu.x - ke)) for ke in range(awal, akhir + 1, setiap)}
    return Tabel(
        (satuan_x.capitalize(), *(f"{label_sd(sd)} SD" for sd in SD)),
        tuple((Sel(str(ke)), *(Sel(tulis(round(nilai, 1))) for nilai in satu.nilai)) for ke, satu in pilih.items()),
    )


def _semua(tabel: str, jenis_kelamin: str) -> list[BarisKurva]:
    semua = list_kurva(tabel, jenis_kelamin)
    return [BarisKurva(b.x / HARI_PER_BULAN, b.nilai) for b in semua] if tabel in HARIAN else semua
