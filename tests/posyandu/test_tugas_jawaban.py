"""What answers the reason for which somebody was sent to a person."""

from __future__ import annotations

import pytest

from klaster.indikator import JenisIndikator, muat_indikator
from posyandu.models import TugasKunjungan, Warga
from posyandu.tugas import (
    close_tugas,
    mark_absent,
    summarise_tugas,
)
from tests.cast import Pemeran, Wilayah, make_warga
from tests.posyandu.tugas import HARI_INI, only, send, visit, withdraw

pytestmark = pytest.mark.usefixtures("senin")


@pytest.fixture
def rafif(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati)


@pytest.fixture
def timbang(rafif: Warga, pemeran: Pemeran) -> TugasKunjungan:
    """Sent for the weight, as from the page of that figure."""
    send(pemeran.citra, rafif, jawaban=["ditimbang"])
    return only()


def test_a_home_visit_without_the_weight_leaves_the_child_on_the_list(
    timbang: TugasKunjungan, rafif: Warga, pemeran: Pemeran
) -> None:
    tanpa = visit(pemeran.ani, rafif, pengukuran={"lila_cm": 14.0})
    assert (only().status, only().ditemui, only().kunjungan) == ("menunggu", HARI_INI, None)
    visit(pemeran.ani, rafif, menggantikan=tanpa)
    assert (only().status, only().ditemui) == ("dikunjungi", None)


def test_correcting_the_weight_away_opens_it_again(timbang: TugasKunjungan, rafif: Warga, pemeran: Pemeran) -> None:
    kunjungan = visit(pemeran.ani, rafif)
    assert only().status == "dikunjungi"
    tanpa = visit(pemeran.ani, rafif, menggantikan=kunjungan, pengukuran={"lila_cm": 14.0})
    assert (only().status, only().ditemui) == ("menunggu", HARI_INI)
    withdraw(pemeran.ani, tanpa)
    assert (only().status, only().ditemui) == ("menunggu", None)


def test_two_parts_of_one_visit_answer_together(timbang: TugasKunjungan, rafif: Warga, pemeran: Pemeran) -> None:
    visit(pemeran.ani, rafif, pengukuran={"lila_cm": 14.0})
    visit(pemeran.ani, rafif, pengukuran={"berat_kg": 8.4})
    assert only().status == "dikunjungi"


def test_weighed_at_the_posyandu_it_is_answered_too(timbang: TugasKunjungan, rafif: Warga, pemeran: Pemeran) -> None:
    visit(pemeran.ani, rafif, pengukuran={"lila_cm": 14.0})
    visit(pemeran.ani, rafif, "posyandu")
    assert (only().status, only().ditemui) == ("selesai", None)


def test_an_outcome_said_by_hand_stands_with_the_visit_and_outlives_its_correction(
    timbang: TugasKunjungan, rafif: Warga, pemeran: Pemeran
) -> None:
    tanpa = visit(pemeran.ani, rafif, pengukuran={"lila_cm": 14.0})
    close_tugas(oleh=pemeran.ani, tugas=timbang, hasil="Ditimbang di rumah sakit")
    assert (only().status, str(only().kunjungan_id)) == ("dikunjungi", tanpa)
    baru = visit(pemeran.ani, rafif, menggantikan=tanpa, pengukuran={"lila_cm": 14.5})
    assert (only().status, str(only().kunjungan_id), only().hasil) == ("dikunjungi", baru, "Ditimbang di rumah sakit")


def test_what_was_met_in_vain_is_counted_as_such(
    timbang: TugasKunjungan, rafif: Warga, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    mark_absent(oleh=pemeran.ani, tugas=timbang)
    visit(pemeran.ani, rafif, pengukuran={"lila_cm": 14.0})
    ringkas = summarise_tugas(wilayah.melati, HARI_INI, HARI_INI)[wilayah.melati.pk]
    assert ringkas.kalimat == "1 dikirim: 1 ditemui tetapi belum terjawab"


@pytest.mark.parametrize(
    ("kode", "jawaban"),
    [
        ("balita_ditimbang", ("ditimbang",)),
        ("balita_tidak_naik", ("bb_naik", "bb_tidak_naik")),  # weighed again, whatever comes of it
        ("hipertensi_terkendali", ("td_diukur",)),
        ("bumil_kek_mt", ("mt_diberi",)),
        ("abj", ("jentik_diperiksa",)),
        ("bblr", ()),
    ],
)
def test_an_indicator_says_what_answers_it(kode: str, jawaban: tuple[str, ...]) -> None:
    assert {satu.kode: satu.jawaban for satu in muat_indikator()}[kode] == jawaban


@pytest.mark.parametrize(
    "jenis", [satu for satu in muat_indikator() if satu.arah == "naik"], ids=lambda jenis: jenis.kode
)
def test_whoever_counts_as_reached_has_answered(jenis: JenisIndikator) -> None:
    assert not jenis.jawaban or set(jenis.pembilang.temuan) <= set(jenis.jawaban) or jenis.penyebut.dasar
