"""The monthly and three-monthly meeting, made from the weeks as they were signed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.halaman.akses import open_access
from capaian.hitung.pekan import Pekan
from capaian.keluar.lokmin import HalamanLokmin, build_lokmin, load_lokmin
from capaian.keluar.rentang import Rentang
from capaian.models import Capaian, CapaianBulan, EvaluasiPekan
from puskesmas.errors import DomainError
from puskesmas.masalah import report_masalah
from puskesmas.models import Pengguna
from tests.capaian.angka import M46
from tests.cast import Pemeran, Wilayah, browse

pytestmark = pytest.mark.usefixtures("selasa")

NOVEMBER = Rentang(date(2026, 11, 1), 1)


def read(pengguna: Pengguna, rentang: Rentang = NOVEMBER) -> HalamanLokmin:
    return build_lokmin(load_lokmin(open_access(pengguna, "19.06.01-PKM"), rentang))


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_every_week_belongs_to_one_month(hari: date) -> None:
    pekan = Pekan.from_tanggal(hari)
    sini = Rentang(pekan.awal_bulan, 1)
    assert pekan in sini.pekan
    assert pekan not in sini.move(1).pekan + sini.move(-1).pekan
    assert sini.move(1).move(-1) == sini
    assert len(Rentang(pekan.awal_bulan, 3).pekan) == sum(len(sini.move(-n).pekan) for n in range(3))


def test_a_signed_week_shows_its_frozen_figures_and_the_others_are_named(
    pemeran: Pemeran, disahkan: EvaluasiPekan
) -> None:
    Capaian.objects.update(pembilang=99)
    halaman = read(pemeran.dewi)
    [balita] = [baris for baris in halaman.kelompok[0].baris if baris.nama == "Balita ditimbang"]
    assert [sel.teks if sel else None for _, sel in balita.sel] == [None, None, "52\u00a0%", None]
    assert (halaman.disahkan, halaman.pekan) == (1, 4)
    assert [satu.split(" (")[1] for satu in halaman.belum] == ["tidak dibuat)", "tidak dibuat)", "berjalan)"]
    assert disahkan.sah


def test_the_month_as_it_closed_stands_last(pemeran: Pemeran, wilayah: Wilayah, disahkan: EvaluasiPekan) -> None:
    CapaianBulan.objects.create(
        kabupaten=wilayah.beltim,
        unit=wilayah.manggar,
        indikator_id="balita_ditimbang",
        bulan=date(2026, 11, 1),
        pembilang=81,
        penyebut=100,
        status="tercapai",
    )
    for rentang in (NOVEMBER, Rentang(date(2026, 11, 1), 3)):
        [balita] = [b for b in read(pemeran.eko, rentang).kelompok[0].baris if b.nama == "Balita ditimbang"]
        assert balita.kalimat.startswith("81\u00a0%, 81 dari 100")
    assert disahkan.sah


def test_causes_actions_parts_and_problems_are_counted(
    pemeran: Pemeran, wilayah: Wilayah, disahkan: EvaluasiPekan
) -> None:
    report_masalah(oleh=pemeran.citra, unit=wilayah.kelubi, jenis="alat", judul="Timbangan rusak")
    halaman = read(pemeran.dewi)
    assert [(satu.nama, satu.jumlah) for satu in halaman.sebab] == [("Warga tidak datang", 3)]
    assert dict(halaman.rupa) == {"selesai": 0, "terlambat": 0, "berjalan": 3, "batal": 0}
    assert (halaman.masalah.dilaporkan, halaman.masalah.terbuka) == (1, 1)
    assert {satu.ket for satu in halaman.bagian} == {"dari 1 pekan"}
    assert disahkan.sah


def test_the_page_prints_both_meetings_and_leads_from_one_to_the_other(
    pemeran: Pemeran, disahkan: EvaluasiPekan
) -> None:
    client = browse(pemeran.dewi)
    bulan = client.get("/evaluasi/bulan/2026-11/19.06.01-PKM/").content.decode()
    assert "1 dari 4 pekan disahkan" in bulan
    assert "/evaluasi/tribulan/2026-11/19.06.01-PKM/" in bulan
    tribulan = client.get("/evaluasi/tribulan/2026-11/19.06.01-PKM/").content.decode()
    assert "September–November 2026" in tribulan
    assert "1 dari 4 pekan disahkan" in tribulan
    assert disahkan.sah


@pytest.mark.parametrize("kode", ["2026-13", "2026-00", "2026-1", "abc", "2000-01", "2099-12", "9999-12"])
def test_a_month_that_is_none_is_refused_in_words(pemeran: Pemeran, wilayah: Wilayah, kode: str) -> None:
    for ragam in ("bulan", "tribulan"):
        answer = browse(pemeran.dewi).get(f"/evaluasi/{ragam}/{kode}/{wilayah.manggar.kode}/")
        assert answer.status_code == 400
        assert "tidak dikenal" in answer.content.decode()


def test_a_month_to_come_is_refused(pemeran: Pemeran, wilayah: Wilayah) -> None:
    assert wilayah.manggar.pk
    with pytest.raises(DomainError, match="bulan_belum_mulai"):
        read(pemeran.dewi, NOVEMBER.move(1))


def test_a_month_long_gone_has_nothing_and_says_so(pemeran: Pemeran, wilayah: Wilayah) -> None:
    assert wilayah.manggar.pk
    halaman = read(pemeran.dewi, Rentang(date(2020, 3, 1), 3))
    assert halaman.disahkan == 0
    assert all(not kelompok.baris for kelompok in halaman.kelompok)


def test_neither_weeks_nor_figures_cost_queries(
    pemeran: Pemeran, disahkan: EvaluasiPekan, django_assert_max_num_queries: object
) -> None:
    assert disahkan.pekan == M46.senin
    akses = open_access(pemeran.dewi, "19.06.01-PKM")
    with django_assert_max_num_queries(14):  # type: ignore[operator]  # pytest-django's own fixture
        build_lokmin(load_lokmin(akses, Rentang(date(2026, 11, 1), 3)))
