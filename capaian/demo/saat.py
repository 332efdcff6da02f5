"""The days around which the demo is made: everything is counted back from the day it is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from typing import Final
from zoneinfo import ZoneInfo

from lokal.holidays import get_holidays

from capaian.hitung.pekan import Pekan, last_closed
from posyandu.tasks import end_of_next_month

ZONA: Final = ZoneInfo("Asia/Jakarta")
BULAN_TIMBANG: Final = 4
"""Months before this one in which children were weighed, unless more are asked for."""


@dataclass(frozen=True)
class Saat:
    """`awal` starts the weighings, `akhir` ends the calendar; `sekarang` is the moment of loading."""

    sekarang: datetime
    bulan: int = BULAN_TIMBANG

    @cached_property
    def hari_ini(self) -> date:
        return self.sekarang.astimezone(ZONA).date()

    @cached_property
    def pekan_lalu(self) -> Pekan:
        """The week whose evaluation is being prepared."""
        return last_closed(self.sekarang, ZONA)

    @cached_property
    def awal(self) -> date:
        hari = self.hari_ini.replace(day=1)
        for _ in range(self.bulan):
            hari = (hari - timedelta(days=1)).replace(day=1)
        return hari

    @cached_property
    def awal_tahun(self) -> date:
        return self.hari_ini.replace(month=1, day=1)

    @cached_property
    def akhir(self) -> date:
        return end_of_next_month(self.hari_ini)

    @cached_property
    def hari_ke(self) -> int:
        return (self.hari_ini - self.awal_tahun).days + 1

    def at(self, hari: date, menit: int) -> datetime:
        """That many minutes after eight in the morning, but never later than now."""
        return min(datetime.combine(hari, time(8), ZONA) + timedelta(minutes=menit), self.sekarang)


def make_saat(tanggal: date | None, sekarang: datetime, bulan: int = BULAN_TIMBANG) -> Saat:
    """Now, or five in the afternoon of a chosen day."""
    return Saat(datetime.combine(tanggal, time(17), ZONA) if tanggal else sekarang, bulan)


def season(hari: date) -> float:
    """How many more or fewer come: Lebaran, the monsoon of the year's end, the vitamin A months."""
    if any(abs((hari - lebaran).days) <= 7 for lebaran in lebaran_days(hari.year)):
        return 0.6
    return {1: 0.86, 2: 1.06, 8: 1.07, 12: 0.84}.get(hari.month, 1.0)


@cache
def lebaran_days(tahun: int) -> tuple[date, ...]:
    """Days of Idulfitri; none for a year whose decree is not known."""
    try:
        libur = get_holidays(tahun)
    except ValueError:
        return ()
    return tuple(date.fromisoformat(satu.date) for satu in libur.holidays if satu.name.startswith("Idulfitri"))
