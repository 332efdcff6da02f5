"""The demo on other days than the one it was drawn for."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from django.db import transaction

from capaian.demo.muat import load_demo
from capaian.demo.peta import KECIL
from capaian.demo.saat import ZONA, Saat
from posyandu.models import Kunjungan, Warga
from posyandu.turunan import derive_findings


def fingerprint() -> list[tuple[object, ...]]:
    kolom = ("id", "warga__nama", "unit_layanan__kode", "tanggal", "pengukuran", "temuan", "hari_buka", "sidik")
    return list(Kunjungan.objects.order_by("pk").values_list(*kolom))


@pytest.mark.django_db
def test_the_same_day_makes_the_same_demo() -> None:
    hasil = []
    for _ in range(2):
        with transaction.atomic():
            load_demo(saat=Saat(datetime(2026, 11, 22, 17, tzinfo=ZONA)), ukuran=KECIL)
            hasil.append(fingerprint())
            transaction.set_rollback(True)
    assert hasil[0] == hasil[1] != []


@pytest.mark.django_db
@pytest.mark.parametrize("hari", ["2026-01-01", "2026-03-25", "2026-08-12", "2028-02-29"])
def test_it_can_be_loaded_on_any_day(hari: str) -> None:
    saat = Saat(datetime.combine(date.fromisoformat(hari), time(10), ZONA))
    load_demo(saat=saat, ukuran=KECIL)
    assert Kunjungan.objects.filter(tanggal__lte=saat.hari_ini, diterima_pada__lte=saat.sekarang).count() > 300
    assert not Kunjungan.objects.filter(diterima_pada__gt=saat.sekarang).exists()
    assert derive_findings(orang=set(Warga.objects.values_list("pk", flat=True)), sejak=date(2000, 1, 1)) == 0
