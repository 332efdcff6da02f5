"""One value of one field: strict about its type, and the same value always written the same way."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from klaster.angka import tulis
from klaster.rentang import Rentang

if TYPE_CHECKING:
    from klaster.bidang import Bidang

TERBESAR: Final = 1_000_000  # longer numbers are not spelled out in a sentence
_BARIS: Final = "\n\t"
# Surrogates, control characters, and the format characters that turn text around or hide it.
_TERLARANG: Final = frozenset({"Cc", "Cs"})
_TERSEMBUNYI: Final = frozenset("\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@dataclass(frozen=True, slots=True)
class Tolak:
    """Why a value is refused, in Indonesian, with a code for machines."""

    kode: str
    pesan: str
    saran: str = ""


def read_nilai(bidang: Bidang, nilai: object, rentang: Rentang | None) -> object | Tolak | None:
    """The canonical value, None when there is nothing, or why it is refused."""
    if nilai is None:
        return None
    return _PEMBACA[bidang.tipe](bidang, nilai, rentang)


def _angka(bidang: Bidang, nilai: object, rentang: Rentang | None) -> object | Tolak:
    if not isinstance(nilai, (int, float, Decimal)) or isinstance(nilai, bool):
        return Tolak("tipe_salah", f'Bidang "{bidang.label}" harus berupa angka.')
    if not (math.isfinite(nilai) if isinstance(nilai, float) else Decimal(nilai).is_finite()):
        return Tolak("bukan_angka", f"{bidang.label} harus angka lebih dari 0.")
    if bidang.tipe == "bulat" and (isinstance(nilai, float) or not _is_bulat(nilai)):
        return Tolak("harus_bulat", f"{bidang.label} harus angka bulat, tanpa koma.")
    tepat = Decimal(str(nilai)) if isinstance(nilai, float) else Decimal(nilai)
    return _check_luar(bidang, tepat, rentang) or _check_desimal(bidang, tepat) or _kanonik(tepat)


def _is_bulat(nilai: int | Decimal) -> bool:
    return isinstance(nilai, int) or nilai == nilai.to_integral_value()


def _check_luar(bidang: Bidang, nilai: Decimal, rentang: Rentang | None) -> Tolak | None:
    if rentang is None or rentang.minimum <= nilai <= rentang.maksimum:
        return None
    batas = f"{tulis(rentang.minimum)} sampai {tulis(rentang.maksimum)}"
    saran = f"Isi antara {batas} {bidang.satuan}.".replace(" .", ".")
    if nilai <= 0 < rentang.minimum:
        return Tolak("di_luar_rentang", f"{bidang.label} harus angka lebih dari 0.", saran)
    if bidang.pesan_luar and abs(nilai) < TERBESAR:
        pesan = bidang.pesan_luar.replace("{nilai}", tulis(nilai)).replace("{batas}", batas)
        return Tolak("di_luar_rentang", pesan, saran)
    return Tolak("di_luar_rentang", f"{bidang.label} harus {batas} {bidang.satuan}.".replace(" .", "."), saran)


def _check_desimal(bidang: Bidang, nilai: Decimal) -> Tolak | None:
    pangkat = nilai.normalize().as_tuple().exponent
    if isinstance(pangkat, int) and -pangkat > bidang.desimal:
        return Tolak("terlalu_banyak_desimal", f"Paling banyak {bidang.desimal} angka di belakang koma.")
    return None


def _kanonik(nilai: Decimal) -> int | float:
    return int(nilai) if nilai == nilai.to_integral_value() else float(nilai)


def _ya_tidak(bidang: Bidang, nilai: object, rentang: Rentang | None) -> object | Tolak:
    if isinstance(nilai, bool):
        return nilai
    return Tolak("tipe_salah", f'Bidang "{bidang.label}" harus ya atau tidak (true atau false).')


def _pilihan(bidang: Bidang, nilai: object, rentang: Rentang | None) -> object | Tolak | None:
    if not isinstance(nilai, str):
        return Tolak("tipe_salah", f'Bidang "{bidang.label}" harus berupa teks.')
    if nilai == "":
        return None
    if nilai in bidang.pilihan:
        return nilai
    boleh = ", ".join(f'"{kode}"' for kode in bidang.pilihan)
    return Tolak("pilihan_tidak_dikenal", f"{bidang.label}: pilihan ini tidak ada.", f"Pilih salah satu: {boleh}.")


def _teks(bidang: Bidang, nilai: object, rentang: Rentang | None) -> object | Tolak | None:
    if not isinstance(nilai, str):
        return Tolak("tipe_salah", f'Bidang "{bidang.label}" harus berupa teks.')
    if any(_is_tersembunyi(huruf) for huruf in nilai):
        pesan = f"{bidang.label} berisi karakter tersembunyi."
        return Tolak("karakter_tersembunyi", pesan, "Ketik ulang teksnya.")
    bersih = unicodedata.normalize("NFC", nilai).strip()
    if len(bersih) > bidang.maks_huruf:
        return Tolak("terlalu_panjang", f"{bidang.label} paling panjang {bidang.maks_huruf} huruf.")
    return bersih or None


def _is_tersembunyi(huruf: str) -> bool:
    return huruf in _TERSEMBUNYI or (unicodedata.category(huruf) in _TERLARANG and huruf not in _BARIS)


_PEMBACA: Final[Mapping[str, Callable[[Bidang, object, Rentang | None], object | Tolak | None]]] = {
    "desimal": _angka,
    "bulat": _angka,
    "ya_tidak": _ya_tidak,
    "pilihan": _pilihan,
    "teks": _teks,
}
