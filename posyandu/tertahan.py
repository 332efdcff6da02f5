"""Corrections and withdrawals that are kept until the visit they name comes, or until a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db import connection

from posyandu.models import Kunjungan, KunjunganDitahan
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi

GILIRAN: Final = 1909
"""Namespace of the lock between a visit that is being written and a correction that looks for it."""


def find_targets(petugas: Pengguna, targets: set[UUID], ids: set[UUID]) -> dict[UUID, Kunjungan]:
    """The visits that a batch (`ids`) corrects, as far as they are here and this user may write about them.

    A correction of a visit that is being written at this moment would be held, and that visit would not see it waiting:
    neither is committed. So whoever misses one waits for all writers, and looks again. Call before people are locked.
    """
    sasaran = _load_targets(petugas, targets)
    hilang = bool(targets - sasaran.keys() - ids)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{'' if hilang else '_shared'}(%s, 0)", [GILIRAN])  # no input
    return _load_targets(petugas, targets) if hilang else sasaran


def _load_targets(petugas: Pengguna, targets: set[UUID]) -> dict[UUID, Kunjungan]:
    if not targets:  # most batches correct nothing
        return {}
    may_write = Kunjungan.objects.allowed_to(petugas, Aksi.CATAT_KUNJUNGAN)
    return {row.pk: row for row in may_write.filter(pk__in=targets).select_related("warga__unit", "unit_layanan")}


def load_held(ids: set[UUID]) -> dict[UUID, KunjunganDitahan]:
    """The held ones among these, and whatever those wait for, to the end of the chain."""
    ditahan: dict[UUID, KunjunganDitahan] = {}
    while ids:
        found = {row.pk: row for row in KunjunganDitahan.objects.filter(pk__in=ids)}
        ditahan |= found
        ids = {row.menunggu for row in found.values()} - ditahan.keys()
    return ditahan


def check_circle(ditahan: Mapping[UUID, KunjunganDitahan], baru: UUID, asal: UUID) -> None:
    """Refuses a new correction of `asal` that waits, through others, for itself: all of them would wait for ever."""
    for _ in range(len(ditahan)):
        held = ditahan.get(asal)
        asal = held.menunggu if held else asal
        if asal == baru:
            raise DomainError(
                "menggantikan_melingkar",
                "Catatan ini dan catatan yang diperbaikinya saling memperbaiki.",
                "menggantikan",
                "Tunjuk kunjungan yang sebenarnya diperbaiki.",
            )


def why_held(sebab: str) -> DomainError:
    if sebab == KunjunganDitahan.Sebab.MENUNGGU:
        return DomainError(
            "menunggu_kunjungan", "Kunjungan yang diperbaiki belum diterima; perbaikan disimpan dulu.", "menggantikan"
        )
    return DomainError(
        "sudah_diperbaiki", "Kunjungan itu sudah diperbaiki catatan lain.", "menggantikan", "Diteruskan ke bidan."
    )
