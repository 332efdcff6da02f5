"""Timed work: what is left to do is read from the database, so nothing is lost and nothing is done twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import InternalError, connection, connections

from capaian import tasks
from capaian.evaluasi.buat import make_due, make_week, weeks_due
from capaian.hitung import antrean, hitung
from capaian.hitung.antrean import recompute_marked
from capaian.hitung.hitung import compute_week, recompute_from
from capaian.hitung.pekan import Pekan
from capaian.models import BagianEvaluasi, Capaian, EvaluasiPekan
from ilp.celery import app
from klaster.indikator import muat_indikator
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import PerluHitung, Setelan, Unit
from tests.cast import Pemeran, Wilayah, make_kunjungan, make_warga

# Wednesday of week 47, 10.00 in Jakarta.
KINI = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
TERBUKA = Pekan.from_kode("2026-M47")


@pytest.fixture(autouse=True)
def _kini() -> Iterator[None]:
    with time_machine.travel(KINI, tick=False):
        yield


@pytest.fixture
def wilayah(wilayah: Wilayah) -> Wilayah:
    """The network, with nothing marked."""
    PerluHitung.objects.all().delete()
    return wilayah


@pytest.fixture
def langsung() -> Iterator[None]:
    """Tasks run where they are sent."""
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


def pekan_terhitung(kabupaten: Unit) -> list[str]:
    semua = Capaian.objects.filter(kabupaten=kabupaten).values_list("pekan", flat=True).distinct()
    return [Pekan(senin).kode for senin in sorted(semua)]


def together(*kerja: Callable[[], object]) -> list[object]:
    """Run all at once, each on a connection of its own."""
    hasil: list[object] = [None] * len(kerja)
    mulai = threading.Barrier(len(kerja))

    def run(ke: int) -> None:
        try:
            mulai.wait()
            hasil[ke] = kerja[ke]()
        finally:
            connections.close_all()

    benang = [threading.Thread(target=run, args=(ke,)) for ke in range(len(kerja))]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join()
    return hasil


def on_write(tabel: str, isi: str) -> None:
    """Something that happens in the database at the very moment a row of `tabel` is written."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE FUNCTION uji() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {isi} RETURN NEW; END $$")
        cursor.execute(f"CREATE TRIGGER uji BEFORE INSERT OR UPDATE ON {tabel} FOR EACH ROW EXECUTE FUNCTION uji()")


