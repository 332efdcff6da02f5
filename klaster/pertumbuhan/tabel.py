"""WHO's growth tables: L, M and S by sex, one file per table, each read at its first use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from klaster.berkas import FOLDER

LMS = tuple[float, float, float]

KELAMIN: Final = ("L", "P")
HARI_PER_BULAN: Final = 30.4375
# Table -> rows per unit of x. Days 0–1856 (arm 91–1856), centimetres in steps of 0.1, months 60–229.
TABEL: Final[Mapping[str, int]] = {
    "bbu": 1,
    "tbu": 1,
    "imtu": 1,
    "lku": 1,
    "lilau": 1,
    "bbpb": 10,
    "bbtb": 10,
    "tbu_2007": 1,
    "imtu_2007": 1,
}
# Beyond +-3 SD weight and arm are counted in steps of the last SD; length and head are not.
TERBATAS: Final = frozenset({"bbu", "bbpb", "bbtb", "imtu", "lilau", "imtu_2007"})


@dataclass(frozen=True, slots=True)
class Tabel:
    """`baris[i]` belongs to x = (awal + i) / per_satuan."""

    awal: int
    per_satuan: int
    baris: tuple[LMS, ...]
    terbatas: bool

    def at(self, x: float) -> LMS | None:
        """L, M, S at x, linear between two rows; None outside the table."""
        if type(x) is int and self.per_satuan == 1:
            ke = x - self.awal
            return self.baris[ke] if 0 <= ke < len(self.baris) else None
        langkah = x * self.per_satuan - self.awal
        if not 0 <= langkah < len(self.baris):  # also for NaN
            return None
        ke = int(langkah)
        sisa = langkah - ke
        if not sisa:
            return self.baris[ke]
        if ke + 1 == len(self.baris):
            return None
        (l1, m1, s1), (l2, m2, s2) = self.baris[ke], self.baris[ke + 1]
        return l1 + sisa * (l2 - l1), m1 + sisa * (m2 - m1), s1 + sisa * (s2 - s1)


@cache
def load_tabel(nama: str) -> Mapping[str, Tabel]:
    """Sex -> table. The first line of a file names its source, the second its columns."""
    per_satuan = TABEL[nama]
    teks = (FOLDER / "who" / f"{nama}.csv").read_text(encoding="ascii")
    baris = [tuple(map(float, satu.split(","))) for satu in teks.splitlines()[2:]]
    awal = round(baris[0][0] * per_satuan)
    return {
        jenis_kelamin: Tabel(
            awal, per_satuan, tuple((satu[ke], satu[ke + 1], satu[ke + 2]) for satu in baris), nama in TERBATAS
        )
        for jenis_kelamin, ke in (("L", 1), ("P", 4))
    }
