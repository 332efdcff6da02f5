"""The field: posyandu, families, people and where they live, sessions, visits."""

from __future__ import annotations

from posyandu.models.beda import BedaWarga
from posyandu.models.kabar import KabarWarga
from posyandu.models.kunjungan import BedaBagian, Kunjungan, KunjunganDitahan
from posyandu.models.operasi import Karantina, TerimaOperasi, UrutPerangkat
from posyandu.models.orang import Domisili, DugaanGanda, Keluarga, Penggabungan, Warga
from posyandu.models.perubahan import PerubahanWarga, UrutPerubahan, Zaman
from posyandu.models.riwayat import Kehamilan, PenyakitTerdaftar, UsulRegister
from posyandu.models.segera import Segera, SegeraNaik
from posyandu.models.sesi import HariBuka, PernyataanHariBuka, PetugasHariBuka
from posyandu.models.tugas import TugasKunjungan
from posyandu.models.unit import Posyandu, ProfilPosyandu

__all__ = [
    "BedaBagian",
    "BedaWarga",
    "Domisili",
    "DugaanGanda",
    "HariBuka",
    "KabarWarga",
    "Karantina",
    "Kehamilan",
    "Keluarga",
    "Kunjungan",
    "KunjunganDitahan",
    "Penggabungan",
    "PenyakitTerdaftar",
    "PernyataanHariBuka",
    "PerubahanWarga",
    "PetugasHariBuka",
    "Posyandu",
    "ProfilPosyandu",
    "Segera",
    "SegeraNaik",
    "TerimaOperasi",
    "TugasKunjungan",
    "UrutPerangkat",
    "UrutPerubahan",
    "UsulRegister",
    "Warga",
    "Zaman",
]
