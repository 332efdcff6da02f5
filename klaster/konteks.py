"""One visit under judgement: the person, the values, the ages, and derived values computed at most once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from klaster.kbm import BERAT, Hasil, Kbm, judge_timbangan
from klaster.profil import Profil
from klaster.umur import umur_bulan, umur_hari


class Konteks:
    __slots__ = ("_timbang", "bulan", "hari", "kbm", "nilai", "profil", "tahun", "tanggal")

    def __init__(self, profil: Profil, nilai: Mapping[str, object], tanggal: date, kbm: Kbm) -> None:
        self.profil = profil
        self.nilai = nilai
        self.tanggal = tanggal
        self.kbm = kbm
        self.hari = umur_hari(profil.tanggal_lahir, tanggal)
        self.bulan = umur_bulan(profil.tanggal_lahir, tanggal)
        self.tahun = self.bulan // 12
        self._timbang: Hasil | bool | None = False

    @property
    def timbang(self) -> Hasil | None:
        if self._timbang is False:
            self._timbang = judge_timbangan(self.kbm, self.profil, self.tanggal, self.nilai.get(BERAT))
        return self._timbang  # type: ignore[return-value]  # False was replaced just above


def _huruf(konteks: Konteks) -> object:
    return konteks.timbang.huruf if konteks.timbang else None


def _dua_kali(konteks: Konteks) -> object:
    return konteks.timbang.dua_kali if konteks.timbang else None


def _naik(konteks: Konteks) -> object:
    return konteks.timbang.naik_gram if konteks.timbang else None


def _kbm(konteks: Konteks) -> object:
    return konteks.timbang.kbm_gram if konteks.timbang else None


# Derived value -> how to compute it. A data line may name these after `turunan`.
TURUNAN: Final[Mapping[str, Callable[[Konteks], object]]] = {
    "huruf_timbang": _huruf,
    "tidak_naik_2x": _dua_kali,
    "naik_gram": _naik,
    "kbm_gram": _kbm,
}
# Derived value -> the fields without which it cannot exist.
BAHAN: Final[Mapping[str, frozenset[str]]] = dict.fromkeys(TURUNAN, frozenset({BERAT}))
