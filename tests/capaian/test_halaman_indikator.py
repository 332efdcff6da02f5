"""The indicator page: what is counted, the trend, and the people behind the figure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from capaian.halaman.akses import open_access
from capaian.halaman.indikator import build_indikator
from capaian.halaman.model import HalamanIndikator, Siapa
from capaian.halaman.param import Param, indikator_by_kode
from capaian.halaman.siapa import may_name
from capaian.hitung.hitung import compute_week
from capaian.hitung.pekan import Pekan
from capaian.models import CapaianBulan, Sasaran, Target
from klaster.indikator import muat_indikator
from puskesmas.models import JejakBaca, Pengguna, Unit
from puskesmas.peran import Peran
from tests.capaian.angka import M46, make_capaian
from tests.cast import Pemeran, Wilayah, make_kunjungan, make_pengguna, make_sesi, make_warga

pytestmark = pytest.mark.usefixtures("selasa")

SELASA = date(2026, 11, 10)


def build(pengguna: Pengguna, unit: Unit, kode: str = "balita_ditimbang", **param: Any) -> HalamanIndikator:
    pengguna = Pengguna.objects.get(pk=pengguna.pk)  # as a request does: nothing read before
    return build_indikator(open_access(pengguna, unit.kode), indikator_by_kode()[kode], Param(**param))


def who(halaman: HalamanIndikator) -> Siapa:
    assert halaman.siapa is not None
    return halaman.siapa


@pytest.fixture
def terhitung(wilayah: Wilayah, pemeran: Pemeran) -> Wilayah:
    """Melati weighed two of five children; at Kenanga two wait for their session; one older lives at Melati."""
    anak = [make_warga(wilayah.melati, f"Anak {ke}", date(2024, 1, 1)) for ke in range(5)]
    for satu in anak[:2]:
        make_kunjungan(satu, wilayah.melati, SELASA, pemeran.ani, ["ditimbang"])
    for ke in range(2):
        make_warga(wilayah.kenanga, f"Tetangga {ke}", date(2024, 1, 1))
    make_warga(wilayah.melati, "Nenek", date(1950, 1, 1), "P")
    make_sesi(wilayah.melati, SELASA, "ditutup", jumlah_dinyatakan=2)
    make_sesi(wilayah.kenanga, date(2026, 11, 24))
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    return wilayah


def test_every_list_is_as_long_as_its_figure(terhitung: Wilayah, pemeran: Pemeran) -> None:
    for jenis in muat_indikator():
        halaman = build(pemeran.eko, terhitung.beltim, jenis.kode)
        for tab in halaman.siapa.tab if halaman.siapa else ():
            siapa = who(build(pemeran.eko, terhitung.beltim, jenis.kode, bagian=tab.kode))
            assert len(siapa.baris) == tab.jumlah, (jenis.kode, tab.kode)


def test_a_tab_keeps_the_capitals_of_its_measure(terhitung: Wilayah, pemeran: Pemeran) -> None:
    tabs = who(build(pemeran.dewi, terhitung.manggar, "bumil_kek")).tab
    assert "LILA di bawah 23,5 cm" in [tab.teks for tab in tabs]


def test_the_missed_and_the_waiting_are_told_apart(terhitung: Wilayah, pemeran: Pemeran) -> None:
    siapa = who(build(pemeran.dewi, terhitung.manggar))
    assert {tab.teks: tab.jumlah for tab in siapa.tab} == {"Terlewat": 3, "Menunggu hari buka": 2, "Ditimbang": 2}
    assert ([b.nama for b in siapa.baris], siapa.aktif) == (["Anak 2", "Anak 3", "Anak 4"], "terlewat")
    assert siapa.ringkas == "5 anak belum ditimbang"
    menunggu = who(build(pemeran.dewi, terhitung.manggar, bagian="menunggu"))
    assert [b.posyandu for b in menunggu.baris] == ["Kenanga (Kelubi)"] * 2


def test_each_page_of_names_is_noted(terhitung: Wilayah, pemeran: Pemeran) -> None:
    build(pemeran.dewi, terhitung.manggar)
    [jejak] = JejakBaca.objects.all()
    assert (jejak.pengguna, jejak.halaman, len(jejak.warga)) == (pemeran.dewi, "indikator", 3)


def test_a_village_guest_sees_how_many_and_nobody(terhitung: Wilayah) -> None:
    tamu = make_pengguna("Tamu", terhitung.kelubi, Peran.TAMU_DESA)
    siapa = who(build(tamu, terhitung.kelubi))
    assert (siapa.boleh_nama, siapa.baris, siapa.tab[0].jumlah) == (False, (), 3)
    assert not JejakBaca.objects.exists()


@pytest.mark.parametrize("unit", ["kenanga", "kelubi"])
def test_beside_and_above_nobody_is_named(terhitung: Wilayah, pemeran: Pemeran, unit: str) -> None:
    halaman = build(pemeran.ani, getattr(terhitung, unit))
    assert (halaman.siapa, halaman.ukur.penyebut) == (None, 2 if unit == "kenanga" else 7)


@pytest.mark.parametrize(("siapa", "bernama"), [("ani", False), ("citra", True), ("eko", True)])
def test_a_list_that_follows_from_clinical_notes_is_a_count_for_cadres(
    wilayah: Wilayah, pemeran: Pemeran, siapa: str, bernama: bool
) -> None:
    akses = open_access(getattr(pemeran, siapa), wilayah.melati.kode)
    assert may_name(akses, indikator_by_kode()["tbc_diobati"]) is bernama
    assert may_name(akses, indikator_by_kode()["balita_ditimbang"])


def test_the_affected_come_first_where_less_is_better(terhitung: Wilayah, pemeran: Pemeran) -> None:
    siapa = who(build(pemeran.ani, terhitung.melati, "balita_tidak_naik"))
    assert (siapa.aktif, siapa.tab[0].teks) == ("sudah", "Tidak naik")


def test_an_indicator_of_posyandu_has_no_people(terhitung: Wilayah, pemeran: Pemeran) -> None:
    halaman = build(pemeran.eko, terhitung.beltim, "posyandu_kunjungan_rumah")
    assert halaman.siapa is None
    assert halaman.bawahan is not None


def test_a_posyandu_has_nothing_below(terhitung: Wilayah, pemeran: Pemeran) -> None:
    assert build(pemeran.ani, terhitung.melati).bawahan is None


def project(unit: Unit, jumlah: int) -> None:
    isi = {"dokumen": "SK 1/2026", "status": "berlaku"}
    Sasaran.objects.create(unit=unit, kelompok="balita", tahun=2026, jumlah=jumlah, **isi)


def test_the_projection_minus_the_register_is_a_count(terhitung: Wilayah, pemeran: Pemeran) -> None:
    project(terhitung.manggar, 31)
    siapa = who(build(pemeran.dewi, terhitung.manggar, bagian="belum_terdata"))
    assert (siapa.belum_terdata, siapa.dokumen_sasaran, siapa.baris) == (24, "SK 1/2026", ())


def test_more_people_than_projected_leaves_nobody_unregistered(terhitung: Wilayah, pemeran: Pemeran) -> None:
    project(terhitung.manggar, 3)
    assert who(build(pemeran.dewi, terhitung.manggar, bagian="belum_terdata")).belum_terdata == 0


def test_a_projection_is_never_taken_from_above(terhitung: Wilayah, pemeran: Pemeran) -> None:
    project(terhitung.beltim, 31)
    assert "belum_terdata" not in [t.kode for t in who(build(pemeran.dewi, terhitung.manggar)).tab]


def test_the_trend_stands_by_month_and_leaves_gaps(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.melati)
    make_capaian(wilayah.melati, pekan=Pekan(M46.senin - timedelta(weeks=2)))
    tren = build(pemeran.ani, wilayah.melati).tren
    assert [k.nama for k in tren.kelompok] == ["Agu", "Sep", "Okt", "Nov"]
    assert sum(len(k.batang) for k in tren.kelompok) == 12
    november = tren.kelompok[-1].batang
    assert [(b.label, b.ukur is not None, b.kini) for b in november] == [
        ("26–1", True, False),
        ("2–8", False, False),
        ("9–15", True, True),
    ]


def test_a_past_month_says_where_it_closed(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for bulan, pembilang in ((date(2026, 10, 1), 7), (date(2026, 11, 1), 2)):
        CapaianBulan.objects.create(
            kabupaten=wilayah.beltim,
            unit=wilayah.melati,
            indikator_id="balita_ditimbang",
            bulan=bulan,
            pembilang=pembilang,
            penyebut=10,
            status="tertinggal",
        )
    tren = build(pemeran.ani, wilayah.melati).tren
    assert {k.nama: k.tutup for k in tren.kelompok} == {"Agu": None, "Sep": None, "Okt": 0.7, "Nov": None}


def test_the_target_names_its_document(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.melati)
    assert "belum ada SK" in build(pemeran.ani, wilayah.melati).keterangan.target
    isi: dict[str, Any] = {"indikator_id": "balita_ditimbang", "tahun": 2026, "nilai": Decimal("0.8")}
    Target.objects.create(unit=wilayah.manggar, dokumen="SK 2/2026", status="draf", **isi)
    assert build(pemeran.ani, wilayah.melati).keterangan.rancangan
    Target.objects.create(unit=wilayah.beltim, dokumen="SK 440/112/2026", status="berlaku", **isi)
    keterangan = build(pemeran.ani, wilayah.melati).keterangan
    assert (keterangan.target, keterangan.rancangan) == ("80\u00a0% · SK 440/112/2026", False)


def close_month(unit: Unit, pembilang: int = 70, penyebut: int = 100) -> None:
    """October, as it closed."""
    isi: dict[str, Any] = {"kabupaten_id": unit.kabupaten_id, "unit": unit, "indikator_id": "balita_ditimbang"}
    CapaianBulan.objects.create(
        **isi, bulan=date(2026, 10, 1), pembilang=pembilang, penyebut=penyebut, status="tertinggal"
    )


def test_the_forecast_gives_each_posyandu_its_own_usual_share(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_sesi(wilayah.melati, date(2026, 11, 24))
    close_month(wilayah.melati)
    make_capaian(wilayah.melati, pembilang=230, penyebut=442, menunggu=74)
    perkiraan = build(pemeran.ani, wilayah.melati).perkiraan
    assert perkiraan is not None
    assert (perkiraan.sisa_sesi, perkiraan.sisa_orang, perkiraan.jadi) == (1, 212, 309)
    assert perkiraan.bawah < 309 < perkiraan.atas
    assert (perkiraan.perlu, perkiraan.kurang) == (354, 45)


@pytest.mark.parametrize(
    "isi", [{"menunggu": 0}, {"penyebut": 9, "pembilang": 2, "menunggu": 5}, {"menunggu": 9, "target": None}]
)
def test_there_is_no_forecast_without_grounds(wilayah: Wilayah, pemeran: Pemeran, isi: dict[str, Any]) -> None:
    make_sesi(wilayah.melati, date(2026, 11, 24))
    close_month(wilayah.melati)
    make_capaian(wilayah.melati, **isi)
    assert build(pemeran.ani, wilayah.melati).perkiraan is None


def test_there_is_no_forecast_before_a_month_was_recorded(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_sesi(wilayah.melati, date(2026, 11, 24))
    close_month(wilayah.melati, pembilang=0)
    make_capaian(wilayah.melati, pembilang=230, penyebut=442, menunggu=74)
    assert build(pemeran.ani, wilayah.melati).perkiraan is None


def test_a_week_that_was_never_computed_has_a_page(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for jenis in muat_indikator():
        halaman = build(pemeran.dewi, wilayah.manggar, jenis.kode)
        assert (halaman.ukur.penyebut, halaman.siapa, halaman.perkiraan) == (None, None, None)


def test_a_longer_list_costs_no_more_queries(
    wilayah: Wilayah, pemeran: Pemeran, django_assert_num_queries: Callable[..., Any]
) -> None:
    def fill(jumlah: int) -> None:
        for ke in range(jumlah):
            anak = make_warga(wilayah.melati, f"Anak {ke}", date(2024, 1, 1))
            make_kunjungan(anak, wilayah.melati, SELASA, pemeran.ani, ["ditimbang"])
        compute_week(kabupaten=wilayah.beltim, pekan=M46)

    fill(5)
    with django_assert_num_queries(23):
        build(pemeran.dewi, wilayah.manggar, bagian="sudah")
    fill(45)
    with django_assert_num_queries(23):
        build(pemeran.dewi, wilayah.manggar, bagian="sudah")
