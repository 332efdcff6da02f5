"""What a page of the rule book is made of. Templates only place it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tautan:
    """A way to another page of the book."""

    jenis: str
    kode: str
    teks: str


@dataclass(frozen=True, slots=True)
class Sel:
    """Words and then links, in a table cell or beside a heading."""

    teks: str = ""
    tautan: tuple[Tautan, ...] = ()


@dataclass(frozen=True, slots=True)
class Butir:
    """One line of a condition: what it is about, what must hold, and the lines below it."""

    teks: str
    subjek: Tautan | None = None
    setelan: Tautan | None = None
    anak: tuple[Butir, ...] = ()


@dataclass(frozen=True, slots=True)
class Tabel:
    """`baris` are as wide as `kepala`; the first cell of each names the row."""

    kepala: tuple[str, ...]
    baris: tuple[tuple[Sel, ...], ...]

    @property
    def sel(self) -> list[list[tuple[str, Sel]]]:
        """Each cell with the heading of its column, which stands beside it on a phone."""
        return [list(zip(self.kepala, baris, strict=True)) for baris in self.baris]

    @property
    def lebar(self) -> bool:
        """Many narrow columns of numbers."""
        return len(self.kepala) > 6


@dataclass(frozen=True, slots=True)
class Garis:
    """One line of a drawing: its look, its path, and the label at its right end."""

    rupa: str
    jalur: str
    label: str
    y: str


@dataclass(frozen=True, slots=True)
class Tanda:
    """A word at a place of a drawing, with the grid line that belongs to it."""

    x: str
    y: str
    teks: str


@dataclass(frozen=True, slots=True)
class Kurva:
    judul: str
    sebutan: str
    """What the drawing shows, for those who hear the page."""
    garis: tuple[Garis, ...]
    mendatar: tuple[Tanda, ...]
    tegak: tuple[Tanda, ...]


@dataclass(frozen=True, slots=True)
class Bagian:
    """A block under its own heading; only what is there is shown."""

    judul: str
    ket: str = ""
    butir: tuple[Butir, ...] = ()
    tabel: Tabel | None = None
    kurva: tuple[Kurva, ...] = ()


@dataclass(frozen=True, slots=True)
class Halaman:
    jenis: str
    kode: str
    nama: str
    pembuka: str
    ringkas: tuple[tuple[str, Sel], ...]
    bagian: tuple[Bagian, ...]


@dataclass(frozen=True, slots=True)
class Entri:
    """One line of a list; `kata` is what the search looks into beside name and code."""

    jenis: str
    kode: str
    nama: str
    ket: str = ""
    kata: str = ""
