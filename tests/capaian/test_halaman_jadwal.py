"""The schedule of a unit: the sessions of a week, and the session book of a posyandu."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.halaman.model import StatusSesi
from capaian.hitung.pekan import Pekan
from puskesmas.errors import DomainError
from tests.capaian.angka import M46
from tests.capaian.buka import build
from tests.cast import (
    Pemeran,
    Wilayah,
    make_kunjungan,
    make_sesi,
    make_warga,
)

pytestmark = pytest.mark.usefixtures("selasa")


def test_a_session_says_who_came_and_what_was_found(wilayah: Wilayah, pemeran: Pemeran) -> None:
    hari = date(2026, 11, 10)
    sesi = make_sesi(wilayah.melati, hari, "ditutup", jumlah_dinyatakan=3)
    for temuan in (["ditimbang"], ["bb_tidak_naik"], ["kek"]):
        make_kunjungan(make_warga(wilayah.melati), wilayah.melati, hari, pemeran.ani, temuan, hari_buka=sesi)
    jadwal = build(pemeran.citra, wilayah.kelubi, tab="jadwal", pekan=M46).jadwal
    assert jadwal is not None
    [baris] = jadwal.baris
    assert (baris.sasaran, baris.hadir, baris.temuan, baris.dirujuk) == (3, 3, 2, 1)
    assert (baris.status, jadwal.buku, jadwal.hitung.lengkap) == (StatusSesi.DITUTUP, False, 1)


def test_places_of_one_name_are_told_apart(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_sesi(wilayah.melati, date(2026, 11, 10))
    jauh, dekat = (
        build(pemeran.eko, unit, tab="jadwal", pekan=M46).jadwal for unit in (wilayah.manggar, wilayah.kelubi)
    )
    assert [str(b.posyandu and b.posyandu.teks) for j in (jauh, dekat) if j for b in j.baris] == [
        "Melati (Kelubi)",
        "Melati",
    ]


def test_a_posyandu_shows_its_book_newest_first(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for tanggal in (date(2026, 10, 8), date(2026, 11, 12), date(2026, 9, 10)):
        make_sesi(wilayah.melati, tanggal)
    jadwal = build(pemeran.ani, wilayah.melati, tab="jadwal").jadwal
    assert jadwal is not None
    assert [b.tanggal.month for b in jadwal.baris] == [11, 10, 9]
    assert (jadwal.buku, {b.status for b in jadwal.baris}) == (True, {StatusSesi.BELUM_MENGIRIM})


@pytest.mark.parametrize(("pekan", "bulan"), [(None, [12, 11]), (M46.next, [12, 11]), (M46, [11])])
def test_a_book_says_when_the_next_session_is_also_after_this_month_and_no_later_one(
    wilayah: Wilayah, pemeran: Pemeran, pekan: Pekan | None, bulan: list[int]
) -> None:
    for tanggal in (date(2026, 11, 12), date(2026, 12, 10), date(2026, 12, 24)):
        make_sesi(wilayah.melati, tanggal)
    jadwal = build(pemeran.ani, wilayah.melati, tab="jadwal", pekan=pekan).jadwal
    assert jadwal is not None
    assert [b.tanggal.month for b in jadwal.baris] == bulan


def test_a_session_half_sent_says_how_far(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_sesi(wilayah.melati, date(2026, 11, 12), "ditutup", jumlah_dinyatakan=52)
    baru = make_sesi(wilayah.melati, date(2026, 11, 14), "dibuka")
    make_sesi(wilayah.melati, date(2026, 11, 11), "dipindah", alasan="hujan", dipindah_ke=baru)
    jadwal = build(pemeran.ani, wilayah.melati, tab="jadwal").jadwal
    assert jadwal is not None
    assert [b.keterangan for b in jadwal.baris] == ["", "terkirim 0 dari 52", "ke Sab\u00a014\u00a0Nov: hujan"]


def test_the_schedule_opens_with_the_running_week_and_reaches_the_last_planned(
    wilayah: Wilayah, pemeran: Pemeran
) -> None:
    make_sesi(wilayah.melati, date(2026, 12, 30))
    halaman = build(pemeran.eko, wilayah.beltim, tab="jadwal")
    assert (halaman.pekan.kode, halaman.pekan.berjalan) == ("2026-M47", True)
    akhir = build(pemeran.eko, wilayah.beltim, tab="jadwal", pekan=Pekan.from_tanggal(date(2026, 12, 30)))
    assert akhir.jadwal is not None
    assert len(akhir.jadwal.baris) == 1
    assert akhir.pekan.sesudah_url is None
    assert {tab.kode: "2026-M53" in tab.url for tab in akhir.tab} == {
        "capaian": False,
        "bawahan": False,
        "masalah": False,
        "orang": False,
        "jadwal": True,
    }


def test_what_leads_away_from_a_planned_week_leads_to_the_running_one(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_sesi(wilayah.melati, date(2026, 11, 16))
    halaman = build(pemeran.eko, wilayah.beltim, tab="jadwal", pekan=M46.next.next)
    assert halaman.excel_url == "/unduh/kabupaten.xlsx?unit=19.06&pekan=2026-M47"
    assert halaman.kesegaran.belum_mengirim_url == "/unit/19.06/?tab=jadwal&pekan=2026-M47"
    halaman = build(pemeran.ani, wilayah.melati, tab="jadwal", pekan=M46.next.next)
    assert all("pekan=2026-M47" in str(tautan.url) for tautan in halaman.identitas.jejak)


@pytest.mark.parametrize(("tab", "pekan"), [("jadwal", "2027-M02"), ("capaian", "2026-M48")])
def test_a_week_beyond_what_is_known_is_refused(wilayah: Wilayah, pemeran: Pemeran, tab: str, pekan: str) -> None:
    with pytest.raises(DomainError, match="pekan_belum_mulai"):
        build(pemeran.eko, wilayah.beltim, tab=tab, pekan=Pekan.from_kode(pekan))


def test_the_head_of_a_session_book_counts_the_whole_book(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for bulan in (9, 10):
        make_sesi(wilayah.melati, date(2026, bulan, 8), "ditutup", jumlah_dinyatakan=0)
    make_sesi(wilayah.melati, date(2026, 8, 13), "batal", alasan="cuaca")
    jadwal = build(pemeran.ani, wilayah.melati, tab="jadwal").jadwal
    assert jadwal is not None
    assert (jadwal.hitung.lengkap, jadwal.hitung.batal) == (2, 1)
