from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaster.pertumbuhan.skor import measure_at, nilai_z, score
from klaster.pertumbuhan.tabel import HARI_PER_BULAN, TABEL, Tabel, load_tabel
from tests.klaster.pertumbuhan.acuan import sample_survey, second_survey, slow_z

JENIS_KELAMIN = {"1": "L", "2": "P", "Male": "L", "Female": "P"}
# Column of WHO's answer -> our table and the columns of x and of the measure.
CONTOH = {
    "zwei": ("bbu", "age.days", "WEIGHT"),
    "zlen": ("tbu", "age.days", "clenhei"),
    "zbmi": ("imtu", "age.days", "cbmi"),
    "zhc": ("lku", "age.days", "HEAD"),
    "zac": ("lilau", "age.days", "MUAC"),
    "zwfl": ("bbpb", "clenhei", "WEIGHT"),
}
BANYAK = {"zwei": 489, "zlen": 475, "zbmi": 468, "zhc": 94, "zac": 446, "zwfl": 467}


def test_every_value_of_the_sample_survey_of_who_is_the_same() -> None:
    beda, hitung = [], Counter[str]()
    for anak in sample_survey():
        for kolom, (tabel, x, ukuran) in CONTOH.items():
            if not anak[kolom] or not anak[ukuran]:
                continue
            pakai = "bbtb" if kolom == "zwfl" and int(anak["age.days"]) >= 731 else tabel
            z = nilai_z(pakai, JENIS_KELAMIN[anak["GENDER"]], float(anak[x]), float(anak[ukuran]))
            hitung[kolom] += 1
            if z != float(anak[kolom]):
                beda.append((anak["id"], kolom, z, anak[kolom]))
    assert beda == []
    assert hitung == BANYAK


@pytest.mark.parametrize(
    ("tabel", "kolom", "ukuran"), [("tbu_2007", "_zhfa", "height"), ("imtu_2007", "_zbfa", "_cbmi")]
)
def test_children_of_five_to_nineteen_years_are_as_in_the_macros_of_who(tabel: str, kolom: str, ukuran: str) -> None:
    anak = [satu for satu in second_survey() if satu[kolom]]
    beda = [
        (satu["id"], z, satu[kolom])
        for satu in anak
        if (z := nilai_z(tabel, JENIS_KELAMIN[satu["sex"]], months(satu), float(satu[ukuran])))
        != round(float(satu[kolom]), 2)
    ]
    assert beda == []
    assert len(anak) == 1095


def months(anak: dict[str, str]) -> float:
    lahir, pada = (datetime.strptime(anak[nama], "%m/%d/%Y").replace(tzinfo=UTC) for nama in ("dob", "screen_date"))
    return (pada - lahir).days / HARI_PER_BULAN


@pytest.mark.parametrize(
    ("bulan", "tinggi", "berat", "z"), [(60.32, 113.8, 18.7, (0.96, -0.58)), (60.911701, 113.6, 20.5, (0.85, 0.42))]
)
def test_the_first_month_after_the_fifth_birthday_is_as_in_anthroplus(
    bulan: float, tinggi: float, berat: float, z: tuple[float, float]
) -> None:
    imt = berat / (tinggi / 100) ** 2
    assert (nilai_z("tbu_2007", "P", bulan, tinggi), nilai_z("imtu_2007", "P", bulan, imt)) == z


@pytest.mark.parametrize(
    ("tabel", "jenis_kelamin", "x", "lms"),
    [
        ("bbu", "L", 0, (0.3487, 3.3464, 0.14602)),
        ("bbu", "L", 365, (0.0645, 9.6460, 0.10925)),
        ("bbu", "P", 0, (0.3809, 3.2322, 0.14171)),
        ("bbu", "P", 365, (-0.2022, 8.9462, 0.12267)),
        ("tbu", "L", 730, (1, 87.8018, 0.03479)),
        ("tbu", "L", 731, (1, 87.1303, 0.03508)),
        ("bbtb", "L", 87, (-0.3521, 12.1645, 0.08090)),
        ("imtu_2007", "L", 120, (-1.7407, 16.4433, 0.10566)),
    ],
)
def test_the_tables_hold_what_who_prints(
    tabel: str, jenis_kelamin: str, x: int, lms: tuple[float, float, float]
) -> None:
    assert load_tabel(tabel)[jenis_kelamin].at(x) == lms


