"""Who calls the API: a device by its token."""

from __future__ import annotations

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from puskesmas.models import Pengguna, Perangkat
from puskesmas.perangkat import find_by_token


class TokenPerangkat(BaseAuthentication):
    """`Authorization: Token …` of a device that was not revoked, of a user who is active."""

    def authenticate(self, request: Request) -> tuple[Pengguna, Perangkat] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"token":
            return None
        perangkat = find_by_token(words[1].decode("latin-1")) if len(words) == 2 else None
        if perangkat is None:
            raise AuthenticationFailed("HP atau sistem ini tidak diizinkan. Hubungi Puskesmas.")
        return perangkat.pengguna, perangkat

    def authenticate_header(self, request: Request) -> str:
        del request
        return "Token"
