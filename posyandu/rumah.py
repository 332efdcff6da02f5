"""With whom a person lives, and who brings a child up. The mother, the visits, the findings stay the person's own."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from posyandu.domisili import move_domisili
from posyandu.keluarga import open_keluarga
from posyandu.kunci import lock_orang, lock_pokok
from posyandu.models import Keluarga, Warga
from posyandu.models.orang import StatusWarga
from posyandu.nama import check_sejak
from posyandu.warga import change_warga
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.waktu import hari_ini


@transaction.atomic
def join_rumah(*, warga: Warga, bersama: Warga, sejak: date, petugas: Pengguna, pengasuh: bool = False) -> Warga:
    """From `sejak` on the person lives with `bersama`, at that posyandu; `pengasuh`: who from now on brings them up."""
    lock_orang([warga.pk, bersama.pk])  # both at once, in the order in which everybody locks
    warga, tuan = lock_pokok(warga), lock_pokok(bersama)
    if warga.pk == tuan.pk:
        raise DomainError("orang_sama", "Itu orang yang sama.", "bersama", "Pilih orang lain.")
    if tuan.status != StatusWarga.AKTIF or tuan.tamu:
        raise DomainError("bukan_penduduk", f"{tuan.nama} tidak tinggal di sini.", "bersama", "Pilih orang lain.")
    check_sejak(sejak, warga.tanggal_lahir, hari_ini(kabupaten_id=warga.kabupaten_id))
    if warga.tamu or warga.unit_id != tuan.unit_id:
        move_domisili(warga=warga, posyandu=tuan.unit, sejak=sejak, petugas=petugas)
    rumah = tuan.keluarga or _open_for(tuan, petugas)
    return change_warga(warga=warga, petugas=petugas, keluarga=rumah, pengasuh=tuan if pengasuh else None)


@transaction.atomic
def leave_rumah(*, warga: Warga, posyandu: Unit, sejak: date, petugas: Pengguna) -> Warga:
    """From `sejak` on the person lives at another posyandu, in a household that is not written down yet."""
    move_domisili(warga=warga, posyandu=posyandu, sejak=sejak, petugas=petugas)
    return change_warga(warga=warga, petugas=petugas, keluarga=None, pengasuh=None)


def _open_for(tuan: Warga, petugas: Pengguna) -> Keluarga:
    rumah = open_keluarga(id=uuid.uuid4(), unit=tuan.unit, alamat="")
    change_warga(warga=tuan, petugas=petugas, keluarga=rumah)
    return rumah
