"""Doses: what is known of a child, what is due, and when the next one is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster.aturan import muat_aturan
from klaster.evaluate import evaluate
from klaster.imunisasi import BELUM_WAKTUNYA, LEWAT_UMUR, MENUNGGU, TERTINGGAL, Imunisasi, build_jadwal, judge_imunisasi
from klaster.profil import JenisKelamin, Profil, Riwayat
from tests.klaster.acak import pengukuran, profil

ATURAN = muat_aturan()
LAHIR = date(2024, 1, 10)
ANAK = Profil(LAHIR, JenisKelamin.L)
KODE = [dosis.kode for dosis in ATURAN.tabel.imunisasi.semua]
hari = st.dates(LAHIR, date(2029, 3, 1))


def judge(isi: dict[str, object], tanggal: date, anak: Profil = ANAK) -> Imunisasi:
    hasil = judge_imunisasi(ATURAN.tabel.imunisasi, anak, isi, tanggal)
    assert hasil is not None
    return hasil


def test_it_names_the_next_doses_and_their_date() -> None:
    baru_lahir = {"imun_hb0": "2024-01-10", "imun_bcg": "2024-01-10", "imun_opv1": "2024-01-10"}

    assert judge(dict(baru_lahir), date(2024, 1, 20)).berikut() == (
        "DPT-HB-Hib 1, Polio tetes 2, Rotavirus 1, PCV 1 mulai 10\u00a0Mar\u00a02024"
    )


def test_a_late_series_goes_on_a_month_after_its_last_dose() -> None:
    hasil = judge({"imun_dpt1": "2025-06-20"}, date(2025, 6, 20))
    mulai = {satu.dosis.kode: satu.mulai for satu in hasil.semua if satu.status == BELUM_WAKTUNYA}

    assert mulai["imun_dpt2"] == date(2025, 7, 20)
    assert {satu.dosis.kode for satu in hasil.semua if satu.status == MENUNGGU} >= {"imun_dpt3", "imun_dpt4"}


def test_a_booster_waits_a_year_for_a_late_third_dose() -> None:
    hasil = judge({"imun_dpt3": "2025-06-20"}, date(2026, 1, 1))

    assert next(satu.mulai for satu in hasil.semua if satu.dosis.kode == "imun_dpt4") == date(2026, 6, 20)


def test_a_dose_that_cannot_be_given_in_time_any_more_is_not_promised() -> None:
    hasil = judge({"imun_rv1": "2024-07-20"}, date(2024, 7, 20))  # rotavirus 2 would come after its last month

    assert {satu.status for satu in hasil.semua if satu.dosis.kode == "imun_rv2"} == {LEWAT_UMUR}
    assert "Rotavirus" not in hasil.berikut()


def test_a_later_visit_corrects_the_date_of_an_earlier_one() -> None:
    lalu = (
        Riwayat(date(2024, 2, 1), {"imun_bcg": "2024-01-31"}),
        Riwayat(date(2024, 3, 1), {"imun_bcg": "2024-01-30"}),
    )
    hasil = judge({}, date(2024, 4, 1), Profil(LAHIR, JenisKelamin.L, riwayat=lalu))

    assert next(satu.diberi for satu in hasil.semua if satu.dosis.kode == "imun_bcg") == date(2024, 1, 30)


@pytest.mark.parametrize("isi", [{}, {"imun_bcg": "besok"}, {"imun_bcg": "2023-12-31"}, {"imun_bcg": "2024-05-01"}])
def test_it_says_nothing_of_a_child_without_a_known_dose(isi: dict[str, object]) -> None:
    assert judge_imunisasi(ATURAN.tabel.imunisasi, ANAK, isi, date(2024, 4, 1)) is None


def test_the_message_names_what_is_missing() -> None:
    temuan = evaluate(ATURAN, ANAK, {"imun_hb0": "2024-01-10", "imun_bcg": "2024-01-10"}, date(2024, 3, 1))
    pesan = {satu.kode: satu.pesan for satu in temuan}["imunisasi_tertinggal"]

    assert "belum tercatat: Polio tetes 1." in pesan


def test_without_dates_the_message_points_to_the_book() -> None:
    temuan = evaluate(ATURAN, ANAK, {"imunisasi_lengkap": False}, date(2024, 3, 1))

    assert "belum tercatat: lihat Buku KIA." in temuan[0].pesan


@given(st.dictionaries(st.sampled_from(KODE), hari.map(str), min_size=1), hari)
def test_giving_every_late_dose_leaves_none_late(isi: dict[str, object], tanggal: date) -> None:
    isi["imun_hb0"] = str(LAHIR)
    for _ in KODE:
        isi |= {satu.dosis.kode: str(tanggal) for satu in judge(isi, tanggal).semua if satu.status == TERTINGGAL}

    assert TERTINGGAL not in judge(isi, tanggal).ada


@given(st.dictionaries(st.sampled_from(KODE), hari.map(str), min_size=1), hari)
def test_a_dose_that_is_due_was_not_due_before_its_date(isi: dict[str, object], tanggal: date) -> None:
    isi = {kode: diberi for kode, diberi in isi.items() if str(diberi) <= str(tanggal)} | {"imun_hb0": str(LAHIR)}
    for satu in judge(isi, tanggal).semua:
        if satu.mulai is not None and satu.mulai > LAHIR:
            kemarin = judge(isi, satu.mulai - timedelta(days=1)).semua
            assert next(lain.status for lain in kemarin if lain.dosis == satu.dosis) in (BELUM_WAKTUNYA, MENUNGGU)


@given(st.lists(st.tuples(st.dates(), st.none() | st.dates()), max_size=4), st.dates())
def test_the_doses_in_force_are_those_whose_dates_hold(masa: list[tuple[date, date | None]], tanggal: date) -> None:
    satu = ATURAN.tabel.imunisasi.semua[0]
    dosis = tuple(replace(satu, berlaku_sejak=sejak, berlaku_sampai=sampai) for sejak, sampai in masa)
    berlaku = tuple(d for d in dosis if d.berlaku_sejak <= tanggal <= (d.berlaku_sampai or date.max))

    assert build_jadwal(dosis).at(tanggal)[0] == berlaku


@given(profil(), pengukuran, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_it_never_raises(orang: Profil, isi: dict[str, object], tanggal: date) -> None:
    judge_imunisasi(ATURAN.tabel.imunisasi, orang, isi, tanggal)
