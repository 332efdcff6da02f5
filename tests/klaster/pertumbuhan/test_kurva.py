from __future__ import annotations

from itertools import pairwise

import pytest

from klaster.pertumbuhan.kurva import SD, list_kurva
from klaster.pertumbuhan.skor import nilai_z
from klaster.pertumbuhan.tabel import TABEL


@pytest.mark.parametrize("tabel", TABEL)
def test_a_child_on_a_line_has_the_z_of_the_line(tabel: str) -> None:
    for x, nilai in list_kurva(tabel, "P", setiap=50):
        assert [nilai_z(tabel, "P", x, satu) for satu in nilai] == list(SD)


@pytest.mark.parametrize("tabel", TABEL)
def test_the_lines_never_cross_and_reach_the_end(tabel: str) -> None:
    semua, jarang = list_kurva(tabel, "L"), list_kurva(tabel, "L", setiap=30)
    assert all(a < b for baris in semua for a, b in pairwise(baris.nilai))
    assert (jarang[0], jarang[-1]) == (semua[0], semua[-1])
    assert len(semua) > len(jarang)
