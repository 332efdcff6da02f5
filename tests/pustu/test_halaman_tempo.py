"""The due list: who is on it, in what order, on paper, as counts, and on to the Nyelik lists."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from django.test import Client

from klaster.jadwal import KELOMPOK
from posyandu.models import TugasKunjungan, Warga
from puskesmas.models import JejakBaca, Pengguna
from pustu.halaman.tempo.baca import NAMA, URUT
from pustu.jatuh_tempo import refresh_tempo
from tests.cast import Pemeran, Wilayah, make_kehamilan, make_kunjungan, make_penyakit, make_warga

pytestmark = pytest.mark.usefixtures("senin")

HARI_INI = date(2026, 11, 16)


@pytest.fixture
def sari(wilayah: Wilayah, pemeran: Pemeran) -> Warga:
    """Due for her fourth contact since yesterday, and late with her tablets."""
    sari = make_warga(wilayah.melati, "Sari Dewi", date(1998, 5, 4), "P", telepon="08123456789")
    make_kehamilan(sari, HARI_INI - timedelta(days=170))
    make_kunjungan(sari, wilayah.melati, date(2026, 9, 7), pemeran.citra, ["hadir"], pengukuran={"sistole": 110})
    return sari


@pytest.fixture
def usman(wilayah: Wilayah) -> Warga:
    usman = make_warga(wilayah.kenanga, "Usman Bakri", date(1970, 5, 4))
    make_penyakit(usman, "hipertensi", date(2025, 1, 1))
    return usman


def fetch(client: Client, pengguna: Pengguna, wilayah: Wilayah, alamat: str = "/jatuh-tempo/") -> str:
    refresh_tempo(kabupaten=wilayah.beltim)
    client.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    jawab = client.get(alamat)
    assert jawab.status_code == 200, jawab.content
    return jawab.content.decode()


def test_every_kind_has_a_name_and_a_place_in_the_order() -> None:
    assert set(URUT) == set(NAMA) == set(KELOMPOK)


def test_it_names_who_is_due_with_what_and_since_when(
    client: Client, sari: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    isi = fetch(client, pemeran.citra, wilayah)
    assert "Sari Dewi" in isi
    assert "K4" in isi
    assert "Tablet tambah darah ibu hamil" in isi
    assert "tel:08123456789" in isi
    assert "7\u00a0Sep 2026" in isi
    assert JejakBaca.objects.get(halaman="jatuh-tempo").warga == [sari.pk]


@pytest.mark.usefixtures("sari", "usman")
def test_what_cannot_wait_stands_first(client: Client, wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_warga(wilayah.melati, "Bayi Sari", date(2026, 11, 15))
    isi = fetch(client, pemeran.citra, wilayah)
    assert isi.index("Bayi Sari") < isi.index("Sari Dewi") < isi.index("Usman Bakri")


def test_yearly_screening_is_a_list_of_its_own(client: Client, wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_warga(wilayah.melati, "Joko Sehat", date(1990, 1, 1))
    assert "Joko Sehat" not in fetch(client, pemeran.citra, wilayah)
    assert "Joko Sehat" in fetch(client, pemeran.citra, wilayah, "/jatuh-tempo/?kelompok=skrining")


@pytest.mark.usefixtures("sari", "usman")
def test_a_kind_a_thing_a_place_and_the_late_ones_can_be_picked(
    client: Client, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    def ada(query: str) -> tuple[bool, bool]:
        isi = fetch(client, pemeran.citra, wilayah, f"/jatuh-tempo/?{query}")
        return "Sari Dewi" in isi, "Usman Bakri" in isi

    assert ada("") == (True, True)
    assert ada("kelompok=kontrol") == (False, True)
    assert ada("kelompok=hamil&kode=k4") == (True, False)
    assert ada("kelompok=hamil&kode=k5") == (False, False)
    assert ada("unit=19.06.01.2004.002") == (False, True)
    assert ada("kelompok=hamil&lihat=lewat") == (False, False)


@pytest.mark.usefixtures("sari", "usman")
def test_a_person_who_is_due_for_much_is_counted_once_and_among_the_late(
    client: Client, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    make_warga(wilayah.melati, "Bayi Sari", HARI_INI)
    assert "3 orang, <b>2 lewat</b>" in fetch(client, pemeran.citra, wilayah)


def test_a_page_beyond_the_last_is_the_last_one(client: Client, wilayah: Wilayah, pemeran: Pemeran) -> None:
    for nomor in range(52):
        make_warga(wilayah.melati, f"Joko {nomor:02}", date(1990, 1, 1) + timedelta(days=nomor))
    isi = fetch(client, pemeran.citra, wilayah, "/jatuh-tempo/?kelompok=skrining&hal=9999")
    assert "51–52" in isi
    assert isi.count('aria-label="Pilih Joko') == 2
    assert "Joko 51" in isi


@pytest.mark.parametrize("query", ["unit=19.06.02-PKM", "unit=TIDAK.ADA", "kelompok=lain"])
def test_a_foreign_place_and_an_unknown_kind_are_not_found(
    client: Client, wilayah: Wilayah, pemeran: Pemeran, query: str
) -> None:
    client.force_login(pemeran.citra, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/jatuh-tempo/?{query}").status_code == 404


@pytest.mark.usefixtures("sari")
def test_nobody_sees_who_is_due_elsewhere(client: Client, wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert "Sari Dewi" not in fetch(client, pemeran.budi, wilayah)
    assert "Sari Dewi" not in fetch(client, pemeran.hana, wilayah)


@pytest.mark.usefixtures("sari")
def test_an_empty_list_says_so(client: Client, wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert "Tidak ada yang jatuh tempo" in fetch(client, pemeran.budi, wilayah)


def test_the_whatsapp_text_counts_and_names_nobody(
    client: Client, sari: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    isi = fetch(client, pemeran.citra, wilayah)
    teks = unquote(isi.split("https://wa.me/?text=")[1].split('"')[0])
    assert "Periksa hamil (K): 1 orang" in teks
    assert sari.nama not in teks


def test_the_paper_is_a_pdf_and_the_look_is_noted(
    client: Client, sari: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    refresh_tempo(kabupaten=wilayah.beltim)
    client.force_login(pemeran.citra, backend="django.contrib.auth.backends.ModelBackend")
    jawab = client.get("/jatuh-tempo/cetak.pdf")
    assert jawab.content.startswith(b"%PDF")
    assert JejakBaca.objects.get(halaman="jatuh-tempo-cetak").warga == [sari.pk]


def send(client: Client, pengguna: Pengguna, *warga: Warga, tenggat: str = "2026-11-20") -> int:
    client.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    isi = {"warga": [str(satu.pk) for satu in warga], "tenggat": tenggat}
    return client.post("/jatuh-tempo/", isi).status_code


def test_a_cadre_sent_to_somebody_does_not_read_what_the_midwife_noted(
    client: Client, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    dewi = make_warga(wilayah.melati, "Dewi", date(1996, 5, 1), "P")
    isi = {"kb_metode": "suntik3", "kb_hari": 84}
    make_kunjungan(dewi, wilayah.kelubi, HARI_INI - timedelta(days=90), pemeran.citra, [], pengukuran=isi)
    assert "Kunjungan ulang KB" in fetch(client, pemeran.citra, wilayah, "/jatuh-tempo/?kelompok=kb")
    assert send(client, pemeran.citra, dewi) == 200
    assert TugasKunjungan.objects.get().sebab == "Diminta datang ke bidan"
    assert "Kunjungan ulang KB" not in fetch(client, pemeran.ani, wilayah)


def test_who_is_ticked_is_on_the_nyelik_list_once(
    client: Client, sari: Warga, usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    refresh_tempo(kabupaten=wilayah.beltim)
    assert send(client, pemeran.citra, sari, usman) == 200
    assert send(client, pemeran.citra, sari, usman) == 200
    assert set(TugasKunjungan.objects.values_list("warga", "sebab_kode")) == {
        (sari.pk, "k4"),
        (usman.pk, "kontrol_ht"),
    }


def test_sending_nobody_or_without_a_day_is_said_on_the_page(
    client: Client, sari: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    refresh_tempo(kabupaten=wilayah.beltim)
    assert send(client, pemeran.citra) == 400
    assert send(client, pemeran.citra, sari, tenggat="") == 400
    assert not TugasKunjungan.objects.exists()


def test_a_cadre_sends_nobody_and_nobody_sends_a_foreign_person(
    client: Client, sari: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    refresh_tempo(kabupaten=wilayah.beltim)
    assert send(client, pemeran.ani, sari) == 403
    assert send(client, pemeran.citra, make_warga(wilayah.seroja, "Jauh")) == 404


@pytest.mark.usefixtures("sari", "usman")
def test_the_worklist_tells_the_same_numbers_what_cannot_wait_first(
    client: Client, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    make_warga(wilayah.melati, "Joko Sehat", date(1990, 1, 1))
    daftar = fetch(client, pemeran.citra, wilayah)
    kerja = client.get("/kerja/").content.decode()
    ada = [kode for kode in URUT if f"{NAMA[kode]}, " in kerja]
    letak = [kerja.index(f"{NAMA[kode]}, ") for kode in ada]
    assert {"hamil", "skrining"} <= set(ada)
    assert letak == sorted(letak)
    jumlah = re.search(r"(\d+) orang", daftar)
    assert jumlah is not None
    assert f"{jumlah[1]} orang, skrining tahunan tidak dihitung" in kerja
