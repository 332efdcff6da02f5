"""`bench ramalan`: every week of every closed month of the demo, foretold from what was known then."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any, NamedTuple

from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Min

from capaian.evaluasi.ramal import Ramalan, can_forecast, forecast_month
from capaian.hitung.hitung import compute_week, zona_of
from capaian.hitung.pekan import Pekan, open_week
from capaian.models import Capaian, CapaianBulan
from klaster.indikator import muat_indikator
from posyandu.models import Kunjungan
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit


class Tebakan(NamedTuple):
    """Errors of one guess as shares of the denominator: ours, the same as last month, and whether the range held it."""

    bulan: str
    kami: float
    lalu: float
    kena: bool


def run() -> dict[str, Any]:
    """Mean absolute error per indicator. Weeks before those that stand are computed and rolled back."""
    kabupaten = Unit.objects.of_jenis(JenisUnit.KABUPATEN).first()
    if kabupaten is None:
        raise CommandError("Belum ada data. Muat dulu data contoh: ./run manage demo")
    with transaction.atomic():
        minggu = _compute_all(kabupaten)
        tebakan = _guess(kabupaten, minggu)
        transaction.set_rollback(True)
    return {"bench": "ramalan", "indikator": {kode: describe(isi) for kode, isi in sorted(tebakan.items())}}


def _compute_all(kabupaten: Unit) -> list[Pekan]:
    awal = Kunjungan.objects.under(kabupaten).aggregate(awal=Min("tanggal"))["awal"]
    akhir = open_week(zona_of(kabupaten))
    pekan = max(Pekan.from_tanggal(awal), Pekan(akhir.senin - timedelta(weeks=52)))
    semua = []
    jenis = [satu for satu in muat_indikator() if can_forecast(satu)]
    while pekan <= akhir:
        compute_week(kabupaten=kabupaten, pekan=pekan, indikator=jenis)
        semua.append(pekan)
        pekan = pekan.next
    return semua


def _guess(kabupaten: Unit, minggu: list[Pekan]) -> dict[str, list[Tebakan]]:
    jenis = [satu for satu in muat_indikator() if can_forecast(satu)]
    hasil: dict[str, list[Tebakan]] = defaultdict(list)
    for puskesmas in Unit.objects.under(kabupaten).of_jenis(JenisUnit.PUSKESMAS):
        for pekan in minggu:
            for kode, ramalan in forecast_month(unit=puskesmas, pekan=pekan, semua=jenis).items():
                if (satu := _compare(puskesmas, pekan, kode, ramalan)) is not None:
                    hasil[kode].append(satu)
    return hasil


def _compare(puskesmas: Unit, pekan: Pekan, kode: str, ramalan: Ramalan) -> Tebakan | None:
    """Against how the month closed; None while it is open, or where no recorded month closed before it."""
    bulan = CapaianBulan.objects.filter(unit=puskesmas, indikator=kode, penyebut__gt=0, pembilang__gt=0)
    tutup = bulan.filter(bulan=pekan.awal_bulan).first()
    lalu = bulan.filter(bulan__lt=pekan.awal_bulan).order_by("-bulan").first()
    kini = Capaian.objects.filter(unit=puskesmas, indikator=kode, pekan=pekan.senin).first()
    if tutup is None or lalu is None or kini is None or not kini.penyebut:
        return None
    nyata, bagi = tutup.pembilang / tutup.penyebut, kini.penyebut
    return Tebakan(
        bulan=f"{pekan.awal_bulan:%Y-%m}",
        kami=abs(ramalan.jadi / bagi - nyata),
        lalu=abs(lalu.pembilang / lalu.penyebut - nyata),
        kena=ramalan.bawah / bagi <= nyata <= ramalan.atas / bagi,
    )


def describe(isi: list[Tebakan]) -> dict[str, Any]:
    """All months together, and each month by itself."""
    bulan: dict[str, list[Tebakan]] = defaultdict(list)
    for satu in isi:
        bulan[satu.bulan].append(satu)
    return _mean(isi) | {"bulan": {kode: _mean(semua) for kode, semua in sorted(bulan.items())}}


def _mean(isi: list[Tebakan]) -> dict[str, Any]:
    banyak = len(isi)
    kami, lalu = (sum(nilai) / banyak for nilai in ([t.kami for t in isi], [t.lalu for t in isi]))
    return {
        "tebakan": banyak,
        "galat_kami_persen": round(100 * kami, 2),
        "galat_bulan_lalu_persen": round(100 * lalu, 2),
        "rentang_kena_persen": round(100 * sum(t.kena for t in isi) / banyak),
        "dipakai": kami < lalu,
    }
