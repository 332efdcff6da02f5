"""The Nyelik list by rule: a missed date sends the cadre once; when it was met the person is taken off again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from posyandu.kunci import lock_orang
from posyandu.models import TugasKunjungan
from posyandu.models.orang import StatusWarga
from posyandu.models.tugas import StatusTugas
from posyandu.perubahan import note_perubahan
from posyandu.tugas import put_on_list
from posyandu.tugas_ikut import close_row
from puskesmas.waktu import hari_ini

WAKTU: Final = timedelta(days=7)
"""How long a cadre has to go there."""


@transaction.atomic
def assign_missed(
    *, terlewat: Mapping[UUID, date], sebab_kode: str, sebab: str, jawaban: Collection[str] = ()
) -> set[UUID]:
    """Put these people (root ids, each with the day that was missed) on the list of the posyandu where they live.

    Once for each missed day: whoever was sent for this reason since then, by anybody, is left alone, whatever came of
    it. People are locked, so that two at once send one. Returns who was put on the list.
    """
    orang = {pk: satu for pk, satu in lock_orang(terlewat).items() if pk in terlewat and satu.digabung_ke_id is None}
    tinggal = {pk: satu for pk, satu in orang.items() if satu.status == StatusWarga.AKTIF and not satu.tamu}
    if not tinggal:
        return set()
    sudah = _sent(tinggal, sebab_kode)
    sejak = hari_ini(kabupaten_id=next(iter(tinggal.values())).kabupaten_id)
    baru = {pk: satu for pk, satu in tinggal.items() if pk not in sudah or sudah[pk] <= terlewat[pk]}
    put_on_list(
        baru.values(),
        oleh=None,
        sebab_kode=sebab_kode,
        sebab=sebab,
        jawaban=jawaban,
        sejak=sejak,
        tenggat=sejak + WAKTU,
    )
    return set(baru)


def _sent(orang: Collection[UUID], sebab_kode: str) -> dict[UUID, date]:
    """The last day on which each was sent for this reason; the end of time for those who still wait."""
    rows = TugasKunjungan.objects.of_orang(list(orang)).filter(sebab_kode=sebab_kode)
    hasil: dict[UUID, date] = {}
    for satu in rows.select_related("warga__digabung_ke"):
        hari = date.max if satu.terbuka else satu.sejak
        hasil[satu.orang.pk] = max(hasil.get(satu.orang.pk, date.min), hari)
    return hasil


@transaction.atomic
def close_met(*, tugas: Collection[UUID], hasil: str) -> int:
    """Take these off the list, because what they were sent for came otherwise; returns how many were still open."""
    ids = TugasKunjungan.objects.filter(pk__in=tugas).values_list("warga", flat=True)
    lock_orang(set(ids))
    rows = list(
        TugasKunjungan.objects.terbuka()
        .filter(pk__in=tugas)
        .select_related("warga__digabung_ke")
        .select_for_update(of=("self",))
    )
    for satu in rows:
        close_row(satu, StatusTugas.SELESAI, hasil)
    TugasKunjungan.objects.bulk_update(rows, ["status", "hasil", "selesai_pada", "kunjungan"])
    note_perubahan({satu.orang.pk for satu in rows})
    return len(rows)
