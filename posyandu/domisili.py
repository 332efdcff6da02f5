"""Where people live, and whether they do: moves, departures, deaths, returns."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from posyandu.kunci import lock_pokok
from posyandu.models import Domisili, Warga
from posyandu.models.orang import StatusWarga
from posyandu.nama import check_sejak
from posyandu.pemegang import other_holders, save_warga
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.waktu import hari_ini


@transaction.atomic
def move_domisili(*, warga: Warga, posyandu: Unit, sejak: date, petugas: Pengguna) -> Domisili:
    """From `sejak` on the person lives at `posyandu`; a guest who settles becomes a resident."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_pokok(warga)
    if posyandu.jenis != JenisUnit.POSYANDU or posyandu.kabupaten_id is None:
        raise DomainError("bukan_posyandu", "Warga tinggal di wilayah posyandu.", "posyandu", "Pilih posyandu.")
    if warga.status != StatusWarga.AKTIF:
        raise DomainError(
            f"warga_{warga.status}", f"Warga ini tercatat {warga.status}.", "warga", "Perbaiki statusnya dahulu."
        )
    check_sejak(sejak, warga.tanggal_lahir, hari_ini(kabupaten_id=warga.kabupaten_id))
    _leave(warga, posyandu, sejak)
    domisili = Domisili.objects.create(warga=warga, posyandu=posyandu, sejak=sejak)
    for kabupaten_id in sorted({warga.kabupaten_id, posyandu.kabupaten_id}):
        mark_perlu_hitung(kabupaten_id=kabupaten_id, sejak=sejak)
    warga.unit, warga.kabupaten_id, warga.tamu = posyandu, posyandu.kabupaten_id, False
    _claim_nik(warga)
    return domisili


@transaction.atomic
def set_status_warga(*, warga: Warga, status: str, sejak: date, petugas: Pengguna) -> Warga:
    """Moved away or died: the domicile ends. Active again: it goes on, or starts anew where the person last lived."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_pokok(warga)
    if status not in StatusWarga.values:
        raise DomainError(
            "status_tidak_dikenal", "Status tidak dikenal.", "status", "Pilih aktif, pindah, atau meninggal."
        )
    if status == warga.status:
        raise DomainError("status_sama", f"Warga ini sudah tercatat {status}.", "status", "Muat ulang halaman.")
    check_sejak(sejak, warga.tanggal_lahir, hari_ini(kabupaten_id=warga.kabupaten_id))
    touched = min(sejak, warga.status_sejak or sejak)
    if not warga.tamu:
        touched = min(touched, _reopen(warga, sejak) if status == StatusWarga.AKTIF else _close(warga, sejak))
    warga.status, warga.status_sejak = status, sejak
    _claim_nik(warga)
    mark_perlu_hitung(kabupaten_id=warga.kabupaten_id, sejak=touched)
    return warga


def _last(warga: Warga) -> Domisili | None:
    return Domisili.objects.filter(warga=warga).order_by("-sejak").first()


def _leave(warga: Warga, posyandu: Unit, sejak: date) -> None:
    """End the present domicile the day the new one starts."""
    last = _last(warga)
    if last is None:
        return
    if last.sampai is None and last.posyandu_id == posyandu.pk:
        raise DomainError(
            "sudah_di_sini", "Warga ini sudah tinggal di posyandu itu.", "posyandu", "Pilih posyandu lain."
        )
    if sejak < (last.sampai or last.sejak + timedelta(days=1)):
        raise DomainError(
            "tanggal_terbalik",
            f"Tanggal pindah harus sesudah {last.sampai or last.sejak:%d-%m-%Y}, tanggal domisili terakhir.",
            "sejak",
            "Periksa tanggalnya.",
        )
    if last.sampai is None:
        _end(last, sejak)


def _close(warga: Warga, sejak: date) -> date:
    """End the domicile; whoever leaves on the day they came lived there that one day."""
    last = _last(warga)
    if last is None or last.sampai is not None:
        return sejak
    if sejak < last.sejak:
        raise DomainError(
            "tanggal_terbalik",
            f"Warga ini tinggal di sini sejak {last.sejak:%d-%m-%Y}.",
            "sejak",
            "Periksa tanggalnya.",
        )
    _end(last, max(sejak, last.sejak + timedelta(days=1)))
    return sejak


def _reopen(warga: Warga, sejak: date) -> date:
    """A return on the day of leaving undoes it; a later one is a new domicile at the same posyandu."""
    last = _last(warga)
    if last is not None and last.sampai is not None and sejak <= last.sampai:
        _end(last, None)
        return last.sejak
    Domisili.objects.create(warga=warga, posyandu=warga.unit, sejak=sejak)
    return sejak


def _end(domisili: Domisili, sampai: date | None) -> None:
    domisili.sampai = sampai
    domisili.save(update_fields=["sampai"])


def _claim_nik(warga: Warga) -> None:
    """Someone else may hold the NIK by now, here or in the kabupaten moved to."""
    warga.nik_ganda = warga.nik_ganda or (
        warga.status == StatusWarga.AKTIF and not warga.tamu and bool(other_holders(warga))
    )
    save_warga(warga)
