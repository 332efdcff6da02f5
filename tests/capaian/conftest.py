"""The evaluation that several files of these tests begin with."""

from __future__ import annotations

import pytest

from capaian.evaluasi.sah import sign
from capaian.models import EvaluasiPekan
from tests.capaian.rapat import discuss, make_evaluasi
from tests.cast import Pemeran, Wilayah


@pytest.fixture
def evaluasi(wilayah: Wilayah) -> EvaluasiPekan:
    return make_evaluasi(wilayah)


@pytest.fixture
def disahkan(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> EvaluasiPekan:
    baris = discuss(pemeran, evaluasi)
    return sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
