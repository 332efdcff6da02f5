from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given

from klaster.aturan import build_aturan, muat_aturan
from klaster.berkas import read_data
from klaster.bidang import check_pengukuran
from klaster.evaluate import evaluate
from klaster.peringatan import warn_pengukuran
from klaster.profil import JenisKelamin, Profil
from tests.klaster.acak import TANGGAL, pengukuran, profil

ATURAN = muat_aturan()
IBU = Profil(date(1996, 5, 1), JenisKelamin.P, hamil=True)


@given(profil(), pengukuran)
def test_it_never_raises_and_says_the_same_twice(orang: Profil, isi: Mapping[str, object]) -> None:
    assert evaluate(ATURAN, orang, isi, TANGGAL) == evaluate(ATURAN, orang, copy.deepcopy(isi), TANGGAL)


@given(profil(), pengukuran)
def test_it_keeps_the_order_of_the_data(orang: Profil, isi: Mapping[str, object]) -> None:
    urutan = [lini.jenis.kode for lini in ATURAN.lini]
    kode = [temuan.kode for temuan in evaluate(ATURAN, orang, isi, TANGGAL)]

    assert kode == sorted(kode, key=urutan.index)
    assert len(set(kode)) == len(kode)


@given(profil(), pengukuran)
def test_it_judges_canonical_values_like_the_ones_that_were_sent(orang: Profil, isi: Mapping[str, object]) -> None:
    rapi, salah = check_pengukuran(ATURAN, orang, isi, TANGGAL)
    warn_pengukuran(ATURAN, orang, rapi, TANGGAL)

    if not salah:
        assert evaluate(ATURAN, orang, rapi, TANGGAL) == evaluate(ATURAN, orang, isi, TANGGAL)


@pytest.mark.parametrize("isi", [None, [], "berat", 5])
def test_it_finds_nothing_where_there_is_no_table_of_values(isi: Any) -> None:
    assert evaluate(ATURAN, IBU, isi, TANGGAL) == ()


def test_it_leaves_no_placeholder_in_a_message() -> None:
    semua = evaluate(ATURAN, Profil(date(2025, 1, 1), JenisKelamin.L), {"berat_kg": 9}, TANGGAL)

    assert semua
    assert not [satu.pesan for satu in semua if "{" in satu.pesan]


def test_it_writes_the_points_of_a_score_into_the_message() -> None:
    lansia = Profil(date(1950, 1, 1), JenisKelamin.L)
    isi = {f"puma_{kode}": True for kode in ("sesak", "dahak", "batuk", "spirometri")}
    (temuan,) = evaluate(ATURAN, lansia, {**isi, "puma_rokok": "kurang"}, TANGGAL)[1:]

    assert temuan.pesan.startswith("Nilai PUMA 7 dari 9: ")


def _with_newer_kek() -> tuple[Any, date]:
    """From 1 January 2026 the limit is 24,0; before that the line of the data file."""
    data = read_data()
    sejak = date(2026, 1, 1)
    lama = next(baris for baris in data["temuan"] if baris["kode"] == "kek")
    baru = {**lama, "syarat": {"bidang": "lila_cm", "kurang_dari": 24.0}, "berlaku_sejak": sejak}
    lama["berlaku_sampai"] = sejak - timedelta(days=1)
    data["temuan"].append(baru)
    return build_aturan(data), sejak


def test_it_judges_an_old_visit_by_the_line_of_its_own_date() -> None:
    aturan, sejak = _with_newer_kek()

    def kek(lila: float, tanggal: date) -> bool:
        return "kek" in {satu.kode for satu in evaluate(aturan, IBU, {"lila_cm": lila}, tanggal)}

    kemarin = sejak - timedelta(days=1)
    assert [kek(23.8, sejak), kek(23.8, kemarin)] == [True, False]
    assert [kek(23.4, sejak), kek(23.4, kemarin)] == [True, True]
    assert aturan.temuan["kek"].berlaku_sejak == sejak


def test_it_uses_the_gain_table_of_the_date() -> None:
    data = read_data()
    data["kbm"] += [
        {**baris, "gram": "250", "berlaku_sejak": "2026-01-01"} for baris in data["kbm"] if baris["bulan"] == "20"
    ]
    kbm = build_aturan(data).tabel.kbm["L", 20]

    assert kbm == [(date(2026, 1, 1), 250), (date(2010, 1, 1), 200)]
