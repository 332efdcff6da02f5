"""One problem: its story, people and photos, the clock, and the steps that the reader may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from django.utils import timezone

from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.halaman.kartu import Jam, Kartu, local_date, make_card
from puskesmas.jam import holder_name, next_rung, rung_of
from puskesmas.masalah import is_receiver, may_manage, steps_for
from puskesmas.models import Masalah, Pengguna, Tindakan
from puskesmas.models.masalah import KeadaanMasalah, Langkah
from puskesmas.penanggung import name_owners
from puskesmas.peran import Aksi

NAIKKAN, TUGASKAN = "naikkan", "tugaskan"
DUE: Final[Mapping[str, str]] = {
    KeadaanMasalah.DILAPORKAN: Langkah.TANGANI,
    KeadaanMasalah.DIBUKA_KEMBALI: Langkah.TANGANI,
    KeadaanMasalah.DITANGANI: Langkah.USUL_SELESAI,
    KeadaanMasalah.DIUSULKAN_SELESAI: Langkah.TERIMA,
}
"""The step that a state waits for."""


@dataclass(frozen=True, slots=True)
class Isian:
    """The form of a step: its button, the label of its words, and whether somebody and a date are chosen."""

    kode: str
    tombol: str
    label: str
    wajib: bool = True
    orang: bool = False
    bantuan: str = ""


GANTI = "Ganti penanggung jawab atau tenggat"
FORM: Final[Mapping[str, Isian]] = {
    satu.kode: satu
    for satu in (
        Isian(Langkah.USUL_SELESAI, "Usulkan selesai", "Hasilnya", bantuan="Pelapor akan diminta menerimanya."),
        Isian(Langkah.TERIMA, "Terima, sudah selesai", "Catatan (boleh kosong)", wajib=False),
        Isian(Langkah.TOLAK, "Belum selesai", "Apa yang belum selesai"),
        Isian(Langkah.BUKA_KEMBALI, "Buka kembali", "Apa yang belum selesai"),
        Isian(TUGASKAN, "Tambah tindakan", "Apa yang dilakukan", orang=True),
        Isian(Langkah.TANGANI, "Tangani", "Catatan (boleh kosong)", wajib=False, orang=True),
        Isian(NAIKKAN, "Naikkan sekarang", "Mengapa tidak bisa diselesaikan di sini"),
        Isian(Langkah.BATAL, "Batalkan masalah", "Alasannya"),
    )
}


@dataclass(frozen=True, slots=True)
class Anak:
    """A rung of the ladder on the page: `lalu`, `kini`, or still above."""

    nama: str
    keadaan: str


@dataclass(frozen=True, slots=True)
class Cerita:
    """A line of the story."""

    judul: str
    oleh: str
    isi: str
    pada: datetime
    langkah: str


@dataclass(frozen=True, slots=True)
class Foto:
    url: str
    lebar: int
    tinggi: int
    oleh: str


@dataclass(frozen=True, slots=True)
class HalamanMasalah:
    """`puskesmas/masalah.html`, as `halaman`."""

    kartu: Kartu
    masalah: Masalah
    jam: Jam | None
    hari_ini: date
    tangga: tuple[Anak, ...]
    cerita: tuple[Cerita, ...]
    foto: tuple[Foto, ...]
    tindakan: tuple[Tindakan, ...]
    utama: Isian | None
    """The step that is due, open with the one filled button."""
    form: tuple[Isian, ...]
    """The others, folded."""
    orang: tuple[tuple[int, str], ...]
    """Who may be given it: id, and name with office and place."""
    boleh_foto: bool
    id: UUID
    """For an action that the page may add."""
    isi: Mapping[str, str]
    """What was typed, when it could not be stored."""
    galat: DomainError | None
    gagal: str
    """The form that `galat` is about."""
    lepas: bool
    """That form is not there any more: what was typed is shown beside the refusal."""


def build_masalah(
    pengguna: Pengguna, masalah: Masalah, isi: Mapping[str, str] | None = None, galat: DomainError | None = None
) -> HalamanMasalah:
    sekarang = timezone.now()
    kartu = make_card(masalah, sekarang)
    gagal = (isi or {}).get("langkah", "")
    form = tuple(_named(FORM[kode], masalah) for kode in _allowed(pengguna, masalah))
    utama = next((satu for satu in form if satu.kode == DUE.get(masalah.keadaan)), None)
    return HalamanMasalah(
        kartu=kartu,
        masalah=masalah,
        jam=kartu.jam,
        hari_ini=local_date(masalah, sekarang),
        tangga=_ladder(masalah),
        cerita=_story(masalah),
        foto=tuple(
            Foto(link("masalah-foto", str(masalah.pk), str(satu.pk)), satu.lebar, satu.tinggi, satu.oleh.nama)
            for satu in masalah.foto.defer("isi").select_related("oleh")
        ),
        tindakan=tuple(masalah.tindakan.select_related("penanggung_jawab", "unit__kabupaten__setelan")),
        utama=utama,
        form=tuple(satu for satu in form if satu is not utama),
        orang=tuple(name_owners(masalah.unit).items()) if any(satu.orang for satu in form) else (),
        boleh_foto=masalah.terbuka
        and (pengguna.may(Aksi.LAPOR_MASALAH, masalah.unit) or may_manage(pengguna, masalah)),
        id=uuid4(),
        isi=isi or {},
        galat=galat,
        gagal=gagal,
        lepas=galat is not None and gagal not in {*(satu.kode for satu in form), Langkah.KOMENTAR, Langkah.FOTO},
    )


def _allowed(pengguna: Pengguna, masalah: Masalah) -> list[str]:
    """Steps of the table first, then what else may be done; giving up comes last."""
    boleh = set(steps_for(pengguna, masalah))
    if masalah.terbuka and may_manage(pengguna, masalah):
        boleh.add(TUGASKAN)
    if (
        masalah.terbuka
        and next_rung(masalah.dipegang)
        and (may_manage(pengguna, masalah) or is_receiver(pengguna, masalah))
    ):
        boleh.add(NAIKKAN)
    return [kode for kode in FORM if kode in boleh]


def _named(isian: Isian, masalah: Masalah) -> Isian:
    if isian.kode == Langkah.TANGANI and masalah.keadaan == KeadaanMasalah.DITANGANI:
        return replace(isian, tombol=GANTI)
    return isian


def _ladder(masalah: Masalah) -> tuple[Anak, ...]:
    """From the rung of the place up to Dinas, with where the problem is now."""
    tangga = [rung_of(masalah.unit)]
    while tangga[-1] is not None:
        tangga.append(next_rung(tangga[-1]))
    unit = [satu for satu in tangga if satu is not None]
    kini = next((ke for ke, satu in enumerate(unit) if satu == masalah.dipegang), 0)
    return tuple(
        Anak(holder_name(satu), "lalu" if ke < kini else "kini" if ke == kini else "atas")
        for ke, satu in enumerate(unit)
    )


def _story(masalah: Masalah) -> tuple[Cerita, ...]:
    zona = masalah.unit.kabupaten.setelan.zona if masalah.unit.kabupaten else None
    rows = masalah.langkah.select_related("oleh", "dipegang")
    return tuple(
        Cerita(
            judul=_headline(satu.langkah, holder_name(satu.dipegang)),
            oleh=satu.oleh.nama if satu.oleh else "otomatis",
            isi=satu.isi,
            pada=satu.pada.astimezone(zona),
            langkah=satu.langkah,
        )
        for satu in rows
    )


def _headline(langkah: str, pemegang: str) -> str:
    return f"Naik ke {pemegang}" if langkah == Langkah.NAIK else str(Langkah(langkah).label)
