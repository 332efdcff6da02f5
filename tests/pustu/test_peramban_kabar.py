"""The answer of the receiver is read on the cadre's phone: on the day's list and on the person, never the notes."""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from pustu.rujukan import answer_rujukan, mark_arrived, refer
from tests.cast import Pemeran, Wilayah, make_warga
from tests.posyandu.hp import WAKTU, close_hp, open_hp

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_the_answer_to_a_referral_is_read_on_the_phone(
    live_server: LiveServer, peramban: Browser, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    usman = make_warga(wilayah.melati, "Usman")
    surat = refer(
        oleh=pemeran.citra,
        id=uuid.uuid4(),
        warga=usman,
        dari=wilayah.kelubi,
        alasan="Gula darah 268",
        ke=wilayah.manggar,
    )
    hp = open_hp(live_server, peramban, pemeran.dewi, pemeran.ani, wilayah.melati)
    expect(hp.page.get_by_text("Dirujuk, belum tercatat datang")).to_be_visible(timeout=WAKTU)
    mark_arrived(oleh=pemeran.dewi, rujukan=surat)
    answer_rujukan(oleh=pemeran.dewi, rujukan=surat, pesan_kader="Minum obat tiap hari", jawaban="DM tipe 2")
    hp.page.reload()
    hp.page.get_by_label("PIN", exact=True).fill("739164")
    hp.page.get_by_role("button", name="Buka").click()
    expect(hp.page.get_by_text("Rujukan dijawab: Minum obat tiap hari")).to_be_visible(timeout=WAKTU)
    hp.page.goto(f"/kader/#/warga/{usman.pk}")
    kabar = hp.page.locator("section", has_text="Kabar dari bidan")
    expect(kabar).to_contain_text("Minum obat tiap hari")
    expect(kabar).to_contain_text("Puskesmas Manggar")
    expect(hp.page.get_by_text("DM tipe 2")).to_have_count(0)
    close_hp(hp)
