"""Life stages asked of the database are the stages that the rules say."""

from __future__ import annotations

from datetime import date

import pytest

from capaian.halaman.kelompok import in_stage, service_stages
from klaster.tahap import tahap_at
from posyandu.models import Kehamilan, Warga
from posyandu.turunan import load_orang
from tests.cast import Wilayah, make_kehamilan, make_warga

PADA = date(2026, 11, 16)
HIDUP, MATI = Kehamilan.Hasil.LAHIR_HIDUP, Kehamilan.Hasil.LAHIR_MATI
MELAHIRKAN = [date(2026, 10, 5), date(2026, 10, 4), date(2025, 8, 1), date(2024, 11, 17), date(2024, 11, 16)]


def make_ibu(wilayah: Wilayah, selesai: date, hasil: str) -> Warga:
    ibu = make_warga(wilayah.anggrek, "Sari", date(1996, 5, 1), "P")
    make_kehamilan(ibu, date(2023, 12, 1), selesai=selesai, hasil=hasil)
    return ibu


@pytest.mark.django_db
@pytest.mark.parametrize("hasil", [HIDUP, MATI])
def test_mothers_are_in_the_stages_of_the_rules(wilayah: Wilayah, hasil: str) -> None:
    ibu = [make_ibu(wilayah, selesai, hasil) for selesai in MELAHIRKAN]
    make_kehamilan(ibu[2], date(2026, 9, 1))  # expecting again

    orang = load_orang([satu.pk for satu in ibu])
    for tahap in service_stages():
        aturan = {pk for pk, satu in orang.items() if tahap.kode in tahap_at(satu.profil(PADA, "posyandu"), PADA)}
        assert {satu.pk for satu in in_stage(Warga.objects.all(), tahap, PADA)} & orang.keys() == aturan, tahap.kode
