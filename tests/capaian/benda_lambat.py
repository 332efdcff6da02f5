"""What the slow computation counts: one thing, cases, deaths, signing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from capaian.models import EvaluasiPekan
from klaster.indikator import muat_indikator
from klaster.umur import umur_bulan
from posyandu.models import Domisili, HariBuka, Kehamilan, Kunjungan, Warga
from puskesmas.models import ProfilPuskesmas


@dataclass
class Benda:
    """One counted thing: where it counts, whose visits it has, when it fell due."""

    id: Any
    posyandu: int
    kunjungan: list[Kunjungan]
    warga: Warga | None = None
    kehamilan: Kehamilan | None = None
    sesi: HariBuka | None = None
    mulai: date | None = None
    evaluasi: EvaluasiPekan | None = None
    selesai: date | None = None
    tenggat: date | None = None
    bertugas: list[date] = field(default_factory=list)
    terjadi: date | None = None
    apa: frozenset[str] = frozenset()


def new_cases(kunjungan: Iterable[Kunjungan]) -> Iterator[tuple[date, str]]:
    """Days with a counted finding that was not there on any of the 14 days before."""
    dicacah = {t for j in muat_indikator() if j.satuan == "kasus" for t in j.pembilang.temuan}
    hari = {(k.tanggal, t) for k in kunjungan for t in k.temuan if t in dicacah}
    for tanggal, temuan in hari:
        if not any((tanggal - timedelta(days=mundur), temuan) in hari for mundur in range(1, 15)):
            yield tanggal, temuan


def last_home(warga: Warga, semua: Iterable[Domisili]) -> int | None:
    rumah = sorted((d for d in semua if d.warga_id == warga.pk), key=lambda d: d.sejak)
    return rumah[-1].posyandu_id if rumah else None


def died_as(warga: Warga, mati: date, hamil: Iterable[Kehamilan]) -> frozenset[str]:
    bulan = umur_bulan(warga.tanggal_lahir, mati)
    kata = {"bayi"} if bulan < 12 else set()
    kata |= {"balita"} if bulan < 60 else set()
    for h in hamil:
        akhir = h.selesai + timedelta(days=42) if h.selesai else h.hpht + timedelta(weeks=44)
        kata |= {"ibu"} if h.hpht <= mati <= akhir else set()
    return frozenset(kata)


def count_stillborn(hamil: Kehamilan, milik: Iterable[Kunjungan]) -> int:
    if hamil.hasil == "keguguran":
        return 0
    ditulis: list[int] = [k.pengukuran.get("persalinan_lahir_mati", 0) for k in milik if k.tanggal == hamil.selesai]
    return max([*ditulis, int(hamil.hasil == "lahir_mati")])


def signed_in_time(e: EvaluasiPekan, senin: date, sampai: date) -> bool:
    if e.disahkan_pada is None:
        return False
    hari = e.disahkan_pada.astimezone(ZoneInfo("Asia/Jakarta")).date()
    profil = ProfilPuskesmas.objects.filter(unit=e.unit).first()
    tenggat = profil.hari_rapat + profil.tenggat_hari if profil else 1
    return hari <= sampai and hari <= senin + timedelta(days=tenggat - 1)
