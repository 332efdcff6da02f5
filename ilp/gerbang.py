"""The gate: who is knocking (their address), and what they read when they knocked too often."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ilp.galat import is_api, refuse
from puskesmas.errors import DomainError

TERKUNCI = DomainError(
    "terkunci",
    "Terlalu banyak percobaan masuk. Tunggu 15 menit, lalu coba lagi, atau minta admin mengganti kata sandi Anda.",
    status=429,
)


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
