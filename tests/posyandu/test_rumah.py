"""A new name, another household, a guardian: what is known of the child goes with the child."""

from __future__ import annotations

import uuid
from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps

from posyandu.domisili import set_status_warga
from posyandu.keluarga import open_keluarga
from posyandu.models import Domisili, Kunjungan, Warga
from posyandu.rumah import join_rumah, leave_rumah
from posyandu.turunan import load_orang
from puskesmas.errors import DomainError
from puskesmas.models import JejakBaca, Pengguna
from tests.cast import Pemeran, Wilayah, browse, make_kunjungan, make_warga

pytestmark = pytest.mark.usefixtures("senin")

HARI = date(2026, 11, 16)


@pytest.fixture(name="ibu")
def _ibu(wilayah: Wilayah) -> Warga:
    rumah = open_keluarga(id=uuid.uuid4(), unit=wilayah.melati, alamat="Dusun Bukit", rt="02")
    return make_warga(wilayah.melati, "Sari", date(1998, 3, 1), "P", keluarga=rumah)


@pytest.fixture(name="bayi")
def _bayi(wilayah: Wilayah, ibu: Warga) -> Warga:
    return make_warga(wilayah.melati, "By. Ny. Sari", date(2026, 11, 1), ibu=ibu, keluarga=ibu.keluarga)


@pytest.fixture(name="wali")
def _wali(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.kenanga, "Bu Tuti", date(1985, 3, 1), "P")


def send(pengguna: Pengguna, warga: Warga, **isi: object) -> Any:
    return browse(pengguna).post(f"/warga/{warga.pk}/ubah/", {"sejak": str(HARI), **isi})


def test_an_adopted_baby_keeps_the_mother_and_what_was_measured(
    wilayah: Wilayah, pemeran: Pemeran, bayi: Warga, ibu: Warga, wali: Warga
) -> None:
    make_kunjungan(bayi, wilayah.melati, date(2026, 11, 3), pemeran.citra, [], pengukuran={"imun_hb0": "2026-11-01"})
    join_rumah(warga=bayi, bersama=wali, sejak=HARI, petugas=pemeran.citra, pengasuh=True)
    bayi.refresh_from_db()
    wali.refresh_from_db()
    assert (bayi.ibu, bayi.pengasuh, bayi.unit, bayi.keluarga) == (ibu, wali, wilayah.kenanga, wali.keluarga)
    assert Kunjungan.objects.filter(warga=bayi).count() == 1
    assert load_orang([bayi.pk])[bayi.pk].warga.unit == wilayah.kenanga


def test_a_child_is_adopted_on_the_day_of_its_birth(
    wilayah: Wilayah, pemeran: Pemeran, bayi: Warga, wali: Warga
) -> None:
    join_rumah(warga=bayi, bersama=wali, sejak=bayi.tanggal_lahir, petugas=pemeran.citra, pengasuh=True)
    rumah = Domisili.objects.filter(warga=bayi).values_list("posyandu", "sejak", "sampai")
    assert list(rumah) == [(wilayah.kenanga.pk, bayi.tanggal_lahir, None)]
    events = apps.get_model("posyandu", "DomisiliEvent").objects.filter(posyandu=wilayah.melati)
    assert "delete" in events.values_list("pgh_label", flat=True)


def test_an_older_child_does_not_move_back_to_its_birth(pemeran: Pemeran, wilayah: Wilayah, wali: Warga) -> None:
    for lalu, boleh in ((42, True), (43, False)):
        anak = make_warga(wilayah.melati, f"Anak {lalu}", HARI - timedelta(days=lalu))
        with nullcontext() if boleh else pytest.raises(DomainError, match="tanggal_terbalik"):
            join_rumah(warga=anak, bersama=wali, sejak=anak.tanggal_lahir, petugas=pemeran.citra)


def test_nobody_is_adopted_before_they_lived_here(pemeran: Pemeran, wilayah: Wilayah, wali: Warga) -> None:
    anak = make_warga(wilayah.melati, "Rafif", date(2025, 9, 1), sejak=date(2026, 11, 2))
    with pytest.raises(DomainError) as galat:
        join_rumah(warga=anak, bersama=wali, sejak=date(2026, 11, 1), petugas=pemeran.citra)
    assert galat.value.kode == "tanggal_terbalik"
    assert Domisili.objects.get(warga=anak).posyandu == wilayah.melati


