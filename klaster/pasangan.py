"""Fields that only make sense together: two numbers of a pressure, weight and height swapped, a part and its whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from klaster.angka import angka, tepat
from klaster.nilai import Tolak
from klaster.rentang import Rentang
from klaster.tekanan import ATAS, BAWAH

BERAT, PANJANG = TERTUKAR = "berat_kg", "panjang_cm"
WADAH, JENTIK = "wadah_diperiksa", "wadah_jentik"
# A count, the count it is part of, and what to say when it is larger.
SEBAGIAN = (
    (
        JENTIK,
        WADAH,
        "Tempat air yang ada jentiknya tidak mungkin lebih banyak dari yang diperiksa.",
    ),
    ("kontak_diperiksa", "kontak_serumah", "Kontak yang sudah ditanya tidak mungkin lebih banyak dari jumlah kontak."),
)
Pasangan = tuple[Tolak, tuple[str, str]]


def find_terbalik(
    asli: Mapping[str, object], isi: Mapping[str, object], rentang: Mapping[str, Rentang | None]
) -> Iterator[Pasangan]:
    """Pairs that are wrong together. `asli` is what was sent, `isi` what was accepted field by field.

    `rentang`: the ranges of the fields `TERTUKAR` that were sent.
    """
    if _is_tertukar(asli, isi, rentang):
        saran = "Isi berat dalam kilogram dan tinggi dalam sentimeter."
        yield Tolak("berat_tinggi_tertukar", "Berat dan tinggi tampaknya tertukar.", saran), (BERAT, PANJANG)
    if tolak := _check_tekanan(asli, isi):
        yield tolak, (ATAS, BAWAH)
    if JENTIK in isi and asli.get(WADAH) is None:
        pesan = "Tempat air yang ada jentiknya diisi tanpa jumlah yang diperiksa."
        yield Tolak("jumlah_belum_diisi", pesan, "Isi juga berapa tempat air yang diperiksa."), (JENTIK, WADAH)
    for sebagian, semua, pesan in SEBAGIAN:
        satu, dua = angka(isi.get(sebagian)), angka(isi.get(semua))
        if satu is not None and dua is not None and satu > dua:
            yield Tolak("sebagian_lebih_banyak", pesan, "Periksa kedua angka."), (sebagian, semua)


def drop_separuh(isi: dict[str, object]) -> dict[str, object]:
    """Half a blood pressure says nothing: it goes when its other half was refused."""
    if (ATAS in isi) == (BAWAH in isi):
        return isi
    return {kode: nilai for kode, nilai in isi.items() if kode not in (ATAS, BAWAH)}


def _is_tertukar(asli: Mapping[str, object], isi: Mapping[str, object], rentang: Mapping[str, Rentang | None]) -> bool:
    if BERAT in isi and PANJANG in isi:
        return False
    berat, panjang = tepat(asli.get(BERAT)), tepat(asli.get(PANJANG))
    batas_berat, batas_panjang = rentang.get(BERAT), rentang.get(PANJANG)
    if berat is None or panjang is None or batas_berat is None or batas_panjang is None:
        return False
    return (
        berat > panjang
        and batas_berat.minimum <= panjang <= batas_berat.maksimum
        and batas_panjang.minimum <= berat <= batas_panjang.maksimum
    )


def _check_tekanan(asli: Mapping[str, object], isi: Mapping[str, object]) -> Tolak | None:
    for satu, lain in ((ATAS, BAWAH), (BAWAH, ATAS)):
        if satu in isi and asli.get(lain) is None:
            return Tolak("tekanan_tidak_lengkap", "Isi tekanan darah atas dan bawah, misalnya 120/80.")
    atas, bawah = angka(isi.get(ATAS)), angka(isi.get(BAWAH))
    if atas is None or bawah is None or atas > bawah:
        return None
    pesan = "Tekanan darah atas harus lebih besar dari bawah, misalnya 120/80."
    return Tolak("tekanan_terbalik", pesan)
