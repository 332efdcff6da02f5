"""What is expected by a Sunday: calendars, targets and states worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from capaian.hitung.hitung import compute_week
from capaian.hitung.pekan import Pekan
from capaian.models import Capaian, CapaianBulan, Target
from posyandu.models import HariBuka, Kunjungan
from puskesmas.models import Unit
from tests.cast import Pemeran, Wilayah, make_kunjungan, make_sesi, make_warga

KERJA = [date(2026, 11, hari) for hari in range(1, 31) if date(2026, 11, hari).weekday() < 5]


@pytest.fixture
def melati(wilayah: Wilayah) -> Unit:
    """Ten children under five: with a target of 80 % a full month expects eight."""
    for ke in range(10):
        make_warga(wilayah.melati, f"Anak {ke}", lahir=date(2024, 3, 1))
    return wilayah.melati


def lihat(unit: Unit, kode: str = "2026-M46", indikator: str = "balita_ditimbang") -> Capaian:
    pekan = Pekan.from_kode(kode)
    compute_week(kabupaten=Unit.objects.get(jenis="kabupaten", pk__in=unit.path_ids()), pekan=pekan)
    return Capaian.objects.get(unit=unit, indikator_id=indikator, pekan=pekan.senin)


def timbang(unit: Unit, pemeran: Pemeran, banyak: int, tanggal: date = date(2026, 11, 10)) -> None:
    for warga in unit.warga.order_by("nama")[:banyak]:
        make_kunjungan(warga, unit, tanggal, pemeran.ani, ["ditimbang", "bb_naik"])


@pytest.mark.parametrize(
    ("sesi", "pekan", "harapan", "menunggu"),
    [
        pytest.param([5], "2026-M44", 0, 10, id="on-the-5th-the-week-before"),
        pytest.param([5], "2026-M45", 8, 0, id="on-the-5th-its-own-week"),
        pytest.param([5], "2026-M48", 8, 0, id="on-the-5th-until-the-month-ends"),
        pytest.param([25], "2026-M46", 0, 10, id="on-the-25th-still-ahead"),
        pytest.param([25], "2026-M48", 8, 0, id="on-the-25th-passed"),
        pytest.param([15], "2026-M46", 8, 0, id="on-the-sunday-itself"),
        pytest.param([16], "2026-M46", 0, 10, id="on-the-monday-after"),
        pytest.param([5, 25], "2026-M46", 8, 10, id="twice-a-month"),
        pytest.param([30], "2026-M48", 0, 10, id="after-the-last-sunday"),
        pytest.param([], "2026-M46", 0, 0, id="none-at-all"),
    ],
)
def test_a_monthly_session_brings_its_whole_expectation(
    melati: Unit, sesi: list[int], pekan: str, harapan: int, menunggu: int
) -> None:
    for hari in sesi:
        make_sesi(melati, date(2026, 11, hari))
    row = lihat(melati, pekan)
    assert (row.harapan, row.menunggu) == (Decimal(harapan), menunggu)


def test_a_moved_session_takes_its_expectation_along(melati: Unit) -> None:
    baru = make_sesi(melati, date(2026, 11, 19))
    make_sesi(melati, date(2026, 11, 5), "dipindah", alasan="hujan", dipindah_ke=baru)
    assert (lihat(melati, "2026-M45").harapan, lihat(melati, "2026-M47").harapan) == (Decimal(0), Decimal(8))


def test_a_cancelled_session_expects_nobody_and_nobody_waits(melati: Unit) -> None:
    make_sesi(melati, date(2026, 11, 5), "batal", alasan="banjir")
    row = lihat(melati, "2026-M48")
    assert (row.harapan, row.menunggu, row.status) == (Decimal(0), 0, "belum_waktunya")


def test_a_daily_posyandu_expects_its_share_of_working_days(melati: Unit) -> None:
    HariBuka.objects.bulk_create(HariBuka(posyandu=melati, tanggal=hari, pola="harian") for hari in KERJA)
    assert len(KERJA) == 21
    row = lihat(melati)
    assert (row.harapan, row.menunggu) == (Decimal("3.8095"), 10)  # 8 x 10 / 21


def test_a_cancelled_day_of_a_daily_posyandu_leaves_fewer_days(melati: Unit) -> None:
    HariBuka.objects.bulk_create(HariBuka(posyandu=melati, tanggal=hari, pola="harian") for hari in KERJA[1:])
    make_sesi(melati, KERJA[0], "batal", pola="harian", alasan="banjir")
    assert lihat(melati).harapan == Decimal("3.6000")  # 8 x 9 / 20


def test_a_year_expects_its_share_of_days(melati: Unit) -> None:
    assert lihat(melati, indikator="tbc_skrining").harapan == Decimal("7.8658")  # 0.9 x 10 x 319 / 365


def test_a_season_expects_nothing_outside_its_months(melati: Unit) -> None:
    make_sesi(melati, date(2026, 11, 5))
    row = lihat(melati, indikator="vitamin_a")
    assert (row.harapan, row.menunggu, row.status) == (Decimal(0), 10, "belum_waktunya")


def test_a_season_goes_by_sessions_inside_its_months(melati: Unit) -> None:
    make_sesi(melati, date(2026, 8, 5))
    row = lihat(melati, "2026-M32", "vitamin_a")
    assert (row.harapan, row.status) == (Decimal("8.5"), "jauh_tertinggal")


def test_the_expectation_of_a_parent_is_the_sum_of_what_its_posyandu_expect(melati: Unit, wilayah: Wilayah) -> None:
    make_warga(wilayah.kenanga, lahir=date(2024, 3, 1))
    make_sesi(melati, date(2026, 11, 5))
    make_sesi(wilayah.kenanga, date(2026, 11, 25))
    row = lihat(wilayah.kelubi)
    assert (row.penyebut, row.harapan, row.menunggu) == (11, Decimal(8), 1)


def test_a_latest_state_has_a_target_but_no_expectation(melati: Unit) -> None:
    row = lihat(melati, indikator="asi_eksklusif")
    assert (row.harapan, row.target) == (None, Decimal("0.8"))


# --- targets ---


def make_target(unit: Unit, nilai: str, tahun: int = 2026, status: str = "berlaku") -> None:
    Target.objects.create(
        unit=unit, indikator_id="balita_ditimbang", tahun=tahun, nilai=nilai, dokumen="SK 7", status=status
    )


def test_the_nearest_target_in_force_counts(melati: Unit, wilayah: Wilayah) -> None:
    make_target(wilayah.beltim, "0.6")
    make_target(wilayah.manggar, "0.7")
    assert (lihat(melati).target, lihat(wilayah.manggar).target) == (Decimal("0.7"), Decimal("0.7"))
    assert (lihat(wilayah.gantung).target, lihat(wilayah.beltim).target) == (Decimal("0.6"), Decimal("0.6"))


def test_a_draft_counts_for_nothing(melati: Unit) -> None:
    make_target(melati, "0.6", status="draf")
    assert lihat(melati).target == Decimal("0.8")


@pytest.mark.parametrize(("pekan", "target", "sementara"), [("2027-M08", "0.6", True), ("2027-M09", "0.8", False)])
def test_last_years_target_stands_in_until_february(melati: Unit, pekan: str, target: str, sementara: bool) -> None:
    make_target(melati, "0.6")
    row = lihat(melati, pekan)
    assert (row.target, row.target_sementara) == (Decimal(target), sementara)


def test_this_years_target_from_above_comes_before_last_years_own(melati: Unit, wilayah: Wilayah) -> None:
    make_target(melati, "0.6")
    make_target(wilayah.beltim, "0.5", tahun=2027)
    row = lihat(melati, "2027-M05")
    assert (row.target, row.target_sementara) == (Decimal("0.5"), False)


# --- states ---


@pytest.mark.parametrize(
    ("target", "ditimbang", "status"),
    [
        ("1", 20, "tercapai"),
        ("0.5", 10, "tercapai"),
        ("0.5", 9, "tertinggal"),
        ("0.5", 8, "tertinggal"),
        ("0.5", 7, "jauh_tertinggal"),
        ("0.5", 0, "jauh_tertinggal"),
    ],
)
def test_a_full_expectation_leaves_reached_late_and_far_behind(
    melati: Unit, pemeran: Pemeran, target: str, ditimbang: int, status: str
) -> None:
    for ke in range(10):
        make_warga(melati, f"Bayi {ke}", lahir=date(2025, 3, 1))
    make_sesi(melati, date(2026, 11, 5))
    make_target(melati, target)
    timbang(melati, pemeran, ditimbang)
    assert lihat(melati).status == status


@pytest.mark.parametrize(
    ("ditimbang", "status"),
    [(10, "tercapai"), (5, "sesuai_jalur"), (4, "tertinggal"), (3, "jauh_tertinggal")],
)
def test_half_an_expectation_can_be_on_course(melati: Unit, pemeran: Pemeran, ditimbang: int, status: str) -> None:
    for hari in (date(2026, 11, 5), date(2026, 11, 25)):
        make_sesi(melati, hari, pola="harian")
    make_target(melati, "1")
    timbang(melati, pemeran, ditimbang)
    row = lihat(melati)
    assert (row.harapan, row.status) == (Decimal(5), status)


def test_fewer_than_ten_are_never_red(melati: Unit, wilayah: Wilayah) -> None:
    melati.warga.all()[0].domisili.update(sampai=date(2026, 11, 1))
    make_sesi(melati, date(2026, 11, 5))
    row = lihat(melati)
    assert (row.penyebut, row.status) == (9, "tertinggal")


@pytest.mark.parametrize(("tidak_naik", "status"), [(2, "tercapai"), (3, "jauh_tertinggal")])
def test_where_less_is_better_the_target_is_a_ceiling(
    melati: Unit, pemeran: Pemeran, tidak_naik: int, status: str
) -> None:
    timbang(melati, pemeran, 10)
    ubah = [k.pk for k in Kunjungan.objects.order_by("pk")[:tidak_naik]]
    Kunjungan.objects.filter(pk__in=ubah).update(temuan=["ditimbang", "bb_tidak_naik"])
    row = lihat(melati, indikator="balita_tidak_naik")
    assert (row.pembilang, row.penyebut, row.harapan, row.status) == (tidak_naik, 10, Decimal(2), status)


def test_nobody_to_count_is_no_data(wilayah: Wilayah) -> None:
    assert lihat(wilayah.kenanga).status == "belum_ada_data"


def test_before_its_session_a_posyandu_is_not_late(melati: Unit) -> None:
    make_sesi(melati, date(2026, 11, 25))
    assert lihat(melati).status == "belum_waktunya"


# --- weeks ---


def test_what_was_added_this_week_is_what_was_not_there_on_monday(melati: Unit, pemeran: Pemeran) -> None:
    timbang(melati, pemeran, 3, date(2026, 11, 3))
    timbang(melati, pemeran, 5, date(2026, 11, 10))
    row = lihat(melati)
    assert (row.pembilang, row.tambahan_pekan) == (5, 2)


def test_a_week_over_the_end_of_a_month_starts_with_the_new_month(melati: Unit, pemeran: Pemeran) -> None:
    timbang(melati, pemeran, 3, date(2026, 9, 30))
    timbang(melati, pemeran, 2, date(2026, 10, 2))
    assert (lihat(melati, "2026-M40").pembilang, lihat(melati, "2026-M39").pembilang) == (2, 0)


def test_days_after_the_last_sunday_count_when_the_month_closes(melati: Unit, pemeran: Pemeran) -> None:
    make_sesi(melati, date(2026, 11, 30))
    timbang(melati, pemeran, 8, date(2026, 11, 30))
    assert (lihat(melati, "2026-M48").pembilang, lihat(melati, "2026-M49").pembilang) == (0, 0)
    row = CapaianBulan.objects.get(unit=melati, indikator_id="balita_ditimbang")
    assert (row.bulan, row.pembilang, row.harapan, row.status) == (date(2026, 11, 1), 8, Decimal(8), "tercapai")


@pytest.mark.parametrize(("pekan", "bulan"), [("2026-M48", 0), ("2026-M49", 1), ("2026-M22", 1), ("2026-M23", 0)])
def test_a_month_closes_once_also_on_a_sunday(melati: Unit, pekan: str, bulan: int) -> None:
    lihat(melati, pekan)  # 31 May 2026 is the Sunday of week 22
    assert CapaianBulan.objects.filter(unit=melati, indikator_id="balita_ditimbang").count() == bulan


def test_a_child_counts_where_it_lives_wherever_it_was_weighed(
    melati: Unit, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    anak = melati.warga.order_by("nama")[0]
    make_kunjungan(anak, wilayah.seroja, date(2026, 11, 10), pemeran.gita, ["ditimbang"])
    assert (lihat(melati).pembilang, lihat(wilayah.seroja).penyebut) == (1, 0)


def test_who_moves_away_is_counted_at_the_new_home_from_that_sunday_on(melati: Unit, wilayah: Wilayah) -> None:
    anak = melati.warga.all()[0]
    anak.domisili.update(sampai=date(2026, 11, 15))
    anak.domisili.create(posyandu=wilayah.seroja, sejak=date(2026, 11, 15))
    assert (lihat(melati, "2026-M45").penyebut, lihat(wilayah.seroja, "2026-M45").penyebut) == (10, 0)
    assert (lihat(melati).penyebut, lihat(wilayah.seroja).penyebut) == (9, 1)


def test_visits_of_a_merged_row_count_for_the_person_who_stays(melati: Unit, pemeran: Pemeran) -> None:
    ganda = make_warga(melati, "Ganda", lahir=date(2024, 3, 1))
    make_kunjungan(ganda, melati, date(2026, 11, 10), pemeran.ani, ["ditimbang"])
    ganda.digabung_ke = melati.warga.exclude(pk=ganda.pk).first()
    ganda.save()
    row = lihat(melati)
    assert (row.pembilang, row.penyebut) == (1, 10)


def test_a_unit_that_left_the_tree_keeps_no_figures(melati: Unit, wilayah: Wilayah) -> None:
    lihat(melati)
    Unit.objects.filter(pk=melati.pk).update(jalur=f"{wilayah.lain.jalur}{melati.pk}/", kabupaten=wilayah.lain)
    compute_week(kabupaten=wilayah.beltim, pekan=Pekan.from_kode("2026-M46"))
    assert not Capaian.objects.filter(unit=melati, kabupaten=wilayah.beltim).exists()


def test_a_year_later_a_visit_no_longer_tells_the_state(melati: Unit, pemeran: Pemeran) -> None:
    minggu = Pekan.from_kode("2026-M46").minggu
    ibu = make_warga(melati, "Sari", lahir=date(1970, 1, 1), jk="P")
    ibu.penyakit.create(penyakit="hipertensi", sejak=date(2020, 1, 1))
    make_kunjungan(ibu, melati, minggu - timedelta(days=364), pemeran.ani, ["td_diukur", "td_normal"])
    assert lihat(melati, indikator="hipertensi_terkendali").penyebut == 1
    assert lihat(melati, "2026-M47", "hipertensi_terkendali").penyebut == 0
