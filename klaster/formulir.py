"""Forms: what is asked of whom, in which order. The same lines draw the web form, the paper card and the phone's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from klaster.bidang import Bidang
from klaster.konteks import Konteks
from klaster.profil import Profil
from klaster.sumber import tulis_sumber

if TYPE_CHECKING:
    from klaster.aturan import Aturan


@dataclass(frozen=True, slots=True)
class Bagian:
    """A group of fields under one heading."""

    judul: str
    bidang: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formulir:
    """For everybody in one of the life stages `tahap` who is met in one of the channels `kanal`.

    `klinis`: it asks something that only health workers may enter, so cadres are not shown it.
    """

    kode: str
    nama: str
    bantuan: str
    kanal: tuple[str, ...]
    tahap: frozenset[str]
    bagian: tuple[Bagian, ...]
    sumber: str
    klinis: bool


@dataclass(frozen=True, slots=True)
class Lembar:
    """A heading with the fields that are asked of one person."""

    judul: str
    bidang: tuple[Bidang, ...]


def read_formulir(baris: Mapping[str, Any], dokumen: Mapping[str, Any], semua: Mapping[str, Bidang]) -> Formulir:
    return Formulir(
        kode=baris["kode"],
        nama=baris["nama"],
        bantuan=baris["bantuan"],
        kanal=tuple(baris["kanal"]),
        tahap=frozenset(baris["tahap"]),
        bagian=tuple(Bagian(satu["judul"], tuple(satu["bidang"])) for satu in baris["bagian"]),
        sumber=tulis_sumber(baris["sumber"], dokumen),
        klinis=any(semua[kode].klinis for satu in baris["bagian"] for kode in satu["bidang"]),
    )


def forms_for(aturan: Aturan, profil: Profil, tahap: frozenset[str], klinis: bool = True) -> tuple[Formulir, ...]:
    """The forms of a person in these stages, in the order of the data; `profil.kanal` says where they are met.

    Without `klinis`: those that a cadre fills in.
    """
    return tuple(
        satu
        for satu in aturan.formulir.values()
        if profil.kanal in satu.kanal and tahap & satu.tahap and (klinis or not satu.klinis)
    )


def list_pertanyaan(
    aturan: Aturan, semua: Sequence[Formulir], profil: Profil, tanggal: date
) -> tuple[tuple[Formulir, tuple[Lembar, ...]], ...]:
    """Each form with what it asks of this person on this date. A field stands once, in the first form that has it."""
    konteks = Konteks(profil, {}, tanggal)
    sudah: set[str] = set()
    hasil = []
    for formulir in semua:
        lembar = tuple(_ask(aturan, bagian, konteks, sudah) for bagian in formulir.bagian)
        hasil.append((formulir, tuple(satu for satu in lembar if satu.bidang)))
    return tuple(hasil)


def _ask(aturan: Aturan, bagian: Bagian, konteks: Konteks, sudah: set[str]) -> Lembar:
    bidang = tuple(aturan.bidang[kode] for kode in bagian.bidang if kode not in sudah)
    ditanya = tuple(satu for satu in bidang if satu.cocok(konteks))
    sudah.update(satu.kode for satu in ditanya)
    return Lembar(bagian.judul, ditanya)
