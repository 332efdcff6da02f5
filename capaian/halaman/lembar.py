"""Cut a long list into pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from capaian.halaman.model import Lembar

SELEMBAR: Final = 25


def cut_page(
    jumlah: int, hal: int, alamat: Callable[[int], str], selembar: int = SELEMBAR
) -> tuple[slice, Lembar | None]:
    """The rows of page `hal` (a page past the end is the last one), and what to print under them."""
    akhir = max(1, -(-jumlah // selembar))
    hal = min(hal, akhir)
    dari = (hal - 1) * selembar
    sampai = min(dari + selembar, jumlah)
    if not jumlah:
        return slice(0, 0), None
    lembar = Lembar(
        dari=dari + 1,
        sampai=sampai,
        jumlah=jumlah,
        sebelum_url=alamat(hal - 1) if hal > 1 else None,
        sesudah_url=alamat(hal + 1) if hal < akhir else None,
    )
    return slice(dari, sampai), lembar
