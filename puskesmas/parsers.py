"""Strict JSON. What DRF's own parser lets through (or crashes on) is refused here, each with a code of its own."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any, Final, NoReturn

from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from puskesmas.errors import DomainError

PALING_BESAR: Final = 1024 * 1024
PALING_DALAM: Final = 20

_BOM: Final = b"\xef\xbb\xbf"
# A string, also one that never ends: every quote is consumed once, so the scan is linear.
_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_NOT_A_BRACKET: Final = bytes(set(range(256)) - set(b"[]{}"))


class JSONKetat(JSONParser):
    """UTF-8 JSON of at most 1 MiB and 20 levels: no NaN, no infinity, no double keys, no NUL, no broken characters.

    A fault of the text itself is DRF's ParseError; everything that deserves a sentence of its own is a DomainError.
    """

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        context = parser_context or {}
        return parse_json(_read(stream, context.get("request"), media_type or ""))


def parse_json(body: bytes) -> Any:
    """The value of a JSON text; DomainError says what is wrong with it."""
    if body.startswith(_BOM):
        raise DomainError("ada_bom", "Isi data diawali tanda BOM.", "", "Kirim UTF-8 tanpa BOM.")
    if _too_deep(body):
        raise DomainError(
            "terlalu_dalam", "Data terlalu dalam susunannya.", "", f"Paling dalam {PALING_DALAM} tingkat."
        )
    try:
        value = json.loads(
            body.decode("utf-8"), parse_constant=_no_constant, parse_float=_finite, object_pairs_hook=_no_double_keys
        )
    except UnicodeDecodeError as error:
        raise DomainError("bukan_utf8", "Isi data bukan UTF-8.", "", "Kirim dalam UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise ParseError from error
    if b"\\u" in body:  # only an escape can bring in a NUL or half of a pair
        _refuse_hidden(value)
    return value


def _read(stream: IO[bytes], request: Request | None, media_type: str) -> bytes:
    if request is not None and request.headers.get("Content-Encoding", "identity").lower() not in {"", "identity"}:
        raise DomainError("isi_dimampatkan", "Isi kiriman tidak boleh dimampatkan.", "", "Kirim tanpa gzip.", 415)
    if (charset := _charset(media_type)) and charset not in {"utf-8", "utf8"}:
        raise UnsupportedMediaType(media_type)
    body = stream.read(PALING_BESAR + 1)
    if len(body) > PALING_BESAR:
        raise RequestDataTooBig
    return body


def _charset(media_type: str) -> str:
    for part in media_type.lower().split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip() == "charset":
            return value.strip().strip('"')
    return ""


def _too_deep(body: bytes) -> bool:
    """Counts open brackets outside strings, before any parser recurses into them."""
    depth = 0
    for byte in _STRING.sub(b"", body).translate(None, _NOT_A_BRACKET):
        depth += 1 if byte in b"[{" else -1
        if depth > PALING_DALAM:
            return True
    return False


def _no_constant(name: str) -> NoReturn:
    raise DomainError("angka_tidak_sah", f"{name} bukan angka.", "", "Kosongkan bila tidak diukur.")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise DomainError("angka_tidak_sah", "Angkanya terlalu besar.", "", "Periksa kembali angkanya.")
    return value


def _no_double_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise DomainError(
            "bidang_ganda", f'Bidang "{double[:60]}" ditulis dua kali.', double[:60], "Hapus salah satunya."
        )
    return found


def _refuse_hidden(value: object) -> None:
    for text in _texts(value):
        if "\0" in text or not _encodable(text):
            raise DomainError("karakter_terlarang", "Isi data berisi karakter tersembunyi.", "", "Ketik ulang isinya.")


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _texts(value: object) -> Iterator[str]:
    """Every string in a parsed value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
