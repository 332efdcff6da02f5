"""A class at school and the houses of a neighbourhood, each on one sheet."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from posyandu.models import Keluarga, Kunjungan, Warga
from tests.cast import SENIN, Pemeran, Wilayah, browse, make_warga

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("senin")]
HARI = SENIN
LAHIR = HARI.replace(year=HARI.year - 7, day=1)


@pytest.fixture
def citra(pemeran: Pemeran) -> Client:
    return browse(pemeran.citra)


@pytest.fixture
def murid(wilayah: Wilayah) -> list[Warga]:
    return [make_warga(wilayah.melati, nama, LAHIR) for nama in ("Ali", "Budi", "Cici")]


def send(citra: Client, wilayah: Wilayah, jenis: str, **lain: str) -> Any:
    dasar = {"unit": wilayah.melati.kode, "tanggal": HARI.isoformat(), "umur": "7", "id": str(uuid.uuid4())}
    return citra.post(f"/lembar/{jenis}/", {**dasar, **lain})


def test_a_class_is_those_of_one_age(citra: Client, wilayah: Wilayah, murid: list[Warga]) -> None:
    make_warga(wilayah.melati, "Terlalu Kecil", HARI.replace(year=HARI.year - 4, day=1))
    isi = citra.get(f"/lembar/sekolah/?unit={wilayah.melati.kode}&umur=7").content.decode()

    assert all(satu.nama in isi for satu in murid)
    assert "Terlalu Kecil" not in isi


@pytest.mark.parametrize("umur", ["0069999999", "5", "-7", "tujuh"])
def test_an_age_that_is_no_choice_is_the_first_class(citra: Client, umur: str) -> None:
    assert "umur 6 tahun" in citra.get(f"/lembar/sekolah/?umur={umur}").content.decode()


def test_each_filled_row_is_a_visit_at_school(citra: Client, wilayah: Wilayah, murid: list[Warga]) -> None:
    nilai = {f"{murid[0].pk}.berat_kg": "22,5", f"{murid[1].pk}.berat_kg": "24", f"{murid[1].pk}.panjang_cm": "121"}
    assert send(citra, wilayah, "sekolah", **nilai).status_code == 302
    tersimpan = {row.warga.nama: row.pengukuran for row in Kunjungan.objects.filter(kanal="sekolah")}

    assert tersimpan == {"Ali": {"berat_kg": 22.5}, "Budi": {"berat_kg": 24, "panjang_cm": 121}}


def test_the_same_sheet_sent_twice_writes_once(citra: Client, wilayah: Wilayah, murid: list[Warga]) -> None:
    satu = {"id": str(uuid.uuid4()), f"{murid[0].pk}.berat_kg": "22,5"}
    assert [send(citra, wilayah, "sekolah", **satu).status_code for _ in range(2)] == [302, 302]
    assert Kunjungan.objects.count() == 1


def test_a_wrong_row_stays_typed_and_the_others_are_saved(citra: Client, wilayah: Wilayah, murid: list[Warga]) -> None:
    nilai = {f"{murid[0].pk}.berat_kg": "22,5", f"{murid[1].pk}.berat_kg": "2250"}
    isi = send(citra, wilayah, "sekolah", **nilai).content.decode()

    assert "1 baris tersimpan, yang ditandai di bawah belum" in isi
    assert 'value="2250"' in isi
    assert [row.warga for row in Kunjungan.objects.all()] == [murid[0]]


def test_a_doubtful_row_waits_for_a_tick(citra: Client, wilayah: Wilayah, murid: list[Warga]) -> None:
    ragu = {f"{murid[0].pk}.berat_kg": "9"}
    isi = send(citra, wilayah, "sekolah", **ragu).content.decode()
    assert "Sudah diperiksa ulang" in isi
    assert not Kunjungan.objects.exists()

    assert send(citra, wilayah, "sekolah", yakin=str(murid[0].pk), **ragu).status_code == 302
    assert Kunjungan.objects.count() == 1


def test_an_empty_sheet_is_refused(citra: Client, wilayah: Wilayah, murid: list[Warga]) -> None:
    assert "Isi paling sedikit satu baris" in send(citra, wilayah, "sekolah").content.decode()


def test_a_row_of_somebody_elses_pupil_is_not_read(citra: Client, wilayah: Wilayah, murid: list[Warga]) -> None:
    asing = make_warga(wilayah.seroja, "Orang Lain", LAHIR)
    send(citra, wilayah, "sekolah", **{f"{asing.pk}.berat_kg": "22"})

    assert not Kunjungan.objects.exists()


def test_an_unknown_sheet_is_not_found(citra: Client) -> None:
    assert citra.get("/lembar/tidak_ada/").status_code == 404


def test_a_house_has_one_row_whoever_lives_there(citra: Client, wilayah: Wilayah) -> None:
    rumah = Keluarga.objects.create(unit=wilayah.melati, rt="3", alamat="Jl. Melati")
    tua = make_warga(wilayah.melati, "Kakek", HARI.replace(year=HARI.year - 60, day=1), keluarga=rumah)
    make_warga(wilayah.melati, "Cucu", LAHIR, keluarga=rumah)
    isi = citra.get(f"/lembar/jentik/?unit={wilayah.melati.kode}").content.decode()
    assert "Kakek" in isi
    assert "Cucu" not in isi

    nilai = {f"{tua.pk}.wadah_diperiksa": "5", f"{tua.pk}.wadah_jentik": "0"}
    assert send(citra, wilayah, "jentik", **nilai).status_code == 302
    assert {"jentik_diperiksa", "bebas_jentik"} <= set(Kunjungan.objects.get().temuan)
    tanpa = {f"{tua.pk}.wadah_jentik": "2"}
    assert "tanpa jumlah yang diperiksa" in send(citra, wilayah, "jentik", **tanpa).content.decode()
    assert "lebih banyak" in send(citra, wilayah, "jentik", **{**nilai, f"{tua.pk}.wadah_jentik": "9"}).content.decode()


@pytest.mark.parametrize("jenis", ["sekolah", "jentik"])
def test_a_sheet_asks_not_how_people_are_met(citra: Client, wilayah: Wilayah, jenis: str) -> None:
    isi = citra.get(f"/lembar/{jenis}/?unit={wilayah.melati.kode}&kanal=pustu").content.decode()
    assert "Cara bertemu" not in isi
    assert "Tempat pelayanan" in isi


def test_hb_of_a_girl_is_typed_on_the_sheet(citra: Client, wilayah: Wilayah) -> None:
    gadis = make_warga(wilayah.melati, "Dini", HARI.replace(year=HARI.year - 13, day=1), "P")
    assert send(citra, wilayah, "sekolah", umur="13", **{f"{gadis.pk}.hb_gdl": "10,4"}).status_code == 302
    assert "anemia" in Kunjungan.objects.get().temuan


def test_from_the_sheet_of_a_class_one_comes_to_its_doses(citra: Client, wilayah: Wilayah) -> None:
    isi = citra.get(f"/lembar/sekolah/?unit={wilayah.melati.kode}").content.decode()
    alamat = isi.split("Imunisasi satu kelas")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")

    assert "kanal=sekolah" in alamat
    assert "lot-dt" in citra.get(alamat).content.decode()
    assert "Imunisasi satu kelas" not in citra.get(f"/lembar/jentik/?unit={wilayah.melati.kode}").content.decode()


# --- a pupil who is not on the list ---


def look(citra: Client, wilayah: Wilayah, jenis: str, **lain: str) -> str:
    jawab = send(citra, wilayah, jenis, **lain)
    assert jawab.status_code == 200
    return str(jawab.content.decode())


def test_a_pupil_of_another_posyandu_is_found_by_name_and_put_on_top(
    citra: Client, wilayah: Wilayah, murid: list[Warga]
) -> None:
    lain = make_warga(wilayah.kenanga, "Zahra Aini", HARI.replace(year=HARI.year - 9, day=1))
    temu = look(citra, wilayah, "sekolah", kata="zahra", aksi="cari")
    assert f'name="pilih" value="{lain.pk}"' in temu

    isi = look(citra, wilayah, "sekolah", kata="zahra", pilih=str(lain.pk))
    assert isi.index(f"{lain.pk}.berat_kg") < isi.index(f"{murid[0].pk}.berat_kg")
    assert f'name="tambah" value="{lain.pk}"' in isi


def test_looking_for_somebody_keeps_what_was_typed_and_saves_nothing(
    citra: Client, wilayah: Wilayah, murid: list[Warga]
) -> None:
    for lain in ({"kata": "ali", "aksi": "cari"}, {"kata": "ali"}, {"kata": "ali", "pilih": str(murid[2].pk)}):
        assert 'value="22,5"' in look(citra, wilayah, "sekolah", **{f"{murid[0].pk}.berat_kg": "22,5"}, **lain)
    assert not Kunjungan.objects.exists()


def test_who_was_added_is_saved_and_stays_on_the_sheet(citra: Client, wilayah: Wilayah, murid: list[Warga]) -> None:
    lain = make_warga(wilayah.kenanga, "Zahra Aini", HARI.replace(year=HARI.year - 9, day=1))
    jawab = send(citra, wilayah, "sekolah", tambah=str(lain.pk), **{f"{lain.pk}.berat_kg": "30"})
    assert Kunjungan.objects.get().warga == lain
    assert "Zahra Aini" in citra.get(jawab["Location"]).content.decode()


@pytest.mark.parametrize("kata", ["Terlalu", "Orang Lain", "Pindah"])
def test_who_cannot_stand_in_a_class_is_neither_found_nor_added(citra: Client, wilayah: Wilayah, kata: str) -> None:
    siapa = {
        "Terlalu": make_warga(wilayah.melati, "Terlalu Tua", HARI.replace(year=HARI.year - 40, day=1)),
        "Orang Lain": make_warga(wilayah.seroja, "Orang Lain", LAHIR),
        "Pindah": make_warga(wilayah.melati, "Pindah", LAHIR, status="pindah", status_sejak=HARI),
    }[kata]
    assert "Tidak ada yang cocok" in look(citra, wilayah, "sekolah", kata=kata, aksi="cari")
    assert send(citra, wilayah, "sekolah", pilih=str(siapa.pk)).status_code == 404
    assert send(citra, wilayah, "sekolah", tambah=str(siapa.pk)).status_code == 404


@pytest.mark.parametrize("tambah", ["x", str(uuid.UUID(int=5)), "\0", ",,", "a" * 5000])
def test_an_added_id_that_names_nobody_is_not_found(citra: Client, wilayah: Wilayah, tambah: str) -> None:
    assert send(citra, wilayah, "sekolah", tambah=tambah).status_code == (200 if tambah == ",," else 404)


@pytest.mark.parametrize("kata", ["", "a", "\0", "x" * 3000])
def test_a_search_that_says_too_little_is_told_so(citra: Client, wilayah: Wilayah, kata: str) -> None:
    assert 'id="pesan-kata"' in look(citra, wilayah, "sekolah", kata=kata, aksi="cari")


def test_a_house_is_found_by_anybody_who_lives_there_and_stands_once(citra: Client, wilayah: Wilayah) -> None:
    rumah = Keluarga.objects.create(unit=wilayah.melati, rt="3", alamat="Jl. Melati")
    tua = make_warga(wilayah.melati, "Kakek", HARI.replace(year=HARI.year - 60, day=1), keluarga=rumah)
    cucu = make_warga(wilayah.melati, "Cucu", LAHIR, keluarga=rumah)
    isi = look(citra, wilayah, "jentik", kata="cucu", pilih=str(cucu.pk))
    assert isi.count(f'name="{tua.pk}.wadah_diperiksa"') == 1
    assert f"{cucu.pk}.wadah" not in isi
