"""The table of blood pressure: whose limits hold, and which class wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster.aturan import build_aturan, muat_aturan
from klaster.berkas import read_data
from klaster.profil import JenisKelamin, Profil
from klaster.tekanan import Tekanan, judge_tekanan

TANGGAL = date(2026, 11, 16)
TABEL = muat_aturan().tabel.tekanan
ORANG = Profil(date(1980, 1, 1), JenisKelamin.P)
ATAS, BAWAH = st.integers(60, 260), st.integers(30, 160)


def judge(tahun: int, atas: object, bawah: object, profil: Profil = ORANG, tabel: Tekanan = TABEL) -> str | None:
    return judge_tekanan(tabel, profil, tahun, TANGGAL, {"sistole": atas, "diastole": bawah})


def test_it_has_a_class_for_everybody_from_one_year_on() -> None:
    siapa = [(replace(ORANG, jenis_kelamin=jenis), tahun) for jenis in JenisKelamin for tahun in range(1, 121)]

    assert all(judge(tahun, 100, 60, profil) for profil, tahun in siapa)
    assert judge(0, 100, 60) is None


@given(st.integers(1, 120), ATAS, BAWAH, st.integers(0, 30), st.integers(0, 30))
def test_a_higher_pressure_never_has_a_lower_class(tahun: int, atas: int, bawah: int, naik: int, lagi: int) -> None:
    kelas = [satu for satu, _, _ in TABEL["P", tahun][0][1]]
    kelas = kelas if "normal" in kelas else ["normal", *kelas]

    assert kelas.index(judge(tahun, atas + naik, bawah + lagi) or "") >= kelas.index(judge(tahun, atas, bawah) or "")


@pytest.mark.parametrize(("atas", "bawah"), [(None, 80), (120, None), ("120", 80), (120, True), (float("nan"), 80)])
def test_it_says_nothing_of_half_a_pressure(atas: object, bawah: object) -> None:
    assert judge(40, atas, bawah) is None


def test_a_pregnant_girl_is_judged_as_a_pregnant_woman() -> None:
    assert judge(15, 135, 85) == "remaja_tinggi"
    assert judge(15, 135, 85, replace(ORANG, hamil=True)) == "normal"
    assert judge(15, 140, 85, replace(ORANG, hamil=True)) == "tinggi"


def test_the_setting_ends_the_limits_of_teenagers() -> None:
    tabel = muat_aturan({"td_remaja_sampai_tahun": 14}).tabel.tekanan

    assert [judge(tahun, 135, 80, tabel=tabel) for tahun in (14, 15)] == ["remaja_tinggi", "normal_tinggi"]
    assert [judge(tahun, 135, 80) for tahun in (17, 18)] == ["remaja_tinggi", "normal_tinggi"]


def test_a_visit_is_judged_by_the_rows_of_its_own_date() -> None:
    data = read_data()
    data["tekanan"].append({**data["tekanan"][0], "sistole": "130", "diastole": "85", "berlaku_sejak": "2026-12-01"})
    tabel = build_aturan(data).tabel.tekanan
    hamil = replace(ORANG, hamil=True)
    isi = {"sistole": 135, "diastole": 80}

    assert judge_tekanan(tabel, hamil, 30, TANGGAL, isi) == "normal"
    assert judge_tekanan(tabel, hamil, 30, date(2026, 12, 1), isi) == "tinggi"
