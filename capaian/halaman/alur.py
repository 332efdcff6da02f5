"""The continuum as a page: how many of this year's mothers went on at each step, and who was lost at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from capaian.halaman.akses import Akses
from capaian.halaman.identitas import trail, unit_label
from capaian.halaman.lembar import cut_page
from capaian.halaman.model import BarisOrang, PilihPekan, Tautan
from capaian.halaman.orang import show_people
from capaian.halaman.param import Param
from capaian.halaman.waktu import choose_week
from capaian.hitung.alur import LANGKAH, LENGKAP, count_alur, people_at
from capaian.hitung.pekan import Pekan
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.lembar import Lembar

LEBAR = 100


@dataclass(frozen=True, slots=True)
class Langkah:
    """One step: who came to it, of all; who of those before it did not. Widths are hundredths of the picture."""

    kode: str
    nama: str
    sampai: int
    semua: int
    hilang: int
    persen: int
    dipilih: bool
    url: str | None
    lebar: float
    lebar_hilang: float


@dataclass(frozen=True, slots=True)
class HalamanAlur:
    """`capaian/alur.html`, as `halaman`."""

    unit: Tautan
    label: str
    jejak: tuple[Tautan, ...]
    pekan: PilihPekan
    semua: int
    langkah: tuple[Langkah, ...]
    lengkap: int
    lengkap_url: str | None
    judul: str
    baris: tuple[BarisOrang, ...]
    lembar: Lembar | None
    boleh_nama: bool
    penuh: bool


def build_alur(akses: Akses, param: Param, langkah: str) -> HalamanAlur:
    """Names only below units that the reader sees by name; of others not even the counts are theirs to split."""
    if langkah and langkah not in (*LANGKAH, LENGKAP):
        raise DomainError("langkah_tidak_dikenal", "Langkah itu tidak ada.", "langkah", "Pilih dari gambar.")
    pekan, unit = akses.pekan(param.pekan), akses.unit
    hitung = count_alur(unit=unit, pekan=pekan) if akses.penuh else dict.fromkeys((*LANGKAH, LENGKAP), 0)
    baris, lembar = _people(akses, pekan, langkah, param.hal) if langkah and akses.nama else ((), None)
    return HalamanAlur(
        unit=Tautan(unit.nama, link("unit", unit.kode, pekan=pekan.kode)),
        label=unit_label(unit),
        jejak=trail(akses, pekan),
        pekan=choose_week(akses, pekan, lambda k: link("alur", unit=unit.kode, pekan=k, langkah=langkah)),
        semua=sum(hitung.values()),
        langkah=tuple(_steps(akses, pekan, hitung, langkah)),
        lengkap=hitung[LENGKAP],
        lengkap_url=_address(akses, pekan, LENGKAP) if akses.nama else None,
        judul="Lengkap sampai bayi 28 hari" if langkah == LENGKAP else LANGKAH.get(langkah, ""),
        baris=baris,
        lembar=lembar,
        boleh_nama=akses.nama,
        penuh=akses.penuh,
    )


def _steps(akses: Akses, pekan: Pekan, hitung: Mapping[str, int], dipilih: str) -> Iterator[Langkah]:
    semua = sisa = sum(hitung.values())
    for kode, nama in LANGKAH.items():
        hilang = hitung[kode]
        sisa -= hilang
        yield Langkah(
            kode=kode,
            nama=nama,
            sampai=sisa,
            semua=semua,
            hilang=hilang,
            persen=round(100 * sisa / semua) if semua else 0,
            dipilih=kode == dipilih,
            url=_address(akses, pekan, kode) if akses.nama and hilang else None,
            lebar=round(LEBAR * sisa / semua, 2) if semua else 0,
            lebar_hilang=round(LEBAR * hilang / semua, 2) if semua else 0,
        )


def _address(akses: Akses, pekan: Pekan, langkah: str, hal: int = 1) -> str:
    return link("alur", unit=akses.unit.kode, pekan=pekan.kode, langkah=langkah, hal=hal) + "#siapa"


def _people(akses: Akses, pekan: Pekan, langkah: str, hal: int) -> tuple[tuple[BarisOrang, ...], Lembar | None]:
    semua = people_at(user=akses.pengguna, unit=akses.unit, pekan=pekan, tempat=langkah)
    urut = list(semua.values_list("pk", flat=True))
    potong, lembar = cut_page(len(urut), hal, lambda ke: _address(akses, pekan, langkah, ke))
    return show_people(akses, "alur", urut[potong], pekan.minggu), lembar
