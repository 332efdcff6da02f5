"""The menu fits a phone: five entries at most, the rest behind the last of them."""

from __future__ import annotations

import re

import pytest

from puskesmas.bingkai import frame
from puskesmas.models import Pengguna
from puskesmas.peran import Peran
from tests.cast import Wilayah, browse, make_pengguna


@pytest.mark.parametrize("peran", [Peran.KADER, Peran.BIDAN_DESA, Peran.TAMU_DESA, Peran.PJ_POSYANDU])
def test_every_entry_stands_once_and_at_most_five_on_the_bar(wilayah: Wilayah, peran: Peran) -> None:
    isi = frame(Pengguna.objects.get(pk=make_pengguna("Orang", wilayah.melati, peran).pk), "masalah")
    assert isi.pokok + isi.lain == isi.menu
    assert len(isi.pokok) + bool(isi.lain) <= 5
    assert isi.lain_aktif == any(satu.aktif for satu in isi.lain)


def test_the_rest_opens_without_scripts_and_says_where_one_is(wilayah: Wilayah) -> None:
    bidan = make_pengguna("Bidan", wilayah.kelubi, Peran.BIDAN_DESA)
    teks = browse(bidan).get("/masalah/").content.decode()
    [lain] = re.findall(r'<details class="menu-lain">.*?</details>', teks, re.DOTALL)
    assert all(kata in lain for kata in ('class="aktif"', "Lainnya", "Masalah", "Jadwal"))
    assert "Beranda" not in lain
