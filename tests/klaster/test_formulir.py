"""Which questions a person is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from klaster.aturan import muat_aturan
from klaster.formulir import forms_for, list_pertanyaan
from klaster.profil import JenisKelamin, Profil
from klaster.tahap import tahap_at

TANGGAL = date(2026, 11, 16)
BALITA = Profil(date(2025, 5, 10), JenisKelamin.L)
IBU = Profil(date(1998, 3, 1), JenisKelamin.P, hamil=True, hpht=date(2026, 6, 1))


def _asked(profil: Profil, tanggal: date = TANGGAL) -> list[str]:
    aturan = muat_aturan()
    semua = list_pertanyaan(aturan, forms_for(aturan, profil, tahap_at(profil, tanggal)), profil, tanggal)
    return [bidang.kode for _, lembar in semua for satu in lembar for bidang in satu.bidang]


def test_a_toddler_is_weighed_and_not_asked_for_blood_pressure() -> None:
    assert "berat_kg" in _asked(BALITA)
    assert "sistole" not in _asked(BALITA)


def test_a_pregnant_adult_is_asked_each_field_once() -> None:
    ditanya = _asked(IBU)
    assert {"lila_cm", "anc", "sistole"} <= set(ditanya)
    assert len(ditanya) == len(set(ditanya))


@pytest.mark.parametrize(("bulan", "ada"), [(1, False), (2, True), (3, False), (8, True)])
def test_vitamin_a_is_asked_in_its_season_only(bulan: int, ada: bool) -> None:
    assert ("vitamin_a" in _asked(BALITA, date(2026, bulan, 16))) is ada


@pytest.mark.parametrize("umur", range(100))
@pytest.mark.parametrize("kanal", ["posyandu", "pustu"])
def test_everybody_has_a_form_at_every_age(umur: int, kanal: str) -> None:
    profil = Profil(date(2026 - umur, 11, 16), JenisKelamin.P, kanal=kanal)
    assert forms_for(muat_aturan(), profil, tahap_at(profil, TANGGAL)) != ()


def test_every_field_stands_on_some_form() -> None:
    aturan = muat_aturan()
    di_formulir = {kode for satu in aturan.formulir.values() for bagian in satu.bagian for kode in bagian.bidang}
    assert set(aturan.bidang) - di_formulir == set()


def test_a_school_visit_has_no_adult_form() -> None:
    guru = Profil(date(1990, 1, 1), JenisKelamin.P, kanal="sekolah")
    assert forms_for(muat_aturan(), replace(guru), tahap_at(guru, TANGGAL)) == ()


LANSIA = Profil(date(1955, 1, 1), JenisKelamin.L)


def _forms(profil: Profil) -> list[str]:
    return [satu.kode for satu in forms_for(muat_aturan(), profil, tahap_at(profil, TANGGAL))]


def test_an_elderly_man_gets_his_card_and_the_yearly_sheets_and_nothing_of_the_clinic_at_the_posyandu() -> None:
    assert _forms(LANSIA) == ["lansia", "lansia_mandiri", "riwayat", "jiwa", "paru"]
    assert "lansia_lanjut" in _forms(replace(LANSIA, kanal="pustu"))


def test_a_tb_patient_at_home_is_asked_for_medicine_its_watcher_and_contacts_once() -> None:
    pasien = replace(LANSIA, kanal="rumah", penyakit=frozenset({"tbc"}))
    ditanya = _asked(pasien)

    assert {"kr_lansia", "kr_tbc"} <= set(_forms(pasien))
    assert {"obat_ada", "obat_diminum", "pmo_ada", "kontak_diperiksa", "td_sebulan"} <= set(ditanya)
    assert len(ditanya) == len(set(ditanya))


def test_a_healthy_adult_at_home_is_not_asked_for_medicine() -> None:
    assert "obat_diminum" not in _asked(Profil(date(1990, 1, 1), JenisKelamin.L, kanal="rumah"))


@pytest.mark.parametrize("umur", range(6, 100))
def test_everybody_from_six_years_on_has_a_checklist_at_home(umur: int) -> None:
    kode = _forms(Profil(date(2026 - umur, 11, 16), JenisKelamin.L, kanal="rumah"))
    assert sum(satu in ("kr_sekolah_remaja", "kr_dewasa", "kr_lansia") for satu in kode) == 1


def test_only_a_girl_is_asked_for_iron_tablets() -> None:
    anak = Profil(date(2012, 1, 1), JenisKelamin.P)
    assert "ttd_diminum" in _asked(anak)
    assert "ttd_diminum" not in _asked(replace(anak, jenis_kelamin=JenisKelamin.L))


def test_the_mental_health_sheet_begins_at_the_age_of_the_setting() -> None:
    aturan = muat_aturan({"srq_sejak_tahun": 18})
    profil = Profil(date(2010, 1, 1), JenisKelamin.L)
    lembar = list_pertanyaan(aturan, (aturan.formulir["jiwa"],), profil, TANGGAL)

    assert [len(bagian.bidang) for _, semua in lembar for bagian in semua] == []
    assert "srq_17" in _asked(profil)


def test_no_two_cards_are_called_the_same() -> None:
    nama = [formulir.nama for formulir in muat_aturan().formulir.values()]
    assert len(nama) == len(set(nama))
