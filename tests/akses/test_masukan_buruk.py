"""Bad input through HTTP: a clear Indonesian refusal with a code and a field, never a 500, nothing half-written."""

from __future__ import annotations

import gzip
import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from puskesmas.parsers import PALING_BESAR, parse_json
from puskesmas.peran import Peran
from tests.akses.dunia import SENIN, Dunia, random_unit, row_counts
from tests.arsitektur import english_words

pytestmark = pytest.mark.django_db

SINKRON, TOKEN = "/api/v1/sinkron/", "/api/v1/token/"
JSON = "application/json"
GALAT = {"kode", "bidang", "pesan", "saran"}
RLO = "\u202e"


def item(dunia: Dunia, **isi: object) -> dict[str, Any]:
    """A sound visit; the test breaks one thing of it."""
    return {
        "id": str(uuid.uuid4()),
        "warga": str(dunia.warga["pos"].pk),
        "unit": dunia.unit["pos"].kode,
        "tanggal": SENIN.isoformat(),
        "kanal": "posyandu",
        "pengukuran": {"berat_kg": 8.4},
        **isi,
    }


@pytest.fixture
def hp(dunia: Dunia) -> APIClient:
    """A cadre's phone. An exception in a view answers 500, and no test here takes a 500."""
    return dunia.hp[Peran.KADER, "aktif"]


@pytest.fixture
def tak_tertulis(dunia: Dunia) -> Iterator[None]:
    before = row_counts()
    yield
    assert row_counts() == before


def assert_refused(answer: Any, *status: int) -> dict[str, Any]:
    """4xx with a body in the product's one form, in Indonesian."""
    assert 400 <= answer.status_code < 500, answer.content[:300]
    assert answer.status_code in (status or range(400, 500)), answer.content[:300]
    body: dict[str, Any] = answer.json()
    assert body.keys() >= GALAT, body
    assert body["kode"]
    assert body["pesan"]
    assert foreign_words(body) == []
    return body


def foreign_words(galat: dict[str, Any]) -> list[str]:
    """English words in a refusal; what was sent is quoted in it and does not count."""
    return english_words(re.sub(r'"[^"]*"', "", f"{galat['pesan']} {galat['saran']}"))


def refused_item(hp: APIClient, isi: object) -> dict[str, Any]:
    """The refusal of the one item of a batch."""
    answer = hp.post(SINKRON, {"kunjungan": [isi]}, format="json")
    assert answer.status_code == 200, answer.content[:300]
    [hasil] = answer.json()["hasil"]
    assert hasil["status"] == "ditolak", hasil
    assert hasil.keys() >= GALAT
    assert hasil["pesan"]
    assert foreign_words(hasil) == []
    return dict(hasil)


# ── The envelope ─────────────────────────────────────────────────────────────────────────────────────────────────────

