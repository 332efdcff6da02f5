"""One value of one field: strict about its type, and the same value always written the same way."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from klaster.angka import is_ribuan, read_desimal, tulis
from klaster.rentang import Rentang
from klaster.tanggal import read_tanggal, sebut_tanggal

if TYPE_CHECKING:
    from klaster.bidang import Bidang

ANGKA: Final = ("desimal", "bulat")  # types of field that hold a number
TERBESAR: Final = 1_000_000  # longer numbers are not spelled out in a sentence
# Sixteen digits of a NIK or a family card, in the digits of any script, alone or written as
# 4-4-4-4 or 6-6-4; never two dates or telephones.
NIK_TERTULIS: Final = re.compile(r"(?<!\d)(?:\d{16}|\d{4}(?:[ .-]\d{4}){3}|\d{6}[ .-]\d{6}[ .-]\d{4})(?!\d)")
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


def unquote(bidang: Bidang, nilai: object) -> object:
    """Text that is plainly a number in a field for numbers, as that number; everything else as it is.

    Some senders write every value as text, and Indonesians write 12,5. `12.500` stays text, as it may be thousands.
    """
    if not isinstance(nilai, str) or bidang.tipe not in ANGKA:
        return nilai
    if not nilai.strip():
        return None
    hasil = read_teks(bidang, nilai)
    return nilai if isinstance(hasil, Tolak) else hasil


def read_teks(bidang: Bidang, teks: str) -> Decimal | Tolak:
    """A number that was typed."""
    bersih = teks.strip()
    if is_ribuan(bersih):
        return _rancu(bidang)
    angka = read_desimal(bersih)
    if angka is None:
        return Tolak("bukan_angka", f"{bidang.label} harus angka lebih dari 0.", "Pakai angka 0-9, misalnya 12,5.")
    return angka


def _rancu(bidang: Bidang) -> Tolak:
    if bidang.tipe == "bulat":
        return Tolak("ribuan_rancu", "Tulis 3000 untuk tiga ribu.", "Angka bulat ditulis tanpa titik dan tanpa koma.")
    satuan = "kilogram" if bidang.satuan == "kg" else ""
    pesan = f"Tulis 12,5 untuk dua belas setengah {satuan}".rstrip() + "."
    return Tolak("ribuan_rancu", pesan, "Pakai koma untuk pecahan, tanpa titik.")


def _angka(bidang: Bidang, nilai: object, rentang: Rentang | None) -> object | Tolak:
    if isinstance(nilai, str) and is_ribuan(nilai.strip()):
        return _rancu(bidang)
    if not isinstance(nilai, (int, float, Decimal)) or isinstance(nilai, bool):
        saran = "Tulis angkanya saja, misalnya 12,5 atau 12.5."
        return Tolak("tipe_salah", f'Bidang "{bidang.label}" harus berupa angka.', saran)
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
    if NIK_TERTULIS.search(bersih):
        return Tolak("nik_dalam_tulisan", f"{bidang.label} berisi NIK atau nomor KK.", "Hapus nomornya.")
    return bersih or None


def _is_tersembunyi(huruf: str) -> bool:
    return huruf in _TERSEMBUNYI or (unicodedata.category(huruf) in _TERLARANG and huruf not in _BARIS)


def _tanggal(bidang: Bidang, nilai: object, rentang: Rentang | None) -> object | Tolak | None:
    if nilai == "":
        return None
    if read_tanggal(nilai) is not None:
        return nilai
    saran = "Tulis tahun-bulan-hari, misalnya 2026-11-16."
    return Tolak("tanggal_tidak_dikenal", f"{bidang.label}: tanggal ini tidak ada.", saran)


def check_tanggal(bidang: Bidang, nilai: object, lahir: date, kunjungan: date) -> object | Tolak | None:
    """A date that was read: it lies between birth and the day of the visit, both included; an expiry, after."""
    tanggal = read_tanggal(nilai)
    if bidang.masa == "depan":
        return _check_depan(bidang, nilai, tanggal, kunjungan)
    if tanggal is None or lahir <= tanggal <= kunjungan:
        return nilai
    if tanggal < lahir:
        saran = f"Tanggal lahirnya {sebut_tanggal(lahir)}. Periksa keduanya."
        return Tolak("tanggal_sebelum_lahir", f"{bidang.label}: tanggal lebih awal dari tanggal lahir.", saran)
    saran = f"Tanggal kunjungan {sebut_tanggal(kunjungan)}. Isi yang sudah terjadi saja."
    return Tolak("tanggal_belum_terjadi", f"{bidang.label}: tanggal sesudah hari kunjungan.", saran)


def _check_depan(bidang: Bidang, nilai: object, tanggal: date | None, kunjungan: date) -> object | Tolak | None:
    if tanggal is None or kunjungan <= tanggal:
        return nilai
    saran = f"Hari pelayanan {sebut_tanggal(kunjungan)}. Jangan dipakai; periksa lagi tulisan pada vialnya."
    return Tolak("kedaluwarsa", f"{bidang.label}: sudah lewat pada hari pelayanan.", saran)


_PEMBACA: Final[Mapping[str, Callable[[Bidang, object, Rentang | None], object | Tolak | None]]] = {
    "desimal": _angka,
    "bulat": _angka,
    "ya_tidak": _ya_tidak,
    "pilihan": _pilihan,
    "teks": _teks,
    "tanggal": _tanggal,
}
