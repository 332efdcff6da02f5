"""The gate: who is knocking (their address), and what they read when they knocked too often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from ilp.galat import is_api, refuse
from puskesmas.api_errors import CARA_TIDAK_BOLEH
from puskesmas.errors import DomainError

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
TERKUNCI = DomainError(
    "terkunci",
    "Terlalu banyak percobaan masuk. Tunggu 15 menit, lalu coba lagi, atau minta admin mengganti kata sandi Anda.",
    status=429,
)


class KnownMethods:
    """Refuses what no page takes before anybody asks for a CSRF token, and says so where one page takes less.

    The address of a button stays in the browser after a refusal; whoever loads it again must not read an empty page.
    The API's own views answer for themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_api(request):
            return self.get_response(request)
        if request.method not in METHODS:
            return refuse_method(request, ", ".join(METHODS))
        jawab = self.get_response(request)
        kosong = jawab.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        return refuse_method(request, jawab["Allow"]) if kosong else jawab


def refuse_method(request: HttpRequest, boleh: str) -> HttpResponse:
    isi = render(request, "galat.html", {"galat": CARA_TIDAK_BOLEH}, status=CARA_TIDAK_BOLEH.status)
    isi["Allow"] = boleh
    add_never_cache_headers(isi)
    return isi


def client_ip(request: HttpRequest) -> str:
    """The caller's address: behind our TLS front the last one it added, else the connection's own."""
    forwarded = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
    if not settings.DEMO and is_address(forwarded):
        return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))


def is_address(text: str) -> bool:
    """Anybody may write the header; the ledger of failed logins takes addresses only."""
    try:
        validate_ipv46_address(text)
    except ValidationError:
        return False
    return True


def locked_out(request: HttpRequest, response: HttpResponse, credentials: Mapping[str, object]) -> HttpResponse:
    """Axes' answer: JSON for the API, a page for people. It is the same whether the name exists or not."""
    del response, credentials
    if is_api(request):
        return refuse(TERKUNCI)
    return render(request, "terkunci.html", {"pesan": TERKUNCI.pesan}, status=TERKUNCI.status)
