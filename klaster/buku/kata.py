"""Indonesian words for what conditions name: derived values, comparisons, channels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BANDING: Final[Mapping[str, str]] = {
    "kurang_dari": "kurang dari",
    "paling_banyak": "paling banyak",
    "lebih_dari": "lebih dari",
    "minimal": "paling sedikit",
}
KANAL: Final[Mapping[str, str]] = {
    "posyandu": "posyandu",
    "rumah": "rumah",
    "pustu": "pustu",
    "puskesmas": "puskesmas",
    "sekolah": "sekolah",
    "faskes_lain": "fasilitas kesehatan lain",
}
TINGKAT: Final[Mapping[str, str]] = {
    "fakta": "Catatan",
    "info": "Info",
    "perhatian": "Perlu perhatian",
    "rujuk": "Perlu dirujuk",
    "segera": "Perlu dirujuk segera",
}
INDEKS: Final[Mapping[str, str]] = {
    "bbu": "Berat badan menurut umur (BB/U)",
    "tbu": "Panjang atau tinggi badan menurut umur (PB/U, TB/U)",
    "bbtb": "Berat badan menurut panjang atau tinggi (BB/PB, BB/TB)",
    "imtu": "Indeks massa tubuh menurut umur (IMT/U)",
    "lku": "Lingkar kepala menurut umur (LK/U)",
    "lilau": "Lingkar lengan atas menurut umur (LILA/U)",
    "tbu_2007": "Tinggi badan menurut umur, 5–19 tahun (TB/U)",
    "imtu_2007": "Indeks massa tubuh menurut umur, 5–19 tahun (IMT/U)",
}
KELAS_TEKANAN: Final[Mapping[str, str]] = {
    "optimal": "optimal",
    "normal": "normal",
    "normal_tinggi": "mendekati tinggi",
    "derajat_1": "tinggi derajat 1",
    "derajat_2": "tinggi derajat 2",
    "derajat_3": "tinggi derajat 3",
    "tinggi": "tinggi",
    "sangat_tinggi": "sangat tinggi",
    "anak_tinggi": "di atas batas umur anak",
    "remaja_meningkat": "meningkat (remaja)",
    "remaja_tinggi": "tinggi (remaja)",
}
TURUNAN: Final[Mapping[str, str]] = {
    "huruf_timbang": "Huruf kenaikan berat",
    "tidak_naik_2x": "Berat tidak naik dua bulan berturut-turut (2T)",
    "naik_gram": "Kenaikan berat (gram)",
    "kbm_gram": "Kenaikan berat minimal (gram)",
    "td_kelas": "Kelas tekanan darah",
    "imt": "Indeks massa tubuh (IMT)",
    "imt_awal_hamil": "IMT sebelum hamil",
    "imunisasi_status": "Status imunisasi menurut umur",
    "imunisasi_kurang": "Imunisasi yang perlu diberikan",
    "imunisasi_berikut": "Imunisasi berikutnya",
    "imunisasi_dini": "Imunisasi yang diberikan terlalu dini",
    "ada_imunisasi_dini": "Ada imunisasi yang diberikan terlalu dini",
    "imunisasi_dasar": "Imunisasi dasar sudah lengkap",
    "bias_lengkap": "Imunisasi sekolah untuk kelasnya tahun ini lengkap",
    "td_status": "Status imunisasi tetanus (T1–T5)",
    "td_waktunya": "Sudah waktunya Td berikutnya",
    "td_berikut": "Td berikutnya",
    "td_dini": "Td yang diberikan terlalu dini",
    "ada_td_dini": "Ada Td yang diberikan terlalu dini",
    "minggu_hamil": "Umur kehamilan (minggu penuh sejak HPHT)",
    "tablet_hamil": "Tablet tambah darah selama kehamilan ini (butir)",
    "kontak_hamil": "Pemeriksaan kehamilan ini",
    "kontak_hamil_pertama": "Pemeriksaan pertama pada kehamilan ini",
    "kontak_hamil_inti": "Empat pemeriksaan pokok (1-1-2 menurut trimester) sudah terpenuhi",
    "kontak_hamil_lengkap": "Enam pemeriksaan (K1–K6) sudah terpenuhi",
    "kontak_nifas": "Pemeriksaan nifas ini",
    "kontak_nifas_pertama": "Pemeriksaan nifas pertama",
    "kontak_nifas_inti": "Pemeriksaan nifas pokok sudah terpenuhi",
    "kontak_nifas_lengkap": "Empat pemeriksaan nifas (KF1–KF4) sudah terpenuhi",
    "kontak_neonatal": "Pemeriksaan bayi baru lahir ini",
    "kontak_neonatal_pertama": "Pemeriksaan pertama bayi baru lahir",
    "kontak_neonatal_inti": "Pemeriksaan pokok bayi baru lahir sudah terpenuhi",
    "kontak_neonatal_lengkap": "Tiga pemeriksaan bayi baru lahir (KN1–KN3) sudah terpenuhi",
    **{f"z{indeks}": f"Nilai z {nama}" for indeks, nama in INDEKS.items() if not indeks.endswith("2007")},
    **{f"kelas_{indeks}": nama for indeks, nama in INDEKS.items() if not indeks.endswith("2007")},
    "ukur_tidak_wajar": "Ada hasil ukur yang tidak wajar",
    "posisi_janggal": "Diukur berdiri padahal belum berumur 9 bulan",
}
# (derived value, text it equals) -> words; texts that stand in no list are shown as they are.
ISI: Final[Mapping[tuple[str, str], str]] = {
    ("huruf_timbang", "N"): "N, naik cukup (paling sedikit KBM)",
    ("huruf_timbang", "T"): "T, naik kurang dari KBM",
    ("huruf_timbang", "O"): "O, bulan lalu tidak ditimbang",
    ("huruf_timbang", "B"): "B, baru pertama ditimbang",
    ("imunisasi_status", "lengkap"): "lengkap menurut umur",
    ("imunisasi_status", "waktunya"): "ada yang sudah waktunya",
    ("imunisasi_status", "tertinggal"): "ada yang tertinggal",
    **{("td_kelas", kode): kata for kode, kata in KELAS_TEKANAN.items()},
}
# Derived value -> the page that explains where it comes from.
HALAMAN: Final[Mapping[str, tuple[str, str]]] = {
    "huruf_timbang": ("tabel", "kbm"),
    "tidak_naik_2x": ("tabel", "kbm"),
    "td_kelas": ("tabel", "tekanan"),
    "bias_lengkap": ("tabel", "bias"),
    **dict.fromkeys(("td_status", "td_waktunya", "ada_td_dini"), ("tabel", "td")),
    **{f"kelas_{indeks}": ("pertumbuhan", indeks) for indeks in INDEKS},
    **{
        f"kontak_{jenis}{akhir}": ("tabel", "kontak")
        for jenis in ("hamil", "nifas", "neonatal")
        for akhir in ("", "_pertama", "_inti", "_lengkap")
    },
}
