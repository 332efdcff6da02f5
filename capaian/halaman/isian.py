"""The form for what visits cannot know: a Puskesmas types it once a week, with last week's values beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404

from capaian.halaman.akses import Akses
from capaian.halaman.identitas import trail
from capaian.halaman.model import PilihPekan, Tautan
from capaian.halaman.param import klaster_by_kode
from capaian.halaman.waktu import choose_week
from capaian.hitung.pekan import Pekan
from capaian.isian import Nilai, check_nilai, is_jump, is_signed, isian_indikator, load_isian, record_isian
from klaster.indikator import JenisIndikator
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi

PEMBILANG, PENYEBUT, PERIKSA, SEMULA = "n-", "p-", "ulang-", "semula-"
"""Names of the inputs of one indicator: numerator, denominator, "checked again", both as they were shown."""
PALING_PANJANG: Final = 10
BUKAN_ANGKA: Final = DomainError("bukan_angka", "Isi angka bulat, misalnya 12.", "", "Tanpa titik dan koma.")
SETENGAH: Final = DomainError("isian_setengah", "Baru satu angka yang terisi.", "", "Isi keduanya, atau kosongkan.")


@dataclass(frozen=True, slots=True)
class BarisIsian:
    """One figure with its inputs, as typed or as stored; `salah` and `tanya` stand beside them."""

    kode: str
    nama: str
    kalimat: str
    label_pembilang: str
    label_penyebut: str
    """Empty for a count of cases."""
    pembilang: str
    penyebut: str
    lalu: str
    """Last week's value: "12 dari 40"; empty where nothing was typed."""
    lokal: bool = False
    """Asked by this kabupaten only."""
    salah: str = ""
    tanya: str = ""
    """A value far from last week's: the question that one tick answers."""
    semula: str = ""
    """What is stored now, "5/6": sent along, so that only what was changed is written."""


@dataclass(frozen=True, slots=True)
class KelompokIsian:
    nama: str
    baris: tuple[BarisIsian, ...]

    @property
    def terisi(self) -> int:
        return sum(bool(satu.pembilang) for satu in self.baris)


@dataclass(frozen=True, slots=True)
class HalamanIsian:
    """`capaian/isian.html`, as `halaman`."""

    unit: Tautan
    jejak: tuple[Tautan, ...]
    pekan: PilihPekan
    kelompok: tuple[KelompokIsian, ...]
    tersimpan: int | None = None
    """How many figures were just written; None before that."""
    salah: int = 0
    tanya: int = 0
    pertama: str = ""
    """Code of the first line that is wrong or open to question."""
    boleh: bool = True
    """False: the reader may see the figures and not write them."""
    disahkan: bool = False
    """The evaluation of the week is signed: nobody writes any more."""


@dataclass(frozen=True, slots=True)
class Lembar:
    """The sheet that is filled in: whose, what is asked, what is stored, and what stood a week ago."""

    akses: Akses
    pekan: Pekan
    semua: Mapping[str, JenisIndikator]
    kini: Mapping[str, Nilai]
    lalu: Mapping[str, Nilai]
    disahkan: bool


@dataclass(slots=True)
class Ketikan:
    """What came from the form: values that can be read, and what to say about the others."""

    isi: dict[str, Nilai | None] = field(default_factory=dict)
    salah: dict[str, str] = field(default_factory=dict)
    tanya: dict[str, str] = field(default_factory=dict)


def build_isian(akses: Akses, pekan: Pekan, kiriman: Mapping[str, str] | None = None) -> HalamanIsian:
    """The form of one Puskesmas and week; with `kiriman` it is saved when nothing is wrong or open to question."""
    if akses.unit.jenis != JenisUnit.PUSKESMAS or not akses.penuh:
        raise Http404
    lembar = Lembar(
        akses,
        pekan,
        semua=isian_indikator(akses.unit.kabupaten_id, pekan),
        kini=load_isian(unit=akses.unit, pekan=pekan),
        lalu=load_isian(unit=akses.unit, pekan=pekan.previous),
        disahkan=is_signed(unit=akses.unit, pekan=pekan),
    )
    if kiriman is None:
        return _page(lembar)
    if not _may_write(akses):
        raise PermissionDenied
    if lembar.disahkan:
        return _page(lembar, kiriman)
    ketikan = read_typed(kiriman, lembar)
    if ketikan.salah or ketikan.tanya:
        return _page(lembar, kiriman, ketikan)
    berubah = record_isian(petugas=akses.pengguna, unit=akses.unit, pekan=pekan, isi=ketikan.isi)
    return _page(replace(lembar, kini=load_isian(unit=akses.unit, pekan=pekan)), tersimpan=berubah)


def _may_write(akses: Akses) -> bool:
    return akses.pengguna.may(Aksi.ISI_ANGKA, akses.unit)


def read_typed(kiriman: Mapping[str, str], lembar: Lembar) -> Ketikan:
    hasil = Ketikan()
    for kode, jenis in lembar.semua.items():
        if _is_untouched(kiriman, kode):
            continue
        try:
            nilai = _read_one(kiriman, jenis)
            if nilai is not None:
                check_nilai(jenis, nilai, kode)
        except DomainError as galat:
            hasil.salah[kode] = f"{galat.pesan} {galat.saran}".strip()
            continue
        if (kini := lembar.kini.get(kode)) != nilai and kiriman.get(SEMULA + kode, _stored(kini)) != _stored(kini):
            hasil.salah[kode] = f"Sementara itu sudah diubah: {_stored(kini) or 'dikosongkan'}. Periksa, simpan lagi."
            continue
        hasil.isi[kode] = nilai
        if nilai is not None and (tanya := _ask(nilai, lembar.lalu.get(kode))) and not kiriman.get(PERIKSA + kode):
            hasil.tanya[kode] = tanya
    return hasil


