"""What revoked phones send: kept without effect until a person applies or discards it, one by one, in its order."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from posyandu.kiriman import parse_kiriman
from posyandu.kunjungan import COBA_LAGI, DITOLAK, record_kunjungan
from posyandu.models import Karantina
from posyandu.models.operasi import StatusKarantina
from posyandu.nik import open_isi, seal_isi
from posyandu.operasi_baca import Operasi
from posyandu.operasi_jenis import Pengirim, perform
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Penugasan
from puskesmas.peran import Aksi
from puskesmas.teks import clean_note


def hold(kirim: Pengirim, operasi: Iterable[Operasi]) -> None:
    Karantina.objects.bulk_create(
        Karantina(
            id=satu.id,
            perangkat=kirim.perangkat,
            pengguna=kirim.pengguna,
            urut=satu.urut,
            jenis=satu.jenis,
            isi_sandi=seal_isi(json.dumps({"isi": satu.isi, "pada": satu.pada}).encode()),
        )
        for satu in operasi
    )


def list_karantina(oleh: Pengguna) -> QuerySet[Karantina]:
    """What waits of phones of others who work, or once worked, inside `oleh`'s units; in the order of each phone."""
    siapa = Penugasan.objects.allowed_to(oleh, Aksi.KELOLA_HP).values("pengguna")
    rows = Karantina.objects.filter(status=StatusKarantina.MENUNGGU, pengguna__in=siapa).exclude(pengguna=oleh)
    return rows.select_related("perangkat__pengguna", "pengguna").order_by("perangkat", "urut", "pk")


def read_karantina(karantina: Karantina) -> Operasi:
    """The operation as it was opened from its seal."""
    isi = json.loads(open_isi(karantina.isi_sandi))
    return Operasi(karantina.pk, karantina.urut, karantina.jenis, isi["isi"], pada=isi["pada"])


@transaction.atomic
def apply_karantina(*, oleh: Pengguna, karantina: Karantina) -> Karantina:
    """Carry it out with the rights of `oleh`; a visit stays the phone user's. What is refused goes on waiting."""
    baris = _lock(oleh, karantina)
    kirim, operasi = Pengirim(oleh, baris.perangkat), read_karantina(baris)
    if operasi.jenis == "kunjungan":
        isi = {"dicatat_pada": operasi.pada, **operasi.isi} if operasi.pada else operasi.isi
        hasil = record_kunjungan(petugas=oleh, perangkat=baris.perangkat, kiriman=parse_kiriman(isi))
        if hasil.galat is not None and hasil.status in (DITOLAK, COBA_LAGI):
            raise hasil.galat
    else:
        perform(kirim, operasi)
    return _decide(baris, oleh, StatusKarantina.DITERAPKAN, "")


@transaction.atomic
def discard_karantina(*, oleh: Pengguna, karantina: Karantina, alasan: str) -> Karantina:
    """It is not true, or not the user's: it stays written down with the reason and never takes effect."""
    return _decide(_lock(oleh, karantina), oleh, StatusKarantina.DIBUANG, clean_note(alasan, bidang="alasan"))


def _lock(oleh: Pengguna, karantina: Karantina) -> Karantina:
    baris = list_karantina(oleh).filter(pk=karantina.pk).select_for_update(of=("self",)).first()
    if baris is None:
        raise DomainError("karantina_tidak_ditemukan", "Catatan itu tidak menunggu lagi.", "", "Muat ulang.", 404)
    return baris


def _decide(baris: Karantina, oleh: Pengguna, status: StatusKarantina, alasan: str) -> Karantina:
    baris.status, baris.alasan = status, alasan
    baris.diputus_pada, baris.diputus_oleh = timezone.now(), oleh
    baris.save(update_fields=["status", "alasan", "diputus_pada", "diputus_oleh"])
    return baris
