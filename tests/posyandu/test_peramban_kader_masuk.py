"""The screens before the lock of the phone app: for everybody, on a small phone, and for two people who share it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from posyandu.models import Warga
from posyandu.perubahan import note_everybody
from puskesmas.hp import make_kode_hp
from tests.cast import Pemeran, Wilayah, make_warga
from tests.posyandu.kader_peramban import (
    KaderHp,
    arrived,
    enrol,
    exchange,
    go_offline,
    go_online,
    ids,
    save_visits,
    set_pin,
    state,
    unlock,
    wait,
)

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_another_person_of_the_same_phone_sees_nothing_of_the_first(
    halaman: Page, anak: list[Warga], pemeran: Pemeran, wilayah: Wilayah
) -> None:
    make_warga(wilayah.kenanga, "Anak Kenanga")
    note_everybody([wilayah.kenanga])
    halaman.route("**/api/v1/sinkron/", lambda rute: rute.abort())
    save_visits(halaman, anak)
    halaman.evaluate("() => inti.kunci()")
    halaman.get_by_text("Lupa PIN, atau orang lain?").click()
    halaman.get_by_role("button", name="Masukkan kode baru").click()
    enrol(halaman, pemeran.citra, pemeran.budi, "482917")
    assert [satu["nama"] for satu in halaman.evaluate("() => inti.semuaOrang()")] == ["Anak Kenanga"]
    assert (state(halaman)["tersimpan"], arrived()) == (0, [])
    halaman.unroute("**/api/v1/sinkron/")
    exchange(halaman)
    wait(lambda: arrived() == ids(anak))  # what Ani left behind, too
    halaman.evaluate("() => inti.kunci()")
    halaman.get_by_role("button", name="Ani").click()
    unlock(halaman)
    wait(lambda: (state(halaman)["tersimpan"], state(halaman)["terkirim"]) == (0, len(anak)))


def test_a_wrong_clock_is_still_told_after_a_start_without_signal(halaman: Page) -> None:
    halaman.route("**/api/v1/sinkron/", two_days_behind)
    halaman.route("**/api/v1/sinkron/tarik/", lambda rute: rute.abort())
    exchange(halaman)
    expect(halaman.get_by_text("Jam HP lebih cepat 48 jam")).to_be_visible()
    go_offline(halaman)
    halaman.reload()
    unlock(halaman)
    expect(halaman.get_by_text("Jam HP lebih cepat 48 jam")).to_be_visible()
    halaman.unroute_all()
    go_online(halaman)
    exchange(halaman)
    expect(halaman.get_by_text("Jam HP lebih cepat")).to_have_count(0)


def two_days_behind(rute: Route) -> None:
    """The server's clock as a phone sees it whose own is two days ahead."""
    jam = (timezone.now() - timedelta(days=2)).isoformat()
    rute.fulfill(json={"hasil": [], "urut_lengkap": 0, "lubang": [], "dicabut": False, "jam_server": jam})


@pytest.mark.parametrize("lebar", [320, 360])
def test_the_screens_before_the_lock_are_for_everybody(hp: KaderHp, pemeran: Pemeran, lebar: int) -> None:
    page = hp.start()
    page.set_viewport_size({"width": lebar, "height": 640})
    check_access(page)
    _, kode = make_kode_hp(oleh=pemeran.citra, untuk=pemeran.ani)
    page.goto("about:blank")
    page.goto(f"{hp.alamat}/kader/#kode={kode}")
    expect(page.get_by_label("Kode")).to_have_value(kode)
    assert "kode" not in page.url
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Daftarkan").press("Enter")
    expect(page.get_by_label("PIN baru")).to_be_visible()
    check_access(page)
    page.get_by_label("PIN baru").fill("123456")
    page.get_by_label("Ulangi PIN").fill("123456")
    page.get_by_label("Ulangi PIN").press("Enter")
    expect(page.get_by_text("mudah ditebak")).to_be_visible()
    set_pin(page)
    page.evaluate("() => inti.kunci()")
    check_access(page)


def check_access(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    berat = [satu for satu in Axe().run(page).response["violations"] if satu["impact"] in {"serious", "critical"}]
    assert [(satu["id"], satu["nodes"][0]["html"]) for satu in berat] == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
