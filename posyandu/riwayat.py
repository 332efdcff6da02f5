"""Pregnancies and chronic-disease registers: open and close episodes."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from klaster.tanggal import sebut_tanggal
from klaster.umur import umur_tahun
from posyandu.kunci import alias_ids, lock_orang, lock_pokok
from posyandu.models import Kehamilan, Kunjungan, PenyakitTerdaftar, Warga
from posyandu.models.orang import StatusWarga
from posyandu.nama import check_sejak
from posyandu.perubahan import note_perubahan
from posyandu.turunan import HAMIL_TERLAMA, derive_findings
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna
from puskesmas.teks import clean_note
from puskesmas.waktu import hari_ini

LAMA_HAMIL = timedelta(days=280)  # Naegele: 280 days from the first day of the last period
UMUR_HAMIL = (10, 55)  # years; outside it is a wrong birth date
Babak = TypeVar("Babak", Kehamilan, PenyakitTerdaftar)


def may_be_pregnant(warga: Warga, tanggal: date) -> bool:
    """Whether a pregnancy that starts on that day would be accepted for her sex, age and status."""
    muda, tua = UMUR_HAMIL
    umur = umur_tahun(warga.tanggal_lahir, tanggal) if tanggal >= warga.tanggal_lahir else 0
    return warga.status == StatusWarga.AKTIF and warga.jenis_kelamin == "P" and muda <= umur <= tua


@transaction.atomic
def open_kehamilan(
    *,
    warga: Warga,
    hpht: date,
    petugas: Pengguna,
    id: UUID | None = None,
    hpl: date | None = None,
) -> Kehamilan:
    """A pregnancy starts to be followed; `hpht` is the first day of the last period. The same id answers its row."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_pokok(warga)
    if id and (ada := Kehamilan.tertulis.filter(pk=id).first()):
        return _repeat(ada, sama=ada.warga_id in alias_ids(warga.pk) and ada.hpht == hpht)
    _check_active(warga)
    _check_mother(warga, hpht)
    _check_hpht(warga, hpht)
    kehamilan = Kehamilan.objects.create(
        pk=id or uuid.uuid4(), warga=warga, hpht=hpht, hpl=hpl if hpl and hpl > hpht else hpht + LAMA_HAMIL
    )
    judge_since(warga, hpht)
    return kehamilan


@transaction.atomic
def change_hpht(*, kehamilan: Kehamilan, hpht: date, petugas: Pengguna) -> Kehamilan:
    """The pregnancy is older or younger than was thought, by an ultrasound or a slip; it must be open."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_owner(kehamilan.warga_id)
    kehamilan = lock_kehamilan(kehamilan)
    if kehamilan.selesai is not None:
        raise DomainError("sudah_ditutup", "Kehamilan ini sudah ditutup.", "", "Muat ulang halaman.")
    _check_mother(warga, hpht)
    _check_hpht(warga, hpht, kehamilan)
    _check_seen(warga, hpht, kehamilan)
    lama, kehamilan.hpht, kehamilan.hpl = kehamilan.hpht, hpht, hpht + LAMA_HAMIL
    kehamilan.save(update_fields=["hpht", "hpl"])
    judge_since(warga, min(lama, hpht))
    return kehamilan


@transaction.atomic
def close_kehamilan(*, kehamilan: Kehamilan, selesai: date, hasil: str, petugas: Pengguna) -> Kehamilan:
    """The pregnancy ended on `selesai`; the same ending a second time changes nothing."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_owner(kehamilan.warga_id)
    kehamilan = lock_kehamilan(kehamilan)
    if (kehamilan.selesai, kehamilan.hasil) == (selesai, hasil):
        return kehamilan
    if kehamilan.selesai is not None:
        raise DomainError("sudah_ditutup", "Kehamilan ini sudah ditutup.", "", "Muat ulang halaman.")
    if hasil not in Kehamilan.Hasil.values:
        raise DomainError(
            "hasil_tidak_dikenal", "Hasil kehamilan tidak dikenal.", "hasil", "Pilih salah satu dari daftar."
        )
    check_sejak(selesai, warga.tanggal_lahir, hari_ini(kabupaten_id=warga.kabupaten_id), bidang="selesai")
    if selesai <= kehamilan.hpht:
        raise DomainError(
            "sebelum_hpht", "Tanggalnya harus sesudah HPHT kehamilan ini.", "selesai", "Periksa kedua tanggal."
        )
    if selesai > kehamilan.hpht + HAMIL_TERLAMA:
        raise DomainError(
            "hamil_terlalu_lama", "Tanggalnya lebih dari 44 minggu sesudah HPHT.", "selesai", "Periksa kedua tanggal."
        )
    kehamilan.selesai, kehamilan.hasil = selesai, hasil
    kehamilan.save(update_fields=["selesai", "hasil"])
    judge_since(warga, selesai)
    return kehamilan


