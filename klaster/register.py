"""Registers: what proposes somebody for one, what counts as a control, and what says that it is not under control."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from klaster.berkas import shared_data


@dataclass(frozen=True, slots=True)
class Register:
    """A line of the illnesses in klaster.toml.

    `usul`: findings that propose a person, for a health worker to confirm. `ukur`: findings that a control shows.
    `buruk`: those of them that say it is not under control. `kontrol`: the line of jadwal.toml that says when the
    next control is due. `porsi`: portions of extra food that are owed, one a day.
    """

    kode: str
    nama: str
    usul: frozenset[str]
    ukur: frozenset[str]
    buruk: frozenset[str]
    kontrol: str
    porsi: int | None


@cache
def muat_register() -> dict[str, Register]:
    """By code, in the order of the data."""
    return {
        satu["kode"]: Register(
            kode=satu["kode"],
            nama=satu["nama"].removesuffix(" (terdaftar)"),
            usul=frozenset(satu.get("usul", ())),
            ukur=frozenset(satu["ukur"]),
            buruk=frozenset(satu.get("buruk", ())),
            kontrol=satu.get("kontrol", ""),
            porsi=satu.get("porsi"),
        )
        for satu in shared_data()["penyakit"]
    }
