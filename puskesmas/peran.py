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
    SUSUN_EVALUASI = "susun_evaluasi", "Menyusun evaluasi"
    SAHKAN_EVALUASI = "sahkan_evaluasi", "Mengesahkan evaluasi"
    JAWAB_EVALUASI = "jawab_evaluasi", "Menjawab evaluasi"
    KOMENTAR = "komentar", "Memberi catatan"
    ATUR_TARGET = "atur_target", "Mengatur target dan tenggat"
    KELOLA_PENGGUNA = "kelola_pengguna", "Mengelola pengguna"
    KELOLA_UNIT = "kelola_unit", "Mengelola unit"


_LIHAT_ANGKA = frozenset({Aksi.LIHAT_UNIT, Aksi.LIHAT_ANGKA})
_LIHAT = _LIHAT_ANGKA | {Aksi.LIHAT_ORANG, Aksi.KOMENTAR}
_CATAT = _LIHAT | {Aksi.CATAT_KUNJUNGAN, Aksi.KELOLA_WARGA}

AKSI_PERAN: dict[Peran, frozenset[Aksi]] = {
    Peran.ADMIN_KABUPATEN: _LIHAT | {Aksi.KELOLA_PENGGUNA, Aksi.KELOLA_UNIT},
    Peran.STAF_DINAS: _LIHAT | {Aksi.JAWAB_EVALUASI, Aksi.ATUR_TARGET},
    Peran.KEPALA_PUSKESMAS: _LIHAT | {Aksi.SUSUN_EVALUASI, Aksi.SAHKAN_EVALUASI, Aksi.KELOLA_WARGA},
    Peran.PJ_ILP: _LIHAT | {Aksi.SUSUN_EVALUASI},
    Peran.PJ_KLASTER: _LIHAT,
    Peran.PJ_LINTAS_KLASTER: _LIHAT,
    Peran.PJ_POSYANDU: _CATAT,
    Peran.KEPALA_PUSTU: _CATAT,
    Peran.BIDAN_DESA: _CATAT,
    Peran.KADER: _CATAT,
    Peran.TAMU_DESA: _LIHAT_ANGKA,
}


def roles_with(aksi: Aksi) -> frozenset[Peran]:
    """The roles that may do `aksi`."""
    return frozenset(peran for peran, boleh in AKSI_PERAN.items() if aksi in boleh)
