"""After the table: home visits, a danger sign, closing the day, and what was refused; on the phone, in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from posyandu.models import HariBuka, Kunjungan, TugasKunjungan, Warga
from posyandu.perubahan import note_everybody
from tests.cast import Pemeran, Wilayah, make_sesi, make_tugas, make_warga
from tests.posyandu.hp import HP, WAKTU, close_hp, open_hp
from tests.posyandu.kader_peramban import wait

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

PANJANG = "Siti Nurhaliza Khairunnisa Ramadhani Putri Maharani Kusumaningrum Sastrowardoyo"


@pytest.fixture
def warga(wilayah: Wilayah, pemeran: Pemeran) -> dict[str, Warga]:
    kini = timezone.localdate()
    pemeran.dewi.telepon = "+628111111111"
    pemeran.dewi.save(update_fields=["telepon"])
    rafif = make_warga(wilayah.melati, "Rafif Maulana", kini - timedelta(days=430), telepon="+628122222222")
    panjang = make_warga(wilayah.melati, PANJANG, date(1960, 5, 17), "P")
    sari = make_warga(wilayah.melati, "Sari Wulandari", date(1990, 8, 11), "P")
    darmawan = make_warga(wilayah.melati, "Darmawan", date(1968, 2, 1))
    make_tugas(rafif, pemeran.dewi, kini)
    make_tugas(panjang, pemeran.dewi, kini, sebab_kode="td_tinggi", sebab="Tekanan darah tinggi")
    make_sesi(wilayah.melati, kini, "dibuka")
    return {"rafif": rafif, "panjang": panjang, "sari": sari, "darmawan": darmawan}


@pytest.fixture
def hp(
    live_server: LiveServer, peramban: Browser, wilayah: Wilayah, pemeran: Pemeran, warga: dict[str, Warga]
) -> Iterator[HP]:
    hp = open_hp(live_server, peramban, pemeran.dewi, pemeran.ani, wilayah.melati)
    yield hp
    close_hp(hp)


def go(hp: HP, layar: str) -> None:
    hp.page.goto(f"/kader/#/{layar}")


def weigh(hp: HP, nama: str, kg: str) -> None:
    go(hp, "")
    hp.open(nama)
    hp.page.locator("#isi-berat_kg").fill(kg)
    hp.tap("Simpan")
    expect(hp.page.get_by_role("region", name="Sudah datang")).to_contain_text(nama)


def test_nobody_at_home_counts_once_and_an_outcome_by_hand_ends_it_without_signal(
    hp: HP, warga: dict[str, Warga]
) -> None:
    go(hp, "nyelik")
    kartu = hp.page.locator("article", has_text="Rafif Maulana")
    expect(kartu).to_contain_text("Bawa timbangan.")
    expect(kartu.get_by_role("link", name="Telepon Rafif Maulana")).to_have_attribute("href", "tel:+628122222222")
    hp.konteks.set_offline(True)
    kartu.get_by_role("button", name="Tidak bertemu").click()
    expect(kartu.get_by_role("button", name=re.compile("sudah dicatat hari ini"))).to_be_disabled()
    lain = hp.page.locator("article", has_text=PANJANG)
    lain.get_by_role("button", name="Tidak perlu didatangi").click()
    lain.get_by_role("button", name="Tutup tugas ini").click()
    expect(lain.locator(".galat")).to_contain_text("Hasilnya belum diisi.")
    lain.get_by_label("Mengapa tidak perlu didatangi lagi?").fill("sudah periksa di Puskesmas")
    lain.get_by_role("button", name="Tutup tugas ini").click()
    expect(hp.page.get_by_role("region", name="Sudah dikerjakan di HP ini")).to_contain_text("menunggu terkirim")
    hp.konteks.set_offline(False)
    hp.wait_sent()
    assert TugasKunjungan.objects.get(warga=warga["rafif"]).percobaan == 1
    selesai = TugasKunjungan.objects.get(warga=warga["panjang"])
    assert (selesai.status, selesai.hasil) == ("selesai", "sudah periksa di Puskesmas")


def test_a_home_visit_is_written_on_the_form_for_homes_and_takes_the_person_off_the_list(
    hp: HP, warga: dict[str, Warga]
) -> None:
    go(hp, "nyelik")
    hp.page.locator("article", has_text="Rafif Maulana").get_by_role("link", name="Catat kunjungan").click()
    expect(hp.page.locator(".kapan")).to_contain_text("Di rumah")
    hp.tap("Timbang", "tab")
    hp.page.locator("#isi-berat_kg").fill("9,9")
    hp.save()
    hp.wait_sent()
    temu = Kunjungan.objects.get(warga=warga["rafif"])
    assert (temu.kanal, temu.pengukuran) == ("rumah", {"berat_kg": 9.9})
    assert TugasKunjungan.objects.get(warga=warga["rafif"]).status == "dikunjungi"


def test_the_day_is_closed_without_signal_and_its_recap_names_nobody(
    hp: HP, warga: dict[str, Warga], wilayah: Wilayah
) -> None:
    weigh(hp, "Rafif Maulana", "9,9")
    hp.konteks.set_offline(True)
    weigh(hp, "Darmawan", "70")
    go(hp, "tutup")
    expect(hp.page.locator("main")).to_contain_text("HP ini mencatat 2 kunjungan")
    hp.tap("Tutup hari buka")
    expect(hp.page.locator(".galat")).to_contain_text("Petugas belum dipilih.")
    hp.page.get_by_label("Ani").check()
    hp.page.get_by_label("Nama lain").fill("Bu Lestari")
    hp.tap("Tambah")
    hp.tap("Tutup hari buka")
    expect(hp.page.get_by_role("heading", name=re.compile("^Terima kasih"))).to_be_visible()
    tautan = hp.page.get_by_role("link", name="Kirim rekap ke bidan").get_attribute("href") or ""
    assert tautan.startswith("https://wa.me/628111111111?text=")
    assert "Hadir 2 dari 4 sasaran" in unquote(tautan)
    assert not [nama for nama in ("Rafif", "Darmawan", "Sari") if nama in unquote(tautan)]
    hp.konteks.set_offline(False)
    hp.wait_sent()
    sesi = HariBuka.objects.get(posyandu=wilayah.melati, tanggal=timezone.localdate())
    assert (sesi.status, sesi.jumlah_dinyatakan) == ("ditutup", 2)
    assert sorted(satu.nama for satu in sesi.petugas.all()) == ["Ani", "Bu Lestari"]


def test_a_card_that_was_begun_and_not_saved_is_named_before_the_day_is_closed(hp: HP, warga: dict[str, Warga]) -> None:
    weigh(hp, "Rafif Maulana", "9,9")
    go(hp, "")
    hp.open("Darmawan")
    hp.page.locator("#isi-berat_kg").fill("70")
    expect(hp.page.locator(".tersimpan")).to_have_text("Belum selesai")
    go(hp, "tutup")
    expect(hp.page.locator("main")).to_contain_text("1 kartu belum selesai dan belum ikut dihitung")
    hp.page.get_by_role("link", name="Darmawan").click()
    expect(hp.page.locator("#isi-berat_kg")).to_have_value("70")
    hp.tap("Simpan")
    expect(hp.page.get_by_role("region", name="Sudah datang")).to_contain_text("Darmawan")
    go(hp, "tutup")
    expect(hp.page.locator("main")).to_contain_text("HP ini mencatat 2 kunjungan")
    expect(hp.page.locator("main")).not_to_contain_text("belum selesai")


def test_a_visit_after_the_closing_is_declared_anew(hp: HP, wilayah: Wilayah, warga: dict[str, Warga]) -> None:
    weigh(hp, "Rafif Maulana", "9,9")
    go(hp, "tutup")
    hp.page.get_by_label("Ani").check()
    hp.tap("Tutup hari buka")
    expect(hp.page.get_by_role("heading", name=re.compile("^Terima kasih"))).to_be_visible()
    weigh(hp, "Darmawan", "70")
    hp.tap("Lihat rekap", "link")
    hp.tap("Tutup lagi dengan 2 kunjungan")
    expect(hp.page.get_by_role("button", name=re.compile("^Tutup lagi"))).to_have_count(0)
    hp.wait_sent()
    assert HariBuka.objects.get(posyandu=wilayah.melati, tanggal=timezone.localdate()).jumlah_dinyatakan == 2


def test_a_day_that_was_forgotten_is_closed_later_with_the_keyboard_alone(
    hp: HP, wilayah: Wilayah, warga: dict[str, Warga]
) -> None:
    kemarin = timezone.localdate() - timedelta(days=1)
    make_sesi(wilayah.melati, kemarin, "dibuka")
    note_everybody([wilayah.melati])
    go(hp, "akun")
    hp.page.get_by_role("button", name="Kirim dan terima sekarang").press("Enter")
    go(hp, "nyelik")
    hp.page.get_by_role("link", name=re.compile("belum ditutup")).press("Enter", timeout=WAKTU)
    hp.page.get_by_label("Ani").press("Space")
    hp.page.get_by_role("button", name="Tutup hari buka").press("Enter")
    expect(hp.page.get_by_role("heading", name=re.compile("^Terima kasih"))).to_be_visible()
    hp.wait_sent()
    wait_closed(wilayah, kemarin)
    go(hp, "nyelik")
    expect(hp.page.get_by_role("link", name=re.compile("belum ditutup"))).to_have_count(0)


def wait_closed(wilayah: Wilayah, tanggal: date) -> None:
    wait(lambda: HariBuka.objects.get(posyandu=wilayah.melati, tanggal=tanggal).status == "ditutup")


def test_paper_for_the_village_holds_counts_only(hp: HP, warga: dict[str, Warga]) -> None:
    weigh(hp, "Rafif Maulana", "9,9")
    go(hp, "tutup")
    hp.page.get_by_label("Ani").check()
    hp.tap("Tutup hari buka")
    expect(hp.page.get_by_role("button", name="Cetak untuk desa")).to_be_visible()
    hp.page.emulate_media(media="print")
    kertas = hp.page.locator(".cetak-desa")
    expect(kertas).to_be_visible()
    expect(hp.page.locator(".kepala-atas")).to_be_hidden()
    isi = kertas.inner_text()
    assert "Balita ditimbang" in isi
    assert not [nama for nama in ("Rafif", "Darmawan", "Sari") if nama in isi]


def test_a_danger_sign_asks_for_a_call_until_one_was_made(hp: HP, warga: dict[str, Warga]) -> None:
    hp.open("Darmawan")
    hp.tap("Ukur", "tab")
    hp.page.locator("#isi-sistole").fill("190")
    hp.page.locator("#isi-diastole").fill("120")
    hp.tap("Simpan")
    expect(hp.page.get_by_role("heading", name="Hubungi bidan sekarang")).to_be_visible()
    hp.konteks.set_offline(True)
    telepon = hp.page.get_by_role("link", name=re.compile("^Telepon"))
    expect(telepon).to_have_attribute("href", "tel:+628111111111")
    sms = unquote(hp.page.get_by_role("link", name=re.compile("^SMS")).get_attribute("href") or "")
    assert sms.startswith("sms:+628111111111?body=Tanda bahaya, mohon dihubungi. Warga D.")
    assert "Darmawan" not in sms
    go(hp, "nyelik")
    hp.page.get_by_role("link", name=re.compile("bidan belum dihubungi")).click()
    hp.tap("Sudah ditelepon")
    expect(hp.page.locator("main")).to_contain_text("Sudah dihubungi jam")
    go(hp, "nyelik")
    expect(hp.page.get_by_role("link", name=re.compile("bidan belum dihubungi"))).to_have_count(0)
    hp.konteks.set_offline(False)
    hp.wait_sent()
    expect(hp.page.locator(".status")).to_contain_text("0 perlu dibetulkan")


def refuse_darmawan(hp: HP, warga: dict[str, Warga]) -> date:
    """Weighed today without a signal, moved away yesterday by the server's book; what was refused is on the screen."""
    kemarin = timezone.localdate() - timedelta(days=1)
    hp.konteks.set_offline(True)
    weigh(hp, "Darmawan", "70")
    Warga.objects.filter(pk=warga["darmawan"].pk).update(status="pindah", status_sejak=kemarin)
    hp.konteks.set_offline(False)
    hp.wait_sent()
    hp.page.locator(".status").click()
    return kemarin


