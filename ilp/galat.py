"""What a caller reads when no view answered: the API in its one form, pages by Django's views and our templates.

The pages carry the reader's name and menu, so no browser or proxy keeps them.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from django.views.decorators.cache import never_cache

from puskesmas.api_errors import TIDAK_BOLEH, TIDAK_DITEMUKAN
from puskesmas.errors import DomainError

DITOLAK = DomainError("permintaan_ditolak", "Permintaan ditolak.", "", "Periksa isi kiriman.", 400)
RUSAK = DomainError("galat_server", "Ada kesalahan di server.", "", "Coba lagi; bila berulang, hubungi admin.", 500)


@never_cache
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(DITOLAK) if is_api(request) else defaults.bad_request(request, exception)


@never_cache
def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(TIDAK_BOLEH) if is_api(request) else defaults.permission_denied(request, exception)


@never_cache
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(TIDAK_DITEMUKAN) if is_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    return refuse(RUSAK) if is_api(request) else defaults.server_error(request)


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def refuse(error: DomainError) -> JsonResponse:
    return JsonResponse(error.as_dict(), status=error.status)
