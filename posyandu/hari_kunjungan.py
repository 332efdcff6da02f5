"""To which opening day a visit belongs, also when the day is written down at the same moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from django.db import connection

from posyandu.kiriman import Kiriman
from posyandu.models import HariBuka, Kunjungan
from posyandu.models.kunjungan import Kanal
from puskesmas.models import Unit

_TULIS: Final = "SELECT count(pg_advisory_xact_lock_shared(u, h)) FROM unnest(%s, %s) AS t (u, h)"
_BUKA: Final = "SELECT count(pg_advisory_xact_lock(u, h)) FROM unnest(%s, %s) AS t (u, h)"
Hari = tuple[int, date]
"""A unit and a day of it."""


def find_sessions(unit: Mapping[str, Unit], kiriman: Sequence[Kiriman]) -> dict[Hari, HariBuka]:
    """Opening days of these visits. Whoever writes down one that has no row yet waits for us, or we for them."""
    hari = {(unit[k.unit].pk, k.tanggal) for k in kiriman if k.kanal == Kanal.POSYANDU and k.unit in unit}
    if not hari:
        return {}
    _wait_turn(hari, _TULIS)
    posyandu, tanggal = {pk for pk, _ in hari}, {satu for _, satu in hari}
    rows = HariBuka.objects.held().filter(posyandu__in=posyandu, tanggal__in=tanggal)
    return {(row.posyandu_id, row.tanggal): row for row in rows}


def add_session(hari_buka: HariBuka) -> None:
    """Write the day down, unless somebody was quicker, and take in the visits that came before."""
    unit, tanggal = hari_buka.posyandu_id, hari_buka.tanggal
    _wait_turn([(unit, tanggal)], _BUKA)
    HariBuka.objects.bulk_create([hari_buka], ignore_conflicts=True)
    rows = Kunjungan.objects.filter(unit_layanan=unit, tanggal=tanggal, hari_buka=None)
    berlaku = HariBuka.objects.held().get(posyandu=unit, tanggal=tanggal)
    rows.filter(kanal=Kanal.POSYANDU, alasan_batal="").update(hari_buka=berlaku)


def _wait_turn(hari: Collection[Hari], kunci: str) -> None:
    """Held to the end of the transaction: until then neither side sees what the other has written."""
    unit, hari_ke = zip(*sorted((unit, tanggal.toordinal()) for unit, tanggal in hari), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(kunci, [list(unit), list(hari_ke)])
