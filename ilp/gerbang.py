"""The gate: who is knocking (their address), and what they read when they knocked too often."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

LOCKED = "Terlalu banyak percobaan masuk. Tunggu 15 menit, lalu coba lagi, atau minta admin mengganti kata sandi Anda."


def client_ip(request: HttpRequest) -> str:
    """The caller's address: behind our TLS front the last one it added, else the connection's own."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if forwarded and not settings.DEMO:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def locked_out(request: HttpRequest, response: HttpResponse, credentials: Mapping[str, object]) -> HttpResponse:
    """Axes' answer: JSON for the API, a page for people. It is the same whether the name exists or not."""
    del response, credentials
    if request.path.startswith("/api/"):
        return JsonResponse({"kode": "terkunci", "pesan": LOCKED}, status=429)
    return render(request, "terkunci.html", {"pesan": LOCKED}, status=429)
