"""Make the weekly evaluation of a kabupaten: once, on the kabupaten's own Monday, whoever asks first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from capaian.evaluasi.aturan_masalah import open_problems
from capaian.evaluasi.kabar import tell_prepared
from capaian.evaluasi.prioritas import propose_priorities
from capaian.hitung.hitung import compute_week, zona_of
from capaian.hitung.pekan import Pekan, last_closed, open_week
from capaian.models import BagianEvaluasi, Capaian, EvaluasiPekan
from posyandu.models import Kunjungan
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit, StatusUnit

SUSULAN: Final = 12
"""Closed weeks that are caught up after a standstill: as many as a page's trend shows."""


def make_week(*, kabupaten: Unit, pekan: Pekan) -> bool:
    """Compute the week and open its evaluations; False when it was made before.

    The row of the kabupaten is the claim: a second worker waits for the first one's transaction and then finds the row;
    a worker that dies leaves nothing behind.
    """
    with transaction.atomic():
        _, made = EvaluasiPekan.objects.get_or_create(unit=kabupaten, pekan=pekan.senin)
        if made:
            compute_week(kabupaten=kabupaten, pekan=pekan)
            open_evaluations(kabupaten, pekan)
    return made


def open_evaluations(kabupaten: Unit, pekan: Pekan) -> None:
    """One evaluation per Puskesmas, with a part for each of its Pustu and for the posyandu that hang on it directly."""
    evaluasi = EvaluasiPekan.objects.bulk_create(
        EvaluasiPekan(unit=puskesmas, pekan=pekan.senin) for puskesmas in _puskesmas(kabupaten)
    )
    bawah = list(
        Unit.objects.under(kabupaten).filter(induk__jenis=JenisUnit.PUSKESMAS).exclude(status=StatusUnit.TUTUP)
    )
    for satu in evaluasi:
        milik = Capaian.objects.filter(unit=satu.unit_id, pekan=pekan.senin)
        propose_priorities(satu, {angka.indikator_id: angka for angka in milik})
    BagianEvaluasi.objects.bulk_create(
        BagianEvaluasi(evaluasi=satu, unit_id=unit_id)
        for satu in evaluasi
        for unit_id in part_units(satu.unit_id, bawah)
    )
    tell_prepared(kabupaten, evaluasi)


def part_units(puskesmas_id: int, bawah: Iterable[Unit]) -> list[int]:
    """Ids of the units that speak in a meeting: every Pustu, and the Puskesmas itself for its own posyandu."""
    anak = [unit for unit in bawah if unit.induk_id == puskesmas_id]
    pustu = [unit.pk for unit in anak if unit.jenis == JenisUnit.PUSTU]
    return pustu if len(pustu) == len(anak) else [*pustu, puskesmas_id]


def _puskesmas(kabupaten: Unit) -> list[Unit]:
    return list(Unit.objects.under(kabupaten).of_jenis(JenisUnit.PUSKESMAS).exclude(status=StatusUnit.TUTUP))


def make_due(*, kabupaten: Unit, sekarang: datetime | None = None) -> int:
    """Make every missing evaluation and the figures of the week that has begun; returns how many were made."""
    akhir = last_closed(sekarang or timezone.now(), zona_of(kabupaten))
    made = [_make_one(kabupaten, pekan, akhir) for pekan in weeks_due(kabupaten=kabupaten, sekarang=sekarang)]
    if any(made):
        compute_week(kabupaten=kabupaten, pekan=open_week(zona_of(kabupaten), sekarang))
    return sum(made)


@transaction.atomic
def _make_one(kabupaten: Unit, pekan: Pekan, akhir: Pekan) -> bool:
    """The week and, for the last one, the problems that its figures open: both or neither, however a worker ends."""
    made = make_week(kabupaten=kabupaten, pekan=pekan)
    if made and pekan == akhir:
        open_problems(kabupaten=kabupaten, pekan=pekan)
    return made


def weeks_due(*, kabupaten: Unit, sekarang: datetime | None = None) -> list[Pekan]:
    """Closed weeks without an evaluation, oldest first: the last one always, earlier ones back to the first visit."""
    akhir = last_closed(sekarang or timezone.now(), zona_of(kabupaten))
    jendela = [Pekan(akhir.senin - timedelta(weeks=mundur)) for mundur in range(SUSULAN - 1, -1, -1)]
    sudah = set(
        EvaluasiPekan.objects.filter(unit=kabupaten, pekan__gte=jendela[0].senin).values_list("pekan", flat=True)
    )
    belum = [pekan for pekan in jendela if pekan.senin not in sudah]
    if belum in ([], [akhir]):
        return belum
    pertama = Kunjungan.objects.filter(unit_layanan__kabupaten=kabupaten).aggregate(awal=Min("tanggal"))["awal"]
    return [pekan for pekan in belum if pekan == akhir or (pertama is not None and pekan.minggu >= pertama)]
