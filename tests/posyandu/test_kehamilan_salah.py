"""A pregnancy written down for the wrong woman: nothing of it is left but what was written."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.apps import apps

from klaster.tanggal import sebut_tanggal
from posyandu.dokumen import build_dokumen, find_orang
from posyandu.kehamilan_salah import withdraw_kehamilan
from posyandu.kiriman import parse_kiriman
from posyandu.kunjungan import record_kunjungan
from posyandu.models import Kehamilan, Kunjungan, PenyakitTerdaftar, TugasKunjungan, UsulRegister, Warga
from posyandu.register import propose_entry
from posyandu.riwayat import close_kehamilan, open_kehamilan
from puskesmas.errors import DomainError
from pustu.jatuh_tempo import refresh_tempo
from pustu.models import JatuhTempo
from tests.cast import (
    SENIN,
    Pemeran,
    Wilayah,
    browse,
    make_kehamilan,
    make_kiriman,
    make_penyakit,
    make_tugas,
    make_warga,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("senin")]
HPHT = SENIN - timedelta(weeks=20)


@pytest.fixture(name="ibu")
def _ibu(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Bukan Sari", date(1998, 3, 1), "P")


@pytest.fixture(name="hamil")
def _hamil(ibu: Warga) -> Kehamilan:
    return make_kehamilan(ibu, HPHT)


def record(ibu: Warga, wilayah: Wilayah, pemeran: Pemeran, **isi: object) -> Kunjungan:
    kiriman = make_kiriman(ibu, wilayah.melati, SENIN, **isi)
    hasil = record_kunjungan(petugas=pemeran.citra, perangkat=None, kiriman=parse_kiriman(kiriman))
    assert hasil.galat is None
    return Kunjungan.objects.get(pk=hasil.id)


def due(wilayah: Wilayah) -> set[str]:
    refresh_tempo(kabupaten=wilayah.beltim)
    rows = JatuhTempo.objects.under(wilayah.beltim).filter(kelompok__in=["hamil", "nifas", "ttd"])
    return set(rows.values_list("kode", flat=True))


def test_what_was_due_is_due_no_longer(wilayah: Wilayah, pemeran: Pemeran, hamil: Kehamilan) -> None:
    assert {"k3", "ttd_hamil"} <= due(wilayah)
    for _ in range(2):
        withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    assert due(wilayah) == set()
    assert not Kehamilan.objects.exists()


def test_a_visit_stays_and_asks_the_midwife_for_nothing(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, hamil: Kehamilan
) -> None:
    visit = record(ibu, wilayah, pemeran, lila_cm=22.0)
    assert "kek" in visit.temuan
    withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    visit.refresh_from_db()
    assert visit.berlaku
    assert visit.pengukuran == {"lila_cm": 22.0}
    assert "kek" not in visit.temuan
    assert "Bukan Sari" not in browse(pemeran.citra).get("/kerja/").content.decode()


def test_nobody_is_sent_there_for_it(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, hamil: Kehamilan) -> None:
    sebab = ("k2", "ttd_hamil", "anc_6", "bumil_kek", "skrining_tekanan")
    for kode in sebab:
        make_tugas(ibu, pemeran.dewi, sejak=SENIN, sebab_kode=kode)
    withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    assert [satu.sebab_kode for satu in TugasKunjungan.objects.terbuka()] == ["skrining_tekanan"]


def test_she_stands_in_no_register_of_mothers(pemeran: Pemeran, ibu: Warga, hamil: Kehamilan) -> None:
    make_penyakit(ibu, "kek", SENIN)
    make_penyakit(ibu, "hipertensi", SENIN)
    withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    assert list(PenyakitTerdaftar.objects.filter(sampai=None).values_list("penyakit", flat=True)) == ["hipertensi"]
    assert PenyakitTerdaftar.objects.get(penyakit="kek").alasan_keluar == "Salah catat"


def test_what_a_cadre_proposed_is_settled(pemeran: Pemeran, ibu: Warga, hamil: Kehamilan) -> None:
    propose_entry(oleh=pemeran.ani, warga=ibu, penyakit="kek", sejak=SENIN, id=uuid.uuid4())
    withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    assert not UsulRegister.objects.terbuka().exists()


def test_the_phone_learns_of_it_and_cannot_bring_it_back(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, hamil: Kehamilan
) -> None:
    withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    open_kehamilan(warga=ibu, hpht=HPHT, petugas=pemeran.ani, id=hamil.pk)
    nomor = {ibu.pk: 1}
    orang = find_orang(nomor, {wilayah.melati.pk: wilayah.melati})
    assert build_dokumen(orang, nomor)[0]["kehamilan"] == []
    with pytest.raises(DomainError) as galat:
        close_kehamilan(kehamilan=hamil, selesai=SENIN, hasil="keguguran", petugas=pemeran.ani)
    assert galat.value.kode == "kehamilan_dibatalkan"


def test_afterwards_her_own_one_can_be_opened(pemeran: Pemeran, ibu: Warga, hamil: Kehamilan) -> None:
    withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    baru = open_kehamilan(warga=ibu, hpht=HPHT + timedelta(weeks=8), petugas=pemeran.citra)
    assert Kehamilan.objects.get() == baru


@pytest.mark.parametrize("bidang", ["anc", "kf"])
def test_a_check_up_written_down_for_it_is_withdrawn_first(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, hamil: Kehamilan, bidang: str
) -> None:
    if bidang == "kf":
        close_kehamilan(kehamilan=hamil, selesai=SENIN - timedelta(days=2), hasil="lahir_mati", petugas=pemeran.citra)
    visit = record(ibu, wilayah, pemeran, **{bidang: True})
    with pytest.raises(DomainError) as galat:
        withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    assert (
        galat.value.pesan
        == f"Sudah ada 1 periksa hamil atau nifas untuk kehamilan ini, terakhir {sebut_tanggal(SENIN)}."
    )
    assert "batalkan dahulu kunjungannya" in galat.value.saran
    batal = parse_kiriman({"id": str(uuid.uuid4()), "menggantikan": str(visit.pk), "batal": "Salah orang"})
    record_kunjungan(petugas=pemeran.citra, perangkat=None, kiriman=batal)
    withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    assert not Kehamilan.objects.exists()


def test_one_that_ended_without_a_birth_is_withdrawn_too(pemeran: Pemeran, hamil: Kehamilan) -> None:
    close_kehamilan(kehamilan=hamil, selesai=SENIN, hasil="keguguran", petugas=pemeran.ani)
    withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    assert not Kehamilan.objects.exists()


def test_a_child_of_that_day_keeps_it(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, hamil: Kehamilan) -> None:
    close_kehamilan(kehamilan=hamil, selesai=SENIN, hasil="lahir_hidup", petugas=pemeran.ani)
    make_warga(wilayah.melati, "Bayi", SENIN, "P", ibu=ibu)
    with pytest.raises(DomainError) as galat:
        withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    assert galat.value.kode == "ada_bayinya"


def test_the_weeks_since_then_are_counted_anew(wilayah: Wilayah, pemeran: Pemeran, hamil: Kehamilan) -> None:
    perlu = apps.get_model("puskesmas", "PerluHitung")._default_manager
    perlu.all().delete()
    withdraw_kehamilan(petugas=pemeran.citra, kehamilan=hamil, alasan="Salah orang")
    assert perlu.get(kabupaten=wilayah.beltim).sejak_tanggal == HPHT


def test_a_cadre_does_not_withdraw_it(pemeran: Pemeran, hamil: Kehamilan) -> None:
    with pytest.raises(DomainError) as galat:
        withdraw_kehamilan(petugas=pemeran.ani, kehamilan=hamil, alasan="Salah orang")
    assert galat.value.status == 403
    assert Kehamilan.objects.exists()


def test_the_page_withdraws_it_and_the_trail_says_why(pemeran: Pemeran, ibu: Warga, hamil: Kehamilan) -> None:
    citra, alamat = browse(pemeran.citra), f"/warga/{ibu.pk}/ubah/"
    assert "Batalkan kehamilan ini" in citra.get(alamat).content.decode()
    isi = {"aksi": "hamil", "kehamilan": str(hamil.pk)}
    assert "Alasannya belum diisi" in citra.post(alamat, {**isi, "alasan": " "}).content.decode()
    assert citra.post(alamat, {**isi, "alasan": "Salah orang"}).status_code == 302
    jejak = f"HPHT {sebut_tanggal(HPHT)} dibatalkan: Salah orang<small>Citra"
    assert jejak in citra.get(f"/warga/{ibu.pk}/").content.decode()


def test_the_page_knows_only_her_own(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, hamil: Kehamilan) -> None:
    lain = make_warga(wilayah.melati, "Lain", date(1998, 3, 1), "P")
    alamat, isi = f"/warga/{lain.pk}/ubah/", {"aksi": "hamil", "alasan": "Salah"}
    assert browse(pemeran.citra).post(alamat, {**isi, "kehamilan": str(hamil.pk)}).status_code == 404
    assert browse(pemeran.citra).post(alamat, {**isi, "kehamilan": "x"}).status_code == 404
    assert browse(pemeran.citra).post(alamat, isi).status_code == 400
    assert "Batalkan kehamilan ini" not in browse(pemeran.ani).get(f"/warga/{ibu.pk}/ubah/").content.decode()


def test_the_page_of_a_cadre_does_not_withdraw_it(pemeran: Pemeran, ibu: Warga, hamil: Kehamilan) -> None:
    isi = {"aksi": "hamil", "kehamilan": str(hamil.pk), "alasan": "Salah orang"}
    jawab = browse(pemeran.ani).post(f"/warga/{ibu.pk}/ubah/", isi)
    assert jawab.status_code == 403
    assert "dibatalkan bidan" in jawab.content.decode()
