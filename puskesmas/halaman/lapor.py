"""The form that reports a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from puskesmas.errors import DomainError
from puskesmas.halaman.isian import read_id
from puskesmas.halaman.kartu import place_name
from puskesmas.halaman.papan import Pilihan
from puskesmas.models import Pengguna, Unit
from puskesmas.models.masalah import JenisMasalah
from puskesmas.models.unit import StatusUnit
from puskesmas.peran import Aksi

TEMPAT_PALING = 2000
"""Places in the list."""


@dataclass(frozen=True, slots=True)
class HalamanLapor:
    """`puskesmas/lapor.html`, as `halaman`."""

    id: UUID
    unit: tuple[Pilihan, ...]
    jenis: tuple[Pilihan, ...]
    isi: Mapping[str, str]
    galat: DomainError | None


def build_report(pengguna: Pengguna, isi: Mapping[str, str], galat: DomainError | None = None) -> HalamanLapor:
    """`isi` is what was typed, or what the address proposes."""
    tempat = Unit.objects.allowed_to(pengguna, Aksi.LAPOR_MASALAH).exclude(status=StatusUnit.TUTUP)
    tempat = tempat.filter(kabupaten__isnull=False).select_related("induk").order_by("jalur")[:TEMPAT_PALING]
    unit = tuple(Pilihan(satu.kode, place_name(satu)) for satu in tempat)
    return HalamanLapor(
        id=read_id(isi.get("id", "")),
        unit=unit,
        jenis=tuple(Pilihan(nilai, str(teks)) for nilai, teks in JenisMasalah.choices),
        isi={**isi, "unit": isi.get("unit") or (unit[0].nilai if len(unit) == 1 else "")},
        galat=galat,
    )
