from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from klaster.galat import DataSalah
from klaster.konteks import Konteks
from klaster.profil import JenisKelamin, Profil
from klaster.skor import read_skor
from klaster.syarat import Kamus, compile_syarat, find_pemicu

TIPE = {"a": "ya_tidak", "b": "ya_tidak", "n": "bulat", "m": "desimal", "t": "teks", "p": "pilihan"}
BIDANG: dict[str, Any] = {
    "a": {"kode": "a", "tipe": "ya_tidak"},
    "b": {"kode": "b", "tipe": "ya_tidak", "poin": {"ya": 0, "tidak": 3}},
    "p": {
        "kode": "p",
        "tipe": "pilihan",
        "pilihan": {"sedikit": "-", "banyak": "-"},
        "poin": {"sedikit": 0, "banyak": 2},
    },
    "n": {"kode": "n", "tipe": "bulat"},
}
SKOR: dict[str, Any] = {
    "kode": "s",
    "nama": "Skor",
    "maksimum": 7,
    "bidang": ["a", "b", "p"],
    "tambahan": [{"poin": 1, "untuk": {"umur_tahun_min": 20}}],
    "sumber": "sendiri",
}
SUMBER = {"sendiri": {"nama": "Sendiri", "bacaan": "sendiri"}}
KAMUS = Kamus(TIPE, {"s": read_skor(SKOR, BIDANG, SUMBER)})
YA = {"bidang": "a", "sama": True}
KONTEKS = Profil(date(2000, 1, 1), JenisKelamin.P, hamil=True, penyakit=frozenset({"tbc"}))


def holds(syarat: dict[str, Any], **nilai: object) -> bool:
    return compile_syarat(syarat, KAMUS)(Konteks(KONTEKS, nilai, date(2026, 11, 16)))


@pytest.mark.parametrize(
    ("kata", "di_bawah", "tepat", "di_atas"),
    [("kurang_dari", 1, 0, 0), ("paling_banyak", 1, 1, 0), ("lebih_dari", 0, 0, 1), ("minimal", 0, 1, 1)],
)
def test_it_compares_on_both_sides_of_a_limit(kata: str, di_bawah: int, tepat: int, di_atas: int) -> None:
    syarat = {"bidang": "n", kata: 5}

    assert [holds(syarat, n=nilai) for nilai in (4, 5, 6)] == [di_bawah, tepat, di_atas]
    assert not holds(syarat)
    assert not holds(syarat, n="5")


def test_it_takes_a_band_with_two_limits() -> None:
    assert [holds({"bidang": "m", "minimal": 1, "kurang_dari": 2}, m=m) for m in (0.9, 1, 1.9, 2)] == [0, 1, 1, 0]


def test_it_joins_with_and_and_or() -> None:
    dan, atau = {"semua": [YA, {"bidang": "n", "ada": True}]}, {"salah_satu": [YA, {"bidang": "n", "ada": True}]}

    assert holds(dan, a=True, n=1)
    assert not holds(dan, a=True)
    assert holds(atau, n=1)
    assert not holds(atau, a=False)


def test_it_counts_only_a_plain_yes() -> None:
    syarat = {"jumlah_ya": ["a", "b"], "minimal": 2}

    assert holds(syarat, a=True, b=True)
    assert not holds(syarat, a=True, b="ya")
    assert not holds(syarat, a=1, b=1)


def test_it_adds_the_points_of_answers_and_of_the_person() -> None:
    assert holds({"skor": "s", "minimal": 7}, a=True, b=False, p="banyak")
    assert not holds({"skor": "s", "minimal": 7}, a=True, b=False, p="sedikit")
    assert holds({"skor": "s", "minimal": 6, "kurang_dari": 7}, a=False, b=False, p="banyak")


def test_it_calls_a_score_high_before_all_is_answered_but_never_low() -> None:
    assert holds({"skor": "s", "minimal": 4}, b=False)
    assert not holds({"skor": "s", "kurang_dari": 7}, b=False)
    assert not holds({"skor": "s", "paling_banyak": 7}, a=True, b=False)
    assert not holds({"skor": "s", "lengkap": True}, a=True, b=False, p="tidak ada")
    assert holds({"skor": "s", "lengkap": True}, a=True, b=False, p="banyak")


def test_it_counts_no_point_for_a_value_of_another_type() -> None:
    assert not holds({"skor": "s", "minimal": 2}, a=1, b=0, p=["banyak"])


@pytest.mark.parametrize("bidang", [["x"], ["n"]])
def test_it_refuses_a_score_over_a_field_without_points(bidang: list[str]) -> None:
    with pytest.raises(DataSalah):
        read_skor({**SKOR, "bidang": bidang}, BIDANG, SUMBER)


@pytest.mark.parametrize("poin", [None, {"sedikit": 0}, {"sedikit": 0, "banyak": -1}])
def test_it_refuses_points_that_do_not_fit_the_choices(poin: Any) -> None:
    with pytest.raises(DataSalah):
        read_skor(SKOR, {**BIDANG, "p": {**BIDANG["p"], "poin": poin}}, SUMBER)


def test_it_takes_the_condition_that_a_setting_names() -> None:
    dari = {"1": YA, "2": {"bidang": "b", "sama": True}}

    assert [holds({"pilih": pilih, "dari": dari}, a=True) for pilih in (1, 2, 3)] == [True, False, False]


def test_it_takes_any_of_several_texts() -> None:
    syarat = {"bidang": "t", "sama": ["x", "y"]}

    assert [holds(syarat, t=teks) for teks in ("x", "y", "z", ["x"])] == [True, True, False, False]


@pytest.mark.parametrize(
    ("untuk", "harap"),
    [
        ({"jenis_kelamin": "P", "hamil": True}, True),
        ({"jenis_kelamin": "L"}, False),
        ({"nifas": True}, False),
        ({"penyakit": "tbc"}, True),
        ({"penyakit": "diabetes"}, False),
        ({"kanal": ["rumah"]}, False),
        ({"bulan": [11]}, True),
        ({"umur_hari_maks": 28}, False),
        ([{"umur_tahun_maks": 5}, {"umur_tahun_min": 26}], True),
    ],
)
def test_it_looks_at_the_person(untuk: Any, harap: bool) -> None:
    assert holds({"untuk": untuk}) is harap


@pytest.mark.parametrize(
    ("syarat", "pemicu"),
    [
        (YA, {"a"}),
        ({"turunan": "huruf_timbang", "sama": "T"}, {"berat_kg"}),
        ({"jumlah_ya": ["a", "b"], "minimal": 1}, {"a", "b"}),
        ({"semua": [{"untuk": {"hamil": True}}, YA]}, {"a"}),
        ({"salah_satu": [YA, {"bidang": "n", "ada": True}]}, {"a", "n"}),
        ({"salah_satu": [YA, {"untuk": {"hamil": True}}]}, set()),
        ({"untuk": {"hamil": True}}, set()),
        ({"skor": "s", "minimal": 1}, {"a", "b", "p"}),
        ({"pilih": 1, "dari": {"1": YA, "2": {"bidang": "n", "ada": True}}}, {"a", "n"}),
    ],
)
def test_it_knows_which_fields_a_condition_cannot_do_without(syarat: Any, pemicu: set[str]) -> None:
    assert find_pemicu(syarat, KAMUS) == pemicu
