"""A class at school in a browser: typed with the keyboard alone, and a pupil found by name with and without scripts."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from posyandu.models import Kunjungan, Warga
from tests.cast import Pemeran, Wilayah, make_warga
from tests.posyandu.test_peramban_catat import BELAKANG, DEPAN, Jari, open_page

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

TERATAS = """tombol => { const r = tombol.getBoundingClientRect();
    return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) === tombol }"""
MURID, PALING = 20, 480
"""Pupils, and keys at most: for each 11 of numbers, 4 that choose Normal, and Enter after each of nine fields."""


def born(umur: int) -> date:
    hari = timezone.localdate()
    return hari.replace(year=hari.year - umur, day=1)


def add_class(wilayah: Wilayah) -> list[Warga]:
    nama = sorted(f"{depan} {belakang}" for depan in DEPAN for belakang in BELAKANG)[:MURID]
    return [make_warga(wilayah.melati, satu, born(7)) for satu in nama]


def fill_row(jari: Jari, ke: int) -> None:
    """Weight, height, pressure, eyes, ears; one key chooses Normal, no key leaves the Hb empty."""
    for nilai in (f"2{ke % 5},{ke % 10}", f"12{ke % 10}", f"9{ke % 10}", f"6{ke % 10}", "n", "n", "n", "n"):
        jari.enter(nilai)


def test_a_class_of_twenty_is_typed_with_the_keyboard_alone(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah, capsys: pytest.CaptureFixture[str]
) -> None:
    murid = add_class(wilayah)
    for page in open_page(live_server, peramban, pemeran.citra, 1440):
        page.goto(f"/lembar/sekolah/?unit={wilayah.melati.kode}&umur=7")
        expect(page.locator(f"[name='{murid[0].pk}.berat_kg']")).to_be_focused()
        jari = Jari(page)
        for ke in range(MURID):
            fill_row(jari, ke)
            jari.enter()
        expect(page.get_by_text("sudah dicatat")).to_have_count(MURID, timeout=60_000)
    with capsys.disabled():
        print(f"\n{MURID} murid sekelas: {jari.ketukan} ketukan, {jari.ketukan / MURID:.1f} per murid")
    assert jari.ketukan <= PALING
    tersimpan = {row.warga_id: row.pengukuran for row in Kunjungan.objects.all()}
    assert len(tersimpan) == MURID
    mata_telinga = dict.fromkeys(("mata_kanan", "mata_kiri", "telinga_kanan", "telinga_kiri"), "normal")
    assert tersimpan[murid[7].pk] == {
        "berat_kg": 22.7,
        "panjang_cm": 127,
        "sistole": 97,
        "diastole": 67,
        **mata_telinga,
    }


@pytest.mark.parametrize("lebar", [768, 1366])
def test_the_save_button_lies_above_the_names_of_a_long_class(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah, lebar: int
) -> None:
    add_class(wilayah)
    for page in open_page(live_server, peramban, pemeran.citra, lebar):
        page.goto(f"/lembar/sekolah/?unit={wilayah.melati.kode}&umur=7")
        page.evaluate("scrollTo(0, 0)")
        simpan = page.get_by_role("button", name="Simpan")
        assert simpan.evaluate(TERATAS), lebar


def test_a_pupil_from_elsewhere_is_put_on_the_sheet_from_the_keyboard(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    murid = add_class(wilayah)
    lain = make_warga(wilayah.kenanga, "Zahra Aini", born(9))
    for page in open_page(live_server, peramban, pemeran.citra, 1440):
        page.goto(f"/lembar/sekolah/?unit={wilayah.melati.kode}&umur=7")
        jari = Jari(page)
        jari.enter("22,5")
        page.locator("#kata").focus()
        jari.enter("zahra")
        expect(page.locator(f"button[value='{lain.pk}']")).to_be_focused()
        jari.enter()
        expect(page.locator(f"[name='{lain.pk}.berat_kg']")).to_be_focused()
        jari.type("28")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("sudah dicatat")).to_have_count(2)
    assert {row.warga: row.pengukuran["berat_kg"] for row in Kunjungan.objects.all()} == {murid[0]: 22.5, lain: 28}


def test_a_pupil_is_found_and_written_down_without_scripts(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    lain = make_warga(wilayah.kenanga, "Zahra Aini", born(9))
    for page in open_page(live_server, peramban, pemeran.citra, 360, java_script_enabled=False):
        page.goto(f"/lembar/sekolah/?unit={wilayah.melati.kode}&umur=7")
        look_for(page, "zahra")
        page.locator(f"button[value='{lain.pk}']").click()
        page.fill(f"[name='{lain.pk}.berat_kg']", "28")
        page.press(f"[name='{lain.pk}.berat_kg']", "Enter")
        expect(page.get_by_text("sudah dicatat")).to_have_count(1)
    assert Kunjungan.objects.get().warga == lain


def look_for(page: Page, nama: str) -> None:
    """Enter in a browser without scripts presses the form's first button."""
    page.fill("#kata", nama)
    page.press("#kata", "Enter")
    expect(page.locator(".pilihan-orang")).to_be_visible()
