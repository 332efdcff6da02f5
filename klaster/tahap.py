"""Life stages of a person on a date. Bands differ by purpose and may overlap; all of them are data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from klaster.berkas import shared_data
from klaster.konteks import Konteks
from klaster.profil import Profil
from klaster.sumber import tulis_sumber
from klaster.umur import umur_bulan, umur_hari, umur_tahun
from klaster.untuk import Uji, Untuk, compile_untuk, read_untuk

__all__ = ["Tahap", "list_tahap", "muat_tahap", "read_tahap", "tahap_at", "umur_bulan", "umur_hari", "umur_tahun"]


@dataclass(frozen=True, slots=True)
class Tahap:
    kode: str
    nama: str
    tujuan: str
    untuk: tuple[Untuk, ...]
    sumber: str
    cocok: Uji


def read_tahap(data: Mapping[str, Any]) -> tuple[Tahap, ...]:
    return tuple(
        Tahap(
            kode=baris["kode"],
            nama=baris["nama"],
            tujuan=baris["tujuan"],
            untuk=(untuk := read_untuk(baris["untuk"])),
            sumber=tulis_sumber(baris["sumber"], data["sumber"]),
            cocok=compile_untuk(untuk),
        )
        for baris in data["tahap"]
    )


@cache
def muat_tahap() -> tuple[Tahap, ...]:
    return read_tahap(shared_data())


def list_tahap(semua: Sequence[Tahap], profil: Profil, tanggal: date) -> frozenset[str]:
    konteks = Konteks(profil, {}, tanggal)
    return frozenset(tahap.kode for tahap in semua if tahap.cocok(konteks))


def tahap_at(profil: Profil, tanggal: date) -> frozenset[str]:
    """Codes of every stage the person is in on that date, over all purposes."""
    return list_tahap(muat_tahap(), profil, tanggal)
