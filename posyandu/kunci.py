"""Lock people before their history changes, in id order, so that two writers never wait for each other in a ring."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from posyandu.models import Warga
from puskesmas.errors import DomainError


def lock_orang(ids: Collection[UUID]) -> dict[UUID, Warga]:
    """The rows and the rows they stand for, locked and fresh, by id."""
    wanted = set(ids)
    while True:
        rows = Warga.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True)
        found = {row.pk: row for row in rows}
        roots = {row.digabung_ke_id for row in found.values() if row.digabung_ke_id is not None}
        if roots <= found.keys():
            return found
        wanted |= roots


def lock_pokok(warga: Warga) -> Warga:
    """The person's own row, locked; an alias is refused, because its facts belong to another row."""
    row = lock_orang([warga.pk])[warga.pk]
    if row.digabung_ke_id is not None:
        raise DomainError("warga_digabung", "Data ini sudah digabung ke orang lain.", "warga", "Buka data utamanya.")
    return row


def alias_ids(pokok: UUID) -> list[UUID]:
    """The person's rows: the root and everything merged into it."""
    return [pokok, *Warga.objects.filter(digabung_ke=pokok).values_list("pk", flat=True)]


def child_ids(ibu: Collection[UUID]) -> list[UUID]:
    """Rows of the children of these rows."""
    return list(Warga.objects.filter(ibu__in=ibu).values_list("pk", flat=True))
