"""A posyandu day on the phone, in a browser: find, weigh, be told, save without signal, have it sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from posyandu.models import HariBuka, Kunjungan, Warga
from tests.cast import Pemeran, Wilayah, make_kehamilan, make_kunjungan, make_sesi, make_warga
from tests.posyandu.hp import HP, WAKTU, close_hp, open_hp

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

PANJANG = "Siti Nurhaliza Khairunnisa Ramadhani Putri Maharani Kusumaningrum Sastrowardoyo"


def months_ago(bulan: int, hari: int = 14) -> date:
    kini = timezone.localdate()
    ke = kini.year * 12 + kini.month - 1 - bulan
    return date(ke // 12, ke % 12 + 1, min(hari, 28))


def fill_village(wilayah: Wilayah, pemeran: Pemeran) -> dict[str, Warga]:
    ibu = make_warga(wilayah.melati, "Dewi Anggraini", date(1996, 3, 2), "P")
    sari = make_warga(wilayah.melati, "Sari Wulandari", date(1999, 8, 11), "P")
    make_kehamilan(sari, timezone.localdate() - timedelta(weeks=22))
    aisyah = make_warga(wilayah.melati, "Aisyah Putri", months_ago(14, 11), "P", ibu=ibu)
    alif = make_warga(wilayah.melati, "Alif Firmansyah", months_ago(14, 20), ibu=ibu)
    for bulan, kg in ((3, 8.3), (2, 8.5), (1, 8.6)):
        temuan = ["ditimbang", "bb_tidak_naik"] if bulan == 1 else ["ditimbang", "bb_naik"]
        hari = months_ago(bulan)
        make_kunjungan(aisyah, wilayah.melati, hari, pemeran.ani, temuan, pengukuran={"berat_kg": kg})
        make_kunjungan(alif, wilayah.melati, hari, pemeran.ani, ["ditimbang"], pengukuran={"berat_kg": kg + 1})
    make_warga(wilayah.melati, PANJANG, date(1960, 5, 17), "P")
    make_warga(wilayah.melati, "Darmawan", date(1968, 2, 1))
    make_sesi(wilayah.melati, timezone.localdate())
    return {"ibu": ibu, "sari": sari, "aisyah": aisyah, "alif": alif}


@pytest.fixture
def warga(wilayah: Wilayah, pemeran: Pemeran) -> dict[str, Warga]:
    return fill_village(wilayah, pemeran)


@pytest.fixture
def hp(
    live_server: LiveServer, peramban: Browser, wilayah: Wilayah, pemeran: Pemeran, warga: dict[str, Warga]
) -> Iterator[HP]:
    """Ani's phone at Melati, unlocked."""
    hp = open_hp(live_server, peramban, pemeran.dewi, pemeran.ani, wilayah.melati)
    yield hp
    close_hp(hp)


def visit_of(warga: Warga) -> Kunjungan:
    return Kunjungan.objects.get(warga=warga, tanggal=timezone.localdate(), berlaku=True)


def test_a_weight_is_judged_at_once_saved_without_signal_and_sent_when_it_returns(
    hp: HP, warga: dict[str, Warga]
) -> None:
    hp.konteks.set_offline(True)
    hp.open("Aisyah Putri")
    hp.type("8,7")
    expect(hp.page.locator(".temuan")).to_contain_text("Berat tidak naik dua bulan berturut-turut")
    hp.save()
    expect(hp.page.locator(".kabar")).to_contain_text("Tersimpan di HP Aisyah Putri")
    assert not Kunjungan.objects.filter(tanggal=timezone.localdate()).exists()
    hp.konteks.set_offline(False)
    hp.wait_sent()
    expect(hp.page.locator(".kabar")).to_contain_text("Terkirim Aisyah Putri")
    assert visit_of(warga["aisyah"]).pengukuran == {"berat_kg": 8.7}
    assert "bb_tidak_naik_2x" in visit_of(warga["aisyah"]).temuan


