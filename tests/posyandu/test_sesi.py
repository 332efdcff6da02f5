"""Opening days: planned, opened, closed, moved, cancelled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from posyandu.models import HariBuka, ProfilPosyandu
from posyandu.sesi import cancel_session, close_session, move_session, open_session, plan_sessions, set_roster
from posyandu.tasks import end_of_next_month, plan_sessions_ahead
from puskesmas.errors import DomainError
from puskesmas.models import PerluHitung, Unit
from puskesmas.units import set_status
from tests.cast import SENIN, Pemeran, Wilayah, make_kunjungan, make_sesi, make_warga

pytestmark = pytest.mark.usefixtures("senin")
KEMARIN = SENIN - timedelta(days=1)
TAHUN = (date(2026, 1, 1), date(2026, 12, 31))


def plan(unit: Unit, dari: date = TAHUN[0], sampai: date = TAHUN[1]) -> list[date]:
    plan_sessions(posyandu=[unit], dari=dari, sampai=sampai)
    return list(HariBuka.objects.filter(posyandu=unit).order_by("tanggal").values_list("tanggal", flat=True))


def test_the_second_thursday_comes_twelve_times_a_year(wilayah: Wilayah) -> None:
    days = plan(wilayah.melati)
    assert len(days) == len({(d.year, d.month) for d in days}) == 12
    assert all(d.isoweekday() == 4 and 8 <= d.day <= 14 for d in days)


def test_a_daily_posyandu_rests_on_weekends_and_holidays(wilayah: Wilayah) -> None:
    ProfilPosyandu.objects.filter(unit=wilayah.melati).update(pola="harian")
    days = plan(wilayah.melati, date(2026, 8, 10), date(2026, 8, 23))
    assert days == [date(2026, 8, d) for d in (10, 11, 12, 13, 14, 18, 19, 20, 21)]


def test_a_year_without_a_decree_has_weekends_only(wilayah: Wilayah) -> None:
    ProfilPosyandu.objects.filter(unit=wilayah.melati).update(pola="harian")
    assert len(plan(wilayah.melati, date(2031, 8, 11), date(2031, 8, 17))) == 5


def test_planning_again_adds_nothing_not_even_what_was_moved_or_cancelled(wilayah: Wilayah) -> None:
    days = plan(wilayah.melati)
    sesi = HariBuka.objects.order_by("tanggal")
    move_session(hari_buka=sesi[0], tanggal=days[0] + timedelta(days=1), alasan="banjir")
    cancel_session(hari_buka=sesi[3], alasan="pemilu")
    assert plan_sessions(posyandu=[wilayah.melati], dari=TAHUN[0], sampai=TAHUN[1]) == 0


def test_a_closed_posyandu_has_no_sessions(wilayah: Wilayah) -> None:
    tutup = set_status(unit=wilayah.kenanga, status="tutup", sejak=date(2026, 1, 1))
    assert plan(tutup) == []


def test_a_posyandu_that_waits_for_ilp_keeps_its_sessions(wilayah: Wilayah) -> None:
    wilayah.melati.status, wilayah.melati.rencana_buka = "persiapan", date(2027, 3, 1)
    assert len(plan(wilayah.melati)) == 12


def test_the_daily_task_plans_to_the_end_of_next_month_and_may_run_twice(wilayah: Wilayah) -> None:
    plan_sessions_ahead()
    planned = HariBuka.objects.count()
    plan_sessions_ahead()
    assert HariBuka.objects.count() == planned > 0
    last = HariBuka.objects.order_by("-tanggal")[0].tanggal
    assert last <= end_of_next_month(SENIN)


@pytest.mark.parametrize(
    ("hari", "akhir"),
    [
        (date(2026, 11, 22), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 1), date(2028, 2, 29)),
    ],
)
def test_next_month_ends_when_it_does(hari: date, akhir: date) -> None:
    assert end_of_next_month(hari) == akhir


def test_a_session_opens_and_closes_with_the_phones_count(wilayah: Wilayah, pemeran: Pemeran) -> None:
    PerluHitung.objects.all().delete()
    sesi = open_session(hari_buka=make_sesi(wilayah.melati, KEMARIN), petugas=pemeran.ani)
    sesi = close_session(hari_buka=sesi, jumlah_dinyatakan=31, petugas=pemeran.ani)
    assert (sesi.status, sesi.jumlah_dinyatakan) == ("ditutup", 31)
    again = close_session(hari_buka=sesi, jumlah_dinyatakan=32, petugas=pemeran.ani)
    assert (again.jumlah_dinyatakan, again.ditutup_pada) == (32, sesi.ditutup_pada)
    assert PerluHitung.objects.get(kabupaten=wilayah.beltim).sejak_tanggal == KEMARIN


def test_a_closed_session_with_fewer_visits_than_declared_is_not_sent(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sesi = make_sesi(wilayah.melati, KEMARIN)
    close_session(hari_buka=sesi, jumlah_dinyatakan=1, petugas=pemeran.ani)
    assert sesi in HariBuka.objects.not_sent(SENIN)
    make_kunjungan(make_warga(wilayah.melati), wilayah.melati, KEMARIN, pemeran.ani, [], hari_buka=sesi)
    assert sesi not in HariBuka.objects.not_sent(SENIN)


def test_tomorrows_session_cannot_be_opened_or_closed_today(wilayah: Wilayah, pemeran: Pemeran) -> None:
    besok = make_sesi(wilayah.melati, SENIN + timedelta(days=2))
    with pytest.raises(DomainError, match="belum_waktunya"):
        open_session(hari_buka=besok, petugas=pemeran.ani)
    with pytest.raises(DomainError, match="belum_waktunya"):
        close_session(hari_buka=besok, jumlah_dinyatakan=3, petugas=pemeran.ani)
    besok.refresh_from_db()
    assert besok.status == "direncanakan"


def test_a_moved_session_names_its_new_day(wilayah: Wilayah) -> None:
    lama = make_sesi(wilayah.melati, date(2026, 12, 10))
    baru = move_session(hari_buka=lama, tanggal=date(2026, 12, 3), alasan="Musim barat")
    lama.refresh_from_db()
    assert (lama.status, lama.dipindah_ke, baru.status) == ("dipindah", baru, "direncanakan")
    assert list(HariBuka.objects.held()) == [baru]


def test_impossible_moves_are_refused(wilayah: Wilayah) -> None:
    sesi, lain = make_sesi(wilayah.melati, date(2026, 12, 10)), make_sesi(wilayah.melati, date(2026, 12, 17))
    for tanggal, alasan, kode in (
        (sesi.tanggal, "x", "tanggal_sama"),
        (lain.tanggal, "x", "sudah_ada_hari_buka"),
        (date(2026, 12, 24), "  ", "wajib_diisi"),
    ):
        with pytest.raises(DomainError, match=kode):
            move_session(hari_buka=sesi, tanggal=tanggal, alasan=alasan)
    assert HariBuka.objects.filter(status="direncanakan").count() == 2


def test_a_session_with_visits_is_neither_moved_nor_cancelled(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sesi = make_sesi(wilayah.melati, KEMARIN)
    make_kunjungan(make_warga(wilayah.melati), wilayah.melati, KEMARIN, pemeran.ani, [], hari_buka=sesi)
    with pytest.raises(DomainError, match="sudah_ada_kunjungan"):
        cancel_session(hari_buka=sesi, alasan="hujan")
    with pytest.raises(DomainError, match="sudah_ada_kunjungan"):
        move_session(hari_buka=sesi, tanggal=KEMARIN - timedelta(days=1), alasan="hujan")


@pytest.mark.parametrize("status", ["ditutup", "batal"])
def test_what_is_over_cannot_be_opened(wilayah: Wilayah, pemeran: Pemeran, status: str) -> None:
    sesi = make_sesi(wilayah.melati, KEMARIN, status, alasan="hujan", jumlah_dinyatakan=0)
    with pytest.raises(DomainError, match="langkah_tidak_bisa"):
        open_session(hari_buka=sesi, petugas=pemeran.ani)


@pytest.mark.parametrize("jumlah", [-1, 5001])
def test_an_impossible_count_is_refused(wilayah: Wilayah, pemeran: Pemeran, jumlah: int) -> None:
    with pytest.raises(DomainError, match="jumlah_tidak_masuk_akal"):
        close_session(hari_buka=make_sesi(wilayah.melati, KEMARIN), jumlah_dinyatakan=jumlah, petugas=pemeran.ani)


def test_the_roster_is_replaced_and_keeps_confirmations(wilayah: Wilayah) -> None:
    sesi = make_sesi(wilayah.melati, KEMARIN)
    set_roster(hari_buka=sesi, nama=["Ani", " Budi ", "Ani"])
    sesi.petugas.filter(nama="Ani").update(dikonfirmasi_pada=timezone.now())
    PerluHitung.objects.all().delete()
    assert [p.nama for p in set_roster(hari_buka=sesi, nama=["Citra", "Ani"])] == ["Ani", "Citra"]
    assert sesi.petugas.get(nama="Ani").dikonfirmasi_pada is not None
    assert PerluHitung.objects.get().sejak_tanggal == KEMARIN
