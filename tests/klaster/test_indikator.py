from __future__ import annotations

import re
from dataclasses import fields

import pytest

from klaster.aturan import muat_aturan
from klaster.galat import DataSalah
from klaster.indikator import MODE, SATUAN, JenisIndikator, muat_indikator, read_syarat
from klaster.siapa import Siapa

SEMUA = muat_indikator()
SIAPA = tuple(satu.name for satu in fields(Siapa))


def test_it_covers_every_mode_both_directions_and_every_unit_of_counting() -> None:
    assert {satu.mode for satu in SEMUA} == set(MODE)
    assert {satu.arah for satu in SEMUA} == {"naik", "turun"}
    assert {satu.satuan for satu in SEMUA} == set(SATUAN)


@pytest.mark.parametrize("jenis", SEMUA, ids=lambda jenis: jenis.kode)
def test_it_takes_its_numerator_from_inside_its_denominator(jenis: JenisIndikator) -> None:
    atas, bawah = jenis.pembilang, jenis.penyebut

    assert all(getattr(atas, nama) == getattr(bawah, nama) for nama in SIAPA)
    assert (atas.dasar, atas.tempo_hari) == (bawah.dasar, bawah.tempo_hari)
    assert (atas != bawah) == (jenis.satuan != "isian")


@pytest.mark.parametrize("jenis", SEMUA, ids=lambda jenis: jenis.kode)
def test_it_explains_itself_in_one_sentence_with_a_source(jenis: JenisIndikator) -> None:
    assert re.fullmatch(r"[A-Z][^.]+(\.|,[^.]+\.)", jenis.kalimat.replace("0.", ""))
    assert jenis.sumber
    assert "Belum bersumber" not in jenis.sumber or "[U]" in jenis.catatan


@pytest.mark.parametrize("jenis", SEMUA, ids=lambda jenis: jenis.kode)
def test_its_people_are_not_named_twice_in_one_sentence(jenis: JenisIndikator) -> None:
    # "4 bayi kuning": how many, who, and what of them
    assert not jenis.label_pembilang.startswith(f"{jenis.sebutan} ") or jenis.arah == "naik"


def test_it_is_the_same_under_every_setting() -> None:
    assert tuple(muat_aturan({"tbc_anak_minimal": 2}).indikator.values()) == SEMUA
    assert [satu.urutan for satu in SEMUA] == list(range(1, len(SEMUA) + 1))


def test_it_refuses_a_condition_it_does_not_know() -> None:
    with pytest.raises(DataSalah, match="umur"):
        read_syarat({"umur": 5})


@pytest.mark.parametrize("jenis", [satu for satu in SEMUA if satu.satuan == "isian"], ids=lambda jenis: jenis.kode)
def test_what_is_typed_says_why_no_record_knows_it(jenis: JenisIndikator) -> None:
    assert "Diketik" in jenis.catatan
