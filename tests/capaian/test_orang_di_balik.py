"""Who stands behind a figure, and for whose eyes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from capaian.hitung.orang import Bagian, people_behind
from capaian.hitung.pekan import Pekan
from klaster.indikator import JenisIndikator, muat_indikator
from posyandu.models import Keluarga, Warga
from puskesmas.models import Unit
from puskesmas.peran import Peran
from tests.cast import Pemeran, Wilayah, make_kehamilan, make_kunjungan, make_pengguna, make_sesi, make_warga

PEKAN = Pekan.from_kode("2026-M46")


def jenis(kode: str) -> JenisIndikator:
    return next(satu for satu in muat_indikator() if satu.kode == kode)


def nama(user: Any, unit: Unit, bagian: str, kode: str = "balita_ditimbang") -> list[str]:
    isi = people_behind(user=user, jenis=jenis(kode), unit=unit, pekan=PEKAN, bagian=Bagian(bagian))
    return [satu.nama for satu in isi]


@pytest.fixture
def anak(wilayah: Wilayah, pemeran: Pemeran) -> list[Warga]:
    """Melati has had its session, Kenanga's is ahead."""
    make_sesi(wilayah.melati, date(2026, 11, 10))
    make_sesi(wilayah.kenanga, date(2026, 11, 25))
    semua = [
        make_warga(wilayah.melati, "Aisyah"),
        make_warga(wilayah.melati, "Rafif"),
        make_warga(wilayah.kenanga, "Budi"),
    ]
    make_kunjungan(semua[1], wilayah.melati, date(2026, 11, 10), pemeran.ani, ["ditimbang"])
    make_warga(wilayah.melati, "Dewasa", lahir=date(1990, 1, 1))
    return semua


@pytest.mark.usefixtures("anak")
def test_each_part_has_its_people(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert nama(pemeran.eko, wilayah.beltim, "sudah") == ["Rafif"]
    assert nama(pemeran.eko, wilayah.beltim, "terlewat") == ["Aisyah"]
    assert nama(pemeran.eko, wilayah.beltim, "menunggu") == ["Budi"]
    assert nama(pemeran.eko, wilayah.beltim, "belum") == ["Budi", "Aisyah"]  # by posyandu, then by name


@pytest.mark.usefixtures("anak")
def test_names_stay_inside_ones_own_subtree(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert nama(pemeran.ani, wilayah.beltim, "belum") == ["Aisyah"]
    assert nama(pemeran.citra, wilayah.beltim, "belum") == ["Budi", "Aisyah"]
    for orang in (pemeran.gita, pemeran.hana, pemeran.fajar, AnonymousUser()):
        assert nama(orang, wilayah.beltim, "belum") == []


@pytest.mark.usefixtures("anak")
def test_a_guest_of_the_village_sees_no_names(wilayah: Wilayah) -> None:
    tamu = make_pengguna("Tamu", wilayah.manggar, Peran.TAMU_DESA)
    assert nama(tamu, wilayah.manggar, "belum") == []


def test_a_family_stands_for_its_eldest_and_is_reached_through_any_member(wilayah: Wilayah, pemeran: Pemeran) -> None:
    keluarga = Keluarga.objects.create(unit=wilayah.melati)
    make_warga(wilayah.melati, "Nenek", lahir=date(1950, 1, 1), keluarga=keluarga)
    cucu = make_warga(wilayah.kenanga, "Cucu", keluarga=keluarga)
    assert nama(pemeran.eko, wilayah.melati, "belum", "keluarga_dikunjungi") == ["Nenek"]
    assert nama(pemeran.eko, wilayah.kenanga, "belum", "keluarga_dikunjungi") == []
    make_kunjungan(cucu, wilayah.kenanga, date(2026, 11, 1), pemeran.budi, ["kunjungan_rumah"], kanal="rumah")
    assert nama(pemeran.eko, wilayah.melati, "sudah", "keluarga_dikunjungi") == ["Nenek"]


def test_a_pregnancy_stands_for_its_mother(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_warga(wilayah.melati, "Sari", lahir=date(1995, 1, 1), jk="P")
    make_kehamilan(ibu, date(2026, 1, 5))
    assert nama(pemeran.ani, wilayah.melati, "terlewat", "anc_6") == ["Sari"]


def test_what_is_not_about_people_has_none(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert nama(pemeran.eko, wilayah.beltim, "belum", "hari_buka_lengkap") == []


@pytest.mark.usefixtures("anak")
def test_a_page_of_names_is_one_query(wilayah: Wilayah, pemeran: Pemeran, django_assert_num_queries: Any) -> None:
    pemeran.eko.active_penugasan()
    isi = people_behind(
        user=pemeran.eko, jenis=jenis("balita_ditimbang"), unit=wilayah.beltim, pekan=PEKAN, bagian=Bagian.BELUM
    )
    with django_assert_num_queries(1):
        assert len(isi.select_related("unit", "keluarga")[:25]) == 2
