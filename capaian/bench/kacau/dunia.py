"""The kabupaten in which the phones work, written through the product's own functions."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from posyandu.models import ProfilPosyandu
from posyandu.warga import register_warga
from puskesmas.hp import make_kode_hp
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from puskesmas.units import open_unit

LAMA = date(2020, 1, 1)


@transaction.atomic
def make_dunia(rencana: dict[str, Any]) -> dict[str, str]:
    """Fill the empty database of a throw-away stack; returns the enrolment code of each phone's user."""
    if not settings.DEMO or Unit.objects.exists():
        raise CommandError("Kekacauan hanya untuk basis data kosong milik pengujian.")
    bidan, posyandu = _network(list(rencana["anak"]))
    sejak = date.fromisoformat(min(tanggal for _, tanggal in rencana["harapan"]["sesi"]))
    kader = {hp["pengguna"]: _person(hp["pengguna"], posyandu[hp["posyandu"]], Peran.KADER) for hp in rencana["hp"]}
    for kode, anak in rencana["anak"].items():
        for pk, isi in anak.items():
            register_warga(
                petugas=bidan,
                id=UUID(pk),
                unit=posyandu[kode],
                nama=isi["nama"],
                jenis_kelamin=isi["jenis_kelamin"],
                tanggal_lahir=date.fromisoformat(isi["tanggal_lahir"]),
                sejak=sejak,
            )
    return {nama: make_kode_hp(oleh=bidan, untuk=orang)[1] for nama, orang in kader.items()}


def _network(kode: list[str]) -> tuple[Pengguna, dict[str, Unit]]:
    kabupaten = open_unit(jenis=JenisUnit.KABUPATEN, kode="19.06", nama="Belitung Timur", induk=None)
    puskesmas = open_unit(jenis=JenisUnit.PUSKESMAS, kode="19.06.01-PKM", nama="Manggar", induk=kabupaten)
    pustu = open_unit(jenis=JenisUnit.PUSTU, kode="19.06.01.2004-PST", nama="Kelubi", induk=puskesmas)
    posyandu = {
        satu: open_unit(jenis=JenisUnit.POSYANDU, kode=satu, nama=f"Melati {satu[-3:]}", induk=pustu) for satu in kode
    }
    ProfilPosyandu.objects.bulk_create([ProfilPosyandu(unit=unit) for unit in posyandu.values()])
    return _person("bidan", pustu, Peran.BIDAN_DESA), posyandu


def _person(nama: str, unit: Unit, peran: str) -> Pengguna:
    orang = Pengguna.objects.create_user(username=nama, nama=nama.capitalize())
    Penugasan.objects.create(pengguna=orang, unit=unit, peran=peran, sejak=LAMA)
    return orang
