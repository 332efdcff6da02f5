"""A phone's life: enrolled with a one-time code, enrolled anew, revoked, wiped."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from puskesmas.errors import DomainError
from puskesmas.hp import enrol, hp_users, make_kode_hp, revoke_hp
from puskesmas.models import KodeHP, Perangkat
from puskesmas.segel import public_key
from tests.cast import Pemeran, Wilayah, make_pengguna
from tests.hp import enrol_hp

DAFTAR, TERHAPUS = "/api/v1/hp/daftar/", "/api/v1/hp/terhapus/"


def post(**isi: object) -> Any:
    return APIClient().post(DAFTAR, isi, format="json")


def test_a_code_enrols_one_phone_for_its_user(pemeran: Pemeran) -> None:
    _, kode = make_kode_hp(oleh=pemeran.citra, untuk=pemeran.ani)
    jawab = post(kode=kode, nama="HP Ani")
    isi = jawab.json()
    assert (jawab.status_code, isi["pengguna"]["nama"], isi["segel"]) == (201, "Ani", public_key())
    assert APIClient(headers={"authorization": f"Token {isi['token']}"}).get("/api/v1/saya/").status_code == 200
    assert (post(kode=kode).status_code, post(kode=kode).json()["kode"]) == (401, "kode_salah")


def test_only_hashes_of_the_code_and_the_tokens_are_kept(pemeran: Pemeran) -> None:
    _, kode = make_kode_hp(oleh=pemeran.citra, untuk=pemeran.ani)
    hasil = enrol(kode=kode, nama="HP")
    kept = [*Perangkat.objects.values_list(), *KodeHP.objects.values_list()]
    assert not [rahasia for rahasia in (kode, hasil.token, hasil.token_kirim) if rahasia in str(kept)]


def test_a_code_is_good_for_ten_minutes(pemeran: Pemeran) -> None:
    baris, kode = make_kode_hp(oleh=pemeran.citra, untuk=pemeran.ani)
    KodeHP.objects.filter(pk=baris.pk).update(berlaku_sampai=timezone.now() - timedelta(seconds=1))
    assert post(kode=kode).status_code == 401


def test_a_new_code_ends_the_one_before(pemeran: Pemeran) -> None:
    _, lama = make_kode_hp(oleh=pemeran.citra, untuk=pemeran.ani)
    _, baru = make_kode_hp(oleh=pemeran.citra, untuk=pemeran.ani)
    assert (post(kode=lama).status_code, post(kode=baru).status_code) == (401, 201)


def test_wrong_codes_lock_the_address_out(pemeran: Pemeran) -> None:
    _, kode = make_kode_hp(oleh=pemeran.citra, untuk=pemeran.ani)
    salah = "00000000" if kode != "00000000" else "11111111"
    assert [post(kode=salah).status_code for _ in range(9)] == [401] * 9
    assert (post(kode=salah).status_code, post(kode=kode).status_code) == (429, 429)


@pytest.mark.parametrize("kode", ["", "1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨", 12345678, None])
def test_what_is_no_code_is_refused_without_counting(pemeran: Pemeran, kode: object) -> None:
    assert [post(kode=kode).status_code for _ in range(11)] == [400] * 11


def test_codes_are_made_for_those_who_record_visits_in_ones_own_units(pemeran: Pemeran, wilayah: Wilayah) -> None:
    rangkap = make_pengguna("Rangkap", wilayah.melati)
    rangkap.penugasan.create(unit=wilayah.seroja, peran="kader", sejak="2020-01-01")
    boleh = {"Ani", "Budi", "Citra"}
    assert {satu.nama for satu in hp_users(pemeran.citra)} == boleh
    assert {satu.nama for satu in hp_users(pemeran.dewi)} == boleh
    assert list(hp_users(pemeran.ani)) == list(hp_users(pemeran.eko)) == []
    with pytest.raises(DomainError, match="pengguna_tidak_ditemukan"):
        make_kode_hp(oleh=pemeran.citra, untuk=pemeran.gita)


def test_the_same_phone_enrolled_anew_replaces_its_former_self(pemeran: Pemeran) -> None:
    lama = enrol_hp(pemeran.citra, pemeran.ani)
    baru = enrol_hp(pemeran.citra, pemeran.ani, ganti=lama)
    assert lama.pull().status_code == 410
    assert lama.post(cara="Kirim").status_code == baru.post(cara="Kirim").status_code == 200
    lama.perangkat.refresh_from_db()
    assert (lama.perangkat.diganti_oleh, lama.perangkat.ditolak) == (baru.perangkat, False)


def test_a_phone_of_somebody_else_is_not_replaced_and_the_code_stays_good(pemeran: Pemeran) -> None:
    budi = enrol_hp(pemeran.citra, pemeran.budi)
    _, kode = make_kode_hp(oleh=pemeran.citra, untuk=pemeran.ani)
    bukti = {"perangkat": str(budi.perangkat.pk), "token_kirim": budi.token_kirim}
    jawab = post(kode=kode, ganti_dari=bukti)
    assert (jawab.status_code, jawab.json()["kode"]) == (400, "ganti_dari_salah")
    assert (budi.pull().status_code, post(kode=kode).status_code) == (200, 201)


def test_a_revoked_phone_reads_nothing_and_says_that_it_is_wiped(pemeran: Pemeran) -> None:
    hp = enrol_hp(pemeran.citra, pemeran.ani)
    assert hp.client("Kirim").post(TERHAPUS).status_code == 409
    revoke_hp(oleh=pemeran.citra, perangkat=hp.perangkat)
    assert (hp.pull().status_code, hp.pull().json()["kode"]) == (410, "perangkat_dicabut")
    assert [hp.client("Kirim").post(TERHAPUS).status_code for _ in range(2)] == [204, 204]
    hp.perangkat.refresh_from_db()
    assert hp.perangkat.terhapus_pada is not None


def test_the_sending_token_reads_nothing(pemeran: Pemeran) -> None:
    hp = enrol_hp(pemeran.citra, pemeran.ani)
    alamat = ("/api/v1/saya/", "/api/v1/warga/", "/api/v1/unit/", "/api/v1/capaian/")
    assert [hp.client("Kirim").get(satu).status_code for satu in alamat] == [401] * 4
    assert hp.client("Kirim").post("/api/v1/sinkron/tarik/", {}, format="json").status_code == 401


def test_a_phone_is_revoked_by_those_who_lead_there_and_by_its_user(pemeran: Pemeran) -> None:
    hp = enrol_hp(pemeran.citra, pemeran.ani)
    for asing in (pemeran.budi, pemeran.gita, pemeran.eko):
        with pytest.raises(DomainError, match="hp_tidak_ditemukan"):
            revoke_hp(oleh=asing, perangkat=hp.perangkat)
    revoke_hp(oleh=pemeran.ani, perangkat=hp.perangkat)
    assert hp.pull().status_code == 410
