from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from klaster.umur import umur_bulan, umur_hari, umur_tahun

LAHIR = st.dates(date(1920, 1, 1), date(2030, 12, 31))
JARAK = st.integers(0, 40_000)


def count_bulan(lahir: date, pada: date) -> int:
    """The slow way: how many times the day's number of birth came round, on the 1st after a month that lacks it."""
    bulan = 0
    while True:
        ke = lahir.year * 12 + lahir.month + bulan
        tahun, nomor = ke // 12, ke % 12 + 1
        try:
            ulang = date(tahun, nomor, lahir.day)
        except ValueError:
            ulang = date(tahun + nomor // 12, nomor % 12 + 1, 1)
        if ulang > pada:
            return bulan
        bulan += 1


@given(LAHIR, JARAK)
def test_it_counts_completed_months_like_the_slow_way(lahir: date, jarak: int) -> None:
    pada = lahir + timedelta(days=jarak)

    assert umur_bulan(lahir, pada) == count_bulan(lahir, pada)
    assert umur_tahun(lahir, pada) == count_bulan(lahir, pada) // 12
    assert umur_hari(lahir, pada) == jarak


def test_it_completes_the_year_of_a_leap_day_child_on_1_march() -> None:
    assert umur_bulan(date(2024, 2, 29), date(2025, 2, 28)) == 11
    assert umur_bulan(date(2024, 2, 29), date(2025, 3, 1)) == 12


def test_it_is_negative_before_birth() -> None:
    assert umur_bulan(date(2026, 11, 17), date(2026, 11, 16)) == -1
