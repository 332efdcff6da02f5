"""A birth that was written down wrongly: taken back as a whole, or set to another day and hour as a whole."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from posyandu.domisili import set_status_warga
from posyandu.kiriman import parse_kiriman
from posyandu.kunci import alias_ids, lock_orang, lock_pokok
from posyandu.kunjungan import DITERIMA, SUDAH_ADA, record_kunjungan
from posyandu.models import Domisili, Kehamilan, Kunjungan, Warga
from posyandu.models.orang import StatusWarga
from posyandu.riwayat import close_kehamilan, reopen_kehamilan
from posyandu.warga import change_warga
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from pustu.persalinan import check_hour

PENOLONG: Final = "persalinan_penolong"
LAHIR: Final = "minggu_lahir"
"""What tells the visit of a birth from another, of the mother and of the baby."""


@dataclass(frozen=True, slots=True)
class Lahir:
    """A birth as it stands: the mother's visit, the pregnancy it ended, the babies with the visit of their birth."""

    kunjungan: Kunjungan
    kehamilan: Kehamilan | None
    bayi: Sequence[tuple[Warga, Kunjungan | None]]


def find_lahir(ibu: Warga) -> Lahir | None:
    """The last birth of this mother that is in force."""
    baris = alias_ids(ibu.pk)
    rows = Kunjungan.objects.filter(warga__in=baris, berlaku=True, pengukuran__has_key=PENOLONG)
    kunjungan = rows.select_related("unit_layanan__kabupaten__setelan", "warga").order_by("-tanggal").first()
    if kunjungan is None:
        return None
    bayi = Warga.objects.pokok().filter(ibu__in=baris, tanggal_lahir=kunjungan.tanggal)
    anak = list(bayi.exclude(status=StatusWarga.KELIRU).order_by("nama", "pk"))
    lahir = Kunjungan.objects.filter(
        warga__in=anak, berlaku=True, tanggal=kunjungan.tanggal, pengukuran__has_key=LAHIR
    ).select_related("unit_layanan", "warga")
    milik = {satu.warga_id: satu for satu in lahir}
    akhir = Kehamilan.objects.filter(warga__in=baris, selesai=kunjungan.tanggal).first()
    return Lahir(kunjungan, akhir, [(satu, milik.get(satu.pk)) for satu in anak])


@transaction.atomic
def withdraw_persalinan(*, petugas: Pengguna, ibu: Warga, kunjungan: UUID, alasan: str) -> None:
    """It was no birth of hers: the pregnancy goes on, and the babies were written down by mistake.

    Refused where a baby was served since. Taken back twice it is taken back once. Her death, if noted, stays.
    """
    lahir = _lock(petugas, ibu, kunjungan)
    if lahir is None:
        return
    _check_babies(lahir)
    for satu in (lahir.kunjungan, *(row for _, row in lahir.bayi if row is not None)):
        _replace(petugas, satu, {"batal": alasan.strip()})
    for bayi, _ in lahir.bayi:
        status = StatusWarga.KELIRU
        set_status_warga(warga=bayi, status=status, sejak=lahir.kunjungan.tanggal, petugas=petugas)
    if lahir.kehamilan is not None:
        reopen_kehamilan(kehamilan=lahir.kehamilan, petugas=petugas)


@transaction.atomic
def redate_persalinan(*, petugas: Pengguna, ibu: Warga, kunjungan: UUID, tanggal: date, jam: str) -> None:
    """It was on another day or at another hour: for the mother, her pregnancy and every baby alike."""
    lahir = _lock(petugas, ibu, kunjungan)
    if lahir is None:
        raise DomainError("persalinan_berubah", "Persalinan ini baru saja diubah.", "", "Muat ulang halaman.")
    check_hour(tanggal, jam, lahir.kunjungan.unit_layanan)
    lama, hamil = lahir.kunjungan.tanggal, lahir.kehamilan
    if hamil is not None and lama != tanggal:
        hasil, hamil = hamil.hasil, reopen_kehamilan(kehamilan=hamil, petugas=petugas)
        close_kehamilan(kehamilan=hamil, selesai=tanggal, hasil=hasil, petugas=petugas)
    isi = {**lahir.kunjungan.pengukuran, "persalinan_jam": jam.replace(".", ":")}
    _replace(petugas, lahir.kunjungan, _visit(lahir.kunjungan, tanggal, isi))
    if lama != tanggal:
        for bayi, row in lahir.bayi:
            _redate_baby(petugas, bayi, row, tanggal, hamil)


