"""Search: names of one's own people, units and indicators; nothing that was typed is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from capaian.halaman.akses import home_access
from capaian.halaman.cari import TERBANYAK, build_people_search, build_search
from capaian.halaman.model import HalamanCari, HalamanOrang
from puskesmas.models import JejakBaca, Pengguna
from puskesmas.peran import Peran
from tests.cast import Pemeran, Wilayah, make_pengguna, make_warga


def people(pengguna: Pengguna, kata: str | None) -> HalamanOrang:
    return build_people_search(home_access(Pengguna.objects.get(pk=pengguna.pk)), kata)


def search(pengguna: Pengguna, kata: str | None) -> HalamanCari:
    return build_search(home_access(Pengguna.objects.get(pk=pengguna.pk)), kata)


def test_it_finds_people_by_any_part_of_their_name(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_warga(wilayah.melati, "Rafif Maulana")
    make_warga(wilayah.melati, "Zahra")
    assert [b.nama for b in people(pemeran.ani, "maul raf").baris] == ["Rafif Maulana"]


def test_it_finds_a_child_by_the_mother(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_warga(wilayah.melati, "Sari", date(1995, 1, 1), "P")
    make_warga(wilayah.melati, "Rafif", ibu=ibu)
    assert [b.nama for b in people(pemeran.ani, "sari").baris] == ["Rafif", "Sari"]


def test_it_finds_nobody_of_another_posyandu(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_warga(wilayah.kenanga, "Rafif")
    assert people(pemeran.ani, "rafif").baris == ()
    assert len(people(pemeran.citra, "rafif").baris) == 1


def test_guests_are_counted_beside_the_residents(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_warga(wilayah.melati)
    make_warga(wilayah.melati, "Ayu", tamu=True)
    kelompok = people(pemeran.ani, None).kelompok
    assert [(k.nama, k.jumlah) for k in (kelompok[0], kelompok[-1])] == [("Semua umur", 1), ("Tamu", 1)]
    assert kelompok[-1].url == f"/unit/{wilayah.melati.kode}/?tab=orang&tahap=tamu"


def test_what_it_shows_is_noted_without_the_words(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati, "Rafif")
    people(pemeran.ani, "rafif")
    [jejak] = JejakBaca.objects.all()
    assert (jejak.halaman, jejak.warga) == ("orang", [rafif.pk])


def test_it_shows_so_many_and_says_that_there_are_more(
    wilayah: Wilayah, pemeran: Pemeran, django_assert_num_queries: Callable[..., Any]
) -> None:
    for ke in range(TERBANYAK + 1):
        make_warga(wilayah.melati, f"Rafif {ke}")
    with django_assert_num_queries(14):
        halaman = people(pemeran.ani, "rafif")
    assert (len(halaman.baris), halaman.terpotong) == (TERBANYAK, True)


@pytest.mark.parametrize("kata", ["", " ", "a", "a\x00b", "x" * 101, "1906012345678901", "a\u202eb"])
def test_words_that_cannot_be_looked_for_get_an_answer(wilayah: Wilayah, pemeran: Pemeran, kata: str) -> None:
    assert people(pemeran.ani, kata).pesan
    assert search(pemeran.ani, kata).pesan
    assert not JejakBaca.objects.exists()


def test_percent_signs_and_quotes_are_letters(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_warga(wilayah.melati, "Nur'aini")
    assert len(people(pemeran.ani, "nur'aini").baris) == 1
    assert people(pemeran.ani, "%%").baris == ()
    assert people(pemeran.ani, "__").baris == ()


def test_who_may_not_see_names_finds_no_people(wilayah: Wilayah) -> None:
    make_warga(wilayah.melati, "Rafif")
    pengguna = make_pengguna("Tanpa", wilayah.kelubi, Peran.TAMU_DESA)
    assert (people(pengguna, "rafif").baris, people(pengguna, "rafif").boleh_nama) == ((), False)
    assert search(pengguna, "rafif").orang == ()


def test_the_common_search_finds_units_and_indicators(wilayah: Wilayah, pemeran: Pemeran) -> None:
    hasil = search(pemeran.eko, "kel")
    assert [(u.nama, u.label, u.di_bawah) for u in hasil.unit] == [
        ("Kelubi", "Pustu", "Puskesmas Manggar, Belitung Timur")
    ]
    assert "Keluarga dikunjungi" in [i.teks for i in hasil.indikator]


def test_units_outside_the_scope_are_not_found(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert search(pemeran.ani, "seroja").unit == ()
    assert search(pemeran.ani, "kenanga").unit == ()


def test_nothing_is_searched_before_something_is_typed(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_warga(wilayah.melati)
    assert (people(pemeran.ani, None).kata, people(pemeran.ani, None).baris) == (None, ())
    assert people(pemeran.ani, None).kelompok[0].jumlah == 1