def test_one_day_is_spent_at_one_posyandu_only(pemeran: Pemeran, wilayah: Wilayah, bayi: Warga, wali: Warga) -> None:
    join_rumah(warga=bayi, bersama=wali, sejak=HARI, petugas=pemeran.citra)
    rumah = Domisili.objects.filter(warga=bayi).order_by("sejak").values_list("posyandu", "sejak", "sampai")
    assert list(rumah) == [
        (wilayah.melati.pk, date(2026, 11, 1), HARI),
        (wilayah.kenanga.pk, HARI, None),
    ]


def test_going_back_to_the_mother_ends_the_guardianship(
    pemeran: Pemeran, wilayah: Wilayah, bayi: Warga, ibu: Warga
) -> None:
    nenek = make_warga(wilayah.melati, "Nenek", date(1960, 1, 1), "P")
    join_rumah(warga=bayi, bersama=nenek, sejak=HARI, petugas=pemeran.citra, pengasuh=True)
    kembali = join_rumah(warga=bayi, bersama=ibu, sejak=HARI, petugas=pemeran.citra)
    assert (kembali.pengasuh, kembali.keluarga) == (None, ibu.keluarga)


def refused(pemeran: Pemeran, warga: Warga, bersama: Warga, sejak: date = HARI, pengasuh: bool = False) -> str:
    with pytest.raises(DomainError) as galat:
        join_rumah(warga=warga, bersama=bersama, sejak=sejak, petugas=pemeran.citra, pengasuh=pengasuh)
    return galat.value.kode


def test_it_refuses_a_home_that_cannot_be(pemeran: Pemeran, wilayah: Wilayah, bayi: Warga, wali: Warga) -> None:
    adik = make_warga(wilayah.kenanga, "Adik", date(2026, 11, 10))
    tamu = make_warga(wilayah.kenanga, "Tamu", date(1990, 1, 1), tamu=True)
    assert refused(pemeran, bayi, bayi) == "orang_sama"
    kakak = make_warga(wilayah.kenanga, "Kakak", date(2008, 11, 17))
    assert refused(pemeran, bayi, adik, pengasuh=True) == "pengasuh_anak"
    assert refused(pemeran, bayi, kakak, pengasuh=True) == "pengasuh_anak"
    assert refused(pemeran, bayi, tamu) == "bukan_penduduk"
    assert refused(pemeran, bayi, wali, date(2026, 11, 17)) == "tanggal_masa_depan"
    assert refused(pemeran, bayi, wali, date(2026, 10, 1)) == "sebelum_lahir"
    set_status_warga(warga=wali, status="meninggal", sejak=HARI, petugas=pemeran.citra)
    assert refused(pemeran, bayi, wali) == "bukan_penduduk"
    bayi.refresh_from_db()
    assert (bayi.unit, bayi.pengasuh) == (wilayah.melati, None)


def test_moving_alone_leaves_the_household(pemeran: Pemeran, wilayah: Wilayah, bayi: Warga) -> None:
    satu = leave_rumah(warga=bayi, posyandu=wilayah.kenanga, sejak=HARI, petugas=pemeran.citra)
    assert (satu.unit, satu.keluarga) == (wilayah.kenanga, None)


# --- the page --------------------------------------------------------------------------------------------------------


