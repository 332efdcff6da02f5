"""The development checklist of the KIA book: what a child of some age can do, asked of the parents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from klaster.konteks import Konteks
from klaster.profil import Profil
from klaster.sumber import tulis_sumber
from klaster.untuk import Uji, Untuk, compile_untuk, read_untuk

if TYPE_CHECKING:
    from klaster.aturan import Aturan


BIDANG: Final = "perkembangan_lengkap"
"""The question that the checklist belongs to."""


@dataclass(frozen=True, slots=True)
class Kelompok:
    """One age band. `butir` are statements; a single "tidak" makes the list incomplete."""

    kode: str
    nama: str
    untuk: tuple[Untuk, ...]
    butir: tuple[str, ...]
    sumber: str
    cocok: Uji


def read_perkembangan(data: Mapping[str, Any]) -> tuple[Kelompok, ...]:
    return tuple(
        Kelompok(
            kode=baris["kode"],
            nama=baris["nama"],
            untuk=(untuk := read_untuk(baris["untuk"])),
            butir=tuple(baris["butir"]),
            sumber=tulis_sumber(baris["sumber"], data["sumber"]),
            cocok=compile_untuk(untuk),
        )
        for baris in data["perkembangan"]
    )


def find_kelompok(semua: Sequence[Kelompok], konteks: Konteks) -> Kelompok | None:
    """The band of the child's age; None for an age without a checklist."""
    return next((satu for satu in semua if satu.cocok(konteks)), None)


def find_ceklis(aturan: Aturan, profil: Profil, tanggal: date) -> Kelompok | None:
    """The checklist of this child on this date."""
    return find_kelompok(aturan.perkembangan, Konteks(profil, {}, tanggal))
