"""The survey tool: rows of a CSV in, the same rows with z-scores, classes and what is wrong with them out.

One row at a time, so that a file of any length needs the same memory; a bad row is written with its reason.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Final

from klaster.galat import DataSalah
from klaster.pertumbuhan.ukur import (
    BERDIRI,
    HARI_BALITA,
    HARI_REMAJA,
    TELENTANG,
    TERBESAR,
    Pertumbuhan,
    Skor,
    ukur_pertumbuhan,
)

KOLOM: Final = ("sex", "age_days", "weight_kg", "length_height_cm", "measured", "oedema")
INDEKS: Final = ("bbu", "tbu", "bbtb", "imtu")
TAMBAHAN: Final = (*(f"z{satu}" for satu in INDEKS), *(f"kelas_{satu}" for satu in INDEKS), "alasan")
_JENIS_KELAMIN: Final = {"m": "L", "f": "P", "l": "L", "p": "P", "1": "L", "2": "P"}
_POSISI: Final = {"l": TELENTANG, "h": BERDIRI, "": None}
_EDEMA: Final = {"y": True, "n": False, "": False, "ya": True, "tidak": False}
_KOSONG: Final = frozenset({"", "na", "."})  # as spreadsheets, R and Stata leave a cell empty
_SALAH: Final = -1.0  # an age that can not be read is not the same as none
_BARIS_GABUNG: Final = 50  # a quoted cell may run over so many lines; longer, and its quote was never closed

Sel = list[str]


class Penilai:
    """Judges the rows below one header line. Delimiter and decimal sign go out as they came in."""

    def __init__(self, judul: str) -> None:
        """DataSalah when a column is missing."""
        self.pemisah = max(",;\t", key=judul.count)
        self.koma = self.pemisah == ";"
        self.judul = next(csv.reader([judul.removeprefix("\ufeff")], delimiter=self.pemisah), [])
        nama = [satu.strip().lower() for satu in self.judul]
        if hilang := [satu for satu in KOLOM if satu not in nama]:
            raise DataSalah(f"Kolom {', '.join(hilang)} tidak ada. Baris pertama harus memuat: {','.join(KOLOM)}")
        if ganda := [satu for satu in KOLOM if nama.count(satu) > 1]:
            raise DataSalah(f"Kolom {', '.join(ganda)} ada lebih dari satu.")
        self.letak = [nama.index(satu) for satu in KOLOM]
        self.simpan = [ke for ke, satu in enumerate(nama) if satu not in TAMBAHAN]

    def header(self) -> Sel:
        return [self.judul[ke] for ke in self.simpan] + list(TAMBAHAN)

    def judge(self, sel: Sel) -> Sel:
        """The row with the new columns behind it; columns of an earlier run are replaced."""
        cacat = _check_lebar(len(sel), len(self.judul))
        isi = sel + [""] * (len(self.judul) - len(sel))
        tambahan = ["", "", "", "", "", "", "", "", cacat] if cacat else self._score([isi[ke] for ke in self.letak])
        return [isi[ke] for ke in self.simpan] + tambahan

    def _score(self, isi: Sel) -> Sel:
        alasan: list[str] = []
        hasil = measure_baris(isi, alasan)
        skor = [getattr(hasil, satu) for satu in INDEKS]
        alasan += [
            f"z{satu} di luar batas wajar" for satu, nilai in zip(INDEKS, skor, strict=True) if nilai.tidak_wajar
        ]
        z = ["" if satu.z is None else f"{satu.z:.2f}" for satu in skor]
        if self.koma:
            z = [satu.replace(".", ",") for satu in z]
        return [*z, *("" if satu.kelas is None else satu.kelas.kode for satu in skor), "; ".join(alasan)]


def _check_lebar(ada: int, perlu: int) -> str:
    if ada == perlu:
        return ""
    saran = "; angka dengan koma desimal harus di antara tanda kutip" if ada > perlu else ""
    return f"jumlah kolom {ada}, seharusnya {perlu}{saran}"


def measure_baris(isi: Sel, alasan: list[str]) -> Pertumbuhan:
    """What the six cells, in the order of KOLOM, allow to compute; what is wrong is added to `alasan`."""
    jenis_kelamin = _JENIS_KELAMIN.get(isi[0].strip().lower())
    if jenis_kelamin is None:
        alasan.append("sex harus M atau F")
    hari = _read_hari(isi[1], alasan)
    berat = _read_ukuran("weight_kg", isi[2], alasan)
    panjang = _read_ukuran("length_height_cm", isi[3], alasan)
    posisi, edema = isi[4].strip().lower(), isi[5].strip().lower()
    if posisi not in _POSISI:
        alasan.append("measured harus L, H atau kosong")
        panjang = None  # 0.7 cm more or less: not to be guessed
    if edema not in _EDEMA:
        alasan.append("oedema harus y, n atau kosong")
        berat = None  # a weight with or without water: not to be guessed
    hasil = ukur_pertumbuhan(jenis_kelamin, hari, berat, panjang, _POSISI.get(posisi), _EDEMA.get(edema))
    if hasil.posisi_janggal:
        alasan.append("measured H pada umur di bawah 9 bulan, periksa lagi")
    balita = hari is None or 0 <= hari <= HARI_BALITA
    if jenis_kelamin and balita and berat and panjang and hasil.bbtb == Skor():
        alasan.append("length_height_cm di luar tabel BB/PB (45–110 cm) atau BB/TB (65–120 cm)")
    return hasil


def _read_hari(teks: str, alasan: list[str]) -> float | None:
    if teks.strip().lower() in _KOSONG:
        alasan.append("age_days kosong, hanya BB/TB yang dapat dihitung")
        return None
    hari = _read_angka(teks)
    if hari is None:
        alasan.append("age_days bukan angka")
    elif not 0 <= hari <= HARI_REMAJA:
        alasan.append(f"age_days harus 0 sampai {HARI_REMAJA}")
    else:
        return hari
    return _SALAH


def _read_ukuran(kolom: str, teks: str, alasan: list[str]) -> float | None:
    if teks.strip().lower() in _KOSONG:
        return None
    nilai = _read_angka(teks)
    if nilai is None:
        alasan.append(f"{kolom} bukan angka")
    elif not 0 < nilai <= TERBESAR:
        alasan.append(f"{kolom} harus lebih dari 0, paling banyak {TERBESAR}")
        return None
    return nilai


def _read_angka(teks: str) -> float | None:
    try:
        nilai = float(teks.replace(",", ".", 1))
    except ValueError:
        return None
    return nilai if isfinite(nilai) and "_" not in teks else None


def split_rows(baris: Iterable[str], pemisah: str, lebar: int) -> Iterator[Sel]:
    """Cells of each row. A quote that is never closed spoils its own line, not the rest of the file."""
    antre: deque[str] = deque()
    sumber = iter(baris)
    while (satu := antre.popleft() if antre else next(sumber, None)) is not None:
        ganjil = satu.count('"') % 2 == 1
        sel = (_join(satu, antre, sumber, pemisah, lebar) if ganjil else None) or _parse(satu, pemisah, polos=ganjil)
        if sel:
            yield sel


def _join(satu: str, antre: deque[str], sumber: Iterator[str], pemisah: str, lebar: int) -> Sel | None:
    """The row of the lines that a quoted cell runs over; None, and the lines back in the queue, when it never ends."""
    bagian = [satu]
    while len(bagian) < _BARIS_GABUNG and (lanjut := antre.popleft() if antre else next(sumber, None)) is not None:
        bagian.append(lanjut)
        if lanjut.count('"') % 2 or lanjut.count(pemisah) >= lebar - 1:  # the end, or a row of its own
            break
    sel = _parse("".join(bagian), pemisah, polos=False) if len(bagian) > 1 else []
    if len(sel) == lebar and bagian[-1].count(pemisah) < lebar - 1:
        return sel
    antre.extendleft(reversed(bagian[1:]))
    return None


def _parse(satu: str, pemisah: str, *, polos: bool) -> Sel:
    """`polos`: quotes are letters like any other."""
    try:
        if polos:
            return next(csv.reader([satu], delimiter=pemisah, quoting=csv.QUOTE_NONE), [])
        return next(csv.reader([satu], delimiter=pemisah), [])
    except csv.Error:
        return satu.rstrip("\r\n").split(pemisah)
