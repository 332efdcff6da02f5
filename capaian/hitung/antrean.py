"""What is marked to be recomputed, worked off by one worker per kabupaten at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final, Protocol

from django.db import connection

from capaian.hitung.hitung import recompute_from
from puskesmas.models import PerluHitung, Unit

KUNCI: Final = 1907
"""Namespace of the session lock that says "a worker is at it"; not the one that a single week takes."""


class Susulan(Protocol):
    """What follows from new figures, before their mark is cleared."""

    def __call__(self, *, kabupaten: Unit, sejak: date) -> object: ...


def recompute_marked(*, kabupaten_id: int, lalu: Susulan | None = None) -> int:
    """Recompute from the marked date on, do what follows, and clear the mark unless it moved meanwhile.

    Returns the number of weeks. Killed at any point it leaves the mark standing, and the next tick starts over.
    """
    with _alone(kabupaten_id) as alone:
        tanda = PerluHitung.objects.select_related("kabupaten").filter(pk=kabupaten_id).first() if alone else None
        if tanda is None:
            return 0
        jumlah = recompute_from(kabupaten=tanda.kabupaten, sejak=tanda.sejak_tanggal)
        if lalu is not None:
            lalu(kabupaten=tanda.kabupaten, sejak=tanda.sejak_tanggal)
        # The time beside the version: a mark that was cleared and set anew starts again at version 1.
        PerluHitung.objects.filter(pk=tanda.pk, versi=tanda.versi, ditandai_pada=tanda.ditandai_pada).delete()
        return jumlah


def is_stale(*, kabupaten: Unit, sampai: date) -> bool:
    """Whether figures up to this day wait to be recomputed."""
    return PerluHitung.objects.filter(pk=kabupaten.pk, sejak_tanggal__lte=sampai).exists()


@contextmanager
def _alone(kabupaten_id: int) -> Iterator[bool]:
    """True for the one worker that holds the kabupaten's session lock; it dies with its worker's connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [KUNCI, kabupaten_id])
        got = bool(cursor.fetchone()[0])
    try:
        yield got
    finally:
        if got and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [KUNCI, kabupaten_id])
