"""Writing down one visit on a page."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from posyandu.models import Kunjungan, Warga
from puskesmas.models import JejakBaca
from tests.cast import Pemeran, Wilayah, browse, make_kunjungan, make_sesi, make_warga

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("senin")]  # 30 days before a 31st is the same month


@pytest.fixture
def ani(pemeran: Pemeran) -> Client:
    return browse(pemeran.ani)


@pytest.fixture
def rafif(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, lahir=timezone.localdate() - timedelta(days=400))


@pytest.fixture
def kirim(ani: Client, wilayah: Wilayah, rafif: Warga) -> Callable[..., Any]:
    """Send the card of Rafif."""

    def send(*, aksi: str = "simpan", cara: str = "", **isi: str) -> Any:
        tempat = {"unit": wilayah.melati.kode, "tanggal": timezone.localdate().isoformat(), "kanal": "posyandu"}
        badan = {**tempat, "id": str(uuid.uuid4()), "aksi": aksi, **{f"isi-{k}": v for k, v in isi.items()}}
        badan |= {
            kunci: badan.pop(f"isi-{kunci}")
            for kunci in ("id", "tanggal", "diperiksa", "diperiksa_oleh")
            if f"isi-{kunci}" in badan
        }
        return ani.post(cara or f"/kunjungan/baru/{rafif.pk}/", badan)

    return send


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_card_asks_what_the_data_says(ani: Client, rafif: Warga) -> None:
    isi = text(ani.get(f"/kunjungan/baru/{rafif.pk}/"))
    assert re.search(r"<legend>\s*Timbang dan ukur", isi)
    assert 'id="isi-berat_kg"' in isi
    assert "isi-sistole" not in isi


def test_what_was_typed_is_stored_with_a_comma(kirim: Callable[..., Any], rafif: Warga) -> None:
    answer = kirim(berat_kg="9,25", edema="tidak", cara_ukur="telentang")
    assert answer.status_code == 302
    row = Kunjungan.objects.get(warga=rafif)
    assert row.pengukuran == {"berat_kg": 9.25, "cara_ukur": "telentang", "edema": False}
    assert (row.kanal, row.tanggal) == ("posyandu", timezone.localdate())


def test_sending_twice_stores_once(kirim: Callable[..., Any], rafif: Warga) -> None:
    kunci = str(uuid.uuid4())
    first, second = kirim(id=kunci, berat_kg="9"), kirim(id=kunci, berat_kg="9")
    assert first.headers["Location"] == second.headers["Location"]
    assert Kunjungan.objects.filter(warga=rafif).count() == 1


def test_another_card_under_the_same_id_is_refused_and_nothing_typed_is_lost(kirim: Callable[..., Any]) -> None:
    kunci = str(uuid.uuid4())
    kirim(id=kunci, berat_kg="9")
    isi = text(kirim(id=kunci, berat_kg="9,5"))
    assert "Id ini sudah dipakai" in isi
    assert 'value="9,5"' in isi
    assert Kunjungan.objects.count() == 1


def test_wrong_values_are_told_by_field_and_stay_on_the_page(kirim: Callable[..., Any]) -> None:
    answer = kirim(berat_kg="95", panjang_cm="abc", catatan="kulit kering")
    isi = text(answer)
    assert "Berat 95 kg tidak mungkin" in isi
    assert isi.count('aria-invalid="true"') == 2
    for nilai in ('value="95"', 'value="abc"', "kulit kering"):
        assert nilai in isi
    assert not Kunjungan.objects.exists()


def test_an_unlikely_value_asks_for_one_tick_and_then_saves(ani: Client, kirim: Callable[..., Any]) -> None:
    isi = text(kirim(berat_kg="4,2"))
    assert "jarang terjadi" in isi
    assert not Kunjungan.objects.exists()
    [tanda] = re.findall(r'name="diperiksa"\s+value="(\w+)"', isi)
    assert "sudah diperiksa ulang" in text(ani.get(kirim(berat_kg="4,2", diperiksa=tanda).headers["Location"]))
    assert Kunjungan.objects.get().diperiksa_ulang == ["berat_kg"]


def test_a_tick_does_not_cover_another_unlikely_value(kirim: Callable[..., Any]) -> None:
    [tanda] = re.findall(r'name="diperiksa"\s+value="(\w+)"', text(kirim(berat_kg="4,2")))
    assert kirim(berat_kg="3,9", diperiksa=tanda).status_code == 200
    assert not Kunjungan.objects.exists()


def test_an_empty_card_is_not_a_visit(kirim: Callable[..., Any]) -> None:
    assert "Belum ada yang diisi" in text(kirim())
    assert not Kunjungan.objects.exists()


@pytest.mark.parametrize("tanggal", ["2026-02-30", "besok", "9999-12-31"])
def test_a_date_that_cannot_be_is_told_and_the_card_stays(kirim: Callable[..., Any], tanggal: str) -> None:
    isi = text(kirim(tanggal=tanggal, berat_kg="9"))
    assert "Tanggal kunjungan" in isi
    assert 'value="9"' in isi
    assert not Kunjungan.objects.exists()


def test_a_field_that_nobody_knows_is_told(kirim: Callable[..., Any]) -> None:
    assert "tidak dikenal" in text(kirim(karangan="1", berat_kg="9"))
    assert not Kunjungan.objects.exists()


def test_values_typed_before_the_channel_changed_are_kept(ani: Client, wilayah: Wilayah, rafif: Warga) -> None:
    badan = {"aksi": "ubah", "unit": wilayah.melati.kode, "kanal": "rumah", "isi-lingkar_kepala_cm": "46"}
    isi = text(ani.post(f"/kunjungan/baru/{rafif.pk}/", badan))
    assert "Isian lain" in isi
    assert 'value="46"' in isi


def test_the_last_value_stands_beside_the_field(ani: Client, pemeran: Pemeran, wilayah: Wilayah, rafif: Warga) -> None:
    lalu = timezone.localdate() - timedelta(days=30)
    make_kunjungan(rafif, wilayah.melati, lalu, pemeran.ani, [], pengukuran={"berat_kg": 8.6})
    assert re.search(r'class="lalu"><b>8,6 kg</b>', text(ani.get(f"/kunjungan/baru/{rafif.pk}/")))


def test_typed_values_are_judged_and_nothing_is_stored(
    ani: Client, pemeran: Pemeran, wilayah: Wilayah, rafif: Warga
) -> None:
    lalu = timezone.localdate() - timedelta(days=30)
    make_kunjungan(rafif, wilayah.melati, lalu, pemeran.ani, [], pengukuran={"berat_kg": 9.2})
    isi = text(ani.post("/kunjungan/nilai/", {"warga": str(rafif.pk), "isi-berat_kg": "9,2"}))
    assert "Berat tidak naik" in isi
    assert Kunjungan.objects.count() == 1


def test_the_result_says_what_was_found_and_leads_to_the_next(ani: Client, kirim: Callable[..., Any]) -> None:
    isi = text(ani.get(kirim(berat_kg="9,2", tanda_bahaya="ya").headers["Location"]))
    assert "Segera dirujuk" in isi or "Perlu dirujuk" in isi
    assert "Orang berikutnya" in isi


def test_earlier_visits_lead_to_their_correction(ani: Client, kirim: Callable[..., Any], rafif: Warga) -> None:
    alamat = kirim(berat_kg="9,2").headers["Location"].split("?")[0]
    assert f'href="{alamat}' in text(ani.get(f"/kunjungan/baru/{rafif.pk}/"))


def test_who_has_a_card_of_this_day_and_channel_is_told_before_a_second(
    ani: Client, kirim: Callable[..., Any], rafif: Warga
) -> None:
    ada = "Isian di sini ditambahkan ke catatan itu"
    assert ada not in text(ani.get(f"/kunjungan/baru/{rafif.pk}/"))
    kirim(berat_kg="9,2")
    assert ada in text(ani.get(f"/kunjungan/baru/{rafif.pk}/"))
    assert ada not in text(ani.get(f"/kunjungan/baru/{rafif.pk}/?kanal=rumah"))
    assert ada not in text(ani.get(f"/kunjungan/{Kunjungan.objects.get().pk}/perbaiki/"))


def test_a_correction_replaces_and_the_old_visit_stays(ani: Client, kirim: Callable[..., Any], rafif: Warga) -> None:
    kirim(berat_kg="9,2")
    lama = Kunjungan.objects.get()
    alamat = f"/kunjungan/{lama.pk}/perbaiki/"
    assert 'value="9,2"' in text(ani.get(alamat))
    assert kirim(cara=alamat, berat_kg="9,3").status_code == 302
    lama.refresh_from_db()
    baru = Kunjungan.objects.get(menggantikan=lama)
    assert (lama.berlaku, baru.berlaku, baru.pengukuran) == (False, True, {"berat_kg": 9.3})


def test_a_correction_is_judged_without_the_visit_it_replaces(
    ani: Client, kirim: Callable[..., Any], rafif: Warga
) -> None:
    kirim(berat_kg="9,2", suhu_c="39")
    lama = Kunjungan.objects.get()
    badan = {"warga": str(rafif.pk), "isi-suhu_c": "36,5", "isi-berat_kg": "9,2"}
    assert "panas" in text(ani.post("/kunjungan/nilai/", badan))
    assert "panas" not in text(ani.post("/kunjungan/nilai/", {**badan, "menggantikan": str(lama.pk)}))
    assert ani.post("/kunjungan/nilai/", {**badan, "menggantikan": "x"}).status_code == 404


def test_a_withdrawal_needs_a_reason(ani: Client, kirim: Callable[..., Any]) -> None:
    kirim(berat_kg="9,2")
    lama = Kunjungan.objects.get()
    alamat = f"/kunjungan/{lama.pk}/batal/"
    assert ani.post(alamat, {"id": str(uuid.uuid4()), "alasan": " "}).status_code == 400
    assert ani.post(alamat, {"id": str(uuid.uuid4()), "alasan": "Salah orang"}).status_code == 302
    lama.refresh_from_db()
    assert not lama.berlaku
    isi = text(ani.get(f"/kunjungan/{lama.pk}/"))
    assert "Dibatalkan: Salah orang" in isi
    assert "penggantinya" not in isi


def test_people_are_found_by_name_and_by_mother_and_the_look_is_noted(ani: Client, wilayah: Wilayah) -> None:
    ibu = make_warga(wilayah.melati, "Sari Wulandari", date(1998, 1, 1), "P")
    make_warga(wilayah.melati, "Aisyah", ibu=ibu)
    make_warga(wilayah.kenanga, "Sari Lain", date(1998, 1, 1), "P")
    isi = text(ani.post("/kunjungan/baru/", {"kata": "sari"}))
    assert "Aisyah" in isi
    assert "Sari Lain" not in isi
    assert JejakBaca.objects.filter(halaman="kunjungan-baru").exists()


def test_a_new_person_is_registered_on_the_way(ani: Client, wilayah: Wilayah) -> None:
    badan = {"aksi": "simpan", "id": str(uuid.uuid4()), "nama": "Bayi Baru", "jenis_kelamin": "P"}
    assert "Tanggal lahir belum diisi" in text(ani.post("/kunjungan/orang/", badan))
    lahir = (timezone.localdate() - timedelta(days=3)).isoformat()
    answer = ani.post("/kunjungan/orang/", {**badan, "tanggal_lahir": lahir})
    warga = Warga.objects.get(nama="Bayi Baru")
    assert answer.headers["Location"].startswith(f"/kunjungan/baru/{warga.pk}/")
    assert warga.unit == wilayah.melati


@pytest.mark.parametrize("nilai", ["", "\x00", "-1", "a" * 20_000, "' OR 1=1 --", "\u202e", "|", "{}"])
@pytest.mark.parametrize("nama", ["unit", "tanggal", "kanal", "kartu", "bagian", "id", "kata", "warga", "diperiksa"])
def test_no_parameter_breaks_a_page(ani: Client, rafif: Warga, nama: str, nilai: str) -> None:
    for alamat in ("/kunjungan/baru/", f"/kunjungan/baru/{rafif.pk}/", "/kunjungan/tumpukan/", "/kunjungan/daftar/"):
        assert ani.get(alamat, {nama: nilai}).status_code in {200, 404}
        assert ani.post(alamat, {"aksi": "cari", nama: nilai}).status_code in {200, 404, 405}
    assert not Kunjungan.objects.exists()


def test_the_blank_card_has_a_box_for_every_field_of_its_form(ani: Client) -> None:
    isi = text(ani.get("/formulir/lansia/cetak/"))
    assert "Tekanan darah" in isi
    assert isi.count("kotak-cetak") > 20
    assert ani.get("/formulir/karangan/cetak/").status_code == 404


def test_the_session_list_has_who_lives_here_by_name_and_no_nik(ani: Client, wilayah: Wilayah, rafif: Warga) -> None:
    make_warga(wilayah.melati, "Aisyah")
    make_warga(wilayah.melati, "Bu Tua", date(1950, 1, 1), "P")
    make_warga(wilayah.kenanga, "Orang Lain")
    make_sesi(wilayah.melati, timezone.localdate())
    isi = text(ani.get("/kunjungan/daftar/", {"kartu": "anak"}))
    assert isi.index("Aisyah") < isi.index("Rafif")
    assert "Bu Tua" not in isi
    assert "Orang Lain" not in isi


def beneath(isi: str, bidang: str) -> str:
    """What stands under a field."""
    [sebut] = re.findall(rf'id="sebut-isi-{bidang}"[^>]*>(.*?)</p>', isi, re.DOTALL)
    return re.sub(r"<[^>]+>", " ", sebut).strip()


def test_a_finding_stands_beneath_the_field_that_calls_it(ani: Client, rafif: Warga) -> None:
    badan = {"warga": str(rafif.pk), "isi-lila_cm": "11,4", "isi-berat_kg": "", "isi-suhu_c": "x"}
    isi = text(ani.post("/kunjungan/nilai/", badan))
    assert beneath(isi, "lila_cm")
    assert beneath(isi, "berat_kg") == ""
    assert "harus angka" in beneath(isi, "suhu_c")
    assert "sebut-isi-edema" not in isi  # no such field came with the page


def test_the_examiner_of_the_last_card_stands_on_the_next(ani: Client, kirim: Callable[..., Any], rafif: Warga) -> None:
    assert 'name="diperiksa_oleh" value=""' in text(ani.get(f"/kunjungan/baru/{rafif.pk}/"))
    kirim(berat_kg="9", diperiksa_oleh=" Bidan\x00 Sri ")
    assert Kunjungan.objects.get(warga=rafif).diperiksa_oleh == "Bidan Sri"
    assert 'value="Bidan Sri"' in text(ani.get(f"/kunjungan/baru/{rafif.pk}/"))
    assert "diperiksa Bidan Sri" in text(ani.get(f"/kunjungan/{Kunjungan.objects.get().pk}/"))


def test_an_examiner_of_another_day_is_not_proposed(ani: Client, kirim: Callable[..., Any], rafif: Warga) -> None:
    kirim(berat_kg="9", diperiksa_oleh="Bidan Sri", tanggal=str(timezone.localdate() - timedelta(days=1)))
    assert "Bidan Sri" not in text(ani.get(f"/kunjungan/baru/{rafif.pk}/"))


def test_the_checklist_of_the_child_s_age_stands_beside_the_question(ani: Client, rafif: Warga) -> None:
    isi = text(ani.get(f"/kunjungan/baru/{rafif.pk}/"))
    assert "Ceklis 12 sampai 17 bulan" in isi
    assert isi.count('class="ceklis"') == 1
