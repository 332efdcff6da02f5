"""The kabupaten page: figures as they are stored, the most urgent first, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from capaian.halaman.akses import open_access
from capaian.halaman.kabupaten import build_kabupaten
from capaian.halaman.model import HalamanKabupaten, Keadaan, StatusEvaluasi
from capaian.halaman.param import Param
from capaian.hitung.pekan import Pekan
from capaian.models import EvaluasiPekan
from klaster.indikator import weekly_indikator
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from tests.capaian.angka import M46, make_capaian
from tests.cast import Pemeran, Wilayah, make_kunjungan, make_pengguna, make_sesi, make_unit, make_warga

pytestmark = pytest.mark.usefixtures("selasa")


def build(eko: Pengguna, beltim: Unit, **param: Any) -> HalamanKabupaten:
    eko = Pengguna.objects.get(pk=eko.pk)  # as a request does: nothing read before
    return build_kabupaten(open_access(eko, beltim.kode), Param(**param))


def test_it_shows_the_last_closed_week(wilayah: Wilayah, pemeran: Pemeran) -> None:
    halaman = build(pemeran.eko, wilayah.beltim)
    assert (halaman.pekan.kode, halaman.pekan.label, halaman.pekan.berjalan) == ("2026-M46", M46.label, False)
    assert halaman.pekan.sesudah_url is not None
    assert halaman.kesegaran.skdr == "45/2026"


def test_a_cell_counts_the_states_of_its_cluster(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.manggar)
    make_capaian(wilayah.manggar, "asi_eksklusif", status="tercapai", harapan=None)
    [manggar] = [b for b in build(pemeran.eko, wilayah.beltim).baris if b.nama == "Manggar"]
    ibu_anak = [k.kode for k in build(pemeran.eko, wilayah.beltim).klaster].index("ibu_anak")
    semua = sum(jenis.klaster == "ibu_anak" for jenis in weekly_indikator())
    assert manggar.sel[ibu_anak].hitung == (1, 0, 0, 1, 0, semua - 2)
    assert manggar.sel[ibu_anak].terburuk is Keadaan.JAUH_TERTINGGAL
    assert f"/unit/{wilayah.manggar.kode}/?klaster=ibu_anak" in str(manggar.sel[ibu_anak].url)


def test_the_worst_puskesmas_comes_first(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.manggar)
    halaman = build(pemeran.eko, wilayah.beltim)
    assert [b.nama for b in halaman.baris] == ["Manggar", "Gantung"]
    assert (halaman.baris[0].pustu, halaman.baris[0].posyandu) == (1, 3)


def test_the_trend_divides_by_harapan_and_leaves_gaps(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.manggar)
    make_capaian(wilayah.manggar, pekan=Pekan(M46.senin - timedelta(weeks=2)), pembilang=67)
    tren = build(pemeran.eko, wilayah.beltim).tren
    assert tren is not None
    [manggar] = [t for t in tren.tren if t.unit.teks == "Manggar"]
    assert list(manggar.titik) == [*[None] * 9, 1.0, None, pytest.approx(52 / 67)]
    assert manggar.ukur.pembilang == 52


def test_it_shows_the_chosen_indicator(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tren = build(pemeran.eko, wilayah.beltim, indikator="asi_eksklusif").tren
    assert tren is not None
    assert [p.nilai for p in tren.indikator if p.dipilih] == ["asi_eksklusif"]
    assert (len(tren.indikator), tren.dasar) == (len(weekly_indikator()), "target")


def test_sessions_are_counted_by_what_became_of_them(wilayah: Wilayah, pemeran: Pemeran) -> None:
    selasa = date(2026, 11, 10)
    lengkap = make_sesi(wilayah.melati, selasa, "ditutup", jumlah_dinyatakan=1)
    make_kunjungan(make_warga(wilayah.melati), wilayah.melati, selasa, pemeran.ani, [], hari_buka=lengkap)
    make_sesi(wilayah.seroja, selasa, "ditutup", jumlah_dinyatakan=3)
    make_sesi(wilayah.kenanga, selasa, "dibuka")
    make_sesi(wilayah.anggrek, selasa, "batal", alasan="cuaca")
    sesi = build(pemeran.eko, wilayah.beltim).sesi
    assert (sesi.lengkap, sesi.belum_mengirim, sesi.batal, sesi.mendatang) == (1, 2, 1, 0)
    assert sesi.jumlah == 3  # a cancelled session is told beside the others, as the indicator has it
    assert sesi.catatan_batal == "cuaca, Manggar"


def test_sessions_not_sent_are_named_with_their_place(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_sesi(wilayah.seroja, date(2026, 11, 10))
    halaman = build(pemeran.eko, wilayah.beltim)
    [kalimat] = [p for p in halaman.perlu if "belum mengirim" in p.utama]
    assert (kalimat.utama, kalimat.sisa) == ("1 hari buka belum mengirim", ": Seroja (Lenggang).")
    assert halaman.kesegaran.belum_mengirim == 1


def test_home_visits_are_the_stored_figure(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.beltim, "posyandu_kunjungan_rumah", pembilang=3, penyebut=4)
    make_capaian(wilayah.gantung, "posyandu_kunjungan_rumah", pembilang=0, penyebut=1)
    halaman = build(pemeran.eko, wilayah.beltim)
    assert (halaman.kunjungan_rumah.melapor, halaman.kunjungan_rumah.belum) == (3, 1)
    assert any(p.utama.startswith("1 posyandu belum mencatat") for p in halaman.perlu)


def test_an_unsigned_evaluation_is_late_after_the_meeting_day(wilayah: Wilayah, pemeran: Pemeran) -> None:
    EvaluasiPekan.objects.create(unit=wilayah.manggar, pekan=M46.senin)
    EvaluasiPekan.objects.create(unit=wilayah.gantung, pekan=M46.senin, status="disahkan", disahkan_pada=timezone.now())
    halaman = build(pemeran.eko, wilayah.beltim)
    status = {b.nama: b.evaluasi for b in halaman.baris}
    assert status == {"Manggar": StatusEvaluasi.TERLAMBAT, "Gantung": StatusEvaluasi.DISAHKAN}
    hitung = halaman.evaluasi
    assert (hitung.disahkan, hitung.disiapkan, hitung.terlambat, hitung.belum, hitung.jumlah) == (1, 1, 1, 0, 2)
    assert halaman.perlu[0].utama == "Puskesmas Manggar"
    assert "evaluasi belum disahkan (1 hari)" in halaman.perlu[0].sisa


def test_a_week_from_before_the_kabupaten_began_is_not_late(wilayah: Wilayah, pemeran: Pemeran) -> None:
    halaman = build(pemeran.eko, wilayah.beltim, pekan=Pekan.from_kode("2026-M01"))
    assert {b.evaluasi for b in halaman.baris} == {StatusEvaluasi.BELUM}
    assert not any("disahkan" in kalimat.utama for kalimat in halaman.perlu)


def test_the_coming_days_open_the_week_they_lie_in(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_sesi(wilayah.melati, date(2026, 11, 23))
    [baris] = [b for b in build(pemeran.eko, wilayah.beltim).agenda if b.tanggal == date(2026, 11, 23) and b.url]
    assert "pekan=2026-M48" in str(baris.url)


def test_the_open_week_has_no_late_evaluation(wilayah: Wilayah, pemeran: Pemeran) -> None:
    halaman = build(pemeran.eko, wilayah.beltim, pekan=M46.next)
    assert halaman.pekan.berjalan
    assert halaman.pekan.sesudah_url is None
    assert {b.evaluasi for b in halaman.baris} == {StatusEvaluasi.BELUM}


def test_a_falling_indicator_is_said(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for mundur, pembilang in enumerate((40, 50, 60, 66)):
        make_capaian(wilayah.beltim, pekan=Pekan(M46.senin - timedelta(weeks=mundur)), pembilang=pembilang)
    [kalimat] = [p for p in build(pemeran.eko, wilayah.beltim).perlu if "turun 3 pekan" in p.utama]
    assert kalimat.utama.startswith("Balita ditimbang")


def test_one_better_week_is_not_a_fall(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for mundur, pembilang in enumerate((40, 50, 45, 66)):
        make_capaian(wilayah.beltim, pekan=Pekan(M46.senin - timedelta(weeks=mundur)), pembilang=pembilang)
    assert not any("turun" in p.utama for p in build(pemeran.eko, wilayah.beltim).perlu)


def test_a_hair_less_each_week_is_not_a_fall(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for mundur, pembilang in enumerate((63, 64, 65, 66)):
        make_capaian(wilayah.beltim, pekan=Pekan(M46.senin - timedelta(weeks=mundur)), pembilang=pembilang)
    assert not any("turun" in p.utama for p in build(pemeran.eko, wilayah.beltim).perlu)


def test_there_are_at_most_five_sentences(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for unit in (wilayah.beltim, wilayah.manggar, wilayah.gantung):
        make_capaian(unit)
        make_capaian(unit, "posyandu_kunjungan_rumah", pembilang=1, penyebut=3)
    for posyandu in (wilayah.melati, wilayah.kenanga, wilayah.anggrek, wilayah.seroja):
        make_sesi(posyandu, date(2026, 11, 10))
    assert 3 <= len(build(pemeran.eko, wilayah.beltim).perlu) <= 5


def test_an_empty_kabupaten_has_a_page(wilayah: Wilayah) -> None:
    kosong = make_unit(JenisUnit.KABUPATEN, "Kabupaten Baru", None)
    halaman = build(make_pengguna("Ratu", kosong, "staf_dinas"), kosong)
    assert (halaman.baris, halaman.perlu, halaman.puskesmas) == ((), (), 0)
    assert halaman.kesegaran.dihitung_pada is None
    assert halaman.menuju.bagian is None


def test_a_closed_unit_is_not_counted(wilayah: Wilayah, pemeran: Pemeran) -> None:
    Unit.objects.filter(pk=wilayah.anggrek.pk).update(status="tutup")
    assert build(pemeran.eko, wilayah.beltim).posyandu == 3


def test_the_rollout_counts_running_units_and_the_plan(wilayah: Wilayah, pemeran: Pemeran) -> None:
    Unit.objects.filter(pk=wilayah.anggrek.pk).update(status="rencana", rencana_buka=date(2027, 3, 1))
    Unit.objects.filter(pk=wilayah.seroja.pk).update(status="persiapan", rencana_buka=date(2026, 11, 20))
    menuju = build(pemeran.eko, wilayah.beltim).menuju
    assert (menuju.beroperasi, menuju.jumlah, menuju.rencana) == (6, 8, 7)


def test_ten_more_puskesmas_cost_no_more_queries(
    wilayah: Wilayah, pemeran: Pemeran, django_assert_num_queries: Callable[..., Any]
) -> None:
    def fill(jumlah: int) -> None:
        for _ in range(jumlah):
            puskesmas = make_unit(JenisUnit.PUSKESMAS, "P" * 60, wilayah.beltim)
            posyandu = make_unit(JenisUnit.POSYANDU, "Y" * 60, puskesmas)
            make_capaian(puskesmas)
            make_sesi(posyandu, date(2026, 11, 10))

    fill(5)
    with django_assert_num_queries(7):
        build(pemeran.eko, wilayah.beltim)
    fill(45)
    with django_assert_num_queries(7):
        halaman = build(pemeran.eko, wilayah.beltim)
    assert len(halaman.baris) == 52


def sign_on(unit: Unit, hari: str, pekan: Pekan = M46, status: str = "disahkan") -> None:
    saat = datetime.fromisoformat(f"{hari}T09:00:00+07:00")
    EvaluasiPekan.objects.create(unit=unit, pekan=pekan.senin, status=status, disahkan_pada=saat)


def waiting(pemeran: Pemeran, wilayah: Wilayah) -> list[tuple[str, str, str]]:
    perlu = build(pemeran.eko, wilayah.beltim).perlu
    return [(p.utama, p.sisa, p.url) for p in perlu if "menunggu jawaban" in p.utama]


def test_an_evaluation_that_waits_a_fourth_working_day_is_told(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sign_on(wilayah.manggar, "2026-11-11", M46.previous)  # Wednesday: Thursday, Friday, Monday, Tuesday
    sign_on(wilayah.gantung, "2026-11-12", M46.previous)
    utama = "1 evaluasi lebih dari 3 hari kerja menunggu jawaban Dinas"
    sisa = ", tertua 4 hari kerja: Manggar, pekan 2–8 Nov 2026."
    assert waiting(pemeran, wilayah) == [(utama, sisa, "/evaluasi/2026-M45/")]


def test_on_the_third_working_day_nothing_is_told_yet(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sign_on(wilayah.manggar, "2026-11-12", M46.previous)
    assert waiting(pemeran, wilayah) == []


def test_an_answered_evaluation_waits_for_nobody(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sign_on(wilayah.manggar, "2026-11-02", M46.previous, "ditanggapi")
    assert waiting(pemeran, wilayah) == []


def test_sentences_about_unsigned_evaluations_lead_to_them(wilayah: Wilayah, pemeran: Pemeran) -> None:
    EvaluasiPekan.objects.create(unit=wilayah.manggar, pekan=M46.senin)
    assert build(pemeran.eko, wilayah.beltim).perlu[0].url == f"/evaluasi/2026-M46/{wilayah.manggar.kode}/"
    EvaluasiPekan.objects.create(unit=wilayah.gantung, pekan=M46.senin)
    assert build(pemeran.eko, wilayah.beltim).perlu[0].url == "/evaluasi/2026-M46/"
