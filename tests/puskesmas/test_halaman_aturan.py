"""The rule book: every page opens, says its source, and can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from playwright.sync_api import Browser

from klaster.aturan import muat_aturan
from klaster.buku.daftar import RAK, search
from klaster.buku.halaman import Butir, Halaman, Tautan
from klaster.buku.isi import Buku, open_buku
from klaster.buku.kata import TURUNAN as KATA
from klaster.konteks import TURUNAN
from puskesmas.models import Pengguna, Setelan
from tests.cast import Pemeran, Wilayah, browse

BUKU = open_buku(muat_aturan())
SEMUA = [(jenis, entri.kode) for jenis, rak in RAK.items() for entri in rak.entri(BUKU)]


def read(jenis: str, kode: str, buku: Buku = BUKU) -> Halaman:
    halaman = RAK[jenis].build(buku, kode)
    assert halaman is not None
    return halaman


def flatten(butir: Butir) -> str:
    kata = [butir.subjek.teks if butir.subjek else "", butir.teks, *map(flatten, butir.anak)]
    return " ".join(satu for satu in kata if satu)


def open_page(pengguna: Pengguna, alamat: str) -> str:
    client = browse(pengguna)
    jawab = client.get(alamat)
    assert jawab.status_code == 200, alamat
    return jawab.content.decode()


# ── What the pages say ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("jenis", RAK)
def test_every_line_of_the_data_has_a_page(jenis: str) -> None:
    kode = [kode for satu, kode in SEMUA if satu == jenis]
    assert [satu for satu in kode if not read(jenis, satu).nama] == []
    tabel = {"imunisasi", "temuan", "formulir", "bidang", "skor", "indikator", "setelan"} & {jenis}
    assert all({baris["kode"] for baris in BUKU.data[satu]} == set(kode) for satu in tabel)


def texts(isi: object) -> Iterator[str]:
    if isinstance(isi, str):
        yield isi
    for satu in isi if isinstance(isi, tuple) else ():
        yield from texts(satu)
    for field in fields(isi) if is_dataclass(isi) else ():
        yield from texts(getattr(isi, field.name))


def listed(jenis: str) -> list[tuple[str, str]]:
    return [(entri.kode, t) for entri in RAK[jenis].entri(BUKU) for t in texts(entri)]


def test_no_page_shows_what_only_a_program_reads() -> None:
    mentah = re.compile(r"\{\w+\}|\b(True|False|None)\b")
    salah = {(jenis, kode, t) for jenis, kode in SEMUA for t in texts(read(jenis, kode)) if mentah.search(t)}
    salah |= {(jenis, kode, t) for jenis in RAK for kode, t in listed(jenis) if mentah.search(t)}
    assert salah == set()


def test_every_link_leads_to_a_page() -> None:
    ada = set(SEMUA)
    hilang = {(t.jenis, t.kode) for jenis, kode in SEMUA for t in links(read(jenis, kode))} - ada
    assert hilang == set()


def links(halaman: Halaman) -> list[Tautan]:
    sel = [s for _, s in halaman.ringkas]
    sel += [s for bagian in halaman.bagian if bagian.tabel for baris in bagian.tabel.baris for s in baris]
    butir = [b for bagian in halaman.bagian for b in bagian.butir]
    hasil = [t for s in sel for t in s.tautan]
    while butir:
        satu = butir.pop()
        hasil += [t for t in (satu.subjek, satu.setelan) if t]
        butir += satu.anak
    return hasil


def test_conditions_are_written_out_from_the_data() -> None:
    butir = read("temuan", "kek").bagian[0].butir
    assert [flatten(satu) for satu in butir] == [
        "Untuk: perempuan, hamil",
        "Lingkar lengan atas (LILA) kurang dari 23,5 cm",
    ]


@pytest.mark.parametrize("kode", [kode for jenis, kode in SEMUA if jenis == "indikator"])
def test_every_indicator_says_what_it_counts_of_whom(kode: str) -> None:
    halaman = read("indikator", kode)
    assert dict(halaman.ringkas)["Sumber"].teks
    assert all(bagian.butir or bagian.ket for bagian in halaman.bagian)
    assert halaman.bagian[0].judul.startswith("Pembilang: ")
    assert "Di mana dibuktikan" in [bagian.judul for bagian in halaman.bagian]


@pytest.mark.parametrize("kode", [kode for jenis, kode in SEMUA if jenis == "indikator"])
def test_an_indicator_of_findings_shows_their_cases(kode: str) -> None:
    syarat = next(b for b in BUKU.data["indikator"] if b["kode"] == kode).get("pembilang", {})
    bukti = read("indikator", kode).bagian[-1]
    assert (bukti.judul == "Kasus yang membuktikan") == bool(syarat.get("temuan"))


def test_every_derived_value_has_words() -> None:
    assert TURUNAN.keys() - KATA.keys() == set()


@pytest.mark.parametrize("kode", [kode for jenis, kode in SEMUA if jenis == "temuan"])
def test_every_finding_says_its_source_and_is_proven(kode: str) -> None:
    halaman = read("temuan", kode)
    assert dict(halaman.ringkas)["Sumber"].teks
    bukti = halaman.bagian[-1]
    assert bukti.judul == "Kasus yang membuktikan"
    assert bukti.tabel
    assert "muncul" in {baris[-1].teks for baris in bukti.tabel.baris}


SELAIN_KUNJUNGAN = [kode for jenis, kode in SEMUA if jenis == "setelan" and kode.startswith(("masalah_", "rujukan_"))]


@pytest.mark.parametrize(
    "jenis", ["pertumbuhan", "imunisasi", "skor", "tabel", "tahap", "setelan", "formulir", "bidang"]
)
def test_every_page_of_these_shelves_shows_its_cases(jenis: str) -> None:
    for kode in (kode for satu, kode in SEMUA if satu == jenis and kode not in SELAIN_KUNJUNGAN):
        assert read(jenis, kode).bagian[-1].judul == "Kasus yang membuktikan", kode


def test_a_setting_that_no_rule_of_a_visit_reads_says_what_it_decides_instead() -> None:
    for kode in SELAIN_KUNJUNGAN:
        [butir] = read("setelan", kode).bagian[-1].butir
        rujukan = "kapan rujukan yang belum sampai kembali ke daftar kerja"
        assert butir.teks == (
            rujukan if kode == "rujukan_tiba_hari" else "kapan aplikasi membuka masalah tanpa pelapor"
        )


@pytest.mark.parametrize("kode", [kode for jenis, kode in SEMUA if jenis == "formulir"])
def test_a_form_says_how_each_of_its_fields_is_proven(kode: str) -> None:
    bukti = next(bagian for bagian in read("formulir", kode).bagian if bagian.judul == "Bukti tiap isian")
    assert bukti.tabel
    tanpa = [baris[0].tautan[0].kode for baris in bukti.tabel.baris if not any(sel.teks for sel in baris[1:])]
    assert tanpa == []


def test_the_value_in_force_is_the_kabupatens_own() -> None:
    buku = open_buku(muat_aturan({"puma_minimal": 7}))
    assert dict(read("setelan", "puma_minimal", buku).ringkas)["Berlaku di kabupaten Anda"].teks == "7"
    assert flatten(read("temuan", "puma_tinggi", buku).bagian[0].butir[1]) == "Skor PUMA paling sedikit 7"


def test_curves_stay_inside_their_drawing() -> None:
    for jenis, kode in SEMUA:
        kurva = [k for bagian in read(jenis, kode).bagian for k in bagian.kurva] if jenis == "pertumbuhan" else []
        for garis in (g for k in kurva for g in k.garis):
            angka = [float(satu) for satu in re.findall(r"[\d.]+", garis.jalur)]
            assert 34 <= min(angka[::2]) <= max(angka[::2]) <= 330, kode
            assert 10 <= min(angka[1::2]) <= max(angka[1::2]) <= 262, kode


@pytest.mark.parametrize(
    ("kata", "jenis", "kode"),
    [
        ("kek", "temuan", "kek"),
        ("LILA merah", "temuan", "lila_merah"),
        ("  berat   BADAN ", "bidang", "berat_kg"),
        ("ditimbang", "indikator", "balita_ditimbang"),
        ("bcg", "imunisasi", "imun_bcg"),
        ("puma", "setelan", "puma_minimal"),
    ],
)
def test_words_find_their_page(kata: str, jenis: str, kode: str) -> None:
    assert kode in [entri.kode for entri in search(BUKU, kata)[jenis]]


@pytest.mark.parametrize("kata", ["", " ", "\x00", "tidak-ada-kata-ini", "' OR 1=1"])
def test_words_that_say_nothing_find_nothing(kata: str) -> None:
    assert search(BUKU, kata) == {}


# ── The pages themselves ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cadre_finds_and_opens_a_rule(pemeran: Pemeran) -> None:
    assert "/aturan/temuan/kek/" in open_page(pemeran.ani, "/aturan/?kata=23%2C5")
    teks = open_page(pemeran.ani, "/aturan/temuan/kek/")
    assert all(kata in teks for kata in ("kurang dari 23,5 cm", "Kasus yang membuktikan", "sejak 1 Januari 2010"))


def test_one_page_of_each_shelf_opens(pemeran: Pemeran) -> None:
    for jenis, rak in RAK.items():
        assert rak.nama in open_page(pemeran.ani, f"/aturan/{jenis}/")
        open_page(pemeran.ani, f"/aturan/{jenis}/{rak.entri(BUKU)[0].kode}/")


def test_every_page_of_the_book_can_be_drawn() -> None:
    for jenis, kode in SEMUA:
        isi = render_to_string("klaster/satu.html", {"halaman": read(jenis, kode), "rak": RAK[jenis], "versi": "x"})
        assert f"<code>{kode}</code>" in isi
        assert "<h1>" in isi
    assert len(SEMUA) > 600


def test_every_form_is_printed(pemeran: Pemeran) -> None:
    for kode in (kode for jenis, kode in SEMUA if jenis == "formulir"):
        assert "kartu-kosong" in open_page(pemeran.ani, f"/formulir/{kode}/cetak/")


def test_a_user_without_assignment_reads_it_with_the_defaults(pemeran: Pemeran) -> None:
    assert "6 (bawaan)" in open_page(pemeran.fajar, "/aturan/setelan/puma_minimal/")


def test_the_settings_are_those_of_the_readers_kabupaten(wilayah: Wilayah, pemeran: Pemeran) -> None:
    Setelan.objects.update_or_create(kabupaten=wilayah.beltim, defaults={"aturan": {"puma_minimal": 7}})
    assert "paling sedikit 7" in open_page(pemeran.eko, "/aturan/temuan/puma_tinggi/")
    assert "paling sedikit 6" in open_page(pemeran.hana, "/aturan/temuan/puma_tinggi/")


@pytest.mark.parametrize("alamat", ["/aturan/x/", "/aturan/temuan/x/", "/aturan/x/kek/", "/aturan/temuan/KEK/"])
def test_an_unknown_page_is_not_found(client: Client, pemeran: Pemeran, alamat: str) -> None:
    client.force_login(pemeran.ani, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(alamat).status_code == 404


@pytest.mark.peramban
@pytest.mark.parametrize("lebar", [360, 1440])
def test_the_pages_are_accessible_and_fit_their_screen(pemeran: Pemeran, peramban: Browser, lebar: int) -> None:
    page = peramban.new_page(viewport={"width": lebar, "height": 800})
    for jenis, rak in RAK.items():
        for alamat in ("/aturan/", f"/aturan/{jenis}/", f"/aturan/{jenis}/{rak.entri(BUKU)[-1].kode}/"):
            page.set_content(open_page(pemeran.ani, alamat))
            page.add_style_tag(content=(settings.VAR / "aset" / "css" / "app.css").read_text())
            found = Axe().run(page)
            assert found.violations_count == 0, f"{alamat}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= lebar, alamat
    page.close()


def test_it_is_for_people_who_are_logged_in(client: Client, db: None) -> None:
    assert client.get("/aturan/").status_code == 302


def test_it_is_linked_from_every_page(pemeran: Pemeran) -> None:
    assert 'href="/aturan/"' in open_page(pemeran.ani, "/cari/")