def _is_untouched(kiriman: Mapping[str, str], kode: str) -> bool:
    """What this reader left as it was shown; somebody else may have changed it since, and that stays."""
    teks = [kiriman.get(awal + kode, "").strip() for awal in (PEMBILANG, PENYEBUT)]
    return kiriman.get(SEMULA + kode) == "/".join(filter(None, teks))


def _stored(nilai: Nilai | None) -> str:
    """ "5/6", "7" for a count, empty for nothing."""
    return "" if nilai is None else "/".join(str(satu) for satu in nilai if satu is not None)


def _read_one(kiriman: Mapping[str, str], jenis: JenisIndikator) -> Nilai | None:
    """None for an empty line."""
    nama = [PEMBILANG + jenis.kode] if jenis.cacah else [PEMBILANG + jenis.kode, PENYEBUT + jenis.kode]
    teks = [kiriman.get(satu, "").strip() for satu in nama]
    if not any(teks):
        return None
    if not all(teks):
        raise SETENGAH
    if not all(satu.isascii() and satu.isdecimal() and len(satu) <= PALING_PANJANG for satu in teks):
        raise BUKAN_ANGKA
    return Nilai(*map(int, teks))


def _ask(kini: Nilai, lalu: Nilai | None) -> str:
    if lalu is None or not is_jump(kini.pembilang, lalu.pembilang):
        return ""
    return f"Pekan lalu {lalu.pembilang}, sekarang {kini.pembilang}. Sudah diperiksa ulang?"


def _page(
    lembar: Lembar,
    kiriman: Mapping[str, str] | None = None,
    ketikan: Ketikan | None = None,
    tersimpan: int | None = None,
) -> HalamanIsian:
    akses, pekan = lembar.akses, lembar.pekan
    ketikan = ketikan or Ketikan()
    isi = _shown(lembar, kiriman or {})
    return HalamanIsian(
        unit=Tautan(f"Puskesmas {akses.unit.nama}", link("unit", akses.unit.kode, pekan=pekan.kode)),
        jejak=trail(akses, pekan),
        pekan=choose_week(akses, pekan, lambda kode: link("isian", kode, akses.unit.kode)),
        kelompok=_groups(lembar, isi, ketikan),
        tersimpan=tersimpan,
        salah=len(ketikan.salah),
        tanya=len(ketikan.tanya),
        pertama=next((k for k in lembar.semua if k in ketikan.salah or k in ketikan.tanya), ""),
        boleh=_may_write(akses) and not lembar.disahkan,
        disahkan=lembar.disahkan,
    )


def _groups(lembar: Lembar, isi: Mapping[str, str], ketikan: Ketikan) -> tuple[KelompokIsian, ...]:
    baris = [(j.klaster, _row(j, isi, lembar, ketikan)) for kode, j in lembar.semua.items()]
    return tuple(
        KelompokIsian(nama, tuple(satu for milik, satu in baris if milik == kode))
        for kode, nama in klaster_by_kode().items()
        if any(milik == kode for milik, _ in baris)
    )


def _shown(lembar: Lembar, kiriman: Mapping[str, str]) -> dict[str, str]:
    """What stands in the fields: as typed where something was, as stored elsewhere."""
    diketik = {kode for kode in lembar.semua if PEMBILANG + kode in kiriman and not _is_untouched(kiriman, kode)}
    tersimpan = _as_typed({kode: nilai for kode, nilai in lembar.kini.items() if kode not in diketik})
    bidang = [awal + kode for kode in diketik for awal in (PEMBILANG, PENYEBUT)]
    return tersimpan | {nama: kiriman.get(nama, "") for nama in bidang}


def _as_typed(isi: Mapping[str, Nilai]) -> dict[str, str]:
    teks = {PEMBILANG + kode: str(nilai.pembilang) for kode, nilai in isi.items()}
    return teks | {PENYEBUT + kode: str(n.penyebut) for kode, n in isi.items() if n.penyebut is not None}


def _row(jenis: JenisIndikator, isi: Mapping[str, str], lembar: Lembar, ketikan: Ketikan) -> BarisIsian:
    kode, lalu = jenis.kode, lembar.lalu.get(jenis.kode)
    return BarisIsian(
        kode=kode,
        nama=jenis.nama,
        kalimat=jenis.kalimat,
        label_pembilang=jenis.label_pembilang,
        label_penyebut="" if jenis.cacah else jenis.label_penyebut,
        pembilang=isi.get(PEMBILANG + kode, ""),
        penyebut=isi.get(PENYEBUT + kode, ""),
        lalu="" if lalu is None else str(lalu.pembilang) + ("" if jenis.cacah else f" dari {lalu.penyebut}"),
        lokal=jenis.lokal,
        salah=ketikan.salah.get(kode, ""),
        tanya=ketikan.tanya.get(kode, ""),
        semula=_stored(lembar.kini.get(kode)),
    )
