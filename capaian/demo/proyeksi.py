"""Official projections of the demo: every life stage in every unit, a little above the people who are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from django.db.models import Count

from capaian.bagi import split
from capaian.demo.jaringan import Jaringan
from capaian.demo.saat import Saat
from capaian.halaman.kelompok import in_stage, service_stages
from capaian.models import Sasaran, StatusDokumen
from klaster.tahap import Tahap
from posyandu.models import Warga
from posyandu.models.orang import StatusWarga
from puskesmas.models import Unit

LEBIH_BANYAK: Final = "19.06.04-PKM"
"""Where more small children live than the projection says."""
DOKUMEN: Final = "Proyeksi sasaran (data contoh)"
BALITA: Final = "balita"


def write_projections(jaringan: Jaringan, saat: Saat) -> None:
    """Set per Puskesmas and split among the units below; the kabupaten's small children do not add up to theirs."""
    unit = list(Unit.objects.under(jaringan.kabupaten))
    for tahap in service_stages():
        terdata = _count(jaringan, saat, tahap)
        jumlah = _project(jaringan, unit, tahap.kode, terdata) if terdata else {}
        Sasaran.objects.bulk_create(
            Sasaran(
                unit_id=pk,
                kelompok=tahap.kode,
                tahun=saat.hari_ini.year,
                jumlah=satu,
                dokumen=DOKUMEN,
                tanggal_dokumen=saat.awal_tahun,
                status=StatusDokumen.BERLAKU,
            )
            for pk, satu in jumlah.items()
        )


def _count(jaringan: Jaringan, saat: Saat, tahap: Tahap) -> dict[int, int]:
    """People of a stage by the posyandu where they live."""
    warga = Warga.objects.under(jaringan.kabupaten).pokok().filter(status=StatusWarga.AKTIF, tamu=False)
    rows = in_stage(warga, tahap, saat.hari_ini).order_by().values_list("unit_id")
    return dict(rows.annotate(n=Count("pk", distinct=True)))


def _project(jaringan: Jaringan, unit: list[Unit], kode: str, per_posyandu: Mapping[int, int]) -> dict[int, int]:
    orang: Counter[int] = Counter()
    for satu in unit:
        for pk in satu.path_ids():
            orang[pk] += per_posyandu.get(satu.pk, 0)
    jumlah = {}
    for puskesmas in jaringan.puskesmas:
        kali = 0.93 if kode == BALITA and puskesmas.kode == LEBIH_BANYAK else 1.04
        jumlah[puskesmas.pk] = round(orang[puskesmas.pk] * kali)
    semua = round(orang[jaringan.kabupaten.pk] * 1.04) if kode == BALITA else sum(jumlah.values())
    for induk in sorted(unit, key=lambda satu: satu.jalur.count("/")):
        if induk.pk in jumlah:
            jumlah |= split(jumlah[induk.pk], {satu.pk: orang[satu.pk] for satu in unit if satu.induk_id == induk.pk})
    return {jaringan.kabupaten.pk: semua, **jumlah}
