"""Pregnancies and chronic-disease registers: open and close episodes."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from klaster.umur import umur_tahun
from posyandu.kunci import alias_ids, lock_orang, lock_pokok
from posyandu.models import Kehamilan, PenyakitTerdaftar, Warga
from posyandu.models.orang import StatusWarga
from posyandu.nama import check_sejak
from posyandu.turunan import HAMIL_TERLAMA, derive_findings
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna
from puskesmas.teks import clean_note
from puskesmas.waktu import hari_ini

LAMA_HAMIL = timedelta(days=280)  # Naegele: 280 days from the first day of the last period
UMUR_HAMIL = (10, 55)  # years; outside it is a wrong birth date


@transaction.atomic
def open_kehamilan(
    *,
    warga: Warga,
    hpht: date,
    petugas: Pengguna,
    id: UUID | None = None,  # noqa: A002 - the public id, made by whoever wrote it down
    hpl: date | None = None,
) -> Kehamilan:
    """A pregnancy starts to be followed; `hpht` is the first day of the last period."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_pokok(warga)
    _check_active(warga)
    _check_mother(warga, hpht)
    _check_hpht(warga, hpht)
    kehamilan = Kehamilan.objects.create(
        pk=id or uuid.uuid4(), warga=warga, hpht=hpht, hpl=hpl if hpl and hpl > hpht else hpht + LAMA_HAMIL
    )
    _judge(warga, hpht)
    return kehamilan


@transaction.atomic
def close_kehamilan(*, kehamilan: Kehamilan, selesai: date, hasil: str, petugas: Pengguna) -> Kehamilan:
    """The pregnancy ended on `selesai`."""
    del petugas  # the audit trail takes the user from the request
    warga = _lock_owner(kehamilan.warga_id)
    kehamilan = Kehamilan.objects.select_for_update().get(pk=kehamilan.pk)
    if kehamilan.selesai is not None:
        raise DomainError("sudah_ditutup", "Kehamilan ini sudah ditutup.", "", "Muat ulang halaman.")
    if hasil not in Kehamilan.Hasil.values:
        raise DomainError(
            "hasil_tidak_dikenal", "Hasil kehamilan tidak dikenal.", "hasil", "Pilih salah satu dari daftar."
        )
    check_sejak(
        selesai, kehamilan.hpht + timedelta(days=1), hari_ini(kabupaten_id=warga.kabupaten_id), bidang="selesai"
    )
    if selesai > kehamilan.hpht + HAMIL_TERLAMA:
        raise DomainError(
            "hamil_terlalu_lama", "Tanggalnya lebih dari 44 minggu sesudah HPHT.", "selesai", "Periksa kedua tanggal."
        )
    kehamilan.selesai, kehamilan.hasil = selesai, hasil
    kehamilan.save(update_fields=["selesai", "hasil"])
    _judge(warga, selesai)
    return kehamilan


