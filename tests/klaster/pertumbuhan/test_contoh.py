"""The golden cases of growth. Their answers were worked out in fifty digits; the phone runs the same file."""

from __future__ import annotations

import json
import tomllib
from copy import deepcopy
from typing import Any

import pytest

from klaster.berkas import FOLDER
from klaster.pertumbuhan.kelas import Patokan, read_patokan, shared_patokan
from klaster.pertumbuhan.ukur import ukur_pertumbuhan

INDEKS = ("bbu", "tbu", "bbtb", "imtu", "lku", "lilau")
CONTOH = json.loads((FOLDER / "who/contoh.json").read_text(encoding="utf-8"))
DATA = tomllib.loads((FOLDER / "kelas_gizi.toml").read_text(encoding="utf-8"))


def judge(kasus: dict[str, Any], patokan: Patokan) -> dict[str, list[Any]]:
    isi = {kunci: nilai for kunci, nilai in kasus.items() if kunci not in {"nama", "harapan"}}
    hasil = ukur_pertumbuhan(**isi, patokan=patokan)
    skor = {satu: getattr(hasil, satu) for satu in INDEKS}
    return {
        satu: [nilai.z, nilai.kelas.kode if nilai.kelas else None, nilai.tidak_wajar]
        for satu, nilai in skor.items()
        if nilai.z is not None or nilai.kelas
    }


def test_every_golden_case_comes_out_as_written() -> None:
    beda = [
        (kasus["nama"], hasil, kasus["harapan"])
        for kasus in CONTOH
        if (hasil := judge(kasus, shared_patokan()[0])) != kasus["harapan"]
    ]
    assert beda == []


GESER = [
    (tabel, ke, kunci, geser)
    for tabel in ("kelas_gizi", "batas_wajar")
    for ke, baris in enumerate(DATA[tabel])
    for kunci in ("kurang_dari", "paling_banyak", "minimal")
    if kunci in baris
    for geser in (-0.01, 0.01)
]


@pytest.mark.parametrize(("tabel", "ke", "kunci", "geser"), GESER)
def test_the_smallest_change_of_any_limit_fails_a_golden_case(tabel: str, ke: int, kunci: str, geser: float) -> None:
    data = deepcopy(DATA)
    data[tabel][ke][kunci] += geser
    patokan = read_patokan(data)[0]
    assert any(judge(kasus, patokan) != kasus["harapan"] for kasus in CONTOH)
