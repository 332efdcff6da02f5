"""The grids of targets and projections: units beside each other, indicators or life stages below each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from capaian.halaman.model.kerangka import Tab, Tautan
from puskesmas.errors import DomainError


@dataclass(frozen=True, slots=True)
class SelKisi:
    """One figure of one unit, as it is typed: "82,5", "1.250"."""

    nama: str
    """Name of the input."""
    label: str
    """For those who hear the page: "Balita ditimbang, Manggar"."""
    nilai: str
    warisan: str = ""
    """What counts while nothing is set here: from above, from last year, or built in."""
    rancangan: bool = False
    """Drafted and not in force yet."""
    berlaku: str = ""
    """Beside a draft: what is in force."""
    salah: str = ""


@dataclass(frozen=True, slots=True)
class BarisKisi:
    kode: str
    nama: str
    sel: tuple[SelKisi, ...]
    url: str | None = None
    lokal: bool = False
    bagi_url: str | None = None
    """Where the figure of a Puskesmas is split among the units below."""
    selisih: str = ""
    """What the units below add up to, where that is not the figure of the unit itself."""


@dataclass(frozen=True, slots=True)
class BarisRancangan:
    """One drafted change: "Manggar · Balita ditimbang · 80 menjadi 85"."""

    unit: str
    nama: str
    lama: str
    baru: str
    dokumen: str


@dataclass(frozen=True, slots=True)
class BarisDokumen:
    """A document and how many figures rest on it."""

    nomor: str
    tanggal: date | None
    keadaan: str
    jumlah: int


@dataclass(frozen=True, slots=True)
class HalamanKisi:
    """`capaian/kisi.html`, as `halaman`."""

    judul: str
    satuan: str
    """ "persen" or "orang"."""
    unit: Tautan
    jejak: tuple[Tautan, ...]
    buku: tuple[Tab, ...]
    tahun: int
    pilih_tahun: tuple[Tab, ...]
    saringan: tuple[Tab, ...]
    kolom: tuple[Tautan, ...]
    baris: tuple[BarisKisi, ...]
    boleh: bool
    cap: str
    dokumen: str
    tanggal_dokumen: str
    catatan: str
    rancangan: tuple[BarisRancangan, ...]
    jumlah_rancangan: int
    daftar_dokumen: tuple[BarisDokumen, ...]
    tempel_url: str | None = None
    """For those who write."""
    pesan: str = ""
    galat: DomainError | None = None
    jumlah_salah: int = 0
