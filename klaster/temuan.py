"""Findings: the lines of data, and what they become once compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from klaster.konteks import TURUNAN, Konteks
from klaster.sumber import tulis_sumber
from klaster.syarat import Tipe, compile_syarat, find_pemicu
from klaster.untuk import Uji, Untuk, all_of, compile_untuk, read_untuk

# "fakta": something was done or measured; the rest rises in urgency.
TINGKAT: Final = ("fakta", "info", "perhatian", "rujuk", "segera")


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
    berisian: bool

    def fill(self, konteks: Konteks) -> Temuan:
        """The finding with `{kbm_gram}` and the like in its message filled in."""
        if not self.berisian:
            return self.temuan
        pesan = self.temuan.pesan
        for kode, hitung in TURUNAN.items():
            if f"{{{kode}}}" in pesan:
                pesan = pesan.replace(f"{{{kode}}}", str(hitung(konteks)))
        return replace(self.temuan, pesan=pesan)


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


def compile_lini(jenis: JenisTemuan, tipe: Tipe) -> Lini:
    temuan = Temuan(jenis.kode, jenis.tingkat, jenis.pesan, jenis.tindakan, jenis.rujuk_ke, jenis.sumber)
    return Lini(
        jenis=jenis,
        uji=all_of([compile_untuk(jenis.untuk) if jenis.untuk else None, compile_syarat(jenis.syarat, tipe)]),
        pemicu=find_pemicu(jenis.syarat),
        temuan=temuan,
        berisian="{" in jenis.pesan,
    )
