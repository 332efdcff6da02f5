"""The clock of problems: holidays, weekends, time zones, the year's end, a stopped clock, two workers at once."""

from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from puskesmas.errors import DomainError
from puskesmas.jam import default_jam, jam_of, rung_of, set_jam
from puskesmas.masalah import handle_masalah, report_masalah
from puskesmas.models import Masalah, Pengguna, Setelan, Unit
from puskesmas.models.masalah import ANAK_TANGGA, JenisMasalah
from puskesmas.naik import tick
from puskesmas.tasks import tick_masalah
from puskesmas.waktu import add_workdays, count_workdays, is_workday
from tests.cast import Pemeran, Wilayah, make_pengguna, make_unit

WIB = ZoneInfo("Asia/Jakarta")


def open_problem(unit: Unit, *, jenis: str = "obat_vaksin", oleh: Pengguna | None = None) -> Masalah:
    """A vaccine problem has two working days at the Pustu, three at the Puskesmas, five at Dinas."""
    return report_masalah(oleh=oleh, unit=unit, jenis=jenis, judul="Vaksin habis", kunci="" if oleh else "uji")


def held_at(masalah: Masalah) -> str:
    masalah.refresh_from_db()
    return masalah.dipegang.nama


def story(masalah: Masalah) -> list[str]:
    return [satu.langkah for satu in masalah.langkah.all()]


# ── Working days ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sejak", "hari", "batas"),
    [
        (date(2026, 11, 18), 2, date(2026, 11, 20)),  # Wednesday, two plain days
        (date(2026, 11, 19), 2, date(2026, 11, 23)),  # a weekend between
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # from a Saturday
        (date(2026, 3, 17), 2, date(2026, 3, 26)),  # Nyepi and Idulfitri
        (date(2026, 12, 23), 2, date(2026, 12, 29)),  # Christmas and its shared leave
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over a year's end: Friday is New Year
        (date(2027, 12, 30), 2, date(2028, 1, 3)),  # into a year without a decree
        (date(2028, 8, 16), 1, date(2028, 8, 18)),  # there the fixed holidays still count
    ],
)
def test_the_last_day_is_counted_in_working_days(sejak: date, hari: int, batas: date) -> None:
    assert add_workdays(sejak, hari) == batas


@given(st.dates(date(2025, 1, 1), date(2029, 12, 31)), st.integers(1, 60))
def test_counting_back_gives_the_days_that_were_added(sejak: date, hari: int) -> None:
    batas = add_workdays(sejak, hari)
    assert is_workday(batas)
    assert count_workdays(sejak, batas) == hari
    assert count_workdays(sejak, batas - timedelta(days=1)) == hari - 1


# ── Climbing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_silent_problem_is_reminded_of_then_climbs(rabu: time_machine.Traveller, wilayah: Wilayah) -> None:
    masalah = open_problem(wilayah.melati)
    seen = []
    for hari in range(18, 31):
        rabu.move_to(datetime(2026, 11, hari, 0, 30, tzinfo=WIB))
        tick(kabupaten=wilayah.beltim)
        seen.append(held_at(masalah))
    assert seen == ["Kelubi"] * 5 + ["Manggar"] * 4 + ["Belitung Timur"] * 4
    assert story(masalah) == ["lapor", "ingat", "naik", "ingat", "naik"]


