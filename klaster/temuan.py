"""Findings: the lines of data, and what they become once compiled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from klaster.angka import angka, tulis
from klaster.galat import DataSalah
from klaster.konteks import TURUNAN, Konteks
from klaster.sumber import tulis_sumber
from klaster.syarat import Kamus, compile_syarat, find_pemicu
from klaster.untuk import Uji, Untuk, all_of, compile_untuk, read_untuk

# "fakta": something was done or measured; the rest rises in urgency.
TINGKAT: Final = ("fakta", "info", "perhatian", "rujuk", "segera")

# `{puma}` in a message: a derived value, or the points of a score.
ISIAN: Final = re.compile(r"{(\w+)}")
Isian = tuple[str, Callable[[Konteks], object]]


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding of one visit, ready to be shown."""

    kode: str
    tingkat: str
    pesan: str
    tindakan: str
    rujuk_ke: str
    sumber: str


@dataclass(frozen=True, slots=True)
class JenisTemuan:
    """One line of temuan.toml. Several lines may carry one code when their dates do not overlap."""

    kode: str
    nama: str
    tingkat: str
    klaster: str
    untuk: tuple[Untuk, ...]
    syarat: Mapping[str, Any]
    pesan: str
    tindakan: str
    rujuk_ke: str
    sumber: str
    catatan: str
    berlaku_sejak: date
    berlaku_sampai: date | None


@dataclass(frozen=True, slots=True)
class Lini:
    """A compiled line. `pemicu`: fields of which at least one must be filled, empty when none is needed."""

    jenis: JenisTemuan
    uji: Uji
    pemicu: frozenset[str]
    temuan: Temuan
    sejak: date
    sampai: date
    isian: tuple[Isian, ...]

    def fill(self, konteks: Konteks) -> Temuan:
        """The finding with `{kbm_gram}` and the like in its message filled in."""
        if not self.isian:
            return self.temuan
        pesan = self.temuan.pesan
        for tempat, hitung in self.isian:
            pesan = pesan.replace(tempat, _tulis(hitung(konteks)))
        satu = self.temuan
        return Temuan(satu.kode, satu.tingkat, pesan, satu.tindakan, satu.rujuk_ke, satu.sumber)


def read_temuan(baris: Mapping[str, Any], dokumen: Mapping[str, Any]) -> JenisTemuan:
    return JenisTemuan(
        kode=baris["kode"],
        nama=baris["nama"],
        tingkat=baris["tingkat"],
        klaster=baris["klaster"],
        untuk=read_untuk(baris.get("untuk")),
        syarat=baris["syarat"],
        pesan=baris["pesan"],
        tindakan=baris.get("tindakan", ""),
        rujuk_ke=baris.get("rujuk_ke", ""),
        sumber=tulis_sumber(baris["sumber"], dokumen),
        catatan=baris.get("catatan", ""),
        berlaku_sejak=baris["berlaku_sejak"],
        berlaku_sampai=baris.get("berlaku_sampai"),
    )


def compile_lini(jenis: JenisTemuan, kamus: Kamus) -> Lini:
    temuan = Temuan(jenis.kode, jenis.tingkat, jenis.pesan, jenis.tindakan, jenis.rujuk_ke, jenis.sumber)
    return Lini(
        jenis=jenis,
        uji=all_of([compile_untuk(jenis.untuk) if jenis.untuk else None, compile_syarat(jenis.syarat, kamus)]),
        pemicu=find_pemicu(jenis.syarat, kamus),
        temuan=temuan,
        sejak=jenis.berlaku_sejak,
        sampai=jenis.berlaku_sampai or date.max,
        isian=tuple((f"{{{kode}}}", _find_isian(kode, kamus)) for kode in ISIAN.findall(jenis.pesan)),
    )


def _tulis(isi: object) -> str:
    """A number as Indonesians write it, text as it is, and a dash for what is not known: the same on the phone."""
    nilai = angka(isi)
    return tulis(nilai) if nilai is not None else isi if isinstance(isi, str) else "-"


def _find_isian(kode: str, kamus: Kamus) -> Callable[[Konteks], object]:
    if kode in kamus.skor:
        return kamus.skor[kode].add_up
    if kode in TURUNAN:
        return TURUNAN[kode]
    raise DataSalah(f"isian pesan tidak dikenal: {kode}")
