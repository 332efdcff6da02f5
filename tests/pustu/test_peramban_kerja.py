"""The worklist in a browser: words are kept and sent once when the connection drops, and every page fits a phone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from posyandu.models import Kunjungan, Warga
from pustu.models import Rujukan, TindakLanjut
from pustu.rujukan import mark_arrived, refer
from tests.cast import Pemeran, Wilayah, make_kehamilan, make_kunjungan, make_warga
from tests.posyandu.test_peramban_catat import PANJANG, check, open_page

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

KATA = "Ditimbang ulang, naik 300 gram."


@pytest.fixture
def rafif(wilayah: Wilayah, pemeran: Pemeran) -> Warga:
    warga = make_warga(wilayah.melati, "Rafif Maulana")
    make_kunjungan(warga, wilayah.melati, warga.unit.hari_ini, pemeran.ani, ["bb_tidak_naik_2x"])
    return warga


@pytest.fixture
def halaman(live_server: LiveServer, peramban: Browser, pemeran: Pemeran) -> Iterator[Page]:
    """Bidan Citra's phone."""
    yield from open_page(live_server, peramban, pemeran.citra, 360)


def fill(page: Page, warga: Warga) -> None:
    page.goto(f"/kerja/{warga.pk}/")
    page.get_by_label("Diperiksa, tidak perlu tindakan").check()
    page.get_by_label("Hasil pemeriksaan, obat yang diberikan").fill(KATA)


