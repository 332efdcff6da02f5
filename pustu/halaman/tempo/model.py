"""What the due list shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from posyandu.halaman.kirim import BilahKirim
from puskesmas.lembar import Lembar
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit
from pustu.models import JatuhTempo


@dataclass(frozen=True, slots=True)
class Pilihan:
    """A link above the list: a kind, or one thing of it. `jumlah` people."""

    nama: str
    url: str
    jumlah: int
    aktif: bool
    lewat: int = 0


@dataclass(frozen=True, slots=True)
class Hal:
    """One thing that a person is due for."""

    nama: str
    tenggat: date
    lewat: int
    """Days since the due date; 0 while it is not over."""
    sampai: date | None
    """The last day on which it can be done, where that is near."""


@dataclass(frozen=True, slots=True)
class BarisTempo:
    id: UUID
    nama: str
    url: str
    jenis_kelamin: str
    tanggal_lahir: date
    posyandu: str
    tamu: bool
    """A guest, whom the midwife follows and no cadre is sent to."""
    ibu: str
    hal: Sequence[Hal]
    sisa: int
    """Further things that are not written out."""
    kontak: date | None
    alamat: str
    telepon: str
    nyelik: str
    """Says that the person is on a Nyelik list for one of these."""


@dataclass(frozen=True, slots=True)
class Tempat:
    kode: str
    nama: str
    dipilih: bool


SELA: Final = {JenisUnit.PUSTU: "– ", JenisUnit.POSYANDU: "– – "}


def show_places(unit: Iterable[Unit], dipilih: str) -> list[Tempat]:
    """To pick one from, indented as the tree is."""
    return [
        Tempat(satu.kode, SELA.get(JenisUnit(satu.jenis), "") + satu.nama_lengkap, satu.kode == dipilih)
        for satu in unit
    ]


@dataclass(frozen=True, slots=True)
class HalamanTempo:
    """`pustu/tempo.html`, as `halaman`."""

    tempat: str
    hari_ini: date
    senin: date
    minggu: date
    orang: int
    lewat: int
    kelompok: Sequence[Pilihan]
    kode: Sequence[Pilihan]
    hanya_lewat: Pilihan
    judul: str
    baris: Sequence[BarisTempo]
    lembar: Lembar | None
    pilih_tempat: Sequence[Tempat]
    saring: dict[str, str]
    cetak_url: str
    wa_url: str
    banyak_tempat: bool
    kirim: BilahKirim | None


BATAS_DEKAT = 14
"""Days: a last day further ahead presses nobody."""
SEBARIS = 4
"""Things written out per person."""


def show_due(satu: JatuhTempo, hari_ini: date) -> Hal:
    dekat = satu.sampai is not None and (satu.sampai - hari_ini).days <= BATAS_DEKAT
    return Hal(
        nama=satu.nama,
        tenggat=satu.tenggat,
        lewat=max((hari_ini - satu.tenggat).days, 0),
        sampai=satu.sampai if dekat else None,
    )