def undo_on_write(tabel: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER uji ON {tabel}")


# --- recomputation ---


def test_a_visit_dated_five_weeks_ago_changes_all_six_weeks(wilayah: Wilayah, pemeran: Pemeran) -> None:
    anak = make_warga(wilayah.melati, lahir=date(2024, 3, 1))
    recompute_from(kabupaten=wilayah.beltim, sejak=date(2026, 10, 14))
    make_kunjungan(anak, wilayah.melati, date(2026, 10, 14), pemeran.ani, ["tbc_diskrining"])
    mark_perlu_hitung(kabupaten_id=wilayah.beltim.pk, sejak=date(2026, 10, 14))
    assert recompute_marked(kabupaten_id=wilayah.beltim.pk) == 6
    rows = Capaian.objects.filter(unit=wilayah.melati, indikator_id="tbc_skrining").order_by("pekan")
    assert [(r.pembilang, r.tambahan_pekan) for r in rows] == [(1, 1)] + [(1, 0)] * 5
    assert not PerluHitung.objects.exists()


def test_a_mark_that_moved_meanwhile_stays(wilayah: Wilayah) -> None:
    mark_perlu_hitung(kabupaten_id=wilayah.beltim.pk, sejak=date(2026, 11, 10))
    on_write("capaian_capaian", "UPDATE puskesmas_perluhitung SET versi = versi + 1, sejak_tanggal = '2026-11-03';")
    recompute_marked(kabupaten_id=wilayah.beltim.pk)
    assert PerluHitung.objects.get().sejak_tanggal == date(2026, 11, 3)


def test_a_mark_set_anew_after_another_worker_cleared_it_stays(wilayah: Wilayah) -> None:
    mark_perlu_hitung(kabupaten_id=wilayah.beltim.pk, sejak=TERBUKA.senin)
    on_write("capaian_capaian", "UPDATE puskesmas_perluhitung SET ditandai_pada = ditandai_pada + interval '1 s';")
    recompute_marked(kabupaten_id=wilayah.beltim.pk)
    assert PerluHitung.objects.get().versi == 1


def test_a_worker_killed_between_two_weeks_leaves_the_mark(wilayah: Wilayah) -> None:
    mark_perlu_hitung(kabupaten_id=wilayah.beltim.pk, sejak=date(2026, 11, 3))
    on_write("capaian_capaian", "IF NEW.pekan = '2026-11-09' THEN RAISE 'mati'; END IF;")
    with pytest.raises(InternalError, match="mati"):
        recompute_marked(kabupaten_id=wilayah.beltim.pk)
    assert (pekan_terhitung(wilayah.beltim), PerluHitung.objects.count()) == (["2026-M45"], 1)
    undo_on_write("capaian_capaian")
    assert recompute_marked(kabupaten_id=wilayah.beltim.pk) == 3
    assert not PerluHitung.objects.exists()


def test_a_mistyped_year_costs_a_year_of_weeks_at_most(wilayah: Wilayah) -> None:
    mulai = hitung._first(wilayah.beltim, TERBUKA)
    assert (TERBUKA.senin - mulai.senin).days == 7 * 53
    assert recompute_from(kabupaten=wilayah.beltim, sejak=date(1926, 11, 10)) == 54


def test_an_unmarked_kabupaten_costs_nothing(wilayah: Wilayah) -> None:
    assert recompute_marked(kabupaten_id=wilayah.beltim.pk) == 0
    assert recompute_marked(kabupaten_id=10**9) == 0


def test_a_future_mark_changes_no_week_and_is_cleared(wilayah: Wilayah) -> None:
    mark_perlu_hitung(kabupaten_id=wilayah.beltim.pk, sejak=date(2027, 3, 1))
    assert recompute_marked(kabupaten_id=wilayah.beltim.pk) == 0
    assert not PerluHitung.objects.exists()


@pytest.mark.usefixtures("langsung")
def test_the_tick_recomputes_every_marked_kabupaten(wilayah: Wilayah) -> None:
    for kabupaten in (wilayah.beltim, wilayah.lain):
        mark_perlu_hitung(kabupaten_id=kabupaten.pk, sejak=TERBUKA.senin)
    assert tasks.recompute_pending() == 2
    assert pekan_terhitung(wilayah.beltim) == pekan_terhitung(wilayah.lain) == ["2026-M47"]
    assert tasks.recompute_pending() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_week_leave_every_row_once(wilayah: Wilayah) -> None:
    jumlah = set(together(*[lambda: compute_week(kabupaten=wilayah.beltim, pekan=TERBUKA)] * 3))
    assert jumlah == {Capaian.objects.filter(kabupaten=wilayah.beltim).count()}


@pytest.mark.django_db(transaction=True)
def test_while_one_worker_recomputes_another_leaves_it_alone(wilayah: Wilayah) -> None:
    mark_perlu_hitung(kabupaten_id=wilayah.beltim.pk, sejak=TERBUKA.senin)
    with antrean._alone(wilayah.beltim.pk):
        assert together(lambda: recompute_marked(kabupaten_id=wilayah.beltim.pk)) == [0]
    assert together(lambda: recompute_marked(kabupaten_id=wilayah.beltim.pk)) == [1]


def test_a_week_takes_as_many_statements_for_many_units_and_indicators(
    wilayah: Wilayah, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    with django_assert_num_queries(6):
        compute_week(kabupaten=wilayah.beltim, pekan=TERBUKA, indikator=muat_indikator()[:1])
    Unit.objects.bulk_create(
        Unit(
            jenis="posyandu",
            kode=f"X{ke}",
            nama=f"X{ke}",
            induk=wilayah.kelubi,
            kabupaten=wilayah.beltim,
            jalur=f"{wilayah.kelubi.jalur}{10**6 + ke}/",
            pk=10**6 + ke,
        )
        for ke in range(50)
    )
    with django_assert_num_queries(7):  # one more reads the kabupaten's own indicators
        compute_week(kabupaten=wilayah.beltim, pekan=TERBUKA)


# --- the weekly evaluation ---


def test_the_week_is_made_for_the_kabupaten_and_each_puskesmas(wilayah: Wilayah) -> None:
    assert make_week(kabupaten=wilayah.beltim, pekan=TERBUKA.previous)
    assert set(EvaluasiPekan.objects.values_list("unit", flat=True)) == {
        wilayah.beltim.pk,
        wilayah.manggar.pk,
        wilayah.gantung.pk,
    }
    assert not make_week(kabupaten=wilayah.beltim, pekan=TERBUKA.previous)
    assert EvaluasiPekan.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_three_workers_at_once_make_a_week_once(wilayah: Wilayah) -> None:
    dibuat = together(*[lambda: make_week(kabupaten=wilayah.beltim, pekan=TERBUKA.previous)] * 3)
    assert sorted(map(bool, dibuat)) == [False, False, True]
    assert (EvaluasiPekan.objects.count(), BagianEvaluasi.objects.count()) == (3, 3)


@pytest.mark.parametrize(
    ("tabel", "unit"), [("capaian_evaluasipekan", "gantung"), ("capaian_bagianevaluasi", "lenggang")]
)
def test_a_worker_killed_while_making_a_week_leaves_nothing_half_made(wilayah: Wilayah, tabel: str, unit: str) -> None:
    on_write(tabel, f"IF NEW.unit_id = {getattr(wilayah, unit).pk} THEN RAISE 'mati'; END IF;")
    with pytest.raises(InternalError, match="mati"):
        make_week(kabupaten=wilayah.beltim, pekan=TERBUKA.previous)
    assert (EvaluasiPekan.objects.count(), Capaian.objects.count()) == (0, 0)
    undo_on_write(tabel)
    assert make_due(kabupaten=wilayah.beltim) == 1
    bagian = set(BagianEvaluasi.objects.values_list("unit", flat=True))
    assert bagian == {wilayah.kelubi.pk, wilayah.manggar.pk, wilayah.lenggang.pk}


@pytest.mark.parametrize(
    ("zona", "lalu"), [("Asia/Jakarta", "2026-M45"), ("Asia/Makassar", "2026-M45"), ("Asia/Jayapura", "2026-M46")]
)
def test_the_evaluation_is_due_at_four_by_the_kabupatens_own_clock(wilayah: Wilayah, zona: str, lalu: str) -> None:
    Setelan.objects.filter(kabupaten=wilayah.beltim).update(zona_waktu=zona)
    jam = datetime(2026, 11, 15, 19, 0, tzinfo=UTC)  # Monday 02.00, 03.00, 04.00
    assert [p.kode for p in weeks_due(kabupaten=wilayah.beltim, sekarang=jam)] == [lalu]
    setempat = datetime(2026, 11, 16, 4, 0, tzinfo=ZoneInfo(zona))
    assert weeks_due(kabupaten=wilayah.beltim, sekarang=setempat)[-1].kode == "2026-M46"


def test_missed_weeks_are_caught_up_back_to_the_first_visit(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_kunjungan(make_warga(wilayah.melati), wilayah.melati, date(2026, 10, 25), pemeran.ani, [])
    assert [p.kode for p in weeks_due(kabupaten=wilayah.beltim)] == ["2026-M43", "2026-M44", "2026-M45", "2026-M46"]
    make_week(kabupaten=wilayah.beltim, pekan=Pekan.from_kode("2026-M44"))
    assert [p.kode for p in weeks_due(kabupaten=wilayah.beltim)] == ["2026-M43", "2026-M45", "2026-M46"]


def test_no_more_than_twelve_weeks_are_caught_up(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_kunjungan(make_warga(wilayah.melati), wilayah.melati, date(2025, 1, 1), pemeran.ani, [])
    assert len(weeks_due(kabupaten=wilayah.beltim)) == 12


def test_a_kabupaten_without_visits_gets_last_weeks_evaluation(wilayah: Wilayah) -> None:
    assert make_due(kabupaten=wilayah.lain) == 1
    assert make_due(kabupaten=wilayah.lain) == 0
    assert pekan_terhitung(wilayah.lain) == ["2026-M46", "2026-M47"]


@pytest.mark.usefixtures("langsung")
def test_the_tick_makes_what_is_due_once(wilayah: Wilayah) -> None:
    assert tasks.evaluate_due() == 2
    assert tasks.evaluate_due() == 0
    assert EvaluasiPekan.objects.filter(unit__jenis="kabupaten").count() == 2


def test_a_week_later_the_next_one_is_due(wilayah: Wilayah) -> None:
    make_due(kabupaten=wilayah.beltim)
    assert make_due(kabupaten=wilayah.beltim, sekarang=KINI + timedelta(days=7)) == 1


def test_an_emptied_queue_loses_nothing(wilayah: Wilayah) -> None:
    mark_perlu_hitung(kabupaten_id=wilayah.beltim.pk, sejak=TERBUKA.senin)
    assert (tasks.recompute_pending(), tasks.evaluate_due()) == (1, 2)
    app.control.purge()  # what was sent is gone, and no worker saw it
    assert (tasks.recompute_pending(), tasks.evaluate_due()) == (1, 2)
    app.control.purge()
