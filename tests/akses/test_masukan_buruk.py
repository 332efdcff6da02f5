"""Bad input through HTTP: a clear Indonesian refusal with a code and a field, never a 500, nothing half-written."""

from __future__ import annotations

import gzip
import json
import uuid
from typing import Any

import pytest
from rest_framework.test import APIClient

from puskesmas.parsers import PALING_BESAR, parse_json
from tests.akses.dunia import Dunia, random_unit
from tests.akses.tolak import GALAT, assert_refused, foreign_words
from tests.cast import SENIN

pytestmark = pytest.mark.django_db

SINKRON, TOKEN = "/api/v1/sinkron/", "/api/v1/token/"
JSON = "application/json"
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


def refused_item(hp: Any, isi: object) -> dict[str, Any]:
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
def test_a_broken_body_is_refused(hp: Any, alamat: str, nama: str) -> None:
    badan, jenis = BADAN_BURUK[nama]
    assert_refused(hp.generic("POST", alamat, badan, content_type=jenis))


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("cara", ["gzip", "deflate", "br", "identity, gzip", "karangan"])
def test_a_compressed_body_is_refused(hp: Any, cara: str) -> None:
    bomb = gzip.compress(b'{"kunjungan": [' + b" " * 3_000_000 + b"]}")
    assert_refused(hp.generic("POST", SINKRON, bomb, content_type=JSON, headers={"content-encoding": cara}), 400, 415)


@pytest.mark.usefixtures("tak_tertulis")
def test_a_body_of_exactly_the_limit_is_read() -> None:
    assert parse_json(b'"' + b"a" * (PALING_BESAR - 2) + b'"') == "a" * (PALING_BESAR - 2)


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("cara", ["GET", "PUT", "PATCH", "DELETE"])
def test_a_wrong_method_is_refused(hp: Any, cara: str) -> None:
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
def test_an_unusual_accept_header_never_breaks(hp: Any, terima: str) -> None:
    answer = hp.get(
        "/api/v1/saya/", headers={"accept": terima, "accept-language": "zz-\x7f", "x-forwarded-for": "a" * 9000}
    )
    assert answer.status_code in {200, 406}


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("alamat", ["/api/v1/tidak-ada/", "/api/v1/unit/1/", "/api/v2/unit/", "/api/v1/sinkron/%00/"])
def test_an_unknown_address_of_the_api_answers_in_the_same_form(hp: Any, alamat: str) -> None:
    assert_refused(hp.get(alamat), 404)


# ── One item of a batch ──────────────────────────────────────────────────────────────────────────────────────────────

BESOK, TAHUN_NOL = "2026-11-17", "0000-01-01"
BUKAN_TEKS: tuple[object, ...] = (5, 1.5, True, [], {}, ["a"], {"a": 1})
BUTIR_BURUK: dict[str, tuple[object, ...]] = {
    "id": (*BUKAN_TEKS, None, "", "abc", "0" * 36, "{" + "0" * 34 + "}", "g" * 36),
    "warga": (*BUKAN_TEKS, None, "", "abc", str(uuid.UUID(int=0)), "11111111-1111-4111-8111-111111111111"),
    "unit": (*BUKAN_TEKS, None, "", "kode.tak-ada", "x" * 41, "' OR 1=1 --", RLO, "provinsi"),
    "kanal": (*BUKAN_TEKS, None, "", "pos", "Posyandu", "posyandu ", "x" * 5000),
    "tanggal": (
        *(*BUKAN_TEKS, None, "", "kemarin", BESOK, TAHUN_NOL, "9999-12-31", "2026-02-30", "2026-13-01", "16-11-2026"),
        *("16/11/2026", "2026-W46-1", "20261116", "2026-11-16T00:00:00", "٢٠٢٦-١١-١٦", " 2026-11-16", "2026-11-16\n"),
        *("1800-01-01", "2020-01-01"),  # before the child was born
    ),
    "pengukuran": (5, "8.4", True, None, [], [{"berat_kg": 8.4}]),
    "menggantikan": (*BUKAN_TEKS, "", "abc"),
    "batal": (5, True, [], {}, "", "x" * 201),
    "dicatat_pada": (
        *(5, [], {}, "", "kemarin", "2026-11-16T08:00:00", "2026-11-16T08:00:60+07:00", "9999-12-31T23:59:59-12:00"),
        "x" * 99,
    ),
    "diperiksa_oleh": (5, [], {}, "x" * 151),
    "diperiksa_ulang": (5, "a", {}, [5], [None], [["a"]], ["x" * 41], ["a"] * 51),
    "temuan_saat_entri": (5, "a", {}, [5], [None], [["a"]], ["x" * 41], ["a"] * 51),
    **dict.fromkeys(("asing", "pk", "berlaku", "dicatat_oleh"), (1, False)),
}


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize(("bidang", "nilai"), [(nama, satu) for nama, semua in BUTIR_BURUK.items() for satu in semua])
def test_a_broken_item_is_refused_by_field(dunia: Dunia, hp: Any, bidang: str, nilai: object) -> None:
    assert refused_item(hp, item(dunia, **{bidang: nilai}))["bidang"] == bidang


BERAT_BURUK: tuple[object, ...] = (
    *(-1, 0, -0.001, 999, 1e308, 2**63, 10**400),
    *("8,4 kg", "8.4.0", "12.500", "delapan", True, [8.4], {}, "١٢"),
)
UKURAN_BURUK: list[tuple[str, object]] = [
    *[("berat_kg", nilai) for nilai in BERAT_BURUK],
    *[(nama, 1) for nama in ("bidang_karangan", "", "x" * 5000, "berat_kg.x")],
]


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize(("bidang", "nilai"), UKURAN_BURUK)
def test_an_impossible_measurement_is_refused(dunia: Dunia, hp: Any, bidang: str, nilai: object) -> None:
    body = json.dumps({"kunjungan": [item(dunia, pengukuran={bidang: nilai})]})
    answer = hp.generic("POST", SINKRON, body, content_type=JSON)
    if answer.status_code == 200:
        [hasil] = answer.json()["hasil"]
        assert (hasil["status"], hasil["bidang"].split(".")[0]) == ("ditolak", "pengukuran"), hasil
    else:
        assert_refused(answer)


@pytest.mark.usefixtures("tak_tertulis")
@pytest.mark.parametrize("butir", [5, "abc", None, True, [], [[]], [{}], {}])
def test_what_is_not_a_visit_is_refused_by_itself(hp: Any, butir: object) -> None:
    assert refused_item(hp, butir)["status"] == "ditolak"


def test_one_bad_item_never_blocks_the_others(dunia: Dunia, hp: Any) -> None:
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
def test_people_and_places_of_others_are_as_unknown_as_invented_ones(dunia: Dunia, hp: Any) -> None:
    for kunci in ("pos_sebelah", "pos_pkm_sebelah", "pos_lain"):
        orang = refused_item(hp, item(dunia, warga=str(dunia.warga[kunci].pk)))
        assert orang["kode"] == refused_item(hp, item(dunia, warga=str(uuid.uuid4())))["kode"]
        unit = refused_item(hp, item(dunia, unit=dunia.unit[kunci].kode))
        assert unit["kode"] == refused_item(hp, item(dunia, unit=random_unit()))["kode"]
