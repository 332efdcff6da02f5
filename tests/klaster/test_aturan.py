from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from decimal import Decimal
from typing import Any

import pytest

from klaster.aturan import build_aturan, muat_aturan
from klaster.berkas import read_data, shared_data
from klaster.galat import DataSalah, SetelanSalah

MODUL = "aturan evaluate bidang skor tekanan tahap indikator peringatan kasus data_check"


def test_it_builds_equal_settings_once() -> None:
    assert muat_aturan() is muat_aturan({}) is muat_aturan({"tbc_anak_minimal": 1})
    assert muat_aturan({"tbc_anak_minimal": Decimal(2)}) is muat_aturan({"tbc_anak_minimal": 2})


def test_it_carries_the_settings_in_its_version() -> None:
    biasa, lain = muat_aturan(), muat_aturan({"tbc_anak_minimal": 2})

    assert biasa.versi != lain.versi
    assert biasa.versi.startswith("2026.1-")
    assert len(biasa.versi) == len("2026.1-") + 8


def test_it_changes_its_version_with_any_text_of_the_data() -> None:
    data = read_data()
    data["temuan"][0]["pesan"] += " Ya."

    assert build_aturan(data).versi != build_aturan(read_data()).versi == muat_aturan().versi


@pytest.mark.parametrize(
    ("setelan", "sebut"),
    [
        ({"tbc": 1}, "Setelan tidak dikenal: tbc. Yang ada: .*kbm_11_laki_laki"),
        ({"tbc_anak_minimal": 3}, "'tbc_anak_minimal' harus salah satu dari 1, 2, bukan 3"),
        ({"tbc_anak_minimal": "1"}, "bukan '1'"),
        ({"tbc_anak_minimal": True}, "bukan True"),
        ({"tbc_anak_minimal": None}, "bukan None"),
        ({"tbc_anak_minimal": [1]}, "bukan"),
    ],
)
def test_it_refuses_a_setting_it_does_not_know(setelan: Mapping[str, object], sebut: str) -> None:
    with pytest.raises(SetelanSalah, match=sebut):
        muat_aturan(setelan)


def test_it_cannot_be_changed() -> None:
    aturan: Any = muat_aturan()

    with pytest.raises(FrozenInstanceError):
        aturan.versi = "x"
    with pytest.raises(TypeError):
        aturan.bidang["x"] = None
    with pytest.raises(TypeError):
        aturan.setelan["tbc_anak_minimal"] = 2


def test_it_gives_the_phone_numbers_instead_of_names_of_settings() -> None:
    isi = muat_aturan({"kbm_11_perempuan": 200}).isi

    assert "'setelan':" not in str(isi["temuan"])
    assert [baris["gram"] for baris in isi["kbm"] if (baris["jenis_kelamin"], baris["bulan"]) == ("P", "11")] == [200]


SALAH: list[Any] = [
    {"bidang": "tidak_ada", "ada": True},
    {"bidang": "berat_kg"},
    {"bidang": "berat_kg", "kurang_dari": "9"},
    {"bidang": "berat_kg", "kurang_dari": True},
    {"bidang": "berat_kg", "kurangdari": 9},
    {"bidang": "berat_kg", "ada": False},
    {"bidang": "berat_kg", "sama": 9},
    {"bidang": "cara_ukur", "sama": "berdiri", "minimal": 1},
    {"turunan": "tidak_ada", "sama": "T"},
    {"turunan": "huruf_timbang", "ada": False},
    {"untuk": {"umur": 5}},
    {"untuk": {}},
    {"semua": []},
    {"semua": [{"bidang": "berat_kg", "ada": True}], "minimal": 1},
    {"salah_satu": []},
    {"jumlah_ya": ["berat_kg"], "minimal": 1},
    {"jumlah_ya": ["edukasi"]},
    {"jumlah_ya": ["edukasi"], "minimal": 0},
    {"skor": "tidak_ada", "minimal": 1},
    {"skor": [{"nilai": 1}], "minimal": 1},
    {"skor": "puma"},
    {"skor": "puma", "sama": "tinggi"},
    {"skor": "puma", "lengkap": False},
    {"skor": "puma", "lengkap": True, "minimal": 6},
    {"pilih": 1},
    {"pilih": 1, "dari": {}},
    {"pilih": 1, "dari": {"1": {"bidang": "tidak_ada", "ada": True}}},
    {"bidang": "cara_ukur", "sama": []},
    {"bidang": "cara_ukur", "sama": ["berdiri", 1]},
    {"bidang": "berat_kg", "semua": []},
    {},
    "berat_kg",
]


@pytest.mark.parametrize("syarat", SALAH)
def test_it_refuses_a_condition_outside_the_vocabulary(syarat: Any) -> None:
    data = read_data()
    data["temuan"][0]["syarat"] = syarat

    with pytest.raises(DataSalah):
        build_aturan(data)


def test_it_loads_without_django() -> None:
    kode = f"import sys; sys.modules['django'] = None\nimport klaster.{MODUL.replace(' ', ', klaster.')}"
    hasil = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, check=False)

    assert hasil.returncode == 0, hasil.stderr


def test_it_does_not_let_a_build_change_the_shared_data() -> None:
    sebelum = str(shared_data())
    build_aturan(shared_data(), {"tbc_anak_minimal": 2})

    assert str(shared_data()) == sebelum
