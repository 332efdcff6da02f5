"""The access table, continued: the worklist of the Pustu, births, referrals, due lists, registers."""

from __future__ import annotations

from puskesmas.peran import Aksi, roles_with
from tests.akses.baris import (
    DI_BAWAH,
    HANYA_ANGKA,
    MELIHAT_NAMA,
    MENCATAT,
    MENGIRIM,
    PUSKESMAS,
    SEMUA,
    TERSIMPAN,
    Baris,
    angka,
    halaman,
)

MEMUTUSKAN = tuple(peran for peran in SEMUA if peran in roles_with(Aksi.TINDAK_LANJUT))
TIDAK_MENGIRIM = tuple(peran for peran in MELIHAT_NAMA if peran not in MENGIRIM)
TIDAK_MEMUTUSKAN = tuple(peran for peran in SEMUA if peran not in MEMUTUSKAN)
MELIHAT_SAJA = tuple(peran for peran in MELIHAT_NAMA if peran not in MEMUTUSKAN)
BUKAN_PENERIMA = tuple(peran for peran in MELIHAT_NAMA if peran not in PUSKESMAS)
BERSALIN = tuple(peran for peran in MENCATAT if peran in roles_with(Aksi.KLINIS))
TIDAK_BERSALIN = tuple(peran for peran in SEMUA if peran not in BERSALIN)