KUNJUNGAN = b'{"kunjungan": [%s]}'
BADAN_BURUK: dict[str, tuple[bytes, str]] = {
    "dalam 100.000": (b"[" * 100_000 + b"]" * 100_000, JSON),
    "dalam 100.000 tak ditutup": (b'{"a":' * 100_000, JSON),
    "dalam di dalam butir": (KUNJUNGAN % (b'{"pengukuran":' + b"[" * 5000 + b"]" * 5000 + b"}"), JSON),
    "NUL": (b'{"kunjungan": "\\u0000"}', JSON),
    "NUL di nama bidang": (b'{"\\u0000": 1}', JSON),
    "NUL mentah": (b'{"kunjungan": "\x00"}', JSON),
    "separuh pasangan": (b'{"kunjungan": ["\\ud800"]}', JSON),
    "separuh pasangan mentah": (b'{"kunjungan": "\xed\xa0\x80"}', JSON),
    "daftar di puncak": (b"[]", JSON),
    "teks di puncak": (b'"kunjungan"', JSON),
    "angka di puncak": (b"5", JSON),
    "null di puncak": (b"null", JSON),
    "kosong": (b"", JSON),
    "spasi": (b"   ", JSON),
    "objek kosong": (b"{}", JSON),
    "objek untuk daftar": (b'{"kunjungan": {}}', JSON),
    "teks untuk daftar": (b'{"kunjungan": "abc"}', JSON),
    "null untuk daftar": (b'{"kunjungan": null}', JSON),
    "koma berlebih": (b'{"kunjungan": [],}', JSON),
    "kunci ganda": (b'{"kunjungan": [], "kunjungan": []}', JSON),
    "kunci ganda di dalam": (KUNJUNGAN % b'{"id": 1, "id": 2}', JSON),
    "NaN": (KUNJUNGAN % b'{"pengukuran": {"berat_kg": NaN}}', JSON),
    "Infinity": (KUNJUNGAN % b'{"pengukuran": {"berat_kg": -Infinity}}', JSON),
    "1e400": (KUNJUNGAN % b'{"pengukuran": {"berat_kg": 1e400}}', JSON),
    "angka 5.000 digit": (KUNJUNGAN % (b'{"pengukuran": {"berat_kg": ' + b"9" * 5000 + b"}}"), JSON),
    "BOM": (b"\xef\xbb\xbf" + b'{"kunjungan": []}', JSON),
    "UTF-16": ('{"kunjungan": []}'.encode("utf-16"), JSON),
    "latin-1": ('{"kunjungan": "caf\xe9"}'.encode("latin-1"), JSON),
    "latin-1 diakui": ('{"kunjungan": "caf\xe9"}'.encode("latin-1"), "application/json; charset=latin-1"),
    "charset karangan": (b'{"kunjungan": []}', "application/json; charset=entahlah"),
    "10.000 butir": (b'{"kunjungan": [' + b",".join([b"{}"] * 10_000) + b"]}", JSON),
    "di atas 1 MiB": (b'{"kunjungan": ["' + b"a" * 1024 * 1024 + b'"]}', JSON),
    "5 MiB": (b" " * 5 * 1024 * 1024 + b"{}", JSON),
    "bidang asing": (b'{"kunjungan": [], "versi": 9}', JSON),
    "bidang bernama __class__": (b'{"kunjungan": [], "__class__": 9}', JSON),
    "formulir": (b"kunjungan=1", "application/x-www-form-urlencoded"),
    "multipart": (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
    "multipart tanpa batas": (b"x", "multipart/form-data"),
    "teks": (b'{"kunjungan": []}', "text/plain"),
    "XML": (b"<kunjungan/>", "application/xml"),
    "jenis kosong": (b'{"kunjungan": []}', ""),
    "jenis rusak": (b'{"kunjungan": []}', ";;;=,"),
}


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("alamat", [SINKRON, TOKEN])
@pytest.mark.parametrize("nama", BADAN_BURUK)
def test_a_broken_body_is_refused(hp: APIClient, alamat: str, nama: str) -> None:
    badan, jenis = BADAN_BURUK[nama]
    assert_refused(hp.generic("POST", alamat, badan, content_type=jenis))


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("cara", ["gzip", "deflate", "br", "identity, gzip", "karangan"])
def test_a_compressed_body_is_refused(hp: APIClient, cara: str) -> None:
    bomb = gzip.compress(b'{"kunjungan": [' + b" " * 3_000_000 + b"]}")
    assert_refused(hp.generic("POST", SINKRON, bomb, content_type=JSON, headers={"content-encoding": cara}), 400, 415)


@pytest.mark.usefixtures("tak_tertulis")
def test_a_body_of_exactly_the_limit_is_read() -> None:
    assert parse_json(b'"' + b"a" * (PALING_BESAR - 2) + b'"') == "a" * (PALING_BESAR - 2)


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("cara", ["GET", "PUT", "PATCH", "DELETE"])
def test_a_wrong_method_is_refused(hp: APIClient, cara: str) -> None:
    assert_refused(hp.generic(cara, SINKRON, b"{}", content_type=JSON), 405)


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize(
    "kepala",
    [
        "Token",
        "Token a b",
        "Token \xff\xfe",
        "Token " + "x" * 20_000,
        "Bearer x",
        "Basic " + "A" * 40,
        "token salah",
        "Token ' OR 1=1 --",
        "",
    ],
)
def test_a_wrong_token_is_refused(dunia: Dunia, kepala: str) -> None:
    answer = APIClient().get("/api/v1/saya/", headers={"authorization": kepala})
    assert_refused(answer, 401)


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("terima", ["text/html", "application/xml", "*/*;q=0", "x", "application/json; version=9"])
def test_an_unusual_accept_header_never_breaks(hp: APIClient, terima: str) -> None:
    answer = hp.get(
        "/api/v1/saya/", headers={"accept": terima, "accept-language": "zz-\x7f", "x-forwarded-for": "a" * 9000}
    )
    assert answer.status_code in {200, 406}


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("alamat", ["/api/v1/tidak-ada/", "/api/v1/unit/1/", "/api/v2/unit/", "/api/v1/sinkron/%00/"])
def test_an_unknown_address_of_the_api_answers_in_the_same_form(hp: APIClient, alamat: str) -> None:
    assert_refused(hp.get(alamat), 404)


# ── One item of a batch ──────────────────────────────────────────────────────────────────────────────────────────────

BESOK, TAHUN_NOL = "2026-11-17", "0000-01-01"
BUKAN_TEKS: tuple[object, ...] = (5, 1.5, True, [], {}, ["a"], {"a": 1})
BUTIR_BURUK: list[tuple[str, object, str]] = [
    *[("id", nilai, "id") for nilai in (*BUKAN_TEKS, None, "", "abc", "0" * 36, "{" + "0" * 34 + "}", "g" * 36)],
    *[("warga", nilai, "warga") for nilai in (*BUKAN_TEKS, None, "", "abc", str(uuid.UUID(int=0)), str(uuid.uuid4()))],
    *[
        ("unit", nilai, "unit")
        for nilai in (*BUKAN_TEKS, None, "", random_unit(), "x" * 41, "' OR 1=1 --", RLO, "provinsi")
    ],
    *[("kanal", nilai, "kanal") for nilai in (*BUKAN_TEKS, None, "", "pos", "Posyandu", "posyandu ", "x" * 5000)],
    *[
        ("tanggal", nilai, "tanggal")
        for nilai in (
            *(
                *BUKAN_TEKS,
                None,
                "",
                "kemarin",
                BESOK,
                TAHUN_NOL,
                "9999-12-31",
                "2026-02-30",
                "2026-13-01",
                "16-11-2026",
            ),
            *(
                "16/11/2026",
                "2026-W46-1",
                "20261116",
                "2026-11-16T00:00:00",
                "٢٠٢٦-١١-١٦",
                " 2026-11-16",
                "2026-11-16\n",
            ),
            *("1800-01-01", "2020-01-01"),  # before the child was born
        )
    ],
    *[("pengukuran", nilai, "pengukuran") for nilai in (5, "8.4", True, None, [], [{"berat_kg": 8.4}])],
    *[("menggantikan", nilai, "menggantikan") for nilai in (*BUKAN_TEKS, "", "abc")],
    *[("batal", nilai, "batal") for nilai in (5, True, [], {}, "", "x" * 201)],
    *[
        ("dicatat_pada", nilai, "dicatat_pada")
        for nilai in (
            5,
            [],
            {},
            "",
            "kemarin",
            "2026-11-16T08:00:00",
            "2026-11-16T08:00:60+07:00",
            "9999-12-31T23:59:59-12:00",
            "x" * 99,
        )
    ],
    *[("diperiksa_oleh", nilai, "diperiksa_oleh") for nilai in (5, [], {}, "x" * 151)],
    *[
        ("temuan_saat_entri", nilai, "temuan_saat_entri")
        for nilai in (5, "a", {}, [5], [None], [["a"]], ["x" * 41], ["a"] * 51)
    ],
    *[("asing", 1, "asing"), ("pk", 1, "pk"), ("berlaku", False, "berlaku"), ("dicatat_oleh", 1, "dicatat_oleh")],
]


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize(("bidang", "nilai", "disebut"), BUTIR_BURUK)
def test_a_broken_item_is_refused_by_field(
    dunia: Dunia, hp: APIClient, bidang: str, nilai: object, disebut: str
) -> None:
    assert refused_item(hp, item(dunia, **{bidang: nilai}))["bidang"] == disebut


UKURAN_BURUK: list[tuple[str, object]] = [
    *[
        ("berat_kg", nilai)
        for nilai in (-1, 0, -0.001, 999, 1e308, 2**63, 10**400, "8.4", "8,4", "12.500", "", True, [8.4], {}, "١٢")
    ],
    ("bidang_karangan", 1),
    ("", 1),
    ("x" * 5000, 1),
    ("berat_kg.x", 1),
]


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize(("bidang", "nilai"), UKURAN_BURUK)
def test_an_impossible_measurement_is_refused(dunia: Dunia, hp: APIClient, bidang: str, nilai: object) -> None:
    body = json.dumps({"kunjungan": [item(dunia, pengukuran={bidang: nilai})]})
    answer = hp.generic("POST", SINKRON, body, content_type=JSON)
    if answer.status_code == 200:
        [hasil] = answer.json()["hasil"]
        assert (hasil["status"], hasil["bidang"].split(".")[0]) == ("ditolak", "pengukuran"), hasil
    else:
        assert_refused(answer)


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("butir", [5, "abc", None, True, [], [[]], [{}], {}])
def test_what_is_not_a_visit_is_refused_by_itself(hp: APIClient, butir: object) -> None:
    refused_item(hp, butir)


def test_one_bad_item_never_blocks_the_others(dunia: Dunia, hp: APIClient) -> None:
    baik, lain = item(dunia), item(dunia, kanal="rumah")
    answer = hp.post(SINKRON, {"kunjungan": [5, baik, {}, item(dunia, tanggal=BESOK), lain]}, format="json")
    assert [hasil["status"] for hasil in answer.json()["hasil"]] == [
        "ditolak",
        "diterima",
        "ditolak",
        "ditolak",
        "diterima",
    ]


@pytest.mark.usefixtures("tak_tertulis")
def test_people_and_places_of_others_are_as_unknown_as_invented_ones(dunia: Dunia, hp: APIClient) -> None:
    for kunci in ("pos_sebelah", "pos_pkm_sebelah", "pos_lain"):
        orang = refused_item(hp, item(dunia, warga=str(dunia.warga[kunci].pk)))
        assert orang["kode"] == refused_item(hp, item(dunia, warga=str(uuid.uuid4())))["kode"]
        unit = refused_item(hp, item(dunia, unit=dunia.unit[kunci].kode))
        assert unit["kode"] == refused_item(hp, item(dunia, unit=random_unit()))["kode"]


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
    "format",
)
API_BACA = ("/api/v1/unit/", "/api/v1/warga/", "/api/v1/capaian/", "/api/v1/saya/")
PAGES = ("/", "/unit/{unit}/", "/indikator/balita_ditimbang/", "/cari/", "/masuk/")


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("alamat", API_BACA)
def test_no_query_string_breaks_the_api(hp: APIClient, alamat: str) -> None:
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
