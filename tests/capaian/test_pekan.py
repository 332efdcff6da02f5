"""The week: its code, its words, its borders, in three time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.hitung.pekan import Pekan, last_closed, open_week
from capaian.hitung.syarat import months_before
from klaster.umur import umur_bulan
from puskesmas.errors import DomainError

ZONA = [ZoneInfo(f"Asia/{nama}") for nama in ("Jakarta", "Makassar", "Jayapura")]
HARI = [date(2015, 1, 1) + timedelta(days=ke) for ke in range((date(2041, 1, 1) - date(2015, 1, 1)).days)]
tanggal = st.dates(date(2000, 1, 10), date(2098, 12, 1))


def test_every_day_from_2015_to_2040_has_its_week_and_every_code_leads_back() -> None:
    for hari in HARI:
        pekan = Pekan.from_tanggal(hari)
        assert pekan.senin <= hari <= pekan.minggu
        assert Pekan.from_kode(pekan.kode) == pekan


def test_weeks_from_2015_to_2040_follow_each_other_without_a_gap() -> None:
    semua = sorted({Pekan.from_tanggal(hari) for hari in HARI})
    assert len({pekan.kode for pekan in semua}) == len(semua)
    for satu, lain in pairwise(semua):
        assert (satu.next, lain.previous) == (lain, satu)


@pytest.mark.parametrize("zona", ZONA, ids=str)
def test_the_open_week_turns_at_local_midnight_and_closes_at_four_on_monday(zona: ZoneInfo) -> None:
    for pekan in {Pekan.from_tanggal(hari) for hari in HARI}:
        tengah_malam = datetime.combine(pekan.senin, datetime.min.time(), zona)
        assert open_week(zona, tengah_malam.astimezone(UTC)) == pekan
        assert open_week(zona, tengah_malam.astimezone(UTC) - timedelta(seconds=1)) == pekan.previous
        jam_empat = tengah_malam.astimezone(UTC) + timedelta(hours=4)
        assert last_closed(jam_empat, zona) == pekan.previous
        assert last_closed(jam_empat - timedelta(seconds=1), zona) == pekan.previous.previous


@pytest.mark.parametrize(
    ("hari", "iso", "skdr"),
    [
        (date(2024, 12, 29), "2024-W52", "2025-M1"),
        (date(2025, 1, 4), "2025-W1", "2025-M1"),
        (date(2025, 12, 28), "2025-W52", "2025-M53"),
        (date(2026, 1, 3), "2026-W1", "2025-M53"),
        (date(2026, 1, 4), "2026-W1", "2026-M1"),
        (date(2026, 12, 31), "2026-W53", "2026-M52"),
        (date(2027, 1, 2), "2026-W53", "2026-M52"),
        (date(2027, 1, 3), "2026-W53", "2027-M1"),
        (date(2020, 12, 27), "2020-W52", "2020-M53"),
    ],
)
def test_iso_and_surveillance_weeks_are_told_apart(hari: date, iso: str, skdr: str) -> None:
    tahun, nomor = iso.split("-W")
    assert Pekan.from_tanggal(hari).kode == f"{tahun}-M{int(nomor):02}"
    # A Sunday opens the surveillance week that holds the rest of its days in the next ISO week.
    enam_hari = Pekan.from_tanggal(hari).next if hari.weekday() == 6 else Pekan.from_tanggal(hari)
    tahun, nomor = skdr.split("-M")
    assert enam_hari.skdr == f"SKDR {nomor}/{tahun}"


def test_surveillance_weeks_number_every_week_once_and_start_with_four_days_in_the_year() -> None:
    semua = sorted({Pekan.from_tanggal(hari) for hari in HARI})
    assert len({pekan.skdr for pekan in semua}) == len(semua)
    for pekan in semua:
        if pekan.skdr.startswith("SKDR 1/"):
            sabtu = pekan.senin + timedelta(days=5)
            assert 4 <= sabtu.timetuple().tm_yday <= 10


@pytest.mark.parametrize(
    ("kode", "label"),
    [
        ("2026-M46", "Pekan 9–15 Nov 2026"),
        ("2026-M40", "Pekan 28 Sep–4 Okt 2026"),
        ("2026-M53", "Pekan 28 Des 2026–3 Jan 2027"),
    ],
)
def test_a_week_is_written_with_no_more_words_than_it_needs(kode: str, label: str) -> None:
    assert Pekan.from_kode(kode).label == label


def test_every_month_from_2015_to_2040_closes_in_exactly_one_week() -> None:
    semua = sorted({Pekan.from_tanggal(hari) for hari in HARI})
    tutup = [pekan.tutup_bulan.minggu for pekan in semua if pekan.tutup_bulan]
    assert tutup == [date(2014, 12, 31)] + [hari for hari in HARI if (hari + timedelta(days=1)).day == 1]


def test_a_week_belongs_to_the_month_and_year_of_its_sunday() -> None:
    pekan = Pekan.from_kode("2026-M53")
    assert (pekan.tahun, pekan.bulan, pekan.awal_bulan, pekan.hari_ke) == (2027, 1, date(2027, 1, 1), 3)
    assert (pekan.akhir_bulan, pekan.hari_setahun) == (date(2027, 1, 31), 365)


@pytest.mark.parametrize(
    "kode",
    [
        *("", "2026", "2026-46", "2026-W46", "2026-M54", "2025-M53", "2026-M00", "2026-M4", "1999-M01", "2100-M01"),
        *("٢٠٢٦-M46", "2026-M46\n", " 2026-M46", "2026-m46", "x" * 10_000, "2026-M46\x00"),
    ],
)
def test_it_refuses_what_is_no_week(kode: str) -> None:
    with pytest.raises(DomainError) as galat:
        Pekan.from_kode(kode)
    assert galat.value.kode == "pekan_tidak_sah"
    assert len(galat.value.pesan) < 80


def test_only_a_monday_makes_a_week() -> None:
    with pytest.raises(ValueError, match="Monday"):
        Pekan(date(2026, 11, 10))


@given(lahir=tanggal, pada=tanggal, bulan=st.integers(0, 1200))
def test_a_birth_date_bound_means_the_same_as_completed_months(lahir: date, pada: date, bulan: int) -> None:
    batas = months_before(pada, bulan) if pada.year * 12 + pada.month - 1 - bulan >= 12 else date.min
    assert (lahir <= batas) == (umur_bulan(lahir, pada) >= bulan)


@given(pada=tanggal, geser=st.integers(-1, 1), bulan=st.integers(0, 200))
def test_the_bound_is_exact_to_the_day(pada: date, geser: int, bulan: int) -> None:
    lahir = months_before(pada, bulan) + timedelta(days=geser)
    assert (geser <= 0) == (umur_bulan(lahir, pada) >= bulan)