def test_a_healthy_toddler_takes_at_most_25_taps_and_keystrokes(
    hp: HP, warga: dict[str, Warga], capsys: pytest.CaptureFixture[str]
) -> None:
    hp.open("Alif Firmansyah")
    hp.type("9,9")
    hp.tap(re.compile("^Lanjut"), persis=False)
    hp.type("76,5")
    hp.tap(re.compile("^Lanjut"), persis=False)
    hp.type("14,2")
    hp.tap("Tanya", "tab")
    hp.tap(re.compile("Semua tidak"), persis=False)
    hp.tap(re.compile("Semua ya"), persis=False)
    hp.tap(re.compile("^Lanjut"), persis=False)
    hp.tap(re.compile("^Lanjut"), persis=False)
    hp.save()
    expect(hp.page.locator(".kabar")).to_contain_text("Alif Firmansyah")
    with capsys.disabled():
        print(f"\nbalita sehat: {hp.ketukan} ketukan")
    assert hp.ketukan <= 25
    hp.wait_sent()
    isi = visit_of(warga["alif"]).pengukuran
    assert (isi["berat_kg"], isi["panjang_cm"], isi["lila_cm"]) == (9.9, 76.5, 14.2)
    assert isi["tbc_batuk"] is False
    assert isi["punya_buku_kia"] is True


def test_an_impossible_weight_is_refused_and_a_rare_one_asked_about(hp: HP, warga: dict[str, Warga]) -> None:
    hp.open("Aisyah Putri")
    hp.type("87")
    expect(hp.page.locator(".galat")).to_contain_text("Berat 87 kg tidak mungkin")
    for _ in "87":
        hp.tap("hapus")
    hp.type("12,5")
    expect(hp.page.locator(".tanya")).to_contain_text("Sudah diperiksa ulang")
    hp.tap("Simpan")
    expect(hp.page.locator("#isi-berat_kg")).to_be_visible()
    hp.page.get_by_label("Sudah diperiksa ulang").check()
    hp.save()
    hp.wait_sent()
    tercatat = visit_of(warga["aisyah"])
    assert (tercatat.pengukuran, tercatat.diperiksa_ulang) == ({"berat_kg": 12.5}, ["berat_kg"])


def test_the_button_names_the_next_group_only_when_it_leads_there(hp: HP) -> None:
    hp.open("Aisyah Putri")
    expect(hp.page.get_by_role("button", name="Lanjut Ukur")).to_be_visible()
    hp.tap("Lanjut Ukur")
    expect(hp.page.locator("#isi-panjang_cm")).to_be_focused()
    expect(hp.page.get_by_role("button", name="Lanjut", exact=True)).to_be_visible()
    hp.page.locator("#isi-suhu_c").focus()
    expect(hp.page.get_by_role("button", name=re.compile("^Lanjut Tanya"))).to_be_visible()


def test_what_was_typed_is_there_after_the_app_was_closed(hp: HP, warga: dict[str, Warga]) -> None:
    hp.open("Aisyah Putri")
    hp.type("9,1")
    expect(hp.page.locator(".tersimpan")).to_have_text("Belum selesai")
    hp.page.reload()
    hp.page.get_by_label("PIN").fill("739164")
    hp.tap("Buka")
    expect(hp.page.locator("#isi-berat_kg")).to_have_value("9,1", timeout=WAKTU)


def test_a_newborn_without_nik_is_linked_to_the_mother(hp: HP, warga: dict[str, Warga]) -> None:
    hp.tap("Warga baru", "link")
    hp.page.get_by_label("Nama sesuai KTP atau KK").fill("By. Ny. Dewi")
    hp.page.get_by_role("radio", name="Laki-laki").check()
    hp.page.get_by_label("Tanggal lahir", exact=True).press_sequentially(f"{timezone.localdate():%d%m%Y}")
    hp.page.get_by_label(re.compile("^Ibu")).fill("dewi")
    hp.tap(re.compile("^Dewi Anggraini"), persis=False)
    hp.tap(re.compile("Simpan, lanjut periksa"), persis=False)
    expect(hp.page.get_by_role("heading", name="By. Ny. Dewi")).to_be_visible()
    hp.page.goto("/kader/#/")
    expect(hp.page.locator(".kabar")).to_contain_text("By. Ny. Dewi")
    hp.wait_sent()
    bayi = Warga.objects.get(nama="By. Ny. Dewi")
    assert (bayi.ibu, bayi.tamu, bayi.nik_akhir) == (warga["ibu"], False, "")


