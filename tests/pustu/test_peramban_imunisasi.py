"""An immunisation session in a browser: with the keyboard alone, without scripts, and on both widths."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from posyandu.models import Kunjungan, Warga
from tests.cast import Pemeran, Wilayah, make_sesi, make_warga
from tests.posyandu.test_peramban_catat import PANJANG, add_toddlers, check, open_page

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

ANAK, PALING = 30, 120


class Jari:
    """Ten fingers that count; a key held for another counts too."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ketukan = 0

    def press(self, *tombol: str) -> None:
        for satu in tombol:
            self.page.keyboard.press(satu)
            self.ketukan += satu.count("+") + 1

    def vial(self, lot: str, kedaluwarsa: str) -> None:
        """Lot, Enter, expiry."""
        for teks in (lot, kedaluwarsa):
            self.page.keyboard.type(teks)
            self.ketukan += len(teks)
            if teks is lot:
                self.press("Enter")


def hb_to(jari: Jari, kode: str) -> None:
    """Down the column of lots to one vaccine."""
    while jari.page.evaluate("document.activeElement.name") != f"lot-{kode}":
        jari.press("ArrowDown")


def test_thirty_children_and_three_vaccines_take_at_most_120_keys(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah, capsys: pytest.CaptureFixture[str]
) -> None:
    anak = add_toddlers(wilayah)
    make_sesi(wilayah.melati, timezone.localdate())
    for page in open_page(live_server, peramban, pemeran.citra, 1440):
        page.goto("/imunisasi/")
        expect(page.locator("#lot-hb")).to_be_focused()
        jari = Jari(page)
        for kode in ("opv", "dpt", "pcv"):
            hb_to(jari, kode)
            jari.vial(f"{kode}12", "0640")
            if kode != "pcv":
                jari.press("Enter")
        jari.press("Control+Enter")
        expect(page.locator("[name=hadir]").first).to_be_focused()
        expect(page.locator("[name=hadir]")).to_have_count(ANAK)
        jari.press(*["Space"] * ANAK, "Control+Enter")
        expect(page.locator(".terketik li")).to_have_count(ANAK, timeout=60_000)
    with capsys.disabled():
        print(f"\n{ANAK} anak, 3 vaksin: {jari.ketukan} ketukan")
    assert jari.ketukan <= PALING
    assert_written(anak)


def assert_written(anak: list[Warga]) -> None:
    tersimpan = {row.warga_id: row.pengukuran for row in Kunjungan.objects.all()}
    hari = timezone.localdate().isoformat()
    assert len(tersimpan) == len(anak)
    for isi in tersimpan.values():
        assert {k: isi[k] for k in ("imun_opv1", "imun_dpt1", "imun_pcv1")} == dict.fromkeys(
            ("imun_opv1", "imun_dpt1", "imun_pcv1"), hari
        )
        assert (isi["lot_opv"], isi["lot_dpt"], isi["ed_pcv"]) == ("opv12", "dpt12", "2040-06-30")


def test_a_session_is_written_down_without_scripts_too(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    add_toddlers(wilayah)
    for page in open_page(live_server, peramban, pemeran.citra, 360, java_script_enabled=False):
        page.goto(f"/imunisasi/?unit={wilayah.melati.kode}")
        page.fill("#lot-dpt", "D1")
        page.fill("[name=ed-dpt]", "06/40")
        page.press("[name=ed-dpt]", "Enter")
        page.locator("[name=hadir]").nth(2).check()
        page.locator("button[value=simpan]", has_text="Simpan").click()
        expect(page.locator(".terketik li")).to_have_count(1)
        expect(page.locator("#lot-dpt")).to_have_value("D1")
    assert Kunjungan.objects.get().pengukuran["lot_dpt"] == "D1"


@pytest.mark.parametrize("lebar", [360, 1440])
def test_the_page_is_accessible_and_fits_its_screen(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah, lebar: int
) -> None:
    anak = make_warga(wilayah.melati, PANJANG, timezone.localdate() - timedelta(days=75))
    for page in open_page(live_server, peramban, pemeran.citra, lebar):
        page.goto(f"/imunisasi/?unit={wilayah.kenanga.kode}")
        check(page, lebar)
        page.goto(f"/imunisasi/?unit={wilayah.melati.kode}")
        page.fill("#lot-dpt", "D1")
        page.fill("[name=ed-dpt]", "06/20")
        page.click("button[value=daftar]")
        expect(page.locator(".salah")).to_contain_text("kedaluwarsa")
        check(page, lebar)
        page.fill("[name=ed-dpt]", "06/40")
        page.click("button[value=daftar]")
        expect(page.locator(f"#anak-{anak.pk}")).to_be_visible()
        check(page, lebar)
        page.fill("#kata", "siti")
        page.click("button[value=cari]")
        expect(page.locator(".pilihan-orang")).to_be_visible()
        check(page, lebar)
