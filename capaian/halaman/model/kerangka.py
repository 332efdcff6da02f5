"""Parts that many pages share: frame, week, freshness, tabs, paging."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tautan:
    """A name that may be a link."""

    teks: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """One entry of the main menu. `tanda` picks the icon: beranda, indikator, orang, jadwal."""

    teks: str
    url: str
    tanda: str
    aktif: bool = False


@dataclass(frozen=True, slots=True)
class Kerangka:
    """Header of every page after login, as template variable `kerangka`. Without it the header is only the logo."""

    tempat: str
    """Where the reader works: "Belitung Timur"."""
    pengguna: str
    peran: str
    """ "Dinas Kesehatan", "Plt Kepala Pustu Kelubi"."""
    beranda_url: str
    keluar_url: str
    """Takes POST."""
    cari_url: str | None
    """GET shows the search page, POST `kata` searches."""
    menu: tuple[Menu, ...] = ()
    data_contoh: bool = False


@dataclass(frozen=True, slots=True)
class PekanPilihan:
    """One line of the week drop-down."""

    label: str
    url: str
    aktif: bool = False


@dataclass(frozen=True, slots=True)
class PilihPekan:
    """‹ Pekan 9–15 Nov 2026 › and the list of weeks, newest first."""

    kode: str
    """ "2026-M46", carried along by the GET forms as `pekan`."""
    label: str
    """ "Pekan 9–15 Nov 2026"."""
    sebelum_url: str | None
    sesudah_url: str | None
    daftar: tuple[PekanPilihan, ...]
    berjalan: bool = False
    """The week is not over yet."""


@dataclass(frozen=True, slots=True)
class Kesegaran:
    """How fresh the figures are; printed next to the week and again in the foot."""

    dihitung_pada: datetime | None
    """None: never computed yet."""
    belum_mengirim: int
    belum_mengirim_url: str | None
    zona: str
    """ "WIB", "WITA", "WIT"."""
    skdr: str
    """Epidemiological week "45/2026"."""
    sedang_dihitung: bool = False
    """Newer writes wait for the next recomputation."""
    data_contoh: bool = False


@dataclass(frozen=True, slots=True)
class Pilihan:
    """One option of a select; options of one `kelompok` (the cluster) stand together."""

    nilai: str
    teks: str
    dipilih: bool = False
    kelompok: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab, a plain link."""

    kode: str
    teks: str
    url: str
    aktif: bool = False
    jumlah: int | None = None


@dataclass(frozen=True, slots=True)
class Lembar:
    """Paging: rows `dari` to `sampai` of `jumlah`."""

    dari: int
    sampai: int
    jumlah: int
    sebelum_url: str | None = None
    sesudah_url: str | None = None
