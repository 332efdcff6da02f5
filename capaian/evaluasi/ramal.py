"""Where a month will end: what is done, and of each posyandu whose session is still ahead its own usual share.

Only for indicators of a month in which sessions set the pace, and only for those that `bench ramalan` shows to be
foretold better this way than by "the same as last month".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from math import ceil, floor, fsum, sqrt
from typing import Final

from django.db.models import Count

from capaian.hitung.pekan import Pekan
from capaian.models import Capaian, CapaianBulan
from klaster.indikator import JenisIndikator
from posyandu.models import HariBuka
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit

LEBAR: Final = 1.64
"""Standard deviations that the range is widened by on either side: nine in ten, were people independent coins."""
BULAN_LALU: Final = 3
"""Closed months that a usual share is the mean of."""

Bagian = Mapping[int, Sequence[float]]
"""By id of the posyandu: the shares at which its last months closed, latest first."""


@dataclass(frozen=True, slots=True)
class Ramalan:
    """The numerator at the end of the month, and the values that it should lie between: the least and the most that one
    of the last months would give, widened by chance; how many sessions and people are still ahead."""

    jadi: int
    bawah: int
    atas: int
    sisa_sesi: int
    sisa_orang: int

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Posisi:
    """One posyandu today: reached, all, and whether a session is still ahead."""

    unit_id: int
    pembilang: int
    penyebut: int
    menunggu: bool


def can_forecast(jenis: JenisIndikator) -> bool:
    """Where the way of counting allows it; `jenis.ramal` says where the back-test found it worth showing."""
    return jenis.mode == "bulan" and jenis.arah == "naik" and jenis.satuan == "orang"


def forecast_month(*, unit: Unit, pekan: Pekan, semua: Sequence[JenisIndikator]) -> dict[str, Ramalan]:
    """By code of the indicator; left out where the month has no session ahead or no earlier month closed. 3 queries."""
    jenis = [satu.kode for satu in semua if can_forecast(satu)]
    sisa = _sessions_left(unit, pekan) if jenis else {}
    if not sisa:
        return {}
    posisi = _positions(unit, pekan, jenis, sisa)
    lalu = _closed_shares(unit, pekan.awal_bulan, jenis)
    hasil = {kode: foretell(posisi[kode], lalu[kode], sum(sisa.values())) for kode in jenis}
    return {kode: ramalan for kode, ramalan in hasil.items() if ramalan is not None}


def foretell(posisi: Sequence[Posisi], lalu: Bagian, sisa_sesi: int) -> Ramalan | None:
    """None without anybody ahead or any closed month. A posyandu without history is taken as its neighbours are."""
    depan = [satu for satu in posisi if satu.menunggu and satu.penyebut > satu.pembilang]
    banyak = max((len(isi) for isi in lalu.values()), default=0)
    if not depan or not banyak:
        return None
    kini = sum(satu.pembilang for satu in posisi)
    tambah = [fsum(_gain(satu, _share(lalu, satu.unit_id, ke)) for satu in depan) for ke in range(banyak)]
    sisa = sum(satu.penyebut - satu.pembilang for satu in depan)
    lebar = LEBAR * sqrt(fsum(_chance(satu, lalu) for satu in depan))
    return Ramalan(
        jadi=kini + floor(fsum(tambah) / len(tambah) + 0.5),
        bawah=kini + max(floor(min(tambah) - lebar), 0),
        atas=kini + min(ceil(max(tambah) + lebar), sisa),
        sisa_sesi=sisa_sesi,
        sisa_orang=sisa,
    )


def _chance(satu: Posisi, lalu: Bagian) -> float:
    """Variance of how many come, were each person a coin that falls as in the last month."""
    bagian = min(_share(lalu, satu.unit_id, 0), 1.0)
    return satu.penyebut * bagian * (1 - bagian)


def _gain(satu: Posisi, bagian: float) -> float:
    return max(bagian * satu.penyebut - satu.pembilang, 0.0)


def _share(lalu: Bagian, unit_id: int, ke: int) -> float:
    """The share of the `ke`-th month before; where the posyandu has none, the mean of those that have."""
    milik = lalu.get(unit_id, ())
    if ke < len(milik):
        return milik[ke]
    semua = [isi[ke] for isi in lalu.values() if ke < len(isi)]
    return fsum(semua) / len(semua)


def _sessions_left(unit: Unit, pekan: Pekan) -> dict[int, int]:
    rows = HariBuka.objects.under(unit).held().filter(tanggal__gt=pekan.minggu, tanggal__lte=pekan.akhir_bulan)
    return dict(rows.order_by().values_list("posyandu_id").annotate(n=Count("pk")))


def _positions(unit: Unit, pekan: Pekan, kode: Sequence[str], sisa: Mapping[int, int]) -> dict[str, list[Posisi]]:
    rows = Capaian.objects.under(unit).filter(
        unit__jenis=JenisUnit.POSYANDU, pekan=pekan.senin, indikator__in=kode, penyebut__gt=0
    )
    posisi: dict[str, list[Posisi]] = defaultdict(list)
    for indikator, pk, pembilang, penyebut in rows.values_list("indikator_id", "unit_id", "pembilang", "penyebut"):
        posisi[indikator].append(Posisi(pk, pembilang, penyebut, pk in sisa))
    return posisi


def _closed_shares(unit: Unit, bulan: date, kode: Sequence[str]) -> dict[str, dict[int, list[float]]]:
    """Months in which nobody at all was recorded, as before the posyandu began to record, say nothing."""
    awal = (bulan - timedelta(days=31 * BULAN_LALU - 15)).replace(day=1)
    rows = CapaianBulan.objects.under(unit).filter(
        unit__jenis=JenisUnit.POSYANDU, bulan__gte=awal, bulan__lt=bulan, indikator__in=kode, penyebut__gt=0
    )
    baris = list(rows.order_by("-bulan").values_list("indikator_id", "bulan", "unit_id", "pembilang", "penyebut"))
    terisi = {(indikator, tutup) for indikator, tutup, _, pembilang, _ in baris if pembilang}
    lalu: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for indikator, tutup, pk, pembilang, penyebut in baris:
        if (indikator, tutup) in terisi:
            lalu[indikator][pk].append(pembilang / penyebut)
    return lalu
