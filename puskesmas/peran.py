"""Roles and what each may do: the only permission table of the product.

Two questions, two answers. *Which rows?* is `visible_to` (see scope.py). *Which actions?* is the table below.
"""

from __future__ import annotations

from django.db import models


class Peran(models.TextChoices):
    ADMIN_KABUPATEN = "admin_kabupaten", "Administrator kabupaten"
    STAF_DINAS = "staf_dinas", "Staf Dinas Kesehatan"
    KEPALA_PUSKESMAS = "kepala_puskesmas", "Kepala Puskesmas"
    PJ_ILP = "pj_ilp", "PJ ILP"
    PJ_KLASTER = "pj_klaster", "PJ Klaster"
    PJ_LINTAS_KLASTER = "pj_lintas_klaster", "PJ Lintas Klaster"
    PJ_POSYANDU = "pj_posyandu", "PJ Posyandu"
    KEPALA_PUSTU = "kepala_pustu", "Kepala Pustu"
    BIDAN_DESA = "bidan_desa", "Bidan desa"
    KADER = "kader", "Kader"
    TAMU_DESA = "tamu_desa", "Tamu desa"


class Aksi(models.TextChoices):
    """What a role may do inside its own subtree."""

    LIHAT_UNIT = "lihat_unit", "Melihat unit"
    LIHAT_ANGKA = "lihat_angka", "Melihat angka"
    LIHAT_ORANG = "lihat_orang", "Melihat nama dan data orang"
    CATAT_KUNJUNGAN = "catat_kunjungan", "Mencatat kunjungan"
    KELOLA_WARGA = "kelola_warga", "Mengelola data warga"
    KIRIM_NYELIK = "kirim_nyelik", "Mengirim orang ke daftar Nyelik"
    SUSUN_EVALUASI = "susun_evaluasi", "Menyusun evaluasi"
    SAHKAN_EVALUASI = "sahkan_evaluasi", "Mengesahkan evaluasi"
    JAWAB_EVALUASI = "jawab_evaluasi", "Menjawab evaluasi"
    BAHAS_BAGIAN = "bahas_bagian", "Menyampaikan bagian evaluasi"
    ISI_ANGKA = "isi_angka", "Mengisi angka pekanan"
    KOMENTAR = "komentar", "Memberi catatan"
    LIHAT_MASALAH = "lihat_masalah", "Melihat masalah dan tindakan"
    LAPOR_MASALAH = "lapor_masalah", "Melaporkan masalah"
    KELOLA_MASALAH = "kelola_masalah", "Menangani masalah dan membagi tindakan"
    ATUR_TARGET = "atur_target", "Mengatur target dan tenggat"
    KELOLA_PENGGUNA = "kelola_pengguna", "Mengelola pengguna"
    KELOLA_UNIT = "kelola_unit", "Mengelola unit"
    TINDAK_LANJUT = "tindak_lanjut", "Memutuskan temuan dan merujuk"
    KELOLA_HP = "kelola_hp", "Mendaftarkan dan mencabut HP kader"
    PUTUS_MEJA = "putus_meja", "Memutus data yang berbeda atau ganda"
    KLINIS = "klinis", "Membaca dan mengisi catatan tenaga kesehatan"


_LIHAT_ANGKA = frozenset({Aksi.LIHAT_UNIT, Aksi.LIHAT_ANGKA})
_LIHAT = _LIHAT_ANGKA | {Aksi.LIHAT_ORANG, Aksi.LIHAT_MASALAH, Aksi.KOMENTAR}
_LAPOR = _LIHAT | {Aksi.LAPOR_MASALAH}
_TANGANI = _LAPOR | {Aksi.KELOLA_MASALAH}
_CATAT = frozenset({Aksi.CATAT_KUNJUNGAN, Aksi.KELOLA_WARGA})
_TINDAK = frozenset({Aksi.KIRIM_NYELIK, Aksi.TINDAK_LANJUT, Aksi.KELOLA_HP, Aksi.PUTUS_MEJA, Aksi.KLINIS})
_PUSKESMAS = _TANGANI | _TINDAK | {Aksi.ISI_ANGKA}
_PUSTU = _TANGANI | _TINDAK | _CATAT

AKSI_PERAN: dict[Peran, frozenset[Aksi]] = {
    Peran.ADMIN_KABUPATEN: _LIHAT | {Aksi.KELOLA_PENGGUNA, Aksi.KELOLA_UNIT, Aksi.KELOLA_HP, Aksi.PUTUS_MEJA},
    Peran.STAF_DINAS: _TANGANI | {Aksi.JAWAB_EVALUASI, Aksi.ATUR_TARGET},
    Peran.KEPALA_PUSKESMAS: _PUSKESMAS
    | {Aksi.SUSUN_EVALUASI, Aksi.SAHKAN_EVALUASI, Aksi.BAHAS_BAGIAN, Aksi.KELOLA_WARGA},
    Peran.PJ_ILP: _PUSKESMAS | {Aksi.SUSUN_EVALUASI, Aksi.BAHAS_BAGIAN},
    Peran.PJ_KLASTER: _PUSKESMAS,
    Peran.PJ_LINTAS_KLASTER: _PUSKESMAS,
    Peran.PJ_POSYANDU: _PUSTU,
    Peran.KEPALA_PUSTU: _PUSTU | {Aksi.BAHAS_BAGIAN},
    Peran.BIDAN_DESA: _PUSTU | {Aksi.BAHAS_BAGIAN},
    Peran.KADER: _LAPOR | _CATAT,
    Peran.TAMU_DESA: _LIHAT_ANGKA,
}


def roles_with(aksi: Aksi) -> frozenset[Peran]:
    """The roles that may do `aksi`."""
    return frozenset(peran for peran, boleh in AKSI_PERAN.items() if aksi in boleh)
