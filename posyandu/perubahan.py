"""Note that what phones show of a person changed. Phones fetch such people by the numbers given out here.

Each unit has one counter. Its row is locked from the moment a number is taken to the commit, so a number is only seen
when every smaller one is: nothing is skipped. Call `note_perubahan` last in the transaction of a change, after the
people are locked; counters are locked in id order, so two transactions never wait for each other in a ring.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from psycopg2.extras import execute_values

from posyandu.models import Warga, Zaman
from puskesmas.models import Unit

_NOMOR: Final = """
    INSERT INTO posyandu_urutperubahan AS u (unit_id, n) VALUES %s
    ON CONFLICT (unit_id) DO UPDATE SET n = u.n + EXCLUDED.n RETURNING u.unit_id, u.n
"""
_BARIS: Final = """
    INSERT INTO posyandu_perubahanwarga (unit_id, warga_id, n) VALUES %s
    ON CONFLICT (unit_id, warga_id) DO UPDATE SET n = EXCLUDED.n
"""
_LETAK: Final = """
    WITH baris AS (
        SELECT id, unit_id FROM posyandu_warga WHERE id = ANY(%(orang)s::uuid[])
        UNION
        SELECT p.id, p.unit_id FROM posyandu_warga w JOIN posyandu_warga p ON p.id = w.digabung_ke_id
        WHERE w.id = ANY(%(orang)s::uuid[])
    )
    SELECT unit_id, id FROM baris
    UNION
    SELECT unit_id, warga_id FROM posyandu_perubahanwarga WHERE warga_id IN (SELECT id FROM baris)
"""
Letak = set[tuple[int, UUID]]


@transaction.atomic
def note_perubahan(orang: Collection[UUID]) -> None:
    """These people (any of their rows) changed, in their history, their data, their place or their tasks."""
    sudah: Letak = set()
    while baru := _places(orang) - sudah:  # who moved while we waited for a counter is noted where they are now, too
        _stamp(baru)
        sudah |= baru


def _places(orang: Collection[UUID]) -> Letak:
    """These rows and those that stand for them, with their units and with the units whose phones ever showed them."""
    if not orang:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_LETAK, {"orang": [str(pk) for pk in orang]})
        return set(cursor.fetchall())


def _stamp(letak: Letak) -> None:
    """The next numbers of each unit, one for each person."""
    di: dict[int, list[UUID]] = defaultdict(list)
    for unit, warga in sorted(letak):
        di[unit].append(warga)
    jumlah = [(unit, len(di[unit])) for unit in sorted(di)]
    with connection.cursor() as cursor:
        akhir = execute_values(cursor.cursor, _NOMOR, jumlah, page_size=len(jumlah), fetch=True)
        baris = [(unit, str(pk), n - len(di[unit]) + ke) for unit, n in akhir for ke, pk in enumerate(di[unit], 1)]
        execute_values(cursor.cursor, _BARIS, baris, page_size=1000, template="(%s, %s::uuid, %s)")


@transaction.atomic
def note_everybody(unit: Iterable[Unit]) -> int:
    """Everybody of these units, after rows were loaded around the functions that note changes; returns how many."""
    semua = Warga.objects.filter(unit__in=[satu.pk for satu in unit], digabung_ke=None).values_list("unit", "pk")
    letak = set(semua)
    if letak:
        _stamp(letak)
    return len(letak)


def current_zaman() -> UUID:
    """The epoch of this database."""
    return Zaman.objects.get_or_create(pk=1)[0].kode


def zaman_since() -> datetime:
    """When this epoch began: the last restore, or the first use."""
    return Zaman.objects.get_or_create(pk=1)[0].sejak


@transaction.atomic
def begin_zaman() -> UUID:
    """After a restore: phones send what they hold, fetch everybody anew, and then swap."""
    baris, _ = Zaman.objects.update_or_create(pk=1, defaults={"kode": uuid.uuid4(), "sejak": timezone.now()})
    return baris.kode
