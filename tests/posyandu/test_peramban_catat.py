"""Writing visits in a browser: a pile with the keyboard alone, and pages that everybody can use at both widths."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from posyandu.models import Kunjungan, Warga
from puskesmas.models import Pengguna
from tests.cast import Pemeran, Wilayah, browse, make_kunjungan, make_sesi, make_warga
from tests.posyandu.kader_peramban import settle

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

KARTU = 30
DEPAN = ("Aisyah", "Bima", "Citra", "Dimas", "Elok", "Farhan", "Gilang", "Hasna", "Intan", "Jihan")
BELAKANG = ("Maulana", "Putri", "Wulandari")
PANJANG = "Siti Nurhaliza Khairunnisa Ramadhani Putri Maharani Kusumaningrum Sastrowardoyo"


@pytest.fixture
def halaman(live_server: LiveServer, peramban: Browser, pemeran: Pemeran) -> Iterator[Page]:
    """A browser in which cadre Ani is logged in."""
    yield from open_page(live_server, peramban, pemeran.ani, 1440)


def open_page(
    live_server: LiveServer, peramban: Browser, pengguna: Pengguna, lebar: int, **lain: Any
) -> Iterator[Page]:
    client = browse(pengguna)
    kue = client.cookies[settings.SESSION_COOKIE_NAME].value
    konteks = peramban.new_context(viewport={"width": lebar, "height": 900}, base_url=live_server.url, **lain)
    konteks.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": kue, "url": live_server.url}])
    page = konteks.new_page()
    yield page
    konteks.close()
    settle()


class Jari:
    """Ten fingers that count."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ketukan = 0

    def type(self, teks: str) -> None:
        self.page.keyboard.type(teks)
        self.ketukan += len(teks)

    def enter(self, teks: str = "") -> None:
        self.type(teks)
        self.page.keyboard.press("Enter")
        self.ketukan += 1


def add_toddlers(wilayah: Wilayah) -> list[Warga]:
    lahir = timezone.localdate() - timedelta(days=500)
    nama = [f"{depan} {belakang}" for depan in DEPAN for belakang in BELAKANG]
    return [make_warga(wilayah.melati, satu, lahir) for satu in sorted(nama)]


def fill_card(jari: Jari, ke: int) -> None:
    """Weight, length, lying or standing, oedema, arm, head, temperature: the first heading of the card."""
    for nilai in (f"9,{ke % 10}", f"7{ke % 5},5", "t", "t", "14,2", "", ""):
        jari.enter(nilai)


def test_thirty_toddlers_are_typed_with_the_keyboard_alone(
    halaman: Page, wilayah: Wilayah, capsys: pytest.CaptureFixture[str]
) -> None:
    anak = add_toddlers(wilayah)
    make_sesi(wilayah.melati, timezone.localdate())
    halaman.goto("/kunjungan/tumpukan/?kartu=anak")
    jari = Jari(halaman)
    for ke, satu in enumerate(anak):
        expect(halaman.locator("#kata")).to_be_focused()
        jari.enter(satu.nama[:3] + " " + satu.nama.split()[1][:2] if ke % 3 == 0 else "")  # others are next on the list
        expect(halaman.locator("#isi-berat_kg")).to_be_focused()
        fill_card(jari, ke)
    expect(halaman.locator(".terketik li")).to_have_count(KARTU, timeout=30_000)
    with capsys.disabled():
        print(f"\n{KARTU} kartu balita: {jari.ketukan} ketukan, {jari.ketukan / KARTU:.1f} per kartu")
    tersimpan = {row.warga_id: row.pengukuran for row in Kunjungan.objects.all()}
    assert len(tersimpan) == KARTU
    assert tersimpan[anak[7].pk] == {
        "berat_kg": 9.7,
        "panjang_cm": 72.5,
        "cara_ukur": "telentang",
        "edema": False,
        "lila_cm": 14.2,
    }


def test_nobody_waits_for_the_server_to_go_on_typing(halaman: Page, wilayah: Wilayah) -> None:
    anak = add_toddlers(wilayah)[:5]
    halaman.goto("/kunjungan/tumpukan/?kartu=anak")
    expect(halaman.locator("#kata")).to_be_focused()
    jari = Jari(halaman)
    for ke, _ in enumerate(anak):
        jari.enter()
        fill_card(jari, ke)
    expect(halaman.locator(".terketik li")).to_have_count(len(anak), timeout=60_000)
    berat = [Kunjungan.objects.get(warga=satu).pengukuran["berat_kg"] for satu in anak]
    assert berat == [9, 9.1, 9.2, 9.3, 9.4]


