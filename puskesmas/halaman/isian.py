"""What people typed into forms, read once; wrong shapes are refused in words."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.http import QueryDict

from klaster.tanggal import read_tanggal
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.penanggung import owners_for


def read_id(teks: str) -> UUID:
    """The id that the page was given, so that sending it twice stores one row."""
    try:
        return UUID(teks)
    except ValueError:
        return uuid4()


def read_due(data: QueryDict, bidang: str = "tenggat") -> date | None:
    """The date; None where nothing was typed."""
    teks = data.get(bidang, "").strip()
    tanggal = read_tanggal(teks)
    if teks and tanggal is None:
        raise DomainError("tanggal_tidak_sah", "Tanggalnya tidak sah.", bidang, "Tulis tahun-bulan-tanggal.")
    return tanggal


def need_due(data: QueryDict) -> date:
    tanggal = read_due(data)
    if tanggal is None:
        raise DomainError("wajib_diisi", "Tenggatnya belum diisi.", "tenggat", "Pilih tanggal.")
    return tanggal


def read_count(data: QueryDict, bidang: str) -> int | None:
    """A whole number in plain digits; None where nothing was typed."""
    teks = data.get(bidang, "").strip()
    if not teks:
        return None
    if not (teks.isascii() and teks.isdecimal() and len(teks) <= 9):
        raise DomainError("bukan_angka", "Isi angka bulat, misalnya 12.", bidang, "Tanpa titik dan koma.")
    return int(teks)


def need_owner(data: QueryDict, unit: Unit, bidang: str) -> Pengguna:
    """The person chosen from the list of those who may be given something at this place."""
    teks = data.get(bidang, "")
    dikenal = teks.isascii() and teks.isdecimal() and len(teks) <= 18
    orang = owners_for(unit).filter(pk=int(teks)).first() if dikenal else None
    if orang is None:
        raise DomainError("penanggung_jawab_kosong", "Penanggung jawabnya belum dipilih.", bidang, "Pilih dari daftar.")
    return orang


def read_version(data: QueryDict, kini: int) -> int:
    """The version of the problem that the form was drawn from; one that no form was drawn from is refused."""
    teks = data.get("versi", "")
    if not teks:
        return kini
    if not (teks.isascii() and teks.isdecimal() and len(teks) <= 9):
        raise DomainError("versi_tidak_sah", "Formulir ini tidak dikenali lagi.", "versi", "Muat ulang halaman.", 409)
    return int(teks)
