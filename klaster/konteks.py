"""One visit under judgement: the person, the values, the ages, and derived values computed at most once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from klaster.angka import angka, gram
from klaster.bias import BAHAN as BAHAN_BIAS
from klaster.bias import TURUNAN as BIAS
from klaster.ibu_anak import BAHAN as BAHAN_IBU_ANAK
from klaster.ibu_anak import TURUNAN as IBU_ANAK
from klaster.imunisasi import Jadwal
from klaster.kbm import BERAT, Hasil, Kbm, judge_timbangan
from klaster.kontak import Jendela
from klaster.pertumbuhan.kelas import Patokan, patokan_at
from klaster.pertumbuhan.turunan import BAHAN_TUMBUH, TURUNAN_TUMBUH, Ambil, ukur_kunjungan
from klaster.pertumbuhan.ukur import Pertumbuhan
from klaster.profil import Profil
from klaster.td import DosisTd
from klaster.tekanan import ATAS, BAWAH, Tekanan, judge_tekanan
from klaster.umur import umur_bulan, umur_hari

PANJANG: Final = "panjang_cm"


@dataclass(frozen=True, slots=True)
class Tabel:
    """The tables that derived values look things up in."""

    kbm: Kbm = field(default_factory=dict)
    tekanan: Tekanan = field(default_factory=dict)
    imunisasi: Jadwal = field(default_factory=lambda: Jadwal(()))
    bias: Jadwal = field(default_factory=lambda: Jadwal(()))
    td: tuple[DosisTd, ...] = ()
    kontak: tuple[Jendela, ...] = ()
    patokan: tuple[Patokan, ...] = ()


KOSONG: Final = Tabel()


class Konteks:
    __slots__ = (
        "_timbang",
        "_tumbuh",
        "bulan",
        "hari",
        "ingat",
        "nilai",
        "profil",
        "skor",
        "tabel",
        "tahun",
        "tanggal",
    )

    def __init__(self, profil: Profil, nilai: Mapping[str, object], tanggal: date, tabel: Tabel = KOSONG) -> None:
        self.profil = profil
        self.nilai = nilai
        self.tanggal = tanggal
        self.tabel = tabel
        self.hari = umur_hari(profil.tanggal_lahir, tanggal)
        self.bulan = umur_bulan(profil.tanggal_lahir, tanggal)
        self.tahun = self.bulan // 12
        self._timbang: Hasil | bool | None = False
        self._tumbuh: Pertumbuhan | None = None
        self.skor: dict[str, tuple[int, bool]] = {}  # points of named scores, and whether all is answered
        self.ingat: dict[str, object] = {}  # other derived values, once they were computed

    @property
    def bulan_bersalin(self) -> int:
        """Completed months since the latest live birth; -1 where none is known."""
        bersalin = self.profil.tanggal_bersalin if self.profil.lahir_hidup else None
        return -1 if bersalin is None else umur_bulan(bersalin, self.tanggal)

    @property
    def timbang(self) -> Hasil | None:
        if self._timbang is False:
            self._timbang = judge_timbangan(self.tabel.kbm, self.profil, self.tanggal, self.nilai.get(BERAT))
        return self._timbang  # type: ignore[return-value]  # False was replaced just above

    @property
    def tumbuh(self) -> Pertumbuhan:
        if self._tumbuh is None:
            patokan = patokan_at(self.tabel.patokan, self.tanggal)
            self._tumbuh = ukur_kunjungan(self.profil.jenis_kelamin, self.hari, self.nilai, patokan)
        return self._tumbuh


def _huruf(konteks: Konteks) -> object:
    return konteks.timbang.huruf if konteks.timbang else None


def _dua_kali(konteks: Konteks) -> object:
    return konteks.timbang.dua_kali if konteks.timbang else None


def _naik(konteks: Konteks) -> object:
    return konteks.timbang.naik_gram if konteks.timbang else None


def _kbm(konteks: Konteks) -> object:
    return konteks.timbang.kbm_gram if konteks.timbang else None


def _once(kode: str, hitung: Callable[[Konteks], object]) -> Callable[[Konteks], object]:
    def ambil(konteks: Konteks) -> object:
        ingat = konteks.ingat
        if kode not in ingat:
            ingat[kode] = hitung(konteks)
        return ingat[kode]

    return ambil


def _tekanan(konteks: Konteks) -> object:
    return judge_tekanan(konteks.tabel.tekanan, konteks.profil, konteks.tahun, konteks.tanggal, konteks.nilai)


def _imt(konteks: Konteks) -> object:
    """Body mass index in kg/m². One division of whole numbers, so that a value exactly on a limit stays on it."""
    berat, panjang = gram(konteks.nilai.get(BERAT)), angka(konteks.nilai.get(PANJANG))
    if berat is None or panjang is None or not 0 < panjang < 1000:
        return None
    return berat * 1000 / round(panjang * 10) ** 2 if round(panjang * 10) else None


def _tumbuh(ambil: Ambil) -> Callable[[Konteks], object]:
    return lambda konteks: ambil(konteks.tumbuh)


# Derived value -> how to compute it. A data line may name these after `turunan`.
TURUNAN: Final[Mapping[str, Callable[[Konteks], object]]] = {
    "huruf_timbang": _huruf,
    "tidak_naik_2x": _dua_kali,
    "naik_gram": _naik,
    "kbm_gram": _kbm,
    "td_kelas": _once("td_kelas", _tekanan),
    "imt": _once("imt", _imt),
    **IBU_ANAK,
    **BIAS,
    **{kode: _tumbuh(ambil) for kode, ambil in TURUNAN_TUMBUH.items()},
}
# Derived value -> the fields without which it cannot exist.
BAHAN: Final[Mapping[str, frozenset[str]]] = dict.fromkeys(TURUNAN, frozenset({BERAT})) | {
    "td_kelas": frozenset({ATAS, BAWAH}),
    **BAHAN_IBU_ANAK,
    **BAHAN_BIAS,
    **BAHAN_TUMBUH,
}
