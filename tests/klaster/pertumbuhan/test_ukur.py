from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster.pertumbuhan.kelas import INDEKS, shared_patokan
from klaster.pertumbuhan.skor import nilai_z
from klaster.pertumbuhan.tabel import HARI_PER_BULAN
from klaster.pertumbuhan.ukur import Pertumbuhan, Skor, ukur_pertumbuhan
from tests.klaster.acak import aneh
from tests.klaster.pertumbuhan.acuan import sample_survey

SEMUA = ("bbu", "tbu", "bbtb", "imtu", "lku", "lilau")
POSISI = {"l": "telentang", "h": "berdiri", "": None}
WHO = {"bbu": "zwei", "tbu": "zlen", "bbtb": "zwfl", "imtu": "zbmi", "lku": "zhc", "lilau": "zac"}


def number(teks: str) -> float | None:
    return float(teks) if teks else None


def survey_child(anak: dict[str, str]) -> Pertumbuhan:
    return ukur_pertumbuhan(
        "L" if anak["GENDER"] == "1" else "P",
        int(anak["age.days"]),
        number(anak["WEIGHT"]),
        number(anak["HEIGHT"]),
        POSISI[anak["measure"]],
        anak["oedema"] == "y",
        number(anak["HEAD"]),
        number(anak["MUAC"]),
    )


def test_from_the_raw_answers_of_the_sample_survey_comes_what_who_published() -> None:
    beda = []
    for anak in sample_survey():
        hasil = survey_child(anak)
        for indeks, kolom in WHO.items():
            if getattr(hasil, indeks).z != number(anak[kolom]):
                beda.append((anak["id"], indeks, getattr(hasil, indeks).z, anak[kolom]))
    assert beda == []


@pytest.mark.parametrize(
    ("hari", "cara", "panjang"),
    [
        (730, "telentang", 85.0),
        (730, "berdiri", 85.7),
        (730, None, 85.0),
        (731, "berdiri", 85.0),
        (731, "telentang", 84.3),
        (731, "", 85.0),
    ],
)
def test_seven_millimetres_change_sides_at_731_days(hari: int, cara: str | None, panjang: float) -> None:
    hasil = ukur_pertumbuhan("P", hari, 11, 85, cara)
    tabel = "bbpb" if hari < 731 else "bbtb"
    assert hasil.panjang_cm == panjang
    assert hasil.imt == 11 / (panjang / 100) ** 2
    assert hasil.tbu.z == nilai_z("tbu", "P", hari, panjang)
    assert hasil.bbtb.z == nilai_z(tabel, "P", panjang, 11)
    assert hasil.imtu.z == nilai_z("imtu", "P", hari, hasil.imt)


@pytest.mark.parametrize(("hari", "ada"), [(0, True), (1856, True), (1857, False), (6970, False)])
def test_up_to_sixty_completed_months_are_the_standards_of_2006(hari: int, ada: bool) -> None:
    hasil = ukur_pertumbuhan("L", hari, 18, 109)
    bulan = hari / HARI_PER_BULAN
    assert (hasil.bbu.z is not None, hasil.bbtb.z is not None) == (ada, ada)
    assert hasil.tbu.z == (nilai_z("tbu", "L", hari, 109) if ada else nilai_z("tbu_2007", "L", bulan, 109))


@pytest.mark.parametrize(("umur", "hari"), [(1.4, 1), (1.5, 2)])
def test_a_part_of_a_day_is_rounded(umur: float, hari: int) -> None:
    satu, dua = ukur_pertumbuhan("L", 1, 3, 49), ukur_pertumbuhan("L", 2, 3, 49)
    assert satu != dua
    assert ukur_pertumbuhan("L", umur, 3, 49) == (satu if hari == 1 else dua)


@pytest.mark.parametrize("hari", [-1, 6971, 10**9])
def test_outside_zero_to_nineteen_years_there_is_nothing(hari: int) -> None:
    assert ukur_pertumbuhan("L", hari, 18, 109) == Pertumbuhan()