def test_what_the_server_refused_is_told_mended_and_sent_again(hp: HP, warga: dict[str, Warga]) -> None:
    kemarin = refuse_darmawan(hp, warga)
    baris = hp.page.get_by_role("region", name="Perlu dibetulkan")
    expect(baris).to_contain_text("Warga ini tercatat pindah")
    assert "konflik" not in hp.page.content().lower()
    baris.get_by_role("link").click()
    expect(hp.page.get_by_label("Berat badan")).to_have_value("70")
    hp.page.get_by_label("Berat badan").fill("71,5")
    hp.page.get_by_label("Tanggal", exact=True).fill(f"{kemarin:%d/%m/%Y}")
    hp.tap("Kirim lagi")
    expect(hp.page.locator(".status")).to_contain_text("1 terkirim", timeout=WAKTU)
    expect(hp.page.locator(".status")).to_contain_text("0 perlu dibetulkan")
    temu = Kunjungan.objects.get(warga=warga["darmawan"])
    assert (temu.tanggal, temu.pengukuran) == (kemarin, {"berat_kg": 71.5})


def test_what_was_refused_is_given_up_with_a_reason_only(hp: HP, warga: dict[str, Warga]) -> None:
    refuse_darmawan(hp, warga)
    hp.page.get_by_role("region", name="Perlu dibetulkan").get_by_role("link").click()
    hp.tap("Buang catatan ini")
    hp.tap("Ya, buang")
    expect(hp.page.locator(".galat").last).to_contain_text("Alasan belum diisi.")
    hp.page.get_by_label("Mengapa dibuang?").fill("orangnya sudah pindah")
    hp.tap("Ya, buang")
    expect(hp.page.locator(".status")).to_contain_text("0 perlu dibetulkan")
    assert not Kunjungan.objects.filter(warga=warga["darmawan"]).exists()


