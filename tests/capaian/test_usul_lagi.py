"""What is proposed for a meeting follows the figures until somebody begins to discuss them."""

from __future__ import annotations

import pytest

from capaian import tasks
from capaian.evaluasi.bahas import start_discussion
from capaian.evaluasi.prioritas import propose_again
from capaian.models import Capaian, EvaluasiPekan
from puskesmas.hitung import mark_perlu_hitung
from tests.capaian.angka import M46
from tests.capaian.rapat import make_evaluasi
from tests.cast import Pemeran, Wilayah

pytestmark = pytest.mark.usefixtures("selasa")


@pytest.fixture
def evaluasi(wilayah: Wilayah) -> EvaluasiPekan:
    baris = make_evaluasi(wilayah)
    propose_again(kabupaten=wilayah.beltim, sejak=M46.senin)
    return baris


def proposed(evaluasi: EvaluasiPekan) -> list[str]:
    return list(evaluasi.pokok.order_by("urutan").values_list("indikator_id", flat=True))


def test_what_late_data_brought_on_its_way_is_not_proposed_any_more(wilayah: Wilayah, evaluasi: EvaluasiPekan) -> None:
    assert "balita_ditimbang" in proposed(evaluasi)
    Capaian.objects.filter(unit=wilayah.manggar, indikator_id="balita_ditimbang").update(status="tercapai")
    assert propose_again(kabupaten=wilayah.beltim, sejak=M46.minggu) >= 1
    assert set(proposed(evaluasi)) == {"anc_6", "tbc_skrining", "lansia_diskrining"}


def test_a_meeting_that_has_begun_keeps_its_priorities(
    wilayah: Wilayah, pemeran: Pemeran, evaluasi: EvaluasiPekan
) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    sebelum = proposed(evaluasi)
    Capaian.objects.filter(unit=wilayah.manggar).update(status="tercapai")
    propose_again(kabupaten=wilayah.beltim, sejak=M46.senin)
    assert proposed(evaluasi) == sebelum != []


def test_weeks_whose_figures_stayed_keep_their_proposal(wilayah: Wilayah, evaluasi: EvaluasiPekan) -> None:
    Capaian.objects.filter(unit=wilayah.manggar).update(status="tercapai")
    assert propose_again(kabupaten=wilayah.beltim, sejak=M46.next.senin) == 0
    assert proposed(evaluasi)


def test_the_worker_that_recomputes_proposes_again(wilayah: Wilayah, evaluasi: EvaluasiPekan) -> None:
    mark_perlu_hitung(kabupaten_id=wilayah.beltim.pk, sejak=M46.senin)
    tasks.recompute_kabupaten(wilayah.beltim.pk)
    assert "balita_ditimbang" not in proposed(evaluasi)  # no child lives there
