"""What is typed into a card becomes values, or is told; what is stored can be typed again."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from klaster.aturan import muat_aturan
from klaster.bidang import check_pengukuran
from klaster.profil import JenisKelamin, Profil
from posyandu.halaman.isian import AWALAN, Pena, read_isian, write_isian

ATURAN = muat_aturan()
HARI = date(2026, 11, 16)
ANAK = Profil(date(2025, 9, 1), JenisKelamin.L)
KODE = st.sampled_from(sorted(ATURAN.bidang))
TERSIMPAN = {"berat_kg": 8.4, "panjang_cm": 75.5, "cara_ukur": "telentang", "edema": False, "vitamin_a": True}


def typed(isi: dict[str, str]) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({f"{AWALAN}{kode}": teks for kode, teks in isi.items()})
    return data


@given(st.dictionaries(KODE | st.text(max_size=20), st.text(max_size=40), max_size=8))
def test_whatever_is_typed_is_read_or_told_and_stays(isi: dict[str, str]) -> None:
    nilai, salah, teks = read_isian(ATURAN, typed(isi))
    kanonik, lain = check_pengukuran(ATURAN, ANAK, nilai, HARI)
    diketik = {kode for kode, satu in isi.items() if satu.strip()}
    assert diketik == set(nilai) | {satu.bidang for satu in salah}
    assert teks == {kode: satu.strip() for kode, satu in isi.items()}
    assert len(kanonik) <= len(diketik)
    Pena(ATURAN, ANAK, HARI, teks, (*salah, *lain)).draw()


def test_what_is_stored_can_be_typed_again() -> None:
    nilai, salah, _ = read_isian(ATURAN, typed(write_isian(TERSIMPAN)))
    assert salah == ()
    assert check_pengukuran(ATURAN, ANAK, nilai, HARI) == (TERSIMPAN, ())


def test_answers_are_a_letter_or_a_word() -> None:
    nilai, _, _ = read_isian(ATURAN, typed({"edema": "T", "vitamin_a": "Ya", "obat_cacing": "y"}))
    assert nilai == {"edema": False, "vitamin_a": True, "obat_cacing": True}


@given(
    st.dates(date(1936, 1, 1), HARI), st.sampled_from(JenisKelamin), st.sampled_from(["posyandu", "pustu", "sekolah"])
)
def test_a_form_that_asks_this_person_nothing_is_not_drawn(lahir: date, jk: JenisKelamin, kanal: str) -> None:
    kartu = Pena(ATURAN, Profil(lahir, jk, kanal=kanal), HARI, {}).draw()
    assert all(satu.kelompok for satu in kartu)
