"""Two rows that are one person. Visits keep their row; readers follow `Warga.digabung_ke`, which names the root."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from posyandu.kunci import alias_ids, child_ids, lock_orang
from posyandu.models import BedaBagian, Domisili, DugaanGanda, Kehamilan, Kunjungan, Penggabungan, Warga
from posyandu.perubahan import note_perubahan
from posyandu.tugas_ikut import settle_tugas
from posyandu.turunan import derive_findings
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna


@transaction.atomic
def merge_warga(*, dari: Warga, ke: Warga, petugas: Pengguna) -> Penggabungan:
    """`dari` turned out to be `ke`: their visits become one history."""
    rows = lock_orang([dari.pk, ke.pk])
    dari, ke = rows[dari.pk], rows[rows[ke.pk].pokok_id]
    _check_pair(dari, ke)
    moved = alias_ids(dari.pk)
    gabung = Penggabungan.objects.create(dari=dari, ke=ke, oleh=petugas)
    _point(moved, ke.pk)
    pair = Q(warga__in=moved, mirip=ke) | Q(warga=ke, mirip__in=moved)
    DugaanGanda.objects.filter(pair, diputus_pada=None).update(diputus_pada=timezone.now())
    ikut = settle_tugas(warga=Warga.objects.filter(pk__in=[ke.pk, *moved]))
    _judge([ke.pk], moved, ke.kabupaten_id)
    note_perubahan({ke.pk, *moved, *child_ids(moved), *ikut})
    return gabung


@transaction.atomic
def undo_merge(*, penggabungan: Penggabungan, petugas: Pengguna) -> Penggabungan:
    """They are two people after all: pointers and findings become what they were without this merge."""
    rows = lock_orang([penggabungan.dari_id, penggabungan.ke_id])
    penggabungan = Penggabungan.objects.select_for_update().get(pk=penggabungan.pk)
    if penggabungan.dibatalkan_pada is not None:
        raise DomainError("sudah_dibatalkan", "Penggabungan ini sudah dibatalkan.", "", "Muat ulang halaman.")
    pokok = rows[penggabungan.dari_id].pokok_id
    penggabungan.dibatalkan_pada, penggabungan.dibatalkan_oleh = timezone.now(), petugas
    penggabungan.save(update_fields=["dibatalkan_pada", "dibatalkan_oleh"])
    freed = _below(penggabungan.dari_id, alias_ids(pokok))
    _point(freed - {penggabungan.dari_id}, penggabungan.dari_id)
    _point({penggabungan.dari_id}, None)
    _drop_stale_differences(freed)
    parted = [*alias_ids(pokok), *freed]
    ikut = settle_tugas(
        warga=Warga.objects.filter(pk__in=parted), diganti=Kunjungan.objects.filter(warga__in=parted, berlaku=True)
    )
    _judge([pokok, penggabungan.dari_id], freed, rows[penggabungan.dari_id].kabupaten_id)
    note_perubahan({*parted, *child_ids(freed), *ikut})
    return penggabungan


def _check_pair(dari: Warga, ke: Warga) -> None:
    if dari.digabung_ke_id is not None:
        raise DomainError("sudah_digabung", "Data ini sudah digabung.", "dari", "Batalkan penggabungan itu dahulu.")
    if dari.pk == ke.pk:
        raise DomainError("orang_sama", "Ini data orang yang sama.", "ke", "Pilih dua orang.")
    if dari.kabupaten_id != ke.kabupaten_id:
        raise DomainError("beda_kabupaten", "Kedua data ada di kabupaten yang berbeda.", "ke", "Pilih orang lain.")
    if dari.jenis_kelamin != ke.jenis_kelamin:
        raise DomainError("jenis_kelamin_beda", "Jenis kelaminnya berbeda.", "ke", "Perbaiki datanya dahulu.")
    if ke.tamu and not dari.tamu:  # a guest lives at no posyandu, and a merged row counts nowhere
        raise DomainError("ke_tamu", "Warga tidak digabung ke tamu.", "ke", "Gabungkan data tamu ke data warga.")
    if dari.ibu_id == ke.pk or ke.ibu_id == dari.pk:
        raise DomainError("ibu_dan_anak", "Keduanya tercatat sebagai ibu dan anak.", "ke", "Pilih orang lain.")
    if _open_pregnancies(alias_ids(dari.pk)) and _open_pregnancies(alias_ids(ke.pk)):
        raise DomainError("keduanya_hamil", "Keduanya tercatat hamil.", "ke", "Tutup salah satu kehamilan dahulu.")


def _open_pregnancies(ids: Collection[UUID]) -> bool:
    return Kehamilan.objects.filter(warga__in=ids, selesai=None).exists()


def _point(ids: Iterable[UUID], pokok: UUID | None) -> None:
    Warga.objects.filter(pk__in=ids).update(digabung_ke=pokok)


def _below(dari: UUID, ids: Collection[UUID]) -> set[UUID]:
    """`dari` and everyone merged into it, directly or through others, by the merges still in force."""
    edges = Penggabungan.objects.filter(dari__in=ids, dibatalkan_pada=None).values_list("dari_id", "ke_id")
    into = dict(edges)
    found = {dari}
    while more := {child for child, parent in into.items() if parent in found} - found:
        found |= more
    return found


def _drop_stale_differences(freed: Collection[UUID]) -> None:
    """Questions about values that disagreed between rows of two people, asked while they passed for one."""
    mixed = Q(kunjungan__warga__in=freed) ^ Q(lain__warga__in=freed)
    BedaBagian.objects.filter(mixed, diputus_pada=None).delete()


def _judge(orang: Collection[UUID], moved: Collection[UUID], kabupaten_id: int) -> None:
    """The rows that changed hands decide from when on the others' visits read differently."""
    visits: date | None = Kunjungan.objects.filter(warga__in=moved).aggregate(hari=Min("tanggal"))["hari"]
    if visits is not None:
        derive_findings(orang=orang, sejak=visits)
    homes: date | None = Domisili.objects.filter(warga__in=moved).aggregate(hari=Min("sejak"))["hari"]
    days = [day for day in (visits, homes) if day is not None]
    if days:
        mark_perlu_hitung(kabupaten_id=kabupaten_id, sejak=min(days))
