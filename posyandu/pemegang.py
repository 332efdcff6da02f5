"""Who holds a NIK: one active resident of a kabupaten, settled by a constraint; a second holder is kept and shown."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from posyandu.models import DugaanGanda, Warga
from posyandu.models.orang import StatusWarga
from puskesmas.errors import DomainError

SATU_PEMEGANG = "warga_nik_satu_pemegang"


def find_holders(kabupaten_id: int, nik_hash: str) -> list[Warga]:
    """Active residents of the kabupaten with this NIK, the first registered first."""
    if not nik_hash:
        return []
    same = Warga.objects.pokok().filter(kabupaten=kabupaten_id, nik_hash=nik_hash, tamu=False)
    return list(same.filter(status=StatusWarga.AKTIF).order_by("nik_ganda", "dibuat_pada", "pk"))


def save_warga(warga: Warga) -> None:
    """Store a changed row; where another active person holds its NIK by now, it becomes the second holder."""
    try:
        with transaction.atomic():
            warga.save()
    except IntegrityError as error:
        _refuse_other_constraint(error)
        warga.nik_ganda = True
        warga.save()
    if warga.nik_ganda:
        ask_about_holders(warga)


def insert_warga(warga: Warga) -> None:
    """Insert as the holder of the NIK, or as its second holder; the constraint decides between two at once."""
    warga.nik_ganda = bool(not warga.tamu and find_holders(warga.kabupaten_id, warga.nik_hash))
    try:
        with transaction.atomic():
            warga.save(force_insert=True)
    except IntegrityError as error:
        _refuse_other_constraint(error)
        warga.nik_ganda = True
        warga.save(force_insert=True)
    if warga.nik_ganda:
        ask_about_holders(warga)


def _refuse_other_constraint(error: IntegrityError) -> None:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if name == "posyandu_warga_pkey":
        raise DomainError("id_dipakai_ulang", "Id ini baru saja dipakai.", "id", "Kirim lagi.") from error
    if name != SATU_PEMEGANG:
        raise error


def ask_about_holders(warga: Warga) -> None:
    """Put the other holders of a NIK before a person, once for each pair."""
    rows = [DugaanGanda(warga=warga, mirip=holder, alasan="nik_sama") for holder in other_holders(warga)]
    DugaanGanda.objects.bulk_create(rows, ignore_conflicts=True)


def other_holders(warga: Warga) -> list[Warga]:
    return [holder for holder in find_holders(warga.kabupaten_id, warga.nik_hash) if holder.pk != warga.pk]
