"""The table of operations: for each `jenis` one function that reads `isi` and calls what does the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from posyandu.baca import (
    check_fields,
    read_date,
    read_datetime,
    read_flag,
    read_number,
    read_object,
    read_text,
    read_texts,
    read_uuid,
)
from posyandu.keluarga import family_of
from posyandu.kunjungan import DITERIMA, KONFLIK, SUDAH_ADA
from posyandu.models import Kehamilan, Kunjungan, TugasKunjungan, Warga
from posyandu.operasi_baca import Operasi
from posyandu.register import write_register
from posyandu.riwayat import close_kehamilan, open_kehamilan
from posyandu.segera import note_contacted
from posyandu.sesi_hp import close_for_phone, declare_roster, open_for_phone
from posyandu.tugas import close_tugas, mark_absent
from posyandu.ubah_hp import merge_from_phone
from posyandu.warga import register_warga
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Perangkat, Unit
from puskesmas.peran import Aksi

Selesai = tuple[str, DomainError | None]
OK: Final[Selesai] = (DITERIMA, None)


@dataclass(frozen=True, slots=True)
class Pengirim:
    """Who sends, from which phone."""

    pengguna: Pengguna
    perangkat: Perangkat


def _warga(kirim: Pengirim, operasi: Operasi) -> Selesai:
    isi = operasi.isi
    check_fields(
        isi,
        wajib=frozenset({"id", "unit", "nama", "jenis_kelamin", "tanggal_lahir"}),
        boleh=frozenset({"nik", "kk", "alamat", "rt", "ibu", "telepon", "tamu"}),
    )
    unit = find_unit(kirim, isi, Aksi.KELOLA_WARGA)
    ibu = find_warga(kirim, isi, "ibu") if isi.get("ibu") is not None else None
    register_warga(
        petugas=kirim.pengguna,
        id=read_uuid(isi, "id"),
        unit=unit,
        nama=read_text(isi, "nama", 1000),
        jenis_kelamin=read_text(isi, "jenis_kelamin", 10),
        tanggal_lahir=read_date(isi, "tanggal_lahir"),
        nik=read_text(isi, "nik", 60),
        keluarga=family_of(
            unit=unit,
            ibu=ibu,
            alamat=read_text(isi, "alamat", 200),
            rt=read_text(isi, "rt", 10),
            nomor_kk=read_text(isi, "kk", 60),
        ),
        ibu=ibu,
        telepon=read_text(isi, "telepon", 60),
        tamu=read_flag(isi, "tamu"),
    )
    return OK


def _sesi_buka(kirim: Pengirim, operasi: Operasi) -> Selesai:
    check_fields(operasi.isi, wajib=frozenset({"unit", "tanggal"}))
    open_for_phone(
        unit=find_unit(kirim, operasi.isi, Aksi.CATAT_KUNJUNGAN),
        tanggal=read_date(operasi.isi, "tanggal"),
        petugas=kirim.pengguna,
    )
    return OK


def _sesi_petugas(kirim: Pengirim, operasi: Operasi) -> Selesai:
    isi = operasi.isi
    check_fields(isi, wajib=frozenset({"unit", "tanggal", "petugas"}))
    declare_roster(
        unit=find_unit(kirim, isi, Aksi.CATAT_KUNJUNGAN),
        tanggal=read_date(isi, "tanggal"),
        perangkat=kirim.perangkat,
        nama=read_texts(isi, "petugas", paling=50),
        petugas=kirim.pengguna,
    )
    return OK


def _sesi_tutup(kirim: Pengirim, operasi: Operasi) -> Selesai:
    isi = operasi.isi
    check_fields(isi, wajib=frozenset({"unit", "tanggal", "jumlah"}), boleh=frozenset({"petugas"}))
    close_for_phone(
        unit=find_unit(kirim, isi, Aksi.CATAT_KUNJUNGAN),
        tanggal=read_date(isi, "tanggal"),
        perangkat=kirim.perangkat,
        jumlah=read_number(isi, "jumlah", paling=5000),
        nama=read_texts(isi, "petugas", paling=50) if isi.get("petugas") is not None else None,
        petugas=kirim.pengguna,
    )
    return OK


def _hamil(kirim: Pengirim, operasi: Operasi) -> Selesai:
    check_fields(operasi.isi, wajib=frozenset({"id", "warga", "hpht"}))
    open_kehamilan(
        warga=find_warga(kirim, operasi.isi, "warga"),
        hpht=read_date(operasi.isi, "hpht"),
        petugas=kirim.pengguna,
        id=read_uuid(operasi.isi, "id"),
    )
    return OK


def _hamil_selesai(kirim: Pengirim, operasi: Operasi) -> Selesai:
    isi = operasi.isi
    check_fields(isi, wajib=frozenset({"kehamilan", "selesai", "hasil"}))
    boleh = Kehamilan.objects.allowed_to(kirim.pengguna, Aksi.KELOLA_WARGA)
    kehamilan = boleh.filter(pk=read_uuid(isi, "kehamilan")).first()
    if kehamilan is None:
        raise DomainError("kehamilan_tidak_ditemukan", "Kehamilan itu tidak ditemukan di wilayah Anda.", "kehamilan")
    close_kehamilan(
        kehamilan=kehamilan,
        selesai=read_date(isi, "selesai"),
        hasil=read_text(isi, "hasil", 20),
        petugas=kirim.pengguna,
    )
    return OK


def _penyakit(kirim: Pengirim, operasi: Operasi) -> Selesai:
    """In the name of who typed it: what a cadre wrote stays a proposal, also where the desk lets it in later."""
    isi = operasi.isi
    check_fields(isi, wajib=frozenset({"id", "warga", "penyakit", "sejak"}))
    write_register(
        oleh=kirim.perangkat.pengguna,
        warga=find_warga(kirim, isi, "warga"),
        penyakit=read_text(isi, "penyakit", 20),
        sejak=read_date(isi, "sejak"),
        id=read_uuid(isi, "id"),
    )
    return OK


def _tugas_tidak_bertemu(kirim: Pengirim, operasi: Operasi) -> Selesai:
    check_fields(operasi.isi, wajib=frozenset({"tugas", "tanggal"}))
    tugas = _find_tugas(kirim, operasi.isi)
    if not tugas.terbuka:
        return SUDAH_ADA, None
    mark_absent(oleh=kirim.pengguna, tugas=tugas, tanggal=read_date(operasi.isi, "tanggal"))
    return OK


def _tugas_selesai(kirim: Pengirim, operasi: Operasi) -> Selesai:
    check_fields(operasi.isi, wajib=frozenset({"tugas", "hasil"}))
    tugas = _find_tugas(kirim, operasi.isi)
    if not tugas.terbuka:  # a visit, or somebody else, was quicker: nothing is left to do
        return SUDAH_ADA, None
    close_tugas(oleh=kirim.pengguna, tugas=tugas, hasil=read_text(operasi.isi, "hasil", 200))
    return OK


def _warga_ubah(kirim: Pengirim, operasi: Operasi) -> Selesai:
    isi = operasi.isi
    check_fields(isi, wajib=frozenset({"warga", "dasar", "baru"}))
    warga = find_warga(kirim, isi, "warga")
    if not Warga.objects.allowed_to(kirim.pengguna, Aksi.KELOLA_WARGA).filter(pk=warga.pk).exists():
        raise DomainError(  # a guest here whose own row lives elsewhere: its posyandu writes that
            "warga_di_luar", "Data orang ini dikelola posyandu tempat tinggalnya.", "warga", "Beri tahu bidan."
        )
    beda = merge_from_phone(
        operasi=operasi.id,
        warga=warga,
        dasar=read_object(isi, "dasar"),
        baru=read_object(isi, "baru"),
        petugas=kirim.pengguna,
        perangkat=kirim.perangkat,
        diketik_pada=datetime.fromisoformat(operasi.pada) if operasi.pada else None,
    )
    if not beda:
        return OK
    return KONFLIK, DomainError(
        "data_berbeda", "Data orang ini juga diubah orang lain.", beda[0].bidang, "Sudah diteruskan ke bidan."
    )


def _dihubungi(kirim: Pengirim, operasi: Operasi) -> Selesai:
    isi = operasi.isi
    check_fields(isi, wajib=frozenset({"kunjungan", "cara", "pada"}))
    boleh = Kunjungan.objects.allowed_to(kirim.pengguna, Aksi.CATAT_KUNJUNGAN)
    kunjungan = boleh.filter(pk=read_uuid(isi, "kunjungan")).select_related("warga", "unit_layanan__induk").first()
    pada = read_datetime(isi, "pada")
    if kunjungan is None or pada is None:
        raise DomainError("kunjungan_tidak_ditemukan", "Kunjungan itu tidak ditemukan.", "kunjungan", "Kirim lagi.")
    note_contacted(oleh=kirim.pengguna, kunjungan=kunjungan, cara=read_text(isi, "cara", 10), pada=pada)
    return OK


def _find_tugas(kirim: Pengirim, isi: Mapping[str, object]) -> TugasKunjungan:
    boleh = TugasKunjungan.objects.allowed_to(kirim.pengguna, Aksi.CATAT_KUNJUNGAN)
    tugas = boleh.filter(pk=read_uuid(isi, "tugas")).first()
    if tugas is None:
        raise DomainError("tugas_tidak_ditemukan", "Tugas itu tidak ada di daftar Anda.", "tugas", "Ambil data baru.")
    return tugas


def find_unit(kirim: Pengirim, isi: Mapping[str, object], aksi: Aksi) -> Unit:
    unit = Unit.objects.allowed_to(kirim.pengguna, aksi).filter(kode=read_text(isi, "unit", 40)).first()
    if unit is None:
        raise DomainError("unit_tidak_ditemukan", "Tempat pelayanan tidak ditemukan di wilayah Anda.", "unit")
    return unit


def find_warga(kirim: Pengirim, isi: Mapping[str, object], nama: str) -> Warga:
    """The person's own row, also where the phone still knows them by one that was merged into it."""
    rows = Warga.objects.allowed_to(kirim.pengguna, Aksi.KELOLA_WARGA).select_related("digabung_ke")
    warga = rows.filter(pk=read_uuid(isi, nama)).first()
    if warga is None:
        raise DomainError(f"{nama}_tidak_ditemukan", "Orang itu tidak ditemukan di wilayah Anda.", nama, "Cari lagi.")
    return warga.digabung_ke or warga


