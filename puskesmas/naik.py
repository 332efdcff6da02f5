"""What the clock does: silent problems climb one rung, and their holders are reminded on the last day."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F, Q

from puskesmas.jam import deadline, holder_name, jam_of, next_rung
from puskesmas.masalah import climb, lock, write_step
from puskesmas.models import Masalah, Unit
from puskesmas.models.masalah import Langkah
from puskesmas.waktu import hari_ini, is_workday


def tick(*, kabupaten: Unit) -> int:
    """Climb and remind in one kabupaten; returns how many problems changed.

    Nothing happens on days off. After a stopped clock a problem climbs one rung, whose holder then has the full time.
    """
    today = hari_ini(kabupaten_id=kabupaten.pk)
    if not is_workday(today):
        return 0
    return sum(_tick_one(masalah, today) for masalah in _waiting(kabupaten, today))


def _waiting(kabupaten: Unit, today: date) -> list[Masalah]:
    """Open problems whose last day is here and not yet told, or over and not yet at the top."""
    ingat = Q(batas_gerak=today) & (Q(diingatkan_untuk=None) | ~Q(diingatkan_untuk=F("batas_gerak")))
    naik = Q(batas_gerak__lt=today) & ~Q(dipegang=kabupaten)
    return list(Masalah.objects.under(kabupaten).open().filter(ingat | naik).order_by("batas_gerak", "pk"))


@transaction.atomic
def _tick_one(masalah: Masalah, today: date) -> bool:
    """Looks again under the lock: another worker or a person may have been quicker."""
    baris = lock(masalah)
    if not baris.terbuka:
        return False
    _recount(baris)
    if baris.batas_gerak < today:
        return climb(baris, oleh=None)
    if baris.batas_gerak > today or baris.diingatkan_untuk == baris.batas_gerak:
        return False
    baris.diingatkan_untuk = baris.batas_gerak
    baris.save(update_fields=["diingatkan_untuk"])
    atas = next_rung(baris.dipegang)
    nanti = f"Hari kerja berikutnya naik ke {holder_name(atas)}" if atas else "Sesudah hari ini lewat batas di Dinas"
    write_step(baris, Langkah.INGAT, None, nanti)
    return True


def _recount(masalah: Masalah) -> None:
    """A holiday declared since the last step gives the holder another day."""
    batas = deadline(
        jam_of(masalah.unit.kabupaten_id or 0),
        jenis=masalah.jenis,
        tingkat=masalah.dipegang.jenis,
        sejak=masalah.bergerak_pada,
    )
    if batas > masalah.batas_gerak:
        masalah.batas_gerak = batas
        masalah.save(update_fields=["batas_gerak"])