@st.composite
def ukuran(draw: st.DrawFn) -> tuple[str, str, Decimal, Decimal]:
    """A table, a sex, an x in the table or just beside it, and a measure from far below -3 to far above +3 SD."""
    nama = draw(st.sampled_from(sorted(TABEL)))
    jenis_kelamin = draw(st.sampled_from("LP"))
    isi = load_tabel(nama)[jenis_kelamin]
    awal, akhir = isi.awal, isi.awal + len(isi.baris) - 1
    halus = 100 if isi.per_satuan == 10 or nama.endswith("2007") else 1
    x = Decimal(draw(st.integers(awal * halus - 2, akhir * halus + 2))) / (halus * isi.per_satuan)
    tengah = measure_at(isi.baris[min(max(int(x * isi.per_satuan) - awal, 0), len(isi.baris) - 1)], 0)
    nilai = Decimal(str(round(tengah * draw(st.floats(0.4, 2.5)), 3)))
    return nama, jenis_kelamin, x, nilai


@given(ukuran())
def test_it_agrees_with_fifty_digits(kasus: tuple[str, str, Decimal, Decimal]) -> None:
    nama, jenis_kelamin, x, nilai = kasus
    harap = slow_z(nama, jenis_kelamin, x, nilai)
    assert nilai_z(nama, jenis_kelamin, float(x), float(nilai)) == (None if harap is None else float(harap))


@given(ukuran(), st.floats(1.0001, 1.5))
def test_more_is_never_less(kasus: tuple[str, str, Decimal, Decimal], kali: float) -> None:
    nama, jenis_kelamin, x, nilai = kasus
    satu = nilai_z(nama, jenis_kelamin, float(x), float(nilai))
    dua = nilai_z(nama, jenis_kelamin, float(x), float(nilai) * kali)
    assert (satu is None) == (dua is None)
    assert satu is None or dua is None or satu <= dua


@pytest.mark.parametrize(("tabel", "x"), [("bbpb", 65.05), ("bbtb", 87.25), ("tbu_2007", 100.5)])
def test_between_two_rows_it_is_linear(tabel: str, x: float) -> None:
    isi = load_tabel(tabel)["P"]
    bawah, atas = isi.at(x - 0.5 / isi.per_satuan), isi.at(x + 0.5 / isi.per_satuan)
    assert bawah is not None
    assert atas is not None
    assert isi.at(x) == pytest.approx([(a + b) / 2 for a, b in zip(bawah, atas, strict=True)])


@pytest.mark.parametrize(("nilai", "ratus"), [(110.05, 101), (89.95, -101), (110.04, 100), (89.96, -100), (100, 0)])
def test_halves_are_rounded_away_from_zero(nilai: float, ratus: int) -> None:
    """(89.95 / 100 - 1) / 0.1 is -1.005, of which binary holds a little less."""
    assert score(Tabel(0, 1, ((1.0, 100.0, 0.1),), terbatas=False), 0, nilai) == ratus


@pytest.mark.parametrize(
    ("tabel", "jenis_kelamin", "x", "nilai"),
    [
        ("bbu", "L", 1857, 20),
        ("bbu", "L", -1, 3),
        ("lilau", "L", 90, 13),
        ("bbpb", "L", 44.99, 2),
        ("bbpb", "L", 110.01, 18),
        ("bbtb", "L", 64.9, 7),
        ("bbtb", "L", 120.1, 22),
        ("imtu_2007", "L", 59.9, 15),
        ("bbu", "X", 10, 3),
        ("lain", "L", 10, 3),
        ("bbu", "L", 10, 0),
        ("bbu", "L", 10, nan),
        ("bbu", "L", nan, 3),
    ],
)
def test_outside_there_is_nothing(tabel: str, jenis_kelamin: str, x: float, nilai: float) -> None:
    assert nilai_z(tabel, jenis_kelamin, x, nilai) is None
