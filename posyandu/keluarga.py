"""Write households down. The number of the family card (KK) is sealed like a NIK."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.db import transaction

from posyandu.models import Keluarga, Warga
from posyandu.nik import hash_nik, normalise_nik, seal_nik
from posyandu.perubahan import note_perubahan
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit


@transaction.atomic
def open_keluarga(
    *,
    id: UUID,
    unit: Unit,
    alamat: str,
    rt: str = "",
    nomor_kk: str = "",
) -> Keluarga:
    """Write a household down at a posyandu; the same id answers the household that is there."""
    if unit.jenis != JenisUnit.POSYANDU:
        raise DomainError("bukan_posyandu", "Keluarga dibina oleh sebuah posyandu.", "unit", "Pilih posyandunya.")
    if (known := Keluarga.objects.filter(pk=id).first()) is not None:
        return known
    kk = normalise_kk(nomor_kk) if nomor_kk.strip() else ""
    return Keluarga.objects.create(
        pk=id,
        unit=unit,
        alamat=alamat.strip()[:200],
        rt=rt.strip()[:10],
        kk_sandi=seal_nik(kk)["nik_sandi"] if kk else None,
        kk_hash=hash_nik(kk) if kk else "",
    )


@transaction.atomic
def family_of(*, unit: Unit, ibu: Warga | None, alamat: str, rt: str, nomor_kk: str) -> Keluarga | None:
    """The household of somebody who is written down now: that of the card, else the mother's, else one of the address.

    None where nothing of it is known.
    """
    kk = normalise_kk(nomor_kk) if nomor_kk.strip() else ""
    if kk and (ada := Keluarga.objects.filter(unit=unit, kk_hash=hash_nik(kk)).order_by("pk").first()) is not None:
        return ada
    if not kk and ibu is not None and ibu.keluarga is not None:
        return ibu.keluarga
    if unit.jenis != JenisUnit.POSYANDU or not (kk or alamat.strip()):
        return None
    return open_keluarga(id=uuid.uuid4(), unit=unit, alamat=alamat, rt=rt, nomor_kk=kk)


@transaction.atomic
def change_keluarga(
    *,
    keluarga: Keluarga,
    petugas: Pengguna,
    alamat: str | None = None,
    rt: str | None = None,
    nomor_kk: str | None = None,
) -> Keluarga:
    """Correct what is known about a household, for all its members; what is not given stays. A card of "" goes."""
    del petugas  # the audit trail takes the user from the request
    baris = Keluarga.objects.select_for_update(of=("self",)).get(pk=keluarga.pk)
    baris.alamat = baris.alamat if alamat is None else alamat.strip()[:200]
    baris.rt = baris.rt if rt is None else rt.strip()[:10]
    if nomor_kk is not None:
        kk = normalise_kk(nomor_kk) if nomor_kk.strip() else ""
        baris.kk_sandi, baris.kk_hash = (seal_nik(kk)["nik_sandi"], hash_nik(kk)) if kk else (None, "")
    baris.save()
    note_perubahan(list(baris.anggota.values_list("pk", flat=True)))
    return baris


def normalise_kk(teks: str) -> str:
    """16 ASCII digits; it is built like a NIK, except that the date is the day of issue."""
    try:
        return normalise_nik(teks)
    except DomainError as galat:
        raise DomainError("kk_tidak_sah", galat.pesan.replace("NIK", "Nomor KK"), "nomor_kk", galat.saran) from galat
