from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from klaster.aturan import muat_aturan
from klaster.bidang import AngkaSalah, check_pengukuran, parse_angka, rentang_for
from klaster.peringatan import warn_pengukuran
from klaster.profil import JenisKelamin, Profil, Riwayat
from tests.klaster.acak import TANGGAL, pengukuran, profil

ATURAN = muat_aturan()
ANAK = Profil(date(2024, 11, 16), JenisKelamin.L)
# Dropped with the other half of a pair that is reported once, or empty after trimming.
BOLEH_HILANG = ("panjang_cm", "sistole", "diastole", "catatan", "wadah_diperiksa", "kontak_serumah")
IBU = Profil(date(1996, 5, 1), JenisKelamin.P)
BAPAK = Profil(date(1990, 5, 1), JenisKelamin.L)


@given(profil(), pengukuran)
@example(IBU, {"sistole": 120, "diastole": 5})
def test_it_gives_canonical_values_that_check_to_themselves(orang: Profil, isi: Mapping[str, object]) -> None:
    rapi, _ = check_pengukuran(ATURAN, orang, isi, TANGGAL)
    lagi, _ = check_pengukuran(ATURAN, orang, rapi, TANGGAL)

    assert json.dumps(lagi, allow_nan=False) == json.dumps(rapi, allow_nan=False)
    assert json.loads(json.dumps(rapi)) == rapi


@given(profil(), pengukuran)
def test_it_has_a_reason_for_every_field_that_is_missing_from_the_values(
    orang: Profil, isi: Mapping[str, object]
) -> None:
    rapi, salah = check_pengukuran(ATURAN, orang, isi, TANGGAL)
    hilang = {kode for kode in ATURAN.bidang if isi.get(kode) not in (None, "")} - rapi.keys()
    disebut = {satu.bidang for satu in salah}

    assert all(satu.pesan and satu.kode for satu in salah)
    assert not {kode for kode in hilang if kode not in disebut and kode not in BOLEH_HILANG}


@pytest.mark.parametrize(
    ("orang", "isi", "pesan"),
    [
        (ANAK, {"berat_kg": -4}, "Berat badan harus angka lebih dari 0."),
        (ANAK, {"berat_kg": 0}, "Berat badan harus angka lebih dari 0."),
        (ANAK, {"berat_kg": float("nan")}, "Berat badan harus angka lebih dari 0."),
        (ANAK, {"berat_kg": float("inf")}, "Berat badan harus angka lebih dari 0."),
        (ANAK, {"berat_kg": 3500}, "Berat 3500 kg tidak mungkin. Isi dalam kilogram, misalnya 3,5."),
        (ANAK, {"berat_kg": 10**400}, "Berat badan harus 0,5 sampai 30 kg."),
        (ANAK, {"berat_kg": 9.87654}, "Paling banyak 2 angka di belakang koma."),
        (ANAK, {"berat_kg": "9 kg"}, 'Bidang "Berat badan" harus berupa angka.'),
        (ANAK, {"berat_kg": True}, 'Bidang "Berat badan" harus berupa angka.'),
        (ANAK, {"panjang_cm": 0.8}, "Tinggi 0,8 cm tidak mungkin. Isi dalam sentimeter, misalnya 87."),
        (ANAK, {"berat_kg": 87, "panjang_cm": 12}, "Berat dan tinggi tampaknya tertukar."),
        (IBU, {"sistole": 80, "diastole": 120}, "Tekanan darah atas harus lebih besar dari bawah, misalnya 120/80."),
        (IBU, {"sistole": 300, "diastole": 80}, "Tekanan atas harus 60 sampai 260."),
        (IBU, {"suhu_c": 365}, "Suhu harus 30 sampai 43 derajat."),
        (IBU, {"hb_gdl": 110}, "Isi Hb dalam g/dL, misalnya 11,0."),
        (IBU, {"gds_mgdl": 1.0}, "Gula darah sewaktu harus angka bulat, tanpa koma."),
        (IBU, {"edukasi": "ya"}, 'Bidang "Edukasi diberikan" harus ya atau tidak (true atau false).'),
        (IBU, {"catatan": 12345}, 'Bidang "Catatan" harus berupa teks.'),
        (IBU, {"catatan": "a\x00b"}, "Catatan berisi karakter tersembunyi."),
        (IBU, {"catatan": "a\u202eb"}, "Catatan berisi karakter tersembunyi."),
        (IBU, {"catatan": "a\ud800b"}, "Catatan berisi karakter tersembunyi."),
        (IBU, {"catatan": "a" * 2001}, "Catatan paling panjang 2000 huruf."),
        (IBU, {"tekanan": 1}, 'Bidang "tekanan" tidak dikenal.'),
        (BAPAK, {"anc": True}, "Data kehamilan hanya untuk perempuan."),
        (BAPAK, {"tablet_tambah_darah": 1}, "Tablet tambah darah diberikan hanya untuk perempuan."),
    ],
)
def test_it_says_in_indonesian_what_is_wrong(orang: Profil, isi: dict[str, object], pesan: str) -> None:
    rapi, salah = check_pengukuran(ATURAN, orang, isi, TANGGAL)

    assert [satu.pesan for satu in salah] == [pesan]
    assert not rapi


