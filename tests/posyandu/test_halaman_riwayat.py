"""Pregnancy and registers, written down beside the card."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from posyandu.models import Kehamilan, Kunjungan, PenyakitTerdaftar, Warga
from tests.cast import SENIN, Pemeran, Wilayah, browse, make_kehamilan, make_penyakit, make_warga

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("senin")]
HARI_INI = SENIN
HPHT = HARI_INI - timedelta(weeks=20)
LAHIR = HARI_INI - timedelta(days=28 * 366)
Kirim = Callable[..., Any]


@pytest.fixture
def ibu(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Ibu Sari", LAHIR, "P")


@pytest.fixture
def kirim(pemeran: Pemeran, wilayah: Wilayah, ibu: Warga) -> Kirim:
    """Press a button of the card page."""

    def send(aksi: str, *, untuk: Warga | None = None, siapa: Any = None, **isi: Any) -> Any:
        tempat = {"unit": wilayah.melati.kode, "tanggal": HARI_INI.isoformat(), "kanal": "posyandu"}
        badan = {"id": str(uuid.uuid4()), "id_riwayat": str(uuid.uuid4()), "aksi": aksi, **tempat}
        badan |= {kunci.replace("isi_", "isi-", 1): str(nilai) for kunci, nilai in isi.items()}
        return browse(siapa or pemeran.ani).post(f"/kunjungan/baru/{(untuk or ibu).pk}/", badan)

    return send


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_pregnancy_is_written_down_and_the_card_becomes_the_mothers(kirim: Kirim, ibu: Warga) -> None:
    sebelum = text(kirim("ubah"))
    isi = text(kirim("hamil", hpht=HPHT, isi_berat_kg="61,5"))
    assert Kehamilan.objects.get(warga=ibu).hpht == HPHT
    assert "Kehamilan dicatat." in isi
    assert 'value="61,5"' in isi
    assert "<b>hamil</b>" in isi
    assert re.findall("<h2>.*</h2>", isi) != re.findall("<h2>.*</h2>", sebelum)


def test_who_does_not_know_the_day_says_how_many_weeks(kirim: Kirim, ibu: Warga) -> None:
    kirim("hamil", minggu="20")
    assert Kehamilan.objects.get(warga=ibu).hpht == HPHT


@pytest.mark.parametrize("minggu", ["0", "45", "dua", "-3", "²"])
def test_weeks_that_cannot_be_are_asked_for_again(kirim: Kirim, minggu: str) -> None:
    isi = text(kirim("hamil", minggu=minggu))
    assert "Umur kehamilan belum benar." in isi
    assert f'name="minggu" value="{minggu}"' in isi
    assert not Kehamilan.objects.exists()


def test_the_block_is_folded_and_says_what_stands(pemeran: Pemeran, ibu: Warga) -> None:
    make_penyakit(ibu, "tbc", HPHT)
    isi = text(browse(pemeran.ani).get(f"/kunjungan/baru/{ibu.pk}/"))
    assert '<section class="blok riwayat" id="riwayat"><details data-tetap>' in isi
    assert "Tuberkulosis sejak" in isi
    assert '<option value="tbc">' not in isi


def test_it_asks_for_no_pregnancy_of_a_man_or_a_child(pemeran: Pemeran, wilayah: Wilayah) -> None:
    bapak, anak = make_warga(wilayah.melati, "Pak Ali", LAHIR, "L"), make_warga(wilayah.melati, jk="P")
    for satu in (bapak, anak):
        isi = text(browse(pemeran.ani).get(f"/kunjungan/baru/{satu.pk}/"))
        assert 'name="hpht"' not in isi
        assert 'name="penyakit"' in isi


@pytest.mark.parametrize(
    ("hpht", "pesan"),
    [
        (HARI_INI + timedelta(days=1), "tidak boleh di masa depan"),
        (HARI_INI - timedelta(weeks=44, days=1), "lebih dari 44 minggu"),
        ("", "Tanggal belum diisi"),
        ("2026-02-30", "Tanggal belum diisi, atau tidak ada"),
    ],
)
def test_a_pregnancy_that_cannot_be_is_refused_in_words(kirim: Kirim, hpht: object, pesan: str) -> None:
    isi = text(kirim("hamil", hpht=hpht, isi_berat_kg="61,5"))
    assert pesan in isi
    assert f'name="hpht" value="{hpht}"' in isi
    assert 'value="61,5"' in isi
    assert not Kehamilan.objects.exists()


def test_a_man_is_refused_also_without_the_form(kirim: Kirim, wilayah: Wilayah) -> None:
    isi = text(kirim("hamil", hpht=HPHT, untuk=make_warga(wilayah.melati, "Pak Ali", LAHIR, "L")))
    assert "hanya untuk perempuan" in isi
    assert not Kehamilan.objects.exists()


def test_a_birth_ends_the_pregnancy_once(kirim: Kirim, ibu: Warga) -> None:
    hamil = make_kehamilan(ibu, HARI_INI - timedelta(weeks=39))
    for _ in range(2):
        isi = text(kirim("bersalin", kehamilan=hamil.pk, selesai=HARI_INI, hasil="lahir_hidup"))
        assert "Akhir kehamilan dicatat." in isi
        assert "<b>nifas</b>" in isi
        assert "tidak ada yang berjalan" in isi
    hamil.refresh_from_db()
    assert (hamil.selesai, hamil.hasil) == (HARI_INI, "lahir_hidup")


@pytest.mark.parametrize(
    ("selesai", "hasil", "pesan"),
    [
        (HPHT, "lahir_hidup", "harus sesudah HPHT"),
        (HARI_INI, "", "Hasil kehamilan tidak dikenal"),
        (HARI_INI + timedelta(days=1), "lahir_hidup", "masa depan"),
    ],
)
def test_a_birth_that_cannot_be_is_refused_in_words(
    kirim: Kirim, ibu: Warga, selesai: object, hasil: str, pesan: str
) -> None:
    hamil = make_kehamilan(ibu, HPHT)
    isi = text(kirim("bersalin", kehamilan=hamil.pk, selesai=selesai, hasil=hasil))
    assert pesan in isi
    assert f'name="selesai" value="{selesai}"' in isi
    assert Kehamilan.objects.get().selesai is None


def test_a_register_is_entered_and_left_by_a_health_worker(kirim: Kirim, ibu: Warga, pemeran: Pemeran) -> None:
    bidan = pemeran.citra
    assert "masuk register" in text(kirim("masuk", siapa=bidan, penyakit="tbc", sejak=HPHT))
    masuk = PenyakitTerdaftar.objects.get(warga=ibu)
    assert "sudah tercatat" in text(kirim("masuk", siapa=bidan, penyakit="tbc", sejak=HARI_INI))
    keluar = {"siapa": bidan, "terdaftar": masuk.pk}
    assert "Alasan keluar belum dipilih" in text(kirim("keluar", **keluar, sampai=HARI_INI))
    assert "sesudah tanggal masuk" in text(kirim("keluar", **keluar, sampai=HPHT, alasan="sembuh"))
    assert "keluar dari register" in text(kirim("keluar", **keluar, sampai=HARI_INI, alasan="sembuh"))
    masuk.refresh_from_db()
    assert (masuk.sampai, masuk.alasan_keluar) == (HARI_INI, "Sembuh")


def test_a_cadre_proposes_and_neither_enters_nor_takes_out(kirim: Kirim, ibu: Warga) -> None:
    isi = text(kirim("masuk", penyakit="tbc", sejak=HPHT))
    assert "Diusulkan ke bidan" in isi
    assert "Menunggu bidan memastikan: Tuberkulosis" in isi
    assert not PenyakitTerdaftar.objects.exists()
    masuk = make_penyakit(ibu, "diabetes", HPHT)
    assert "diisi bidan" in text(kirim("keluar", terdaftar=masuk.pk, sampai=HARI_INI, alasan="sembuh"))
    assert 'value="keluar"' not in text(kirim("ubah"))
    assert PenyakitTerdaftar.objects.get().sampai is None


def test_a_tap_twice_writes_once(kirim: Kirim) -> None:
    kunci = uuid.uuid4()
    for _ in range(2):
        assert "Kehamilan dicatat." in text(kirim("hamil", hpht=HPHT, id_riwayat=kunci))
    assert Kehamilan.objects.count() == 1


def test_saving_waits_for_what_was_typed_and_not_written_down(kirim: Kirim) -> None:
    isi = text(kirim("simpan", hpht=HPHT, isi_berat_kg="61,5"))
    assert "belum dicatat" in isi
    assert f'name="hpht" value="{HPHT}"' in isi
    assert not Kunjungan.objects.exists()
    assert kirim("simpan", isi_berat_kg="61,5").status_code == 302


def test_what_was_typed_into_another_small_form_stays(kirim: Kirim) -> None:
    isi = text(kirim("masuk", penyakit="tbc", sejak=HPHT, hpht=HARI_INI))
    assert f'name="hpht" value="{HARI_INI}"' in isi
    assert 'name="sejak" value=""' in isi


def test_somebody_elses_pregnancy_or_register_is_404(kirim: Kirim, wilayah: Wilayah) -> None:
    lain = make_warga(wilayah.melati, "Ibu Lain", LAHIR, "P")
    hamil, sakit = make_kehamilan(lain, HPHT), make_penyakit(lain, "tbc", HPHT)
    assert kirim("bersalin", kehamilan=hamil.pk, selesai=HARI_INI, hasil="lahir_hidup").status_code == 404
    assert kirim("keluar", terdaftar=sakit.pk, sampai=HARI_INI, alasan="sembuh").status_code == 404
    assert kirim("keluar", terdaftar="bukan-id", sampai=HARI_INI, alasan="sembuh").status_code == 404


def test_people_of_another_posyandu_are_404_and_readers_are_refused(
    kirim: Kirim, ibu: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    jauh = make_warga(wilayah.kenanga, "Ibu Jauh", LAHIR, "P")
    assert kirim("hamil", hpht=HPHT, untuk=jauh).status_code == 404
    assert kirim("hamil", hpht=HPHT, siapa=pemeran.dewi).status_code == 403
    assert kirim("hamil", hpht=HPHT, unit=wilayah.kenanga.kode).status_code == 404
    assert not Kehamilan.objects.exists()


def test_groups_after_the_second_start_folded_until_something_stands_in_them(kirim: Kirim, ibu: Warga) -> None:
    make_kehamilan(ibu, HPHT)
    kosong = text(kirim("ubah"))
    terbuka = '<fieldset class="kelompok"><legend>'
    assert all(kartu.count(terbuka) <= 2 for kartu in kosong.split('<section class="blok kartu">')[1:])
    bidang = re.findall(r'name="isi-(\w+)"', kosong.split('<details class="kelompok"', 1)[1])[0]
    assert text(kirim("ubah", **{f"isi_{bidang}": "1"})).count(terbuka) == kosong.count(terbuka) + 1


def test_a_midwife_corrects_the_last_period_and_a_cadre_does_not(kirim: Kirim, ibu: Warga, pemeran: Pemeran) -> None:
    hamil = make_kehamilan(ibu, HPHT)
    baru = HPHT + timedelta(weeks=2)
    assert "dibetulkan bidan" in text(kirim("hpht", kehamilan=hamil.pk, hpht=baru))
    assert "Betulkan HPHT" not in text(kirim("ubah"))
    assert "HPHT-nya dibetulkan" in text(kirim("hpht", siapa=pemeran.citra, kehamilan=hamil.pk, minggu=18))
    assert Kehamilan.objects.get(warga=ibu).hpht == baru
