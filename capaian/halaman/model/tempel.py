"""Pages that bring many figures at once: a pasted table with its dry run, and one figure split among many units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from capaian.halaman.model.kerangka import Pilihan, Tautan
from puskesmas.errors import DomainError


@dataclass(frozen=True, slots=True)
class BarisPeriksa:
    """One change that the table asks for."""

    unit: str
    nama: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class BarisSalah:
    """Row and column of a fault: "Baris 7, Balita ditimbang"."""

    letak: str
    pesan: str


@dataclass(frozen=True, slots=True)
class Periksa:
    """The dry run: what would change, what is wrong."""

    berubah: tuple[BarisPeriksa, ...]
    jumlah_berubah: int
    jumlah_tetap: int
    salah: tuple[BarisSalah, ...]
    jumlah_salah: int
    selisih: tuple[str, ...] = ()
    """Where the units below would not add up to the one above."""


@dataclass(frozen=True, slots=True)
class HalamanTempel:
    """`capaian/tempel.html`, as `halaman`."""

    judul: str
    tahun: int
    kabupaten: Tautan
    jejak: tuple[Tautan, ...]
    kisi_url: str
    unduh_url: str
    contoh: str
    """How a figure is written here."""
    isi: Mapping[str, str]
    """As typed: tabel, dokumen, tanggal_dokumen."""
    cap: str
    diperiksa: str
    """Seal of the table that the dry run is about."""
    periksa: Periksa | None = None
    galat: DomainError | None = None


@dataclass(frozen=True, slots=True)
class BarisBagi:
    """One unit below: people known there, what is set, what is proposed or was typed."""

    nama: str
    dalam: bool
    """Below a Pustu."""
    terdata: int
    kini: str
    masukan: str
    nilai: str
    salah: str = ""


@dataclass(frozen=True, slots=True)
class HalamanBagi:
    """`capaian/bagi.html`, as `halaman`."""

    nama: str
    unit: Tautan
    jejak: tuple[Tautan, ...]
    tahun: int
    jumlah: str
    """The figure of the Puskesmas; empty: there is none yet."""
    terdata: int
    kelompok: tuple[Pilihan, ...]
    baris: tuple[BarisBagi, ...]
    kisi_url: str
    cap: str
    dokumen: str
    tanggal_dokumen: str
    selisih: tuple[str, ...] = ()
    """What does not add up; saved only when that is ticked."""
    galat: DomainError | None = None
    jumlah_salah: int = 0


@dataclass(frozen=True, slots=True)
class HalamanPilihBagi:
    """`capaian/bagi_pilih.html`: which Puskesmas is split."""

    tahun: int
    jejak: tuple[Tautan, ...]
    puskesmas: tuple[Tautan, ...]