def test_a_step_gives_the_holder_the_full_time_again(
    rabu: time_machine.Traveller, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    masalah = open_problem(wilayah.melati)
    rabu.move_to(datetime(2026, 11, 20, 16, tzinfo=WIB))
    handle_masalah(oleh=pemeran.citra, masalah=masalah, pemilik=pemeran.citra, tenggat=date(2026, 11, 27))
    rabu.move_to(datetime(2026, 11, 24, 23, 59, tzinfo=WIB))
    tick(kabupaten=wilayah.beltim)
    assert held_at(masalah) == "Kelubi"
    rabu.move_to(datetime(2026, 11, 25, 0, 1, tzinfo=WIB))
    tick(kabupaten=wilayah.beltim)
    assert held_at(masalah) == "Manggar"


def test_nothing_climbs_on_a_day_off(rabu: time_machine.Traveller, wilayah: Wilayah) -> None:
    masalah = open_problem(wilayah.melati)  # last day Friday the 20th
    for hari in (21, 22):
        rabu.move_to(datetime(2026, 11, hari, 12, tzinfo=WIB))
        assert tick(kabupaten=wilayah.beltim) == 0
    assert held_at(masalah) == "Kelubi"


def test_at_dinas_it_stays_and_is_overdue(rabu: time_machine.Traveller, wilayah: Wilayah) -> None:
    masalah = open_problem(wilayah.beltim)
    rabu.move_to(datetime(2026, 12, 16, 9, tzinfo=WIB))
    assert tick(kabupaten=wilayah.beltim) == 0
    assert (held_at(masalah), story(masalah)) == ("Belitung Timur", ["lapor"])


def test_a_closed_problem_never_climbs(rabu: time_machine.Traveller, wilayah: Wilayah) -> None:
    masalah = open_problem(wilayah.melati)
    Masalah.objects.filter(pk=masalah.pk).update(keadaan="selesai", ditutup_pada=datetime(2026, 11, 18, tzinfo=WIB))
    rabu.move_to(datetime(2026, 12, 16, 9, tzinfo=WIB))
    assert tick(kabupaten=wilayah.beltim) == 0


def test_after_a_stopped_clock_it_climbs_one_rung_only(rabu: time_machine.Traveller, wilayah: Wilayah) -> None:
    masalah = open_problem(wilayah.melati)
    rabu.move_to(datetime(2026, 12, 14, 9, tzinfo=WIB))
    assert [tick(kabupaten=wilayah.beltim) for _ in range(3)] == [1, 0, 0]
    assert (held_at(masalah), masalah.batas_gerak) == ("Manggar", date(2026, 12, 17))


def test_the_clock_may_tick_as_often_as_it_likes(rabu: time_machine.Traveller, wilayah: Wilayah) -> None:
    masalah = open_problem(wilayah.melati)
    rabu.move_to(datetime(2026, 11, 20, 0, 5, tzinfo=WIB))
    assert [tick_masalah(), tick_masalah()] == [1, 0]
    assert story(masalah) == ["lapor", "ingat"]


@pytest.mark.parametrize(
    ("zona", "naik"),
    [
        ("Asia/Jakarta", datetime(2026, 11, 22, 17, tzinfo=ZoneInfo("UTC"))),
        ("Asia/Makassar", datetime(2026, 11, 22, 16, tzinfo=ZoneInfo("UTC"))),
        ("Asia/Jayapura", datetime(2026, 11, 22, 15, tzinfo=ZoneInfo("UTC"))),
    ],
)
def test_the_day_turns_where_the_kabupaten_is(
    rabu: time_machine.Traveller, wilayah: Wilayah, zona: str, naik: datetime
) -> None:
    Setelan.objects.filter(pk=wilayah.beltim.pk).update(zona_waktu=zona)
    masalah = open_problem(Unit.objects.get(pk=wilayah.melati.pk))
    rabu.move_to(naik - timedelta(seconds=1))
    assert tick(kabupaten=wilayah.beltim) == 0
    rabu.move_to(naik)
    assert tick(kabupaten=wilayah.beltim) == 1
    assert held_at(masalah) == "Manggar"


def test_it_climbs_over_the_year_s_end(rabu: time_machine.Traveller, wilayah: Wilayah) -> None:
    rabu.move_to(datetime(2026, 12, 30, 20, tzinfo=WIB))
    masalah = open_problem(wilayah.melati)  # 31 December and 4 January: Friday the 1st is New Year
    assert masalah.batas_gerak == date(2027, 1, 4)
    rabu.move_to(datetime(2027, 1, 6, 0, 10, tzinfo=WIB))  # the 5th is a holiday too
    assert tick(kabupaten=wilayah.beltim) == 1


def test_a_posyandu_right_below_a_puskesmas_starts_there(wilayah: Wilayah) -> None:
    assert rung_of(wilayah.anggrek) == wilayah.manggar
    assert rung_of(wilayah.melati) == wilayah.kelubi
    assert rung_of(wilayah.beltim) == wilayah.beltim


# ── The clocks themselves ────────────────────────────────────────────────────────────────────────────────────────────


def test_every_kind_has_a_clock_on_every_rung() -> None:
    assert set(default_jam()) == {(jenis, satu) for jenis in JenisMasalah.values for satu in ANAK_TANGGA}
    assert all(hari >= 1 for hari in default_jam().values())


def test_dinas_sets_clocks_and_open_problems_follow(
    rabu: time_machine.Traveller, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    masalah = open_problem(wilayah.melati)
    kunci = ("obat_vaksin", "pustu")
    assert [set_jam(oleh=pemeran.eko, kabupaten=wilayah.beltim, isi={kunci: 4}) for _ in range(2)] == [1, 0]
    masalah.refresh_from_db()
    assert masalah.batas_gerak == date(2026, 11, 24)
    assert jam_of(wilayah.lain.pk)[kunci] == 2


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ({("alat", "pustu"): 0}, "jam_di_luar_batas"),
        ({("alat", "pustu"): 61}, "jam_di_luar_batas"),
        ({("cuaca", "pustu"): 3}, "jam_tidak_dikenal"),
    ],
)
def test_it_refuses_clocks_without_sense(
    wilayah: Wilayah, pemeran: Pemeran, isi: dict[tuple[str, str], int], kode: str
) -> None:
    with pytest.raises(DomainError, match=kode):
        set_jam(oleh=pemeran.eko, kabupaten=wilayah.beltim, isi=isi)


def test_only_the_dinas_of_the_kabupaten_sets_clocks(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for oleh, kabupaten in (
        (pemeran.dewi, wilayah.beltim),
        (pemeran.eko, wilayah.lain),
        (pemeran.eko, wilayah.manggar),
    ):
        with pytest.raises(DomainError, match="tidak_boleh"):
            set_jam(oleh=oleh, kabupaten=kabupaten, isi={})


# ── Two at once ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kali", range(3))
def test_two_workers_climb_a_problem_once(transactional_db: None, kali: int) -> None:
    kabupaten = make_unit("kabupaten", "Balapan", None)
    pustu = make_unit("pustu", "Kelubi", make_unit("puskesmas", "Manggar", kabupaten))
    with time_machine.travel(datetime(2026, 11, 18, 9, tzinfo=WIB), tick=False):
        masalah = open_problem(pustu, oleh=make_pengguna("Ani", pustu, "kader"))
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=WIB), tick=False):
        hasil = at_once(4, kabupaten)
    assert sorted(hasil) == [0, 0, 0, 1]
    assert (held_at(masalah), story(masalah)) == ("Manggar", ["lapor", "naik"])


def at_once(jumlah: int, kabupaten: Unit) -> list[int]:
    start, hasil = threading.Barrier(jumlah), []

    def run() -> None:
        start.wait()
        try:
            hasil.append(tick(kabupaten=kabupaten))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(jumlah)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return hasil
