"""A control that was missed becomes a home visit by itself, and stops being one when the control took place."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from klaster.aturan import muat_aturan
from klaster.jadwal import Ulang
from posyandu.models import TugasKunjungan
from posyandu.models.orang import StatusWarga
from posyandu.tugas_aturan import assign_missed, close_met
from puskesmas.models import Setelan, Unit
from puskesmas.waktu import hari_ini
from pustu.models import JatuhTempo

SUDAH = "Sudah diperiksa, atau tidak perlu lagi."


def send_missed(*, kabupaten: Unit) -> int:
    """Whoever is late by as many days as the rule says is on the cadre's list, once for each date that was missed.

    Safe to run twice, at once, or after days without it. Returns how many people were put on a list.
    """
    hari = hari_ini(kabupaten_id=kabupaten.pk)
    aturan = muat_aturan(Setelan.objects.get(pk=kabupaten.pk).aturan or None)
    jumlah = 0
    for satu in aturan.ulang:
        if satu.kunjungi_hari is not None:
            terlewat = _missed(kabupaten, satu, hari - timedelta(days=satu.kunjungi_hari))
            sebab = f"{satu.nama}: terlewat"
            jumlah += len(assign_missed(terlewat=terlewat, sebab_kode=satu.kode, sebab=sebab, jawaban=satu.jawaban))
            close_met(tugas=_met(kabupaten, satu.kode), hasil=SUDAH)
    return jumlah


def _missed(kabupaten: Unit, ulang: Ulang, batas: date) -> dict[UUID, date]:
    """Who should have come by that day and is not on a list for it, with the day that was missed."""
    rows = JatuhTempo.objects.under(kabupaten).filter(
        kode=ulang.kode, tenggat__lte=batas, warga__status=StatusWarga.AKTIF
    )
    return dict(rows.values_list("warga", "tenggat"))


def _met(kabupaten: Unit, kode: str) -> set[UUID]:
    """Open visits for a control that took place since, or that nobody asks of the person any more."""
    terbuka = TugasKunjungan.objects.under(kabupaten).terbuka().filter(sebab_kode=kode).select_related("warga")
    tugas = {satu.pk: (satu.warga.pokok_id, satu.sejak) for satu in terbuka}
    milik = Q(kode=kode, warga__in={warga for warga, _ in tugas.values()})
    terakhir = dict(JatuhTempo.objects.filter(milik).values_list("warga", "terakhir"))
    return {pk for pk, (warga, sejak) in tugas.items() if (terakhir.get(warga, date.max) or date.min) >= sejak}
