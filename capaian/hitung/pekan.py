"""The ISO week, Monday to Sunday, at which targets meet achievement. It belongs to the month and year of its Sunday."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from django.utils import timezone

from puskesmas.errors import DomainError

BULAN: Final = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
JAM_EVALUASI: Final = 4
"""Local hour on Monday at which the week before is closed and evaluated."""
TAHUN: Final = (2000, 2099)
_KODE: Final = re.compile(r"([0-9]{4})-M([0-9]{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Pekan:
    """One week. `senin` is its identity, also in the database."""

    senin: date

    def __post_init__(self) -> None:
        if self.senin.weekday() != 0:
            raise ValueError(f"{self.senin} is not a Monday")

    @classmethod
    def from_kode(cls, kode: str) -> Self:
        """ "2026-M46"; anything else is DomainError `pekan_tidak_sah`."""
        cocok = _KODE.fullmatch(kode)
        try:
            if cocok is None or not TAHUN[0] <= int(cocok[1]) <= TAHUN[1]:
                raise ValueError(kode)
            return cls(date.fromisocalendar(int(cocok[1]), int(cocok[2]), 1))
        except ValueError:
            raise _tidak_sah(kode) from None

    @classmethod
    def from_tanggal(cls, tanggal: date) -> Self:
        return cls(tanggal - timedelta(days=tanggal.weekday()))

    @property
    def kode(self) -> str:
        tahun, nomor, _ = self.senin.isocalendar()
        return f"{tahun}-M{nomor:02}"

    @property
    def minggu(self) -> date:
        """Its Sunday, the day on which people's age, status and domicile are read."""
        return self.senin + timedelta(days=6)

    @property
    def tahun(self) -> int:
        return self.minggu.year

    @property
    def bulan(self) -> int:
        return self.minggu.month

    @property
    def awal_bulan(self) -> date:
        return self.minggu.replace(day=1)

    @property
    def akhir_bulan(self) -> date:
        return (self.awal_bulan + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def awal_tahun(self) -> date:
        return date(self.tahun, 1, 1)

    @property
    def hari_ke(self) -> int:
        """Which day of the year its Sunday is, from 1."""
        return self.minggu.timetuple().tm_yday

    @property
    def hari_setahun(self) -> int:
        return date(self.tahun, 12, 31).timetuple().tm_yday

    @property
    def next(self) -> Self:
        return type(self)(self.senin + timedelta(days=7))

    @property
    def previous(self) -> Self:
        return type(self)(self.senin - timedelta(days=7))

    @property
    def akhir_hari(self) -> date:
        """The first day that no longer belongs to it."""
        return self.minggu + timedelta(days=1)

    @property
    def tutup_bulan(self) -> TutupBulan | None:
        """The end of the month that closes inside this week."""
        tutup = TutupBulan(self.senin)
        return tutup if tutup.minggu <= self.senin + timedelta(days=6) else None

    @property
    def label(self) -> str:
        """ "Pekan 9–15 Nov 2026", "Pekan 28 Sep–4 Okt 2026", "Pekan 28 Des 2026–3 Jan 2027"."""
        awal, akhir = self.senin, self.minggu
        kiri = f"{awal.day}"
        if awal.month != akhir.month:
            kiri += f" {BULAN[awal.month - 1]}"
        if awal.year != akhir.year:
            kiri += f" {awal.year}"
        return f"Pekan {kiri}–{akhir.day} {BULAN[akhir.month - 1]} {akhir.year}"

    @property
    def skdr(self) -> str:
        """The epidemiological week that holds six of its days, for surveillance: "SKDR 45/2026".

        Sunday to Saturday, week 1 is the first with at least four days in the year. [U] No document of SKDR that
        says so was read; it is the rule of the public surveillance programs.
        """
        rabu = self.senin + timedelta(days=2)
        return f"SKDR {(rabu.timetuple().tm_yday - 1) // 7 + 1}/{rabu.year}"

    def __str__(self) -> str:
        return self.kode


@dataclass(frozen=True, slots=True, order=True)
class TutupBulan(Pekan):
    """A week cut on the last day of the month of its Monday: the day on which that month closes.

    A week belongs to the month of its Sunday, so days after a month's last Sunday reach no week of it; they count here.
    """

    @property
    def minggu(self) -> date:
        return (self.senin.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _tidak_sah(kode: str) -> DomainError:
    return DomainError(
        "pekan_tidak_sah",
        f"Pekan {kode[:20]!r} tidak dikenal.",
        bidang="pekan",
        saran=f"Tulis tahun, -M, lalu dua angka pekan, misalnya 2026-M46 (tahun {TAHUN[0]} sampai {TAHUN[1]}).",
    )


def open_week(zona: ZoneInfo, sekarang: datetime | None = None) -> Pekan:
    """The week that is running on the kabupaten's own clock."""
    return Pekan.from_tanggal((sekarang or timezone.now()).astimezone(zona).date())


def last_closed(sekarang: datetime, zona: ZoneInfo) -> Pekan:
    """The latest week whose evaluation is due: closed since Monday 04:00 on the kabupaten's own clock."""
    setempat = sekarang.astimezone(zona) - timedelta(hours=JAM_EVALUASI)
    return Pekan.from_tanggal(setempat.date()).previous
