"""An uploaded workbook as rows of text. What is not a plain, small .xlsx is refused before it is unpacked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from capaian.tempel import TERBANYAK_BARIS, TERBANYAK_KOLOM
from puskesmas.errors import DomainError

PALING_BESAR: Final = 2 * 1024 * 1024
"""Bytes as uploaded; the largest template is a tenth of it."""
TERBUKA: Final = 12 * 1024 * 1024
"""Bytes when unpacked: more is no table of targets."""
BAGIAN: Final = 200
"""Files inside the workbook."""
_GABUNG: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}([0-9]{1,7}))?)"')
_DTD: Final = (b"<!DOCTYPE", b"<!ENTITY")

BUKAN_XLSX: Final = DomainError(
    "bukan_xlsx", "Berkas itu bukan .xlsx yang dapat dibaca.", "berkas", "Simpan dari Excel sebagai .xlsx, tanpa sandi."
)
TERLALU_BESAR: Final = DomainError(
    "berkas_terlalu_besar", "Berkas lebih besar dari 2 MB.", "berkas", "Pakai contoh berkas, hanya lembar angkanya."
)
KOSONG: Final = DomainError("berkas_kosong", "Lembar pertamanya kosong.", "berkas", "Isi contoh berkas, lalu unggah.")


def read_workbook(isi: bytes) -> list[list[str]]:
    """The first visible sheet, row by row, as text; formulas as their text. DomainError for what cannot be read."""
    if len(isi) > PALING_BESAR:
        raise TERLALU_BESAR
    gabung = _check_archive(isi)
    try:
        baris = _read_rows(isi)
    except Exception as error:  # a broken workbook fails in a dozen ways, none of them ours
        raise BUKAN_XLSX from error
    while baris and not any(baris[-1]):
        baris.pop()
    if not baris:
        raise KOSONG
    _refuse_merged(gabung, baris)
    return baris


def _check_archive(isi: bytes) -> list[tuple[str, int]]:
    """Refuses what would grow out of bounds; the merged ranges with their last row."""
    try:
        with ZipFile(BytesIO(isi)) as arsip:
            isinya = arsip.infolist()
            if "xl/workbook.xml" not in arsip.namelist():
                raise BUKAN_XLSX
            # A size that is declared too small stops the unpacking there, and the checksum then fails.
            if len(isinya) > BAGIAN or sum(satu.file_size for satu in isinya) > TERBUKA:
                raise TERLALU_BESAR
            lembar = [arsip.read(satu) for satu in isinya if satu.filename.endswith(".xml")]
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise BUKAN_XLSX from error
    if any(kata in satu for satu in lembar for kata in _DTD):
        raise BUKAN_XLSX
    return [(m[1].decode(), int(m[2] or 0)) for satu in lembar for m in _GABUNG.finditer(satu)]


def _read_rows(isi: bytes) -> list[list[str]]:
    buku = load_workbook(BytesIO(isi), read_only=True, keep_links=False)
    try:
        lembar = next(satu for satu in buku.worksheets if satu.sheet_state == "visible")
        rows = lembar.iter_rows(max_row=TERBANYAK_BARIS + 1, max_col=TERBANYAK_KOLOM + 1)
        return [_trim(_text(sel) for sel in baris) for baris in rows]
    finally:
        buku.close()


def _trim(baris: Iterable[str]) -> list[str]:
    """Without the empty cells at its end."""
    isi = list(baris)
    while isi and not isi[-1]:
        isi.pop()
    return isi


def _text(sel: Any) -> str:
    """As it would be pasted: 0.8 in a percent cell is "80 %", in a plain one "0,8"."""
    nilai = sel.value
    if nilai is None:
        return ""
    if sel.data_type == "f":
        return str(nilai) if isinstance(nilai, str) else "="
    if isinstance(nilai, bool | date | datetime | time):
        return str(nilai)
    if isinstance(nilai, int | float):
        persen = "%" in (sel.number_format or "")
        return f"{_number(nilai * 100)} %" if persen else _number(nilai)
    return str(nilai)


def _number(nilai: float) -> str:
    """12 decimals are more than anybody typed and less than a float's noise."""
    return f"{nilai:.12f}".rstrip("0").rstrip(".").replace(".", ",")


def _refuse_merged(gabung: Iterable[tuple[str, int]], baris: list[list[str]]) -> None:
    """A title above the headings may span columns; among the figures nobody knows which cell is meant."""
    judul = next((n for n, satu in enumerate(baris, start=1) if len([sel for sel in satu if sel]) > 1), 1)
    for rentang, akhir in gabung:
        if akhir >= judul:
            raise DomainError(
                "sel_gabungan", f"Sel {rentang} digabung (merge).", "berkas", "Pisahkan sel itu, lalu unggah lagi."
            )
