"""The address at which a phone fetches the rules."""

from __future__ import annotations

import gzip
import json

from rest_framework.test import APIClient

from klaster.aturan import muat_aturan
from puskesmas.models import Pengguna, Setelan
from puskesmas.perangkat import issue_token
from tests.cast import Pemeran, Wilayah, make_warga

ALAMAT = "/api/v1/aturan/"


def phone(pengguna: Pengguna) -> APIClient:
    _, token = issue_token(pengguna=pengguna, nama="HP")
    return APIClient(headers={"authorization": f"Token {token}"})


def test_it_answers_the_rules_of_the_kabupaten(wilayah: Wilayah, pemeran: Pemeran) -> None:
    Setelan.objects.update_or_create(kabupaten=wilayah.beltim, defaults={"aturan": {"puma_minimal": 7}})
    isi = phone(pemeran.ani).get(ALAMAT).json()
    assert isi["setelan"]["puma_minimal"] == 7
    assert isi["versi"] == muat_aturan({"puma_minimal": 7}).versi


def test_another_kabupaten_keeps_its_own(wilayah: Wilayah, pemeran: Pemeran) -> None:
    Setelan.objects.update_or_create(kabupaten=wilayah.beltim, defaults={"aturan": {"puma_minimal": 7}})
    assert phone(pemeran.hana).get(ALAMAT).json()["setelan"]["puma_minimal"] == 6


def test_whoever_has_it_gets_304_without_a_body(pemeran: Pemeran) -> None:
    hp = phone(pemeran.ani)
    etag = hp.get(ALAMAT).headers["ETag"]
    lagi = hp.get(ALAMAT, headers={"if-none-match": etag})
    assert (lagi.status_code, lagi.content, lagi.headers["ETag"]) == (304, b"", etag)


def test_a_changed_setting_changes_the_etag(wilayah: Wilayah, pemeran: Pemeran) -> None:
    hp = phone(pemeran.ani)
    etag = hp.get(ALAMAT).headers["ETag"]
    Setelan.objects.update_or_create(kabupaten=wilayah.beltim, defaults={"aturan": {"puma_minimal": 7}})
    assert hp.get(ALAMAT, headers={"if-none-match": etag}).status_code == 200


def test_it_is_compressed_for_whoever_reads_gzip(pemeran: Pemeran) -> None:
    hp = phone(pemeran.ani)
    mampat = hp.get(ALAMAT, headers={"accept-encoding": "gzip"})
    assert mampat.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(mampat.content)) == hp.get(ALAMAT).json()


def test_it_names_no_person(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_warga(wilayah.melati, "Qzxrafifxzq")
    assert b"qzxrafifxzq" not in phone(pemeran.ani).get(ALAMAT).content.lower()


def test_it_asks_for_a_login_and_an_assignment(pemeran: Pemeran) -> None:
    assert APIClient().get(ALAMAT).status_code == 401
    assert phone(pemeran.fajar).get(ALAMAT).status_code == 403


def test_it_refuses_what_it_does_not_know(pemeran: Pemeran) -> None:
    hp = phone(pemeran.ani)
    assert hp.get(f"{ALAMAT}?kabupaten=19.06").json()["kode"] == "saringan_tidak_dikenal"
    assert hp.post(ALAMAT, {}).status_code == 405
