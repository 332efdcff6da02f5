"""The Nyelik list on a page: whom to visit, in what order, and what is done from it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from posyandu.models import Keluarga, TugasKunjungan, Warga
from puskesmas.models import JejakBaca, Pengguna
from puskesmas.peran import Peran
from tests.cast import Pemeran, Wilayah, browse, make_pengguna, make_tugas, make_warga

pytestmark = pytest.mark.usefixtures("selasa")

SENIN, SELASA = date(2026, 11, 16), date(2026, 11, 17)


@pytest.fixture
def rafif(wilayah: Wilayah) -> Warga:
    keluarga = Keluarga.objects.create(unit=wilayah.melati, alamat="dekat musala", rt="01")
    return make_warga(wilayah.melati, "Rafif Maulana", keluarga=keluarga, telepon="081234567890")


@pytest.fixture
def tugas(rafif: Warga, pemeran: Pemeran) -> TugasKunjungan:
    return make_tugas(rafif, pemeran.citra, SENIN)


def read(pengguna: Pengguna, alamat: str = "/nyelik/") -> str:
    jawab = browse(pengguna).get(alamat)
    assert jawab.status_code == 200, jawab.content[:300]
    return str(jawab.content.decode())


def names(teks: str, *nama: str) -> list[str]:
    """Those of the names that stand there, in order."""
    return sorted((satu for satu in nama if satu in teks), key=teks.index)


def test_the_list_says_whom_why_where_and_until_when(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    teks = read(pemeran.ani)
    for kata in (
        "Rafif Maulana",
        "14\u00a0bln · Balita",
        "Balita ditimbang: belum",
        "RT 01, dekat musala",
        "tel:081234567890",
        "Sen\u00a023\u00a0Nov",
        "di daftar sejak 16\u00a0Nov",
    ):
        assert kata in teks, kata
    assert JejakBaca.objects.get(halaman="nyelik").warga == [tugas.warga_id]


def test_what_is_overdue_stands_first(tugas: TugasKunjungan, wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_tugas(make_warga(wilayah.melati, "Terlambat"), pemeran.citra, date(2026, 11, 2))
    teks = read(pemeran.ani)
    assert names(teks, "Rafif Maulana", "Terlambat") == ["Terlambat", "Rafif Maulana"]
    assert ("lewat 8 hari" in teks, "1 lewat tenggat" in teks) == (True, True)


def test_it_leads_to_the_home_visit_form_of_that_person(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    alamat = f"/kunjungan/baru/{tugas.warga_id}/?unit=19.06.01.2004.001&amp;kanal=rumah"
    assert alamat in read(pemeran.ani)
    kartu = browse(pemeran.ani).get(alamat.replace("&amp;", "&")).content.decode()
    assert "Kunjungan rumah" in kartu


def test_a_visit_on_that_form_takes_the_person_off_the_list(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    isi = {"aksi": "simpan", "unit": "19.06.01.2004.001", "tanggal": "2026-11-17", "kanal": "rumah"}
    jawab = browse(pemeran.ani).post(f"/kunjungan/baru/{tugas.warga_id}/", isi | {"isi-berat_kg": "9,8"}, follow=True)
    assert "Daftar Nyelik" in jawab.content.decode()
    teks = read(pemeran.ani)
    assert ("Tidak ada yang perlu dikunjungi" in teks, "1 dikirim: 1 dikunjungi" in teks) == (True, True)


def test_nobody_met_is_counted_and_stays(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    jawab: Any = browse(pemeran.ani).post(f"/nyelik/{tugas.pk}/tidak-bertemu/", follow=True)
    assert "didatangi 1 kali, tidak bertemu, terakhir 17\u00a0Nov" in jawab.content.decode()


def test_cancelling_asks_for_a_reason_and_shows_it(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    assert browse(pemeran.ani).post(f"/nyelik/{tugas.pk}/batal/", {"alasan": " "}).status_code == 400
    jawab: Any = browse(pemeran.ani).post(
        f"/nyelik/{tugas.pk}/batal/", {"alasan": "Ikut ibunya ke Gantung"}, follow=True
    )
    teks = jawab.content.decode()
    assert ("Tidak ada yang perlu dikunjungi" in teks, "Ikut ibunya ke Gantung" in teks) == (True, True)


def test_names_stay_in_the_subtree(tugas: TugasKunjungan, wilayah: Wilayah, pemeran: Pemeran) -> None:
    for orang in (pemeran.ani, pemeran.citra, pemeran.dewi, pemeran.eko):
        assert "Rafif Maulana" in read(orang)
    for orang in (pemeran.budi, pemeran.gita, pemeran.hana):
        assert "Rafif Maulana" not in read(orang)
    assert "Rafif Maulana" not in read(pemeran.dewi, f"/nyelik/?unit={wilayah.anggrek.kode}")


def test_who_may_not_see_names_is_told_so(tugas: TugasKunjungan, wilayah: Wilayah, pemeran: Pemeran) -> None:
    tamu = make_pengguna("Tamu", wilayah.kelubi, Peran.TAMU_DESA)
    for orang in (tamu, pemeran.fajar):
        jawab = browse(orang).get("/nyelik/")
        assert (jawab.status_code, b"Rafif" in jawab.content) == (403, False)


def test_only_those_who_visit_get_buttons(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    def buttons(orang: Pengguna) -> list[bool]:
        return [kata in read(orang) for kata in ("Catat kunjungan rumah", "Tidak bertemu</button>", "Batalkan")]

    assert buttons(pemeran.ani) == [True, True, True]
    assert buttons(pemeran.dewi) == [False, False, True]
    assert buttons(pemeran.eko) == [False, False, False]


def test_a_merged_person_stands_under_the_name_that_stays(
    tugas: TugasKunjungan, rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    rafif.digabung_ke = make_warga(wilayah.melati, "Muhammad Rafif")
    rafif.save()
    assert names(read(pemeran.ani), "Muhammad Rafif", "Rafif Maulana") == ["Muhammad Rafif"]


def test_heads_see_what_came_of_it_unit_by_unit(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    teks = read(pemeran.dewi)
    assert names(teks, "Pustu Kelubi", "1 dikirim: 1 belum") == ["1 dikirim: 1 belum", "Pustu Kelubi"]


def test_a_long_list_comes_in_pages(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for ke in range(51):
        make_tugas(make_warga(wilayah.melati, f"Anak {ke:02}"), pemeran.citra, SENIN)
    assert "Baris 1–50 dari 51" in read(pemeran.ani)
    assert "Anak 50" in read(pemeran.ani, "/nyelik/?hal=2")
    assert "Anak 50" in read(pemeran.ani, "/nyelik/?hal=99")


# ── Ended by hand ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("cara", "nama"), [("batal", "alasan"), ("selesai", "hasil")])
def test_a_refused_ending_stays_on_the_list_with_what_was_typed(
    cara: str, nama: str, tugas: TugasKunjungan, pemeran: Pemeran
) -> None:
    kata = "sudah pindah ke Gantung " * 20
    jawab = browse(pemeran.ani).post(f"/nyelik/{tugas.pk}/{cara}/", {nama: kata})
    teks = jawab.content.decode()
    assert (jawab.status_code, kata.strip() in teks, "Isian paling panjang 200 huruf." in teks) == (400, True, True)
    assert (teks.count("<details open"), "Rafif Maulana" in teks) == (1, True)
    assert browse(pemeran.ani).post(f"/nyelik/{tugas.pk}/{cara}/", {nama: "sudah pindah"}).status_code == 302


@pytest.mark.parametrize(("cara", "nama"), [("batal", "alasan"), ("selesai", "hasil")])
def test_of_a_task_that_was_closed_meanwhile_the_words_are_shown(
    cara: str, nama: str, tugas: TugasKunjungan, pemeran: Pemeran
) -> None:
    browse(pemeran.ani).post(f"/nyelik/{tugas.pk}/batal/", {"alasan": "sudah pindah"})
    jawab = browse(pemeran.ani).post(f"/nyelik/{tugas.pk}/{cara}/", {nama: "ditimbang di Puskesmas"})
    teks = jawab.content.decode()
    assert (jawab.status_code, "Tugas ini sudah ditutup: batal." in teks) == (400, True)
    assert "Tulisan Anda: ditimbang di Puskesmas" in teks


def test_an_outcome_closes_it(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    jawab = browse(pemeran.ani).post(f"/nyelik/{tugas.pk}/selesai/", {"hasil": "Ditimbang di Puskesmas"})
    tugas.refresh_from_db()
    assert (jawab.status_code, tugas.status, tugas.hasil) == (302, "selesai", "Ditimbang di Puskesmas")


def test_only_those_who_make_the_visits_say_how_it_ended(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    assert browse(pemeran.dewi).post(f"/nyelik/{tugas.pk}/selesai/", {"hasil": "x"}).status_code == 403
    assert browse(pemeran.budi).post(f"/nyelik/{tugas.pk}/selesai/", {"hasil": "x"}).status_code == 404
    assert "/selesai/" not in read(pemeran.dewi)


def test_the_list_says_that_the_person_was_met_in_vain(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    TugasKunjungan.objects.filter(pk=tugas.pk).update(ditemui=SELASA)
    assert "ditemui 17\u00a0Nov, tetapi ini belum didapat" in read(pemeran.ani)
