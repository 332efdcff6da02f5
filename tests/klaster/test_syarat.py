from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from klaster.konteks import Konteks
from klaster.profil import JenisKelamin, Profil
from klaster.syarat import compile_syarat, find_pemicu

TIPE = {"a": "ya_tidak", "b": "ya_tidak", "n": "bulat", "m": "desimal", "t": "teks"}
YA = {"bidang": "a", "sama": True}
KONTEKS = Profil(date(2000, 1, 1), JenisKelamin.P, hamil=True, penyakit=frozenset({"tbc"}))


def holds(syarat: dict[str, Any], **nilai: object) -> bool:
    return compile_syarat(syarat, TIPE)(Konteks(KONTEKS, nilai, date(2026, 11, 16), {}))


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


def test_it_adds_up_a_weighted_score() -> None:
    suku = [
        {"nilai": 2, "bila": YA},
        {"nilai": 1, "bila": {"bidang": "n", "minimal": 10}},
        {"nilai": 1, "bila": {"untuk": {"umur_tahun_min": 20}}},
    ]
    syarat = {"skor": suku, "minimal": 3}

    assert holds(syarat, a=True)
    assert not holds(syarat, n=10)
    assert holds(syarat, a=True, n=10)


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
    ],
)
def test_it_knows_which_fields_a_condition_cannot_do_without(syarat: Any, pemicu: set[str]) -> None:
    assert find_pemicu(syarat) == pemicu
