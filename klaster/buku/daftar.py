"""The shelves of the book, and finding a page by words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from klaster.buku import formulir, lain, pertumbuhan, tabel, temuan
from klaster.buku.halaman import Entri, Halaman
from klaster.buku.isi import Buku

TERPANJANG: Final = 60
TERBANYAK: Final = 60


@dataclass(frozen=True, slots=True)
class Rak:
    """Pages of one kind."""

    nama: str
    ket: str
    entri: Callable[[Buku], list[Entri]]
    build: Callable[[Buku, str], Halaman | None]


RAK: Final[Mapping[str, Rak]] = {
    "formulir": Rak(
        "Formulir", "Apa yang ditanyakan kepada siapa, dan di mana.", formulir.list_formulir, formulir.build_formulir
    ),
    "bidang": Rak(
        "Isian", "Tiap isian dengan bentuk, rentang, dan cara mengisinya.", formulir.list_bidang, formulir.build_bidang
    ),
    "temuan": Rak(
        "Temuan",
        "Apa yang disimpulkan dari isian, kata untuk kader, dan tempat rujukan.",
        temuan.list_entri,
        temuan.build,
    ),
    "pertumbuhan": Rak(
        "Pertumbuhan", "Kelas gizi dan kurva WHO, 0–19 tahun.", pertumbuhan.list_entri, pertumbuhan.build
    ),
    "imunisasi": Rak("Imunisasi", "Jadwal tiap dosis dan kejarannya.", tabel.list_imunisasi, tabel.build_imunisasi),
    "skor": Rak("Skor", "Kuesioner yang dijumlahkan poinnya.", tabel.list_skor, tabel.build_skor),
    "tabel": Rak("Tabel", "KBM, tekanan darah, jendela periksa, perkembangan.", tabel.list_tabel, tabel.build_tabel),
    "tahap": Rak("Tahap usia", "Pembagian usia menurut keperluannya.", lain.list_tahap, lain.build_tahap),
    "indikator": Rak(
        "Indikator", "Apa yang dihitung, pembilang dan penyebutnya.", lain.list_indikator, lain.build_indikator
    ),
    "setelan": Rak(
        "Setelan", "Nilai yang sumbernya berbeda, dan yang berlaku di sini.", lain.list_setelan, lain.build_setelan
    ),
    "sumber": Rak("Sumber", "Dokumen yang menjadi sandaran.", lain.list_sumber, lain.build_sumber),
}


def normalise(kata: str) -> str:
    """Words as they are compared: no case, no odd forms of a letter, no characters that cannot be seen."""
    bersih = "".join(huruf if huruf.isprintable() else " " for huruf in unicodedata.normalize("NFKC", kata))
    return " ".join(bersih.casefold().split())[:TERPANJANG]


def search(buku: Buku, kata: str) -> dict[str, list[Entri]]:
    """Pages that hold every word, by shelf; those with a word in their name or code come first."""
    cari = normalise(kata).split()
    hasil = {jenis: [e for e in rak.entri(buku) if _holds(e, cari)] for jenis, rak in RAK.items()} if cari else {}
    return {
        jenis: sorted(entri, key=lambda e: not _named(e, cari))[:TERBANYAK] for jenis, entri in hasil.items() if entri
    }


def _holds(entri: Entri, cari: list[str]) -> bool:
    teks = f"{entri.nama} {entri.kode} {entri.ket} {entri.kata}".casefold()
    return all(satu in teks for satu in cari)


def _named(entri: Entri, cari: list[str]) -> bool:
    return any(satu in f"{entri.nama} {entri.kode}".casefold() for satu in cari)
