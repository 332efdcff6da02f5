"""`POST /api/v1/sinkron/` as a phone meets it."""

from __future__ import annotations

from datetime import date

import pytest
from rest_framework.test import APIClient

from posyandu.models import Kunjungan
from puskesmas.models import Pengguna
from puskesmas.perangkat import issue_token
from tests.cast import Pemeran, Wilayah, make_kiriman, make_warga

pytestmark = pytest.mark.usefixtures("senin")

HARI_INI = date(2026, 11, 16)


def phone(pengguna: Pengguna) -> APIClient:
    _, token = issue_token(pengguna=pengguna, nama="HP uji")
    return APIClient(headers={"authorization": f"Token {token}"})


def test_a_phone_sends_a_visit_and_is_told_what_was_found(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kiriman = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)
    answer = phone(pemeran.ani).post("/api/v1/sinkron/", {"kunjungan": [kiriman]}, format="json")
    [hasil] = answer.json()["hasil"]
    assert (answer.status_code, hasil["id"], hasil["status"]) == (200, kiriman["id"], "diterima")
    assert "ditimbang" in hasil["temuan"]
    assert Kunjungan.objects.get().perangkat is not None


def test_without_a_token_nothing_is_taken(wilayah: Wilayah, pemeran: Pemeran) -> None:
    answer = APIClient().post("/api/v1/sinkron/", {"kunjungan": []}, format="json")
    assert (answer.status_code, answer.json()["kode"]) == (401, "belum_masuk")


def test_a_reader_may_not_send(wilayah: Wilayah, pemeran: Pemeran) -> None:
    answer = phone(pemeran.eko).post("/api/v1/sinkron/", {"kunjungan": []}, format="json")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("body", "kode"),
    [
        ([], "harus_objek"),
        ({}, "harus_daftar"),
        ({"kunjungan": {}}, "harus_daftar"),
        ({"kunjungan": [], "asing": 1}, "bidang_tidak_dikenal"),
        ({"kunjungan": [{}] * 101}, "terlalu_banyak"),
    ],
)
def test_a_faulty_envelope_is_refused(wilayah: Wilayah, pemeran: Pemeran, body: object, kode: str) -> None:
    answer = phone(pemeran.ani).post("/api/v1/sinkron/", body, format="json")
    assert (answer.status_code, answer.json()["kode"]) == (400, kode)