def _gugur(kirim: Pengirim, operasi: Operasi) -> Selesai:
    """Refused before a restore: told again without its content, so that its number is not missing for ever."""
    del kirim, operasi
    raise DomainError("gugur", "Catatan ini sudah pernah ditolak.", "", "Tidak ada yang perlu dikirim lagi.")


def _unknown(kirim: Pengirim, operasi: Operasi) -> Selesai:
    del kirim
    raise DomainError("jenis_tidak_dikenal", f'Jenis "{operasi.jenis[:30]}" tidak dikenal.', "jenis", "Perbarui.")


_TABEL: Final[Mapping[str, Callable[[Pengirim, Operasi], Selesai]]] = {
    "warga": _warga,
    "warga_ubah": _warga_ubah,
    "sesi_buka": _sesi_buka,
    "sesi_petugas": _sesi_petugas,
    "sesi_tutup": _sesi_tutup,
    "hamil": _hamil,
    "hamil_selesai": _hamil_selesai,
    "penyakit": _penyakit,
    "tugas_tidak_bertemu": _tugas_tidak_bertemu,
    "tugas_selesai": _tugas_selesai,
    "dihubungi": _dihubungi,
    "gugur": _gugur,
}


def perform(kirim: Pengirim, operasi: Operasi) -> Selesai:
    """Carry out one operation that is not a visit; DomainError refuses it."""
    return _TABEL.get(operasi.jenis, _unknown)(kirim, operasi)