def _redate_baby(petugas: Pengguna, bayi: Warga, row: Kunjungan | None, tanggal: date, hamil: Kehamilan | None) -> None:
    """Born earlier the birth date moves first, born later the visit does: no visit is ever before the birth."""
    lama = bayi.tanggal_lahir
    if tanggal < lama:
        change_warga(warga=bayi, petugas=petugas, tanggal_lahir=tanggal)
    if row is not None:
        minggu = {LAHIR: (tanggal - hamil.hpht).days // 7} if hamil else {}
        isi = {
            kode: tanggal.isoformat() if nilai == lama.isoformat() else nilai for kode, nilai in row.pengukuran.items()
        }
        _replace(petugas, row, _visit(row, tanggal, {**isi, **minggu}))
    if tanggal > lama:
        change_warga(warga=bayi, petugas=petugas, tanggal_lahir=tanggal)
    Domisili.objects.filter(warga=bayi, sejak=lama).update(sejak=tanggal)


def _lock(petugas: Pengguna, ibu: Warga, kunjungan: UUID) -> Lahir | None:
    """The birth, everybody concerned locked; None where it is no longer that visit."""
    ibu = lock_pokok(ibu)
    lahir = find_lahir(ibu)
    if lahir is None or lahir.kunjungan.pk != kunjungan:
        return None
    if not petugas.may(Aksi.KLINIS, lahir.kunjungan.unit_layanan):
        raise DomainError("tidak_boleh", "Persalinan dicatat bidan, perawat, atau dokter.", "unit", "", 403)
    lock_orang([satu.pk for satu, _ in lahir.bayi])
    return lahir


def _check_babies(lahir: Lahir) -> None:
    for bayi, row in lahir.bayi:
        lain = Kunjungan.objects.filter(warga__in=alias_ids(bayi.pk), berlaku=True)
        jumlah = lain.exclude(pk__in=[row.pk] if row else []).count()
        if jumlah:
            raise DomainError(
                "bayi_sudah_dilayani",
                f"{bayi.nama} sudah punya {jumlah} kunjungan lain.",
                "alasan",
                "Batalkan dahulu kunjungannya; bila hanya tanggal atau jamnya salah, betulkan tanggalnya saja.",
            )


def _visit(row: Kunjungan, tanggal: date, isi: Mapping[str, object]) -> dict[str, object]:
    return {
        "warga": str(row.warga_id),
        "unit": row.unit_layanan.kode,
        "tanggal": tanggal.isoformat(),
        "kanal": row.kanal,
        "pengukuran": dict(isi),
        "diperiksa_oleh": row.diperiksa_oleh,
    }


def _replace(petugas: Pengguna, row: Kunjungan, isi: Mapping[str, object]) -> None:
    """A correction or a withdrawal, under an id that follows from what it replaces and says."""
    baru = uuid.uuid5(row.pk, repr(sorted(isi.items())))
    kiriman = parse_kiriman({"id": str(baru), "menggantikan": str(row.pk), **isi})
    hasil = record_kunjungan(petugas=petugas, perangkat=None, kiriman=kiriman)
    if hasil.status not in (DITERIMA, SUDAH_ADA):
        raise hasil.galat or DomainError("belum_tersimpan", "Persalinan belum diubah.", saran="Coba simpan lagi.")
