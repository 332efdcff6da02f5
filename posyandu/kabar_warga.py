"""Tell cadres, on the phone, what became of what they found: the state, the place, what to do; no clinical notes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from posyandu.models import KabarWarga, Warga
from posyandu.models.kabar import KeadaanKabar
from posyandu.perubahan import note_perubahan

TERBANYAK: Final = 5
"""Lines that a phone holds of one person; the rest is on the person's page."""


@transaction.atomic
def tell_kabar(
    *,
    id: UUID,
    warga: Warga,
    keadaan: KeadaanKabar,
    tanggal: date,
    tempat: str,
    pesan: str = "",
    sampai: date | None = None,
) -> KabarWarga:
    """The state as it is now; a later one of the same decision replaces it. Call last in the transaction."""
    isi = {"keadaan": keadaan, "tanggal": tanggal, "tempat": tempat, "pesan": pesan, "sampai": sampai}
    baris, _ = KabarWarga.objects.update_or_create(
        id=id, defaults=isi | {"pada": timezone.now()}, create_defaults=isi | {"id": id, "warga": warga}
    )
    note_perubahan({baris.warga_id})
    return baris


def latest_kabar(warga: Collection[UUID]) -> list[KabarWarga]:
    """Of these rows, newest first."""
    return list(KabarWarga.objects.filter(warga__in=warga).order_by("-pada", "pk"))
