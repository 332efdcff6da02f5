"""What the signed weeks of the demo decided: from their own figures, and not the same every week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import pairwise

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from capaian.demo.muat import load_demo
from capaian.demo.peta import KECIL
from capaian.demo.putusan import finish_demo
from capaian.demo.saat import ZONA, make_saat
from capaian.evaluasi.prioritas import BANYAK, rank_lagging
from capaian.evaluasi.rapat import meeting_indikator
from capaian.models import AngkaEvaluasi, EvaluasiPekan, LangkahEvaluasi, PokokEvaluasi
from puskesmas.models import Pesan, Tindakan, Unit

SAAT = make_saat(date(2026, 11, 22), datetime.combine(date(2026, 11, 22), time(17), ZONA))
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kabupaten(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Unit]:
    """A small demo with its decisions, for all tests of this module; rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(SAAT.sekarang, tick=False):
        kabupaten = load_demo(saat=SAAT, ukuran=KECIL)
        assert finish_demo(kabupaten, SAAT) == 11
        yield kabupaten
        transaction.set_rollback(True)


def signed(kabupaten: Unit) -> list[EvaluasiPekan]:
    return list(EvaluasiPekan.objects.under(kabupaten).exclude(unit=kabupaten).order_by("pekan"))


def test_every_week_decides_about_what_lagged_most_in_its_own_figures(kabupaten: Unit) -> None:
    jenis = meeting_indikator(kabupaten)
    semua = signed(kabupaten)
    assert len(semua) == 11
    for satu in semua:
        angka = {a.indikator_id: a for a in AngkaEvaluasi.objects.filter(evaluasi=satu, unit=satu.unit_id)}
        usul = [u.jenis.kode for u in rank_lagging((j, angka.get(j.kode)) for j in jenis)[:BANYAK]]
        assert list(satu.pokok.values_list("indikator_id", flat=True)) == usul
    assert PokokEvaluasi.objects.count() > 11


def test_every_decision_is_whole_and_became_an_action(kabupaten: Unit) -> None:
    for pokok in PokokEvaluasi.objects.select_related("tindakan", "evaluasi"):
        tindakan = pokok.tindakan
        assert tindakan is not None
        assert (pokok.apa, pokok.siapa_id, pokok.tenggat) == (
            tindakan.apa,
            tindakan.penanggung_jawab_id,
            tindakan.tenggat,
        )
        assert pokok.sebab
        assert tindakan.ditutup_pada is None or tindakan.dibuat_pada <= tindakan.ditutup_pada <= SAAT.sekarang


def test_a_meeting_does_not_repeat_itself_the_week_after(kabupaten: Unit) -> None:
    kata = [dict(satu.pokok.values_list("indikator_id", "apa")) for satu in signed(kabupaten)]
    berulang = [kode for dulu, kini in pairwise(kata) for kode in dulu.keys() & kini.keys() if dulu[kode] == kini[kode]]
    assert berulang == []


def test_answers_differ_and_the_latest_call_for_help_waits(kabupaten: Unit) -> None:
    jawaban = list(LangkahEvaluasi.objects.filter(jenis="ditanggapi").values_list("isi", flat=True))
    assert len(jawaban) == 10
    assert len(set(jawaban)) > 5
    assert [satu.pekan for satu in signed(kabupaten) if satu.status == "disahkan"] == [SAAT.pekan_lalu.previous.senin]


def test_who_has_a_running_action_finds_a_notice(kabupaten: Unit) -> None:
    jalan = Tindakan.objects.running().filter(unit__jenis="puskesmas", masalah=None).exclude(penanggung_jawab__nama="")
    siapa = {t.penanggung_jawab_id for t in jalan if t.penanggung_jawab_id != t.dibuat_oleh_id}
    assert siapa
    assert siapa <= set(Pesan.objects.values_list("pengguna", flat=True))


def test_finishing_twice_changes_nothing_more(kabupaten: Unit) -> None:
    banyak = PokokEvaluasi.objects.count()
    assert finish_demo(kabupaten, SAAT) == 0
    assert PokokEvaluasi.objects.count() == banyak
