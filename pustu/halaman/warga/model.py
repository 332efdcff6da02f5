"""What the page of a person shows, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from klaster.temuan import JenisTemuan

BESAR: Final = 12
"""Width and height of a state's shape on a chart."""


Catatan = tuple[date, Mapping[str, object], Sequence[str]]
"""A visit as the drawings read it: its day, the joined values, the codes of its findings."""


@dataclass(frozen=True, slots=True)
class Titik:
    """One measurement on a chart, in the chart's own units."""

    x: float
    y: float
    bentuk: str
    """`tidak_naik` or `biasa`: the shape says it without colour."""
    kata: str

    @property
    def kiri(self) -> float:
        return self.x - BESAR / 2

    @property
    def atas(self) -> float:
        return self.y - BESAR / 2


@dataclass(frozen=True, slots=True)
class Garis:
    """One line of a chart as points of an SVG polyline, with the name at its end."""

    kelas: str
    titik: str
    nama: str
    ujung: float


@dataclass(frozen=True, slots=True)
class Pita:
    """A filled stretch between two lines."""

    kelas: str
    titik: str


@dataclass(frozen=True, slots=True)
class Tanda:
    """A number on an axis and where it stands."""

    letak: float
    teks: str


@dataclass(frozen=True, slots=True)
class Grafik:
    """A chart in a box of 640 by 300."""

    judul: str
    satuan: str
    pita: Sequence[Pita]
    garis: Sequence[Garis]
    titik: Sequence[Titik]
    jejak: str
    sumbu_x: Sequence[Tanda]
    sumbu_y: Sequence[Tanda]
    nama_x: str
    hari_ini: float | None


@dataclass(frozen=True, slots=True)
class Indeks:
    """The latest z-score of one index, in words."""

    nama: str
    z: float | None
    kelas: str
    tanggal: date


@dataclass(frozen=True, slots=True)
class Pilihan:
    """A link to another view of the same page."""

    kode: str
    nama: str


@dataclass(frozen=True, slots=True)
class Tumbuh:
    """Growth: the chosen chart, the others to choose from, the latest scores, the last weighings as letters."""

    grafik: Grafik
    dipilih: str
    pilihan: Sequence[Pilihan]
    indeks: Sequence[Indeks]
    naik: str


@dataclass(frozen=True, slots=True)
class BarisDosis:
    """One dose of the immunisation card."""

    nama: str
    status: str
    kata: str


@dataclass(frozen=True, slots=True)
class KartuImunisasi:
    dosis: Sequence[tuple[str, Sequence[BarisDosis]]]
    ringkas: str
    lewat: Sequence[str]
    """Names of the doses that are late."""


@dataclass(frozen=True, slots=True)
class BarisKontak:
    kode: str
    ada: bool
    kata: str


@dataclass(frozen=True, slots=True)
class Hamil:
    """One pregnancy with its contacts, of the mother before and after the birth."""

    judul: str
    ket: str
    terbuka: bool
    kontak: Sequence[BarisKontak]


@dataclass(frozen=True, slots=True)
class BarisKunjungan:
    """Something that happened to the person: a visit, or being put on a cadre's list."""

    url: str
    """Empty where the reader may not open it."""
    tanggal: date
    tempat: str
    bentuk: str
    isi: str
    temuan: Sequence[JenisTemuan]
    ket: str


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One line of the trail: what was changed, by whom."""

    pada: datetime
    isi: str
    oleh: str


@dataclass(frozen=True, slots=True)
class Kerabat:
    url: str
    nama: str
    tanggal_lahir: date
    hubungan: str
    berikut: str
    """What is due for them first."""


@dataclass(frozen=True, slots=True)
class Perlu:
    """What asks for something to be done now."""

    tingkat: str
    kalimat: str
    ket: str
    url: str = ""
    tombol: str = ""


@dataclass(frozen=True, slots=True)
class BarisTindak:
    """A decision about findings and what came of it. `catatan` is empty for those who are no health workers."""

    pada: datetime
    bentuk: str
    keputusan: str
    temuan: Sequence[str]
    pesan: str
    catatan: Sequence[str]
    oleh: str
    url: str


@dataclass(frozen=True, slots=True)
class BarisBerikut:
    """Something that is due, and its state as of today in words."""

    nama: str
    bentuk: str
    kata: str
