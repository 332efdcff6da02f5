"""Units and oneself over the API: scope, filters, paging, and the one form of every refusal."""

from __future__ import annotations

import pytest
from django_filters import FilterSet
from rest_framework.test import APIClient

from puskesmas.models import Pengguna
from puskesmas.peran import Peran
from tests.cast import Pemeran, Wilayah, make_pengguna

GALAT = {"kode", "bidang", "pesan", "saran"}


def caller(pengguna: Pengguna) -> APIClient:
    client = APIClient()
    client.force_authenticate(pengguna)
    return client


def kode_of(pengguna: Pengguna, saringan: str = "") -> set[str]:
    answer = caller(pengguna).get(f"/api/v1/unit/{saringan}")
    assert answer.status_code == 200, answer.content
    return {unit["kode"] for unit in answer.json()["hasil"]}


def test_each_person_sees_their_own_subtree(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert kode_of(pemeran.ani) == {wilayah.melati.kode}
    assert kode_of(pemeran.citra) == {wilayah.kelubi.kode, wilayah.melati.kode, wilayah.kenanga.kode}
    assert wilayah.dahlia.kode not in kode_of(pemeran.eko)
    assert len(kode_of(pemeran.eko)) == 9


def test_without_an_assignment_nothing_is_shown(pemeran: Pemeran) -> None:
    answer = caller(pemeran.fajar).get("/api/v1/unit/")
    assert (answer.status_code, set(answer.json())) == (403, GALAT)


def test_without_login_the_answer_is_401_in_indonesian(db: None) -> None:
    answer = APIClient().get("/api/v1/unit/")
    assert (answer.status_code, answer.json()["kode"]) == (401, "belum_masuk")


def test_units_are_filtered_by_kind_and_parent(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert kode_of(pemeran.eko, "?jenis=pustu") == {wilayah.kelubi.kode, wilayah.lenggang.kode}
    assert kode_of(pemeran.eko, f"?induk={wilayah.manggar.kode}") == {wilayah.kelubi.kode, wilayah.anggrek.kode}


def test_a_unit_tells_its_parent_and_state(wilayah: Wilayah, pemeran: Pemeran) -> None:
    answer = caller(pemeran.ani).get("/api/v1/unit/").json()
    assert answer == {
        "jumlah": 1,
        "halaman": 1,
        "dari": 1,
        "hasil": [
            {
                "kode": wilayah.melati.kode,
                "nama": "Melati",
                "jenis": "posyandu",
                "induk": wilayah.kelubi.kode,
                "status": "beroperasi",
            }
        ],
    }


@pytest.mark.parametrize(
    "saringan",
    [
        "jenis=warung",
        "induk=tak-ada",
        "induk=%00",
        "tak_dikenal=1",
        "q=%00",
        "jenis=pustu&jenis=posyandu",
        "halaman=1&halaman=1",
    ],
)
def test_a_wrong_filter_is_a_400_that_names_the_field(pemeran: Pemeran, saringan: str) -> None:
    answer = caller(pemeran.eko).get(f"/api/v1/unit/?{saringan}")
    if saringan == "jenis=":
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer.json()["bidang"]) == (400, saringan.split("=", maxsplit=1)[0])


def test_a_foreign_parent_and_a_missing_one_are_answered_alike(wilayah: Wilayah, pemeran: Pemeran) -> None:
    foreign = caller(pemeran.eko).get(f"/api/v1/unit/?induk={wilayah.dahlia.kode}")
    missing = caller(pemeran.eko).get("/api/v1/unit/?induk=tak-ada")
    assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content) == (400, missing.content)


@pytest.mark.parametrize(
    "halaman", ["-1", "0", "2", "1e9", "9" * 5000, "%00", "satu", "last", "%D9%A1", "%2B1", "1_0", "1.0"]
)
def test_a_page_that_is_not_there_is_a_404(pemeran: Pemeran, halaman: str) -> None:
    answer = caller(pemeran.eko).get(f"/api/v1/unit/?halaman={halaman}")
    assert (answer.status_code, answer.json()["kode"]) == (404, "tidak_ditemukan")


def test_a_wrong_method_is_a_405_in_indonesian(pemeran: Pemeran) -> None:
    answer = caller(pemeran.eko).post("/api/v1/unit/", {})
    assert (answer.status_code, set(answer.json())) == (405, GALAT)


def test_a_page_of_units_costs_the_same_for_few_and_many(
    wilayah: Wilayah, pemeran: Pemeran, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]  # a fixture without a public type
        kode_of(pemeran.eko)
    with django_assert_num_queries(3):  # type: ignore[operator]  # a fixture without a public type
        kode_of(pemeran.ani)


def test_oneself_shows_every_hat(wilayah: Wilayah) -> None:
    dua = make_pengguna("Gani", wilayah.kelubi, Peran.KEPALA_PUSTU)
    dua.penugasan.create(unit=wilayah.melati, peran=Peran.BIDAN_DESA, sejak="2020-01-01", jenis="plt")
    saya = caller(dua).get("/api/v1/saya/").json()
    assert saya["unit"] == [wilayah.kelubi.kode, wilayah.melati.kode]
    assert saya["peran"] == ["bidan_desa", "kepala_pustu"]
    assert {(p["peran"], p["jenis"]) for p in saya["penugasan"]} == {
        ("kepala_pustu", "definitif"),
        ("bidan_desa", "plt"),
    }
    assert "catat_kunjungan" in saya["aksi"]


def test_an_assignment_that_ended_yesterday_opens_nothing(wilayah: Wilayah) -> None:
    lama = make_pengguna("Lama", wilayah.melati, sampai="2026-01-01")
    assert caller(lama).get("/api/v1/saya/").json()["aksi"] == []
    assert caller(lama).get("/api/v1/unit/").status_code == 403


def test_the_schema_needs_no_login_and_the_docs_load_nothing_from_outside(db: None) -> None:
    skema = APIClient().get("/api/v1/skema/")
    dokumen = APIClient().get("/api/v1/dokumen/")
    assert {"/api/v1/token/", "/api/v1/unit/", "/api/v1/warga/cari/"} <= set(skema.json()["paths"])
    page = dokumen.content.decode()
    assert "http" not in page.replace("http-equiv", "")
    assert "<style" not in page
    assert page.count("<script src=") == page.count("<script") == 3


def test_every_filter_is_documented() -> None:
    assert all(f.extra["help_text"] for kind in FilterSet.__subclasses__() for f in kind.base_filters.values())
