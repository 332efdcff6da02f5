"""People over the API: who sees whom, how they are found, and that every reading is noted."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from rest_framework.test import APIClient

from posyandu.gabung import merge_warga
from posyandu.warga import register_warga
from puskesmas.models import JejakBaca, Pengguna, Unit
from puskesmas.peran import Peran
from tests.cast import Pemeran, Wilayah, make_pengguna, make_warga

NIK = "1906014101900001"


def caller(pengguna: Pengguna) -> APIClient:
    client = APIClient()
    client.force_authenticate(pengguna)
    return client


def names(pengguna: Pengguna, saringan: str = "") -> list[str]:
    return [w["nama"] for w in caller(pengguna).get(f"/api/v1/warga/{saringan}").json()["hasil"]]


def found(pengguna: Pengguna, **isi: object) -> list[str]:
    answer = caller(pengguna).post("/api/v1/warga/cari/", isi)
    assert answer.status_code == 200, answer.content
    return [w["nama"] for w in answer.json()["hasil"]]


def resident(pemeran: Pemeran, unit: Unit, nama: str = "Siti Aminah") -> None:
    register_warga(
        petugas=pemeran.ani,
        id=uuid.uuid4(),
        unit=unit,
        nama=nama,
        jenis_kelamin="P",
        tanggal_lahir=date(1990, 1, 1),
        nik=NIK,
    )


def test_names_are_seen_inside_ones_own_subtree_only(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for posyandu in (wilayah.melati, wilayah.kenanga, wilayah.seroja, wilayah.dahlia):
        make_warga(posyandu, f"Anak {posyandu.nama}")
    assert names(pemeran.ani) == ["Anak Melati"]
    assert names(pemeran.citra) == ["Anak Kenanga", "Anak Melati"]
    assert names(pemeran.eko) == ["Anak Kenanga", "Anak Melati", "Anak Seroja"]
    assert found(pemeran.budi, q="Anak") == ["Anak Kenanga"]


def test_a_guest_of_the_village_is_refused_names(wilayah: Wilayah) -> None:
    tanpa = make_pengguna("Tanpa", wilayah.beltim, Peran.TAMU_DESA)
    assert caller(tanpa).get("/api/v1/warga/").status_code == 403
    assert caller(tanpa).post("/api/v1/warga/cari/", {"q": "Siti"}).status_code == 403


def test_a_person_is_shown_with_a_masked_nik(wilayah: Wilayah, pemeran: Pemeran) -> None:
    resident(pemeran, wilayah.melati)
    orang = caller(pemeran.ani).get("/api/v1/warga/").json()["hasil"][0]
    assert {k: v for k, v in orang.items() if k != "id"} == {
        "nama": "Siti Aminah",
        "jenis_kelamin": "P",
        "tanggal_lahir": "1990-01-01",
        "unit": wilayah.melati.kode,
        "nik": "************0001",
    }


@pytest.mark.parametrize("q", ["siti", "AMINAH", "0001", NIK, "1906 0141 0190 0001"])
def test_people_are_found_by_name_or_digits_of_the_nik(wilayah: Wilayah, pemeran: Pemeran, q: str) -> None:
    resident(pemeran, wilayah.melati)
    make_warga(wilayah.melati, "Lain")
    assert found(pemeran.ani, q=q) == ["Siti Aminah"]


def test_children_are_found_by_their_mother(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_warga(wilayah.melati, "Rohana", date(1990, 1, 1), "P")
    make_warga(wilayah.melati, "Rafif", ibu=ibu)
    assert found(pemeran.ani, q="rohana") == ["Rafif", "Rohana"]


def test_a_nik_held_elsewhere_is_not_found(wilayah: Wilayah, pemeran: Pemeran) -> None:
    resident(pemeran, wilayah.seroja)
    assert found(pemeran.ani, q=NIK) == []


def test_every_person_shown_is_noted_and_the_search_is_not(wilayah: Wilayah, pemeran: Pemeran) -> None:
    resident(pemeran, wilayah.melati)
    orang = make_warga(wilayah.melati, "Rafif")
    names(pemeran.eko)
    found(pemeran.eko, q="Rafif")
    found(pemeran.eko, q="tak ada")
    first, second = JejakBaca.objects.order_by("pk")
    assert (len(first.warga), second.warga) == (2, [orang.pk])
    assert "Rafif" not in f"{first.halaman} {second.halaman}"


def test_aliases_are_left_out(wilayah: Wilayah, pemeran: Pemeran) -> None:
    merge_warga(dari=make_warga(wilayah.melati, "A"), ke=make_warga(wilayah.melati, "B"), petugas=pemeran.citra)
    assert names(pemeran.ani) == ["B"]


def test_a_unit_narrows_to_it_and_everything_below(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for posyandu in (wilayah.melati, wilayah.seroja):
        make_warga(posyandu, f"Anak {posyandu.nama}")
    assert names(pemeran.eko, f"?unit={wilayah.kelubi.kode}") == ["Anak Melati"]
    assert found(pemeran.eko, q="Anak", unit=wilayah.gantung.kode) == ["Anak Seroja"]


def test_a_foreign_unit_and_a_missing_one_are_answered_alike(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ani = caller(pemeran.ani)
    foreign, missing = (
        (ani.get(f"/api/v1/warga/?unit={kode}"), ani.post("/api/v1/warga/cari/", {"q": "Anak", "unit": kode}))
        for kode in (wilayah.kenanga.kode, "tak-ada")
    )
    assert [a.content for a in foreign] == [a.content for a in missing]
    assert [a.status_code for a in (*foreign, *missing)] == [400] * 4


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [
        ({}, "q"),
        ({"q": "a"}, "q"),
        ({"q": 1906014101900001}, "q"),
        ({"q": ["Siti"]}, "q"),
        ({"q": "a" * 151}, "q"),
        ({"q": "Siti", "halaman": 0}, "halaman"),
        ({"q": "Siti", "halaman": "x"}, "halaman"),
        ({"q": "Siti", "semua": True}, "semua"),
    ],
)
def test_a_wrong_search_is_a_400_that_names_the_field(
    wilayah: Wilayah, pemeran: Pemeran, isi: dict[str, object], bidang: str
) -> None:
    answer = caller(pemeran.ani).post("/api/v1/warga/cari/", isi)
    assert (answer.status_code, answer.json()["bidang"]) == (400, bidang)


def test_a_nik_in_an_address_is_refused(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert caller(pemeran.ani).get(f"/api/v1/warga/?nik={NIK}").status_code == 400


def test_pages_hold_a_hundred_and_cost_the_same(
    wilayah: Wilayah, pemeran: Pemeran, django_assert_num_queries: object
) -> None:
    make_warga(wilayah.melati, "Anak 000")
    with django_assert_num_queries(4):  # type: ignore[operator]  # a fixture without a public type
        assert len(names(pemeran.ani)) == 1
    for n in range(1, 105):
        make_warga(wilayah.melati, f"Anak {n:03}")
    pemeran.ani.__dict__.pop("_penugasan_aktif")
    with django_assert_num_queries(4):  # type: ignore[operator]  # a fixture without a public type
        assert len(names(pemeran.ani)) == 100
    assert names(pemeran.ani, "?halaman=2") == ["Anak 100", "Anak 101", "Anak 102", "Anak 103", "Anak 104"]
    assert len(found(pemeran.ani, q="Anak", halaman=2)) == 5
    assert caller(pemeran.ani).post("/api/v1/warga/cari/", {"q": "Anak", "halaman": 3}).status_code == 404
