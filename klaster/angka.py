"""Numbers as they come from outside: JSON, web forms, earlier versions of the phone app."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Final

_BENTUK: Final = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,9})?", re.ASCII)
_RIBUAN: Final = re.compile(r"-?[0-9]{1,3}\.[0-9]{3}", re.ASCII)


def angka(nilai: object) -> int | float | None:
    """The finite number in `nilai`, or None; a boolean is no number."""
    jenis = type(nilai)
    if jenis is int:
        return nilai  # type: ignore[return-value]  # narrowed by the exact type, which mypy does not follow
    if jenis is float:
        return nilai if math.isfinite(nilai) else None  # type: ignore[return-value,arg-type]  # as above
    if isinstance(nilai, Decimal) and nilai.is_finite():
        hasil = float(nilai)
        return hasil if math.isfinite(hasil) else None
    return None


def tepat(nilai: object) -> Decimal | None:
    """The number as it is written, so that comparing it with a limit from the data is exact."""
    hasil = angka(nilai)
    return None if hasil is None else Decimal(str(hasil)) if isinstance(hasil, float) else Decimal(hasil)


def gram(nilai: object) -> int | None:
    """A weight in kilograms as whole grams, so that differences are exact."""
    kilo = angka(nilai)
    return round(kilo * 1000) if kilo is not None and 0 < kilo < 1000 else None


def is_ribuan(teks: str) -> bool:
    """`12.500`: twelve thousand five hundred, or twelve and a half? Nobody can tell."""
    return _RIBUAN.fullmatch(teks) is not None


def read_desimal(teks: str) -> Decimal | None:
    """`12,5` and `12.5` as a Decimal; None for anything that is not plainly a number in ASCII digits."""
    return Decimal(teks.replace(",", ".")) if _BENTUK.fullmatch(teks) else None


def tulis(nilai: int | float | Decimal) -> str:
    """A number as Indonesians write it: 12,5."""
    return format(Decimal(str(nilai)).normalize(), "f").replace(".", ",")
