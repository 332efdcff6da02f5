"""Timing side by side: the contestants take turns, so that a slow moment of the machine hits all of them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Waktu:
    """Milliseconds of each round."""

    putaran: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.putaran)

    def percentile(self, persen: int) -> float:
        """The value that `persen` of the rounds do not exceed."""
        urut = sorted(self.putaran)
        return urut[min(len(urut) - 1, len(urut) * persen // 100)]

    def as_dict(self) -> dict[str, float]:
        return {
            "median_ms": round(self.median, 2),
            "p95_ms": round(self.percentile(95), 2),
            "tercepat_ms": round(min(self.putaran), 2),
            "putaran": len(self.putaran),
        }


def take_turns(pekerjaan: Mapping[str, Callable[[], object]], putaran: int, pemanasan: int = 1) -> dict[str, Waktu]:
    """Run the jobs A B C A B C …; the first `pemanasan` rounds are not counted."""
    catatan: dict[str, list[float]] = {nama: [] for nama in pekerjaan}
    for ke in range(pemanasan + putaran):
        for nama, jalankan in pekerjaan.items():
            mulai = perf_counter()
            jalankan()
            if ke >= pemanasan:
                catatan[nama].append((perf_counter() - mulai) * 1000)
    return {nama: Waktu(tuple(isi)) for nama, isi in catatan.items()}


def ratio(satu: Waktu, lain: Waktu) -> float:
    """Median of the pairwise ratios: holds also when the machine's speed drifts."""
    return round(statistics.median(a / b for a, b in zip(satu.putaran, lain.putaran, strict=True)), 2)
