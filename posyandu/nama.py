"""What a name, a phone number and a date of a life may look like. Real names stay as typed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from lokal.phone import normalize_phone

from klaster.umur import umur_tahun
from puskesmas.errors import DomainError
from puskesmas.teks import refuse_hidden

PALING_PANJANG: Final = 150
PALING_TUA: Final = 120
_PLACEHOLDERS: Final = frozenset({"nn", "n n", "n.n", "n.n.", "test", "tes", "coba", "tidak ada", "belum ada nama"})
_PILED_UP: Final = 4  # marks on one letter; no script in use here has more
_EMOJI_PARTS: Final = "\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_BLANKS: Final = re.compile("[ \u00a0]+")


def clean_nama(teks: str, *, bidang: str = "nama") -> str:
    """The name in NFC with single spaces."""
    nama = _BLANKS.sub(" ", unicodedata.normalize("NFC", teks)).strip(" ")
    if len(nama) > PALING_PANJANG:
        raise DomainError("nama_panjang", f"Nama paling panjang {PALING_PANJANG} huruf.", bidang, "Singkatkan namanya.")
    _refuse_signs(nama, bidang)
    if nama.casefold() in _PLACEHOLDERS or not any(unicodedata.category(h).startswith("L") for h in nama):
        raise DomainError(
            "nama_kosong", "Isi nama sesuai KTP atau KK.", bidang, 'Bayi belum bernama: tulis "By. Ny." lalu nama ibu.'
        )
    return nama


def _refuse_signs(nama: str, bidang: str) -> None:
    piled = 0
    for huruf in nama:
        kind = unicodedata.category(huruf)
        if kind == "So" or huruf in _EMOJI_PARTS:
            raise DomainError("nama_emoji", "Nama tidak boleh berisi emoji.", bidang, "Ketik ulang namanya.")
        piled = piled + 1 if kind in {"Mn", "Me"} else 0
        if piled > _PILED_UP:
            raise DomainError(
                "nama_bertumpuk", "Nama berisi tanda huruf yang bertumpuk.", bidang, "Ketik ulang namanya."
            )
    try:
        refuse_hidden(nama, bidang=bidang)
    except DomainError as error:
        raise DomainError(error.kode, "Nama berisi karakter tersembunyi.", bidang, "Ketik ulang namanya.") from error


def clean_telepon(teks: str) -> str:
    """+62…, or empty."""
    if not teks.strip():
        return ""
    nomor = normalize_phone(teks)
    if nomor is None:
        raise DomainError("telepon_tidak_sah", "Nomor HP tidak sah.", "telepon", "Contoh: 0812 3456 7890.")
    return nomor


def check_jenis_kelamin(jenis_kelamin: str) -> None:
    if jenis_kelamin not in {"L", "P"}:
        raise DomainError("jenis_kelamin_salah", "Pilih Laki-laki atau Perempuan.", "jenis_kelamin", "Tulis L atau P.")


def check_lahir(lahir: date, hari_ini: date) -> None:
    if lahir > hari_ini:
        raise DomainError(
            "lahir_masa_depan", "Tanggal lahir tidak boleh di masa depan.", "tanggal_lahir", "Periksa tahunnya."
        )
    if umur_tahun(lahir, hari_ini) > PALING_TUA:
        raise DomainError(
            "lahir_tidak_masuk_akal",
            f"Tanggal lahir tidak masuk akal (umur lebih dari {PALING_TUA} tahun).",
            "tanggal_lahir",
            "Periksa tahunnya.",
        )


def check_sejak(sejak: date, lahir: date, hari_ini: date, *, bidang: str = "sejak") -> None:
    """A date in someone's life: not in the future, not before birth."""
    if sejak > hari_ini:
        raise DomainError(
            "tanggal_masa_depan", "Tanggal tidak boleh di masa depan.", bidang, "Periksa juga jam HP Anda."
        )
    if sejak < lahir:
        raise DomainError("sebelum_lahir", "Tanggal lebih awal dari tanggal lahir.", bidang, "Periksa kedua tanggal.")
