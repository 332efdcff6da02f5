"""A cadre's phone in a browser: enrolled, unlocked, and used with counted fingers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from posyandu.perubahan import note_everybody
from puskesmas.hp import make_kode_hp
from puskesmas.models import Pengguna, Unit
from tests.posyandu.kader_peramban import settle, wait, waiting

PIN = "739164"
WAKTU = 20_000


@dataclass
class HP:
    page: Page
    konteks: BrowserContext
    ketukan: int = 0

    def tap(self, teks: str | re.Pattern[str], peran: str = "button", *, persis: bool = True) -> None:
        """Taps what is called so, as a finger would."""
        self.page.get_by_role(peran, name=teks, exact=persis).first.click()  # type: ignore[arg-type]  # a role by name
        self.ketukan += 1

    def type(self, angka: str) -> None:
        """On the number pad, key by key."""
        for huruf in angka:
            self.tap("koma" if huruf == "," else huruf)

    def search(self, kata: str) -> None:
        self.page.get_by_role("searchbox").fill(kata)

    def open(self, nama: str) -> None:
        self.search(nama)
        self.page.get_by_role("link", name=re.compile(f"^{nama}")).first.click()
        expect(self.page.get_by_role("heading", name=nama, exact=True)).to_be_visible()
        self.ketukan = 1  # the tap on the name

    def save(self) -> None:
        """Saves the visit, and waits until it is on the phone."""
        self.tap("Simpan")
        expect(self.page.locator("#lembar")).to_have_count(0)

    def wait_sent(self) -> None:
        """Until the outbox is empty, and says so.

        The words alone would pass too early: they are made anew a moment after a save, on a slow machine a long one.
        """
        wait(lambda: waiting(self.page) == 0)
        expect(self.page.locator(".status")).to_contain_text(re.compile(r"^\s*0\s+di HP"), timeout=WAKTU)


def open_hp(live_server: LiveServer, peramban: Browser, oleh: Pengguna, untuk: Pengguna, unit: Unit) -> HP:
    """Enrols a new phone with a code of `oleh`, sets its PIN, and waits for the people."""
    note_everybody([unit])
    konteks = peramban.new_context(
        viewport={"width": 360, "height": 740}, base_url=live_server.url, has_touch=True, locale="id-ID"
    )
    page = konteks.new_page()
    page.goto(f"/kader/#kode={make_kode_hp(oleh=oleh, untuk=untuk)[1]}")
    page.get_by_role("button", name="Daftarkan").click(timeout=WAKTU)
    page.get_by_label("PIN baru").fill(PIN, timeout=WAKTU)
    page.get_by_label("Ulangi PIN").fill(PIN)
    page.get_by_role("button", name="Simpan PIN").click()
    expect(page.get_by_role("searchbox")).to_be_visible(timeout=WAKTU)
    if (tahu := page.get_by_role("button", name="Mengerti")).is_visible():  # said where the browser may drop the store
        tahu.click()
    return HP(page, konteks)


def close_hp(hp: HP) -> None:
    """Switches the phone off."""
    hp.konteks.close()
    settle()
