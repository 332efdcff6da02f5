"""Fills the reference tables from the data files."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from klaster.berkas import shared_data
from klaster.indikator import LOKAL, muat_indikator
from klaster.models import Indikator, Klaster

_ISI = ("nama", "arah", "irama", "mode", "satuan", "mingguan", "urutan")


@dataclass(frozen=True, slots=True)
class Termuat:
    klaster: int
    indikator: int
    dinonaktifkan: int


@transaction.atomic
def load_acuan() -> Termuat:
    """Upsert clusters and indicators. One that left the data stays, with `aktif=False`; local ones were never in it.

    Safe to repeat.
    """
    klaster = [
        Klaster(kode=baris["kode"], nama=baris["nama"], urutan=urutan)
        for urutan, baris in enumerate(shared_data()["klaster"], start=1)
    ]
    Klaster.objects.bulk_create(
        klaster, update_conflicts=True, unique_fields=["kode"], update_fields=["nama", "urutan"]
    )
    indikator = [
        Indikator(
            kode=jenis.kode,
            klaster_id=jenis.klaster,
            aktif=True,
            **{nama: getattr(jenis, nama) for nama in _ISI},
        )
        for jenis in muat_indikator()
    ]
    Indikator.objects.bulk_create(
        indikator, update_conflicts=True, unique_fields=["kode"], update_fields=["klaster", "aktif", *_ISI]
    )
    dari_data = Indikator.objects.aktif().exclude(kode__startswith=LOKAL)
    hilang = dari_data.exclude(kode__in=[jenis.kode for jenis in indikator]).update(aktif=False)
    return Termuat(klaster=len(klaster), indikator=len(indikator), dinonaktifkan=hilang)