@transaction.atomic
def reopen_kehamilan(*, kehamilan: Kehamilan, petugas: Pengguna) -> Kehamilan:
    """It has not ended after all; refused where another one has begun since."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_owner(kehamilan.warga_id)
    kehamilan = lock_kehamilan(kehamilan)
    lain = Kehamilan.objects.filter(warga__in=alias_ids(warga.pk)).exclude(pk=kehamilan.pk)
    if lain.filter(Q(selesai=None) | Q(hpht__gt=kehamilan.hpht)).exists():
        raise DomainError(
            "sudah_hamil_lagi", "Ibu ini sudah tercatat hamil lagi.", "warga", "Buka kehamilan yang terakhir."
        )
    akhir = kehamilan.selesai
    kehamilan.selesai, kehamilan.hasil = None, ""
    kehamilan.save(update_fields=["selesai", "hasil"])
    judge_since(warga, akhir or kehamilan.hpht)
    return kehamilan


@transaction.atomic
def enter_register(
    *,
    warga: Warga,
    penyakit: str,
    sejak: date,
    petugas: Pengguna,
    id: UUID | None = None,
) -> PenyakitTerdaftar:
    """The person enters the register of a chronic disease. The same id answers the same row."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_pokok(warga)
    if id and (ada := PenyakitTerdaftar.objects.filter(pk=id).first()):
        return _repeat(ada, sama=ada.warga_id in alias_ids(warga.pk) and (ada.penyakit, ada.sejak) == (penyakit, sejak))
    check_entry(warga, penyakit, sejak)
    terdaftar = PenyakitTerdaftar.objects.create(pk=id or uuid.uuid4(), warga=warga, penyakit=penyakit, sejak=sejak)
    judge_since(warga, sejak)
    return terdaftar


def check_entry(warga: Warga, penyakit: str, sejak: date) -> None:
    """Whether the person, whose row is locked, can stand in that register since then."""
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


@transaction.atomic
def leave_register(*, terdaftar: PenyakitTerdaftar, sampai: date, alasan: str, petugas: Pengguna) -> PenyakitTerdaftar:
    """The person leaves the register; `sampai` is the first day outside it. Leaving twice alike changes nothing."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_owner(terdaftar.warga_id)
    terdaftar = PenyakitTerdaftar.objects.select_for_update().get(pk=terdaftar.pk)
    alasan = clean_note(alasan, bidang="alasan", paling=100)
    if (terdaftar.sampai, terdaftar.alasan_keluar) == (sampai, alasan):
        return terdaftar
    if terdaftar.sampai is not None:
        raise DomainError("sudah_keluar", "Warga ini sudah keluar dari daftar itu.", "", "Muat ulang halaman.")
    if sampai <= terdaftar.sejak:
        raise DomainError(
            "tanggal_terbalik", "Tanggal keluar harus sesudah tanggal masuk.", "sampai", "Periksa kedua tanggal."
        )
    check_sejak(sampai, warga.tanggal_lahir, hari_ini(kabupaten_id=warga.kabupaten_id), bidang="sampai")
    terdaftar.sampai, terdaftar.alasan_keluar = sampai, alasan
    terdaftar.save(update_fields=["sampai", "alasan_keluar"])
    judge_since(warga, sampai)
    return terdaftar


def _repeat(ada: Babak, *, sama: bool) -> Babak:
    """What was sent twice stands once; another content under its id is refused."""
    if not sama:
        raise DomainError(
            "id_dipakai_ulang",
            "Catatan ini sudah dipakai untuk isi lain.",
            "id",
            "Muat ulang halaman, lalu catat lagi.",
        )
    return ada


def lock_owner(warga_id: UUID) -> Warga:
    """The person an episode belongs to, also when its row was merged into another since."""
    rows = lock_orang([warga_id])
    return rows[rows[warga_id].pokok_id]


def lock_kehamilan(kehamilan: Kehamilan) -> Kehamilan:
    """Fresh; refused where somebody has withdrawn it."""
    baris = Kehamilan.tertulis.select_for_update().get(pk=kehamilan.pk)
    if baris.alasan_batal:
        raise DomainError("kehamilan_dibatalkan", "Kehamilan ini dibatalkan: salah catat.", "", "Muat ulang halaman.")
    return baris


def _check_active(warga: Warga) -> None:
    if warga.status != StatusWarga.AKTIF:
        raise DomainError(
            f"warga_{warga.status}", f"Warga ini tercatat {warga.kata_status}.", "warga", "Perbaiki statusnya dahulu."
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


def _check_seen(warga: Warga, hpht: date, kehamilan: Kehamilan) -> None:
    """Whoever was examined for this pregnancy was pregnant on that day."""
    periksa = Kunjungan.objects.filter(warga__in=alias_ids(warga.pk), berlaku=True, pengukuran__anc=True)
    awal = periksa.filter(tanggal__range=(kehamilan.hpht, hpht)).order_by("tanggal").first()
    if awal is not None:
        raise DomainError(
            "sudah_periksa_hamil",
            f"Sudah ada periksa hamil tanggal {sebut_tanggal(awal.tanggal)}, sebelum HPHT itu.",
            "hpht",
            "Periksa kedua tanggal.",
        )


def _check_hpht(warga: Warga, hpht: date, sendiri: Kehamilan | None = None) -> None:
    today = hari_ini(kabupaten_id=warga.kabupaten_id)
    check_sejak(hpht, warga.tanggal_lahir, today, bidang="hpht")
    if hpht < today - HAMIL_TERLAMA:
        raise DomainError(
            "hpht_terlalu_lama",
            "HPHT lebih dari 44 minggu lalu.",
            "hpht",
            "Catat persalinan atau keguguran lebih dahulu.",
        )
    earlier = Kehamilan.objects.filter(warga__in=alias_ids(warga.pk)).exclude(pk__in=[sendiri.pk] if sendiri else [])
    if earlier.filter(selesai=None).exists():
        raise DomainError("masih_hamil", "Ibu ini masih tercatat hamil.", "warga", "Tutup kehamilan sebelumnya dahulu.")
    if earlier.filter(selesai__gt=hpht).exists():
        raise DomainError(
            "hpht_tumpang", "HPHT lebih awal dari akhir kehamilan sebelumnya.", "hpht", "Periksa tanggalnya."
        )


def judge_since(warga: Warga, sejak: date) -> None:
    derive_findings(orang=[warga.pk], sejak=sejak)
    mark_perlu_hitung(kabupaten_id=warga.kabupaten_id, sejak=sejak)
    note_perubahan({warga.pk})
