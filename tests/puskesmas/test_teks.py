"""What people type: a NIK is refused in stories however it is spaced, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puskesmas.errors import DomainError
from puskesmas.teks import clean_note


@pytest.mark.parametrize(
    "nomor",
    [
        "1906011203860001",
        "1906 0112 0386 0001",
        "1906.0112.0386.0001",
        "190601-120386-0001",
        "１９０６０１１２０３８６０００１",
    ],
)
@pytest.mark.parametrize("kata", ["{}", "Ibu Siti ({}), RT 2", "NIK{}"])
def test_a_nik_is_refused(nomor: str, kata: str) -> None:
    with pytest.raises(DomainError, match="nik_dalam_tulisan"):
        clean_note(kata.format(nomor), bidang="isi")


@pytest.mark.parametrize(
    "teks",
    [
        "0812 3456 7890 dan 081234567891",
        "2026-11-18 2026-11-19",
        "13.11.2026 10.12.2026",
        "SK 440/123/2026",
        "12345678901234567",
    ],
)
def test_dates_telephones_and_letters_are_no_nik(teks: str) -> None:
    assert clean_note(teks, bidang="isi") == teks


@given(st.text("0123456789 .-/", min_size=1, max_size=40).filter(str.strip))
def test_whatever_passes_holds_no_sixteen_digits_in_a_row(teks: str) -> None:
    try:
        bersih = clean_note(teks, bidang="isi")
    except DomainError:
        return
    assert all(len(kata) != 16 for kata in bersih.replace("-", " ").replace(".", " ").replace("/", " ").split())
