"""Entering and leaving a register: what is typed, and the two small pages for it."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.http import Http404, QueryDict

from klaster.register import Register, muat_register
from klaster.tanggal import read_tanggal
from posyandu.models import PenyakitTerdaftar, UsulRegister, Warga
from posyandu.register import Alasan, Bukan, confirm_entry, end_entry, refuse_entry
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.halaman.isian import read_id
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from pustu.halaman.register.model import HalamanBukan, HalamanKeluar, HalamanMasuk
from pustu.halaman.register.muat import USUL, require_worker

TERPANJANG: Final = 60
"""Letters of the word beside a reason."""


def find_person(pengguna: Pengguna, warga: UUID) -> Warga:
    """Http404 alike for a missing person, someone else's, and a row that was merged into another."""
    require_worker(pengguna)
    rows = Warga.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT).pokok().select_related("unit__kabupaten__setelan")
    ada = rows.filter(pk=warga).first()
    if ada is None:
        raise Http404
    return ada


def find_entry(pengguna: Pengguna, terdaftar: UUID) -> PenyakitTerdaftar:
    require_worker(pengguna)
    rows = PenyakitTerdaftar.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT)
    ada = rows.select_related("warga__unit__kabupaten__setelan", "warga__digabung_ke__unit").filter(pk=terdaftar)
    satu = ada.first()
    if satu is None:
        raise Http404
    return satu


def enter_typed(pengguna: Pengguna, warga: Warga, data: QueryDict) -> str:
    """Stores what was typed; answers the address of the register."""
    penyakit = data.get("penyakit", "")
    confirm_entry(
        oleh=pengguna,
        warga=warga,
        penyakit=penyakit,
        sejak=_read_date(data, "sejak"),
        id=read_id(data.get("id", "")),
    )
    return link("register", penyakit=penyakit)


def refuse_typed(pengguna: Pengguna, warga: Warga, penyakit: str, data: QueryDict) -> str:
    """Answers the address of those who are still proposed."""
    refuse_entry(
        oleh=pengguna,
        warga=warga,
        penyakit=penyakit,
        alasan=data.get("alasan", ""),
        catatan=data.get("catatan", "")[:TERPANJANG],
        id=read_id(data.get("id", "")),
    )
    return link("register", penyakit=penyakit, lihat=USUL)


def leave_typed(pengguna: Pengguna, terdaftar: PenyakitTerdaftar, data: QueryDict) -> str:
    end_entry(
        oleh=pengguna,
        terdaftar=terdaftar,
        sampai=_read_date(data, "sampai"),
        alasan=data.get("alasan", ""),
        catatan=data.get("catatan", "")[:TERPANJANG],
    )
    return link("register", penyakit=terdaftar.penyakit)


def _read_date(data: QueryDict, bidang: str) -> date:
    tanggal = read_tanggal(data.get(bidang, ""))
    if tanggal is None:
        raise DomainError("tanggal_kosong", "Tanggalnya belum diisi, atau tidak ada.", bidang, "Pilih tanggalnya.")
    return tanggal


def build_masuk(
    pengguna: Pengguna, warga: Warga, query: QueryDict, isi: dict[str, str], galat: DomainError | None, baru: UUID
) -> HalamanMasuk:
    """Only registers that the person does not stand in; the one that was asked for is picked."""
    log_read(pengguna=pengguna, halaman="register-masuk", warga=[warga.pk])
    ada = PenyakitTerdaftar.objects.visible_to(pengguna).filter(warga__in=[warga.pk], sampai=None)
    sudah = set(ada.values_list("penyakit", flat=True))
    dipilih = isi.get("penyakit") or query.get("penyakit", "")
    usul = UsulRegister.objects.visible_to(pengguna).terbuka().filter(warga=warga.pk, penyakit=dipilih).first()
    return HalamanMasuk(
        warga=warga,
        hari_ini=warga.unit.hari_ini,
        pilihan=[(kode, satu.nama) for kode, satu in muat_register().items() if kode not in sudah],
        isi={"penyakit": dipilih, "sejak": isi.get("sejak", warga.unit.hari_ini.isoformat())},
        usul=usul,
        id=baru,
        galat=galat,
        kembali_url=link("warga", str(warga.pk)),
    )


def find_register(query: QueryDict) -> Register:
    """Http404 for one that there is not."""
    satu = muat_register().get(query.get("penyakit", ""))
    if satu is None:
        raise Http404
    return satu


def build_bukan(
    pengguna: Pengguna, warga: Warga, register: Register, isi: dict[str, str], galat: DomainError | None, baru: UUID
) -> HalamanBukan:
    log_read(pengguna=pengguna, halaman="register-bukan", warga=[warga.pk])
    return HalamanBukan(
        warga=warga,
        hari_ini=warga.unit.hari_ini,
        register=register.nama,
        pilihan=[(kode, str(nama)) for kode, nama in Bukan.choices],
        isi={"alasan": "", "catatan": ""} | isi,
        id=baru,
        galat=galat,
        kembali_url=link("register", penyakit=register.kode, lihat=USUL),
    )


def build_keluar(
    pengguna: Pengguna, terdaftar: PenyakitTerdaftar, isi: dict[str, str], galat: DomainError | None
) -> HalamanKeluar:
    warga = terdaftar.warga.digabung_ke or terdaftar.warga
    log_read(pengguna=pengguna, halaman="register-keluar", warga=[warga.pk])
    hari_ini = terdaftar.warga.unit.hari_ini
    return HalamanKeluar(
        terdaftar=terdaftar,
        warga=warga,
        hari_ini=hari_ini,
        pilihan=[(kode, str(nama)) for kode, nama in Alasan.choices],
        isi={"sampai": hari_ini.isoformat(), "alasan": "", "catatan": ""} | isi,
        galat=galat,
        kembali_url=link("register", penyakit=terdaftar.penyakit),
    )
