"""A meeting in a browser: few taps on laptop and phone, nothing lost without a connection, from gap to answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from capaian.evaluasi.bahas import Draf, save_draft, start_discussion
from capaian.evaluasi.buat import make_week
from capaian.hitung.hitung import compute_week
from capaian.models import Capaian, EvaluasiPekan
from posyandu.models import TugasKunjungan
from puskesmas.models import Tindakan
from tests.capaian.angka import M46, make_capaian
from tests.capaian.rapat import complete, make_evaluasi
from tests.cast import Pemeran, Wilayah, make_pengguna, make_sesi, make_warga
from tests.posyandu.test_peramban_catat import open_page

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]
PALING_BANYAK = 40
"""Clicks and taps within which a week with six lagging indicators is signed."""


class Tangan:
    """A hand that counts its clicks and taps; choosing from a list is two."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ketukan = 0

    def press(self, nama: str) -> None:
        self.page.get_by_role("button", name=nama, exact=True).first.click()
        self.ketukan += 1

    def choose(self, label: str, ke: int, nilai: str) -> None:
        self.page.get_by_label(label, exact=True).nth(ke).select_option(nilai)
        self.ketukan += 2

    def write(self, label: str, ke: int, teks: str) -> None:
        self.page.get_by_label(label, exact=True).nth(ke).fill(teks)
        self.ketukan += 1


@pytest.fixture(autouse=True)
def _tuesday() -> Iterator[None]:
    with time_machine.travel("2026-11-17T10:42:00+07:00"):
        yield


@pytest.fixture
def evaluasi(wilayah: Wilayah) -> EvaluasiPekan:
    """Last week with six lagging indicators."""
    baris = make_evaluasi(wilayah)
    make_capaian(wilayah.manggar, "td_skrining", status="tertinggal", pembilang=60)
    make_capaian(wilayah.manggar, "hipertensi_terkendali", status="tertinggal", pembilang=63)
    return baris


