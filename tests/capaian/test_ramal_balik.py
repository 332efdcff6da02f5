"""Forecasts are shown only where looking back over a year finds them better than "the same as last month"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from capaian.bench import ramalan
from capaian.demo.muat import load_demo
from capaian.demo.peta import KECIL
from capaian.demo.saat import ZONA, make_saat
from capaian.evaluasi.prioritas import foretell_shown
from capaian.evaluasi.ramal import can_forecast
from capaian.models import EvaluasiPekan
from klaster.indikator import muat_indikator

SAAT = make_saat(date(2026, 11, 22), datetime.combine(date(2026, 11, 22), time(17), ZONA), bulan=12)
DIRAMAL = {satu.kode for satu in muat_indikator() if satu.ramal}


@pytest.fixture(scope="module")
def hasil(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Any]]:
    """The back-test over a year of a small demo, by indicator."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(SAAT.sekarang, tick=False):
        load_demo(saat=SAAT, ukuran=KECIL)
        yield ramalan.run()["indikator"]
        transaction.set_rollback(True)


def test_what_is_shown_can_be_foretold() -> None:
    assert {satu.kode for satu in muat_indikator() if satu.ramal and not can_forecast(satu)} == set()


def test_the_forecast_of_weighings_beats_last_month_over_a_year(hasil: dict[str, Any]) -> None:
    """Three desa hold too few ill people for the others; docs/aturan-data.md has the year of the whole demo."""
    assert hasil.keys() >= DIRAMAL
    satu = hasil["balita_ditimbang"]
    assert satu["galat_kami_persen"] < satu["galat_bulan_lalu_persen"]
    assert satu["dipakai"]
    assert len(satu["bulan"]) >= 9


def test_a_forecast_no_better_than_last_month_is_not_to_be_used() -> None:
    sama = [ramalan.Tebakan("2026-10", kami=0.1, lalu=0.1, kena=True)]
    lebih = [ramalan.Tebakan("2026-10", kami=0.1, lalu=0.11, kena=True)]
    assert [ramalan.describe(isi)["dipakai"] for isi in (sama, lebih)] == [False, True]


def test_the_error_is_told_for_every_month(hasil: dict[str, Any]) -> None:
    for satu in hasil.values():
        assert satu["tebakan"] == sum(bulan["tebakan"] for bulan in satu["bulan"].values())
        assert all(bulan["galat_kami_persen"] >= 0 for bulan in satu["bulan"].values())


@pytest.mark.django_db
def test_what_does_not_beat_last_month_is_not_shown(hasil: dict[str, Any]) -> None:
    evaluasi = EvaluasiPekan.objects.filter(unit__jenis="puskesmas", pekan=date(2026, 11, 2)).get()
    diam = [satu for satu in muat_indikator() if can_forecast(satu) and not satu.ramal]
    assert diam
    assert foretell_shown(evaluasi, diam) == {}
