"""One indicator by hand, so that every number can be followed with a finger."""

from __future__ import annotations

from datetime import date

from capaian.hitung.hitung import compute_week
from capaian.hitung.pekan import Pekan
from capaian.models import Capaian
from puskesmas.models import Unit
from tests.cast import Pemeran, Wilayah, make_kunjungan, make_sesi, make_warga

PEKAN = Pekan.from_kode("2026-M46")


def capaian(unit: Unit, indikator: str = "balita_ditimbang", pekan: Pekan = PEKAN) -> Capaian:
    return Capaian.objects.get(unit=unit, indikator_id=indikator, pekan=pekan.senin)


def test_a_weighed_child_counts_at_its_posyandu_and_everywhere_above(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati)
    make_warga(wilayah.melati, "Aisyah")
    make_sesi(wilayah.melati, date(2026, 11, 10))
    make_kunjungan(rafif, wilayah.melati, date(2026, 11, 10), pemeran.ani, ["ditimbang"])
    compute_week(kabupaten=wilayah.beltim, pekan=PEKAN)
    for unit in (wilayah.melati, wilayah.kelubi, wilayah.manggar, wilayah.beltim):
        row = capaian(unit)
        assert (row.pembilang, row.penyebut, row.tambahan_pekan, float(row.harapan or 0)) == (1, 2, 1, 1.6)
    assert capaian(wilayah.gantung).penyebut == 0
