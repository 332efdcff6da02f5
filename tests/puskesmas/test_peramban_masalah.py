"""A problem in a browser: reported, left in silence, climbed by the clock, solved, and accepted by who reported it."""

from __future__ import annotations

import pytest
import time_machine
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from puskesmas.models import Masalah
from puskesmas.tasks import tick_masalah
from tests.cast import Pemeran, Wilayah
from tests.posyandu.test_peramban_catat import open_page

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_a_silent_problem_climbs_until_it_is_solved_and_accepted(
    live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    with time_machine.travel("2026-11-16T09:00+07:00"):
        report(live_server, peramban, pemeran, wilayah)
    with time_machine.travel("2026-11-23T09:00+07:00"):
        assert tick_masalah() == 1
        assert tick_masalah() == 0
        solve(live_server, peramban, pemeran)
    assert Masalah.objects.get().keadaan == "selesai"


def report(live_server: LiveServer, peramban: Browser, pemeran: Pemeran, wilayah: Wilayah) -> None:
    for page in open_page(live_server, peramban, pemeran.ani, 360):
        page.goto("/masalah/baru/")
        page.get_by_label("Apa masalahnya").fill("Timbangan rusak")
        page.get_by_label("Jenis").select_option("alat")
        page.get_by_label("Di mana").select_option(wilayah.melati.kode)
        page.get_by_role("button", name="Laporkan").click()
        expect(page.get_by_role("heading", name="Timbangan rusak")).to_be_visible()


def solve(live_server: LiveServer, peramban: Browser, pemeran: Pemeran) -> None:
    masalah = Masalah.objects.get()
    for page in open_page(live_server, peramban, pemeran.dewi, 1440):
        page.goto(f"/masalah/{masalah.pk}/")
        expect(page.get_by_text("Naik ke Puskesmas Manggar").first).to_be_visible()
        page.get_by_label("Penanggung jawab").first.select_option(str(pemeran.dewi.pk))
        page.get_by_label("Tenggat").first.fill("2026-11-25")
        page.get_by_role("button", name="Tangani", exact=True).click()
        page.get_by_label("Hasilnya").fill("Timbangan cadangan diantar")
        page.get_by_role("button", name="Usulkan selesai", exact=True).click()
        expect(page.get_by_text("Timbangan cadangan diantar").first).to_be_visible()
    for page in open_page(live_server, peramban, pemeran.ani, 360):
        page.goto(f"/masalah/{masalah.pk}/")
        page.get_by_role("button", name="Terima, sudah selesai").click()
        expect(page.get_by_text("Diterima selesai").first).to_be_visible()