def cut(page: Page, warga: Warga, *, sampai: bool) -> list[int]:
    """The first answer is lost; with `sampai` the server has the form by then. Counts the tries."""
    kali: list[int] = []

    def handle(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        kali.append(1)
        if len(kali) > 1:
            return route.continue_()
        if sampai:
            route.fetch(max_redirects=0)
        route.abort("connectionfailed")
        return None

    page.route(f"**/kerja/{warga.pk}/", handle)
    return kali


@pytest.mark.parametrize("sampai", [False, True], ids=["it never came", "only its answer was lost"])
def test_words_are_kept_and_sent_once_when_the_connection_drops(halaman: Page, rafif: Warga, sampai: bool) -> None:
    fill(halaman, rafif)
    kali = cut(halaman, rafif, sampai=sampai)
    halaman.get_by_role("button", name="Simpan keputusan").click()
    expect(halaman.get_by_text("Belum terkirim")).to_be_visible()
    expect(halaman.get_by_label("Hasil pemeriksaan, obat yang diberikan")).to_have_value(KATA)
    expect(halaman.get_by_role("heading", name="Daftar kerja")).to_be_visible(timeout=20_000)
    assert len(kali) == 2
    assert [satu.hasil for satu in TindakLanjut.objects.all()] == [KATA]
    assert halaman.evaluate("Object.keys(localStorage).filter((nama) => nama.startsWith('ilp-aman:'))") == []


def test_a_page_that_is_opened_again_gets_its_words_and_its_choice_back(halaman: Page, rafif: Warga) -> None:
    fill(halaman, rafif)
    nomor = halaman.locator("input[name=id]").input_value()
    halaman.goto("/kerja/")
    halaman.goto(f"/kerja/{rafif.pk}/")
    expect(halaman.get_by_label("Hasil pemeriksaan, obat yang diberikan")).to_have_value(KATA)
    expect(halaman.get_by_label("Diperiksa, tidak perlu tindakan")).to_be_checked()
    expect(halaman.get_by_text("dikembalikan")).to_be_visible()
    assert halaman.locator("input[name=id]").input_value() == nomor


def test_words_about_an_older_card_come_back_without_its_number(
    halaman: Page, rafif: Warga, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    fill(halaman, rafif)
    nomor = halaman.locator("input[name=id]").input_value()
    kemarin = rafif.unit.hari_ini - timedelta(days=1)
    make_kunjungan(rafif, wilayah.melati, kemarin, pemeran.ani, ["tanda_bahaya"])
    halaman.reload()
    expect(halaman.get_by_label("Hasil pemeriksaan, obat yang diberikan")).to_have_value(KATA)
    assert halaman.locator("input[name=id]").input_value() != nomor


def test_somebody_else_in_this_browser_sees_no_words_and_leaving_erases_them(halaman: Page, rafif: Warga) -> None:
    fill(halaman, rafif)
    assert halaman.evaluate("Object.keys(localStorage).filter((nama) => nama.startsWith('ilp-aman:')).length") == 1
    halaman.evaluate("document.querySelector('form[action*=\"keluar\"]').requestSubmit()")
    halaman.wait_for_url("**/masuk/**")
    assert halaman.evaluate("Object.keys(localStorage).filter((nama) => nama.startsWith('ilp-aman:'))") == []


def test_it_works_without_scripts(live_server: LiveServer, peramban: Browser, pemeran: Pemeran, rafif: Warga) -> None:
    for page in open_page(live_server, peramban, pemeran.citra, 360, java_script_enabled=False):
        fill(page, rafif)
        page.get_by_role("button", name="Simpan keputusan").click()
        expect(page.get_by_role("heading", name="Daftar kerja")).to_be_visible()
    assert TindakLanjut.objects.get().hasil == KATA


@pytest.mark.parametrize("lebar", [360, 1440])
def test_every_page_is_accessible_and_fits_its_screen(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah, lebar: int
) -> None:
    orang, surat = crowd(wilayah, pemeran)
    for pengguna, alamat in (
        (pemeran.citra, ("/kerja/", f"/kerja/{orang.pk}/", f"/rujukan/{surat.pk}/", f"/warga/{orang.pk}/")),
        (pemeran.dewi, ("/kerja/", f"/kerja/?unit={wilayah.kelubi.kode}", f"/rujukan/{surat.pk}/")),
        (pemeran.ani, (f"/rujukan/{surat.pk}/", f"/warga/{orang.pk}/")),
    ):
        for page in open_page(live_server, peramban, pengguna, lebar):
            for satu in alamat:
                page.goto(satu)
                check(page, lebar)


def crowd(wilayah: Wilayah, pemeran: Pemeran) -> tuple[Warga, Rujukan]:
    """Long names, danger signs, a letter that came and one that did not; pressures over years, a pregnancy."""
    hari = wilayah.beltim.hari_ini
    ibu = make_warga(wilayah.melati, PANJANG, date(1996, 5, 1), "P", telepon="081234567890")
    make_kehamilan(ibu, hari - timedelta(weeks=20))
    for ke in range(12):
        isi = {"sistole": 130 + ke, "diastole": 80 + ke, "anc": True}
        make_kunjungan(ibu, wilayah.melati, hari - timedelta(days=30 * ke), pemeran.ani, [], pengukuran=isi)
    for nama, temuan in ((PANJANG, "tanda_bahaya"), ("Zahra", "bb_tidak_naik_2x")):
        anak = make_warga(wilayah.melati, nama)
        make_kunjungan(anak, wilayah.melati, hari, pemeran.ani, [temuan], pengukuran={"berat_kg": 8.4})
    make_kunjungan(ibu, wilayah.melati, hari, pemeran.ani, ["tanda_bahaya", "kek"])
    alasan = "Tensi 150/100 " * 9
    surat = [
        refer(oleh=pemeran.citra, id=uuid.uuid4(), warga=ibu, dari=wilayah.kelubi, alasan=alasan, **tujuan)
        for tujuan in ({"ke": wilayah.manggar}, {"ke_nama": "RSUD Kabupaten Belitung Timur"}, {"ke": wilayah.manggar})
    ]
    Rujukan.objects.filter(pk__in=[satu.pk for satu in surat[:2]]).update(tanggal=hari - timedelta(days=9))
    mark_arrived(oleh=pemeran.dewi, rujukan=surat[2])
    assert Kunjungan.objects.count() == 15
    return ibu, surat[0]
