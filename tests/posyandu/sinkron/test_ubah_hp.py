"""A person changed on a phone and elsewhere: merged field by field; where both wrote, a person chooses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps

from posyandu.gabung import merge_warga
from posyandu.models import BedaWarga, Warga
from posyandu.nik import open_nik
from posyandu.ubah_hp import settle_beda_warga
from posyandu.warga import change_warga
from puskesmas.errors import DomainError
from tests.cast import Pemeran, Wilayah, make_warga
from tests.hp import Hp

NIK = "1906054101900001"


@pytest.fixture
def warga(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Siti", date(1990, 1, 1), "P", telepon="+6281234567890")


def change(hp: Hp, warga: Warga, dasar: dict[str, object], baru: dict[str, object]) -> dict[str, Any]:
    [hasil] = hp.send(hp.write("warga_ubah", warga=str(warga.pk), dasar=dasar, baru=baru))
    warga.refresh_from_db()
    return hasil


def test_a_field_that_only_the_phone_changed_is_written(hp: Hp, warga: Warga) -> None:
    assert change(hp, warga, {"nama": "Siti"}, {"nama": "Siti Aminah"})["status"] == "diterima"
    assert (warga.nama, BedaWarga.objects.count()) == ("Siti Aminah", 0)


def test_different_fields_changed_on_both_sides_both_stand(hp: Hp, warga: Warga, pemeran: Pemeran) -> None:
    change_warga(warga=warga, petugas=pemeran.citra, nama="Siti Aminah")
    hasil = change(hp, warga, {"telepon": "0812 3456 7890"}, {"telepon": "081299990000"})
    assert (hasil["status"], warga.nama, warga.telepon) == ("diterima", "Siti Aminah", "+6281299990000")


def test_the_same_field_changed_on_both_sides_goes_to_a_person_and_the_rest_is_written(
    hp: Hp, warga: Warga, pemeran: Pemeran
) -> None:
    change_warga(warga=warga, petugas=pemeran.citra, nama="Siti Aminah")
    dasar: dict[str, object] = {"nama": "Siti", "telepon": "+6281234567890"}
    hasil = change(hp, warga, dasar, {"nama": "Siti Maryam", "telepon": "081299990000"})
    assert (hasil["status"], warga.nama, warga.telepon) == ("konflik", "Siti Aminah", "+6281299990000")
    beda = BedaWarga.objects.get()
    assert (beda.nilai, beda.nilai_hp, beda.pengguna) == ("Siti Aminah", "Siti Maryam", pemeran.ani)


def test_both_sides_wrote_the_same_and_nobody_is_asked(hp: Hp, warga: Warga, pemeran: Pemeran) -> None:
    change_warga(warga=warga, petugas=pemeran.citra, telepon="081299990000")
    hasil = change(hp, warga, {"telepon": "+6281234567890"}, {"telepon": "+62 812-9999-0000"})
    assert (hasil["status"], BedaWarga.objects.count()) == ("diterima", 0)


@pytest.mark.parametrize(("pakai_hp", "nama"), [(True, "Siti Maryam"), (False, "Siti Aminah")])
def test_a_person_chooses_once(hp: Hp, warga: Warga, pemeran: Pemeran, pakai_hp: bool, nama: str) -> None:
    change_warga(warga=warga, petugas=pemeran.citra, nama="Siti Aminah")
    change(hp, warga, {"nama": "Siti"}, {"nama": "Siti Maryam"})
    beda = BedaWarga.objects.get()
    with pytest.raises(DomainError, match="beda_tidak_ditemukan"):
        settle_beda_warga(oleh=pemeran.gita, beda=beda, pakai_hp=True)
    settle_beda_warga(oleh=pemeran.citra, beda=beda, pakai_hp=pakai_hp)
    warga.refresh_from_db()
    assert warga.nama == nama
    with pytest.raises(DomainError, match="sudah_diputus"):
        settle_beda_warga(oleh=pemeran.citra, beda=beda, pakai_hp=True)


def test_a_nik_in_conflict_is_nowhere_in_clear_and_still_can_be_chosen(hp: Hp, warga: Warga, pemeran: Pemeran) -> None:
    change_warga(warga=warga, petugas=pemeran.citra, nik="1906054101900002")
    assert change(hp, warga, {"nik": ""}, {"nik": NIK})["status"] == "konflik"
    jejak = apps.get_model("posyandu.BedaWargaEvent").objects.values()
    assert NIK not in f"{list(BedaWarga.objects.values())} {list(jejak)}"
    settle_beda_warga(oleh=pemeran.citra, beda=BedaWarga.objects.get(), pakai_hp=True)
    warga.refresh_from_db()
    assert open_nik(warga.nik_sandi) == NIK


def test_an_address_makes_a_household_or_changes_it(hp: Hp, warga: Warga) -> None:
    change(hp, warga, {"alamat": ""}, {"alamat": "Jl. Melati 3", "rt": "02"})
    assert warga.keluarga is not None
    change(hp, warga, {"alamat": "Jl. Melati 3"}, {"alamat": "Jl. Melati 5"})
    warga.keluarga.refresh_from_db()
    assert (warga.keluarga.alamat, warga.keluarga.rt) == ("Jl. Melati 5", "02")


@pytest.mark.parametrize(
    "baru", [{}, {"asing": 1}, {"nama": ""}, {"tanggal_lahir": "besok"}, {"nama": 5}, {"nik": "1"}]
)
def test_what_cannot_be_is_refused_and_changes_nothing(hp: Hp, warga: Warga, baru: dict[str, object]) -> None:
    dasar: dict[str, object] = {"nama": "Siti", "tanggal_lahir": "1990-01-01", "nik": ""}
    assert change(hp, warga, dasar, baru)["status"] == "ditolak"
    assert (warga.nama, warga.tanggal_lahir) == ("Siti", date(1990, 1, 1))


def test_the_host_of_a_guest_does_not_write_the_home_record(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    rumah = make_warga(wilayah.seroja, "Siti", date(1990, 1, 1), "P")
    tamu = make_warga(wilayah.melati, "Siti", date(1990, 1, 1), "P", tamu=True)
    merge_warga(dari=tamu, ke=rumah, petugas=pemeran.citra)
    assert change(hp, tamu, {"nama": "Siti"}, {"nama": "Orang Lain"})["kode"] == "warga_di_luar"
    rumah.refresh_from_db()
    assert rumah.nama == "Siti"
