"""Split a figure among places in proportion to a weight, to the last person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

K = TypeVar("K", int, str)


def split(jumlah: int, bobot: Mapping[K, int]) -> dict[K, int]:
    """Largest remainder: shares are whole, never negative, and sum to `jumlah`; equal where nothing is weighed.

    Of equal remainders the heavier comes first, then the smaller key, so the order of the places does not matter.
    """
    if not bobot:
        return {}
    berat = bobot if any(bobot.values()) else dict.fromkeys(bobot, 1)
    semua = sum(berat.values())
    bagian = {kunci: jumlah * satu // semua for kunci, satu in berat.items()}
    urut = sorted(berat, key=lambda kunci: (-(jumlah * berat[kunci] % semua), -berat[kunci], kunci))
    for kunci in urut[: jumlah - sum(bagian.values())]:
        bagian[kunci] += 1
    return bagian
