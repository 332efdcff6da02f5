"""Capaian rows in memory: read once for a page, asked many times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from capaian.halaman.model import Arah, Keadaan, Ukur
from capaian.hitung.pekan import Pekan
from capaian.models import CapaianQuerySet
from klaster.indikator import JenisIndikator

PANJANG: Final = 12
"""Weeks of a trend."""


class Angka(NamedTuple):
    """One Capaian row, without its ids; the first three say where it stands."""

    unit_id: int
    indikator: str
    senin: date
    pembilang: int
    penyebut: int
    tambahan: int | None
    """None: nothing was typed for this very week."""
    harapan: Decimal | None
    menunggu: int
    target: Decimal | None
    sementara: bool
    status: str
    dihitung_pada: datetime


KOLOM: Final = (
    "unit_id",
    "indikator_id",
    "pekan",
    "pembilang",
    "penyebut",
    "tambahan_pekan",
    "harapan",
    "menunggu",
    "target",
    "target_sementara",
    "status",
    "dihitung_pada",
)
KOLOM_POTONG: Final = tuple("evaluasi__pekan" if nama == "pekan" else nama for nama in KOLOM)
"""The same of a figure that was cut for an evaluation."""


class Papan:
    """Figures of some units over the weeks that end with `pekan`."""

    def __init__(self, pekan: Pekan, baris: Iterable[Angka]) -> None:
        self.pekan = pekan
        self._isi = {(satu.unit_id, satu.indikator, satu.senin): satu for satu in baris}

    def at(self, unit_id: int, kode: str, mundur: int = 0) -> Angka | None:
        """The figure of this week, or of `mundur` weeks before."""
        return self._isi.get((unit_id, kode, self.pekan.senin - timedelta(weeks=mundur)))

    def series(self, unit_id: int, kode: str) -> tuple[Angka | None, ...]:
        """Twelve weeks, oldest first."""
        return tuple(self.at(unit_id, kode, mundur) for mundur in range(PANJANG - 1, -1, -1))

    @property
    def dihitung_pada(self) -> datetime | None:
        """When the figures of this week were computed; None where there are none."""
        return max((a.dihitung_pada for a in self._isi.values() if a.senin == self.pekan.senin), default=None)


def load_papan(
    capaian: CapaianQuerySet, pekan: Pekan, unit: Sequence[int], *, kode: str = "", panjang: int = PANJANG
) -> Papan:
    """One query. `capaian` is already scoped to the reader."""
    awal = pekan.senin - timedelta(weeks=panjang - 1)
    rows = capaian.filter(unit_id__in=unit, pekan__range=(awal, pekan.senin))
    if kode:
        rows = rows.filter(indikator_id=kode)
    return Papan(pekan, map(Angka._make, rows.values_list(*KOLOM)))


def measure(angka: Angka | None, jenis: JenisIndikator, perkiraan: int | None = None) -> Ukur:
    """A figure as the pages print it; without a row there is no data yet."""
    arah, diketik = Arah(jenis.arah), jenis.satuan == "isian"
    if angka is None:
        return Ukur(Keadaan.BELUM_ADA_DATA, 0, None, arah=arah, satuan=jenis.sebutan, diketik=diketik)
    return Ukur(
        keadaan=Keadaan(angka.status),
        pembilang=angka.pembilang,
        penyebut=None if jenis.cacah else angka.penyebut,
        harapan=None if angka.harapan is None else float(angka.harapan),
        target=None if angka.target is None else float(angka.target),
        arah=arah,
        perkiraan=perkiraan,
        satuan=jenis.sebutan,
        cacah=jenis.cacah,
        diketik=diketik,
    )


def rate(angka: Angka | None) -> float | None:
    """Achieved as a fraction; None without a denominator."""
    return angka.pembilang / angka.penyebut if angka is not None and angka.penyebut else None


def ratio(angka: Angka | None) -> float | None:
    """Achieved divided by harapan, or by the target's count where the mode has no harapan."""
    if angka is None:
        return None
    dasar = angka.harapan
    if dasar is None and angka.target is not None:
        dasar = angka.target * angka.penyebut
    return float(angka.pembilang / dasar) if dasar else None


def missed(angka: Angka | None, jenis: JenisIndikator) -> int | None:
    """People whose session is over and who were not reached; None where sessions do not set the pace."""
    if angka is None or not paces(jenis):
        return None
    return max(angka.penyebut - angka.pembilang - angka.menunggu, 0)


def paces(jenis: JenisIndikator) -> bool:
    """Whether sessions set the pace: who was not reached was either missed or still waits for a session."""
    return jenis.mode in ("bulan", "musim") and jenis.arah == Arah.NAIK
