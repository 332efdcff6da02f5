"""What the rules know about a person on the day of a visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

KANAL: Final = ("posyandu", "rumah", "pustu", "puskesmas", "sekolah", "faskes_lain")


class JenisKelamin(StrEnum):
    L = "L"
    P = "P"


@dataclass(frozen=True, slots=True)
class Riwayat:
    """One earlier visit of the person, as facts."""

    tanggal: date
    pengukuran: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Profil:
    """A person on the visit's date. `riwayat` holds visits before this one, oldest first.

    `hpht` is of the pregnancy that is open on the date, `tanggal_bersalin` the day the latest one ended,
    `lahir_hidup` whether with a living child, `keguguran` whether before there could be one.
    """

    tanggal_lahir: date
    jenis_kelamin: JenisKelamin
    hamil: bool = False
    hpht: date | None = None
    nifas: bool = False
    tanggal_bersalin: date | None = None
    lahir_hidup: bool = True
    keguguran: bool = False
    penyakit: frozenset[str] = frozenset()
    kanal: str = "posyandu"
    riwayat: tuple[Riwayat, ...] = ()
