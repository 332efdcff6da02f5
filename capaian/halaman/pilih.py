"""Where to start, for people with several hats."""

from __future__ import annotations

from collections.abc import Sequence

from capaian.halaman.model import HalamanPilih, TempatKerja
from puskesmas.alamat import link
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit


def choose_place(pengguna: Pengguna, unit: Sequence[Unit]) -> HalamanPilih:
    """One line per unit with the roles held there."""
    return HalamanPilih(
        tempat=tuple(TempatKerja(satu.nama_lengkap, _roles(pengguna, satu), _start(satu)) for satu in unit)
    )


def _roles(pengguna: Pengguna, unit: Unit) -> str:
    peran = (satu.get_peran_display() for satu in pengguna.active_penugasan() if satu.unit.jalur.startswith(unit.jalur))
    return ", ".join(dict.fromkeys(peran))


def _start(unit: Unit) -> str:
    if unit.jenis == JenisUnit.KABUPATEN:
        return link("beranda", unit=unit.kode)
    return link("unit", unit.kode)
