"""The page of the phones: codes are shown once, phones are revoked with a reason, nobody reaches beyond their units."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from puskesmas.hp import enrol
from puskesmas.models import KodeHP, Pengguna, Perangkat
from tests.cast import Pemeran, Wilayah, make_pengguna
from tests.hp import enrol_hp

BACKEND = "django.contrib.auth.backends.ModelBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def bidan(client: Client, pemeran: Pemeran) -> Client:
    client.force_login(pemeran.citra, backend=BACKEND)
    return client


def make_code(client: Client, untuk: Pengguna, sekali: str = "") -> tuple[int, str]:
    jawab = client.post(f"/hp/{untuk.pk}/kode/", {"sekali": sekali or str(uuid.uuid4())})
    angka = re.search(r"<b>(\d{4}) (\d{4})</b>", jawab.content.decode())
    return jawab.status_code, "".join(angka.groups()) if angka else ""


def test_the_code_on_the_page_enrols_a_phone_of_that_person(bidan: Client, pemeran: Pemeran) -> None:
    status, kode = make_code(bidan, pemeran.ani)
    assert status == 200
    assert enrol(kode=kode, nama="HP").perangkat.pengguna == pemeran.ani


def test_a_reload_makes_no_second_code_and_shows_none(bidan: Client, pemeran: Pemeran) -> None:
    make_code(bidan, pemeran.ani, "satu")
    assert make_code(bidan, pemeran.ani, "satu") == (409, "")
    assert KodeHP.objects.count() == 1


def test_looking_at_the_address_makes_no_code(bidan: Client, pemeran: Pemeran) -> None:
    assert bidan.get(f"/hp/{pemeran.ani.pk}/kode/").status_code == 302
    assert not KodeHP.objects.exists()


def test_a_code_is_for_nobody_outside_the_own_units(bidan: Client, pemeran: Pemeran) -> None:
    assert make_code(bidan, pemeran.gita) == (404, "")
    assert make_code(bidan, pemeran.dewi) == (404, "")


def test_the_list_holds_the_own_people_only(bidan: Client, pemeran: Pemeran) -> None:
    isi = bidan.get("/hp/").content.decode()
    assert pemeran.ani.nama in isi
    assert pemeran.gita.nama not in isi


def test_a_cadre_is_refused(client: Client, pemeran: Pemeran) -> None:
    client.force_login(pemeran.ani, backend=BACKEND)
    assert client.get("/hp/").status_code == 403


def test_a_phone_is_revoked_with_a_reason_and_waits_to_be_erased(bidan: Client, pemeran: Pemeran) -> None:
    hp = enrol_hp(pemeran.citra, pemeran.ani)
    assert bidan.post(f"/hp/{hp.perangkat.pk}/cabut/", {"alasan": "Hilang di pasar"}).status_code == 302
    isi = bidan.get("/hp/").content.decode()
    assert "Belum dihapus" in isi
    assert "Hilang di pasar" in isi


def test_revoking_without_a_reason_is_told_and_changes_nothing(bidan: Client, pemeran: Pemeran) -> None:
    hp = enrol_hp(pemeran.citra, pemeran.ani)
    jawab = bidan.post(f"/hp/{hp.perangkat.pk}/cabut/", {"alasan": " "})
    assert (jawab.status_code, "Sebabnya belum diisi." in jawab.content.decode()) == (400, True)
    assert Perangkat.objects.get(pk=hp.perangkat.pk).dicabut_pada is None


def test_the_first_reason_stays(bidan: Client, pemeran: Pemeran) -> None:
    hp = enrol_hp(pemeran.citra, pemeran.ani)
    for alasan in ("Hilang", "Rusak"):
        bidan.post(f"/hp/{hp.perangkat.pk}/cabut/", {"alasan": alasan})
    assert Perangkat.objects.get(pk=hp.perangkat.pk).alasan_cabut == "Hilang"


def test_a_phone_of_another_place_is_not_found(bidan: Client, pemeran: Pemeran, wilayah: Wilayah) -> None:
    kepala = make_pengguna("Kepala", wilayah.gantung, "kepala_puskesmas")
    hp = enrol_hp(kepala, pemeran.gita)
    assert bidan.post(f"/hp/{hp.perangkat.pk}/cabut/", {"alasan": "Hilang"}).status_code == 404
    assert Perangkat.objects.get(pk=hp.perangkat.pk).dicabut_pada is None


def test_more_phones_ask_no_more_of_the_database(bidan: Client, pemeran: Pemeran, wilayah: Wilayah) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as kueri:
            assert bidan.get("/hp/").status_code == 200
        return len(kueri)

    count()
    sedikit = count()
    for nomor in range(8):
        enrol_hp(pemeran.citra, make_pengguna(f"Kader {nomor}", wilayah.melati))
    assert count() <= sedikit
