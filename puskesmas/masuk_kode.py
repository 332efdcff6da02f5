"""Logging in with a one-time code, as one more way beside name and password: so wrong codes meet the same limits."""

from __future__ import annotations

from typing import Final

from django.contrib.auth import authenticate
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from puskesmas.hp import SALAH, find_kode
from puskesmas.models import Pengguna

NAMA: Final = "(kode hp)"
"""Under this name wrong codes are counted per address; no user can be called so."""


class KodeSekaliPakai(BaseBackend):
    def authenticate(  # type: ignore[override]  # each backend names the credentials it takes
        self, request: HttpRequest | None, username: str, kode_token: str
    ) -> Pengguna | None:
        del request
        kode = find_kode(kode_token) if username == NAMA else None
        return kode.untuk if kode else None


def check_kode(request: HttpRequest, kode: str) -> None:
    """Refuses a wrong code; it counts towards the lock-out, which answers by itself. Nothing is used up here."""
    if authenticate(request=request, username=NAMA, kode_token=kode) is None:
        raise SALAH
