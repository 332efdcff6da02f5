"""Search, the loading page, the demo accounts."""

from __future__ import annotations

from dataclasses import dataclass

from capaian.halaman.model.kerangka import Tautan
from capaian.halaman.model.unit import BarisOrang, KelompokUmur


@dataclass(frozen=True, slots=True)
class HasilUnit:
    """A unit that was found; `di_bawah` names its parents."""

    nama: str
    label: str
    url: str
    di_bawah: str = ""


@dataclass(frozen=True, slots=True)
class HalamanOrang:
    """`capaian/orang.html`, as `halaman`."""

    aksi_url: str
    """Takes POST `kata`."""
    kata: str | None
    """None: nothing searched yet."""
    baris: tuple[BarisOrang, ...] = ()
    terpotong: bool = False
    """More were found than are shown."""
    pesan: str = ""
    """What is wrong with the words, and what to type instead."""
    boleh_nama: bool = True
    kelompok: tuple[KelompokUmur, ...] = ()
    """Life stages of the reader's own unit, as a way in."""
    wilayah: str = ""
    """Where is searched: "Puskesmas Manggar"."""


@dataclass(frozen=True, slots=True)
class HalamanCari:
    """`capaian/cari.html`, as `halaman`: units, indicators and people together."""

    aksi_url: str
    """Takes POST `kata`."""
    kata: str | None
    unit: tuple[HasilUnit, ...] = ()
    indikator: tuple[Tautan, ...] = ()
    orang: tuple[BarisOrang, ...] = ()
    terpotong: bool = False
    pesan: str = ""


@dataclass(frozen=True, slots=True)
class Memuat:
    """`memuat.html`, as `halaman`: the demo is loading. `langkah` names what is being made now."""

    langkah: str
    selesai: int
    jumlah: int

    @property
    def bagian(self) -> float:
        """Rate that is done."""
        return self.selesai / self.jumlah if self.jumlah else 0.0


@dataclass(frozen=True, slots=True)
class TempatKerja:
    """One unit that the reader works in, with the roles held there."""

    nama: str
    peran: str
    url: str


@dataclass(frozen=True, slots=True)
class HalamanPilih:
    """`capaian/pilih.html`, as `halaman`: where to start, for people with several hats."""

    tempat: tuple[TempatKerja, ...]
