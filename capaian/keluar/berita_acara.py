"""The one page that goes into the file: what was found, decided, by whom, with room for wet signatures."""

from __future__ import annotations

from collections.abc import Callable

from capaian.halaman.rapat.model import BarisTindakan
from capaian.keluar.isi import Isi, attendance, by_pustu, figure_sentence, frame, priority, signers
from capaian.keluar.muat import Rapat

HITUNGAN = ("Nol", "Satu", "Dua", "Tiga")


def build_berita_acara(rapat: Rapat, lengkapi: Callable[[str], str]) -> Isi:
    halaman = rapat.halaman
    return frame(rapat, "Berita acara evaluasi pekanan", lengkapi=lengkapi, isi_rapat=True) | {
        "judul_prioritas": f"{HITUNGAN[len(halaman.prioritas)]} prioritas" if halaman.prioritas else "Prioritas",
        "prioritas": [priority(satu) for satu in halaman.prioritas],
        "tanpa_prioritas": "Tidak ada indikator rapat yang dijadikan prioritas pekan ini.",
        "menurut_pustu": by_pustu(halaman.prioritas),
        "lainnya": [
            {
                "keadaan": str(satu.ukur.keadaan),
                "nama": satu.nama,
                "teks": figure_sentence(satu.ukur).split(" · ")[0] + (" · dipantau" if satu.pantau else ""),
            }
            for satu in halaman.lainnya
        ],
        "tindakan_lalu": _actions(rapat.tindakan),
        "keadaan": {
            "jumlah": halaman.jumlah,
            "hitung": [
                {"keadaan": str(keadaan), "jumlah": jumlah, "kata": keadaan.kata.lower()}
                for keadaan, jumlah in halaman.hitung
            ],
        },
        "catatan": [satu for satu in (_parts(rapat), halaman.rapat.catatan.strip()) if satu],
        "bantuan": halaman.rapat.bantuan.strip(),
        "hadir": f"{halaman.rapat.cara_teks}. {attendance(rapat)}",
        "tanda_tangan": signers(rapat),
    }


def _actions(semua: tuple[BarisTindakan, ...]) -> list[Isi]:
    """Counts; the late ones are named."""
    jumlah = {rupa: [satu for satu in semua if satu.rupa == rupa] for rupa in ("selesai", "terlambat", "berjalan")}
    lambat = "; ".join(satu.apa for satu in jumlah["terlambat"])
    return [
        {"teks": "Selesai", "jumlah": len(jumlah["selesai"])},
        {"teks": f"Terlambat: {lambat}" if lambat else "Terlambat", "jumlah": len(jumlah["terlambat"])},
        {"teks": "Berlanjut", "jumlah": len(jumlah["berjalan"])},
    ]


def _parts(rapat: Rapat) -> str:
    belum = rapat.halaman.belum_menyampaikan
    tidak = ", ".join(satu.nama for satu in rapat.halaman.bagian if satu.status == "tidak_dibahas")
    teks = [f"Belum menyampaikan bagiannya: {belum}." if belum else "", f"Tidak dibahas: {tidak}." if tidak else ""]
    return " ".join(filter(None, teks))
