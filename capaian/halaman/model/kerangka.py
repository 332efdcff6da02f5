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