def test_a_doubtful_value_is_ticked_and_saved_from_the_keyboard(halaman: Page, wilayah: Wilayah) -> None:
    add_toddlers(wilayah)
    halaman.goto("/kunjungan/tumpukan/?kartu=anak")
    jari = Jari(halaman)
    jari.enter("Bima Ma")
    expect(halaman.locator("#isi-berat_kg")).to_be_focused()
    jari.type("4,1")
    halaman.keyboard.press("Control+Enter")
    expect(halaman.locator("input[name=diperiksa]")).to_be_focused()
    halaman.keyboard.press("Space")
    halaman.keyboard.press("Control+Enter")
    expect(halaman.locator(".terketik li")).to_have_count(1)


def test_findings_appear_while_values_are_typed_and_nothing_is_stored(
    halaman: Page, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    anak = add_toddlers(wilayah)[0]
    lalu = timezone.localdate().replace(day=1) - timedelta(days=1)  # last month, whatever the day
    make_kunjungan(anak, wilayah.melati, lalu, pemeran.ani, [], pengukuran={"berat_kg": 9.2})
    halaman.goto(f"/kunjungan/baru/{anak.pk}/")
    halaman.locator("#isi-berat_kg").fill("9,2")
    expect(halaman.locator("#nilai")).to_contain_text("Berat tidak naik")
    assert Kunjungan.objects.count() == 1


def test_a_pile_is_typed_without_scripts_too(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    add_toddlers(wilayah)
    for page in open_page(live_server, peramban, pemeran.ani, 360, java_script_enabled=False):
        page.goto("/kunjungan/tumpukan/?kartu=anak")
        page.fill("#kata", "gil ma")
        page.press("#kata", "Enter")
        page.fill("#isi-berat_kg", "9,5")
        page.press("#isi-berat_kg", "Enter")
        expect(page.locator(".terketik li")).to_contain_text("Gilang Maulana")
    assert Kunjungan.objects.get().pengukuran == {"berat_kg": 9.5}


def test_an_answer_can_be_taken_back(halaman: Page, wilayah: Wilayah) -> None:
    halaman.goto(f"/kunjungan/baru/{add_toddlers(wilayah)[0].pk}/")
    kotak = halaman.get_by_role("group", name="Bengkak di kedua punggung kaki")
    kotak.get_by_label("Ya").check()
    kotak.get_by_label("kosongkan").check()
    expect(kotak.get_by_label("kosongkan")).to_be_hidden()


@pytest.mark.parametrize("lebar", [360, 1440])
def test_every_page_is_accessible_and_fits_its_screen(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah, lebar: int
) -> None:
    anak = make_warga(wilayah.melati, PANJANG, timezone.localdate() - timedelta(days=500))
    make_sesi(wilayah.melati, timezone.localdate())
    kunjungan = make_kunjungan(
        anak, wilayah.melati, timezone.localdate(), pemeran.ani, ["tanda_bahaya"], pengukuran={"tanda_bahaya": True}
    )
    for page in open_page(live_server, peramban, pemeran.ani, lebar):
        for alamat in (
            "/kunjungan/baru/",
            f"/kunjungan/baru/{anak.pk}/",
            f"/kunjungan/{kunjungan.pk}/",
            f"/kunjungan/{kunjungan.pk}/perbaiki/",
            "/kunjungan/orang/",
            "/kunjungan/tumpukan/",
            "/kunjungan/daftar/",
            "/formulir/anak/cetak/",
        ):
            page.goto(alamat)
            check(page, lebar)
        page.goto(f"/kunjungan/baru/{anak.pk}/")
        page.fill("#isi-berat_kg", "95")
        page.click("[data-simpan]")
        expect(page.locator(".belum")).to_be_visible()
        check(page, lebar)


def check(page: Page, lebar: int) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= lebar, page.url


@pytest.mark.parametrize("media", ["screen", "print"])
def test_on_the_session_list_every_box_lies_below_its_heading(
    halaman: Page, wilayah: Wilayah, media: Literal["screen", "print"]
) -> None:
    make_warga(wilayah.melati, PANJANG, timezone.localdate() - timedelta(days=400))
    halaman.goto("/kunjungan/daftar/")
    halaman.emulate_media(media=media)
    judul, baris = (
        halaman.locator(f"table.daftar-hadir {satu}").evaluate_all(
            "isi => isi.map(s => { const r = s.getBoundingClientRect(); return [r.x, r.width].map(Math.round) })"
        )
        for satu in ("thead th", "tbody tr:first-child > *")
    )
    assert len(judul) == 10
    assert baris == judul
