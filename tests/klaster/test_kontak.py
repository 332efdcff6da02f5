"""Contacts of pregnancy, after birth and of the newborn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from klaster.aturan import muat_aturan
from klaster.kontak import fill_jendela, judge_kontak
from klaster.profil import JenisKelamin, Profil, Riwayat

JENDELA = muat_aturan().tabel.kontak
HAMIL = [satu for satu in JENDELA if satu.jenis == "hamil"]
HPHT = date(2026, 1, 1)
IBU = Profil(date(1996, 1, 1), JenisKelamin.P, hamil=True, hpht=HPHT)
periksa = st.lists(st.integers(0, 330), max_size=12, unique=True).map(sorted)


def _pada(hari: int) -> date:
    return HPHT + timedelta(days=hari)


@given(periksa)
def test_every_contact_lies_in_its_own_window_and_none_is_counted_twice(hari: list[int]) -> None:
    hasil = fill_jendela(HAMIL, HPHT, [_pada(satu) for satu in hari])

    assert len(set(hasil.values())) == len(hasil)
    for satu in HAMIL:
        dalam = sum(satu.hari_min <= x <= satu.hari_maks for x in hari)
        assert sum(kode in hasil for kode in satu.isi) == min(dalam, len(satu.isi))


@given(periksa)
def test_one_more_check_up_never_takes_a_contact_away(hari: list[int]) -> None:
    semua = [_pada(satu) for satu in hari]

    assert fill_jendela(HAMIL, HPHT, semua[:-1]).items() <= fill_jendela(HAMIL, HPHT, semua).items()


def test_the_windows_of_pregnancy_leave_no_day_out() -> None:
    for awal, akhir in pairwise(HAMIL):
        assert akhir.hari_min == awal.hari_maks + 1


def test_it_counts_nothing_where_the_start_is_not_known() -> None:
    assert judge_kontak(JENDELA, "hamil", replace(IBU, hpht=None), {"anc": True}, _pada(50)) is None
    assert judge_kontak(JENDELA, "hamil", replace(IBU, hamil=False), {"anc": True}, _pada(50)) is None
    assert judge_kontak(JENDELA, "nifas", IBU, {"kf": True}, _pada(50)) is None


def test_only_a_plain_yes_is_a_check_up() -> None:
    lalu = (Riwayat(_pada(20), {"anc": "ya"}), Riwayat(_pada(30), {"anc": False}))
    hasil = judge_kontak(JENDELA, "hamil", replace(IBU, riwayat=lalu), {"anc": True}, _pada(50))

    assert hasil is not None
    assert (hasil.kode, hasil.pertama) == ("k1", True)
    assert judge_kontak(JENDELA, "hamil", IBU, {"anc": 1}, _pada(50)) is None
