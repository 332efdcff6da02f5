from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

IBU = {"tanggal_lahir": "1996-05-01", "jenis_kelamin": "P", "hamil": True}
KASUS = {"profil": IBU, "pengukuran": {"lila_cm": 23.4}, "tanggal": "2026-11-16"}


def judge(masukan: str, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    monkeypatch.setattr("sys.stdin", StringIO(masukan))
    keluar = StringIO()
    call_command("nilai", stdout=keluar)
    return json.loads(keluar.getvalue())  # type: ignore[no-any-return]  # what the command printed


def test_it_prints_the_findings_of_each_case(monkeypatch: pytest.MonkeyPatch) -> None:
    satu, dua = judge(json.dumps([KASUS, {**KASUS, "pengukuran": {"lila_cm": 23.5}}]), monkeypatch)

    assert satu["temuan"] == ["lila_diukur", "kek"]
    assert satu["rincian"][1]["rujuk_ke"] == "Pustu"
    assert dua["temuan"] == ["lila_diukur"]


def test_it_says_what_is_wrong_with_a_value_and_judges_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    isi = {"lila_cm": 23.4, "suhu_c": 365}
    (hasil,) = judge(json.dumps([{**KASUS, "pengukuran": isi}]), monkeypatch)

    assert hasil["temuan"] == ["lila_diukur", "kek"]
    assert [salah["pesan"] for salah in hasil["salah"]] == ["Suhu harus 30 sampai 43 derajat."]


@pytest.mark.parametrize(
    ("kasus", "sebut"),
    [
        (5, "kasus: harus berupa objek JSON"),
        ({}, "profil: harus berupa objek JSON"),
        ({**KASUS, "profil": {**IBU, "tanggal_lahir": "1996-02-30"}}, "profil.tanggal_lahir"),
        ({**KASUS, "profil": {**IBU, "tanggal_lahir": 1996}}, "profil.tanggal_lahir"),
        ({**KASUS, "profil": {**IBU, "jenis_kelamin": "X"}}, 'harus "L" atau "P"'),
        ({**KASUS, "profil": {**IBU, "jenis_kelamin": ["L"]}}, 'harus "L" atau "P"'),
        ({**KASUS, "profil": {**IBU, "hamil": "ya"}}, "profil.hamil"),
        ({**KASUS, "profil": {**IBU, "umur": 30}}, "kunci tidak dikenal: umur"),
        ({**KASUS, "profil": {**IBU, "kanal": "pos"}}, "profil.kanal"),
        ({**KASUS, "profil": {**IBU, "penyakit": "tbc"}}, "profil.penyakit"),
        ({**KASUS, "profil": {**IBU, "riwayat": {}}}, "profil.riwayat"),
        ({**KASUS, "profil": {**IBU, "riwayat": [{"tanggal": "2026-01-01"}]}}, "profil.riwayat.pengukuran"),
        ({**KASUS, "pengukuran": [1]}, "pengukuran: harus berupa objek JSON"),
        ({**KASUS, "tanggal": "16-11-2026"}, "tanggal: harus tanggal yang ada"),
        ({**KASUS, "tanggal": "20261116"}, "tanggal: harus tanggal yang ada"),
    ],
)
def test_it_names_the_bad_case_and_goes_on(kasus: Any, sebut: str, monkeypatch: pytest.MonkeyPatch) -> None:
    buruk, baik = judge(json.dumps([kasus, KASUS]), monkeypatch)

    assert sebut in buruk["galat"]["pesan"]
    assert baik["temuan"] == ["lila_diukur", "kek"]


@pytest.mark.parametrize("masukan", ["", "{", '{"a": 1}', "5", "[" * 100_000])
def test_it_refuses_input_that_is_no_list(masukan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="Masukan"):
        judge(masukan, monkeypatch)


def test_it_reads_nan_as_a_wrong_value(monkeypatch: pytest.MonkeyPatch) -> None:
    teks = json.dumps([{**KASUS, "pengukuran": {"lila_cm": float("nan"), "berat_kg": 1e400}}])
    (hasil,) = judge(teks, monkeypatch)

    assert [salah["kode"] for salah in hasil["salah"]] == ["bukan_angka", "bukan_angka"]
