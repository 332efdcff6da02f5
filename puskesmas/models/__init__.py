"""The network: units, the people who work in them, devices, settings, and what must be recomputed."""

from __future__ import annotations

from puskesmas.models.catatan import JejakBaca, MuatDemo, PerluHitung
from puskesmas.models.pengguna import Pengguna, Penugasan, Perangkat
from puskesmas.models.unit import ProfilPuskesmas, Puskesmas, Setelan, Unit

__all__ = [
    "JejakBaca",
    "MuatDemo",
    "Pengguna",
    "Penugasan",
    "Perangkat",
    "PerluHitung",
    "ProfilPuskesmas",
    "Puskesmas",
    "Setelan",
    "Unit",
]
