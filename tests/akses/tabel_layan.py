"""The rows of the pages on which health workers write their services."""

from __future__ import annotations

from puskesmas.peran import Aksi, roles_with
from tests.akses.baris import (
    DI_BAWAH,
    HANYA_ANGKA,
    MELIHAT_NAMA,
    MENYUNTIK,
    SEMUA,
    TERSIMPAN,
    Baris,
    catat,
    halaman,
)
from tests.akses.kiriman import BATAL_HAMIL, LEMBAR, SUNTIK, UBAH

MENGELOLA = tuple(peran for peran in SEMUA if peran in roles_with(Aksi.KELOLA_WARGA))
MENGELOLA_TENAGA = tuple(peran for peran in MENGELOLA if peran in roles_with(Aksi.TINDAK_LANJUT))
MENGELOLA_KADER = tuple(peran for peran in MENGELOLA if peran not in MENGELOLA_TENAGA)
TIDAK_MENGELOLA = tuple(peran for peran in SEMUA if peran not in MENGELOLA)
TIDAK_MENYUNTIK = tuple(peran for peran in SEMUA if peran not in MENYUNTIK)

# fmt: off
TABEL_LAYAN: tuple[Baris, ...] = (
    # ── The page of one person: names for those who may see them, from their own subtree only ────────────────────────
    halaman("warga", "/warga/{orang}/", HANYA_ANGKA, 404, tanpa_tugas=404),
    halaman("warga", "/warga/{orang}/", MELIHAT_NAMA, *DI_BAWAH, tanpa_tugas=404),

    # ── Its data, home and state: whoever keeps people's data there ──────────────────────────────────────────────────
    halaman("warga-ubah", "/warga/{orang}/ubah/", MENGELOLA, *DI_BAWAH, tanpa_tugas=403),
    halaman("warga-ubah", "/warga/{orang}/ubah/", TIDAK_MENGELOLA, 403, tanpa_tugas=403),
    halaman("warga-ubah", "/warga/{orang}/ubah/", MENGELOLA, *TERSIMPAN, tanpa_tugas=403, cara="POST", isi=UBAH),
    halaman("warga-ubah", "/warga/{orang}/ubah/", TIDAK_MENGELOLA, 403, tanpa_tugas=403, cara="POST", isi=UBAH),
    # A pregnancy by mistake is withdrawn by health workers; nobody has one under that id.
    halaman("warga-ubah", "/warga/{orang}/ubah/", MENGELOLA_TENAGA, 404, tanpa_tugas=403, cara="POST", isi=BATAL_HAMIL),
    halaman("warga-ubah", "/warga/{orang}/ubah/", MENGELOLA_KADER,
            403, 403, *[404] * 5, tanpa_tugas=403, cara="POST", isi=BATAL_HAMIL),
    halaman("warga-ubah", "/warga/{orang}/ubah/", TIDAK_MENGELOLA, 403, tanpa_tugas=403, cara="POST", isi=BATAL_HAMIL),

    # ── Immunisation of a session: midwives and nurses, at their own places and for their own people ─────────────────
    halaman("imunisasi", "/imunisasi/", MENYUNTIK, 200, tanpa_tugas=403),
    halaman("imunisasi", "/imunisasi/", TIDAK_MENYUNTIK, 403, tanpa_tugas=403),
    halaman("imunisasi", "/imunisasi/?unit={unit}", MENYUNTIK, *DI_BAWAH, tanpa_tugas=403),
    halaman("imunisasi", "/imunisasi/", MENYUNTIK, *DI_BAWAH, tanpa_tugas=403, cara="POST", isi=SUNTIK),
    halaman("imunisasi", "/imunisasi/", TIDAK_MENYUNTIK, 403, tanpa_tugas=403, cara="POST", isi=SUNTIK),

    # ── Sheets of many rows: everybody who writes visits, at their own places ────────────────────────────────────────
    *catat("lembar", "/lembar/sekolah/", 200),
    *catat("lembar", "/lembar/jentik/?unit={unit}", *DI_BAWAH),
    *catat("lembar", "/lembar/sekolah/", *DI_BAWAH, cara="POST", isi=LEMBAR),
)
