"""Bad query strings and bad logins, on pages and over the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from puskesmas.peran import Peran
from tests.akses.dunia import Dunia
from tests.akses.tolak import assert_refused
from tests.arsitektur import english_words

pytestmark = pytest.mark.django_db

TOKEN = "/api/v1/token/"

# ── Query strings ────────────────────────────────────────────────────────────────────────────────────────────────────

NILAI_BURUK = (
    "",
    "%00",
    "-1",
    "0",
    "1000000000",
    "1" + "0" * 400,
    "abc",
    "%ff%fe",
    "%ED%A0%80",
    "a" * 20_000,
    "' OR 1=1 --",
    "5.0",
)
PARAMETER = (
    "unit",
    "induk",
    "jenis",
    "pekan",
    "indikator",
    "halaman",
    "page",
    "hal",
    "limit",
    "ordering",
    "q",
    "tab",
    "klaster",
    "tahun",
    "kelompok",
    "hasil",
    "format",
    "kata",
)
API_BACA = ("/api/v1/unit/", "/api/v1/warga/", "/api/v1/capaian/", "/api/v1/saya/", "/api/v1/aturan/")
PAGES = (
    *("/", "/unit/{unit}/", "/indikator/balita_ditimbang/", "/target/", "/cari/", "/aturan/", "/masuk/"),
    *("/nyelik/", "/masalah/", "/masalah/baru/", "/pesan/", "/evaluasi/", "/isian/", "/klaster/ibu_anak/"),
)


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("alamat", API_BACA)
def test_no_query_string_breaks_the_api(hp: Any, alamat: str) -> None:
    for nama in PARAMETER:
        for nilai in NILAI_BURUK:
            for query in (f"{nama}={nilai}", f"{nama}={nilai}&{nama}=x", f"{nama}[]={nilai}"):
                answer = hp.get(f"{alamat}?{query}")
                if answer.status_code != 200:
                    assert_refused(answer)


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("alamat", PAGES)
def test_no_query_string_breaks_a_page(dunia: Dunia, alamat: str) -> None:
    client = dunia.sesi[Peran.KEPALA_PUSKESMAS, "aktif"]
    for nama in PARAMETER:
        for nilai in NILAI_BURUK:
            answer = client.get(f"{alamat.format(unit=dunia.unit['pkm'].kode)}?{nama}={nilai}")
            assert answer.status_code in {200, 302, 400, 404}, f"{nama}={nilai[:20]}: {answer.status_code}"


@pytest.mark.parametrize("alamat", ["/api/v1/unit/", "/api/v1/warga/", "/api/v1/capaian/"])
def test_a_parameter_written_twice_is_refused_by_name(hp: Any, alamat: str) -> None:
    answer = hp.get(f"{alamat}?unit=a&unit=b" if "unit/" not in alamat else f"{alamat}?jenis=pustu&jenis=posyandu")
    isi = answer.json()
    assert (answer.status_code, isi["kode"]) == (400, "parameter_berulang")
    assert isi["bidang"] in {"unit", "jenis"}


@pytest.mark.parametrize("alamat", ["/", "/unit/{unit}/", "/indikator/balita_ditimbang/", "/aturan/", "/cari/"])
def test_a_page_refuses_it_too(dunia: Dunia, alamat: str) -> None:
    client = dunia.sesi[Peran.KEPALA_PUSKESMAS, "aktif"]
    answer = client.get(f"{alamat.format(unit=dunia.unit['pkm'].kode)}?pekan=2026-M46&pekan=2026-M45")
    assert (answer.status_code, "parameter_berulang" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("hal", ["%D9%A3", "%2B3", "3.0", "1_0", "0", "-1", "1000000", "%203%0a"])
def test_a_page_number_is_plain_digits(dunia: Dunia, hal: str) -> None:
    client = dunia.sesi[Peran.KEPALA_PUSKESMAS, "aktif"]
    answer = client.get(f"/unit/{dunia.unit['pkm'].kode}/?tab=orang&hal={hal}")
    assert (answer.status_code, "halaman_tidak_sah" in answer.content.decode()) == (400, True)


# ── Logging in ───────────────────────────────────────────────────────────────────────────────────────────────────────

MASUK_BURUK: list[dict[str, object]] = [
    {},
    {"username": "a"},
    {"username": 5, "password": "x"},
    {"username": ["a"], "password": {"b": 1}},
    {"username": None, "password": None},
    {"username": "a" * 20_000, "password": "x"},
    {"username": "a", "password": "x" * 5000},
    {"username": "a", "password": "x", "perangkat": 5},
    {"username": "a", "password": "x", "perangkat": "x" * 101},
    {"username": "a", "password": "x", "is_staff": True},
    {"username": "' OR 1=1 --", "password": "*)(uid=*"},
    {"username": "a\u202eb", "password": "x"},
]


@pytest.mark.parametrize("isi", MASUK_BURUK, ids=range(len(MASUK_BURUK)))
def test_a_broken_login_gets_no_token(dunia: Dunia, isi: dict[str, object]) -> None:
    assert_refused(APIClient().post(TOKEN, isi, format="json"), 400, 401)


FORMULIR_BURUK = [
    {},
    {"username": "a\x00b", "password": "x\x00y"},
    {"username": "a" * 1000, "password": "x" * 1000},
    {"username": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "password": "é" * 1000},
    {"username": ["a", "b"], "password": ["c", "d"]},
    {"username": "a\u202eb", "password": "x"},
]


@pytest.mark.parametrize("isi", FORMULIR_BURUK, ids=range(len(FORMULIR_BURUK)))
def test_a_broken_login_form_comes_back_in_indonesian(dunia: Dunia, isi: dict[str, Any]) -> None:
    answer = Client().post("/masuk/", isi)
    assert answer.status_code == 200
    salah = answer.context["form"].errors.get_json_data()
    assert salah
    assert english_words(" ".join(satu["message"] for semua in salah.values() for satu in semua)) == []


@pytest.mark.parametrize(
    "tujuan", ["//jahat.example", "https://jahat.example/", "javascript:alert(1)", "/\\jahat.example"]
)
def test_logging_in_never_leads_to_another_site(dunia: Dunia, tujuan: str) -> None:
    answer = dunia.sesi[Peran.KADER, "aktif"].get("/masuk/", {"next": tujuan})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_a_form_without_its_token_is_refused_in_indonesian(dunia: Dunia) -> None:
    answer = Client(enforce_csrf_checks=True).post("/masuk/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "Forbidden" not in answer.content.decode()


def test_the_api_says_that_it_is_the_token_of_the_page_that_is_missing(dunia: Dunia) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = dunia.sesi[Peran.KADER, "aktif"].cookies
    answer = client.post("/api/v1/sinkron/", {"kunjungan": []}, content_type="application/json")
    assert (answer.status_code, answer.json()["kode"]) == (403, "csrf")


@pytest.mark.parametrize("cara", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"])
@pytest.mark.parametrize("alamat", ["/", "/masuk/", "/sehat/", "/tidak-ada/", "/unit/{unit}/"])
def test_a_page_refuses_other_methods_as_such(dunia: Dunia, alamat: str, cara: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.generic(cara, alamat.format(unit=dunia.unit["pkm"].kode))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert "cara_tidak_boleh" in answer.content.decode()


@pytest.mark.parametrize("alamat", ["/nyelik/{0}/selesai/", "/pesan/{0}/", "/keluar/"])
def test_the_address_of_a_button_loaded_again_says_where_to_go(dunia: Dunia, alamat: str) -> None:
    client = Client()
    client.cookies = dunia.sesi[Peran.KADER, "aktif"].cookies
    answer = client.get(alamat.format("00000000-0000-4000-8000-000000000000"))
    assert (answer.status_code, "POST" in answer.headers["Allow"]) == (405, True)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Ke Beranda" in answer.content.decode()


def test_the_api_refuses_trace(hp: Any) -> None:
    assert_refused(hp.generic("TRACE", "/api/v1/unit/"), 405)


def test_a_unit_is_found_by_its_code_and_nobody_by_a_nik(dunia: Dunia) -> None:
    client = dunia.sesi[Peran.STAF_DINAS, "aktif"]
    assert b"NIK tidak dipakai" in client.post("/cari/", {"kata": "1906 0101 0190 0001"}).content
    assert b"NIK tidak dipakai" not in client.post("/cari/", {"kata": "19.06.01.2004.001"}).content
