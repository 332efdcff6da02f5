"""The box that a chart of the person page is drawn in: 480 by 300, with room for the axes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from klaster.angka import tulis
from pustu.halaman.warga.model import Tanda

KIRI, KANAN, ATAS, BAWAH = 36, 424, 10, 266
LANGKAH: Final = (0.5, 1, 2, 5, 10, 12, 20, 50, 100)
"""Steps of an axis that read well, months among them."""


@dataclass(frozen=True, slots=True)
class Bingkai:
    awal: float
    akhir: float
    bawah: float
    atas: float

    def x(self, nilai: float) -> float:
        return round(KIRI + (nilai - self.awal) / (self.akhir - self.awal) * (KANAN - KIRI), 1)

    def y(self, nilai: float) -> float:
        return round(BAWAH - (nilai - self.bawah) / (self.atas - self.bawah) * (BAWAH - ATAS), 1)

    def path(self, titik: Iterable[tuple[float, float]]) -> str:
        """`points` of a polyline or polygon."""
        return " ".join(f"{self.x(x)},{self.y(y)}" for x, y in titik)

    def ticks_x(self) -> list[Tanda]:
        return [Tanda(self.x(n), tulis(n)) for n in _steps(self.awal, self.akhir, 13)]

    def ticks_y(self) -> list[Tanda]:
        return [Tanda(self.y(n), tulis(n)) for n in _steps(self.bawah, self.atas, 8)]


def frame(awal: float, akhir: float, terendah: float, tertinggi: float) -> Bingkai:
    """A box in which everything has room; one that would have no height or width gets some."""
    lebar = akhir if akhir > awal else awal + 1
    ruang = (tertinggi - terendah or 1) * 0.05
    return Bingkai(awal, lebar, terendah - ruang, tertinggi + ruang)


def _steps(dari: float, sampai: float, paling: int) -> list[float]:
    langkah = next((n for n in LANGKAH if (sampai - dari) / n <= paling), LANGKAH[-1])
    mulai = math.ceil(dari / langkah - 1e-9)
    return [ke * langkah for ke in range(mulai, math.floor(sampai / langkah + 1e-9) + 1)]
