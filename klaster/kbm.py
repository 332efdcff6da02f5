"""Minimum weight gain (KBM) and the letter of one weighing: N, T, O or B.

N gained at least the KBM of the completed month of age, T gained less, O has no weighing in the calendar month before
(or is younger than one month, where there is no KBM), B was never weighed before this calendar month.
The weighing compared with is the latest one of the calendar month before. Every weighing has exactly one letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from klaster.angka import gram
from klaster.profil import Profil
from klaster.umur import umur_bulan

BERAT = "berat_kg"

Baris = tuple[date, int]  # in force since, grams
Kbm = Mapping[tuple[str, int], Sequence[Baris]]  # (sex, completed month) -> newest line first
Timbangan = tuple[date, int]  # date, grams


@dataclass(frozen=True, slots=True)
class Hasil:
    """`naik_gram` and `kbm_gram` are None where nothing can be compared."""

    huruf: str
    dua_kali: bool = False
    naik_gram: int | None = None
    kbm_gram: int | None = None


def find_kbm(kbm: Kbm, jenis_kelamin: str, bulan: int, tanggal: date) -> int | None:
    for sejak, batas in kbm.get((jenis_kelamin, bulan), ()):
        if sejak <= tanggal:
            return batas
    return None


def _walk_back(profil: Profil, tanggal: date) -> Iterator[Timbangan]:
    """The person's weighings before `tanggal`, latest first; of a long life only the last few are ever read."""
    for lalu in reversed(profil.riwayat):
        if lalu.tanggal < tanggal and (berat := gram(lalu.pengukuran.get(BERAT))) is not None:
            yield lalu.tanggal, berat


def _bulan_ke(tanggal: date) -> int:
    return tanggal.year * 12 + tanggal.month


def _judge(kbm: Kbm, profil: Profil, kini: Timbangan, lalu: Iterator[Timbangan]) -> tuple[Hasil, Timbangan | None]:
    """The letter of `kini`, and the weighing it was compared with, up to which `lalu` was read."""
    bulan_ini = _bulan_ke(kini[0])
    acuan = next((satu for satu in lalu if _bulan_ke(satu[0]) != bulan_ini), None)
    if acuan is None:
        return Hasil("B"), None
    batas = find_kbm(kbm, profil.jenis_kelamin, umur_bulan(profil.tanggal_lahir, kini[0]), kini[0])
    if batas is None or _bulan_ke(acuan[0]) != bulan_ini - 1:
        return Hasil("O"), None
    naik = kini[1] - acuan[1]
    return Hasil("N" if naik >= batas else "T", naik_gram=naik, kbm_gram=batas), acuan


def judge_timbangan(kbm: Kbm, profil: Profil, tanggal: date, berat: object) -> Hasil | None:
    """The letter of a weighing on `tanggal`; None when there is no weight. `dua_kali`: T now and T the month before."""
    kini = gram(berat)
    if kini is None:
        return None
    lalu = _walk_back(profil, tanggal)
    hasil, acuan = _judge(kbm, profil, (tanggal, kini), lalu)
    if hasil.huruf != "T" or acuan is None:
        return hasil
    sebelum, _ = _judge(kbm, profil, acuan, lalu)
    return Hasil("T", sebelum.huruf == "T", hasil.naik_gram, hasil.kbm_gram)