def test_a_guest_is_written_down_and_served(hp: HP) -> None:
    hp.tap("Tamu", "link")
    hp.page.get_by_label("Nama sesuai KTP atau KK").fill("Rini Astuti")
    hp.page.get_by_role("radio", name="Perempuan").check()
    hp.page.get_by_role("radio", name="Umur (tahun)").check()
    hp.page.get_by_role("textbox", name="Umur (tahun)").fill("31")
    hp.tap(re.compile("Simpan, lanjut periksa"), persis=False)
    expect(hp.page.get_by_role("heading", name="Rini Astuti")).to_be_visible()
    hp.type("55")
    hp.save()
    hp.wait_sent()
    tamu = Warga.objects.get(nama="Rini Astuti")
    assert tamu.tamu
    assert visit_of(tamu).pengukuran == {"berat_kg": 55}


def test_somebody_who_may_be_there_already_is_offered_before_saving(hp: HP) -> None:
    hp.tap("Warga baru", "link")
    hp.page.get_by_label("Nama sesuai KTP atau KK").fill("Aisiyah Putri")
    hp.page.get_by_role("radio", name="Perempuan").check()
    hp.page.get_by_label("Tanggal lahir", exact=True).press_sequentially(f"{months_ago(14, 11):%d%m%Y}")
    hp.tap(re.compile("Simpan, lanjut periksa"), persis=False)
    expect(hp.page.get_by_role("heading", name="Apakah ini orang yang sama?")).to_be_visible()
    hp.page.get_by_role("link", name=re.compile("^Aisyah Putri")).click()
    expect(hp.page.get_by_role("heading", name="Aisyah Putri", exact=True)).to_be_visible()
    assert not Warga.objects.filter(nama="Aisiyah Putri").exists()


def test_a_mistake_is_corrected_and_a_visit_taken_back_with_a_reason(hp: HP, warga: dict[str, Warga]) -> None:
    hp.open("Darmawan")
    hp.type("70")
    hp.save()
    hp.wait_sent()
    hp.search("")
    hp.page.get_by_role("region", name="Sudah datang").get_by_role("link", name=re.compile("^Darmawan")).click()
    expect(hp.page.locator("#isi-berat_kg")).to_have_value("70")
    hp.page.locator("#isi-berat_kg").fill("71")
    hp.save()
    hp.wait_sent()
    darmawan = Warga.objects.get(nama="Darmawan")
    assert visit_of(darmawan).pengukuran == {"berat_kg": 71}
    hp.page.get_by_role("region", name="Sudah datang").get_by_role("link", name=re.compile("^Darmawan")).click()
    hp.tap("Pesan", "tab")
    hp.tap("Batalkan catatan ini")
    hp.tap("Ya, batalkan")
    expect(hp.page.locator(".galat")).to_contain_text("Alasan pembatalan belum diisi.")
    hp.page.get_by_label("Mengapa dibatalkan?").fill("salah orang")
    hp.tap("Ya, batalkan")
    expect(hp.page.locator("#lembar")).to_have_count(0)
    hp.wait_sent()
    assert not Kunjungan.objects.filter(warga=darmawan, berlaku=True).exists()


SENTUH = """() => new MutationObserver((_, pengamat) => {
  const isian = document.querySelector("#isi-berat_kg");
  if (isian) (pengamat.disconnect(), isian.focus());
}).observe(document.body, { childList: true, subtree: true })"""
TENANG = "() => new Promise((ya) => requestAnimationFrame(() => setTimeout(ya, 300)))"


def test_a_field_that_is_touched_as_soon_as_it_stands_keeps_the_finger(hp: HP) -> None:
    hp.open("Darmawan")
    hp.type("70")
    hp.save()
    hp.search("")
    hp.page.evaluate(SENTUH)
    hp.page.get_by_role("region", name="Sudah datang").get_by_role("link", name=re.compile("^Darmawan")).click()
    expect(hp.page.locator("#isi-berat_kg")).to_have_value("70")
    hp.page.evaluate(TENANG)
    assert hp.page.evaluate("document.activeElement.id") == "isi-berat_kg"


def test_the_day_is_opened_with_cadres_by_name(hp: HP, wilayah: Wilayah) -> None:
    hp.tap("Buka hari ini")
    hp.tap("Ubah", "link")
    hp.page.get_by_role("checkbox", name="Ani").check()
    hp.page.get_by_label("Nama lain").fill("Bu Lestari")
    hp.tap("Tambah")
    hp.tap("Simpan daftar")
    expect(hp.page.locator(".hari")).to_contain_text("Petugas: Ani, Bu Lestari")
    hp.wait_sent()
    sesi = HariBuka.objects.get(posyandu=wilayah.melati, tanggal=timezone.localdate())
    assert sesi.status == "dibuka"
    assert sorted(orang.nama for orang in sesi.petugas.all()) == ["Ani", "Bu Lestari"]


