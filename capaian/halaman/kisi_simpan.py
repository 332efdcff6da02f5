"""What is typed in a grid: read cell by cell, and written as drafts when nothing is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import PermissionDenied

from capaian.halaman.kisi import Isian, Kisi, may_write, name_of
from capaian.ketikan import read_count, read_percent
from capaian.target import TARGET, Angka, Dokumen, Kunci, discard_drafts, put_in_force, record_sasaran, record_target
from klaster.tanggal import read_tanggal
from puskesmas.errors import DomainError

SIMPAN, BERLAKUKAN, BUANG = "simpan", "berlakukan", "buang"
TANPA_TANGGAL = DomainError(
    "tanggal_dokumen_kosong", "Tanggal dokumennya belum diisi.", "tanggal_dokumen", "Tulis tanggal ditetapkannya."
)


def change(kisi: Kisi, isi: Mapping[str, str]) -> tuple[str, Isian | None]:
    """Do what a button of the grid asks; what came of it in words, or the typed form with what is wrong."""
    if not may_write(kisi):
        raise PermissionDenied
    try:
        return _do(kisi, isi)
    except DomainError as galat:
        if galat.status == 403:
            raise
        return "", Isian(isi, galat=galat)


def _do(kisi: Kisi, isi: Mapping[str, str]) -> tuple[str, Isian | None]:
    siapa, cap = kisi.akses.pengguna, isi.get("cap", "")
    if isi.get("aksi") == BERLAKUKAN:
        n = put_in_force(petugas=siapa, kabupaten=kisi.kabupaten, macam=kisi.macam, tahun=kisi.tahun, cap=cap)
        return f"berlaku-{n}", None
    if isi.get("aksi") == BUANG:
        n = discard_drafts(petugas=siapa, kabupaten=kisi.kabupaten, macam=kisi.macam, tahun=kisi.tahun, cap=cap)
        return f"buang-{n}", None
    nilai, salah = read_cells(kisi, isi)
    if salah:
        return "", Isian(isi, salah)
    n = record(kisi, read_document(isi), _changed(kisi, nilai), cap)
    return f"simpan-{n}", None


def read_cells(kisi: Kisi, isi: Mapping[str, str]) -> tuple[dict[Kunci, Angka | None], dict[str, str]]:
    """Values of the cells that were sent, and what is wrong with the others."""
    nilai: dict[Kunci, Angka | None] = {}
    salah: dict[str, str] = {}
    for unit in kisi.kolom:
        for kode in kisi.item:
            nama = name_of(unit, kode)
            if nama not in isi:
                continue
            try:
                nilai[unit.pk, kode] = read_one(kisi, isi[nama])
            except DomainError as galat:
                salah[nama] = f"{galat.pesan} {galat.saran}".strip()
    return nilai, salah


def read_one(kisi: Kisi, teks: str) -> Angka | None:
    return read_percent(teks) if kisi.macam is TARGET else read_count(teks)


def read_document(isi: Mapping[str, str]) -> Dokumen:
    tanggal = read_tanggal(isi.get("tanggal_dokumen", ""))
    if not isi.get("dokumen", "").strip():
        raise DomainError("dokumen_kosong", "Nomor dokumennya belum diisi.", "dokumen", "Tulis nomor SK atau suratnya.")
    if tanggal is None:
        raise TANPA_TANGGAL
    return Dokumen(isi["dokumen"], tanggal)


def record(kisi: Kisi, dokumen: Dokumen, isi: Mapping[Kunci, Angka | None], cap: str) -> int:
    if kisi.macam is TARGET:
        rasio = {kunci: None if nilai is None else Decimal(nilai) for kunci, nilai in isi.items()}
        return record_target(
            petugas=kisi.akses.pengguna,
            kabupaten=kisi.kabupaten,
            tahun=kisi.tahun,
            dokumen=dokumen,
            isi=rasio,
            cap=cap,
        )
    jumlah = {kunci: None if nilai is None else int(nilai) for kunci, nilai in isi.items()}
    return record_sasaran(
        petugas=kisi.akses.pengguna, kabupaten=kisi.kabupaten, tahun=kisi.tahun, dokumen=dokumen, isi=jumlah, cap=cap
    )


def _changed(kisi: Kisi, nilai: Mapping[Kunci, Angka | None]) -> dict[Kunci, Angka | None]:
    """What differs from what was shown; where nothing does, the drafts, which then get the document as typed now."""
    unit = {satu.pk: satu for satu in kisi.kolom}
    beda = {(pk, kode): isi for (pk, kode), isi in nilai.items() if isi != kisi.now(unit[pk], kode)}
    return beda or {kunci: isi for kunci, isi in nilai.items() if kunci in kisi.draf}
