"""A table pasted from a spreadsheet: one unit per row, one figure per column. Reading it never fails, it tells.

The first row that has a cell "Kode unit" holds the headings. A column says what it is by a code in brackets at its end,
by the code alone, or by the name. An empty cell changes nothing; "hapus" takes a figure away.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from capaian.target import Angka, Kunci
from puskesmas.errors import DomainError

TERBANYAK_BARIS: Final = 2_000
TERBANYAK_KOLOM: Final = 200
TERBANYAK_SALAH: Final = 50
"""Faults that are listed; more are counted."""
HAPUS: Final = "hapus"
_KODE: Final = frozenset({"kode unit", "kode"})
_ABAIKAN: Final = frozenset({"", "unit", "nama", "nama unit", "jenis", "induk"})
_KURUNG: Final = re.compile(r"\[([a-z0-9_]+)\]$")
CARI_JUDUL: Final = 10
"""Rows from the top among which the headings are looked for."""


@dataclass(frozen=True, slots=True)
class Salah:
    """What is wrong, and where: row from 1, heading of the column."""

    baris: int
    kolom: str
    pesan: str


@dataclass(slots=True)
class Hasil:
    """What a table asks for. With anything in `salah` nothing of it may be written."""

    isi: dict[Kunci, Angka | None] = field(default_factory=dict)
    salah: list[Salah] = field(default_factory=list)
    baris: int = 0


@dataclass(frozen=True, slots=True)
class Kamus:
    """What a table may speak of: units by lower-case code or name, items by code and lower-case name."""

    unit: Mapping[str, int]
    item: Mapping[str, str]
    baca: Callable[[str], Angka | None]


def split_cells(teks: str) -> list[list[str]]:
    """Rows of cells, as a spreadsheet puts them on the clipboard; also with semicolons where no tab is found."""
    pemisah = "\t" if "\t" in teks or ";" not in teks else ";"
    try:
        return [[" ".join(sel.split()) for sel in baris] for baris in csv.reader(StringIO(teks), delimiter=pemisah)]
    except csv.Error:
        return [[" ".join(sel.split()) for sel in baris.split(pemisah)] for baris in teks.splitlines()]


def join_cells(baris: Sequence[Sequence[str]]) -> str:
    """Rows of cells as text that `split_cells` reads back."""
    return "\n".join("\t".join(" ".join(sel.replace('"', "”").split()) for sel in satu) for satu in baris)


def read_table(teks: str, kamus: Kamus) -> Hasil:
    hasil, baris = Hasil(), split_cells(teks)
    if len(baris) > TERBANYAK_BARIS:
        hasil.salah.append(Salah(TERBANYAK_BARIS + 1, "", f"Paling banyak {TERBANYAK_BARIS} baris. Bagi menjadi dua."))
        return hasil
    ke = next((n for n, satu in enumerate(baris[:CARI_JUDUL]) if _is_heading(satu)), None)
    if ke is None:
        hasil.salah.append(Salah(1, "", "Baris judul tidak ditemukan: salah satu kolomnya harus “Kode unit”."))
        return hasil
    judul = baris[ke]
    kolom = _read_headings(judul, ke + 1, kamus, hasil)
    letak = next(n for n, sel in enumerate(judul) if sel.casefold() in _KODE)
    terpakai: dict[int, int] = {}
    for nomor, satu in enumerate(baris[ke + 1 :], start=ke + 2):
        if any(satu):
            hasil.baris += 1
            _read_row(satu, nomor, letak, judul, kolom, kamus, terpakai, hasil)
    return hasil


def _is_heading(baris: Sequence[str]) -> bool:
    return any(sel.casefold() in _KODE for sel in baris)


def _read_headings(judul: Sequence[str], nomor: int, kamus: Kamus, hasil: Hasil) -> dict[int, str]:
    """Place of each column that holds figures -> code of its item."""
    kolom: dict[int, str] = {}
    if len(judul) > TERBANYAK_KOLOM:
        hasil.salah.append(Salah(nomor, "", f"Paling banyak {TERBANYAK_KOLOM} kolom."))
        return kolom
    for letak, sel in enumerate(judul):
        if sel.casefold() in _KODE | _ABAIKAN:
            continue
        kode = _find_item(sel, kamus)
        if kode is None:
            hasil.salah.append(Salah(nomor, sel[:40], "Kolom ini tidak dikenal. Pakai judul dari contoh berkas."))
        elif kode in kolom.values():
            hasil.salah.append(Salah(nomor, sel[:40], "Kolom ini ada dua kali. Hapus salah satunya."))
        else:
            kolom[letak] = kode
    if not kolom and not hasil.salah:
        hasil.salah.append(Salah(nomor, "", "Tidak ada kolom angka di sebelah “Kode unit”."))
    return kolom


def _find_item(sel: str, kamus: Kamus) -> str | None:
    kurung = _KURUNG.search(sel.casefold())
    return kamus.item.get(kurung[1] if kurung else sel.casefold())


def _read_row(
    baris: Sequence[str],
    nomor: int,
    letak: int,
    judul: Sequence[str],
    kolom: Mapping[int, str],
    kamus: Kamus,
    terpakai: dict[int, int],
    hasil: Hasil,
) -> None:
    kode = baris[letak] if letak < len(baris) else ""
    unit = kamus.unit.get(kode.casefold()) if kode else None
    if any(baris[len(judul) :]):
        hasil.salah.append(Salah(nomor, "", "Ada isi di luar kolom yang berjudul."))
    if unit is None:
        pesan = f"Unit “{kode[:40]}” tidak ada di kabupaten ini." if kode else "Kode unitnya kosong."
        hasil.salah.append(Salah(nomor, "Kode unit", pesan))
        return
    if unit in terpakai:
        hasil.salah.append(Salah(nomor, "Kode unit", f"Unit ini sudah ada di baris {terpakai[unit]}."))
        return
    terpakai[unit] = nomor
    for tempat, item in kolom.items():
        if tempat < len(baris) and baris[tempat]:
            _read_cell(baris[tempat], nomor, judul[tempat], (unit, item), kamus, hasil)


def _read_cell(teks: str, nomor: int, judul: str, kunci: Kunci, kamus: Kamus, hasil: Hasil) -> None:
    if teks.startswith("="):
        hasil.salah.append(Salah(nomor, judul[:40], "Berisi rumus. Salin lalu tempel sebagai nilai."))
        return
    try:
        hasil.isi[kunci] = None if teks.casefold() == HAPUS else kamus.baca(teks)
    except DomainError as galat:
        hasil.salah.append(Salah(nomor, judul[:40], f"{galat.pesan} {galat.saran}".strip()))
