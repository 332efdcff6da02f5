"""The field: posyandu, families, people and where they live, sessions, visits."""

from __future__ import annotations

from posyandu.models.kunjungan import BedaBagian, Kunjungan, KunjunganDitahan
from posyandu.models.orang import Domisili, DugaanGanda, Keluarga, Penggabungan, Warga
from posyandu.models.riwayat import Kehamilan, PenyakitTerdaftar
from posyandu.models.sesi import HariBuka, PetugasHariBuka
from posyandu.models.unit import Posyandu, ProfilPosyandu

__all__ = [
    "BedaBagian",
    "Domisili",
    "DugaanGanda",
    "HariBuka",
    "Kehamilan",
    "Keluarga",
    "Kunjungan",
    "KunjunganDitahan",
    "Penggabungan",
    "PenyakitTerdaftar",
    "PetugasHariBuka",
    "Posyandu",
    "ProfilPosyandu",
    "Warga",
]
