"""What the phone does by the clock: lock, hide people, put wrong dates right; and an app that is too old."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from posyandu.models import Kunjungan, Warga
from tests.cast import Wilayah
from tests.posyandu.kader_peramban import arrived, exchange, ids, save_visits, send_all, state, unlock, wait

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

MENIT = 60_000


@pytest.fixture(name="jam")
def _jam(halaman: Page) -> Page:
    """Ani's phone, open, with a clock that the test sets."""
    halaman.clock.install()
    halaman.reload()
    unlock(halaman)
    return halaman


def set_clock(page: Page, lewat: timedelta) -> None:
    page.clock.set_system_time(datetime.now() + lewat)  # noqa: DTZ005  # Playwright reads it as local time


def reopen(page: Page) -> None:
    page.reload()
    unlock(page)


def test_it_locks_after_five_minutes_without_a_touch(jam: Page) -> None:
    jam.clock.fast_forward(4 * MENIT)
    jam.mouse.click(5, 5)
    jam.clock.fast_forward(4 * MENIT)
    assert state(jam)["tahap"] == "siap"
    jam.clock.fast_forward(MENIT + 20_000)
    wait(lambda: state(jam)["tahap"] == "terkunci")
    expect(jam.get_by_role("button", name="Buka")).to_be_visible()


def test_it_stays_open_for_half_an_hour_while_a_session_is_open(jam: Page, wilayah: Wilayah) -> None:
    jam.evaluate(
        "(unit) => inti.simpanOperasi('sesi_buka', { unit, tanggal: inti.hariIni() }).then(() => true)",
        wilayah.melati.kode,
    )
    jam.clock.fast_forward(29 * MENIT)
    assert state(jam)["tahap"] == "siap"
    jam.clock.fast_forward(MENIT + 20_000)
    wait(lambda: state(jam)["tahap"] == "terkunci")


def test_people_are_hidden_after_the_lease_and_writing_goes_on(jam: Page, anak: list[Warga]) -> None:
    jam.route("**/api/**", lambda rute: rute.abort())
    set_clock(jam, timedelta(days=44))
    reopen(jam)
    assert (state(jam)["sewaHabis"], len(jam.evaluate("() => inti.cariOrang('anak')"))) == (False, 5)
    save_visits(jam, anak[:1])
    set_clock(jam, timedelta(days=46))
    reopen(jam)
    set_clock(jam, timedelta(days=1))  # set back: the lease is not longer for it
    reopen(jam)
    assert (state(jam)["sewaHabis"], jam.evaluate("() => inti.cariOrang('anak')")) == (True, [])
    expect(jam.get_by_text("data warga disembunyikan")).to_be_visible()
    assert state(jam)["tersimpan"] == 1
    set_clock(jam, timedelta())
    jam.unroute("**/api/**")
    exchange(jam)
    wait(lambda: not state(jam)["sewaHabis"])
    assert len(jam.evaluate("() => inti.cariOrang('anak')")) == 5


def test_a_clock_two_days_ahead_dates_visits_as_the_server_does(jam: Page, anak: list[Warga]) -> None:
    set_clock(jam, timedelta(days=2))
    reopen(jam)
    wait(lambda: state(jam)["selisihJam"] is not None)
    expect(jam.get_by_text("Jam HP lebih cepat 48 jam")).to_be_visible()
    jam.route("**/api/**", lambda rute: rute.abort())
    reopen(jam)  # without signal what was heard last holds
    save_visits(jam, anak[:1])
    jam.unroute("**/api/**")
    send_all(jam)
    assert state(jam)["perluDibetulkan"] == 0
    assert Kunjungan.objects.get().tanggal == timezone.localdate()


def test_a_clock_that_was_set_right_is_believed_at_once(jam: Page) -> None:
    set_clock(jam, timedelta(days=2))
    reopen(jam)
    wait(lambda: state(jam)["selisihJam"] is not None)
    jam.route("**/api/**", lambda rute: rute.abort())
    set_clock(jam, timedelta())
    jam.clock.run_for(11_000)
    assert jam.evaluate("() => inti.hariIni()") == timezone.localdate().isoformat()
    assert state(jam)["selisihJam"] is None


def test_a_slow_clock_is_said_and_changes_no_date(jam: Page) -> None:
    set_clock(jam, timedelta(days=-2))
    reopen(jam)
    wait(lambda: state(jam)["selisihJam"] is not None)
    expect(jam.get_by_text("periksa tanggal pelayanan")).to_be_visible()
    lalu = timezone.localdate() - timedelta(days=2)
    assert jam.evaluate("() => inti.hariIni()") == lalu.isoformat()


def test_an_app_that_is_too_old_says_so_keeps_everything_and_sends_once_it_is_new(
    halaman: Page, anak: list[Warga]
) -> None:
    isi: dict[str, Any] = {"kode": "perlu_pembaruan", "pesan": "Perbarui aplikasinya."}
    halaman.route("**/api/v1/sinkron/", lambda rute: rute.fulfill(status=426, json=isi))
    save_visits(halaman, anak[:1])
    wait(lambda: state(halaman)["versiBaru"] == "wajib")
    expect(halaman.get_by_text("server tidak menerimanya lagi")).to_be_visible()
    save_visits(halaman, anak[1:2])
    wait(lambda: state(halaman)["tersimpan"] == 2)
    halaman.unroute("**/api/v1/sinkron/")
    with halaman.expect_navigation():
        halaman.get_by_role("button", name="Muat versi baru").click()
    unlock(halaman)
    send_all(halaman)
    assert arrived() == ids(anak[:2])
