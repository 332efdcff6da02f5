"""Typed text, made uniform without changing what was meant."""

from __future__ import annotations

import unicodedata
from typing import Final

from klaster.nilai import NIK_TERTULIS
from puskesmas.errors import DomainError

# Control, format (zero-width, direction), surrogate, private and unassigned characters cannot be seen on a screen.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS: Final = "\u200c\u200d"  # parts of letters in some scripts and of emoji
_LINES: Final = "\r\n\t"


def clean_line(teks: str, *, bidang: str, paling: int, boleh_kosong: bool = False) -> str:
    """One line: NFC, single spaces, no hidden characters, at most `paling` characters."""
    bersih = " ".join(kata for kata in _nfc(teks, bidang, paling).split(" ") if kata)
    refuse_hidden(bersih, bidang=bidang)
    if not bersih and not boleh_kosong:
        raise DomainError("wajib_diisi", "Bidang ini wajib diisi.", bidang, "Isi dahulu.")
    return bersih


def clean_note(teks: str, *, bidang: str, paling: int = 200, kosong: str = "Alasannya belum diisi.") -> str:
    """A reason or a remark: like a line, emoji allowed, no NIK, never empty; `kosong` is what the empty one is told."""
    bersih = " ".join(_nfc(teks, bidang, paling).split())
    refuse_hidden(bersih, bidang=bidang, boleh=_JOINERS)
    refuse_nik(bersih, bidang=bidang)
    if not bersih:
        raise DomainError("wajib_diisi", kosong, bidang, "Tulis dengan singkat.")
    return bersih


def check_prose(teks: str, *, bidang: str, paling: int) -> None:
    """What is printed and handed on just as it was typed, in as many lines as wanted: no hidden characters, no NIK."""
    refuse_hidden(teks, bidang=bidang, boleh=_JOINERS + _LINES)
    refuse_nik(teks, bidang=bidang)
    if len(teks) > paling:
        raise DomainError(
            "terlalu_panjang", f"Teks {len(teks)} huruf, paling banyak {paling}.", bidang, "Ringkas dahulu."
        )


def refuse_nik(teks: str, *, bidang: str) -> None:
    """Stories are read by many; who somebody is stands on their card and nowhere else."""
    if NIK_TERTULIS.search(teks):
        raise DomainError(
            "nik_dalam_tulisan",
            "Tulisan ini berisi NIK atau nomor KK (16 angka).",
            bidang,
            "Hapus nomornya: tulisan ini dibaca banyak orang.",
        )


def refuse_hidden(teks: str, *, bidang: str, boleh: str = "") -> None:
    if any(unicodedata.category(huruf) in _HIDDEN and huruf not in boleh for huruf in teks):
        raise DomainError("karakter_terlarang", "Isian berisi karakter tersembunyi.", bidang, "Ketik ulang isinya.")


def _nfc(teks: str, bidang: str, paling: int) -> str:
    bersih = unicodedata.normalize("NFC", teks)
    if len(bersih) > paling:
        raise DomainError("terlalu_panjang", f"Isian paling panjang {paling} huruf.", bidang, "Singkatkan.")
    return bersih


def normalise_password(password: str) -> str:
    """The same password typed on two keyboards may come as different characters."""
    return unicodedata.normalize("NFC", password)
