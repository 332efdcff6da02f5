"""What the API takes for JSON, and the code of each refusal."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from puskesmas.errors import DomainError
from puskesmas.parsers import PALING_BESAR, PALING_DALAM, parse_json

JSON = "application/json"


def send(body: bytes, jenis: str = JSON, headers: dict[str, str] | None = None) -> tuple[int, str]:
    answer = Client().generic("POST", "/api/v1/token/", body, content_type=jenis, headers=headers)
    return answer.status_code, answer.json()["kode"]


@pytest.mark.parametrize(
    ("body", "kode"),
    [
        (b'{"a": NaN}', "angka_tidak_sah"),
        (b'{"a": -Infinity}', "angka_tidak_sah"),
        (b'{"a": 1e400}', "angka_tidak_sah"),
        (b'{"a": 1, "a": 2}', "bidang_ganda"),
        (b'{"a": "\\u0000"}', "karakter_terlarang"),
        (b'{"\\u0000": 1}', "karakter_terlarang"),
        (b'{"a": "\\ud800"}', "karakter_terlarang"),
        (b'\xef\xbb\xbf{"a": 1}', "ada_bom"),
        (b'{"a": "\xe9"}', "bukan_utf8"),
        (b'{"a": "\x00"}', "json_tidak_sah"),
        (b'{"a": 1,}', "json_tidak_sah"),
        (b"", "wajib_diisi"),
        (b"[", "json_tidak_sah"),
        (b"[1]", "tidak_sah"),
        (b"null", "wajib_diisi"),
        (b'"teks"', "tidak_sah"),
        (b"1" * 5000, "json_tidak_sah"),
        (b"[" * 100_000, "terlalu_dalam"),
        (b'{"a":' * 100_000, "terlalu_dalam"),
        (b'"\\"' * 300_000, "json_tidak_sah"),
        (b'{"username": 12345, "password": "x"}', "bukan_teks"),
        (b'{"username": "a", "password": "x", "is_active": true}', "bidang_tidak_dikenal"),
    ],
)
def test_bad_json_is_refused_with_its_own_code(db: None, body: bytes, kode: str) -> None:
    assert send(body) == (400, kode)


def test_more_than_a_mebibyte_is_too_large(db: None) -> None:
    assert send(b'"' + b"a" * PALING_BESAR + b'"') == (413, "terlalu_besar")


@pytest.mark.parametrize(
    "jenis", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1", "x"]
)
def test_only_json_in_utf8_is_taken(db: None, jenis: str) -> None:
    assert send(b'{"username": "a"}', jenis) == (415, "jenis_isi_tidak_didukung")


def test_a_compressed_body_is_refused(db: None) -> None:
    assert send(b"\x1f\x8b", headers={"Content-Encoding": "gzip"}) == (415, "isi_dimampatkan")


def test_brackets_in_text_are_no_depth() -> None:
    assert parse_json(b'{"a": "' + b"[{" * 1000 + b'\\""}')["a"].endswith('"')


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def test_the_depth_limit_is_exact() -> None:
    parse_json(nested(PALING_DALAM))
    with pytest.raises(DomainError, match="terlalu_dalam"):
        parse_json(nested(PALING_DALAM + 1))


plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(st.recursive(plain | text, lambda inner: st.lists(inner) | st.dictionaries(text, inner), max_leaves=20))
def test_sound_json_is_read_as_python_reads_it(value: object) -> None:
    for ascii_only in (True, False):
        body = json.dumps(value, ensure_ascii=ascii_only).encode()
        assert parse_json(body) == json.loads(body)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with suppress(DomainError, ParseError):
        parse_json(body)
