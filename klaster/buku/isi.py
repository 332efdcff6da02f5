"""The data lines by code, with the settings of one kabupaten: what every page of the book looks things up in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from klaster.angka import tulis
from klaster.aturan import Aturan
from klaster.berkas import shared_data
from klaster.buku.halaman import Sel, Tautan
from klaster.sumber import tulis_sumber

BULAN: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
Baris = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Buku:
    """`data` is as in the files, so that a page can say where a setting decides; `aturan` is the same, applied."""

    aturan: Aturan
    data: Mapping[str, Any]
    label: Mapping[str, str]
    nama: Mapping[str, str]

    def resolve(self, nilai: object) -> object:
        """A number as it holds here, also where the data leave it to a setting."""
        return self.aturan.setelan[nilai["setelan"]] if isinstance(nilai, Mapping) else nilai

    def write(self, nilai: object) -> str:
        isi = self.resolve(nilai)
        return tulis(isi).replace("-", "−") if isinstance(isi, int | float) else str(isi)

    def setelan_of(self, nilai: object) -> Tautan | None:
        return self.link_setelan(nilai["setelan"]) if isinstance(nilai, Mapping) else None

    def link_setelan(self, kode: str) -> Tautan:
        return Tautan("setelan", kode, self.nama[kode])

    def link_bidang(self, kode: str) -> Tautan:
        return Tautan("bidang", kode, self.label[kode])

    def link_temuan(self, kode: str) -> Tautan:
        return Tautan("temuan", kode, self.nama[kode])

    def source(self, baris: Baris) -> Sel:
        return Sel(tulis_sumber(baris["sumber"], self.data["sumber"]))


def open_buku(aturan: Aturan) -> Buku:
    data = shared_data()
    bernama = ("setelan", "temuan", "formulir", "tahap", "skor", "klaster", "penyakit", "indikator", "imunisasi")
    return Buku(
        aturan=aturan,
        data=data,
        label={baris["kode"]: baris["label"] for baris in data["bidang"]},
        nama={baris["kode"]: baris["nama"] for tabel in bernama for baris in data[tabel]},
    )


def find(semua: list[Baris], kode: str) -> list[Baris]:
    """The lines with this code, the one in force last first."""
    return [baris for baris in reversed(semua) if baris["kode"] == kode]


def tanggal(hari: date | str) -> str:
    """ "1 Januari 2010"."""
    isi = date.fromisoformat(hari) if isinstance(hari, str) else hari
    return f"{isi.day} {BULAN[isi.month - 1]} {isi.year}"


def masa(baris: Baris) -> str:
    """From when, and until when, a line holds."""
    akhir = baris.get("berlaku_sampai")
    return f"sejak {tanggal(baris['berlaku_sejak'])}" + (f" sampai {tanggal(akhir)}" if akhir else "")


def find_setelan(isi: object) -> Iterator[str]:
    """Codes of the settings that a line leaves something to."""
    if isinstance(isi, Mapping):
        if isi.keys() == {"setelan"}:
            yield isi["setelan"]
        for anak in isi.values():
            yield from find_setelan(anak)
    elif isinstance(isi, list):
        for anak in isi:
            yield from find_setelan(anak)


def gabung(kata: list[str], akhir: str = "dan") -> str:
    """ "a, b dan c"."""
    return f" {akhir} ".join([", ".join(kata[:-1]), kata[-1]]) if len(kata) > 1 else "".join(kata)


def kapital(teks: str) -> str:
    """The first letter as at the start of a sentence; the others stay as they are."""
    return teks[:1].upper() + teks[1:]
