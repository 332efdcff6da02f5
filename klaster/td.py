"""Td of expecting mothers: the last dose known of five, and when the next one is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from klaster.imunisasi import list_diberi
from klaster.profil import Profil
from klaster.tanggal import Lama, read_lama, sebut_tanggal

SELESAI: Final = "tidak ada, sudah lengkap"


@dataclass(frozen=True, slots=True)
class DosisTd:
    """One dose; `jeda` is the least time after the dose before it."""

    kode: str
    nama: str
    jeda: Lama | None


@dataclass(frozen=True, slots=True)
class Td:
    """`ke` is the number of the last dose known, whether or not those before it are; `mulai` when the next is due."""

    ke: int
    berikut: DosisTd | None
    mulai: date | None
    dini: tuple[str, ...]

    def next_words(self, tanggal: date) -> str:
        """ "Td 3", with its date where that is still to come."""
        if self.berikut is None or self.mulai is None:
            return SELESAI
        return self.berikut.nama if self.mulai <= tanggal else f"{self.berikut.nama} mulai {sebut_tanggal(self.mulai)}"


def read_td(baris: Sequence[Mapping[str, Any]]) -> tuple[DosisTd, ...]:
    return tuple(DosisTd(satu["kode"], satu["nama"], read_lama(satu.get("jeda"))) for satu in baris)


def judge_td(jadwal: Sequence[DosisTd], profil: Profil, nilai: Mapping[str, object], tanggal: date) -> Td | None:
    """None when no dose is known, which says nothing about the mother: a midwife is to screen her."""
    diberi = list_diberi(frozenset([satu.kode for satu in jadwal]), profil, nilai, tanggal)
    if not diberi:
        return None
    ke = max(nomor for nomor, satu in enumerate(jadwal, 1) if satu.kode in diberi)
    berikut = jadwal[ke] if ke < len(jadwal) else None
    terakhir = diberi[jadwal[ke - 1].kode]
    mulai = berikut.jeda.sesudah(terakhir) if berikut and berikut.jeda else None
    dini = tuple(dua.nama for satu, dua in pairwise(jadwal) if _is_early(dua, diberi.get(satu.kode), diberi))
    return Td(ke, berikut, mulai, dini)


def _is_early(dosis: DosisTd, sebelum: date | None, diberi: Mapping[str, date]) -> bool:
    pada = diberi.get(dosis.kode)
    return pada is not None and sebelum is not None and dosis.jeda is not None and pada < dosis.jeda.sesudah(sebelum)
