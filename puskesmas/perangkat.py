"""Devices and their tokens. Only a token's hash is kept; it has 256 random bits, so a plain hash is enough."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Perangkat

SELANG_CATAT = timedelta(hours=1)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def issue_token(*, pengguna: Pengguna, nama: str) -> tuple[Perangkat, str]:
    """A new device and its token; the token is shown this once."""
    if not pengguna.is_active:
        raise DomainError("pengguna_nonaktif", "Pengguna ini sudah dinonaktifkan.")
    token = secrets.token_urlsafe(32)
    return Perangkat.objects.create(pengguna=pengguna, nama=nama, token_hash=hash_token(token)), token


@transaction.atomic
def revoke(*, perangkat: Perangkat) -> Perangkat:
    """The device's token is refused from its next request on; revoking twice changes nothing."""
    Perangkat.objects.filter(pk=perangkat.pk, dicabut_pada__isnull=True).update(dicabut_pada=timezone.now())
    perangkat.refresh_from_db()
    return perangkat


def find_by_token(token: str) -> Perangkat | None:
    """The device of this token, also a revoked one; the use of an active one is noted, at most once an hour."""
    return _found(Perangkat.objects.filter(token_hash=hash_token(token)))


def find_by_token_kirim(token: str) -> Perangkat | None:
    """The phone of this token, with which it can only send, also after it was revoked."""
    return _found(Perangkat.objects.filter(kirim_hash=hash_token(token)))


def _found(rows: QuerySet[Perangkat]) -> Perangkat | None:
    perangkat = rows.select_related("pengguna").first()
    if perangkat is not None and perangkat.boleh_baca:
        _note_use(perangkat)
    return perangkat


def _note_use(perangkat: Perangkat) -> None:
    now = timezone.now()
    if perangkat.dipakai_pada is None or perangkat.dipakai_pada < now - SELANG_CATAT:
        stale = Q(dipakai_pada__isnull=True) | Q(dipakai_pada__lt=now - SELANG_CATAT)
        Perangkat.objects.filter(stale, pk=perangkat.pk).update(dipakai_pada=now)
