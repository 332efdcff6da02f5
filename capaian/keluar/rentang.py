"""One month or three, with the weeks that belong to them: a week belongs to the month of its Sunday."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from capaian.halaman.tulisan import BULAN_PANJANG
from capaian.hitung.pekan import TAHUN, Pekan
from puskesmas.errors import DomainError

_KODE: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rentang:
    """`banyak` months that end with the month of `terakhir`, its first day."""

    terakhir: date
    banyak: int

    @classmethod
    def from_kode(cls, kode: str, banyak: int) -> Self:
        """ "2026-11"; anything else is DomainError `bulan_tidak_sah`."""
        cocok = _KODE.fullmatch(kode)
        if cocok is None or not TAHUN[0] < int(cocok[1]) < TAHUN[1]:
            raise DomainError(
                "bulan_tidak_sah", f"Bulan {kode[:20]!r} tidak dikenal.", "bulan", "Tulis seperti 2026-11."
            )
        return cls(date(int(cocok[1]), int(cocok[2]), 1), banyak)

    def move(self, bulan: int) -> Self:
        """So many months later, or earlier."""
        nomor = self.terakhir.year * 12 + self.terakhir.month - 1 + bulan
        return type(self)(date(nomor // 12, nomor % 12 + 1, 1), self.banyak)

    @property
    def kode(self) -> str:
        return f"{self.terakhir:%Y-%m}"

    @property
    def bulan(self) -> tuple[date, ...]:
        """First days of its months, oldest first."""
        return tuple(self.move(-mundur).terakhir for mundur in range(self.banyak - 1, -1, -1))

    @property
    def awal(self) -> date:
        return self.bulan[0]

    @property
    def akhir(self) -> date:
        """Its last day."""
        return self.move(1).terakhir - timedelta(days=1)

    @property
    def pekan(self) -> tuple[Pekan, ...]:
        """Weeks whose Sunday lies in it."""
        pertama = Pekan.from_tanggal(self.awal)
        jumlah = (self.akhir - pertama.minggu).days // 7 + 1
        return tuple(Pekan(pertama.senin + timedelta(weeks=ke)) for ke in range(jumlah))

    @property
    def label(self) -> str:
        """ "November 2026", "September–November 2026", "November 2026–Januari 2027"."""
        awal, akhir = self.awal, self.terakhir
        kanan = f"{BULAN_PANJANG[akhir.month - 1]} {akhir.year}"
        if awal == akhir:
            return kanan
        tahun = f" {awal.year}" if awal.year != akhir.year else ""
        return f"{BULAN_PANJANG[awal.month - 1]}{tahun}–{kanan}"
