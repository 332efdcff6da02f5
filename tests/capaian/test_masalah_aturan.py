"""Problems that a rule opens: each rule on both sides of its boundary, twice, at once, and after it was closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from capaian import tasks
from capaian.evaluasi.aturan_masalah import open_outbreaks, open_problems
from capaian.evaluasi.buat import make_due
from capaian.hitung.pekan import Pekan
from capaian.models import EvaluasiPekan, Isian
from posyandu.models import HariBuka
from puskesmas.masalah import cancel_masalah
from puskesmas.models import Masalah, Pengguna, Setelan, Unit
from tests.capaian.angka import M46, make_capaian
from tests.capaian.test_tasks import together
from tests.cast import Pemeran, Wilayah, make_kunjungan, make_sesi, make_warga

KINI = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)  # Wednesday of week 47
HARI_BUKA = (date(2026, 10, 12), date(2026, 11, 9))


@pytest.fixture(autouse=True)
def _kini() -> Iterator[None]:
    with time_machine.travel(KINI, tick=False):
        yield


def weeks_back(banyak: int) -> list[Pekan]:
    return [Pekan(M46.senin - timedelta(weeks=mundur)) for mundur in range(banyak)]


def lag(unit: Unit, *, pekan: int = 4, kode: str = "balita_ditimbang", **isi: Any) -> None:
    """So many weeks at 33 of 67 expected: a hair below half."""
    for satu in weeks_back(pekan):
        make_capaian(unit, kode, satu, **{"pembilang": 33, **isi})


def count_cases(unit: Unit, oleh: Pengguna, *kasus: int | None, kode: str = "kasus_dbd") -> None:
    """Typed cases, the newest week first; None: nothing typed."""
    for pekan, banyak in zip(weeks_back(len(kasus)), kasus, strict=True):
        if banyak is not None:
            Isian.objects.create(unit=unit, indikator_id=kode, pekan=pekan.senin, pembilang=banyak, oleh=oleh)


def run(wilayah: Wilayah, pekan: Pekan = M46) -> list[str]:
    """The places at which something stands open after the rules were asked."""
    open_problems(kabupaten=Unit.objects.get(pk=wilayah.beltim.pk), pekan=pekan)
    return list(Masalah.objects.open().order_by("unit__jalur").values_list("unit__nama", flat=True))


def use(wilayah: Wilayah, **aturan: int) -> None:
    Setelan.objects.filter(pk=wilayah.beltim.pk).update(aturan=aturan)


# ── An indicator that stays behind ───────────────────────────────────────────────────────────────────────────────────


def test_an_indicator_below_half_for_four_weeks_opens_a_problem(wilayah: Wilayah) -> None:
    lag(wilayah.kelubi)
    assert run(wilayah) == ["Kelubi"]
    masalah = Masalah.objects.get()
    assert (masalah.pelapor, masalah.dipegang, masalah.jumlah_orang) == (None, wilayah.kelubi, 34)
    assert masalah.judul == "Balita ditimbang: di bawah 50 % harapan 4 pekan berturut-turut"


@pytest.mark.parametrize(
    "isi",
    [
        {"pekan": 3},
        {"harapan": Decimal(66)},
        {"penyebut": 9, "pembilang": 0, "harapan": Decimal(5)},
        {"harapan": None},
        {"kode": "tbc_bergejala"},
    ],
    ids=["a week less", "just half", "few people", "nothing expected", "not of the meeting"],
)
def test_short_of_the_rule_nothing_is_opened(wilayah: Wilayah, isi: dict[str, Any]) -> None:
    lag(wilayah.kelubi, **isi)
    assert run(wilayah) == []


def test_ten_people_are_enough(wilayah: Wilayah) -> None:
    lag(wilayah.kelubi, penyebut=10, pembilang=0, harapan=Decimal(5))
    assert run(wilayah) == ["Kelubi"]


def test_one_good_week_breaks_the_row(wilayah: Wilayah) -> None:
    lag(wilayah.manggar, pekan=2)
    for ke, pekan in enumerate(weeks_back(5)[2:]):
        make_capaian(wilayah.manggar, pekan=pekan, pembilang=60 if ke == 0 else 33)
    assert run(wilayah) == []


def test_a_week_that_expects_nothing_neither_counts_nor_breaks(wilayah: Wilayah) -> None:
    for ke, pekan in enumerate(weeks_back(5)):
        make_capaian(wilayah.manggar, pekan=pekan, pembilang=0, harapan=Decimal(0 if ke == 1 else 20))
    assert run(wilayah) == ["Manggar"]


def test_a_row_that_ended_before_this_week_is_past(wilayah: Wilayah) -> None:
    for pekan in weeks_back(5)[1:]:
        make_capaian(wilayah.manggar, pekan=pekan, pembilang=0)
    assert run(wilayah) == []


def test_posyandu_and_the_kabupaten_are_left_out(wilayah: Wilayah) -> None:
    lag(wilayah.melati)
    lag(wilayah.beltim)
    assert run(wilayah) == []


@pytest.mark.parametrize(("persen", "buka"), [(40, []), (50, ["Kelubi"]), (80, ["Kelubi"])])
def test_a_kabupaten_sets_its_own_share(wilayah: Wilayah, persen: int, buka: list[str]) -> None:
    use(wilayah, masalah_indikator_persen=persen)
    lag(wilayah.kelubi)
    assert run(wilayah) == buka


@pytest.mark.parametrize(("pekan", "buka"), [(2, ["Kelubi"]), (4, ["Kelubi"]), (6, [])])
def test_a_kabupaten_sets_its_own_number_of_weeks(wilayah: Wilayah, pekan: int, buka: list[str]) -> None:
    use(wilayah, masalah_indikator_pekan=pekan)
    lag(wilayah.kelubi)
    assert run(wilayah) == buka


def test_where_less_is_better_twice_as_many_is_too_many(wilayah: Wilayah) -> None:
    kode = "balita_tidak_naik"
    lag(wilayah.kelubi, kode=kode, pembilang=41, harapan=Decimal(20))
    lag(wilayah.manggar, kode=kode, pembilang=40, harapan=Decimal(20))
    assert run(wilayah) == ["Kelubi"]


# ── A posyandu that falls silent ─────────────────────────────────────────────────────────────────────────────────────


def test_two_sessions_without_data_open_a_problem(wilayah: Wilayah) -> None:
    for tanggal in HARI_BUKA:
        make_sesi(wilayah.melati, tanggal)
    assert run(wilayah) == ["Melati"]
    masalah = Masalah.objects.get()
    assert (masalah.jenis, masalah.dipegang) == ("data", wilayah.kelubi)
    assert masalah.uraian == "Hari buka 12 Okt 2026 belum mengirim, 9 Nov 2026 belum mengirim."


def test_cancelled_sessions_are_silent_too(wilayah: Wilayah) -> None:
    for tanggal in HARI_BUKA:
        make_sesi(wilayah.melati, tanggal, "batal", alasan="cuaca")
    assert run(wilayah) == ["Melati"]


def test_one_silent_session_is_not_enough(wilayah: Wilayah) -> None:
    make_sesi(wilayah.melati, HARI_BUKA[1])
    assert run(wilayah) == []


def test_a_visit_that_arrived_ends_the_silence(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_sesi(wilayah.melati, HARI_BUKA[0])
    sesi = make_sesi(wilayah.melati, HARI_BUKA[1], "dibuka")
    make_kunjungan(make_warga(wilayah.melati), wilayah.melati, HARI_BUKA[1], pemeran.ani, [], hari_buka=sesi)
    assert run(wilayah) == []


def test_a_day_closed_with_nobody_there_is_an_answer(wilayah: Wilayah) -> None:
    make_sesi(wilayah.melati, HARI_BUKA[0])
    make_sesi(wilayah.melati, HARI_BUKA[1], "ditutup", jumlah_dinyatakan=0)
    assert run(wilayah) == []


def test_a_day_closed_without_sending_is_silent(wilayah: Wilayah) -> None:
    make_sesi(wilayah.melati, HARI_BUKA[0])
    make_sesi(wilayah.melati, HARI_BUKA[1], "ditutup", jumlah_dinyatakan=12)
    assert run(wilayah) == ["Melati"]


def daily(wilayah: Wilayah, banyak: int) -> list[date]:
    """So many sessions on the working days up to the end of the week that is judged."""
    hari = [M46.minggu - timedelta(days=lalu) for lalu in range(2, 60)]
    buka = [satu for satu in hari if satu.isoweekday() <= 5][:banyak]
    for tanggal in buka:
        make_sesi(wilayah.melati, tanggal, pola="harian")
    return buka


@pytest.mark.parametrize(("hari", "buka"), [(9, []), (10, ["Melati"]), (15, ["Melati"])])
def test_a_posyandu_that_opens_daily_is_silent_after_ten_working_days(
    wilayah: Wilayah, hari: int, buka: list[str]
) -> None:
    daily(wilayah, hari)
    assert run(wilayah) == buka
    assert [satu.judul for satu in Masalah.objects.all()] == ["Tidak ada data dari 10 hari kerja berturut-turut"] * len(
        buka
    )


def test_one_visit_in_ten_working_days_is_enough(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tengah = daily(wilayah, 10)[5]
    sesi = HariBuka.objects.get(tanggal=tengah)
    make_kunjungan(make_warga(wilayah.melati), wilayah.melati, tengah, pemeran.ani, [], hari_buka=sesi)
    assert run(wilayah) == []


def test_a_daily_silence_that_was_answered_needs_ten_more_days(wilayah: Wilayah, pemeran: Pemeran) -> None:
    daily(wilayah, 15)
    run(wilayah)
    cancel_masalah(oleh=pemeran.eko, masalah=Masalah.objects.get(), alasan="Kader cuti.")
    make_sesi(wilayah.melati, date(2026, 11, 20), pola="harian")
    assert run(wilayah, M46.next) == []


def test_a_session_after_the_week_says_nothing_yet(wilayah: Wilayah) -> None:
    for tanggal in (HARI_BUKA[1], date(2026, 11, 16)):
        make_sesi(wilayah.melati, tanggal)
    assert run(wilayah) == []
    assert run(wilayah, M46.next) == ["Melati"]


def test_a_kabupaten_sets_its_own_number_of_sessions(wilayah: Wilayah) -> None:
    use(wilayah, masalah_posyandu_diam=3)
    for tanggal in HARI_BUKA:
        make_sesi(wilayah.melati, tanggal)
    assert run(wilayah) == []
    make_sesi(wilayah.melati, date(2026, 9, 14))
    assert run(wilayah) == ["Melati"]


# ── Cases that jump ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_twice_the_mean_of_four_weeks_opens_a_problem(wilayah: Wilayah, pemeran: Pemeran) -> None:
    count_cases(wilayah.manggar, pemeran.dewi, 6, 3, 3, 2, 4)
    assert run(wilayah) == ["Manggar"]
    masalah = Masalah.objects.get()
    assert (masalah.jumlah_orang, masalah.tenggat) == (6, date(2026, 11, 19))
    assert masalah.judul == "Demam berdarah: 6 kasus sepekan, melonjak dari rata-rata 3,0"


@pytest.mark.parametrize(
    "kasus",
    [(6, 3, 3, 3, 4), (4, 0, 0, 0, 0), (9,), (9, None, None, None, None), (None, 0, 0, 0, 0)],
    ids=["not twice", "few cases", "no week before", "none typed before", "not typed"],
)
def test_less_than_a_jump_opens_nothing(wilayah: Wilayah, pemeran: Pemeran, kasus: tuple[int | None, ...]) -> None:
    count_cases(wilayah.manggar, pemeran.dewi, *kasus)
    assert run(wilayah) == []


def test_weeks_that_were_not_typed_are_no_zeros(wilayah: Wilayah, pemeran: Pemeran) -> None:
    count_cases(wilayah.manggar, pemeran.dewi, 5, None, 3, None, 2)
    assert run(wilayah) == ["Manggar"]
    assert Masalah.objects.get().judul.endswith("2,5")


def test_five_cases_after_none_are_a_jump(wilayah: Wilayah, pemeran: Pemeran) -> None:
    count_cases(wilayah.manggar, pemeran.dewi, 5, 0, 0)
    assert run(wilayah) == ["Manggar"]


@pytest.mark.parametrize("kasus", [(1,), (1, 1, 1, 1, 1), (2, 9, 9, 9, 9)], ids=["first", "as always", "fewer"])
def test_one_suspected_case_of_measles_is_enough(wilayah: Wilayah, pemeran: Pemeran, kasus: tuple[int, ...]) -> None:
    count_cases(wilayah.manggar, pemeran.dewi, *kasus, kode="kasus_suspek_campak")
    assert run(wilayah) == ["Manggar"]
    masalah = Masalah.objects.get()
    assert masalah.judul == f"Suspek campak: {kasus[0]} kasus sepekan, perlu diperiksa"
    assert (masalah.jenis, masalah.tenggat) == ("wabah", date(2026, 11, 19))


def test_no_case_of_measles_opens_nothing_and_the_number_is_the_kabupatens(wilayah: Wilayah, pemeran: Pemeran) -> None:
    count_cases(wilayah.manggar, pemeran.dewi, 0, 3, kode="kasus_suspek_campak")
    assert run(wilayah) == []
    use(wilayah, masalah_suspek_campak=3)
    count_cases(wilayah.gantung, pemeran.dewi, 2, 2, kode="kasus_suspek_campak")
    assert run(wilayah) == []


@pytest.mark.parametrize("kode", ["layanan_rawat_inap", "layanan_pustu", "layanan_gawat_darurat"])
def test_counts_that_are_no_outbreak_are_not_asked(wilayah: Wilayah, pemeran: Pemeran, kode: str) -> None:
    count_cases(wilayah.manggar, pemeran.dewi, 90, 1, 1, 1, 1, kode=kode)
    assert run(wilayah) == []


@pytest.mark.parametrize(
    ("aturan", "buka"),
    [
        ({"masalah_wabah_kali": 3}, []),
        ({"masalah_wabah_kasus": 10}, []),
        ({"masalah_wabah_kasus": 3}, ["Manggar"]),
    ],
)
def test_a_kabupaten_sets_its_own_jump(
    wilayah: Wilayah, pemeran: Pemeran, aturan: dict[str, int], buka: list[str]
) -> None:
    use(wilayah, **aturan)
    count_cases(wilayah.manggar, pemeran.dewi, 6, 3, 3, 2, 4)
    assert run(wilayah) == buka


def test_a_kabupaten_sets_its_own_due_date(wilayah: Wilayah, pemeran: Pemeran) -> None:
    use(wilayah, masalah_wabah_hari=3)
    count_cases(wilayah.manggar, pemeran.dewi, 6, 3)
    run(wilayah)
    assert Masalah.objects.get().tenggat == date(2026, 11, 23)  # over a weekend


def test_cases_typed_after_the_week_was_made_are_asked_within_the_minute(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_due(kabupaten=wilayah.beltim)
    assert not Masalah.objects.exists()
    count_cases(wilayah.manggar, pemeran.dewi, 6, 3, 3, 2, 4)
    tasks.recompute_kabupaten(wilayah.beltim.pk)
    tasks.recompute_kabupaten(wilayah.beltim.pk)
    assert Masalah.objects.count() == 1


# ── Once ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_week_asked_twice_opens_one_problem(wilayah: Wilayah) -> None:
    lag(wilayah.kelubi)
    assert run(wilayah) == run(wilayah) == ["Kelubi"]
    assert open_problems(kabupaten=wilayah.beltim, pekan=M46) == 0


def test_while_it_is_open_later_weeks_open_no_other(wilayah: Wilayah) -> None:
    lag(wilayah.kelubi)
    run(wilayah)
    make_capaian(wilayah.kelubi, pekan=M46.next, pembilang=0)
    assert run(wilayah, M46.next) == ["Kelubi"]


def test_what_was_closed_is_opened_again_by_a_later_week_only(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lag(wilayah.kelubi)
    run(wilayah)
    cancel_masalah(oleh=pemeran.eko, masalah=Masalah.objects.get(), alasan="Salah hitung.")
    assert run(wilayah) == []
    make_capaian(wilayah.kelubi, pekan=M46.next, pembilang=0)
    assert run(wilayah, M46.next) == ["Kelubi"]
    assert Masalah.objects.count() == 2


def test_a_silence_that_was_answered_needs_another_silent_session(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for tanggal in HARI_BUKA:
        make_sesi(wilayah.melati, tanggal)
    run(wilayah)
    cancel_masalah(oleh=pemeran.eko, masalah=Masalah.objects.get(), alasan="HP rusak.")
    assert run(wilayah, M46.next) == []
    make_sesi(wilayah.melati, date(2026, 12, 14))
    assert run(wilayah, Pekan.from_tanggal(date(2026, 12, 14))) == ["Melati"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_open_one_problem(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lag(wilayah.kelubi)
    count_cases(wilayah.manggar, pemeran.dewi, 6, 3)
    kabupaten = Unit.objects.select_related("setelan").get(pk=wilayah.beltim.pk)
    hasil: list[Any] = together(
        lambda: open_problems(kabupaten=kabupaten, pekan=M46),
        lambda: open_outbreaks(kabupaten=kabupaten, pekan=M46),
        lambda: open_problems(kabupaten=kabupaten, pekan=M46),
    )
    assert (sum(hasil), Masalah.objects.count()) == (2, 2)


def test_the_clock_makes_the_week_and_opens_what_it_shows(wilayah: Wilayah) -> None:
    for tanggal in HARI_BUKA:
        make_sesi(wilayah.melati, tanggal)
    tasks.evaluate_kabupaten(wilayah.beltim.pk)
    assert EvaluasiPekan.objects.filter(unit=wilayah.beltim).exists()
    assert Masalah.objects.get().unit == wilayah.melati


def test_a_rule_that_fails_leaves_no_half_week(wilayah: Wilayah) -> None:
    use(wilayah, tidak_ada=1)
    with pytest.raises(Exception, match="tidak dikenal"):
        make_due(kabupaten=Unit.objects.get(pk=wilayah.beltim.pk))
    assert not EvaluasiPekan.objects.filter(pekan=M46.senin).exists()


def test_another_kabupaten_is_left_alone(wilayah: Wilayah) -> None:
    for tanggal in HARI_BUKA:
        make_sesi(wilayah.dahlia, tanggal)
    assert run(wilayah) == []


def test_many_units_cost_no_more_queries(wilayah: Wilayah, django_assert_max_num_queries: Any) -> None:
    for unit in (wilayah.kelubi, wilayah.lenggang, wilayah.manggar, wilayah.gantung):
        lag(unit, pembilang=60)
    for posyandu in (wilayah.melati, wilayah.kenanga, wilayah.anggrek, wilayah.seroja):
        make_sesi(posyandu, HARI_BUKA[1])
    kabupaten = Unit.objects.select_related("setelan").get(pk=wilayah.beltim.pk)
    with django_assert_max_num_queries(9):
        open_problems(kabupaten=kabupaten, pekan=M46)
