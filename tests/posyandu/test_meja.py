"""The desk: what phones disagree on is settled by one person, once, and nothing is overwritten in silence."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from posyandu.ganda import open_dugaan, settle_different, settle_same, settle_undo
from posyandu.kiriman import parse_kiriman
from posyandu.kunjungan import record_kunjungan
from posyandu.meja_kunjungan import apply_ditahan, discard_ditahan, list_beda_bagian, settle_beda_bagian
from posyandu.models import BedaBagian, DugaanGanda, Kunjungan, KunjunganDitahan, Warga
from posyandu.nik import seal_nik
from puskesmas.errors import DomainError
from puskesmas.models import JejakBaca, Pengguna
from puskesmas.peran import Peran
from tests.cast import Pemeran, Wilayah, make_kiriman, make_pengguna, make_warga

HARI_INI = date(2026, 11, 16)
BACKEND = "django.contrib.auth.backends.ModelBackend"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("senin")]


@pytest.fixture
def anak(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Rafif")


def record(oleh: Pengguna, anak: Warga, menggantikan: object = None, **ukuran: object) -> Kunjungan:
    isi = make_kiriman(anak, anak.unit, HARI_INI, **ukuran)
    hasil = record_kunjungan(petugas=oleh, perangkat=None, kiriman=parse_kiriman(isi | _replaces(menggantikan)))
    assert hasil.galat is None or hasil.status == "konflik", hasil.galat
    return Kunjungan(pk=hasil.id)


def _replaces(asal: object) -> dict[str, str]:
    return {"menggantikan": str(asal)} if asal else {}


def in_force(anak: Warga) -> list[dict[str, Any]]:
    return [row.pengukuran for row in Kunjungan.objects.filter(warga=anak, berlaku=True)]


@pytest.fixture
def berbeda(anak: Warga, pemeran: Pemeran) -> tuple[Kunjungan, Kunjungan]:
    """Two phones at one table: they differ on weight and on height, and agree on nothing else."""
    satu = record(pemeran.ani, anak, berat_kg=8.4, panjang_cm=70.0, lila_cm=14.0)
    return satu, record(pemeran.citra, anak, berat_kg=8.9, panjang_cm=71.0)


def test_a_value_of_each_part_is_chosen_and_nothing_differs_any_more(
    berbeda: tuple[Kunjungan, Kunjungan], anak: Warga, pemeran: Pemeran
) -> None:
    satu, lain = berbeda
    pilihan = {"berat_kg": str(lain.pk), "panjang_cm": str(satu.pk)}
    settle_beda_bagian(oleh=pemeran.citra, kunjungan=satu.pk, pilihan=pilihan)
    assert all((isi["berat_kg"], isi["panjang_cm"]) == (8.9, 70) for isi in in_force(anak))
    assert any(isi.get("lila_cm") == 14 for isi in in_force(anak))
    assert not list_beda_bagian(pemeran.citra).exists()


def test_keeping_the_first_value_of_all_corrects_the_other(
    berbeda: tuple[Kunjungan, Kunjungan], pemeran: Pemeran
) -> None:
    satu, lain = berbeda
    pilihan = dict.fromkeys(("berat_kg", "panjang_cm"), str(satu.pk))
    salah = settle_beda_bagian(oleh=pemeran.citra, kunjungan=satu.pk, pilihan=pilihan)
    assert [row.pk for row in salah] == [lain.pk]


def test_the_second_decision_is_told_who_decided(berbeda: tuple[Kunjungan, Kunjungan], pemeran: Pemeran) -> None:
    satu, _ = berbeda
    pilihan = dict.fromkeys(("berat_kg", "panjang_cm"), str(satu.pk))
    settle_beda_bagian(oleh=pemeran.citra, kunjungan=satu.pk, pilihan=pilihan)
    with pytest.raises(DomainError, match="sudah_diputus: Ini sudah diputus Citra"):
        settle_beda_bagian(oleh=pemeran.citra, kunjungan=satu.pk, pilihan=pilihan)


def test_a_field_left_open_changes_nothing(berbeda: tuple[Kunjungan, Kunjungan], pemeran: Pemeran) -> None:
    satu, _ = berbeda
    with pytest.raises(DomainError, match="belum_dipilih"):
        settle_beda_bagian(oleh=pemeran.citra, kunjungan=satu.pk, pilihan={"berat_kg": str(satu.pk)})
    assert BedaBagian.objects.filter(diputus_pada=None).count() == 2


def test_who_writes_no_visits_there_chooses_no_value(berbeda: tuple[Kunjungan, Kunjungan], pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="tidak_mencatat"):
        settle_beda_bagian(oleh=pemeran.dewi, kunjungan=berbeda[0].pk, pilihan={})


def test_another_place_does_not_find_it(berbeda: tuple[Kunjungan, Kunjungan], wilayah: Wilayah) -> None:
    lain = make_pengguna("Bidan", wilayah.lenggang, Peran.BIDAN_DESA)
    with pytest.raises(DomainError, match="tidak_ditemukan"):
        settle_beda_bagian(oleh=lain, kunjungan=berbeda[0].pk, pilihan={})


@pytest.fixture
def ditahan(anak: Warga, pemeran: Pemeran) -> KunjunganDitahan:
    """Two corrections of one visit: the second waits."""
    asal = record(pemeran.ani, anak, berat_kg=8.4)
    record(pemeran.citra, anak, asal.pk, berat_kg=8.5, lila_cm=14.0)
    record(pemeran.ani, anak, asal.pk, berat_kg=8.6)
    return KunjunganDitahan.objects.get()


def test_a_field_of_the_second_correction_is_taken_and_the_other_kept(
    ditahan: KunjunganDitahan, anak: Warga, pemeran: Pemeran
) -> None:
    apply_ditahan(oleh=pemeran.citra, ditahan=ditahan, bidang={"berat_kg"})
    assert in_force(anak) == [{"berat_kg": 8.6, "lila_cm": 14}]


def test_a_discarded_correction_leaves_what_stands(ditahan: KunjunganDitahan, anak: Warga, pemeran: Pemeran) -> None:
    discard_ditahan(oleh=pemeran.citra, ditahan=ditahan, alasan="Salah ketik")
    assert in_force(anak) == [{"berat_kg": 8.5, "lila_cm": 14}]
    with pytest.raises(DomainError, match="sudah_diputus"):
        apply_ditahan(oleh=pemeran.citra, ditahan=ditahan, bidang={"berat_kg"})


def test_a_held_withdrawal_is_carried_out(anak: Warga, pemeran: Pemeran) -> None:
    asal = record(pemeran.ani, anak, berat_kg=8.4)
    record(pemeran.citra, anak, asal.pk, berat_kg=8.5)
    batal = {"id": str(uuid.uuid4()), "menggantikan": str(asal.pk), "batal": "Salah orang"}
    record_kunjungan(petugas=pemeran.ani, perangkat=None, kiriman=parse_kiriman(batal))
    apply_ditahan(oleh=pemeran.citra, ditahan=KunjunganDitahan.objects.get(), bidang=())
    assert in_force(anak) == []


@pytest.fixture
def dugaan(anak: Warga) -> DugaanGanda:
    return DugaanGanda.objects.create(warga=anak, mirip=make_warga(anak.unit, "M Rafif"), alasan="nik_sama")


def test_the_chosen_row_stays_and_the_merge_is_undone_from_there(dugaan: DugaanGanda, pemeran: Pemeran) -> None:
    gabung = settle_same(oleh=pemeran.citra, dugaan=dugaan, tetap=str(dugaan.mirip_id))
    assert gabung.ke_id == dugaan.mirip_id
    settle_undo(oleh=pemeran.citra, penggabungan=gabung)
    assert Warga.objects.get(pk=dugaan.warga_id).digabung_ke is None
    with pytest.raises(DomainError, match="sudah_diputus: Ini sudah diputus Citra"):
        settle_undo(oleh=pemeran.citra, penggabungan=gabung)


def test_two_people_are_asked_about_once(dugaan: DugaanGanda, pemeran: Pemeran) -> None:
    settle_different(oleh=pemeran.citra, dugaan=dugaan)
    assert not open_dugaan(pemeran.citra).exists()
    with pytest.raises(DomainError, match="sudah_diputus"):
        settle_same(oleh=pemeran.dewi, dugaan=dugaan, tetap=str(dugaan.mirip_id))


def test_a_pair_across_two_puskesmas_is_for_whoever_leads_both(anak: Warga, pemeran: Pemeran, wilayah: Wilayah) -> None:
    lain = make_warga(wilayah.seroja, "Rafif")
    DugaanGanda.objects.create(warga=anak, mirip=lain, alasan="nik_sama")
    admin = make_pengguna("Admin", wilayah.beltim, Peran.ADMIN_KABUPATEN)
    assert (open_dugaan(pemeran.dewi).count(), open_dugaan(admin).count()) == (0, 1)


# --- pages -----------------------------------------------------------------------------------------------------------


def test_the_list_names_what_waits_and_notes_who_looked(
    client: Client, berbeda: tuple[Kunjungan, Kunjungan], dugaan: DugaanGanda, pemeran: Pemeran
) -> None:
    client.force_login(pemeran.citra, backend=BACKEND)
    isi = client.get("/meja/").content.decode()
    assert "Dua nilai untuk satu kunjungan" in isi
    assert "Mungkin orang yang sama" in isi
    assert dugaan.mirip_id in JejakBaca.objects.get(halaman="meja").warga


def test_the_empty_desk_says_so(client: Client, pemeran: Pemeran) -> None:
    client.force_login(pemeran.citra, backend=BACKEND)
    assert "Tidak ada yang menunggu keputusan" in client.get("/meja/").content.decode()


def test_more_that_waits_asks_no_more_of_the_database(client: Client, wilayah: Wilayah, pemeran: Pemeran) -> None:
    def count(jumlah: int) -> list[int]:
        for _ in range(jumlah):
            satu, lain = (make_warga(wilayah.melati) for _ in range(2))
            DugaanGanda.objects.create(warga=satu, mirip=lain, alasan="nik_sama")
            record(pemeran.ani, satu, berat_kg=8.4, hb_gdl=6.0)
            record(pemeran.citra, satu, berat_kg=8.9)
        hasil = []
        for alamat in ("/meja/", "/segera/"):
            client.get(alamat)  # reads the new notices
            with CaptureQueriesContext(connection) as kueri:
                assert client.get(alamat).status_code == 200
            hasil.append(len(kueri))
        return hasil

    client.force_login(pemeran.citra, backend=BACKEND)
    count(1)
    assert count(0) == count(6)


def test_a_choice_on_the_page_is_stored_and_the_page_says_who_chose(
    client: Client, berbeda: tuple[Kunjungan, Kunjungan], anak: Warga, pemeran: Pemeran
) -> None:
    client.force_login(pemeran.citra, backend=BACKEND)
    satu, lain = berbeda
    alamat = f"/meja/kunjungan/{satu.pk}/"
    assert client.post(alamat, {"pilih-berat_kg": lain.pk}).status_code == 400
    jawab = client.post(alamat, {"pilih-berat_kg": lain.pk, "pilih-panjang_cm": lain.pk})
    assert (jawab.status_code, "Sudah diputus Citra" in client.get(alamat).content.decode()) == (302, True)


def test_a_cadre_opens_no_desk(client: Client, berbeda: tuple[Kunjungan, Kunjungan], pemeran: Pemeran) -> None:
    client.force_login(pemeran.ani, backend=BACKEND)
    assert client.get("/meja/").status_code == 403
    assert client.post(f"/meja/kunjungan/{berbeda[0].pk}/").status_code == 403


def test_the_pair_shows_no_number_in_full(client: Client, wilayah: Wilayah, pemeran: Pemeran) -> None:
    satu = make_warga(wilayah.melati, "Satu", **seal_nik("1906054101900001"))
    lain = make_warga(wilayah.melati, "Lain", nik_ganda=True, **seal_nik("1906054101900001"))
    dugaan = DugaanGanda.objects.create(warga=lain, mirip=satu, alasan="nik_sama")
    client.force_login(pemeran.citra, backend=BACKEND)
    isi = client.get(f"/meja/ganda/{dugaan.pk}/").content.decode()
    assert ("************0001" in isi, "1906054101900001" in isi) == (True, False)
