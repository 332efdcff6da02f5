"""The board of problems: a column for each rung and what waits for acceptance or was solved lately; and the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from django import forms
from django.http import Http404, QueryDict
from django.utils import timezone

from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.halaman.kartu import HARI_INI, LEWAT, TERKAIT, Kartu, make_card, place_name
from puskesmas.models import Masalah, Pengguna, Tindakan, Unit
from puskesmas.models.masalah import ANAK_TANGGA, JenisMasalah, KeadaanMasalah, MasalahQuerySet
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi

SEKOLOM: Final = 12
"""Cards of a column; the rest is a link to the list."""
SELEMBAR: Final = 30
TERBACA: Final = 1000
"""Open problems that are read at most."""
BARU_SAJA: Final = timedelta(days=7)
SAYA: Final = "saya"
TINGKAT: Final = {
    JenisUnit.PUSTU.value: "Pustu",
    JenisUnit.PUSKESMAS.value: "Puskesmas",
    JenisUnit.KABUPATEN.value: "Dinas",
}


@dataclass(frozen=True, slots=True)
class Saring:
    """What the reader asked for; empty where the address does not say."""

    unit: str = ""
    jenis: str = ""
    pemegang: str = ""
    keadaan: str = ""
    daftar: bool = False
    hal: int = 1

    def url(self) -> str:
        return link(
            "masalah-papan",
            unit=self.unit,
            jenis=self.jenis,
            pemegang=self.pemegang,
            keadaan=self.keadaan,
            tampil="daftar" if self.daftar else "",
            hal=self.hal if self.hal > 1 else "",
        )


@dataclass(frozen=True, slots=True)
class Kolom:
    judul: str
    ket: str
    jumlah: int
    kartu: tuple[Kartu, ...]
    lain: int
    lain_url: str


@dataclass(frozen=True, slots=True)
class Angka:
    """The line above the board."""

    terbuka: int
    lewat: int
    tertua: int
    """Age in working days of the oldest that is overdue."""
    hari_ini: int
    di_dinas: int
    di_dinas_lewat: int
    selesai: int
    median: int


@dataclass(frozen=True, slots=True)
class Pilihan:
    nilai: str
    teks: str


@dataclass(frozen=True, slots=True)
class HalamanPapan:
    """`puskesmas/papan.html`, as `halaman`."""

    tempat: str
    saring: Saring
    tersaring: bool
    unit: tuple[Pilihan, ...]
    jenis: tuple[Pilihan, ...]
    pemegang: tuple[Pilihan, ...]
    keadaan: tuple[Pilihan, ...]
    angka: Angka
    kolom: tuple[Kolom, ...]
    kartu: tuple[Kartu, ...]
    jumlah: int
    sebelum_url: str
    sesudah_url: str
    papan_url: str
    daftar_url: str
    tindakan: tuple[Tindakan, ...]
    boleh_lapor: bool
    sekarang: datetime


class _FormSaring(forms.Form):
    unit = forms.RegexField(r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=40, required=False)
    jenis = forms.ChoiceField(choices=JenisMasalah.choices, required=False)
    pemegang = forms.ChoiceField(choices=[(SAYA, ""), *((kode, "") for kode in TINGKAT)], required=False)
    keadaan = forms.ChoiceField(choices=KeadaanMasalah.choices, required=False)
    tampil = forms.ChoiceField(choices=[("daftar", ""), ("papan", "")], required=False)
    hal = forms.RegexField(r"^[1-9][0-9]{0,4}$", required=False)


def read_saring(query: QueryDict) -> Saring:
    form = _FormSaring(query)
    if not form.is_valid():
        bidang = next(iter(form.errors))
        raise DomainError("saringan_tidak_sah", "Saringan itu tidak dikenal.", bidang, "Pilih dari daftar.")
    isi = form.cleaned_data
    return Saring(
        unit=isi["unit"],
        jenis=isi["jenis"],
        pemegang=isi["pemegang"],
        keadaan=isi["keadaan"],
        daftar=isi["tampil"] == "daftar" or bool(isi["keadaan"]),
        hal=int(isi["hal"] or 1),
    )


def build_board(pengguna: Pengguna, saring: Saring) -> HalamanPapan:
    sekarang = timezone.now()
    unit = _chosen(pengguna, saring.unit)
    semua = _filtered(pengguna, saring, unit)
    buka = _cards(semua.open().order_by("batas_gerak", "pk")[:TERBACA], sekarang)
    selesai = _cards(
        semua.filter(keadaan="selesai", ditutup_pada__gte=sekarang - BARU_SAJA).order_by("-ditutup_pada")[:TERBACA],
        sekarang,
    )
    jumlah, kartu = _list_page(semua, saring, sekarang) if saring.daftar else (0, ())
    return HalamanPapan(
        tempat=place_name(unit) if unit else "",
        saring=saring,
        tersaring=bool(saring.unit or saring.jenis or saring.pemegang or saring.keadaan),
        unit=_unit_options(pengguna),
        jenis=_options(JenisMasalah.choices),
        pemegang=(*_options(TINGKAT.items()), Pilihan(SAYA, "Saya")),
        keadaan=_options(KeadaanMasalah.choices),
        angka=_figures(buka, selesai),
        kolom=() if saring.daftar else _columns(buka, selesai, saring),
        kartu=kartu,
        jumlah=jumlah,
        sebelum_url=replace(saring, hal=saring.hal - 1).url() if saring.hal > 1 else "",
        sesudah_url=replace(saring, hal=saring.hal + 1).url() if saring.hal * SELEMBAR < jumlah else "",
        papan_url=replace(saring, daftar=False, keadaan="", hal=1).url(),
        daftar_url=replace(saring, daftar=True, hal=1).url(),
        tindakan=tuple(
            Tindakan.objects.visible_to(pengguna)
            .running()
            .filter(penanggung_jawab=pengguna)
            .select_related("unit__kabupaten__setelan")[:SEKOLOM]
        ),
        boleh_lapor=bool(pengguna.paths_for(Aksi.LAPOR_MASALAH)),
        sekarang=sekarang,
    )


def _chosen(pengguna: Pengguna, kode: str) -> Unit | None:
    if not kode:
        return None
    boleh = Unit.objects.allowed_to(pengguna, Aksi.LIHAT_MASALAH).select_related("induk")
    unit = boleh.filter(kode=kode).first()
    if unit is None:
        raise Http404
    return unit


def _filtered(pengguna: Pengguna, saring: Saring, unit: Unit | None) -> MasalahQuerySet:
    rows = Masalah.objects.visible_to(pengguna).select_related(*TERKAIT)
    if unit is not None:
        rows = rows.under(unit)
    if saring.jenis:
        rows = rows.filter(jenis=saring.jenis)
    if saring.pemegang == SAYA:
        return rows.filter(pemilik=pengguna)
    return rows.filter(dipegang__jenis=saring.pemegang) if saring.pemegang else rows


def _cards(rows: MasalahQuerySet, sekarang: datetime) -> tuple[Kartu, ...]:
    return tuple(make_card(satu, sekarang) for satu in rows)


def _list_page(semua: MasalahQuerySet, saring: Saring, sekarang: datetime) -> tuple[int, tuple[Kartu, ...]]:
    """Newest first; a page past the end is empty."""
    rows = semua.filter(keadaan=saring.keadaan) if saring.keadaan else semua
    dari = (saring.hal - 1) * SELEMBAR
    return rows.count(), _cards(rows.order_by("-dilaporkan_pada", "pk")[dari : dari + SELEMBAR], sekarang)


def _columns(buka: tuple[Kartu, ...], selesai: tuple[Kartu, ...], saring: Saring) -> tuple[Kolom, ...]:
    """A problem stands on its rung until it is proposed as done; then it waits for the one who reported it."""
    usul = tuple(satu for satu in buka if satu.masalah.keadaan == KeadaanMasalah.DIUSULKAN_SELESAI)
    jalan = [satu for satu in buka if satu not in usul]
    tangga = [
        (tingkat, tuple(satu for satu in jalan if satu.masalah.dipegang.jenis == tingkat)) for tingkat in ANAK_TANGGA
    ]
    return (
        *(
            _column(f"Di {TINGKAT[tingkat]}", _nobody(isi), isi, replace(saring, pemegang=tingkat.value))
            for tingkat, isi in tangga
        ),
        _column("Menunggu diterima", "oleh pelapor atau atasannya", usul, replace(saring, keadaan="diusulkan_selesai")),
        _column("Selesai 7 hari ini", _median_text(selesai), selesai, replace(saring, keadaan="selesai")),
    )


def _column(judul: str, ket: str, isi: tuple[Kartu, ...], saring: Saring) -> Kolom:
    return Kolom(
        judul, ket, len(isi), isi[:SEKOLOM], max(0, len(isi) - SEKOLOM), replace(saring, daftar=True, hal=1).url()
    )


def _nobody(isi: tuple[Kartu, ...]) -> str:
    kosong = sum(satu.masalah.pemilik_id is None for satu in isi)
    if not isi:
        return ""
    return f"{kosong} belum ada yang menangani" if kosong else "semua ada yang menangani"


def _median_text(selesai: tuple[Kartu, ...]) -> str:
    return f"median {_median(selesai)} hari kerja" if selesai else ""


def _median(selesai: tuple[Kartu, ...]) -> int:
    return round(median(satu.umur for satu in selesai)) if selesai else 0


def _figures(buka: tuple[Kartu, ...], selesai: tuple[Kartu, ...]) -> Angka:
    lewat = [satu for satu in buka if satu.jam and satu.jam.tanda == LEWAT]
    dinas = [satu for satu in buka if satu.masalah.dipegang.jenis == JenisUnit.KABUPATEN]
    return Angka(
        terbuka=len(buka),
        lewat=len(lewat),
        tertua=max((satu.umur for satu in lewat), default=0),
        hari_ini=sum(satu.jam is not None and satu.jam.tanda == HARI_INI for satu in buka),
        di_dinas=len(dinas),
        di_dinas_lewat=sum(satu in lewat for satu in dinas),
        selesai=len(selesai),
        median=_median(selesai),
    )


def _unit_options(pengguna: Pengguna) -> tuple[Pilihan, ...]:
    """Puskesmas and Pustu of the reader's scope; nothing to choose where there is only one."""
    rows = Unit.objects.allowed_to(pengguna, Aksi.LIHAT_MASALAH).filter(
        jenis__in=[JenisUnit.PUSKESMAS, JenisUnit.PUSTU]
    )
    isi = tuple(Pilihan(satu.kode, satu.nama_lengkap) for satu in rows.order_by("jalur")[:TERBACA])
    return isi if len(isi) > 1 else ()


def _options(pasangan: Iterable[tuple[object, object]]) -> tuple[Pilihan, ...]:
    return tuple(Pilihan(str(nilai), str(teks)) for nilai, teks in pasangan)
