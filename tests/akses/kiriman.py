"""Addresses and bodies that the access table sends; {…} is filled in by the test."""

from __future__ import annotations

PDF = ("undangan", "daftar-hadir", "notulen", "berita-acara")
BATAL = {"kunjungan": [{"id": "{id}", "menggantikan": "{kunjungan}", "batal": "Salah orang"}]}
CARI = "/api/v1/warga/cari/"
KARTU = {
    "aksi": "simpan",
    "id": "{id}",
    "unit": "{posku}",
    "tanggal": "2026-11-16",
    "kanal": "rumah",
    "isi-berat_kg": "8,4",
}
SUNTIK = {
    "aksi": "simpan",
    "id": "{id}",
    "unit": "{posku}",
    "tanggal": "2026-11-16",
    "hadir": "{orang}",
    "dosis": "{orang}.imun_hb0",
}
REGISTER = {"aksi": "masuk", "unit": "{posku}", "id_riwayat": "{id}", "penyakit": "hipertensi", "sejak": "2026-11-02"}
ORANG_BARU = {
    "aksi": "simpan",
    "id": "{id}",
    "unit": "{posku}",
    "nama": "Baru",
    "jenis_kelamin": "P",
    "tanggal_lahir": "2026-01-05",
}
INDIKATOR = "/indikator/balita_ditimbang/"
EVALUASI, BAGIAN = "/evaluasi/2026-M46/{unit}/", "/evaluasi/2026-M46/pustu/{unit}/"
ISIAN = "/isian/2026-M46/{unit}/"
NYELIK = {"warga": "{orang}", "tenggat": "2026-11-20"}
LOKAL = "/isian/indikator/"
LOKAL_SATU = "/isian/indikator/{lokal}/"
LOKAL_ANGKA = "/indikator/{lokal}/"
LOKAL_BARU = {
    "nama": "Sekolah bebas jentik",
    "kalimat": "Sekolah yang diperiksa dan bebas jentik.",
    "label_pembilang": "bebas jentik",
    "label_penyebut": "sekolah diperiksa",
    "dokumen": "SK Kepala Dinas 440/7/2026",
    "klaster": "penyakit_menular",
    "arah": "naik",
    "sebutan": "laporan",
    "target": "80",
}
TARGET = {
    "aksi": "simpan",
    "dokumen": "SK 440/1/2026",
    "tanggal_dokumen": "2026-01-05",
    "n:{unit}:balita_ditimbang": "85",
}
SASARAN = TARGET | {"n:{unit}:balita": "120"}
DOKUMEN = {"dokumen": "SK 440/1/2026", "tanggal_dokumen": "2026-01-05"}
TABEL_TARGET = {"aksi": "periksa", "tabel": "Kode unit\tVitamin A\n{unit}\t85"} | DOKUMEN
TABEL_SASARAN = {"aksi": "periksa", "tabel": "Kode unit\tbalita\n{unit}\t120"} | DOKUMEN
PENDATAAN = "/target/sasaran/pendataan/?unit={unit}"  # no projection stands there
UNDUH = "/unduh/kabupaten.xlsx?unit={unit}"
TUTUP = {"aksi": "tutup", "hasil": "Sudah ada"}
LAPOR = {"id": "{id}", "unit": "{unit}", "jenis": "alat", "judul": "Timbangan rusak"}
LEMBAR = {"unit": "{unit}", "id": "{id}", "tanggal": "2026-11-16", "umur": "7"}
UBAH = {"aksi": "status", "status": "pindah", "sejak": "2026-11-16"}
BATAL_HAMIL = {"aksi": "hamil", "kehamilan": "{id}", "alasan": "Salah orang"}
