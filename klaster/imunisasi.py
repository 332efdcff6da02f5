"""Routine immunisation of a child: which doses are known, which are due, which are late.

A dose is known by the date in its field, on this visit or an earlier one; the KIA book may be copied at any time.
A late series is continued, never restarted. A dose given too early counts, and is shown for a midwife to look at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from klaster.profil import Profil
from klaster.tanggal import Bulan, Lama, read_lama, read_tanggal, sebut_tanggal

DIBERI: Final = "diberi"  # given
TERLALU_DINI: Final = "terlalu_dini"  # given before the least age or the least interval
BELUM_WAKTUNYA: Final = "belum_waktunya"  # `mulai` says when
MENUNGGU: Final = "menunggu"  # for the dose before it
WAKTUNYA: Final = "waktunya"  # due, not late
TERTINGGAL: Final = "tertinggal"  # late, may still be given
LEWAT_UMUR: Final = "lewat_umur"  # too old for it now


@dataclass(frozen=True, slots=True)
class Dosis:
    """One dose. Ages count from birth, `jeda` from the dose `sesudah`; from `sampai` on it is no longer given.

    `kelas`: given at school in that class, 0 where it is not; `jenis_kelamin`: empty for both.
    """

    kode: str
    nama: str
    vaksin: str
    mulai: Lama | Bulan
    terlambat: Lama | Bulan
    sampai: Lama | Bulan
    paling_dini: Lama | Bulan
    sesudah: str | None
    jeda: Lama | None
    jeda_paling_dini: Lama | None
    dasar: bool
    dipakai: bool
    berlaku_sejak: date
    berlaku_sampai: date | None
    kelas: int = 0
    jenis_kelamin: str = ""


class Status(NamedTuple):
    """Where one dose stands on a date. `mulai`: from when it may be given, None while the dose before it is missing."""

    dosis: Dosis
    status: str
    diberi: date | None = None
    mulai: date | None = None


@dataclass(frozen=True, slots=True)
class Imunisasi:
    """All doses in force on a date, in the order of the data."""

    semua: tuple[Status, ...]
    ada: frozenset[str]  # every status that some dose has

    def names(self, *status: str) -> str:
        return ", ".join(satu.dosis.nama for satu in self.semua if satu.status in status)

    def dasar_lengkap(self) -> bool:
        return all(satu.diberi is not None for satu in self.semua if satu.dosis.dasar)

    def berikut(self) -> str:
        """The next doses and their date, in words; empty when no date is known."""
        nanti = [satu for satu in self.semua if satu.status == BELUM_WAKTUNYA and satu.mulai is not None]
        awal = min((satu.mulai for satu in nanti if satu.mulai is not None), default=None)
        if awal is None:
            return ""
        return f"{', '.join(satu.dosis.nama for satu in nanti if satu.mulai == awal)} mulai {sebut_tanggal(awal)}"


@dataclass(frozen=True, slots=True)
class Jadwal:
    """All doses ever. `masa` are the days on which other lines come into force, `isi` what is in force from then on."""

    semua: tuple[Dosis, ...]
    masa: tuple[date, ...] = ()
    isi: tuple[tuple[tuple[Dosis, ...], frozenset[str]], ...] = ()

    def at(self, tanggal: date) -> tuple[tuple[Dosis, ...], frozenset[str]]:
        """The doses in force on a date, and their codes."""
        ke = bisect_right(self.masa, tanggal) - 1
        return self.isi[ke] if ke >= 0 else ((), frozenset())


def build_jadwal(semua: tuple[Dosis, ...]) -> Jadwal:
    """Sorted out once, as every visit of a child asks."""
    sampai = [satu.berlaku_sampai for satu in semua if satu.berlaku_sampai]
    akhir = {hari + timedelta(days=1) for hari in sampai if hari < date.max}
    masa = tuple(sorted(akhir | {satu.berlaku_sejak for satu in semua}))
    isi = [tuple(satu for satu in semua if _is_dipakai(satu, hari)) for hari in masa]
    return Jadwal(semua, masa, tuple((satu, frozenset(dosis.kode for dosis in satu)) for satu in isi))


def read_imunisasi(baris: Sequence[Mapping[str, Any]]) -> Jadwal:
    return build_jadwal(
        tuple(
            Dosis(
                kode=satu["kode"],
                nama=satu["nama"],
                vaksin=satu["vaksin"],
                mulai=Lama(**satu["mulai"]),
                terlambat=Lama(**satu["terlambat"]),
                sampai=Lama(**satu["sampai"]),
                paling_dini=Lama(**satu["paling_dini"]),
                sesudah=satu.get("sesudah"),
                jeda=read_lama(satu.get("jeda")),
                jeda_paling_dini=read_lama(satu.get("jeda_paling_dini")),
                dasar=satu.get("dasar", False),
                dipakai=bool(satu.get("dipakai", 1)),
                berlaku_sejak=satu["berlaku_sejak"],
                berlaku_sampai=satu.get("berlaku_sampai"),
            )
            for satu in baris
        )
    )


def list_diberi(kode: frozenset[str], profil: Profil, nilai: Mapping[str, object], tanggal: date) -> dict[str, date]:
    """Known doses and their dates; what was written last holds. Dates before birth or after the visit do not count."""
    hasil: dict[str, date] = {}
    for isi in (*(lalu.pengukuran for lalu in profil.riwayat), nilai):
        if kode.isdisjoint(isi):
            continue
        for satu in kode.intersection(isi):
            diberi = read_tanggal(isi[satu])
            if diberi is not None and profil.tanggal_lahir <= diberi <= tanggal:
                hasil[satu] = diberi
    return hasil


def judge_imunisasi(
    jadwal: Jadwal, profil: Profil, nilai: Mapping[str, object], tanggal: date, *, tanpa_riwayat: bool = False
) -> Imunisasi | None:
    """The state of every dose in force; None when no dose at all is known, which says nothing about the child.

    With `tanpa_riwayat` a child of whom nothing is known is judged as one who got nothing.
    """
    dipakai, kode = jadwal.at(tanggal)
    diberi = list_diberi(kode, profil, nilai, tanggal)
    if not diberi and not tanpa_riwayat:
        return None
    milik = [satu for satu in dipakai if not satu.jenis_kelamin or satu.jenis_kelamin == profil.jenis_kelamin]
    semua = tuple(_judge_semua(milik, profil.tanggal_lahir, diberi, tanggal))
    return Imunisasi(semua, frozenset([satu.status for satu in semua]))


def _is_dipakai(dosis: Dosis, tanggal: date) -> bool:
    akhir = dosis.berlaku_sampai
    return dosis.dipakai and dosis.berlaku_sejak <= tanggal and (akhir is None or tanggal <= akhir)


def _judge_semua(jadwal: Sequence[Dosis], lahir: date, diberi: Mapping[str, date], tanggal: date) -> Iterator[Status]:
    hasil: dict[str, Status] = {}
    for dosis in jadwal:
        sebelum = hasil.get(dosis.sesudah) if dosis.sesudah else None
        hasil[dosis.kode] = _judge_satu(dosis, sebelum, lahir, diberi.get(dosis.kode), tanggal)
        yield hasil[dosis.kode]


def _judge_satu(dosis: Dosis, sebelum: Status | None, lahir: date, diberi: date | None, tanggal: date) -> Status:
    if diberi is not None:
        return Status(dosis, TERLALU_DINI if _is_dini(dosis, sebelum, lahir, diberi) else DIBERI, diberi)
    if tanggal >= dosis.sampai.sesudah(lahir):
        return Status(dosis, LEWAT_UMUR)
    if sebelum is not None and sebelum.diberi is None:
        return Status(dosis, LEWAT_UMUR if sebelum.status == LEWAT_UMUR else MENUNGGU)
    mulai = dosis.mulai.sesudah(lahir)
    if sebelum is not None and sebelum.diberi is not None and dosis.jeda is not None:
        mulai = max(mulai, dosis.jeda.sesudah(sebelum.diberi))
    if mulai >= dosis.sampai.sesudah(lahir):
        return Status(dosis, LEWAT_UMUR)  # the dose before it came so late that this one's time will be over
    return Status(dosis, _status(dosis, mulai, lahir, tanggal), mulai=mulai)


def _is_dini(dosis: Dosis, sebelum: Status | None, lahir: date, diberi: date) -> bool:
    if not dosis.paling_dini.is_over(lahir, diberi):
        return True
    if sebelum is None or sebelum.diberi is None or dosis.jeda_paling_dini is None:
        return False
    return not dosis.jeda_paling_dini.is_over(sebelum.diberi, diberi)


def _status(dosis: Dosis, mulai: date, lahir: date, tanggal: date) -> str:
    if tanggal < mulai:
        return BELUM_WAKTUNYA
    return TERTINGGAL if tanggal >= dosis.terlambat.sesudah(lahir) else WAKTUNYA
