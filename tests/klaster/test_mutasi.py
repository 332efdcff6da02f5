"""Every threshold in the data, moved by its smallest step, must make at least one golden case fail."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from klaster.berkas import Data, read_data
from klaster.syarat import OPERATOR
from tests.klaster.golden import load_golden, make_judge

Jalur = tuple[str | int, ...]
Mutasi = tuple[Jalur, Any]
UMUR = ("umur_hari", "umur_bulan", "umur_tahun")
PERSEN = ("turun_persen", "naik_persen")


def _walk(isi: Any, jalur: Jalur = ()) -> Iterator[tuple[Jalur, Any, Any]]:
    """Every value with its path and the table it stands in."""
    anak = isi.items() if isinstance(isi, dict) else enumerate(isi) if isinstance(isi, list) else ()
    for kunci, nilai in anak:
        yield (*jalur, kunci), nilai, isi
        yield from _walk(nilai, (*jalur, kunci))


def _steps(data: Data) -> dict[str, Decimal]:
    """The smallest step of each field."""
    return {baris["kode"]: Decimal(1).scaleb(-baris.get("desimal", 0)) for baris in data["bidang"]}


def _both(jalur: Jalur, nilai: Any, langkah: Decimal) -> Iterator[Mutasi]:
    for arah in (langkah, -langkah):
        yield jalur, float(Decimal(str(nilai)) + arah)


def _ages(data: Data, tabel: str) -> Iterator[Mutasi]:
    for jalur, nilai, _ in _walk(data[tabel], (tabel,)):
        if str(jalur[-1]).startswith(UMUR):
            yield from _both(jalur, nilai, Decimal(1))


def _conditions(data: Data) -> Iterator[Mutasi]:
    langkah = _steps(data)
    for jalur, nilai, induk in _walk(data["temuan"], ("temuan",)):
        if jalur[-1] in OPERATOR and not isinstance(nilai, dict):
            yield from _both(jalur, nilai, langkah.get(induk.get("bidang"), Decimal(1)))


def _ranges(data: Data) -> Iterator[Mutasi]:
    langkah = _steps(data)
    for ke, baris in enumerate(data["bidang"]):
        for jalur, nilai, _ in _walk(baris.get("rentang", []), ("bidang", ke, "rentang")):
            if isinstance(nilai, int | float) and not str(jalur[-1]).startswith(UMUR):
                yield from _both(jalur, nilai, Decimal(1) if jalur[-1] in PERSEN else langkah[baris["kode"]])
        if baris.get("desimal"):
            yield from _both(("bidang", ke, "desimal"), baris["desimal"], Decimal(1))


def _season(data: Data) -> Iterator[Mutasi]:
    for jalur, nilai, _ in _walk(data["bidang"], ("bidang",)):
        if len(jalur) > 1 and jalur[-2] == "bulan":
            yield from _both(jalur, nilai, Decimal(1))


def _gains(data: Data) -> Iterator[Mutasi]:
    """Weights are read to 10 grams. No child of 60 months has a letter, so that line waits for a wider rule."""
    for ke, baris in enumerate(data["kbm"]):
        if baris["gram"].isdecimal() and baris["bulan"] != "60":
            yield from ((("kbm", ke, "gram"), str(int(baris["gram"]) + beda)) for beda in (10, -10))


def _settings(data: Data) -> Iterator[Mutasi]:
    for ke, baris in enumerate(data["setelan"]):
        for lain in baris["pilihan"]:
            if lain != baris["bawaan"]:
                yield ("setelan", ke, "bawaan"), lain


def list_mutasi() -> list[Mutasi]:
    data = read_data()
    umur = (mutasi for tabel in ("tahap", "bidang", "temuan") for mutasi in _ages(data, tabel))
    return [*umur, *_conditions(data), *_ranges(data), *_season(data), *_gains(data), *_settings(data)]


def _describe(data: Data, jalur: Jalur, nilai: Any) -> str:
    return f"{data[str(jalur[0])][jalur[1]].get('kode', jalur[1])}{list(jalur[2:])} = {nilai}"


def _is_noticed(data: Data) -> bool:
    judge = make_judge(data)
    return any(judge(kasus, setelan) != dict(kasus.harapan) for kasus, setelan in load_golden())


@pytest.mark.parametrize("bagian", range(4))
def test_it_notices_every_threshold_moved_by_one_step(bagian: int) -> None:
    asli = read_data()
    lolos = []
    for jalur, nilai in list_mutasi()[bagian::4]:
        data = copy.deepcopy(asli)
        tempat: Any = data
        for kunci in jalur[:-1]:
            tempat = tempat[kunci]
        bulat = isinstance(nilai, float) and nilai.is_integer()
        tempat[jalur[-1]] = int(nilai) if bulat else nilai
        if not _is_noticed(data):
            lolos.append(_describe(asli, jalur, nilai))

    assert lolos == []


def test_it_moves_hundreds_of_thresholds() -> None:
    assert len(list_mutasi()) > 500


def test_it_lets_unchanged_data_pass() -> None:
    assert not _is_noticed(read_data())
