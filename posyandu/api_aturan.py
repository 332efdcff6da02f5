"""The rules as a phone takes them along."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from klaster.bundel import Bundel, make_bundel
from puskesmas.api import GALAT, BolehAksi, check_filters
from puskesmas.aturan import rules_for
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi

DAFTAR: dict[str, Any] = {"type": "array", "items": {"type": "object"}}
OBJEK: dict[str, Any] = {"type": "object"}
TABEL = ("bidang", "skor", "formulir", "tahap", "temuan", "indikator", "klaster", "imunisasi", "kontak")
LAIN = ("penyakit", "perkembangan", "kelas_gizi", "batas_wajar", "kbm", "tekanan")
BUNDEL: dict[str, Any] = {
    "type": "object",
    "required": ["bentuk", "versi", "setelan", "sumber", "pertumbuhan", *TABEL, *LAIN],
    "properties": {
        "bentuk": {"type": "integer", "description": "Bentuk dokumen ini; naik bila susunannya berubah."},
        "versi": {"type": "string", "description": "Versi aturan, sama dengan versi_aturan pada kunjungan."},
        "setelan": {"type": "object", "additionalProperties": {"type": "number"}},
        **dict.fromkeys(("sumber", "tujuan", "pertumbuhan"), OBJEK),
        **dict.fromkeys((*TABEL, *LAIN), DAFTAR),
    },
}


class AturanView(APIView):
    """Semua aturan yang berlaku di kabupaten pemanggil, untuk dipakai tanpa sinyal."""

    permission_classes = [IsAuthenticated, BolehAksi]
    aksi = Aksi.LIHAT_UNIT

    @extend_schema(
        operation_id="aturan",
        tags=["aturan"],
        description=(
            "Formulir, bidang, temuan, tahap, tabel pertumbuhan, KBM, imunisasi, pesan, dan setelan. "
            "Kirim ETag yang terakhir diterima sebagai If-None-Match: bila belum berubah jawabannya 304 tanpa isi."
        ),
        parameters=[OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200, 304], required=True)],
        responses={
            200: OpenApiResponse(BUNDEL),
            304: OpenApiResponse(description="Belum berubah."),
            **GALAT,
        },
    )
    def get(self, request: Request) -> HttpResponse:
        check_filters(request, ())
        assert isinstance(request.user, Pengguna)  # noqa: S101  # BolehAksi lets nobody else in
        return answer(request, make_bundel(rules_for(request.user)))


def answer(request: Request, bundel: Bundel) -> HttpResponse:
    """The document, compressed for whoever reads gzip; 304 for whoever has it."""
    mampat = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(bundel.mampat if mampat else bundel.isi, content_type="application/json")
    etag = f'W/"{bundel.sidik}"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    if mampat:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return get_conditional_response(request._request, etag=etag, response=response) or response