def test_it_writes_a_value_always_the_same_way() -> None:
    isi = {"catatan": " cafe\u0301\n ", "suhu_c": 37.0, "berat_kg": Decimal("60.50"), "edukasi": True, "hb_gdl": None}
    rapi, salah = check_pengukuran(ATURAN, IBU, isi, TANGGAL)

    assert not salah
    assert json.dumps(rapi, ensure_ascii=False) == (
        '{"berat_kg": 60.5, "suhu_c": 37, "edukasi": true, "catatan": "caf\u00e9"}'
    )


def test_it_keeps_the_good_fields_beside_a_bad_one() -> None:
    rapi, salah = check_pengukuran(ATURAN, IBU, {"berat_kg": "x", "suhu_c": 36.5}, TANGGAL)

    assert rapi == {"suhu_c": 36.5}
    assert [satu.bidang for satu in salah] == ["berat_kg"]


@pytest.mark.parametrize("isi", [None, [1], "teks", 3])
def test_it_refuses_anything_but_a_table_of_values(isi: Any) -> None:
    assert [satu.kode for satu in check_pengukuran(ATURAN, IBU, isi, TANGGAL)[1]] == ["tipe_salah"]


def test_it_ranges_over_every_age_for_every_number_field() -> None:
    for bidang in ATURAN.bidang.values():
        if bidang.rentang:
            assert rentang_for(bidang, ANAK, TANGGAL)
            assert rentang_for(bidang, IBU, TANGGAL)


@pytest.mark.parametrize(
    ("teks", "harap"),
    [("12,5", "12.5"), ("12.5", "12.5"), (" 12 ", "12"), ("0,87", "0.87"), ("-4", "-4"), ("9,87654", "9.87654")],
)
def test_it_reads_typed_numbers(teks: str, harap: str) -> None:
    assert parse_angka(teks, ATURAN.bidang["berat_kg"]) == Decimal(harap)


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "abc",
        "1e400",
        "NaN",
        "Infinity",
        "\u0663",
        "\uff11\uff12",
        "\u00b2",
        "36.5.1",
        "1.234,5",
        "1,",
        ",5",
        "--1",
        "12 5",
        "9" * 30,
    ],
)
def test_it_refuses_what_is_no_plain_number(teks: str) -> None:
    with pytest.raises(AngkaSalah) as galat:
        parse_angka(teks, ATURAN.bidang["berat_kg"])

    assert galat.value.salah.kode == "bukan_angka"
    assert str(galat.value) == "Berat badan harus angka lebih dari 0."


def test_it_does_not_guess_what_12_500_means() -> None:
    with pytest.raises(AngkaSalah, match="Tulis 12,5 untuk dua belas setengah kilogram") as galat:
        parse_angka("12.500", ATURAN.bidang["berat_kg"])

    assert galat.value.salah.kode == "ribuan_rancu"


@given(st.decimals(1, 150, places=2), st.sampled_from([".", ","]), st.sampled_from(["", " "]))
def test_a_number_is_the_same_as_text_with_a_comma_or_a_point(nilai: Decimal, koma: str, sela: str) -> None:
    teks = f"{sela}{nilai:f}{sela}".replace(".", koma)
    as_text, as_number = (check_pengukuran(ATURAN, IBU, {"berat_kg": isi}, TANGGAL) for isi in (teks, nilai))

    assert as_text == as_number


@given(st.integers(0, 999), st.integers(0, 999), st.sampled_from(["berat_kg", "tablet_tambah_darah"]))
def test_what_may_be_thousands_is_never_guessed(depan: int, belakang: int, bidang: str) -> None:
    rapi, salah = check_pengukuran(ATURAN, IBU, {bidang: f"{depan}.{belakang:03}"}, TANGGAL)

    assert rapi == {}
    assert [satu.kode for satu in salah] == ["ribuan_rancu"]


@pytest.mark.parametrize(("teks", "kode"), [("12,5", "harus_bulat"), ("dua", "tipe_salah"), ("1e1", "tipe_salah")])
def test_text_for_a_whole_number_is_as_strict(teks: str, kode: str) -> None:
    assert [s.kode for s in check_pengukuran(ATURAN, IBU, {"sistole": teks}, TANGGAL)[1]] == [kode]


@pytest.mark.parametrize("kosong", ["", "  ", None])
def test_empty_text_is_no_number_and_no_fault(kosong: str | None) -> None:
    assert check_pengukuran(ATURAN, IBU, {"berat_kg": kosong}, TANGGAL) == ({}, ())


@given(st.text(max_size=30))
def test_it_reads_or_refuses_any_text(teks: str) -> None:
    with suppress(AngkaSalah):
        assert parse_angka(teks, ATURAN.bidang["suhu_c"]).is_finite()


def test_it_asks_again_when_the_weight_changed_much() -> None:
    orang = Profil(date(2024, 11, 16), JenisKelamin.L, riwayat=(Riwayat(date(2026, 10, 14), {"berat_kg": 12}),))
    tanya = warn_pengukuran(ATURAN, orang, {"berat_kg": 9.9}, TANGGAL)

    assert [satu.pesan for satu in tanya] == [
        "Berat badan turun 2,1 kg sejak 14\u00a0Okt\u00a02026. Ukur ulang atau beri tanda sudah diperiksa."
    ]
