from __future__ import annotations

import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from klaster.berkas import FOLDER, shared_data
from klaster.galat import DataSalah
from klaster.pertumbuhan.kelas import patokan_at, read_patokan, shared_patokan

DATA = tomllib.loads((FOLDER / "kelas_gizi.toml").read_text(encoding="utf-8"))
BALITA = "gizi_buruk gizi_kurang gizi_baik gizi_risiko_lebih gizi_lebih obesitas"
# Index -> the first hundredth of each class after the lowest, and the classes.
BATAS = {
    "bbu": ((-300, -200, 101), "bb_sangat_kurang bb_kurang bb_normal bb_risiko_lebih"),
    "tbu": ((-300, -200, 301), "sangat_pendek pendek tb_normal tinggi"),
    "tbu_2007": ((-300, -200, 301), "sangat_pendek pendek tb_normal tinggi"),
    "bbtb": ((-300, -200, 101, 201, 301), BALITA),
    "imtu": ((-300, -200, 101, 201, 301), BALITA),
    "imtu_2007": ((-300, -200, 101, 201), "gizi_buruk gizi_kurang gizi_baik gizi_lebih obesitas"),
    "lku": ((-200, 201), "lk_mikro lk_normal lk_makro"),
}


@pytest.mark.parametrize("indeks", BATAS)
def test_each_class_begins_and_ends_where_permenkes_2_2020_says(indeks: str) -> None:
    batas, kode = BATAS[indeks]
    skema = shared_patokan()[0].skema[indeks]
    assert [satu.kode for satu in skema.kelas if satu] == kode.split()
    for ke, satu in enumerate(batas):
        assert skema.find(satu - 1) == skema.kelas[ke]
        assert skema.find(satu) == skema.kelas[ke + 1]


def test_every_line_names_a_document_that_is_listed() -> None:
    for baris in DATA["kelas_gizi"] + DATA["batas_wajar"]:
        for satu in baris["sumber"].split(";"):
            assert satu.split(",")[0].strip() in shared_data()["sumber"]


def test_an_old_visit_is_judged_by_the_limits_of_its_day() -> None:
    data = deepcopy(DATA)
    baru = [{**baris, "berlaku_sejak": date(2030, 1, 1)} for baris in data["kelas_gizi"] if baris["indeks"] == "bbu"]
    baru[0]["kurang_dari"] = -2.5
    semua = read_patokan({**data, "kelas_gizi": data["kelas_gizi"] + baru})
    lama, kini = patokan_at(semua, date(2029, 12, 31)), patokan_at(semua, date(2030, 1, 1))
    assert lama is not None
    assert kini is not None
    assert lama.skema["bbu"].find(-260) == lama.skema["bbu"].kelas[1]
    assert kini.skema["bbu"].find(-260) == kini.skema["bbu"].kelas[0]
    assert kini.skema["tbu"] == lama.skema["tbu"]
    assert patokan_at(semua, date(2000, 1, 1)) is lama


CACAT: list[Callable[[dict[str, Any]], Any]] = [
    lambda d: d["kelas_gizi"].clear(),
    lambda d: d["kelas_gizi"][0].update(kurang_dari=-1),
    lambda d: d["kelas_gizi"][0].pop("kurang_dari"),
    lambda d: d["kelas_gizi"][0].update(paling_banyak=-3),
    lambda d: d["kelas_gizi"][3].update(paling_banyak=9),
    lambda d: d["kelas_gizi"][1].update(kode="bb_sangat_kurang"),
    lambda d: d["batas_wajar"].pop(),
]


@pytest.mark.parametrize("rusak", CACAT)
def test_it_refuses_lines_that_are_not_in_order(rusak: Callable[[dict[str, Any]], Any]) -> None:
    data = deepcopy(DATA)
    rusak(data)
    with pytest.raises(DataSalah):
        read_patokan(data)
