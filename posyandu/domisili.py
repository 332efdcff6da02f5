"""Where people live, and whether they do: moves, departures, deaths, returns."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Min

from klaster.tanggal import sebut_tanggal
from posyandu.kunci import alias_ids, lock_pokok
from posyandu.models import Domisili, Kunjungan, Warga
from posyandu.models.orang import StatusWarga
from posyandu.nama import check_sejak
from posyandu.pemegang import other_holders, save_warga
from posyandu.perubahan import note_perubahan
from posyandu.tugas_ikut import follow_orang
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.waktu import hari_ini

BAYI_HARI = 42  # registered this young, a child has lived here since birth


@transaction.atomic
def move_domisili(*, warga: Warga, posyandu: Unit, sejak: date, petugas: Pengguna) -> Domisili:
    """From `sejak` on the person lives at `posyandu`; a guest who settles becomes a resident."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_pokok(warga)
    if posyandu.jenis != JenisUnit.POSYANDU or posyandu.kabupaten_id is None:
        raise DomainError("bukan_posyandu", "Warga tinggal di wilayah posyandu.", "posyandu", "Pilih posyandu.")
    if warga.status != StatusWarga.AKTIF:
        raise DomainError(
            f"warga_{warga.status}", f"Warga ini tercatat {warga.kata_status}.", "warga", "Perbaiki statusnya dahulu."
        )
    check_sejak(sejak, warga.tanggal_lahir, hari_ini(kabupaten_id=warga.kabupaten_id))
    _leave(warga, posyandu, sejak)
    domisili = Domisili.objects.create(warga=warga, posyandu=posyandu, sejak=sejak)
    for kabupaten_id in sorted({warga.kabupaten_id, posyandu.kabupaten_id}):
        mark_perlu_hitung(kabupaten_id=kabupaten_id, sejak=sejak)
    warga.unit, warga.kabupaten_id, warga.tamu = posyandu, posyandu.kabupaten_id, False
    _claim_nik(warga)
    follow_orang([warga.pk])
    note_perubahan({warga.pk})
    return domisili


@transaction.atomic
def set_status_warga(*, warga: Warga, status: str, sejak: date, petugas: Pengguna) -> Warga:
    """Moved away or died: the domicile ends. Active again: it goes on, or starts anew where the person last lived.

    Written down by mistake: nobody ever lived there, so that nothing counts the row; it must have no visits in force.
    """
    del petugas  # the audit trail takes the user from the request
    warga = lock_pokok(warga)
    if status not in StatusWarga.values:
        raise DomainError("status_tidak_dikenal", "Status tidak dikenal.", "status", "Pilih salah satu dari daftar.")
    if status == warga.status:
        raise DomainError("status_sama", f"Warga ini sudah tercatat {status}.", "status", "Muat ulang halaman.")
    check_sejak(sejak, warga.tanggal_lahir, hari_ini(kabupaten_id=warga.kabupaten_id))
    if status == StatusWarga.KELIRU:
        _check_unserved(warga)
    touched = min(sejak, warga.status_sejak or sejak)
    if not warga.tamu:
        touched = min(touched, _settle(warga, status, sejak))
    warga.status, warga.status_sejak = status, sejak
    _claim_nik(warga)
    follow_orang([warga.pk])
    mark_perlu_hitung(kabupaten_id=warga.kabupaten_id, sejak=touched)
    note_perubahan({warga.pk})
    return warga


def _settle(warga: Warga, status: str, sejak: date) -> date:
    """Domicile as the new state asks for; the first day that changed."""
    if status == StatusWarga.AKTIF:
        return _reopen(warga, sejak)
    return _forget(warga) if status == StatusWarga.KELIRU else _close(warga, sejak)


def _check_unserved(warga: Warga) -> None:
    """Whoever was served exists."""
    ada = Kunjungan.objects.filter(warga__in=alias_ids(warga.pk), berlaku=True).count()
    if ada:
        raise DomainError(
            "sudah_dilayani",
            f"{warga.nama} punya {ada} catatan kunjungan.",
            "status",
            "Batalkan catatannya dahulu, atau gabungkan dengan orang yang benar.",
        )


def _forget(warga: Warga) -> date:
    rows = Domisili.objects.filter(warga=warga)
    awal = rows.aggregate(awal=Min("sejak"))["awal"]
    rows.delete()
    return awal or warga.tanggal_lahir


def _last(warga: Warga) -> Domisili | None:
    return Domisili.objects.filter(warga=warga).order_by("-sejak").first()


def _leave(warga: Warga, posyandu: Unit, sejak: date) -> None:
    """End the present domicile the day the new one starts. A newborn handed over on the day of birth never had it."""
    last = _last(warga)
    if last is None:
        return
    if last.sampai is None and last.posyandu_id == posyandu.pk:
        raise DomainError(
            "sudah_di_sini", "Warga ini sudah tinggal di posyandu itu.", "posyandu", "Pilih posyandu lain."
        )
    if last.sampai is None and last.sejak == sejak and _is_born(warga, sejak):
        last.delete()
        return
    if sejak < (last.sampai or last.sejak + timedelta(days=1)):
        raise DomainError(
            "tanggal_terbalik",
            f"Tanggal pindah harus sesudah {sebut_tanggal(last.sampai or last.sejak)}, tanggal domisili terakhir.",
            "sejak",
            "Periksa tanggalnya.",
        )
    if last.sampai is None:
        _end(last, sejak)


def _is_born(warga: Warga, sejak: date) -> bool:
    """On that day, and lately: of an older child it is a slip of the typist."""
    hari = hari_ini(kabupaten_id=warga.kabupaten_id)
    return sejak == warga.tanggal_lahir and (hari - sejak).days <= BAYI_HARI


def _close(warga: Warga, sejak: date) -> date:
    """End the domicile; whoever leaves on the day they came lived there that one day."""
    last = _last(warga)
    if last is None or last.sampai is not None:
        return sejak
    if sejak < last.sejak:
        raise DomainError(
            "tanggal_terbalik",
            f"Warga ini tinggal di sini sejak {sebut_tanggal(last.sejak)}.",
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
