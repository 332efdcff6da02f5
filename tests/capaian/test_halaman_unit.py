"""The unit page: the same at every level, whole in one's own subtree, totals only beside and above."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from capaian.halaman.akses import open_access
from capaian.halaman.kelompok import born_by
from capaian.halaman.model import HalamanUnit, Keadaan, KepalaUnit
from capaian.hitung.pekan import Pekan
from klaster.umur import umur_bulan
from posyandu.models import Keluarga
from puskesmas.models import JejakBaca, MuatDemo, Pengguna, Penugasan
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from puskesmas.units import move_unit
from tests.capaian.angka import M46, make_capaian
from tests.capaian.buka import build
from tests.cast import (
    LAMA,
    Pemeran,
    Wilayah,
    make_kehamilan,
    make_kunjungan,
    make_pengguna,
    make_unit,
    make_warga,
)

pytestmark = pytest.mark.usefixtures("selasa")

WIB = ZoneInfo("Asia/Jakarta")


def codes(halaman: HalamanUnit) -> list[str]:
    return [tab.kode for tab in halaman.tab]


# ── Who sees how much ────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_level_has_a_page_for_dinas(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for unit in (wilayah.beltim, wilayah.manggar, wilayah.kelubi):
        assert codes(build(pemeran.eko, unit)) == ["capaian", "bawahan", "masalah", "orang", "jadwal"]
    assert codes(build(pemeran.eko, wilayah.melati)) == ["capaian", "masalah", "orang", "jadwal"]


def test_siblings_and_the_unit_above_show_totals_only(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.kenanga)
    sebelah, atas = build(pemeran.ani, wilayah.kenanga, tab="orang"), build(pemeran.ani, wilayah.kelubi, tab="jadwal")
    assert (codes(sebelah), codes(atas)) == (["capaian"], ["capaian", "bawahan"])
    assert (sebelah.orang, atas.jadwal, sebelah.identitas.kepala) == (None, None, None)
    assert sebelah.capaian is not None
    assert not any(b.nama_url for kelompok in sebelah.capaian for b in kelompok.baris)


def test_from_below_the_unit_above_compares_its_children(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.kenanga, pembilang=7)
    bawahan = build(pemeran.ani, wilayah.kelubi, tab="bawahan").bawahan
    assert bawahan is not None
    assert {b.unit.teks: b.ukur.pembilang for b in bawahan.baris} == {"Kenanga": 7, "Melati": 0}


def test_only_who_reads_the_whole_kabupaten_is_offered_its_workbook(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert build(pemeran.eko, wilayah.beltim).excel_url is not None
    assert build(pemeran.dewi, wilayah.beltim).excel_url is None


@pytest.mark.parametrize("unit", ["seroja", "gantung", "dahlia", "lain"])
def test_everything_else_is_missing(wilayah: Wilayah, pemeran: Pemeran, unit: str) -> None:
    with pytest.raises(Http404):
        open_access(pemeran.ani, getattr(wilayah, unit).kode)
    with pytest.raises(Http404):
        open_access(pemeran.ani, "tidak-ada")


def test_a_village_guest_sees_counts_only(wilayah: Wilayah) -> None:
    make_warga(wilayah.melati, "Rafif Maulana")
    tamu = make_pengguna("Tamu", wilayah.kelubi, Peran.TAMU_DESA)
    orang = build(tamu, wilayah.kelubi, tab="orang").orang
    assert orang is not None
    assert (orang.boleh_nama, orang.baris, orang.kelompok[0].jumlah) == (False, (), 1)
    assert not JejakBaca.objects.exists()


# ── Capaian ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_figures_are_those_that_are_stored(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.melati, pembilang=2, penyebut=3, status="tertinggal", target_sementara=True)
    make_capaian(wilayah.melati, pekan=M46.previous, pembilang=1, penyebut=3)
    capaian = build(pemeran.ani, wilayah.melati, klaster="ibu_anak").capaian
    assert capaian is not None
    baris = capaian[0].baris[0]
    assert (baris.kode, baris.ukur.pembilang, baris.ukur.penyebut) == ("balita_ditimbang", 2, 3)
    assert (baris.ukur.keadaan, baris.tambahan, baris.sementara) == (Keadaan.TERTINGGAL, 5, True)
    assert baris.perubahan == pytest.approx(1 / 3)
    assert list(baris.tren) == [*[None] * 10, pytest.approx(1 / 3), pytest.approx(2 / 3)]


@pytest.mark.parametrize(
    ("kode", "isi", "teks"),
    [
        ("balita_ditimbang", {"pembilang": 50, "menunggu": 20}, "30 terlewat"),
        ("balita_ditimbang", {"pembilang": 50, "menunggu": 50}, "50 menunggu"),
        ("td_skrining", {"pembilang": 50}, "50 belum"),
        ("balita_tidak_naik", {"pembilang": 12}, "12 anak"),
        ("vitamin_a", {"pembilang": 0, "status": "belum_waktunya"}, ""),
        ("td_skrining", {"pembilang": 100}, ""),
    ],
)
def test_a_row_says_how_many_to_look_for(
    wilayah: Wilayah, pemeran: Pemeran, kode: str, isi: dict[str, Any], teks: str
) -> None:
    make_capaian(wilayah.melati, kode, **isi)
    capaian = build(pemeran.ani, wilayah.melati).capaian
    assert capaian is not None
    [baris] = [b for kelompok in capaian for b in kelompok.baris if b.kode == kode]
    assert (baris.nama_teks, bool(baris.nama_url)) == (teks, bool(teks))


def test_there_is_no_change_across_the_start_of_a_month(wilayah: Wilayah, pemeran: Pemeran) -> None:
    november = Pekan.from_kode("2026-M44")
    for pekan in (november, november.previous):
        make_capaian(wilayah.melati, pekan=pekan)
        make_capaian(wilayah.melati, "td_skrining", pekan=pekan)
    capaian = build(pemeran.ani, wilayah.melati, pekan=november).capaian
    assert capaian is not None
    per_kode = {b.kode: b.perubahan for kelompok in capaian for b in kelompok.baris}
    assert (per_kode["balita_ditimbang"], per_kode["td_skrining"]) == (None, 0)


def test_a_week_that_was_never_computed_has_no_data(wilayah: Wilayah, pemeran: Pemeran) -> None:
    halaman = build(pemeran.ani, wilayah.melati)
    assert halaman.capaian is not None
    assert {b.ukur.keadaan for k in halaman.capaian for b in k.baris} == {Keadaan.BELUM_ADA_DATA}
    assert halaman.kesegaran.dihitung_pada is None


def test_times_are_on_the_kabupatens_own_clock(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.melati)
    dihitung = build(pemeran.ani, wilayah.melati).kesegaran.dihitung_pada
    assert dihitung == datetime(2026, 11, 17, 4, 10, tzinfo=WIB)
    assert str(dihitung.tzinfo) == "Asia/Jakarta"


# ── Di bawahnya ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_direct_posyandu_stand_as_one_row_and_children_sum_to_the_parent(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lain = make_unit(JenisUnit.POSYANDU, "Teratai", wilayah.manggar)
    bagian = {wilayah.kelubi: 30, wilayah.anggrek: 10, lain: 12}
    for unit, pembilang in bagian.items():
        make_capaian(unit, pembilang=pembilang, penyebut=33, harapan=Decimal(22))
    make_capaian(wilayah.manggar, pembilang=52, penyebut=99, harapan=Decimal(66))
    bawahan = build(pemeran.dewi, wilayah.manggar, tab="bawahan").bawahan
    assert bawahan is not None
    assert bawahan.jumlah is not None
    [langsung] = [b for b in bawahan.baris if b.unit.teks == "Langsung Puskesmas"]
    assert (langsung.ukur.pembilang, langsung.ukur.penyebut, langsung.ukur.harapan) == (22, 66, 44)
    assert langsung.ukur.keadaan is Keadaan.JAUH_TERTINGGAL
    assert sum(b.ukur.pembilang for b in bawahan.baris) == bawahan.jumlah.ukur.pembilang


def test_the_row_of_direct_posyandu_opens_each_of_them(wilayah: Wilayah, pemeran: Pemeran) -> None:
    bawahan = build(pemeran.dewi, wilayah.manggar, tab="bawahan", langsung=True).bawahan
    assert bawahan is not None
    assert ([b.unit.teks for b in bawahan.baris], bawahan.jumlah) == (["Anggrek"], None)


def test_a_puskesmas_without_pustu_lists_its_posyandu(wilayah: Wilayah, pemeran: Pemeran) -> None:
    puskesmas = make_unit(JenisUnit.PUSKESMAS, "Damar", wilayah.beltim)
    make_unit(JenisUnit.POSYANDU, "Mawar", puskesmas)
    bawahan = build(pemeran.eko, puskesmas, tab="bawahan").bawahan
    assert bawahan is not None
    assert ([b.unit.teks for b in bawahan.baris], bawahan.judul) == (["Mawar"], "Posyandu")


def test_a_pustu_without_posyandu_has_a_page(wilayah: Wilayah, pemeran: Pemeran) -> None:
    pustu = make_unit(JenisUnit.PUSTU, "Lalang", wilayah.manggar)
    for tab in ("capaian", "bawahan", "orang", "jadwal"):
        halaman = build(pemeran.dewi, pustu, tab=tab)
        assert halaman.bawahan is None or halaman.bawahan.baris == ()


def test_most_missed_comes_first(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.melati, pembilang=60, penyebut=100, menunggu=30)
    make_capaian(wilayah.kenanga, pembilang=50, penyebut=80, menunggu=0)
    bawahan = build(pemeran.citra, wilayah.kelubi, tab="bawahan").bawahan
    assert bawahan is not None
    assert [(b.unit.teks, b.terlewat) for b in bawahan.baris] == [("Kenanga", 30), ("Melati", 10)]


def test_fifty_children_cost_no_more_queries(
    wilayah: Wilayah, pemeran: Pemeran, django_assert_num_queries: Callable[..., Any]
) -> None:
    def fill(jumlah: int) -> None:
        for _ in range(jumlah):
            make_capaian(make_unit(JenisUnit.POSYANDU, "Y" * 60, wilayah.kelubi))

    fill(3)
    with django_assert_num_queries(12):
        build(pemeran.dewi, wilayah.kelubi, tab="bawahan")
    fill(45)
    with django_assert_num_queries(12):
        build(pemeran.dewi, wilayah.kelubi, tab="bawahan")


# ── Identity ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_head_is_named_or_the_chair_is_vacant(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert build(pemeran.dewi, wilayah.manggar).identitas.kepala == KepalaUnit("Dewi", "")
    assert build(pemeran.dewi, wilayah.kelubi).identitas.kepala is None
    Penugasan.objects.create(
        pengguna=pemeran.citra, unit=wilayah.kelubi, peran=Peran.KEPALA_PUSTU, jenis="plt", sejak=LAMA
    )
    assert build(pemeran.dewi, wilayah.kelubi).identitas.kepala == KepalaUnit("Citra", "Plt")


def test_the_header_says_what_is_below_and_above(wilayah: Wilayah, pemeran: Pemeran) -> None:
    identitas = build(pemeran.eko, wilayah.manggar).identitas
    assert (identitas.isi, [t.teks for t in identitas.jejak]) == ("1 pustu · 3 posyandu", ["Belitung Timur"])


def test_last_sent_is_when_the_newest_visit_came_in_even_if_no_session_was_closed(
    wilayah: Wilayah, pemeran: Pemeran
) -> None:
    assert build(pemeran.dewi, wilayah.manggar).identitas.terakhir_kirim is None
    saat = datetime(2026, 11, 13, 9, 30, tzinfo=WIB)
    for unit, hari in ((wilayah.melati, 0), (wilayah.melati, -2), (wilayah.kenanga, -1), (wilayah.seroja, 1)):
        make_kunjungan(
            make_warga(unit), unit, date(2026, 11, 10), pemeran.ani, [], diterima_pada=saat + timedelta(days=hari)
        )
    assert build(pemeran.dewi, wilayah.manggar).identitas.terakhir_kirim == saat
    assert build(pemeran.citra, wilayah.kenanga).identitas.terakhir_kirim == saat - timedelta(days=1)


def test_a_village_guest_reads_it_too(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_kunjungan(make_warga(wilayah.melati), wilayah.melati, date(2026, 11, 10), pemeran.ani, [])
    tamu = make_pengguna("Tamu", wilayah.kelubi, Peran.TAMU_DESA)
    assert build(tamu, wilayah.kelubi).identitas.terakhir_kirim is not None


def test_a_page_says_that_it_is_the_demo_only_where_the_demo_is(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert not build(pemeran.ani, wilayah.melati).kesegaran.data_contoh
    muat = MuatDemo.objects.create(keadaan=MuatDemo.Keadaan.GAGAL)
    assert not build(pemeran.ani, wilayah.melati).kesegaran.data_contoh
    muat.keadaan = MuatDemo.Keadaan.SIAP
    muat.save()
    assert build(pemeran.ani, wilayah.melati).kesegaran.data_contoh


def test_a_moved_unit_keeps_its_page_under_the_new_parent(wilayah: Wilayah, pemeran: Pemeran) -> None:
    move_unit(unit=wilayah.kelubi, induk=wilayah.gantung)
    assert [t.teks for t in build(pemeran.eko, wilayah.melati).identitas.jejak][1] == "Puskesmas Gantung"
    with pytest.raises(Http404):
        open_access(Pengguna.objects.get(pk=pemeran.dewi.pk), wilayah.melati.kode)


# ── Orang ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_people_are_counted_by_life_stage(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_warga(wilayah.melati, "Rafif", date(2025, 9, 1))
    make_warga(wilayah.melati, "Nenek", date(1950, 1, 1), "P")
    ibu = make_warga(wilayah.melati, "Sari", date(1998, 1, 1), "P")
    make_kehamilan(ibu, date(2026, 6, 1))
    make_warga(wilayah.melati, "Tamu", tamu=True)
    make_warga(wilayah.seroja, "Jauh")
    orang = build(pemeran.dewi, wilayah.manggar, tab="orang").orang
    assert orang is not None
    jumlah = {k.nama.split(" (")[0]: k.jumlah for k in orang.kelompok if k.jumlah}
    assert jumlah == {"Semua umur": 3, "Balita": 1, "Dewasa": 1, "Lansia": 1, "Ibu hamil": 1, "Tamu": 1}


def test_guests_have_a_list_of_their_own(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for unit, nama in ((wilayah.melati, "Rafif"), (wilayah.melati, "Ayu"), (wilayah.seroja, "Jauh")):
        make_warga(unit, nama, tamu=nama != "Rafif")
    semua, tamu = (build(pemeran.ani, wilayah.melati, tab="orang", tahap=kode).orang for kode in ("", "tamu"))
    assert semua is not None
    assert tamu is not None
    assert ([b.nama for b in semua.baris], [b.nama for b in tamu.baris]) == (["Rafif"], ["Ayu"])
    assert (tamu.lembar and tamu.lembar.jumlah, tamu.kelompok[-1].url) == (
        1,
        f"/unit/{wilayah.melati.kode}/?tab=orang&pekan=2026-M46&tahap=tamu",
    )


def test_a_stage_filters_the_list_to_its_count(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_warga(wilayah.melati, "Sari", date(1998, 1, 1), "P")
    make_kehamilan(ibu, date(2026, 6, 1))
    make_warga(wilayah.melati)
    orang = build(pemeran.ani, wilayah.melati, tab="orang", tahap="ibu_hamil").orang
    assert orang is not None
    assert ([b.nama for b in orang.baris], orang.lembar and orang.lembar.jumlah) == (["Sari"], 1)


def test_a_row_says_where_when_and_why(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rumah = Keluarga.objects.create(unit=wilayah.melati, rt="02", alamat="dekat musala")
    rafif = make_warga(wilayah.melati, keluarga=rumah)
    hari = date(2026, 11, 12)
    make_kunjungan(rafif, wilayah.melati, hari - timedelta(days=30), pemeran.ani, [], pengukuran={"berat_kg": 8.0})
    make_kunjungan(rafif, wilayah.melati, hari, pemeran.ani, ["bb_tidak_naik"], pengukuran={"berat_kg": 8.4})
    orang = build(pemeran.citra, wilayah.kelubi, tab="orang").orang
    assert orang is not None
    [baris] = orang.baris
    assert (baris.kontak, baris.kontak_catatan, baris.alasan) == (hari, "8,4\u00a0kg", "Berat tidak naik (T)")
    assert (baris.umur, baris.posyandu, baris.alamat) == ("14\u00a0bln", "Melati", "RT 02, dekat musala")
    assert (baris.kader, baris.alasan_keadaan) == ("Ani", Keadaan.TERTINGGAL)


def test_every_page_of_names_is_noted(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = [make_warga(wilayah.melati, f"Anak {ke:02}") for ke in range(30)]
    build(pemeran.dewi, wilayah.manggar, tab="orang", hal=2)
    [jejak] = JejakBaca.objects.all()
    assert (jejak.pengguna, jejak.halaman, jejak.warga) == (pemeran.dewi, "unit", [w.pk for w in warga[25:]])


def test_a_long_list_of_people_costs_no_more_queries(
    wilayah: Wilayah, pemeran: Pemeran, django_assert_num_queries: Callable[..., Any]
) -> None:
    for ke in range(5):
        make_warga(wilayah.melati, f"Anak {ke}")
    with django_assert_num_queries(20):
        build(pemeran.dewi, wilayah.manggar, tab="orang")
    for ke in range(45):
        make_kunjungan(make_warga(wilayah.melati, f"A {ke}"), wilayah.melati, date(2026, 11, 2), pemeran.ani, [])
    with django_assert_num_queries(20):
        build(pemeran.dewi, wilayah.manggar, tab="orang")


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.integers(0, 240))
def test_ages_in_the_database_are_the_ages_of_the_rules(lahir: date, pada: date, bulan: int) -> None:
    assert (lahir <= born_by(pada, bulan)) == (umur_bulan(lahir, pada) >= bulan)


# ── Jadwal ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_province_compares_its_kabupaten(wilayah: Wilayah) -> None:
    provinsi = make_unit(JenisUnit.PROVINSI, "Kepulauan", None)
    kabupaten = make_unit(JenisUnit.KABUPATEN, "Baru", provinsi)
    make_capaian(kabupaten, pembilang=3)
    pengguna = make_pengguna("Provinsi", provinsi, Peran.STAF_DINAS)
    for tab in ("capaian", "bawahan", "orang", "jadwal"):
        halaman = build(pengguna, provinsi, tab=tab)
        assert halaman.bawahan is None or [b.ukur.pembilang for b in halaman.bawahan.baris] == [3]


def test_most_affected_comes_first_where_less_is_better(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for unit, pembilang in ((wilayah.melati, 30), (wilayah.kenanga, 60)):
        make_capaian(unit, "balita_tidak_naik", pembilang=pembilang, harapan=Decimal(20))
    bawahan = build(pemeran.citra, wilayah.kelubi, tab="bawahan", indikator="balita_tidak_naik").bawahan
    assert bawahan is not None
    assert [b.unit.teks for b in bawahan.baris] == ["Kenanga", "Melati"]
