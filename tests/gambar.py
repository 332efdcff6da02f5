"""Takes the pictures of the midwife's guide again: `.venv/bin/python -m tests.gambar [address] [name …]`.

Wants a running `./run` with the demo that nobody has written in, and the packages that `./run test` installs.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.conftest import CHROMIUM

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "gambar"
ALAMAT: Final = "http://127.0.0.1:8000"
SANDI: Final = "ilp-demo-2026"
PUSTU: Final = "19.06.01.2004-PST"
NOMOR: Final = re.compile(r"[0-9a-f-]{36}")
TERBESAR: Final = 150_000
"""Bytes: a guide is read on a poor line too."""


class Gambar(NamedTuple):
    """One picture: how to get there as `kapustu`, and how much of it is seen."""

    langkah: Callable[[Page], None]
    lebar: int
    tinggi: int


def at(alamat: str) -> Callable[[Page], None]:
    def walk(page: Page) -> None:
        page.goto(alamat)

    return walk


def follow(page: Page, tautan: Locator) -> None:
    page.goto(tautan.first.get_attribute("href") or "")


def open_decision(page: Page) -> None:
    page.goto("/kerja/")
    follow(page, page.get_by_role("link", name="Periksa dan putuskan"))
    page.get_by_label("Diperiksa dan diobati").check()
    page.get_by_label("Hasil pemeriksaan").fill("Diukur ulang 132/84. Kurangi garam, kontrol bulan depan.")


def open_letter(page: Page) -> None:
    page.goto("/kerja/")
    follow(page, page.get_by_role("link", name="Hubungi keluarga"))


def open_child(page: Page) -> None:
    page.goto("/kunjungan/baru/")
    page.fill("#kata", "Rafif Maulana")
    page.press("#kata", "Enter")
    page.goto(f"/warga/{NOMOR.findall(page.locator('.pilihan-orang a').first.get_attribute('href') or '')[0]}/")


def open_mother(page: Page) -> None:
    page.goto("/jatuh-tempo/?kelompok=hamil")
    follow(page, page.locator("tbody tr", has_text="K5").locator("th a"))


def open_service(page: Page) -> None:
    open_mother(page)
    page.goto(f"/kunjungan/baru/{NOMOR.findall(page.url)[0]}/?unit={PUSTU}&kanal=pustu")
    page.get_by_role("heading", name="Periksa hamil (ANC)").click()
    page.evaluate("document.querySelector('details[open] h2').scrollIntoView()")


def open_birth(page: Page) -> None:
    open_mother(page)
    follow(page, page.get_by_role("link", name="Catat persalinan"))


def open_session(page: Page) -> None:
    page.goto("/imunisasi/")
    for kode in ("dpt", "mr"):
        page.fill(f"#lot-{kode}", f"{kode.upper()}2609A")
        page.fill(f"[name=ed-{kode}]", "0328")
    page.get_by_role("button", name="Tampilkan anak").click()
    page.locator("[name=hadir]").first.check()
    page.locator("[name=hadir]").nth(1).check()
    page.evaluate("document.querySelector('main h2').scrollIntoView()")


GAMBAR: Final = {
    "pustu-kerja": Gambar(at("/kerja/"), 360, 1360),
    "pustu-putuskan": Gambar(open_decision, 360, 940),
    "pustu-rujukan": Gambar(open_letter, 360, 800),
    "pustu-warga": Gambar(open_child, 1120, 940),
    "pustu-layanan": Gambar(open_service, 360, 1100),
    "pustu-persalinan": Gambar(open_birth, 360, 1400),
    "pustu-imunisasi": Gambar(open_session, 1200, 1130),
    "pustu-lembar": Gambar(at("/lembar/jentik/"), 360, 900),
    "pustu-tempo": Gambar(at("/jatuh-tempo/"), 1200, 800),
    "pustu-register": Gambar(at("/register/"), 1200, 800),
    "alur": Gambar(at("/alur/"), 1200, 760),
}


def take(browser: Browser, alamat: str, nama: str) -> int:
    """Bytes of the picture."""
    satu = GAMBAR[nama]
    ponsel = satu.lebar < 600
    konteks = browser.new_context(
        base_url=alamat,
        locale="id-ID",
        viewport={"width": satu.lebar, "height": satu.tinggi},
        is_mobile=ponsel,
        has_touch=ponsel,
    )
    page = konteks.new_page()
    page.goto("/masuk/")
    page.fill("input[name=username]", "kapustu")
    page.fill("input[name=password]", SANDI)
    page.click("button[type=submit]")
    satu.langkah(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    isi = page.screenshot(path=FOLDER / f"{nama}.png")
    konteks.close()
    return len(isi)


def main(argv: list[str]) -> int:
    alamat = argv.pop(0) if argv and "://" in argv[0] else ALAMAT
    with sync_playwright() as playwright:
        chromium = next(filter(None, map(shutil.which, CHROMIUM)))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        besar = {nama: take(browser, alamat, nama) for nama in argv or GAMBAR}
        browser.close()
    for nama, isi in besar.items():
        print(f"{nama}.png {isi // 1000} kB{' TERLALU BESAR' if isi > TERBESAR else ''}")
    return int(any(isi > TERBESAR for isi in besar.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
