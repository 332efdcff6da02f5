from __future__ import annotations

import pytest

from klaster.berkas import shared_data
from klaster.kasus import Kasus
from tests.klaster.golden import CONTOH, Setelan, load_golden, make_judge

JUDGE = make_judge(shared_data())


@pytest.mark.parametrize(("kasus", "setelan"), load_golden(), ids=lambda satu: getattr(satu, "nama", ""))
def test_it_judges_every_golden_case_as_written(kasus: Kasus, setelan: Setelan) -> None:
    assert JUDGE(kasus, setelan) == dict(kasus.harapan)


def test_it_has_many_golden_cases_and_each_has_a_name_of_its_own() -> None:
    nama = [(kasus.nama, sorted(kasus.harapan)) for kasus, _ in load_golden()]

    assert len(nama) >= 400
    assert len({str(satu) for satu in nama}) == len(nama)
    assert all(kasus.nama and kasus.harapan for kasus, _ in load_golden())


def test_it_reads_every_file_of_the_folder() -> None:
    assert {berkas.suffix for berkas in CONTOH.iterdir()} == {".json"}


def test_it_covers_every_finding_both_ways() -> None:
    ada = {kode for kasus, _ in load_golden() for kode in kasus.harapan.get("temuan", [])}

    assert ada == {baris["kode"] for baris in shared_data()["temuan"]}
