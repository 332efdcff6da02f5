"""Write households down. The number of the family card (KK) is sealed like a NIK."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from posyandu.models import Keluarga
from posyandu.nik import hash_nik, normalise_nik, seal_nik
from puskesmas.errors import DomainError
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit


@transaction.atomic
def open_keluarga(
    *,
    id: UUID,  # noqa: A002 - the public id, made by whoever wrote the household down
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


def normalise_kk(teks: str) -> str:
    """16 ASCII digits; it is built like a NIK, except that the date is the day of issue."""
    try:
        return normalise_nik(teks)
    except DomainError as galat:
        raise DomainError("kk_tidak_sah", galat.pesan.replace("NIK", "Nomor KK"), "nomor_kk", galat.saran) from galat
