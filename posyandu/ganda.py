"""The desk for duplicates: two rows that may be one person, decided by a person whose units hold both."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from posyandu.gabung import merge_warga, undo_merge
from posyandu.kunci import lock_orang
from posyandu.meja_kunjungan import TIDAK_ADA, decided
from posyandu.models import DugaanGanda, Penggabungan, Warga
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi


def list_dugaan(oleh: Pengguna) -> QuerySet[DugaanGanda]:
    """Pairs of which both are inside `oleh`'s units, decided or not; a pair across two Puskesmas is the kabupaten's."""
    boleh = Warga.objects.allowed_to(oleh, Aksi.PUTUS_MEJA).values("pk")
    return DugaanGanda.objects.filter(warga__in=boleh, mirip__in=boleh)


def open_dugaan(oleh: Pengguna) -> QuerySet[DugaanGanda]:
    """Not decided, and not one person already by another way."""
    satu, lain = Coalesce("warga__digabung_ke", "warga"), Coalesce("mirip__digabung_ke", "mirip")
    return list_dugaan(oleh).filter(diputus_pada=None).annotate(satu=satu, lain=lain).exclude(satu=F("lain"))


@transaction.atomic
def settle_same(*, oleh: Pengguna, dugaan: DugaanGanda, tetap: str) -> Penggabungan:
    """They are one person; `tetap` is the id of the row whose data stay."""
    baris = _lock(oleh, dugaan)
    satu, lain = _root(baris.warga), _root(baris.mirip)
    if tetap not in (str(satu.pk), str(lain.pk)):
        raise DomainError("belum_dipilih", "Data yang dipakai belum dipilih.", "tetap", "Pilih salah satu.")
    dari, ke = (lain, satu) if tetap == str(satu.pk) else (satu, lain)
    gabung = merge_warga(dari=dari, ke=ke, petugas=oleh)
    _decide(baris, oleh, sama=True)
    return gabung


@transaction.atomic
def settle_different(*, oleh: Pengguna, dugaan: DugaanGanda) -> DugaanGanda:
    """They are two people; nobody is asked again about these two."""
    return _decide(_lock(oleh, dugaan), oleh, sama=False)


def list_gabung(oleh: Pengguna) -> QuerySet[Penggabungan]:
    """Merges of which both rows are inside `oleh`'s units, the latest first."""
    boleh = Warga.objects.allowed_to(oleh, Aksi.PUTUS_MEJA).values("pk")
    rows = Penggabungan.objects.filter(dari__in=boleh, ke__in=boleh)
    return rows.select_related("dari__unit", "ke__unit", "oleh", "dibatalkan_oleh").order_by("-pada", "-pk")


@transaction.atomic
def settle_undo(*, oleh: Pengguna, penggabungan: Penggabungan) -> Penggabungan:
    """They are two people after all."""
    baris = list_gabung(oleh).filter(pk=penggabungan.pk).first()
    if baris is None:
        raise TIDAK_ADA
    lock_orang([baris.dari_id, baris.ke_id])
    baris = list_gabung(oleh).get(pk=penggabungan.pk)
    if baris.dibatalkan_pada is not None:
        raise decided(baris.dibatalkan_oleh)
    hasil = undo_merge(penggabungan=baris, petugas=oleh)
    pasangan = Q(warga=baris.dari, mirip=baris.ke) | Q(warga=baris.ke, mirip=baris.dari)
    DugaanGanda.objects.filter(pasangan).update(sama=False, diputus_oleh=oleh, diputus_pada=timezone.now())
    return hasil


def _lock(oleh: Pengguna, dugaan: DugaanGanda) -> DugaanGanda:
    """People first, as everywhere; then the question about them."""
    baris = list_dugaan(oleh).filter(pk=dugaan.pk).first()
    if baris is None:
        raise TIDAK_ADA
    lock_orang([baris.warga_id, baris.mirip_id])
    rows = DugaanGanda.objects.select_related("warga__digabung_ke", "mirip__digabung_ke", "diputus_oleh")
    baris = rows.select_for_update(of=("self",)).get(pk=dugaan.pk)
    if baris.diputus_pada is not None:
        raise decided(baris.diputus_oleh)
    return baris


def _root(warga: Warga) -> Warga:
    return warga.digabung_ke or warga


def _decide(baris: DugaanGanda, oleh: Pengguna, *, sama: bool) -> DugaanGanda:
    baris.diputus_pada, baris.diputus_oleh, baris.sama = timezone.now(), oleh, sama
    baris.save(update_fields=["diputus_pada", "diputus_oleh", "sama"])
    return baris
