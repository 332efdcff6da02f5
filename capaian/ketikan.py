"""Rates and counts as people type them, read only where they can mean one thing."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from puskesmas.errors import DomainError

_PERSEN: Final = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?( ?%)?", re.ASCII)
_UTUH: Final = re.compile(r"[0-9]{1,7}|[0-9]{1,3}(?:\.[0-9]{3}){1,2}", re.ASCII)
_KORUP: Final = re.compile(r"[0-9]{1,3},[0-9]{3}", re.ASCII)
PALING_PANJANG: Final = 20
"""Letters of a value that are repeated in the answer."""


def read_percent(teks: str) -> Decimal | None:
    """ "80", "80 %", "82,5" as a rate; empty: None. "0,8" may be 0,8 % or 80 %: without its % it is asked back."""
    bersih = _clean(teks)
    if not bersih:
        return None
    cocok = _PERSEN.fullmatch(bersih)
    if cocok is None:
        raise _refuse("bukan_persen", bersih, "bukan persen", "Tulis misalnya 80 atau 82,5.")
    nilai = Decimal(f"{cocok[1]}.{cocok[2] or 0}")
    if 0 < nilai <= 1 and not cocok[3]:
        persen = show_percent(nilai)
        saran = f"Tulis {persen} % atau {bersih} %, dengan tanda persennya."
        raise _refuse("persen_kabur", bersih, f"bisa berarti {persen} % atau {bersih} %", saran)
    if nilai > 100:
        raise _refuse("angka_di_luar_batas", bersih, "lebih dari 100 %", "Tulis 0 sampai 100.")
    return nilai / 100


def read_count(teks: str) -> int | None:
    """ "1250" or "1.250"; empty: None. "1,250" may be a thousand or one and a quarter, and is asked back."""
    bersih = _clean(teks)
    if not bersih:
        return None
    if _KORUP.fullmatch(bersih):
        lurus = bersih.replace(",", "")
        raise _refuse("angka_kabur", bersih, "tidak jelas ribuan atau pecahan", f"Tulis {lurus} bila memang ribuan.")
    if not _UTUH.fullmatch(bersih):
        raise _refuse("bukan_angka", bersih, "bukan angka bulat", "Tulis misalnya 1250 atau 1.250.")
    return int(bersih.replace(".", ""))


def show_percent(nilai: Decimal) -> str:
    """0.825 as "82,5", the way it is typed."""
    return f"{(nilai * 100).normalize():f}".replace(".", ",")


def _clean(teks: str) -> str:
    return " ".join(teks.split())


def _refuse(kode: str, teks: str, kenapa: str, saran: str) -> DomainError:
    if teks.startswith(("-", "−")):
        return DomainError("angka_negatif", f"“{teks[:PALING_PANJANG]}” negatif.", "", "Tulis 0 atau lebih.")
    return DomainError(kode, f"“{teks[:PALING_PANJANG]}” {kenapa}.", "", saran)
