from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp.stack.process import ROOT
from klaster.tanggal import Lama, read_tanggal
from klaster.umur import umur_bulan

hari = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(hari)
def test_it_reads_back_every_date_it_can_write(tanggal: date) -> None:
    assert read_tanggal(tanggal.isoformat()) == tanggal


@pytest.mark.parametrize(
    "nilai", ["", "2026-02-30", "20261116", "2026-W46-1", "16-11-2026", "٢٠٢٦-١١-١٦", 20261116, None]
)
def test_it_reads_nothing_else(nilai: Any) -> None:
    assert read_tanggal(nilai) is None


@given(hari, st.integers(0, 240))
def test_months_are_over_on_the_day_on_which_the_age_says_so(lahir: date, bulan: int) -> None:
    habis = Lama(bulan=bulan).sesudah(lahir)

    assert umur_bulan(lahir, habis) == bulan
    assert bulan == 0 or umur_bulan(lahir, habis - timedelta(days=1)) == bulan - 1


@given(hari, st.integers(0, 400))
def test_days_are_plain_days(lahir: date, lama: int) -> None:
    assert Lama(hari=lama).sesudah(lahir) - lahir == timedelta(days=lama)


def test_nobody_reads_a_date_as_numbers_alone() -> None:
    """One wording of dates, everywhere: "17 Nov 2026"."""
    kamar = ("ilp", "capaian", "pustu", "posyandu", "puskesmas", "klaster", "templates", "static/kader")
    berkas = (satu for nama in kamar for satu in (ROOT / nama).rglob("*.*") if satu.suffix in {".py", ".html", ".ts"})
    angka = re.compile(r"%d[-/]%m[-/]%Y|date:\"d[-/]m[-/]Y\"")
    assert [satu.name for satu in berkas if angka.search(satu.read_text())] == []
