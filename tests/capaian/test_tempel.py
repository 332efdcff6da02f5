"""Tables that are pasted or uploaded: the dry run, the faults, and what never fails."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from capaian.buku_kerja import PALING_BESAR, read_workbook
from capaian.halaman.kisi import Minta, open_kisi
from capaian.halaman.tempel import Tempel
from capaian.ketikan import read_count, read_percent, show_percent
from capaian.models import Sasaran, Target
from capaian.target import SASARAN, TARGET
from capaian.tempel import Hasil, Kamus, join_cells, read_table, split_cells
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna
from tests.capaian.test_target import DITIMBANG, project
from tests.cast import Pemeran, Wilayah, browse

pytestmark = pytest.mark.usefixtures("selasa")

KAMUS = Kamus({"m": 1, "puskesmas gantung": 2, "g": 2}, {"a": "a", "balita ditimbang": "a", "b": "b"}, read_percent)
SK = {"dokumen": "SK 440/1/2026", "tanggal_dokumen": "2026-01-05"}
ALAMAT = "/target/tempel/"


def read(teks: str) -> Hasil:
    return read_table(teks, KAMUS)


def faults(teks: str) -> list[tuple[int, str]]:
    return [(satu.baris, satu.kolom) for satu in read(teks).salah]


# ── One typed value ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("80", "0.8"),
        ("80 %", "0.8"),
        ("82,5", "0.825"),
        ("82.5%", "0.825"),
        ("0", "0"),
        ("0,8 %", "0.008"),
        ("100", "1"),
    ],
)
def test_a_rate_is_read_in_percent(teks: str, nilai: str) -> None:
    assert read_percent(teks) == Decimal(nilai)


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("0,8", "persen_kabur"),
        ("1", "persen_kabur"),
        ("100,5", "angka_di_luar_batas"),
        ("-5", "angka_negatif"),
        ("abc", "bukan_persen"),
        ("1.000", "bukan_persen"),
        ("٨٠", "bukan_persen"),
    ],
)
def test_a_rate_that_may_mean_two_things_is_asked_back(teks: str, kode: str) -> None:
    with pytest.raises(DomainError) as galat:
        read_percent(teks)
    assert (galat.value.kode, bool(galat.value.saran)) == (kode, True)


@pytest.mark.parametrize(("teks", "jumlah"), [("1250", 1250), ("1.250", 1250), ("0", 0), ("1.250.000", 1250000)])
def test_a_count_is_read_with_points_for_thousands(teks: str, jumlah: int) -> None:
    assert read_count(teks) == jumlah


@pytest.mark.parametrize(
    ("teks", "kode"),
    [("1,250", "angka_kabur"), ("12,5", "bukan_angka"), ("12.5", "bukan_angka"), ("-1", "angka_negatif")],
)
def test_a_count_that_may_mean_two_things_is_asked_back(teks: str, kode: str) -> None:
    with pytest.raises(DomainError) as galat:
        read_count(teks)
    assert galat.value.kode == kode


@given(st.integers(0, 10_000))
def test_a_rate_that_is_shown_reads_back_as_itself(n: int) -> None:
    nilai = Decimal(n) / 10_000
    assert read_percent(f"{show_percent(nilai)} %") == nilai


# ── The table ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_columns_are_known_by_code_name_or_bracket_and_units_by_code_or_name() -> None:
    hasil = read("Kode unit\tUnit\tBalita ditimbang\tLain [b]\nM\tManggar\t80\t\nPuskesmas Gantung\t\t82,5\thapus")
    assert (hasil.isi, hasil.salah) == ({(1, "a"): Decimal("0.8"), (2, "a"): Decimal("0.825"), (2, "b"): None}, [])


def test_headings_may_stand_below_a_title_and_semicolons_separate_too() -> None:
    assert read("Target 2026\n\nkode;a\nm;70").isi == {(1, "a"): Decimal("0.7")}


@pytest.mark.parametrize(
    ("teks", "salah"),
    [
        ("Unit\ta\nm\t80", [(1, "")]),
        ("Kode unit\tkucing\nm\t80", [(1, "kucing")]),
        ("Kode unit\ta\tBalita ditimbang\nm\t80\t90", [(1, "Balita ditimbang")]),
        ("Kode unit\nm", [(1, "")]),
        ("Kode unit\ta\nx\t80", [(2, "Kode unit")]),
        ("Kode unit\ta\n\t80", [(2, "Kode unit")]),
        ("Kode unit\ta\nm\t80\n\nM\t90", [(4, "Kode unit")]),
        ("Kode unit\ta\nm\t-1\ng\tabc", [(2, "a"), (3, "a")]),
        ("Kode unit\ta\nm\t=A1*2", [(2, "a")]),
        ("Kode unit\ta\nm\t80\t90", [(2, "")]),
        ("Kode unit\ta\n" + "m\t80\n" * 2001, [(2001, "")]),
    ],
)
def test_every_fault_says_its_row_and_column(teks: str, salah: list[tuple[int, str]]) -> None:
    assert faults(teks) == salah


@given(st.text() | st.lists(st.lists(st.text(max_size=5)), max_size=5).map(lambda b: "Kode unit\ta\n" + join_cells(b)))
def test_no_text_breaks_the_table(teks: str) -> None:
    for satu in read(teks).isi.values():
        assert satu is None or 0 <= satu <= 1


@given(st.lists(st.lists(st.sampled_from(["", "80", "Kode unit", 'a "b"', " x  y", "1\n2"]), max_size=4), max_size=4))
def test_a_table_that_is_joined_reads_back_as_itself(baris: list[list[str]]) -> None:
    sekali = [satu for satu in split_cells(join_cells(baris)) if any(satu)]
    assert [satu for satu in split_cells(join_cells(sekali)) if any(satu)] == sekali


# ── The workbook ─────────────────────────────────────────────────────────────────────────────────────────────────────


def workbook(*baris: list[Any], ubah: Callable[[Any], None] = lambda lembar: None) -> bytes:
    buku = openpyxl.Workbook()
    lembar: Any = buku.active
    for satu in baris:
        lembar.append(satu)
    ubah(lembar)
    isi = BytesIO()
    buku.save(isi)
    return isi.getvalue()


def in_percent(lembar: Any) -> None:
    lembar["B2"].number_format = "0%"


def test_numbers_come_out_as_they_are_seen() -> None:
    isi = workbook(["Kode unit", "a", "b", "c"], ["m", 0.825, 0.8, 1250.0], ubah=in_percent)
    assert read_workbook(isi) == [["Kode unit", "a", "b", "c"], ["m", "82,5 %", "0,8", "1250"]]


def test_a_formula_stays_a_formula_and_is_refused_by_the_table() -> None:
    baris = read_workbook(workbook(["Kode unit", "a"], ["m", "=1+1"]))
    assert read(join_cells(baris)).salah[0].pesan.startswith("Berisi rumus")


def test_a_title_may_span_columns_and_figures_may_not() -> None:
    isi = (["Target"], ["Kode unit", "a"], ["m", 80])
    assert read_workbook(workbook(*isi, ubah=lambda lembar: lembar.merge_cells("A1:B1")))[2] == ["m", "80"]
    with pytest.raises(DomainError, match="sel_gabungan"):
        read_workbook(workbook(*isi, ubah=lambda lembar: lembar.merge_cells("B3:B4")))


def zipped(**isi: bytes) -> bytes:
    berkas = BytesIO()
    with zipfile.ZipFile(berkas, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, satu in isi.items():
            arsip.writestr(nama.replace("__", "/").replace("_xml", ".xml"), satu)
    return berkas.getvalue()


BOM = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        (b"", "bukan_xlsx"),
        (b"MZ\x90\x00", "bukan_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64, "bukan_xlsx"),
        (b"PK\x03\x04" + b"\x00" * 40, "bukan_xlsx"),
        (zipped(kucing=b"meong"), "bukan_xlsx"),
        (zipped(xl__workbook_xml=b"<rusak"), "bukan_xlsx"),
        (zipped(xl__workbook_xml=BOM), "bukan_xlsx"),
        (zipped(xl__workbook_xml=b" " * 13_000_000), "berkas_terlalu_besar"),
        (zipped(xl__workbook_xml=b"", **{f"f{n}": b"" for n in range(201)}), "berkas_terlalu_besar"),
        (b"\x00" * (PALING_BESAR + 1), "berkas_terlalu_besar"),
        (workbook(), "berkas_kosong"),
    ],
)
def test_what_is_no_plain_workbook_is_refused_in_words(isi: bytes, kode: str) -> None:
    with pytest.raises(DomainError) as galat:
        read_workbook(isi)
    assert galat.value.kode == kode


@given(st.binary(max_size=300))
def test_no_bytes_break_the_workbook(sampah: bytes) -> None:
    with pytest.raises(DomainError):
        read_workbook(workbook(["Kode unit", "a"])[:-40] + sampah)


def test_a_cell_far_away_costs_nothing() -> None:
    def far(lembar: Any) -> None:
        lembar["XFD1048576"] = "jauh"

    assert read_workbook(workbook(["Kode unit", "a"], ["m", 80], ubah=far))[1] == ["m", "80"]


# ── The page: dry run, then drafts ───────────────────────────────────────────────────────────────────────────────────


def table(wilayah: Wilayah, nilai: str = "85") -> str:
    return f"Kode unit\tUnit\tBalita ditimbang\n{wilayah.manggar.kode}\tManggar\t{nilai}\n"


def post(siapa: Pengguna, alamat: str = ALAMAT, **isi: Any) -> Any:
    return browse(siapa).post(alamat, {"aksi": "periksa", **SK, **isi})


def keep(siapa: Pengguna, teks: str, alamat: str = ALAMAT, **lain: str) -> Any:
    """Look first, then save what was looked at."""
    isi = post(siapa, alamat, tabel=teks).content.decode()
    cap, segel = (re.findall(rf'name="{nama}" value="([^"]*)"', isi)[0] for nama in ("cap", "diperiksa"))
    return post(siapa, alamat, tabel=teks.replace("\n", "\r\n"), cap=cap, diperiksa=segel, aksi="simpan", **lain)


def test_the_dry_run_shows_old_and_new_and_writes_nothing(wilayah: Wilayah, pemeran: Pemeran) -> None:
    answer = post(pemeran.eko, tabel=table(wilayah))
    isi = answer.content.decode()
    assert (answer.status_code, Target.objects.exists()) == (200, False)
    assert all(kata in isi for kata in ("Simpan 1 rancangan", "ikut di atasnya", "85", "SK 440/1/2026"))


@pytest.mark.parametrize(
    ("lain", "kata"),
    [
        ({"dokumen": " "}, "Nomor dokumennya belum diisi."),
        ({"tanggal_dokumen": ""}, "Tanggal dokumennya belum diisi."),
        ({"tanggal_dokumen": "2030-01-01"}, "Tanggal dokumennya di masa depan"),
    ],
)
def test_the_dry_run_looks_at_the_document_too(
    wilayah: Wilayah, pemeran: Pemeran, lain: dict[str, str], kata: str
) -> None:
    answer = post(pemeran.eko, tabel=table(wilayah), **lain)
    isi = answer.content.decode()
    assert (answer.status_code, kata in isi, "ikut di atasnya" in isi) == (400, True, True)


def test_what_was_looked_at_is_kept_as_drafts(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert keep(pemeran.eko, table(wilayah)).status_code == 302
    assert Target.objects.values_list("indikator_id", "nilai", "status").get() == (DITIMBANG, Decimal("0.85"), "draf")


def test_what_was_changed_after_the_look_is_looked_at_again(wilayah: Wilayah, pemeran: Pemeran) -> None:
    segel = re.findall(r'name="diperiksa" value="([^"]*)"', post(pemeran.eko, tabel=table(wilayah)).content.decode())[0]
    answer = post(pemeran.eko, tabel=table(wilayah, "95"), diperiksa=segel, aksi="simpan")
    assert (answer.status_code, Target.objects.exists()) == (400, False)
    assert "berubah sesudah diperiksa" in answer.content.decode()


@pytest.mark.parametrize(
    "lain",
    [{"dokumen": ""}, {"tanggal_dokumen": "kemarin"}, {"cap": "basi"}, {"tanggal_dokumen": "2030-01-01"}],
)
def test_nothing_typed_is_lost_when_it_is_refused(wilayah: Wilayah, pemeran: Pemeran, lain: dict[str, str]) -> None:
    isi = post(pemeran.eko, tabel=table(wilayah)).content.decode()
    segel = re.findall(r'name="diperiksa" value="([^"]*)"', isi)[0]
    answer = post(pemeran.eko, **({"tabel": table(wilayah), "diperiksa": segel, "aksi": "simpan"} | lain))
    assert (answer.status_code in {400, 409}, Target.objects.exists()) == (True, False)
    assert f"{wilayah.manggar.kode}\tManggar\t85" in answer.content.decode()


def test_a_fault_keeps_everything_from_being_saved(wilayah: Wilayah, pemeran: Pemeran) -> None:
    teks = table(wilayah) + "19.99\tX\t80\n"
    answer = post(pemeran.eko, tabel=teks)
    assert (answer.status_code, "rancangan</button>" in answer.content.decode()) == (400, False)
    assert keep(pemeran.eko, teks).status_code == 400
    assert not Target.objects.exists()


def test_the_template_comes_back_without_a_change(wilayah: Wilayah, pemeran: Pemeran) -> None:
    project(pemeran, wilayah, wilayah.manggar, 1250)
    berkas = browse(pemeran.eko).get("/unduh/sasaran.xlsx").content
    hasil = Tempel(open_kisi(pemeran.eko, SASARAN, Minta())).read(join_cells(read_workbook(berkas)))
    assert (hasil.isi, hasil.salah) == ({(wilayah.manggar.pk, "balita"): 1250}, [])
    assert read_workbook(browse(pemeran.eko).get("/unduh/target.xlsx").content)[0][:2] == ["Kode unit", "Unit"]


def test_an_uploaded_sheet_stands_in_the_table_to_be_mended(wilayah: Wilayah, pemeran: Pemeran) -> None:
    isi = workbook(["Kode unit", "Balita ditimbang"], [wilayah.manggar.kode, 0.8])
    answer = post(pemeran.eko, berkas=SimpleUploadedFile("t.xlsx", isi))
    assert answer.status_code == 400
    assert all(k in answer.content.decode() for k in ("bisa berarti 80 % atau 0,8 %", f"{wilayah.manggar.kode}\t0,8"))


@pytest.mark.parametrize("besar", [100, 3_000_000, 11_000_000])
def test_a_file_that_cannot_be_read_loses_nothing(wilayah: Wilayah, pemeran: Pemeran, besar: int) -> None:
    answer = post(pemeran.eko, tabel=table(wilayah), berkas=SimpleUploadedFile("t.xlsx", b"x" * besar))
    assert answer.status_code == 400
    assert f"{wilayah.manggar.kode}\tManggar\t85" in answer.content.decode()


def test_the_dry_run_says_what_would_not_add_up(wilayah: Wilayah, pemeran: Pemeran) -> None:
    w = wilayah
    teks = f"Kode unit\tbalita\n{w.kelubi.kode}\t100\n{w.melati.kode}\t60\n{w.kenanga.kode}\t50\n"
    assert "Pustu Kelubi, Balita (0–59 bulan): unit di bawahnya berjumlah 110, lebih 10." in (
        post(pemeran.eko, "/target/sasaran/tempel/", tabel=teks).content.decode()
    )
    assert keep(pemeran.eko, teks, "/target/sasaran/tempel/").status_code == 302
    assert Sasaran.objects.count() == 3


def test_a_table_of_targets_knows_every_indicator_with_a_denominator(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tempel = Tempel(open_kisi(pemeran.eko, TARGET, Minta()))
    assert tempel.read(f"Kode unit\tVitamin A\n{wilayah.melati.kode}\t85").isi == {
        (wilayah.melati.pk, "vitamin_a"): Decimal("0.85")
    }


@pytest.mark.parametrize("alamat", [ALAMAT, "/target/sasaran/tempel/", "/unduh/target.xlsx", "/unduh/sasaran.xlsx"])
def test_only_dinas_brings_tables(pemeran: Pemeran, alamat: str) -> None:
    for siapa in (pemeran.dewi, pemeran.ani, pemeran.fajar):
        assert browse(siapa).get(alamat).status_code == 403
    assert browse(pemeran.eko).get(alamat).status_code == 200
