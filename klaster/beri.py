"""May this dose be given on this day? Stricter than copying a card, where a date that is wrong is only shown.

A midwife with the vial in her hand is stopped before the needle: nothing too early, too late, twice or
out of its order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from klaster.imunisasi import (
    LEWAT_UMUR,
    TERTINGGAL,
    WAKTUNYA,
    Dosis,
    Jadwal,
    Status,
    judge_imunisasi,
    list_diberi,
)
from klaster.nilai import Tolak
from klaster.profil import Profil
from klaster.tanggal import sebut_tanggal


@dataclass(frozen=True, slots=True)
class Berikut:
    """The next dose of one vaccine for a child. `tolak` says why it may not be given on that day."""

    dosis: Dosis
    status: str
    mulai: date | None
    tolak: Tolak | None

    @property
    def jatuh_tempo(self) -> bool:
        """Whom to call; who is past the class of a school dose may have it, and is not looked for."""
        return self.status == WAKTUNYA or (self.status == TERTINGGAL and not self.dosis.kelas)


def next_doses(jadwal: Jadwal, profil: Profil, tanggal: date, vaksin: Collection[str]) -> tuple[Berikut, ...]:
    """Of each of these vaccines the first dose that is not known, whether due or not; `profil.riwayat` holds all
    visits, also later ones, so that nothing is given twice when a session is written down afterwards."""
    semua = _judge(jadwal, profil, tanggal)
    sudah = _known(jadwal, profil, tanggal)
    hasil: dict[str, Berikut] = {}
    for satu in semua:
        milik = satu.dosis.vaksin
        if milik in vaksin and milik not in hasil and satu.dosis.kode not in sudah and satu.status != LEWAT_UMUR:
            tolak = _refuse(satu, semua, profil, tanggal)
            hasil[milik] = Berikut(satu.dosis, satu.status, satu.mulai, tolak)
    return tuple(hasil.values())


def refuse_dosis(jadwal: Jadwal, profil: Profil, kode: str, tanggal: date) -> Tolak | None:
    """Why this dose may not be given on that day; None when it may."""
    if tanggal < profil.tanggal_lahir:
        return Tolak("dosis_sebelum_lahir", f"Lahir {sebut_tanggal(profil.tanggal_lahir)}, sesudah hari pelayanan.")
    semua = _judge(jadwal, profil, tanggal)
    satu = next((lain for lain in semua if lain.dosis.kode == kode), None)
    if satu is None:
        return Tolak("dosis_tidak_dikenal", "Dosis ini tidak ada dalam jadwal yang berlaku.", "Pilih dosis lain.")
    diberi = _known(jadwal, profil, tanggal).get(kode)
    if diberi is not None:
        pesan = f"{satu.dosis.nama} sudah diberikan {sebut_tanggal(diberi)}."
        return Tolak("dosis_sudah", pesan, "Jangan diberikan dua kali; periksa Buku KIA.")
    return _refuse(satu, semua, profil, tanggal)


def _judge(jadwal: Jadwal, profil: Profil, tanggal: date) -> tuple[Status, ...]:
    hasil = judge_imunisasi(jadwal, profil, {}, tanggal, tanpa_riwayat=True)
    return hasil.semua if hasil else ()


def _known(jadwal: Jadwal, profil: Profil, tanggal: date) -> dict[str, date]:
    """Every dose with a date, also one after `tanggal`."""
    return list_diberi(jadwal.at(tanggal)[1], profil, {}, date.max)


def _refuse(satu: Status, semua: Collection[Status], profil: Profil, tanggal: date) -> Tolak | None:
    dosis, lahir = satu.dosis, profil.tanggal_lahir
    if satu.status == LEWAT_UMUR:
        akhir = sebut_tanggal(dosis.sampai.sesudah(lahir))
        return Tolak("dosis_lewat_umur", f"{dosis.nama} tidak diberikan lagi sejak {akhir}.", "Lewati dosis ini.")
    sebelum = next((lain for lain in semua if lain.dosis.kode == dosis.sesudah), None)
    if sebelum is not None and sebelum.diberi is None:
        pesan = f"{dosis.nama} menunggu {sebelum.dosis.nama}, yang belum tercatat."
        return Tolak("dosis_menunggu", pesan, "Catat dosis sebelumnya lebih dahulu.")
    boleh = max(_earliest(dosis, sebelum, lahir))
    if tanggal < boleh:
        pesan = f"{dosis.nama} terlalu dini: boleh paling cepat {sebut_tanggal(boleh)}."
        return Tolak("dosis_terlalu_dini", pesan, "Jadwalkan pada hari buka berikutnya.")
    return None


def _earliest(dosis: Dosis, sebelum: Status | None, lahir: date) -> Iterator[date]:
    yield dosis.paling_dini.sesudah(lahir)
    if sebelum is not None and sebelum.diberi is not None and dosis.jeda_paling_dini is not None:
        yield dosis.jeda_paling_dini.sesudah(sebelum.diberi)
