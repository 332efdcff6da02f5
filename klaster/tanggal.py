"""Dates as text, and dates some months or days after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

BULAN: Final = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def read_tanggal(nilai: object) -> date | None:
    """The date in `2026-11-16`; None for anything else, also for days that do not exist."""
    if type(nilai) is not str or len(nilai) != 10 or nilai[4] != "-" or nilai[7] != "-":
        return None
    try:
        return date.fromisoformat(nilai)
    except ValueError:
        return None


def sebut_tanggal(tanggal: date) -> str:
    """ "17 Nov 2026", as pages write it; the spaces do not break."""
    return f"{tanggal.day}\u00a0{BULAN[tanggal.month - 1]}\u00a0{tanggal.year}"


@dataclass(frozen=True, slots=True)
class Lama:
    """A stretch of time: completed months, then days."""

    bulan: int = 0
    hari: int = 0

    def sesudah(self, awal: date) -> date:
        """The day on which it is over. Months end as in `umur_bulan`: on the 1st where the day's number is missing."""
        if not self.bulan:
            return awal + timedelta(days=self.hari) if self.hari else awal
        ke = awal.year * 12 + awal.month - 1 + self.bulan
        tahun, bulan = divmod(ke, 12)
        try:
            hasil = date(tahun, bulan + 1, awal.day)
        except ValueError:
            hasil = date(tahun + (bulan == 11), (bulan + 1) % 12 + 1, 1)
        return hasil + timedelta(days=self.hari) if self.hari else hasil

    def is_over(self, awal: date, pada: date) -> bool:
        """Whether so much time has passed since `awal`; the same as `pada >= sesudah(awal)`, and quicker for days."""
        return pada >= self.sesudah(awal) if self.bulan else (pada - awal).days >= self.hari


@dataclass(frozen=True, slots=True)
class Bulan:
    """A month of the calendar, the same for a whole class: that of the year in which somebody turns `tahun`."""

    tahun: int
    bulan: int

    def sesudah(self, lahir: date) -> date:
        """Its first day."""
        return date(lahir.year + self.tahun, self.bulan, 1)

    def is_over(self, lahir: date, pada: date) -> bool:
        return pada >= self.sesudah(lahir)


def read_lama(baris: Mapping[str, Any] | None) -> Lama | None:
    return None if baris is None else Lama(**baris)
