"""Who calls the API: a device by its token, or a browser by its session."""

from __future__ import annotations

from rest_framework import status
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Perangkat
from puskesmas.perangkat import find_by_token, find_by_token_kirim

CSRF = DomainError(
    "csrf",
    "Permintaan dari peramban ini tidak membawa token CSRF yang sah.",
    "",
    "Muat ulang halaman lalu coba lagi; sistem lain memakai token perangkat (Authorization: Token …).",
    403,
)


class SesiHalaman(SessionAuthentication):
    """A page of ours that calls the API with the login of its browser; what writes needs the page's CSRF token."""

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise CSRF from error


DICABUT = DomainError(
    "perangkat_dicabut", "HP atau sistem ini sudah tidak diizinkan.", "", "Hubungi Puskesmas.", status.HTTP_410_GONE
)
TIDAK_DIKENAL = "HP atau sistem ini tidak diizinkan. Hubungi Puskesmas."


class TokenPerangkat(BaseAuthentication):
    """`Authorization: Token …` of a device. One that was revoked, or whose user was, is told so with 410."""

    def authenticate(self, request: Request) -> tuple[Pengguna, Perangkat] | None:
        token = _word(request, b"token")
        if token is None:
            return None
        perangkat = find_by_token(token)
        if perangkat is None:
            raise AuthenticationFailed(TIDAK_DIKENAL)
        if not perangkat.boleh_baca:
            raise DICABUT
        return perangkat.pengguna, perangkat

    def authenticate_header(self, request: Request) -> str:
        del request
        return "Token"


class KirimPerangkat(BaseAuthentication):
    """`Authorization: Kirim …`: a phone that is locked or revoked still sends. Where to read, this is no login."""

    def authenticate(self, request: Request) -> tuple[Pengguna, Perangkat] | None:
        token = _word(request, b"kirim")
        if token is None:
            return None
        perangkat = find_by_token_kirim(token)
        if perangkat is None:
            raise AuthenticationFailed(TIDAK_DIKENAL)
        return perangkat.pengguna, perangkat

    def authenticate_header(self, request: Request) -> str:
        del request
        return "Kirim"


def _word(request: Request, kata: bytes) -> str | None:
    """What stands after this word in the header; "" where the header says more, or nothing."""
    words = get_authorization_header(request).split()
    if not words or words[0].lower() != kata:
        return None
    return words[1].decode("latin-1") if len(words) == 2 else ""
