"""Every refusal of the API in one form, in Indonesian.

An error has the body `{"kode", "bidang", "pesan", "saran"}`; where fields of a form are wrong, `rincian`
lists each of them as `{"kode", "bidang", "pesan"}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypedDict

import structlog
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404
from django.http.request import UnreadablePostError
from rest_framework import exceptions, status
from rest_framework.response import Response

from puskesmas.errors import DomainError

log = structlog.get_logger(__name__)


class Rincian(TypedDict):
    """One wrong field."""

    kode: str
    bidang: str
    pesan: str


TIDAK_DITEMUKAN = DomainError("tidak_ditemukan", "Data tidak ditemukan.", "", "Periksa alamatnya.", 404)
TIDAK_BOLEH = DomainError("tidak_boleh", "Anda tidak berhak melakukan ini.", "", "Hubungi admin bila ini keliru.", 403)
BELUM_MASUK = DomainError("belum_masuk", "Anda belum masuk.", "", "Masuk dahulu, lalu coba lagi.", 401)
TERLALU_BESAR = DomainError(
    "terlalu_besar", "Data terlalu besar.", "", "Kirim paling banyak 100 catatan dan 1 MiB sekali kirim.", 413
)
RUSAK = DomainError("json_tidak_sah", "Isi data rusak (JSON tidak sah).", "", "Periksa isi kiriman.", 400)
BUKAN_JSON = DomainError(
    "jenis_isi_tidak_didukung",
    "Jenis isi kiriman tidak didukung.",
    "",
    "Kirim sebagai application/json dalam UTF-8.",
    415,
)
CARA_TIDAK_BOLEH = DomainError(
    "cara_tidak_boleh", "Permintaan ditolak.", "", "Alamat ini tidak menerima cara itu.", 405
)
SIBUK = DomainError("coba_lagi", "Server sedang sibuk.", "", "Coba lagi sebentar lagi.", 503)

# The most decisive class first; the first that fits answers.
_ANSWERS: tuple[tuple[type[Exception], DomainError], ...] = (
    (exceptions.NotAuthenticated, BELUM_MASUK),
    (Http404, TIDAK_DITEMUKAN),
    (exceptions.NotFound, TIDAK_DITEMUKAN),
    (PermissionDenied, TIDAK_BOLEH),
    (exceptions.PermissionDenied, TIDAK_BOLEH),
    (exceptions.ParseError, RUSAK),
    (exceptions.UnsupportedMediaType, BUKAN_JSON),
    (exceptions.MethodNotAllowed, CARA_TIDAK_BOLEH),
    (
        exceptions.NotAcceptable,
        DomainError(
            "bentuk_tidak_tersedia", "Bentuk jawaban yang diminta tidak ada.", "", "Minta application/json.", 406
        ),
    ),
    (
        exceptions.Throttled,
        DomainError("terlalu_sering", "Terlalu banyak permintaan.", "", "Tunggu sebentar, lalu coba lagi.", 429),
    ),
    (RequestDataTooBig, TERLALU_BESAR),
    (SuspiciousOperation, DomainError("permintaan_ditolak", "Permintaan ditolak.", "", "Periksa isi kiriman.", 400)),
    (UnreadablePostError, DomainError("kiriman_terputus", "Kiriman terputus.", "", "Kirim lagi.", 400)),
)

# DRF's own codes, as stable codes and sentences of ours.
_BIDANG: dict[str, tuple[str, str]] = {
    "required": ("wajib_diisi", "Bidang ini wajib diisi."),
    "null": ("wajib_diisi", "Bidang ini wajib diisi."),
    "blank": ("wajib_diisi", "Bidang ini wajib diisi."),
    "empty": ("wajib_diisi", "Daftar ini tidak boleh kosong."),
    "invalid_choice": ("pilihan_tidak_dikenal", "Pilihan ini tidak dikenal."),
    "does_not_exist": ("tidak_ditemukan", "Data tidak ditemukan."),
    "not_a_list": ("harus_daftar", "Bidang ini harus berupa daftar."),
    "not_a_dict": ("harus_objek", "Bidang ini harus berupa objek."),
    "max_length": ("terlalu_panjang", "Isian terlalu panjang."),
    "min_length": ("terlalu_pendek", "Isian terlalu pendek."),
    "max_value": ("terlalu_besar", "Nilainya terlalu besar."),
    "min_value": ("terlalu_kecil", "Nilainya terlalu kecil."),
    "max_string_length": ("terlalu_panjang", "Isian terlalu panjang."),
    "null_characters_not_allowed": ("karakter_terlarang", "Isian berisi karakter tersembunyi."),
    "surrogate_characters_not_allowed": ("karakter_terlarang", "Isian berisi karakter tersembunyi."),
    "datetime": ("tanggal_tidak_sah", "Tanggal tidak sah; tulis TTTT-BB-HH."),
    "invalid": ("tidak_sah", "Isian ini tidak sah."),
}


def api_exception_handler(error: Exception, context: Mapping[str, object]) -> Response | None:
    """DRF's hook. None lets an unexpected error become a logged 500."""
    del context
    answer = _answer(error)
    if answer is None:
        return None
    body: dict[str, object] = {**answer.as_dict()}
    if isinstance(error, exceptions.ValidationError):
        body["rincian"] = list(_flatten(error.detail))
    return Response(body, status=answer.status, headers=_headers(error, answer))


def _answer(error: Exception) -> DomainError | None:
    if isinstance(error, DomainError):
        return error
    if isinstance(error, exceptions.ValidationError):
        return _first(error)
    if isinstance(error, exceptions.AuthenticationFailed):
        return DomainError("token_tidak_berlaku", str(error.detail), "", "Masuk lagi.", 401)
    if isinstance(error, OperationalError):
        log.error("database_busy", exc_info=error)
        return SIBUK
    return next((answer for kind, answer in _ANSWERS if isinstance(error, kind)), None)


def _first(error: exceptions.ValidationError) -> DomainError:
    first = next(_flatten(error.detail))
    return DomainError(first["kode"], first["pesan"], first["bidang"], "Perbaiki isiannya, lalu kirim lagi.")


def _headers(error: Exception, answer: DomainError) -> dict[str, str]:
    if answer.status == status.HTTP_401_UNAUTHORIZED:
        return {"WWW-Authenticate": "Token"}
    wait = getattr(error, "wait", None)
    return {"Retry-After": str(int(wait))} if wait else {}


def _flatten(detail: object, bidang: str = "") -> Iterator[Rincian]:
    """The faults of a nested serializer, each with the dotted name of its field."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _flatten(inner, bidang if name == "non_field_errors" else f"{bidang}.{name}".strip("."))
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            yield from _flatten(inner, f"{bidang}.{place}" if isinstance(inner, dict) and inner else bidang)
    elif isinstance(detail, exceptions.ErrorDetail):
        code = detail.code or "invalid"
        kode, pesan = _BIDANG.get(code, (code, str(detail)))
        yield {"kode": kode, "bidang": bidang, "pesan": pesan}
