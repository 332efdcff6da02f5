"""Pregnancies and disease registers."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from klaster.berkas import shared_data
from posyandu.gabung import merge_warga
from posyandu.models import Kehamilan, PenyakitTerdaftar
from posyandu.riwayat import change_hpht, close_kehamilan, enter_register, leave_register, open_kehamilan
from puskesmas.errors import DomainError
from puskesmas.models import PerluHitung
from tests.cast import SENIN, Pemeran, Wilayah, make_kehamilan, make_kunjungan, make_warga

pytestmark = pytest.mark.usefixtures("senin")
HARI_INI = SENIN
HPHT = HARI_INI - timedelta(weeks=20)
LAHIR = date(1995, 1, 1)


def test_a_pregnancy_is_due_280_days_after_the_last_period(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_warga(wilayah.melati, "Ibu", LAHIR, "P")
    PerluHitung.objects.all().delete()
    kehamilan = open_kehamilan(warga=ibu, hpht=HPHT, petugas=pemeran.citra)
    assert kehamilan.hpl == HPHT + timedelta(days=280)
    assert PerluHitung.objects.get(kabupaten=wilayah.beltim).sejak_tanggal == HPHT


def test_a_pregnancy_judges_earlier_visits_anew_when_it_opens_and_when_it_ends(
    wilayah: Wilayah, pemeran: Pemeran
) -> None:
    ibu = make_warga(wilayah.melati, "Ibu", LAHIR, "P")
    tanggal = HPHT + timedelta(weeks=10)
    kunjungan = make_kunjungan(ibu, wilayah.melati, tanggal, pemeran.ani, [], pengukuran={"lila_cm": 22.0})
    kehamilan = open_kehamilan(warga=ibu, hpht=HPHT, petugas=pemeran.citra)
    kunjungan.refresh_from_db()
    assert "kek" in "".join(kunjungan.temuan)
    close_kehamilan(kehamilan=kehamilan, selesai=tanggal, hasil="keguguran", petugas=pemeran.citra)
    kunjungan.refresh_from_db()
    assert "kek" not in "".join(kunjungan.temuan)


@pytest.mark.parametrize(
    ("jk", "lahir", "hpht", "kode"),
    [
        ("L", LAHIR, HPHT, "bukan_perempuan"),
        ("P", HPHT - timedelta(days=8 * 365), HPHT, "umur_ibu"),
        ("P", HPHT - timedelta(days=57 * 366), HPHT, "umur_ibu"),
        ("P", LAHIR, HARI_INI + timedelta(days=2), "tanggal_masa_depan"),
        ("P", LAHIR, HARI_INI - timedelta(weeks=44, days=1), "hpht_terlalu_lama"),
    ],
)
def test_impossible_pregnancies_are_refused(
    wilayah: Wilayah, pemeran: Pemeran, jk: str, lahir: date, hpht: date, kode: str
) -> None:
    warga = make_warga(wilayah.melati, "Ibu", lahir, jk)
    with pytest.raises(DomainError, match=kode):
        open_kehamilan(warga=warga, hpht=hpht, petugas=pemeran.citra)
    assert not Kehamilan.objects.exists()


def test_exactly_44_weeks_is_still_a_pregnancy(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_warga(wilayah.melati, "Ibu", LAHIR, "P")
    kehamilan = open_kehamilan(warga=ibu, hpht=HARI_INI - timedelta(weeks=44), petugas=pemeran.citra)
    assert kehamilan.selesai is None


def test_a_second_open_pregnancy_is_refused_also_through_an_alias(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu, tamu = (make_warga(wilayah.melati, nama, LAHIR, "P") for nama in ("Ibu", "Tamu"))
    make_kehamilan(tamu, HPHT)
    merge_warga(dari=tamu, ke=ibu, petugas=pemeran.citra)
    with pytest.raises(DomainError, match="masih_hamil"):
        open_kehamilan(warga=ibu, hpht=HPHT, petugas=pemeran.citra)
    with pytest.raises(DomainError, match="warga_digabung"):
        open_kehamilan(warga=tamu, hpht=HPHT, petugas=pemeran.citra)


def test_a_pregnancy_ends_once_and_the_next_starts_after_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_warga(wilayah.melati, "Ibu", LAHIR, "P")
    lalu = make_kehamilan(ibu, HARI_INI - timedelta(weeks=42))
    selesai = HARI_INI - timedelta(weeks=30)
    close_kehamilan(kehamilan=lalu, selesai=selesai, hasil="keguguran", petugas=pemeran.citra)
    close_kehamilan(kehamilan=lalu, selesai=selesai, hasil="keguguran", petugas=pemeran.citra)
    with pytest.raises(DomainError, match="sudah_ditutup"):
        close_kehamilan(kehamilan=lalu, selesai=selesai, hasil="lahir_mati", petugas=pemeran.citra)
    with pytest.raises(DomainError, match="hpht_tumpang"):
        open_kehamilan(warga=ibu, hpht=selesai - timedelta(days=1), petugas=pemeran.citra)
    assert open_kehamilan(warga=ibu, hpht=selesai, petugas=pemeran.citra).selesai is None


@pytest.mark.parametrize(
    ("hari", "hasil", "kode"),
    [
        (0, "lahir_hidup", "sebelum_hpht"),
        (300, "lahir_hidup", "tanggal_masa_depan"),
        (50, "entah", "hasil_tidak_dikenal"),
    ],
)
def test_impossible_endings_are_refused(wilayah: Wilayah, pemeran: Pemeran, hari: int, hasil: str, kode: str) -> None:
    kehamilan = make_kehamilan(make_warga(wilayah.melati, "Ibu", LAHIR, "P"), HPHT)
    with pytest.raises(DomainError, match=kode):
        close_kehamilan(kehamilan=kehamilan, selesai=HPHT + timedelta(days=hari), hasil=hasil, petugas=pemeran.citra)


def test_a_forgotten_pregnancy_ends_within_44_weeks(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kehamilan = make_kehamilan(make_warga(wilayah.melati, "Ibu", LAHIR, "P"), HARI_INI - timedelta(weeks=60))
    with pytest.raises(DomainError, match="hamil_terlalu_lama"):
        close_kehamilan(kehamilan=kehamilan, selesai=HARI_INI, hasil="lahir_hidup", petugas=pemeran.citra)


def test_a_register_is_entered_once_and_left_with_a_reason(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = make_warga(wilayah.melati, "Pak Ali", date(1960, 1, 1))
    masuk = enter_register(warga=warga, penyakit="hipertensi", sejak=date(2026, 1, 5), petugas=pemeran.citra)
    with pytest.raises(DomainError, match="sudah_terdaftar"):
        enter_register(warga=warga, penyakit="hipertensi", sejak=date(2026, 2, 5), petugas=pemeran.citra)
    with pytest.raises(DomainError, match="wajib_diisi"):
        leave_register(terdaftar=masuk, sampai=date(2026, 3, 1), alasan=" ", petugas=pemeran.citra)
    keluar = leave_register(terdaftar=masuk, sampai=date(2026, 3, 1), alasan="salah catat", petugas=pemeran.citra)
    assert keluar == leave_register(
        terdaftar=masuk, sampai=date(2026, 3, 1), alasan="salah catat ", petugas=pemeran.citra
    )
    with pytest.raises(DomainError, match="sudah_keluar"):
        leave_register(terdaftar=masuk, sampai=date(2026, 3, 2), alasan="sembuh", petugas=pemeran.citra)
    assert keluar.alasan_keluar == "salah catat"
    assert enter_register(warga=warga, penyakit="hipertensi", sejak=date(2026, 3, 1), petugas=pemeran.citra)


def test_a_record_sent_twice_stands_once_and_its_id_means_nothing_else(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu, lain = (make_warga(wilayah.melati, nama, LAHIR, "P") for nama in ("Ibu", "Lain"))
    hamil = open_kehamilan(warga=ibu, hpht=HPHT, petugas=pemeran.citra, id=uuid.uuid4())
    assert open_kehamilan(warga=ibu, hpht=HPHT, petugas=pemeran.citra, id=hamil.pk) == hamil
    masuk = enter_register(warga=ibu, penyakit="tbc", sejak=HPHT, petugas=pemeran.citra, id=uuid.uuid4())
    assert enter_register(warga=ibu, penyakit="tbc", sejak=HPHT, petugas=pemeran.citra, id=masuk.pk) == masuk
    with pytest.raises(DomainError, match="id_dipakai_ulang"):
        open_kehamilan(warga=lain, hpht=HPHT, petugas=pemeran.citra, id=hamil.pk)
    with pytest.raises(DomainError, match="id_dipakai_ulang"):
        enter_register(warga=ibu, penyakit="diabetes", sejak=HPHT, petugas=pemeran.citra, id=masuk.pk)


def test_an_unknown_disease_is_refused(wilayah: Wilayah, pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="penyakit_tidak_dikenal"):
        enter_register(warga=make_warga(wilayah.melati), penyakit="panu", sejak=date(2026, 1, 5), petugas=pemeran.citra)


def test_the_registers_are_those_the_rules_know() -> None:
    assert set(PenyakitTerdaftar.Penyakit.values) == {baris["kode"] for baris in shared_data()["penyakit"]}


def test_a_corrected_last_period_moves_what_follows_from_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_warga(wilayah.melati, "Ibu", LAHIR, "P")
    kehamilan = open_kehamilan(warga=ibu, hpht=HPHT, petugas=pemeran.citra)
    PerluHitung.objects.all().delete()
    baru = HPHT + timedelta(weeks=3)
    assert change_hpht(kehamilan=kehamilan, hpht=baru, petugas=pemeran.citra).hpl == baru + timedelta(days=280)
    assert PerluHitung.objects.get(kabupaten=wilayah.beltim).sejak_tanggal == HPHT


def test_an_impossible_correction_of_the_last_period_is_refused(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_warga(wilayah.melati, "Ibu", LAHIR, "P")
    lalu = make_kehamilan(ibu, HPHT - timedelta(weeks=60), selesai=HPHT - timedelta(weeks=20), hasil="lahir_hidup")
    kehamilan = open_kehamilan(warga=ibu, hpht=HPHT, petugas=pemeran.citra)
    periksa = HPHT + timedelta(weeks=8)
    make_kunjungan(ibu, wilayah.kelubi, periksa, pemeran.citra, [], pengukuran={"anc": True})
    salah = {
        "sudah_periksa_hamil": (kehamilan, periksa),
        "tanggal_masa_depan": (kehamilan, HARI_INI + timedelta(days=1)),
        "hpht_tumpang": (kehamilan, HPHT - timedelta(weeks=21)),
        "sudah_ditutup": (lalu, HPHT),
    }
    for kode, (satu, hpht) in salah.items():
        with pytest.raises(DomainError, match=kode):
            change_hpht(kehamilan=satu, hpht=hpht, petugas=pemeran.citra)
    assert Kehamilan.objects.get(pk=kehamilan.pk).hpht == HPHT
