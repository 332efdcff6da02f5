"""NIK, names and phone numbers as people type them."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from posyandu.nama import clean_nama, clean_telepon
from posyandu.nik import hash_nik, mask_nik, normalise_nik, open_nik, reseal, seal_nik
from puskesmas.errors import DomainError

NIK = "3201014101900001"


@pytest.mark.parametrize(
    "teks", [NIK, "3201 0141 0190 0001", " 320101-410190-0001 ", "3201\u00a00141\u00a00190\u00a00001"]
)
def test_separators_are_taken_out(teks: str) -> None:
    assert normalise_nik(teks) == NIK


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("320101410190000", "nik_bukan_16"),
        ("32010141019000011", "nik_bukan_16"),
        (NIK + "\n", "nik_bukan_angka"),
        ("32O1014101900001", "nik_berisi_huruf"),
        ("320l014101900001", "nik_berisi_huruf"),
        ("٣٢٠١٠١٤١٠١٩٠٠٠٠١", "nik_angka_lain"),
        ("３２０１０１４１０１９００００１", "nik_angka_lain"),
        ("320101410190000²", "nik_angka_lain"),
        ("3.20101E+15", "nik_rusak_excel"),
        ("3,20101E+15", "nik_rusak_excel"),
        ("3201010001900001", "nik_tanggal_salah"),
        ("3201013201900001", "nik_tanggal_salah"),
        ("3201014001900001", "nik_tanggal_salah"),
        ("3201017201900001", "nik_tanggal_salah"),
        ("3201011500900001", "nik_tanggal_salah"),
        ("3201011513900001", "nik_tanggal_salah"),
        ("3201014101900000", "nik_tidak_sah"),
        ("1111111111111111", "nik_tidak_sah"),
        ("1234567890123456", "nik_tidak_sah"),
    ],
)
def test_what_cannot_be_a_nik_is_refused(teks: str, kode: str) -> None:
    with pytest.raises(DomainError) as info:
        normalise_nik(teks)
    assert (info.value.kode, info.value.bidang) == (kode, "nik")


def test_the_sentence_counts_the_digits_and_names_the_letter() -> None:
    with pytest.raises(DomainError, match="Anda mengisi 15 angka"):
        normalise_nik("320101410190000")
    with pytest.raises(DomainError, match=r'huruf "O"\. Mungkin maksudnya angka 0'):
        normalise_nik("32O1014101900001")


@given(st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_a_sealed_nik_opens_to_itself_and_never_shows(nik: str) -> None:
    segel = seal_nik(nik)
    assert open_nik(segel["nik_sandi"]) == nik
    assert nik.encode() not in (segel["nik_sandi"] or b"")
    assert nik not in segel["nik_hash"] + segel["nik_akhir"]


def test_the_same_nik_is_encrypted_differently_each_time_and_found_by_its_hash() -> None:
    assert seal_nik(NIK)["nik_sandi"] != seal_nik(NIK)["nik_sandi"]
    assert seal_nik(NIK)["nik_hash"] == hash_nik(NIK)


def test_a_new_key_reads_what_the_old_one_wrote() -> None:
    new = Fernet.generate_key().decode()
    sealed = seal_nik(NIK)["nik_sandi"]
    assert sealed is not None
    with override_settings(NIK_SANDI_KEYS=[new, *settings.NIK_SANDI_KEYS]):
        moved = reseal(sealed)
    with override_settings(NIK_SANDI_KEYS=[new]):
        assert open_nik(moved) == NIK


def test_the_hash_needs_the_key() -> None:
    before = hash_nik(NIK)
    with override_settings(NIK_HASH_KEY="another key of enough length ......"):
        assert hash_nik(NIK) != before


def test_a_mask_shows_the_last_four_only() -> None:
    assert mask_nik(NIK) == "************0001"
    assert mask_nik("") == ""


@pytest.mark.parametrize(
    "nama",
    [
        "Suharto",
        "I",
        "Ma'ruf",
        "D'Angelo",
        "Ma`ruf",
        "Siti Nur'aini, S.Tr.Keb.",
        "Nyoman I Gede",
        "Jean-Luc",
        "Ångström",
        "ꦱꦶꦠꦶ",
        "سيتي",
        "By. Ny. Siti",
        "<script>alert(1)</script>",
        "{{7*7}} a",
    ],
)
def test_real_names_stay_as_typed(nama: str) -> None:
    assert clean_nama(nama) == nama


def test_spaces_and_composed_letters_are_made_uniform() -> None:
    assert clean_nama("  Siti   A\u030angstro\u0308m ") == "Siti Ångström"
    assert clean_nama("\u00a0Siti \u00a0 Aminah\u00a0") == "Siti Aminah"


@pytest.mark.parametrize(
    ("nama", "kode"),
    [
        ("", "nama_kosong"),
        ("   ", "nama_kosong"),
        ("-", "nama_kosong"),
        (".", "nama_kosong"),
        ("NN", "nama_kosong"),
        ("Test", "nama_kosong"),
        ("12345", "nama_kosong"),
        ("a" * 151, "nama_panjang"),
        ("Siti 👩🏽‍🍼", "nama_emoji"),
        ("a" + "\u0301" * 100, "nama_bertumpuk"),
        ("Siti\u202e", "karakter_terlarang"),
        ("Si\u200bti", "karakter_terlarang"),
        ("Siti\0", "karakter_terlarang"),
        ("Siti\ud800", "karakter_terlarang"),
        ("Siti\r\nX", "karakter_terlarang"),
    ],
)
def test_what_cannot_be_a_name_is_refused(nama: str, kode: str) -> None:
    with pytest.raises(DomainError) as info:
        clean_nama(nama)
    assert info.value.kode == kode


@given(st.text())
def test_any_text_is_a_name_or_a_refusal(teks: str) -> None:
    try:
        nama = clean_nama(teks)
    except DomainError:
        return
    assert clean_nama(nama) == nama


@pytest.mark.parametrize(
    "teks", ["081234567890", "+6281234567890", "0812-3456-7890", "62 812 3456 7890", "(0812) 34567890"]
)
def test_phone_numbers_become_international(teks: str) -> None:
    assert clean_telepon(teks) == "+6281234567890"


@pytest.mark.parametrize("teks", ["0812", "62 812", "0" * 20, "abc", "٠٨١٢٣٤٥٦٧٨٩٠"])
def test_what_is_no_phone_number_is_refused(teks: str) -> None:
    with pytest.raises(DomainError, match="telepon_tidak_sah"):
        clean_telepon(teks)


def test_no_phone_is_no_fault() -> None:
    assert clean_telepon(" ") == ""
