"""Every page of the Pustu's work in a browser: empty, full, with the longest names, by keyboard, without scripts."""

from __future__ import annotations

import gzip
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from posyandu.models import Keluarga, Kunjungan, Warga
from pustu.jatuh_tempo import refresh_tempo
from pustu.persalinan import Bayi, Persalinan, record_persalinan
from pustu.rujukan import refer
from tests.cast import Pemeran, Wilayah, make_kehamilan, make_kunjungan, make_penyakit, make_sesi, make_warga
from tests.posyandu.test_peramban_catat import check, open_page

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

PANJANG = "Nurhalizakhairunnisaramadhaniputrimaharanikusumaningrum" * 2 + "Sastrowardoyo" * 3
"""As long as a name may be, and no space in it."""
SEDANG = (768, 1024, 1366)
TERBERAT = 60_000
"""Bytes of a page on a poor line, before what the browser keeps."""
HALAMAN = (
    "/kerja/",
    "/imunisasi/",
    "/lembar/sekolah/?unit={unit}&umur=7",
    "/lembar/jentik/?unit={unit}",
    "/jatuh-tempo/",
    "/jatuh-tempo/?kelompok=imunisasi",
    "/register/",
    "/register/?lihat=usul",
    "/register/?lihat=keluar",
    "/alur/",
    "/kunjungan/baru/",
)
TANPA_KOSONG = ("/kunjungan/baru/",)
ORANG = (
    "/warga/{bayi}/",
    "/warga/{anak}/",
    "/warga/{ibu}/",
    "/warga/{lansia}/",
    "/kerja/{ibu}/",
    "/persalinan/{ibu}/",
    "/persalinan/{bersalin}/",
    "/warga/{ibu}/ubah/",
    "/warga/{anak}/ubah/",
    "/warga/{lansia}/ubah/",
    "/register/masuk/{ibu}/",
    "/register/keluar/{terdaftar}/",
    "/rujukan/{rujukan}/",
    "/kunjungan/baru/{bayi}/?unit={pustu}&kanal=pustu",
    "/kunjungan/baru/{ibu}/?unit={pustu}&kanal=pustu",
    "/kunjungan/baru/{lansia}/?unit={pustu}&kanal=pustu",
)
TERJANGKAU = """() => [...document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary)')]
    .filter((satu) => satu.checkVisibility({visibilityProperty: true}) && satu.type !== 'hidden')
    .filter((satu) => !satu.disabled && !satu.ariaHidden)
    .filter((satu) => satu.type !== 'radio' || satu === [...satu.form.elements[satu.name]].find((n) => n.checked)
        || ![...satu.form.elements[satu.name]].some((n) => n.checked) && satu === satu.form.elements[satu.name][0])
    .map((satu, ke) => (satu.dataset.ke = ke))"""


@dataclass(frozen=True, slots=True)
class Isi:
    """What addresses name."""

    unit: str
    pustu: str
    bayi: uuid.UUID
    anak: uuid.UUID
    ibu: uuid.UUID
    lansia: uuid.UUID
    terdaftar: int | uuid.UUID
    rujukan: uuid.UUID
    bersalin: uuid.UUID
    """A mother whose birth is written down already."""

    def at(self, alamat: str) -> str:
        return alamat.format(**{nama: quote(str(getattr(self, nama))) for nama in self.__slots__})


