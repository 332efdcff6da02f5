"""The pages of the indicators that a kabupaten adds for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from capaian.halaman.model.kerangka import Pilihan, Tautan
from puskesmas.errors import DomainError


@dataclass(frozen=True, slots=True)
class BarisLokal:
    """One local indicator in the list."""

    nama: str
    kalimat: str
    ubah_url: str
    angka_url: str
    klaster: str
    dinilai: str
    """ "target 80 %, makin tinggi makin baik", "banyaknya kasus"."""
    dokumen: str
    oleh: str
    pada: date
    berhenti: str = ""
    """First week that no longer asks: "Pekan 23–29 Nov 2026"."""


@dataclass(frozen=True, slots=True)
class HalamanIndikatorLokal:
    """`capaian/indikator_lokal.html`, as `halaman`: the list, and the form for a new one."""

    unit: Tautan
    jejak: tuple[Tautan, ...]
    berlaku: tuple[BarisLokal, ...]
    berhenti: tuple[BarisLokal, ...]
    isi: Mapping[str, str]
    """As typed; empty before that."""
    galat: DomainError | None
    klaster: tuple[Pilihan, ...]
    arah: tuple[Pilihan, ...]
    sebutan: tuple[Pilihan, ...]


@dataclass(frozen=True, slots=True)
class HalamanUbahLokal:
    """`capaian/ubah_lokal.html`, as `halaman`: other words for one of them, and its end."""

    baris: BarisLokal
    jejak: tuple[Tautan, ...]
    isi: Mapping[str, str]
    galat: DomainError | None
    cacah: bool