def test_a_baby_gets_its_name(pemeran: Pemeran, bayi: Warga, ibu: Warga) -> None:
    citra = browse(pemeran.citra)
    assert "Beri nama" in citra.get(f"/warga/{bayi.pk}/").content.decode()
    assert send(pemeran.citra, bayi, aksi="data", **{"nama": "Nabila", "dasar-nama": bayi.nama}).status_code == 302
    bayi.refresh_from_db()
    assert (bayi.nama, bayi.ibu, bayi.keluarga) == ("Nabila", ibu, ibu.keluarga)
    isi = citra.get(f"/warga/{bayi.pk}/").content.decode()
    assert "Nama: By. Ny. Sari → Nabila" in isi
    assert "Beri nama" not in isi


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(pemeran: Pemeran, bayi: Warga) -> None:
    Warga.objects.filter(pk=bayi.pk).update(nama="Nadia")
    jawab = send(pemeran.citra, bayi, aksi="data", **{"nama": "Nabila", "dasar-nama": "By. Ny. Sari"})
    assert jawab.status_code == 400
    assert "Nama baru saja diubah orang lain" in jawab.content.decode()
    assert 'value="Nabila"' in jawab.content.decode()
    bayi.refresh_from_db()
    assert bayi.nama == "Nadia"


def test_a_nik_is_written_and_never_shown_whole(pemeran: Pemeran, bayi: Warga) -> None:
    assert send(pemeran.citra, bayi, aksi="data", nik="1906010111260001").status_code == 302
    isi = browse(pemeran.citra).get(f"/warga/{bayi.pk}/ubah/").content.decode()
    assert "0001" in isi
    assert "1906010111260001" not in isi


def test_the_guardian_is_found_by_name_and_both_were_seen(pemeran: Pemeran, bayi: Warga, wali: Warga) -> None:
    isi = browse(pemeran.citra).post(f"/warga/{bayi.pk}/ubah/", {"kata": "tuti"}).content.decode()
    assert str(wali.pk) in isi
    assert JejakBaca.objects.filter(halaman="warga-ubah", warga__contains=[wali.pk]).exists()
    assert send(pemeran.citra, bayi, aksi="rumah", bersama=str(wali.pk), pengasuh="1").status_code == 302
    assert "Diasuh oleh" in browse(pemeran.citra).get(f"/warga/{bayi.pk}/").content.decode()
    assert "anak asuh" in browse(pemeran.citra).get(f"/warga/{wali.pk}/").content.decode()


def test_a_cadre_moves_nobody_to_a_house_out_of_reach(pemeran: Pemeran, bayi: Warga, wali: Warga) -> None:
    isi = browse(pemeran.ani).post(f"/warga/{bayi.pk}/ubah/", {"kata": "tuti"}).content.decode()
    assert str(wali.pk) not in isi
    assert send(pemeran.ani, bayi, aksi="rumah", bersama=str(wali.pk)).status_code == 404
    assert send(pemeran.ani, bayi, aksi="pindah", posyandu=wali.unit.kode).status_code == 400
    assert browse(pemeran.budi).get(f"/warga/{bayi.pk}/ubah/").status_code == 404
    assert browse(pemeran.eko).get(f"/warga/{bayi.pk}/ubah/").status_code == 403


def test_a_death_is_written_down_with_its_day(pemeran: Pemeran, bayi: Warga) -> None:
    assert send(pemeran.citra, bayi, aksi="status", status="meninggal").status_code == 302
    bayi.refresh_from_db()
    assert (bayi.status, bayi.status_sejak) == ("meninggal", HARI)


BURUK = [
    {"aksi": "data", "nama": "", "dasar-nama": "By. Ny. Sari"},
    {"aksi": "data", "nama": "x" * 300},
    {"aksi": "data", "tanggal_lahir": "2027-01-01"},
    {"aksi": "data", "jenis_kelamin": "X"},
    {"aksi": "data", "nik": "123"},
    {"aksi": "data", "telepon": "abc"},
    {"aksi": "rumah"},
    {"aksi": "rumah", "bersama": "bukan-id"},
    {"aksi": "pindah", "posyandu": "U-tidak-ada"},
    {"aksi": "status", "status": "hilang"},
    {"aksi": "status", "status": "pindah", "sejak": "kemarin"},
]


@pytest.mark.parametrize("isi", BURUK)
def test_nonsense_is_refused_in_words_and_changes_nothing(pemeran: Pemeran, bayi: Warga, isi: dict[str, str]) -> None:
    sebelum = Warga.objects.values().get(pk=bayi.pk)
    assert send(pemeran.citra, bayi, **isi).status_code in (400, 404)
    assert Warga.objects.values().get(pk=bayi.pk) == sebelum