def fill(wilayah: Wilayah, pemeran: Pemeran) -> Isi:
    """A household of long names: a mother with danger signs and a letter, her baby, a pupil, a grandfather."""
    hari = wilayah.beltim.hari_ini
    rumah = Keluarga.objects.create(unit=wilayah.melati, alamat=PANJANG[:150])
    lain: dict[str, Any] = {"keluarga": rumah, "telepon": "081234567890"}
    ibu = make_warga(wilayah.melati, PANJANG, date(1996, 5, 1), "P", **lain)
    bayi = make_warga(wilayah.melati, PANJANG, hari - timedelta(days=75), ibu=ibu, **lain)
    anak = make_warga(wilayah.melati, PANJANG, hari.replace(year=hari.year - 7, day=1), ibu=ibu, **lain)
    lansia = make_warga(wilayah.melati, PANJANG, date(1950, 5, 1), **lain)
    make_kehamilan(ibu, hari - timedelta(weeks=30))
    make_sesi(wilayah.melati, hari)
    for ke, orang in enumerate((bayi, anak, ibu, lansia, bayi, lansia)):
        isi = {"berat_kg": 5 + ke, "sistole": 140 + ke, "diastole": 90 + ke}
        lalu = hari - timedelta(days=30 * (ke // 4) + 1)
        make_kunjungan(orang, wilayah.melati, lalu, pemeran.ani, ["tanda_bahaya"], pengukuran=isi)
    terdaftar = make_penyakit(lansia, "hipertensi", hari - timedelta(days=400))
    surat = refer(
        oleh=pemeran.citra, id=uuid.uuid4(), warga=ibu, dari=wilayah.kelubi, ke=wilayah.manggar, alasan="Tensi " * 40
    )
    bersalin = give_birth(wilayah, pemeran, rumah)
    refresh_tempo(kabupaten=wilayah.beltim)
    tempat = (wilayah.melati.kode, wilayah.kelubi.kode)
    return Isi(*tempat, *(satu.pk for satu in (bayi, anak, ibu, lansia, terdaftar, surat, bersalin)))


def give_birth(wilayah: Wilayah, pemeran: Pemeran, rumah: Keluarga) -> Warga:
    """Twins, yesterday."""
    lahir = wilayah.beltim.hari_ini - timedelta(days=1)
    ibu = make_warga(wilayah.melati, PANJANG, date(1998, 5, 1), "P", keluarga=rumah)
    make_kehamilan(ibu, lahir - timedelta(weeks=39))
    bayi = (Bayi(hidup=True, jenis_kelamin="P"), Bayi(hidup=True, jenis_kelamin="L"))
    isi = Persalinan(lahir, "03:20", "puskesmas", "bidan", "normal", bayi)
    record_persalinan(petugas=pemeran.citra, id=uuid.uuid4(), ibu=ibu, unit=wilayah.kelubi, isi=isi)
    return ibu


def open_all(page: Page) -> None:
    """What is folded away is a page too."""
    page.evaluate("document.querySelectorAll('main details').forEach((satu) => (satu.open = true))")


@pytest.mark.parametrize("lebar", [360, 1440])
def test_every_page_is_accessible_and_fits_its_screen_with_the_longest_names(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah, lebar: int
) -> None:
    isi = fill(wilayah, pemeran)
    for page in open_page(live_server, peramban, pemeran.citra, lebar):
        for alamat in (*HALAMAN, *ORANG):
            jawab = page.goto(isi.at(alamat))
            assert jawab is not None
            assert jawab.status == 200, alamat
            assert len(gzip.compress(jawab.body())) < TERBERAT, alamat
            check(page, lebar)
            open_all(page)
            check(page, lebar)


def test_every_page_fits_a_tablet_and_a_small_laptop_with_the_longest_names(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    isi = fill(wilayah, pemeran)
    for page in open_page(live_server, peramban, pemeran.citra, SEDANG[0]):
        for alamat in (*HALAMAN, *ORANG):
            page.goto(isi.at(alamat))
            open_all(page)
            for lebar in SEDANG:
                page.set_viewport_size({"width": lebar, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= lebar, (alamat, lebar)


@pytest.mark.parametrize("lebar", [360, 1440])
def test_every_page_that_has_nothing_to_show_says_so(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah, lebar: int
) -> None:
    for page in open_page(live_server, peramban, pemeran.citra, lebar):
        for alamat in HALAMAN:
            page.goto(alamat.format(unit=wilayah.melati.kode))
            check(page, lebar)
            if alamat not in TANPA_KOSONG:
                expect(page.locator("main .kosong").first).to_be_visible()


def test_every_control_is_reached_with_the_tab_key(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    isi = fill(wilayah, pemeran)
    for page in open_page(live_server, peramban, pemeran.citra, 1440):
        for alamat in (*HALAMAN, *ORANG):
            page.goto(isi.at(alamat))
            assert unreached(page) == [], alamat


def unreached(page: Page) -> list[str]:
    """What the tab key passes by, walking from the top of the page to its end."""
    ada = page.evaluate(TERJANGKAU)
    page.evaluate("document.activeElement.blur()")
    page.locator("#isi").focus()
    sampai = set()
    for _ in range(len(ada) + 5):
        page.keyboard.press("Tab")
        sampai.add(page.evaluate("Number(document.activeElement.dataset.ke ?? -1)"))
    return [page.locator(f"[data-ke='{ke}']").evaluate("satu => satu.outerHTML") for ke in ada if ke not in sampai]


def test_every_page_stands_without_scripts(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    isi = fill(wilayah, pemeran)
    for page in open_page(live_server, peramban, pemeran.citra, 360, java_script_enabled=False):
        for alamat in (*HALAMAN, *ORANG):
            page.goto(isi.at(alamat))
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            for tulis in page.locator("main form[method=post]").all():
                assert tulis.locator("button:not([type=button])").count() > 0, alamat


@pytest.mark.parametrize("lebar", [360, 1440])
def test_a_correction_that_finds_somebody_nobody_or_a_fault_is_as_readable(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah, lebar: int
) -> None:
    isi = fill(wilayah, pemeran)
    for page in open_page(live_server, peramban, pemeran.citra, lebar):
        page.goto(isi.at("/warga/{anak}/ubah/"))
        for kata, terlihat in ((PANJANG[:20], "fieldset [name=bersama]"), ("tidakada", "main .kosong")):
            page.fill("#kata", kata)
            page.press("#kata", "Enter")
            expect(page.locator(terlihat).first).to_be_visible()
            check(page, lebar)
        page.fill("#nama", "")
        page.click("button[value=data]")
        expect(page.locator("#nama")).to_have_attribute("aria-invalid", "true")
        check(page, lebar)
        page.goto(isi.at("/persalinan/{bersalin}/"))
        page.fill("#jam", "25:99")
        page.click("button[value=tanggal]")
        expect(page.locator("#jam")).to_have_attribute("aria-invalid", "true")
        check(page, lebar)
        page.click("button[value=batal]")
        expect(page.locator("#alasan")).to_have_attribute("aria-invalid", "true")
        check(page, lebar)


def test_a_birth_is_set_to_another_hour_with_the_keyboard_alone(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    isi = fill(wilayah, pemeran)
    for page in open_page(live_server, peramban, pemeran.citra, 1440):
        page.goto(isi.at("/persalinan/{bersalin}/"))
        page.focus("#jam")
        page.keyboard.press("Control+a")
        page.keyboard.type("04:10")
        page.keyboard.press("Enter")
        page.wait_for_url("**/persalinan/**")
        expect(page.locator("main")).to_be_visible()
    assert Kunjungan.objects.in_force().get(warga=isi.bersalin).pengukuran["persalinan_jam"] == "04:10"