@transaction.atomic
def enter_register(
    *,
    warga: Warga,
    penyakit: str,
    sejak: date,
    petugas: Pengguna,
    id: UUID | None = None,  # noqa: A002 - the public id, made by whoever wrote it down
) -> PenyakitTerdaftar:
    """The person enters the register of a chronic disease."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_pokok(warga)
    _check_active(warga)
    if penyakit not in PenyakitTerdaftar.Penyakit.values:
        raise DomainError(
            "penyakit_tidak_dikenal", "Kode penyakit tidak dikenal.", "penyakit", "Pilih salah satu dari daftar."
        )
    check_sejak(sejak, warga.tanggal_lahir, hari_ini(kabupaten_id=warga.kabupaten_id))
    earlier = PenyakitTerdaftar.objects.filter(warga__in=alias_ids(warga.pk), penyakit=penyakit)
    if earlier.filter(Q(sampai=None) | Q(sampai__gt=sejak)).exists():
        raise DomainError(
            "sudah_terdaftar", "Warga ini sudah tercatat dengan penyakit itu.", "penyakit", "Buka catatannya."
        )
    terdaftar = PenyakitTerdaftar.objects.create(pk=id or uuid.uuid4(), warga=warga, penyakit=penyakit, sejak=sejak)
    _judge(warga, sejak)
    return terdaftar


@transaction.atomic
def leave_register(*, terdaftar: PenyakitTerdaftar, sampai: date, alasan: str, petugas: Pengguna) -> PenyakitTerdaftar:
    """The person leaves the register; `sampai` is the first day outside it."""
    del petugas  # the audit trail takes the user from the request
    warga = _lock_owner(terdaftar.warga_id)
    terdaftar = PenyakitTerdaftar.objects.select_for_update().get(pk=terdaftar.pk)
    if terdaftar.sampai is not None:
        raise DomainError("sudah_keluar", "Warga ini sudah keluar dari daftar itu.", "", "Muat ulang halaman.")
    if sampai <= terdaftar.sejak:
        raise DomainError(
            "tanggal_terbalik", "Tanggal keluar harus sesudah tanggal masuk.", "sampai", "Periksa kedua tanggal."
        )
    check_sejak(sampai, warga.tanggal_lahir, hari_ini(kabupaten_id=warga.kabupaten_id), bidang="sampai")
    terdaftar.sampai, terdaftar.alasan_keluar = sampai, clean_note(alasan, bidang="alasan", paling=100)
    terdaftar.save(update_fields=["sampai", "alasan_keluar"])
    _judge(warga, sampai)
    return terdaftar


def _lock_owner(warga_id: UUID) -> Warga:
    """The person an episode belongs to, also when its row was merged into another since."""
    rows = lock_orang([warga_id])
    return rows[rows[warga_id].pokok_id]


def _check_active(warga: Warga) -> None:
    if warga.status != StatusWarga.AKTIF:
        raise DomainError(
            f"warga_{warga.status}", f"Warga ini tercatat {warga.status}.", "warga", "Perbaiki statusnya dahulu."
        )


def _check_mother(warga: Warga, hpht: date) -> None:
    if warga.jenis_kelamin != "P":
        raise DomainError("bukan_perempuan", "Data kehamilan hanya untuk perempuan.", "warga", "Periksa orangnya.")
    muda, tua = UMUR_HAMIL
    umur = umur_tahun(warga.tanggal_lahir, hpht)
    if not muda <= umur <= tua:
        raise DomainError(
            "umur_ibu", f"Umur ibu {umur} tahun; periksa tanggal lahir.", "hpht", "Perbaiki tanggal lahir atau HPHT."
        )


def _check_hpht(warga: Warga, hpht: date) -> None:
    today = hari_ini(kabupaten_id=warga.kabupaten_id)
    check_sejak(hpht, warga.tanggal_lahir, today, bidang="hpht")
    if hpht < today - HAMIL_TERLAMA:
        raise DomainError(
            "hpht_terlalu_lama",
            "HPHT lebih dari 44 minggu lalu.",
            "hpht",
            "Catat persalinan atau keguguran lebih dahulu.",
        )
    earlier = Kehamilan.objects.filter(warga__in=alias_ids(warga.pk))
    if earlier.filter(selesai=None).exists():
        raise DomainError("masih_hamil", "Ibu ini masih tercatat hamil.", "warga", "Tutup kehamilan sebelumnya dahulu.")
    if earlier.filter(selesai__gt=hpht).exists():
        raise DomainError(
            "hpht_tumpang", "HPHT lebih awal dari akhir kehamilan sebelumnya.", "hpht", "Periksa tanggalnya."
        )


def _judge(warga: Warga, sejak: date) -> None:
    derive_findings(orang=[warga.pk], sejak=sejak)
    mark_perlu_hitung(kabupaten_id=warga.kabupaten_id, sejak=sejak)