def test_oedema_leaves_weight_without_z_and_the_class_at_its_worst() -> None:
    hasil = ukur_pertumbuhan("L", 400, 10, 76, "telentang", edema=True, lingkar_kepala_cm=46, lila_cm=15)
    assert [getattr(hasil, satu).z for satu in ("bbu", "bbtb", "imtu")] == [None] * 3
    kelas = [getattr(hasil, satu).kelas.kode for satu in ("bbu", "bbtb", "imtu")]
    assert kelas == ["bb_sangat_kurang", "gizi_buruk", "gizi_buruk"]
    assert None not in (hasil.tbu.z, hasil.lku.z, hasil.lilau.z)


def test_a_missing_measure_leaves_empty_only_what_needs_it() -> None:
    penuh = ukur_pertumbuhan("P", 400, 9, 76, None, None, 45, 14)
    assert ukur_pertumbuhan("P", 400, None, 76, None, None, 45, 14) == Pertumbuhan(
        tbu=penuh.tbu, lku=penuh.lku, lilau=penuh.lilau, panjang_cm=76
    )
    assert ukur_pertumbuhan("P", 400, 9) == Pertumbuhan(bbu=penuh.bbu)


@pytest.mark.parametrize(
    ("panjang", "cara", "tabel"), [(86.9, None, "bbpb"), (87, None, "bbtb"), (95, "telentang", "bbpb")]
)
def test_without_an_age_there_is_weight_for_length_only(panjang: float, cara: str | None, tabel: str) -> None:
    hasil = ukur_pertumbuhan("L", None, 12, panjang, cara)
    assert hasil.bbtb.z == nilai_z(tabel, "L", panjang, 12)
    assert (hasil.bbu, hasil.tbu, hasil.imtu) == (Skor(), Skor(), Skor())


@pytest.mark.parametrize(
    ("hari", "cara", "janggal"), [(273, "berdiri", True), (274, "berdiri", False), (273, None, False)]
)
def test_a_baby_that_stands_is_odd(hari: int, cara: str | None, janggal: bool) -> None:
    assert ukur_pertumbuhan("L", hari, 8, 70, cara).posisi_janggal is janggal


def test_an_implausible_value_is_flagged_and_an_edge_is_not() -> None:
    assert ukur_pertumbuhan("L", 730, None, 87.8018 + 6 * 0.03479 * 87.8018).tbu.z == 6
    assert not ukur_pertumbuhan("L", 730, None, 87.8018 + 6 * 0.03479 * 87.8018).tbu.tidak_wajar
    assert ukur_pertumbuhan("L", 730, None, 87.8018 + 6.01 * 0.03479 * 87.8018).tbu.tidak_wajar
    assert ukur_pertumbuhan("L", 730, 40, 88).bbu.tidak_wajar


@given(st.lists(aneh, min_size=8, max_size=8))
def test_it_never_raises_on_odd_values(isi: list[Any]) -> None:
    assert isinstance(ukur_pertumbuhan(*isi), Pertumbuhan)


@given(st.sampled_from("LP"), st.integers(0, 6970), st.lists(aneh, min_size=6, max_size=6))
def test_it_never_raises_on_odd_measures_of_a_real_child(jenis_kelamin: str, hari: int, isi: list[Any]) -> None:
    assert isinstance(ukur_pertumbuhan(jenis_kelamin, hari, *isi), Pertumbuhan)


anak = st.tuples(st.sampled_from("LP"), st.integers(0, 6970), st.floats(0.5, 120), st.floats(40, 200))


@given(anak, st.floats(0.001, 20))
def test_a_heavier_child_never_has_a_lower_z(satu: tuple[str, int, float, float], lebih: float) -> None:
    jenis_kelamin, hari, berat, panjang = satu
    ringan = ukur_pertumbuhan(jenis_kelamin, hari, berat, panjang)
    berat_ = ukur_pertumbuhan(jenis_kelamin, hari, berat + lebih, panjang)
    for indeks in ("bbu", "bbtb", "imtu"):
        a, b = getattr(ringan, indeks).z, getattr(berat_, indeks).z
        assert (a is None) == (b is None)
        assert a is None or a <= b


@given(anak)
def test_the_class_is_the_one_of_the_rounded_z(satu: tuple[str, int, float, float]) -> None:
    hasil = ukur_pertumbuhan(*satu)
    for indeks in SEMUA:
        skor = getattr(hasil, indeks)
        kode = f"{indeks}_2007" if satu[1] > 1856 else indeks
        if skor.z is not None and kode in INDEKS:
            assert skor.kelas == shared_patokan()[0].skema[kode].find(round(skor.z * 100))
