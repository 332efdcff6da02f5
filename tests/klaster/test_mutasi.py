"""Every threshold in the data, moved by its smallest step, must make at least one golden case fail."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from klaster.berkas import Data, read_data
from klaster.galat import DataSalah
from klaster.syarat import OPERATOR
from tests.klaster.golden import Pasangan, load_golden, make_judge

Jalur = tuple[str | int, ...]
Mutasi = tuple[Jalur, Any]
UMUR = ("umur_hari", "umur_bulan", "umur_tahun", "bersalin_bulan")
PERSEN = ("turun_persen", "naik_persen")
TURUNAN = {"imt": Decimal("0.1"), "imt_awal_hamil": Decimal("0.1")}
SAAT = ("bulan", "hari", "tahun", "hari_min", "hari_maks", "inti")


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
        if str(jalur[-1]).startswith(UMUR) and not isinstance(nilai, dict):
            yield from _both(jalur, nilai, Decimal(1))


def _schedule(data: Data) -> Iterator[Mutasi]:
    """Ages, gaps and windows of doses and contacts; there are none below 0. A dose also leaves the basic series."""
    for tabel in ("imunisasi", "td", "bias", "kontak", "jadwal"):
        for jalur, nilai, _ in _walk(data[tabel], (tabel,)):
            if jalur[-1] in SAAT or ("selang_menurut" in jalur and isinstance(nilai, int)):
                yield from (mutasi for mutasi in _both(jalur, nilai, Decimal(1)) if mutasi[1] >= 0)
    yield from ((("imunisasi", ke, "dasar"), False) for ke, baris in enumerate(data["imunisasi"]) if "dasar" in baris)


def _conditions(data: Data) -> Iterator[Mutasi]:
    langkah = _steps(data) | TURUNAN
    for jalur, nilai, induk in _walk(data["temuan"], ("temuan",)):
        if jalur[-1] in OPERATOR and not isinstance(nilai, dict):
            yield from _both(jalur, nilai, langkah.get(induk.get("bidang", induk.get("turunan")), Decimal(1)))


def _points(data: Data) -> Iterator[Mutasi]:
    """Points of answers and of the person; there are none below 0."""
    for tabel in ("bidang", "skor"):
        for jalur, nilai, _ in _walk(data[tabel], (tabel,)):
            if "poin" in jalur[-2:] and isinstance(nilai, int):
                yield from (mutasi for mutasi in _both(jalur, nilai, Decimal(1)) if mutasi[1] >= 0)


def _pressures(data: Data) -> Iterator[Mutasi]:
    """Limits and ages of the pressure table. A row that begins earlier changes nothing: the row before it holds."""
    for ke, baris in enumerate(data["tekanan"]):
        for kunci, arah in (("sistole", (1, -1)), ("diastole", (1, -1)), ("umur_min", (1,)), ("umur_maks", (1, -1))):
            if baris[kunci].isdecimal() and baris[kunci] != "0":
                yield from ((("tekanan", ke, kunci), str(int(baris[kunci]) + beda)) for beda in arah)


def _ranges(data: Data) -> Iterator[Mutasi]:
    langkah = _steps(data)
    for ke, baris in enumerate(data["bidang"]):
        for jalur, nilai, _ in _walk(baris.get("rentang", []), ("bidang", ke, "rentang")):
            if isinstance(nilai, int | float) and not str(jalur[-1]).startswith(UMUR):
                yield from _both(jalur, nilai, Decimal(1) if jalur[-1] in PERSEN else langkah[baris["kode"]])
        if baris.get("desimal"):
            yield from _both(("bidang", ke, "desimal"), baris["desimal"], Decimal(1))


def _season(data: Data) -> Iterator[Mutasi]:
    for tabel in ("bidang", "temuan"):
        for jalur, nilai, _ in _walk(data[tabel], (tabel,)):
            if len(jalur) > 1 and jalur[-2] == "bulan":
                yield from _both(jalur, nilai, Decimal(1))


def _gains(data: Data) -> Iterator[Mutasi]:
    """Weights are read to 10 grams. No child of 60 months has a letter, so that line waits for a wider rule."""
    for ke, baris in enumerate(data["kbm"]):
        if baris["gram"].isdecimal() and baris["bulan"] != "60":
            yield from ((("kbm", ke, "gram"), str(int(baris["gram"]) + beda)) for beda in (10, -10))


def _settings(data: Data) -> Iterator[Mutasi]:
    """Without those that no rule of a visit reads: tests/capaian/test_masalah_aturan.py and tests/pustu/test_rujukan.py
    move each of them."""
    for ke, baris in enumerate(data["setelan"]):
        if baris.get("pemakai") in ("masalah", "rujukan"):
            continue
        for lain in baris["pilihan"]:
            if lain != baris["bawaan"]:
                yield ("setelan", ke, "bawaan"), lain


def list_mutasi() -> list[Mutasi]:
    data = read_data()
    umur = (
        mutasi
        for tabel in ("tahap", "bidang", "skor", "temuan", "perkembangan", "jadwal")
        for mutasi in _ages(data, tabel)
    )
    return [
        *umur,
        *_conditions(data),
        *_points(data),
        *_pressures(data),
        *_ranges(data),
        *_season(data),
        *_gains(data),
        *_schedule(data),
        *_settings(data),
    ]


def _describe(data: Data, jalur: Jalur, nilai: Any) -> str:
    return f"{data[str(jalur[0])][jalur[1]].get('kode', jalur[1])}{list(jalur[2:])} = {nilai}"


def _words(isi: Any) -> set[str]:
    """Everything a line of data or a case names."""
    anak = [nilai for _, nilai, _ in _walk(isi)]
    kunci = [satu for nilai in (isi, *anak) if isinstance(nilai, dict) for satu in nilai]
    return {satu for satu in (*anak, *kunci) if isinstance(satu, str)}


@cache
def _golden() -> list[tuple[Pasangan, set[str]]]:
    return [(satu, _words([dict(satu[0].pengukuran), dict(satu[0].harapan)])) for satu in load_golden()]


def _is_noticed(data: Data, kata: frozenset[str] = frozenset()) -> bool:
    """Cases that name what the changed line names come first, as they notice most; other settings, slow, come last."""
    judge = make_judge(data)
    urut = sorted(_golden(), key=lambda satu: (bool(satu[0][1]), -len(kata & satu[1])))
    try:
        return any(judge(kasus, setelan) != dict(kasus.harapan) for (kasus, setelan), _ in urut)
    except DataSalah:  # a change that the system refuses to start with is noticed
        return True


@pytest.mark.parametrize("bagian", range(4))
def test_it_notices_every_threshold_moved_by_one_step(bagian: int) -> None:
    asli = read_data()
    lolos = []
    for jalur, nilai in list_mutasi()[bagian::4]:
        tabel = str(jalur[0])
        data: Data = {**asli, tabel: copy.deepcopy(asli[tabel])}
        tempat: Any = data
        for kunci in jalur[:-1]:
            tempat = tempat[kunci]
        bulat = isinstance(nilai, float) and nilai.is_integer()
        tempat[jalur[-1]] = int(nilai) if bulat else nilai
        if not _is_noticed(data, frozenset(_words(asli[tabel][jalur[1]]))):
            lolos.append(_describe(asli, jalur, nilai))

    assert lolos == []


def test_it_moves_hundreds_of_thresholds() -> None:
    assert len(list_mutasi()) > 500


def test_it_lets_unchanged_data_pass() -> None:
    assert not _is_noticed(read_data())
