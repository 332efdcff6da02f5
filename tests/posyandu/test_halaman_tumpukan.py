"""A pile of cards, one after the other."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from posyandu.models import Kunjungan
from tests.cast import Pemeran, Wilayah, browse, make_sesi, make_warga

pytestmark = pytest.mark.django_db
TUMPUKAN = "/kunjungan/tumpukan/"


@pytest.fixture
def ani(pemeran: Pemeran, wilayah: Wilayah) -> Client:
    for nama in ("Aisyah", "Bima", "Citra Ayu", "Dimas"):
        make_warga(wilayah.melati, nama, timezone.localdate() - timedelta(days=400))
    return browse(pemeran.ani)


def look_up(ani: Client, kata: str, **lain: str) -> str:
    return str(ani.post(TUMPUKAN, {"aksi": "cari", "kata": kata, **lain}).content.decode())


def opened(isi: str) -> str:
    """Whose card is open, or nobody's."""
    found = re.search(r"<h1>([^<]*?) <span class=\"umur\"", isi)
    return found[1] if found else ""


def save(ani: Client, isi: str, **nilai: str) -> Any:
    """Send the card that is open."""
    tersembunyi = dict(re.findall(r'name="(id|warga|unit|tanggal|kanal|kartu|bagian|aksi)"\s+value="([^"]*)"', isi))
    return ani.post(TUMPUKAN, {**tersembunyi, **{f"isi-{kode}": satu for kode, satu in nilai.items()}})


def test_a_part_of_a_name_opens_the_card(ani: Client) -> None:
    assert opened(look_up(ani, "cit")) == "Citra Ayu"


def test_a_name_that_fits_several_asks_which(ani: Client, wilayah: Wilayah) -> None:
    make_warga(wilayah.melati, "Bimo", timezone.localdate() - timedelta(days=300))
    isi = look_up(ani, "bim")
    assert opened(isi) == ""
    assert isi.count('name="warga"') >= 2


def test_an_empty_name_is_the_next_on_the_list(ani: Client) -> None:
    assert opened(look_up(ani, "")) == "Aisyah"
    save(ani, look_up(ani, "bima"), berat_kg="9")
    assert opened(look_up(ani, "")) == "Citra Ayu"


def test_who_was_written_down_is_no_longer_next(ani: Client) -> None:
    for nama in ("Aisyah", "Bima", "Citra Ayu", "Dimas"):
        isi = look_up(ani, "")
        assert opened(isi) == nama
        assert save(ani, isi, berat_kg="9").status_code == 302
    assert "Semua di daftar sudah dicatat" in look_up(ani, "")


def test_saving_leads_back_to_the_name_with_the_card_on_the_list(ani: Client) -> None:
    answer = save(ani, look_up(ani, "dim"), berat_kg="9,4", edema="t")
    isi = ani.get(answer.headers["Location"]).content.decode()
    assert re.search(r'id="kata"[^>]*autofocus', isi)
    assert re.search(r"Dimas</a>.*9,4 kg", isi, re.DOTALL)
    assert Kunjungan.objects.get().pengukuran == {"berat_kg": 9.4, "edema": False}


def test_each_number_of_a_typed_card_says_what_it_is(ani: Client) -> None:
    answer = save(ani, look_up(ani, "dim"), berat_kg="9,4", lila_cm="13,7")
    isi = ani.get(answer.headers["Location"]).content.decode()
    assert "Berat badan 9,4 kg · Lingkar lengan atas (LILA) 13,7 cm" in isi


def test_a_wrong_value_keeps_the_card_and_puts_the_cursor_there(ani: Client) -> None:
    isi = save(ani, look_up(ani, "dim"), berat_kg="9", edema="mungkin").content.decode()
    assert "jawabannya ya atau tidak" in isi
    assert re.search(r'id="isi-edema"[^>]*value="mungkin"[^>]*autofocus', isi)
    assert not Kunjungan.objects.exists()


def test_a_pile_is_by_default_of_the_last_session(ani: Client, wilayah: Wilayah) -> None:
    kemarin = timezone.localdate() - timedelta(days=9)
    make_sesi(wilayah.melati, kemarin)
    save(ani, look_up(ani, "dim"), berat_kg="9")
    row = Kunjungan.objects.get()
    assert row.tanggal == kemarin
    assert row.hari_buka is not None


def test_a_card_of_one_kind_keeps_others_off_the_list(ani: Client, wilayah: Wilayah) -> None:
    make_warga(wilayah.melati, "Aa Tua", date(1950, 1, 1), "P")
    assert opened(look_up(ani, "")) == "Aa Tua"
    assert opened(look_up(ani, "", kartu="anak")) == "Aisyah"


def test_headings_that_were_chosen_are_typed_too(ani: Client) -> None:
    assert "isi-obat_cacing" not in look_up(ani, "dim")
    assert "isi-obat_cacing" in look_up(ani, "dim", bagian="Beri")


def test_a_card_of_someone_elses_person_is_not_found(ani: Client, wilayah: Wilayah) -> None:
    asing = make_warga(wilayah.kenanga, "Orang Lain")
    for warga in (str(asing.pk), str(uuid.uuid4()), "x"):
        assert ani.post(TUMPUKAN, {"warga": warga}).status_code == 404


@pytest.mark.usefixtures("senin")
def test_the_list_of_a_day_to_come_has_the_ages_of_that_day(ani: Client, wilayah: Wilayah) -> None:
    make_warga(wilayah.melati, "Elok", date(2024, 11, 17))

    def age_on(hari: str) -> str:
        isi = ani.get("/kunjungan/daftar/", {"tanggal": hari}).content.decode()
        return isi.split("Elok", 1)[1].split('data-judul="Umur">', 1)[1].split("<", 1)[0]

    assert (age_on("2026-11-16"), age_on("2026-11-17")) == ("23\xa0bln", "24\xa0bln")


def test_a_list_is_not_made_for_a_day_too_far_ahead_and_a_visit_for_none(ani: Client) -> None:
    jauh = timezone.localdate() + timedelta(days=63)
    isi = ani.get("/kunjungan/daftar/", {"tanggal": jauh.isoformat()}).content.decode()
    assert "Daftar dibuat paling jauh 62 hari ke depan." in isi
    assert "masa depan" in ani.get(TUMPUKAN, {"tanggal": (jauh - timedelta(days=1)).isoformat()}).content.decode()
