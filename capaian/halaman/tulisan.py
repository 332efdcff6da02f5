"""Numbers, dates and ages as Indonesians write them. Spaces inside a figure never break."""

from __future__ import annotations

import math
from datetime import date, datetime

from klaster.umur import umur_bulan, umur_hari

TETAP = "\u00a0"
"""Non-breaking space."""
KURANG = "\u2212"
"""Minus sign, as wide as the plus."""
HARI = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
BULAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")

HARI_PANJANG = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN_PANJANG = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def bilangan(nilai: float, desimal: int = 0) -> str:
    """1234.5 with one decimal as "1.234,5"; half goes away from zero."""
    besar = math.floor(abs(nilai) * 10**desimal + 0.5 + 1e-9)
    utuh, pecah = divmod(besar, 10**desimal)
    teks = f"{utuh:,}".replace(",", ".") + (f",{pecah:0{desimal}}" if desimal else "")
    return KURANG + teks if nilai < 0 and besar else teks


def persen(bagian: float, desimal: int | None = None) -> str:
    """0.52 as "52 %". Under 10 % one decimal is kept; only all of it reads 100 %, only nothing reads 0 %."""
    if desimal is None:
        desimal = 1 if 0 < abs(bagian) < 0.0995 else 0
    if 0.995 <= bagian < 1:
        return f"99{TETAP}%"
    if 0 < bagian < 0.0005:
        return f"<{TETAP}0,1{TETAP}%"
    teks = bilangan(bagian * 100, desimal)
    return f"{teks.removesuffix(',0')}{TETAP}%"


def dari(pembilang: int, penyebut: int | None) -> str:
    """ "230 dari 442"; without a denominator the count alone."""
    return bilangan(pembilang) if penyebut is None else f"{bilangan(pembilang)} dari {bilangan(penyebut)}"


def tanggal(hari: date) -> str:
    """ "17 Nov 2026"."""
    return f"{hari.day}{TETAP}{BULAN[hari.month - 1]}{TETAP}{hari.year}"


def tanggal_pendek(hari: date) -> str:
    """ "17 Nov"."""
    return f"{hari.day}{TETAP}{BULAN[hari.month - 1]}"


def hari_tanggal(hari: date) -> str:
    """ "Sel 17 Nov"."""
    return f"{HARI[hari.weekday()]}{TETAP}{tanggal_pendek(hari)}"


def bulan_panjang(hari: date) -> str:
    """ "November 2026"."""
    return f"{BULAN_PANJANG[hari.month - 1]}{TETAP}{hari.year}"


def tanggal_panjang(hari: date) -> str:
    """ "17 November 2026"."""
    return f"{hari.day}{TETAP}{bulan_panjang(hari)}"


def hari_tanggal_panjang(hari: date) -> str:
    """ "Selasa, 17 November 2026"."""
    return f"{HARI_PANJANG[hari.weekday()]}, {tanggal_panjang(hari)}"


def hari_angka(hari: date) -> str:
    """ "Sel 17"."""
    return f"{HARI[hari.weekday()]}{TETAP}{hari.day}"


def waktu(saat: datetime) -> str:
    """ "Sel 17 Nov 10.42"."""
    return f"{hari_tanggal(saat)}{TETAP}{saat:%H.%M}"


def waktu_panjang(saat: datetime) -> str:
    """ "Sel 17 Nov 2026 10.42"."""
    return f"{hari_tanggal(saat)}{TETAP}{saat.year} {saat:%H.%M}"


def umur(lahir: date, pada: date) -> str:
    """ "12 hr" under a month, "14 bln" under five years, then "66 th"."""
    bulan = umur_bulan(lahir, pada)
    if bulan < 1:
        return f"{max(umur_hari(lahir, pada), 0)}{TETAP}hr"
    return f"{bulan}{TETAP}bln" if bulan < 60 else f"{bulan // 12}{TETAP}th"


def tambahan(jumlah: int) -> str:
    """14 as "+14"."""
    return f"+{bilangan(jumlah)}" if jumlah > 0 else bilangan(jumlah)


def perubahan(bagian: float) -> str:
    """0.03 as "+3 poin", in percentage points; below half a point "tetap"."""
    poin = bilangan(abs(bagian) * 100)
    if poin == "0":
        return "tetap"
    return f"{'+' if bagian > 0 else KURANG}{poin}{TETAP}poin"
