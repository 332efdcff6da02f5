"""Numbers, dates and ages in Indonesian."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.halaman import tulisan


@pytest.mark.parametrize(
    ("nilai", "desimal", "teks"),
    [(0, 0, "0"), (1234.5, 1, "1.234,5"), (1234567, 0, "1.234.567"), (2.5, 0, "3"), (-3.2, 1, "−3,2"), (-0.2, 0, "0")],
)
def test_it_writes_numbers_the_indonesian_way(nilai: float, desimal: int, teks: str) -> None:
    assert tulisan.bilangan(nilai, desimal) == teks


@pytest.mark.parametrize(
    ("bagian", "teks"),
    [
        (0.52, "52 %"),
        (0.045, "4,5 %"),
        (0.05, "5 %"),
        (0.999, "99 %"),
        (1.0, "100 %"),
        (1.184, "118 %"),
        (0.0, "0 %"),
        (0.0001, "< 0,1 %"),
    ],
)
def test_it_writes_percentages_without_hiding_the_ends(bagian: float, teks: str) -> None:
    assert tulisan.persen(bagian).replace("\u00a0", " ") == teks


@given(st.floats(0, 3))
def test_a_percentage_never_breaks_over_two_lines(bagian: float) -> None:
    assert " " not in tulisan.persen(bagian)


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_only_all_of_it_reads_100_and_only_nothing_reads_0(pembilang: int, lain: int) -> None:
    teks = tulisan.persen(pembilang / (pembilang + lain))
    assert not teks.startswith("100")
    assert (teks == "0\u00a0%") == (pembilang == 0)


def test_it_writes_dates_and_times_with_short_names() -> None:
    saat = datetime(2026, 11, 17, 9, 5, tzinfo=UTC)
    assert tulisan.waktu(saat).replace("\u00a0", " ") == "Sel 17 Nov 09.05"
    assert tulisan.waktu_panjang(saat).replace("\u00a0", " ") == "Sel 17 Nov 2026 09.05"
    assert tulisan.tanggal(date(2026, 8, 1)).replace("\u00a0", " ") == "1 Agu 2026"


@pytest.mark.parametrize(
    ("lahir", "teks"),
    [
        (date(2026, 11, 10), "12 hr"),
        (date(2025, 9, 4), "14 bln"),
        (date(2021, 11, 22), "5 th"),
        (date(1960, 1, 1), "66 th"),
    ],
)
def test_it_tells_ages_in_the_unit_that_people_use(lahir: date, teks: str) -> None:
    assert tulisan.umur(lahir, date(2026, 11, 22)).replace("\u00a0", " ") == teks


def test_it_writes_changes_in_points() -> None:
    assert tulisan.perubahan(0.03).replace("\u00a0", " ") == "+3 poin"
    assert tulisan.perubahan(-0.021).replace("\u00a0", " ") == "−2 poin"
    assert tulisan.perubahan(0.001) == "tetap"
