"""The kabupaten page as a workbook: every Puskesmas, every indicator, one week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from capaian.halaman.akses import Akses
from capaian.halaman.angka import Angka, load_papan
from capaian.halaman.jaringan import load_jaringan
from capaian.halaman.model import Keadaan
from capaian.halaman.param import klaster_by_kode
from capaian.halaman.tulisan import waktu_panjang
from capaian.hitung.pekan import Pekan
from capaian.lokal import indikator_of
from capaian.models import Capaian
from klaster.indikator import JenisIndikator
from puskesmas.models.unit import JenisUnit

TIPE_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPALA: Final = (
    "Kode unit",
    "Unit",
    "Klaster",
    "Kode indikator",
    "Indikator",
    "Pembilang",
    "Penyebut",
    "Persen",
    "Tambahan pekan ini",
    "Harapan",
    "Target",
    "Keadaan",
)
LEBAR: Final = (16, 26, 28, 26, 34, 11, 11, 9, 18, 11, 9, 18)

Isi = str | int | float | None


def write_kabupaten(akses: Akses, pekan: Pekan) -> bytes:
    """The file's bytes. Text is always written as text, so that a name like "=1+1" stays a name."""
    jaringan = load_jaringan(akses)
    unit = [satu for satu in jaringan.semua if satu.jenis in (JenisUnit.KABUPATEN, JenisUnit.PUSKESMAS)]
    papan = load_papan(Capaian.objects.visible_to(akses.pengguna), pekan, [satu.pk for satu in unit], panjang=1)
    semua = indikator_of(akses.unit.pk, pekan)
    baris = [figure_row(satu.kode, satu.nama, j, papan.at(satu.pk, j.kode)) for satu in unit for j in semua]
    dihitung = papan.dihitung_pada
    saat = waktu_panjang(dihitung.astimezone(akses.zona)) if dihitung else "belum dihitung"
    judul = f"{akses.unit.nama}, {pekan.label}, angka per {saat}"
    return _write(judul, baris, dihitung or akses.sekarang)


def figure_row(unit: str, nama: str, jenis: JenisIndikator, angka: Angka | None) -> tuple[Isi, ...]:
    """One line under `KEPALA`; `unit` is a unit's code."""
    kepala = (unit, nama, klaster_by_kode()[jenis.klaster], jenis.kode, jenis.nama)
    if angka is None:
        return (*kepala, None, None, None, None, None, None, Keadaan.BELUM_ADA_DATA.kata)
    return (
        *kepala,
        angka.pembilang,
        angka.penyebut,
        angka.pembilang / angka.penyebut if angka.penyebut else None,
        angka.tambahan,
        None if angka.harapan is None else float(angka.harapan),
        None if angka.target is None else float(angka.target),
        Keadaan(angka.status).kata,
    )


def _write(judul: str, baris: Sequence[Sequence[Isi]], dibuat: datetime) -> bytes:
    berkas = BytesIO()
    with xlsxwriter.Workbook(
        berkas, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as buku:
        buku.set_properties({"created": dibuat.replace(tzinfo=None)})  # the same figures make the same file
        write_sheet(buku, "Capaian", judul, list(zip(KEPALA, LEBAR, strict=True)), baris, figure_formats(buku))
    return berkas.getvalue()


def figure_formats(buku: xlsxwriter.Workbook) -> dict[int, Format]:
    """How the columns of `KEPALA` show their numbers."""
    return {kolom: buku.add_format({"num_format": pola}) for kolom, pola in ((7, "0.0%"), (9, "0.0"), (10, "0%"))}


def write_sheet(
    buku: xlsxwriter.Workbook,
    nama: str,
    judul: str,
    kolom: Sequence[tuple[str, int]],
    baris: Sequence[Sequence[Isi]],
    bentuk: dict[int, Format],
) -> None:
    """One sheet: a title, a head of (text, width), rows that can be filtered. `bentuk` by number of the column."""
    lembar = buku.add_worksheet(nama)
    tebal = buku.add_format({"bold": True})
    lembar.write_string(0, 0, judul, tebal)
    for nomor, (teks, lebar) in enumerate(kolom):
        lembar.write_string(2, nomor, teks, tebal)
        lembar.set_column(nomor, nomor, lebar)
    for nomor, isi in enumerate(baris, start=3):
        _write_row(lembar, nomor, isi, bentuk)
    lembar.freeze_panes(3, 2)
    lembar.autofilter(2, 0, 2 + len(baris), len(kolom) - 1)


def _write_row(lembar: Worksheet, nomor: int, isi: Sequence[Isi], bentuk: dict[int, Format]) -> None:
    for kolom, nilai in enumerate(isi):
        if isinstance(nilai, str):
            lembar.write_string(nomor, kolom, nilai)
        elif nilai is not None:
            lembar.write_number(nomor, kolom, nilai, bentuk.get(kolom))
