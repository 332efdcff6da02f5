"""The network: units, the people who work in them, devices, settings, and what must be recomputed."""

from __future__ import annotations

from puskesmas.models.catatan import JejakBaca, MuatDemo, PerluHitung
from puskesmas.models.masalah import FotoMasalah, JamMasalah, LangkahMasalah, Masalah, Tindakan
from puskesmas.models.pengguna import KodeHP, Pengguna, Penugasan, Perangkat
from puskesmas.models.pesan import Pesan, SurelHarian
from puskesmas.models.unit import ProfilPuskesmas, Puskesmas, Setelan, Unit

__all__ = [
    "FotoMasalah",
    "JamMasalah",
    "JejakBaca",
    "KodeHP",
    "LangkahMasalah",
    "Masalah",
    "MuatDemo",
    "Pengguna",
    "Penugasan",
    "Perangkat",
    "PerluHitung",
    "Pesan",
    "ProfilPuskesmas",
    "Puskesmas",
    "Setelan",
    "SurelHarian",
    "Tindakan",
    "Unit",
]
