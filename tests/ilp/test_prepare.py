"""What every start and every upgrade does to the database first."""

from __future__ import annotations

from ilp.prepare import main
from klaster.indikator import muat_indikator
from klaster.models import Indikator


def test_it_brings_the_reference_tables_up_to_the_data_files(db: None) -> None:
    Indikator.objects.all().delete()
    assert main([]) == 0
    assert set(Indikator.objects.values_list("kode", flat=True)) == {jenis.kode for jenis in muat_indikator()}