# fmt: off
TABEL_PUSTU: tuple[Baris, ...] = (
    # ── The continuum of mother and newborn: counts as any figure, names in one's own subtree ───────────────────────
    halaman("alur", "/alur/", SEMUA, 200, tanpa_tugas=403),
    *angka(halaman, "alur", "/alur/?unit={unit}&langkah=k1", tanpa_tugas=404),

    # ── The worklist of those who decide, and referrals: their own people only ──────────────────────────────────────
    halaman("kerja", "/kerja/", MEMUTUSKAN, 200, tanpa_tugas=403),
    halaman("kerja", "/kerja/", TIDAK_MEMUTUSKAN, 403, tanpa_tugas=403),
    halaman("kerja-putuskan", "/kerja/{orang}/", MEMUTUSKAN, *DI_BAWAH, tanpa_tugas=403),
    halaman("kerja-putuskan", "/kerja/{orang}/", TIDAK_MEMUTUSKAN, 403, tanpa_tugas=403),
    halaman("kerja-putuskan", "/kerja/{orang}/", TIDAK_MEMUTUSKAN, 403, tanpa_tugas=403, cara="POST"),
    halaman("kerja-putuskan", "/kerja/{orang}/", MEMUTUSKAN, 400, 400, *[404] * 5, tanpa_tugas=403, cara="POST",
            isi={"keputusan": ""}),
    # The person of the table is a boy: who may record births is told so, for others he is not there.
    halaman("persalinan", "/persalinan/{orang}/", BERSALIN, 400, 400, *[404] * 5, tanpa_tugas=403),
    halaman("persalinan", "/persalinan/{orang}/", TIDAK_BERSALIN, 403, tanpa_tugas=403),
    halaman("persalinan", "/persalinan/{orang}/", TIDAK_BERSALIN, 403, tanpa_tugas=403, cara="POST"),
    halaman("persalinan", "/persalinan/{orang}/", BERSALIN, 400, 400, *[404] * 5, tanpa_tugas=403, cara="POST",
            isi={"jam": "03:20"}),
    # Seen by whoever sees the person; its letter printed by those who decide; arrival written down by the receiver.
    halaman("rujukan", "/rujukan/{rujukan}/", MELIHAT_NAMA, *DI_BAWAH, tanpa_tugas=404),
    halaman("rujukan", "/rujukan/{rujukan}/", HANYA_ANGKA, 404, tanpa_tugas=404),
    halaman("rujukan", "/rujukan/{rujukan}/", PUSKESMAS, *TERSIMPAN, tanpa_tugas=404, cara="POST",
            isi={"langkah": "tiba"}),
    halaman("rujukan", "/rujukan/{rujukan}/", BUKAN_PENERIMA, 403, 403, *[404] * 5, tanpa_tugas=404, cara="POST",
            isi={"langkah": "tiba"}),
    halaman("rujukan", "/rujukan/{rujukan}/", HANYA_ANGKA, 404, tanpa_tugas=404, cara="POST", isi={"langkah": "tiba"}),
    halaman("rujukan-surat", "/rujukan/{rujukan}/surat.pdf", MEMUTUSKAN, *DI_BAWAH, tanpa_tugas=404),
    halaman("rujukan-surat", "/rujukan/{rujukan}/surat.pdf", MELIHAT_SAJA, 403, 403, *[404] * 5, tanpa_tugas=404),
    halaman("rujukan-surat", "/rujukan/{rujukan}/surat.pdf", HANYA_ANGKA, 404, tanpa_tugas=404),
    halaman("rujukan-kode", "/rujukan/kode/{kode_rujukan}/", MELIHAT_NAMA, *TERSIMPAN, tanpa_tugas=404),
    halaman("rujukan-kode", "/rujukan/kode/{kode_rujukan}/", HANYA_ANGKA, 404, tanpa_tugas=404),

    # ── Who is due, by name: in one's own subtree; sent to the Nyelik lists by those who may ─────────────────────────
    halaman("jatuh-tempo", "/jatuh-tempo/", MELIHAT_NAMA, 200, tanpa_tugas=403),
    halaman("jatuh-tempo", "/jatuh-tempo/?unit={unit}", HANYA_ANGKA, 403, tanpa_tugas=403),
    halaman("jatuh-tempo", "/jatuh-tempo/?unit={unit}", MELIHAT_NAMA, *DI_BAWAH, tanpa_tugas=403),
    halaman("jatuh-tempo", "/jatuh-tempo/?unit={unit}", HANYA_ANGKA, 403, tanpa_tugas=403, cara="POST"),
    halaman("jatuh-tempo", "/jatuh-tempo/?unit={unit}", TIDAK_MENGIRIM,
            403, 403, *[404] * 5, tanpa_tugas=403, cara="POST"),
    halaman("jatuh-tempo", "/jatuh-tempo/?unit={unit}", MENGIRIM,
            400, 400, *[404] * 5, tanpa_tugas=403, cara="POST", isi={"tenggat": "2026-11-20"}),
    halaman("jatuh-tempo-cetak", "/jatuh-tempo/cetak.pdf?unit={unit}", HANYA_ANGKA, 403, tanpa_tugas=403),
    halaman("jatuh-tempo-cetak", "/jatuh-tempo/cetak.pdf?unit={unit}", MELIHAT_NAMA, *DI_BAWAH, tanpa_tugas=403),

    # ── Registers: health workers of the place and above, nobody else ────────────────────────────────────────────────
    halaman("register", "/register/?unit={unit}", MEMUTUSKAN, *DI_BAWAH, tanpa_tugas=403),
    halaman("register", "/register/?unit={unit}", TIDAK_MEMUTUSKAN, 403, tanpa_tugas=403),
    halaman("register-masuk", "/register/masuk/{orang}/", MEMUTUSKAN, *DI_BAWAH, tanpa_tugas=403),
    halaman("register-masuk", "/register/masuk/{orang}/", TIDAK_MEMUTUSKAN, 403, tanpa_tugas=403),
    halaman("register-masuk", "/register/masuk/{orang}/", MEMUTUSKAN,
            *TERSIMPAN, tanpa_tugas=403, cara="POST", isi={"penyakit": "hipertensi", "sejak": "2026-11-02"}),
    halaman("register-masuk", "/register/masuk/{orang}/", TIDAK_MEMUTUSKAN, 403, tanpa_tugas=403, cara="POST"),
    halaman("register-bukan", "/register/bukan/{orang}/?penyakit=tbc", MEMUTUSKAN, *DI_BAWAH, tanpa_tugas=403),
    halaman("register-bukan", "/register/bukan/{orang}/?penyakit=tbc", TIDAK_MEMUTUSKAN, 403, tanpa_tugas=403),
    halaman("register-bukan", "/register/bukan/{orang}/?penyakit=tbc", MEMUTUSKAN,
            *TERSIMPAN, tanpa_tugas=403, cara="POST", isi={"alasan": "normal"}),
    halaman("register-bukan", "/register/bukan/{orang}/?penyakit=tbc", TIDAK_MEMUTUSKAN,
            403, tanpa_tugas=403, cara="POST"),
    halaman("register-keluar", "/register/keluar/{id}/", MEMUTUSKAN, 404, tanpa_tugas=403),
    halaman("register-keluar", "/register/keluar/{id}/", TIDAK_MEMUTUSKAN, 403, tanpa_tugas=403),
    halaman("register-keluar", "/register/keluar/{id}/", MEMUTUSKAN, 404, tanpa_tugas=403, cara="POST"),
    halaman("register-keluar", "/register/keluar/{id}/", TIDAK_MEMUTUSKAN, 403, tanpa_tugas=403, cara="POST"),
)
# fmt: on
