"""Rows from which growth curves are drawn."""

from __future__ import annotations

from typing import Final, NamedTuple

from klaster.pertumbuhan.skor import measure_at
from klaster.pertumbuhan.tabel import TABEL, load_tabel

SD: Final = (-3, -2, -1, 0, 1, 2, 3)


class BarisKurva(NamedTuple):
    """`x` in days, months or centimetres as the table has it; `nilai` in kg, cm or kg/m² at the SD above."""

    x: float
    nilai: tuple[float, ...]


def list_kurva(tabel: str, jenis_kelamin: str, setiap: int = 1) -> list[BarisKurva]:
    """Every `setiap`-th row and the last one; KeyError for an unknown table or sex."""
    isi = load_tabel(tabel)[jenis_kelamin]
    akhir = len(isi.baris) - 1
    return [
        BarisKurva((isi.awal + ke) / TABEL[tabel], tuple(measure_at(isi.baris[ke], sd) for sd in SD))
        for ke in sorted({*range(0, akhir, setiap), akhir})
    ]