@pytest.mark.parametrize("lebar", [360, 1440])
def test_a_week_with_six_lagging_indicators_is_signed_in_forty_taps(
    live_server: LiveServer,
    peramban: Browser,
    pemeran: Pemeran,
    evaluasi: EvaluasiPekan,
    lebar: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for page in open_page(live_server, peramban, pemeran.dewi, lebar):
        tangan = Tangan(page)
        page.goto("/evaluasi/")
        tangan.press("Mulai bahas")
        for ke in range(3):
            tangan.choose("Sebab", ke, "tidak_datang")
            tangan.write("Tindakan", ke, "Sweeping bersama kader")
            tangan.choose("Siapa", ke, str(pemeran.citra.pk))
        for _ in range(3):
            tangan.press("Pantau")
        for orang in page.get_by_role("group", name="Hadir").get_by_role("checkbox").all():
            orang.check()
            tangan.ketukan += 1
        tangan.press("Sahkan dan kirim")
        expect(page.get_by_text("Disahkan oleh Kepala Puskesmas Dewi")).to_be_visible()
    with capsys.disabled():
        print(f"\nevaluasi pada {lebar} px: {tangan.ketukan} ketukan, paling banyak {PALING_BANYAK}")
    evaluasi.refresh_from_db()
    assert (evaluasi.status, Tindakan.objects.count()) == ("disahkan", 3)
    assert evaluasi.pokok.filter(jenis="pantau").count() == 3
    assert tangan.ketukan <= PALING_BANYAK


def test_typed_words_outlive_a_dropped_connection(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, evaluasi: EvaluasiPekan
) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    for page in open_page(live_server, peramban, pemeran.dewi, 1440):
        page.goto("/evaluasi/")
        page.context.set_offline(True)
        page.get_by_label("Tindakan", exact=True).first.fill("Antar timbangan")
        page.get_by_label("Catatan", exact=True).fill("Listrik padam")
        expect(page.get_by_text("Belum terkirim.")).to_be_visible()
        page.context.set_offline(False)
        page.reload()
        expect(page.get_by_label("Catatan", exact=True)).to_have_value("Listrik padam")
        expect(page.get_by_text("tersimpan")).to_be_visible()
    evaluasi.refresh_from_db()
    assert (evaluasi.catatan, evaluasi.pokok.first().apa) == ("Listrik padam", "Antar timbangan")  # type: ignore[union-attr]


def test_words_typed_without_connection_never_overwrite_what_another_saved_meanwhile(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah, evaluasi: EvaluasiPekan
) -> None:
    yuli = make_pengguna("Yuli", wilayah.manggar, "pj_ilp")
    baris = start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    for page in open_page(live_server, peramban, pemeran.dewi, 360):
        page.goto("/evaluasi/")
        page.context.set_offline(True)
        page.get_by_label("Catatan", exact=True).fill("Listrik padam")
        page.keyboard.press("Tab")
        expect(page.get_by_text("Belum terkirim.")).to_be_visible()
        draf = Draf(complete(pemeran, "anc_6").pokok, catatan="Rapat di balai desa")
        save_draft(oleh=yuli, evaluasi=evaluasi, versi=baris.versi, draf=draf)
        page.context.set_offline(False)
        page.reload()
        expect(page.get_by_text("Belum tersimpan. Evaluasi ini baru saja diubah oleh Yuli.")).to_be_visible()
        page.get_by_role("button", name="Simpan", exact=True).last.click()
        expect(page.get_by_role("heading", name="Tulisan Anda dan tulisan Yuli")).to_be_visible()
        expect(page.get_by_text("Rapat di balai desa")).to_be_visible()
        expect(page.get_by_label("Catatan", exact=True)).to_have_value("Listrik padam")
        assert EvaluasiPekan.objects.get(pk=evaluasi.pk).catatan == "Rapat di balai desa"
        page.get_by_role("button", name="Simpan", exact=True).last.click()
        expect(page.get_by_role("heading", name="Tulisan Anda dan tulisan Yuli")).to_be_hidden()
    assert EvaluasiPekan.objects.get(pk=evaluasi.pk).catatan == "Listrik padam"


def test_the_meeting_needs_no_scripts(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, evaluasi: EvaluasiPekan
) -> None:
    for page in open_page(live_server, peramban, pemeran.dewi, 360, java_script_enabled=False):
        page.goto("/evaluasi/")
        page.get_by_role("button", name="Mulai bahas").click()
        page.get_by_label("Catatan", exact=True).fill("Tanpa skrip")
        page.get_by_role("button", name="Simpan", exact=True).last.click()
        expect(page.get_by_label("Catatan", exact=True)).to_have_value("Tanpa skrip")
    evaluasi.refresh_from_db()
    assert evaluasi.catatan == "Tanpa skrip"


def test_from_a_gap_to_a_home_visit_to_a_signature_to_an_answer(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    make_sesi(wilayah.melati, date(2026, 11, 10))
    for ke in range(12):
        make_warga(wilayah.melati, f"Anak {ke:02}", date(2025, 7, 1))
    make_week(kabupaten=wilayah.beltim, pekan=M46)
    for page in open_page(live_server, peramban, pemeran.dewi, 1440):
        page.goto("/evaluasi/")
        page.get_by_role("button", name="Mulai bahas").click()
        expect(page.get_by_text("12 anak belum ditimbang")).to_be_visible()
        page.get_by_role("button", name="Kirim ke daftar Nyelik").first.click()
        expect(page.get_by_text("12 orang masuk daftar Nyelik Kelubi")).to_be_visible()
    for page in open_page(live_server, peramban, pemeran.ani, 360):
        page.goto("/nyelik/")
        page.get_by_role("link", name="Catat kunjungan rumah").first.click()
        page.get_by_label("Berat badan").first.fill("10,2")
        page.get_by_role("button", name="Simpan").first.click()
        expect(page.get_by_text("Tersimpan").first).to_be_visible()
    assert TugasKunjungan.objects.filter(status="dikunjungi").count() == 1
    compute_week(kabupaten=wilayah.beltim, pekan=M46.next)
    kini = Capaian.objects.get(unit=wilayah.manggar, indikator="balita_ditimbang", pekan=M46.next.senin)
    assert (kini.pembilang, kini.penyebut) == (1, 12)
    sign_and_answer(live_server, peramban, pemeran)
    assert EvaluasiPekan.objects.get(unit=wilayah.manggar, pekan=M46.senin).status == "ditanggapi"


def sign_and_answer(live_server: LiveServer, peramban: Browser, pemeran: Pemeran) -> None:
    for page in open_page(live_server, peramban, pemeran.dewi, 1440):
        page.goto("/nyelik/")
        expect(page.get_by_text("12 dikirim: 1 dikunjungi, 11 belum").first).to_be_visible()
        page.goto("/evaluasi/")
        for ke in range(page.get_by_label("Sebab", exact=True).count()):
            page.get_by_label("Sebab", exact=True).nth(ke).select_option("tidak_datang")
            page.get_by_label("Tindakan", exact=True).nth(ke).fill("Sweeping")
            page.get_by_label("Siapa", exact=True).nth(ke).select_option(str(pemeran.citra.pk))
        page.get_by_role("button", name="Sahkan dan kirim").click()
        expect(page.get_by_text("Disahkan oleh Kepala Puskesmas Dewi")).to_be_visible()
    for page in open_page(live_server, peramban, pemeran.eko, 1440):
        page.goto("/evaluasi/")
        page.get_by_label("Jawaban untuk Manggar").fill("Teruskan, timbangan menyusul")
        page.get_by_role("button", name="Kirim jawaban").first.click()
        expect(page.get_by_text("Teruskan, timbangan menyusul")).to_be_visible()
