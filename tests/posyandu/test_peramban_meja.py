"""The desk and the list of danger signs in a browser: usable by everybody, on a phone and on a laptop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from capaian.bench.kacau.hp import seal
from posyandu.kiriman import parse_kiriman
from posyandu.kunjungan import record_kunjungan
from posyandu.models import DugaanGanda, Kunjungan, Warga
from puskesmas.hp import revoke_hp
from puskesmas.models import Pengguna
from puskesmas.segel import public_key
from tests.cast import Pemeran, Wilayah, make_kiriman, make_warga
from tests.hp import enrol_hp
from tests.posyandu.test_peramban_catat import PANJANG, check, open_page

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]
LEBAR = pytest.mark.parametrize("lebar", [320, 360, 1440])


def record(oleh: Pengguna, anak: Warga, asal: object = None, **ukuran: object) -> Kunjungan:
    isi = make_kiriman(anak, anak.unit, timezone.localdate(), **ukuran) | ({"menggantikan": str(asal)} if asal else {})
    return Kunjungan(pk=record_kunjungan(petugas=oleh, perangkat=None, kiriman=parse_kiriman(isi)).id)


@pytest.fixture
def anak(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, PANJANG)


@pytest.fixture
def berkas(anak: Warga, wilayah: Wilayah, pemeran: Pemeran) -> Warga:
    """One of each that waits: a value that differs, a second correction, a revoked phone, two who may be one."""
    record(pemeran.ani, anak, berat_kg=8.4, panjang_cm=70.0)
    record(pemeran.citra, anak, berat_kg=8.9)
    asal = record(pemeran.ani, make_warga(wilayah.melati, f"{PANJANG} Kedua"), berat_kg=8.4)
    record(pemeran.citra, Kunjungan.objects.get(pk=asal.pk).warga, asal.pk, berat_kg=8.5)
    record(pemeran.ani, Kunjungan.objects.get(pk=asal.pk).warga, asal.pk, berat_kg=8.6)
    hp = enrol_hp(pemeran.citra, pemeran.ani)
    revoke_hp(oleh=pemeran.citra, perangkat=hp.perangkat, alasan="Hilang di perahu.")
    isi = make_kiriman(anak, anak.unit, timezone.localdate(), lila_cm=14.0)
    hp.send(seal(hp.write("kunjungan", **isi), public_key()), cara="Kirim")
    DugaanGanda.objects.create(warga=anak, mirip=make_warga(anak.unit, f"M {PANJANG}"), alasan="nik_sama")
    return anak


@pytest.fixture
def citra(live_server: LiveServer, peramban: Browser, pemeran: Pemeran, lebar: int) -> Iterator[Page]:
    yield from open_page(live_server, peramban, pemeran.citra, lebar)


def open_all(page: Page, awal: str, lebar: int) -> int:
    """Looks at the list and at each page that it leads to; returns how many there are."""
    page.goto(awal)
    check(page, lebar)
    semua = page.locator(f"main a[href^='{awal}']").evaluate_all("semua => semua.map((satu) => satu.pathname)")
    for alamat in dict.fromkeys(semua):
        page.goto(alamat)
        expect(page.locator("h1")).to_be_visible()
        check(page, lebar)
    return len(set(semua))


@LEBAR
def test_the_desk_and_all_that_waits_on_it_can_be_used_by_everybody(citra: Page, berkas: Warga, lebar: int) -> None:
    assert open_all(citra, "/meja/", lebar) >= 4


@LEBAR
def test_the_empty_desk_and_the_empty_list_of_danger_signs_can_be_used_by_everybody(citra: Page, lebar: int) -> None:
    for alamat in ("/meja/", "/segera/"):
        citra.goto(alamat)
        check(citra, lebar)


@LEBAR
def test_danger_signs_can_be_answered_by_everybody(citra: Page, anak: Warga, pemeran: Pemeran, lebar: int) -> None:
    ibu = make_warga(anak.unit, f"Ibu {PANJANG}", timezone.localdate().replace(year=1960), "P")
    record(pemeran.ani, ibu, sistole=200, diastole=125)
    citra.goto("/segera/")
    expect(citra.get_by_text(PANJANG).first).to_be_visible()
    check(citra, lebar)


def test_a_value_is_chosen_at_the_desk_with_the_keyboard(
    live_server: LiveServer, peramban: Browser, berkas: Warga, pemeran: Pemeran
) -> None:
    for page in open_page(live_server, peramban, pemeran.citra, 1440):
        page.goto("/meja/")
        page.get_by_role("link", name=PANJANG).first.press("Enter")
        pilihan = page.locator("main input[type=radio]")
        pilihan.first.focus()
        page.keyboard.press("Space")
        expect(pilihan.first).to_be_checked()
