"""The immunisation card: every dose in force, by age or class, with its date or what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final

from klaster.aturan import Aturan
from klaster.bias import judge_bias
from klaster.imunisasi import (
    BELUM_WAKTUNYA,
    DIBERI,
    LEWAT_UMUR,
    MENUNGGU,
    TERLALU_DINI,
    TERTINGGAL,
    WAKTUNYA,
    Dosis,
    Imunisasi,
    Status,
    judge_imunisasi,
)
from klaster.profil import Profil
from klaster.tanggal import Bulan, sebut_tanggal
from pustu.halaman.warga.model import BarisDosis, KartuImunisasi

BENTUK: Final[Mapping[str, str]] = {
    DIBERI: "tercapai",
    TERLALU_DINI: "tercapai",
    WAKTUNYA: "sesuai_jalur",
    TERTINGGAL: "tertinggal",
    MENUNGGU: "belum_waktunya",
    BELUM_WAKTUNYA: "belum_waktunya",
    LEWAT_UMUR: "belum_ada_data",
}
UMUR_TERAKHIR: Final = 72  # months; later doses are given at school, by class


def draw_doses(aturan: Aturan, profil: Profil, umur_bulan: int, tanggal: date) -> KartuImunisasi | None:
    """None where no dose at all is known of a young child, which says nothing about it, and above the last class."""
    hasil = _judge(aturan, profil, umur_bulan, tanggal)
    if hasil is None:
        return None
    menurut: dict[str, list[BarisDosis]] = defaultdict(list)
    for satu in hasil.semua:
        kata = f"{_say(satu)}{_lot(satu, profil)}"
        menurut[_age(satu.dosis)].append(BarisDosis(satu.dosis.nama, BENTUK[satu.status], kata))
    diberi = sum(satu.diberi is not None for satu in hasil.semua)
    lewat = [satu.dosis.nama for satu in hasil.semua if satu.status == TERTINGGAL]
    nanti = sum(satu.status in (BELUM_WAKTUNYA, MENUNGGU) for satu in hasil.semua)
    bagian = (f"{len(lewat)} lewat" * bool(lewat), f"{diberi} diberikan", f"{nanti} belum waktunya" * bool(nanti))
    return KartuImunisasi(list(menurut.items()), " · ".join(satu for satu in bagian if satu), lewat)


def _judge(aturan: Aturan, profil: Profil, umur_bulan: int, tanggal: date) -> Imunisasi | None:
    if umur_bulan < UMUR_TERAKHIR:
        return judge_imunisasi(aturan.tabel.imunisasi, profil, {}, tanggal)
    sekolah = judge_bias(aturan.tabel.bias, profil, {}, tanggal)
    return sekolah if sekolah.ada - {LEWAT_UMUR} else None


def _age(dosis: Dosis) -> str:
    if isinstance(dosis.mulai, Bulan) or isinstance(dosis.terlambat, Bulan):
        return f"Kelas {dosis.kelas}"
    if dosis.mulai.bulan == 0:
        return "Lahir" if dosis.mulai.hari == 0 and dosis.terlambat.bulan == 0 else "1 bln"
    return f"{dosis.mulai.bulan} bln"


def _lot(satu: Status, profil: Profil) -> str:
    """Of which vial it came, where the visit of that day says so."""
    lot = f"lot_{satu.dosis.vaksin}"
    hari = (x.pengukuran for x in profil.riwayat if x.tanggal == satu.diberi)
    return next((f", lot {isi[lot]}" for isi in hari if satu.dosis.kode in isi and lot in isi), "")


def _say(satu: Status) -> str:
    if satu.diberi is not None:
        return f"{sebut_tanggal(satu.diberi)}{', terlalu dini: periksa' if satu.status == TERLALU_DINI else ''}"
    sejak = sebut_tanggal(satu.mulai) if satu.mulai else ""
    return {
        WAKTUNYA: "sudah waktunya",
        TERTINGGAL: f"sejak {sejak}",
        MENUNGGU: "menunggu dosis sebelumnya",
        BELUM_WAKTUNYA: f"mulai {sejak}",
    }.get(satu.status, "lewat umur")
