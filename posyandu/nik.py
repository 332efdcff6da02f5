"""NIK: read, seal, show. 16 digits: region (6), birth date DDMMYY with day + 40 for women (6), serial from 0001 (4).

Never refused for disagreeing with a birth date or an address: a NIK is permanent, and its region is that of the first
registration (Dukcapil). The number itself is stored encrypted; hashes with another key find it again.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Final, TypedDict

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from lokal.nik import parse_nik

from puskesmas.errors import DomainError

_EXCEL: Final = re.compile(r"[0-9][.,][0-9]+[eE]\+?[0-9]+")
_SEPARATORS: Final = re.compile(r"[ \u00a0-]")
_LOOKS_LIKE: Final = {"o": "0", "i": "1", "l": "1", "b": "8", "s": "5", "z": "2"}
_INVENTED: Final = frozenset({"1234567890123456", *(str(n) * 16 for n in range(10))})


class SegelNik(TypedDict):
    """The columns of `Warga` that hold a NIK."""

    nik_sandi: bytes | None
    nik_hash: str
    nik_akhir: str


KOSONG: Final[SegelNik] = {"nik_sandi": None, "nik_hash": "", "nik_akhir": ""}


def normalise_nik(teks: str) -> str:
    """16 ASCII digits, spaces and dashes removed; DomainError says what is wrong."""
    teks = teks.strip(" ")
    if _EXCEL.fullmatch(teks):
        raise _wrong(
            "nik_rusak_excel", "NIK rusak karena format angka Excel.", "Ubah kolom menjadi Teks lalu isi ulang."
        )
    digits = _SEPARATORS.sub("", teks)
    _refuse_other_signs(digits)
    if len(digits) != 16:
        raise _wrong("nik_bukan_16", f"NIK harus 16 angka. Anda mengisi {len(digits)} angka.", "Lihat KTP atau KK.")
    _refuse_impossible(digits)
    return digits


def seal_nik(nik: str) -> SegelNik:
    """The columns for a normalised NIK."""
    return {"nik_sandi": _fernet().encrypt(nik.encode()), "nik_hash": hash_nik(nik), "nik_akhir": hash_akhir(nik[-4:])}


def hash_nik(nik: str) -> str:
    """What a normalised NIK is found by."""
    return _hmac(nik)


def hash_akhir(akhir: str) -> str:
    """What the last four digits are found by."""
    return _hmac(f"akhir:{akhir}")[:16]


def open_nik(sandi: bytes | memoryview | None) -> str:
    """The NIK itself, empty when there is none."""
    return _fernet().decrypt(bytes(sandi)).decode() if sandi else ""


def seal_isi(isi: bytes) -> bytes:
    """Anything that may hold such a number, kept where it must not stand in clear."""
    return _fernet().encrypt(isi)


def open_isi(sandi: bytes | memoryview) -> bytes:
    return _fernet().decrypt(bytes(sandi))


def reseal(sandi: bytes | memoryview) -> bytes:
    """The same NIK under the newest key."""
    return _fernet().rotate(bytes(sandi))


def mask_nik(nik: str) -> str:
    """Only the last four digits: region and birth date beside a name would complete the number."""
    return f"{'*' * 12}{nik[-4:]}" if nik else ""


def _refuse_other_signs(digits: str) -> None:
    for sign in digits:
        if sign.isascii() and sign.isdigit():
            continue
        if sign.isnumeric():
            raise _wrong("nik_angka_lain", "NIK hanya boleh memakai angka 0-9.", "Ketik ulang dengan angka biasa.")
        if sign.isalpha():
            likely = _LOOKS_LIKE.get(sign.lower())
            hint = f" Mungkin maksudnya angka {likely}?" if likely else ""
            raise _wrong("nik_berisi_huruf", f'NIK berisi huruf "{sign}".{hint}', "Lihat KTP atau KK.")
        raise _wrong("nik_bukan_angka", "NIK hanya boleh berisi angka.", "Hapus tanda lain.")


def _refuse_impossible(digits: str) -> None:
    if digits in _INVENTED:
        raise _wrong("nik_tidak_sah", "NIK tidak sah.", "Periksa kembali KTP atau KK.")
    faults = {issue.code for issue in parse_nik(digits).errors}
    if "birth_date" in faults:
        raise _wrong(
            "nik_tanggal_salah",
            "NIK tidak sah: bagian tanggal lahir (angka ke-7 sampai 12) salah.",
            "Periksa kembali KTP atau KK.",
        )
    if "serial" in faults:
        raise _wrong("nik_tidak_sah", "NIK tidak sah.", "Periksa kembali KTP atau KK.")


def _wrong(kode: str, pesan: str, saran: str) -> DomainError:
    return DomainError(kode, pesan, "nik", saran)


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.NIK_SANDI_KEYS])


def _hmac(teks: str) -> str:
    return hmac.new(settings.NIK_HASH_KEY.encode(), teks.encode(), hashlib.sha256).hexdigest()