@pytest.mark.parametrize("lebar", [320, 360])
def test_every_screen_can_be_used_by_everybody(hp: HP, warga: dict[str, Warga], lebar: int) -> None:
    hp.page.set_viewport_size({"width": lebar, "height": 740})
    anak, ibu = warga["aisyah"].pk, warga["ibu"].pk
    for layar in (
        "",
        "petugas",
        "warga-baru",
        f"warga/{anak}",
        f"warga-ubah/{anak}",
        f"hamil/{ibu}",
        f"periksa/{anak}",
    ):
        hp.page.goto(f"/kader/#/{layar}")
        hp.page.wait_for_timeout(300)
        lebar_isi = hp.page.evaluate("document.documentElement.scrollWidth")
        assert lebar_isi <= lebar, f"{layar}: {lebar_isi} px"
        parah = [v for v in Axe().run(hp.page).response["violations"] if v["impact"] in ("serious", "critical")]
        assert not parah, (layar, [(v["id"], [n["html"] for n in v["nodes"]]) for v in parah])


def test_a_weight_is_written_with_the_keyboard_alone(hp: HP, warga: dict[str, Warga]) -> None:
    hp.search("aisyah")
    hp.page.keyboard.press("Tab")
    for _ in range(6):
        if "Aisyah" in hp.page.evaluate("document.activeElement.textContent"):
            break
        hp.page.keyboard.press("Tab")
    hp.page.keyboard.press("Enter")
    expect(hp.page.locator("#isi-berat_kg")).to_be_focused()
    hp.page.keyboard.type("9,2")
    hp.page.keyboard.press("Enter")
    expect(hp.page.get_by_role("tab", name=re.compile("^Ukur"))).to_have_attribute("aria-selected", "true")
    hp.page.get_by_role("button", name="Simpan", exact=True).press("Enter")
    expect(hp.page.locator("#lembar")).to_have_count(0)
    hp.wait_sent()
    assert visit_of(warga["aisyah"]).pengukuran == {"berat_kg": 9.2}


def test_a_danger_sign_leads_to_the_call_and_a_second_part_is_added_to_the_same_visit(
    hp: HP, warga: dict[str, Warga]
) -> None:
    hp.open("Aisyah Putri")
    hp.tap("Tanya", "tab")
    hp.page.get_by_role("group", name="Ada tanda bahaya").get_by_role("radio", name="Ya").check()
    hp.save()
    expect(hp.page).to_have_url(re.compile("#/segera/"))
    hp.wait_sent()
    assert "tanda_bahaya" in visit_of(warga["aisyah"]).temuan
    hp.page.goto(f"/kader/#/periksa/{warga['aisyah'].pk}")
    expect(hp.page.get_by_text("Sudah dicatat hari ini")).to_be_visible()
    hp.type("8,9")
    hp.save()
    hp.wait_sent()
    bagian = Kunjungan.objects.filter(warga=warga["aisyah"], tanggal=timezone.localdate(), berlaku=True)
    assert [row.pengukuran for row in bagian.order_by("diterima_pada")] == [{"tanda_bahaya": True}, {"berat_kg": 8.9}]
    assert bagian.filter(bagian_dari=None).count() == 1


def test_a_date_that_is_not_one_is_not_saved_as_today(hp: HP) -> None:
    hp.open("Darmawan")
    hp.page.locator("#isi-berat_kg").fill("70")
    hp.tap("Pesan", "tab")
    for salah in ("31/02/2026", "9/11"):
        hp.page.get_by_label("Tanggal pelayanan").fill(salah)
        hp.tap("Simpan")
        expect(hp.page.get_by_text("Tanggal pelayanan belum benar.")).to_be_visible()
    kemarin = timezone.localdate() - timedelta(days=1)
    hp.page.get_by_label("Tanggal pelayanan").fill(f"{kemarin:%d/%m/%Y}")
    hp.save()
    hp.wait_sent()
    assert Kunjungan.objects.get(tanggal=kemarin).pengukuran == {"berat_kg": 70}
