"""What the register pages show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from posyandu.models import PenyakitTerdaftar, UsulRegister, Warga
from puskesmas.errors import DomainError
from puskesmas.lembar import Lembar
from pustu.halaman.tempo.model import Pilihan, Tempat


@dataclass(frozen=True, slots=True)
class BarisRegister:
    nama: str
    url: str
    jenis_kelamin: str
    tanggal_lahir: date
    posyandu: str
    sejak: date
    tanda: str
    """Code of the shape beside the state."""
    keadaan: str
    kontrol: date | None
    berikut: date | None
    lewat: int
    """Days since the next control was due; 0 while it is not over."""
    porsi: str
    """ "34 dari 90"; empty where none is owed."""
    keluar_url: str
    alasan: str
    sampai: date | None


@dataclass(frozen=True, slots=True)
class BarisUsul:
    """Somebody whose last control asks for the register, or whom a cadre proposed."""

    nama: str
    url: str
    jenis_kelamin: str
    tanggal_lahir: date
    posyandu: str
    sebab: str
    tanggal: date
    masuk_url: str
    bukan_url: str


@dataclass(frozen=True, slots=True)
class HalamanRegister:
    """`pustu/register.html`, as `halaman`."""

    judul: str
    tempat: str
    hari_ini: date
    daftar: Sequence[Pilihan]
    keadaan: Sequence[Pilihan]
    lihat: str
    baris: Sequence[BarisRegister]
    usul: Sequence[BarisUsul]
    lembar: Lembar | None
    berporsi: bool
    berkontrol: bool
    pilih_tempat: Sequence[Tempat]
    saring: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Isian:
    """A form about one person on which one thing is picked."""

    warga: Warga
    hari_ini: date
    pilihan: Sequence[tuple[str, str]]
    isi: dict[str, str]
    galat: DomainError | None
    kembali_url: str


@dataclass(frozen=True, slots=True)
class HalamanMasuk(_Isian):
    """`pustu/register_masuk.html`, as `halaman`."""

    id: UUID
    usul: UsulRegister | None
    """What a cadre proposed and nobody has looked at."""


@dataclass(frozen=True, slots=True)
class HalamanBukan(_Isian):
    """`pustu/register_bukan.html`, as `halaman`."""

    id: UUID
    register: str


@dataclass(frozen=True, slots=True)
class HalamanKeluar(_Isian):
    """`pustu/register_keluar.html`, as `halaman`."""

    terdaftar: PenyakitTerdaftar
