"""Doses given at school (BIAS): by class and month of the calendar, not by day of birth.

No visit says in which class a child is: the age reached in the calendar year stands for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from klaster.imunisasi import Dosis, Imunisasi, Jadwal, build_jadwal, judge_imunisasi
from klaster.profil import Profil
from klaster.tanggal import Bulan

if TYPE_CHECKING:
    from klaster.konteks import Konteks

BIDANG: Final = frozenset(("imun_bias_mr", "imun_bias_dt", "imun_bias_td2", "imun_bias_td5", "imun_bias_hpv"))
"""The fields that hold the dates."""
JANUARI: Final = 1


def read_bias(baris: Sequence[Mapping[str, Any]]) -> Jadwal:
    return build_jadwal(tuple(_read_satu(satu) for satu in baris))


def _read_satu(satu: Mapping[str, Any]) -> Dosis:
    """Due from its month to the end of that year; a class younger or older than its age may have it too."""
    tahun = satu["tahun"]
    return Dosis(
        kode=satu["kode"],
        nama=satu["nama"],
        vaksin=satu["vaksin"],
        mulai=Bulan(tahun, satu["bulan"]),
        terlambat=Bulan(tahun + 1, JANUARI),
        sampai=Bulan(tahun + 2, JANUARI),
        paling_dini=Bulan(tahun - 1, JANUARI),
        sesudah=None,
        jeda=None,
        jeda_paling_dini=None,
        dasar=False,
        dipakai=True,
        berlaku_sejak=satu["berlaku_sejak"],
        berlaku_sampai=satu.get("berlaku_sampai"),
        kelas=satu["kelas"],
        jenis_kelamin=satu.get("jenis_kelamin", ""),
    )


def judge_bias(jadwal: Jadwal, profil: Profil, nilai: Mapping[str, object], tanggal: date) -> Imunisasi:
    """A child of whom no dose is known is judged as one who got none."""
    hasil = judge_imunisasi(jadwal, profil, nilai, tanggal, tanpa_riwayat=True)
    return hasil or Imunisasi((), frozenset())


def _lengkap(konteks: Konteks) -> object:
    """Whether every dose of the class of this calendar year is known; False where that class has none."""
    lahir, tahun = konteks.profil.tanggal_lahir, konteks.tanggal.year
    semua = judge_bias(konteks.tabel.bias, konteks.profil, konteks.nilai, konteks.tanggal).semua
    milik = [satu for satu in semua if satu.dosis.mulai.sesudah(lahir).year == tahun]
    return bool(milik) and all(satu.diberi is not None for satu in milik)


TURUNAN: Final = {"bias_lengkap": _lengkap}
BAHAN: Final = {"bias_lengkap": BIDANG}