@pytest.mark.parametrize("lebar", [320, 360])
def test_every_later_screen_can_be_used_by_everybody(hp: HP, warga: dict[str, Warga], lebar: int) -> None:
    hp.page.set_viewport_size({"width": lebar, "height": 740})
    for layar in ("nyelik", "capaianku", "tutup", "perlu-dibetulkan", "betulkan/tidak-ada", "akun", "segera/tidak-ada"):
        go(hp, layar)
        hp.page.wait_for_timeout(300)
        lebar_isi = hp.page.evaluate("document.documentElement.scrollWidth")
        assert lebar_isi <= lebar, f"{layar}: {lebar_isi} px"
        parah = [v for v in Axe().run(hp.page).response["violations"] if v["impact"] in ("serious", "critical")]
        assert not parah, (layar, [(v["id"], [n["html"] for n in v["nodes"]]) for v in parah])


def test_the_account_says_what_waits_and_locks_with_one_tap(hp: HP, warga: dict[str, Warga]) -> None:
    hp.konteks.set_offline(True)
    weigh(hp, "Darmawan", "70")
    go(hp, "akun")
    hp.tap("Keluar")
    expect(hp.page.get_by_role("alertdialog")).to_contain_text("1 catatan yang belum terkirim tetap di HP")
    hp.tap("Tidak jadi")
    hp.tap("Kunci sekarang")
    expect(hp.page.get_by_label("PIN")).to_be_visible()


def test_a_new_pin_needs_the_old_one_and_opens_from_then_on(hp: HP) -> None:
    go(hp, "akun")
    hp.tap("Ganti PIN")

    def change(lama: str, baru: str) -> None:
        hp.page.get_by_label("PIN lama").fill(lama)
        hp.page.get_by_label("PIN baru, enam angka").fill(baru)
        hp.page.get_by_label("Ulangi PIN baru").fill(baru)
        hp.tap("Simpan PIN baru")

    change("000001", "805297")
    expect(hp.page.locator(".galat")).to_contain_text("PIN salah")
    change("739164", "805297")
    expect(hp.page.locator("main")).to_contain_text("PIN sudah diganti.")
    hp.tap("Kunci sekarang")
    hp.page.get_by_label("PIN").fill("805297")
    hp.tap("Buka")
    expect(hp.page.get_by_role("heading", name="Ani")).to_be_visible(timeout=WAKTU)
