"""The access table, continued: phones, the desk where a person settles what differs, danger signs."""

from __future__ import annotations

from tests.akses.baris import (
    DI_BAWAH,
    MENANGANI,
    MENGELOLA_HP,
    PUSTU_BERNAMA,
    SEMUA,
    TANPA_HP,
    TERSIMPAN,
    Baris,
    api,
    halaman,
    umum,
)

TIDAK_MENANGANI = tuple(peran for peran in SEMUA if peran not in MENANGANI)
BUKAN_PENCATAT = tuple(peran for peran in MENGELOLA_HP if peran not in PUSTU_BERNAMA)
BUANG = {"aksi": "buang", "alasan": "Salah ketik"}


def meja(rute: str, alamat: str, isi: object = None) -> tuple[Baris, ...]:
    """A page of the desk; with `isi` also what settles it."""
    baca = (
        halaman(rute, alamat, TANPA_HP, 403, tanpa_tugas=403),
        halaman(rute, alamat, MENGELOLA_HP, *DI_BAWAH, tanpa_tugas=403),
    )
    if isi is None:
        return baca
    return (
        *baca,
        halaman(rute, alamat, TANPA_HP, 403, tanpa_tugas=403, cara="POST", isi=isi),
        halaman(rute, alamat, MENGELOLA_HP, *TERSIMPAN, tanpa_tugas=403, cara="POST", isi=isi),
    )


# fmt: off
TABEL_HP: tuple[Baris, ...] = (
    # ── Phones: enrolled and revoked by those who lead there, for people inside their units ──────────────────────────
    umum("api-hp-daftar", "POST", "/api/v1/hp/daftar/", 401, isi={"kode": "00000000", "nama": "HP"}),
    api("api-hp-terhapus", "POST", "/api/v1/hp/terhapus/", SEMUA, 401, tanpa_tugas=401, dicabut=401),
    halaman("hp", "/hp/", TANPA_HP, 403, tanpa_tugas=403),
    halaman("hp", "/hp/", MENGELOLA_HP, 200, tanpa_tugas=403),
    halaman("hp-kode", "/hp/{kader}/kode/", TANPA_HP, 403, tanpa_tugas=403),
    halaman("hp-kode", "/hp/{kader}/kode/", MENGELOLA_HP, *TERSIMPAN, tanpa_tugas=403),
    halaman("hp-kode", "/hp/{kader}/kode/", TANPA_HP, 403, tanpa_tugas=403, cara="POST", isi={"sekali": "{id}"}),
    halaman("hp-kode", "/hp/{kader}/kode/", MENGELOLA_HP, *DI_BAWAH, tanpa_tugas=403, cara="POST",
            isi={"sekali": "{id}"}),
    halaman("hp-cabut", "/hp/{hp_kader}/cabut/", TANPA_HP, 403, tanpa_tugas=403, cara="POST",
            isi={"alasan": "Hilang"}),
    halaman("hp-cabut", "/hp/{hp_kader}/cabut/", MENGELOLA_HP, *TERSIMPAN, tanpa_tugas=403, cara="POST",
            isi={"alasan": "Hilang"}),
    # ── The desk: what differs or stands twice is settled by those who lead there ────────────────────────────────────
    halaman("meja", "/meja/", TANPA_HP, 403, tanpa_tugas=403),
    halaman("meja", "/meja/", MENGELOLA_HP, 200, tanpa_tugas=403),
    *meja("meja-kunjungan", "/meja/kunjungan/{kunjungan}/"),
    halaman("meja-kunjungan", "/meja/kunjungan/{kunjungan}/", TANPA_HP, 403, tanpa_tugas=403, cara="POST"),
    halaman("meja-kunjungan", "/meja/kunjungan/{kunjungan}/", BUKAN_PENCATAT, 403, 403, *[404] * 5, tanpa_tugas=403,
            cara="POST"),
    halaman("meja-kunjungan", "/meja/kunjungan/{kunjungan}/", PUSTU_BERNAMA, *TERSIMPAN, tanpa_tugas=403, cara="POST"),
    *meja("meja-orang", "/meja/orang/{orang}/"),
    halaman("meja-orang", "/meja/orang/{orang}/", TANPA_HP, 403, tanpa_tugas=403, cara="POST"),
    halaman("meja-orang", "/meja/orang/{orang}/", MENGELOLA_HP, 400, 400, *[404] * 5, tanpa_tugas=403, cara="POST"),
    *meja("meja-perbaikan", "/meja/perbaikan/{ditahan}/", BUANG),
    *meja("meja-karantina", "/meja/karantina/{hp_kader}/", BUANG | {"satu": "{karantina}"}),
    *meja("meja-ganda", "/meja/ganda/{ganda}/", {"aksi": "beda"}),
    halaman("meja-pisah", "/meja/gabung/{gabung}/pisah/", TANPA_HP, 403, tanpa_tugas=403, cara="POST"),
    halaman("meja-pisah", "/meja/gabung/{gabung}/pisah/", MENGELOLA_HP, *TERSIMPAN, tanpa_tugas=403, cara="POST"),
    # ── Danger signs: seen and taken in hand by those who deal with problems there ───────────────────────────────────
    halaman("segera", "/segera/", TIDAK_MENANGANI, 403, tanpa_tugas=403),
    halaman("segera", "/segera/", MENANGANI, 200, tanpa_tugas=403),
    halaman("segera-tangani", "/segera/{segera}/tangani/", TIDAK_MENANGANI, 403, tanpa_tugas=403, cara="POST"),
    halaman("segera-tangani", "/segera/{segera}/tangani/", MENANGANI, *TERSIMPAN, tanpa_tugas=403, cara="POST"),
)
# fmt: on
