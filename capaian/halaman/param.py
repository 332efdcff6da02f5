"""What a page may be asked for in its address: read once, checked, refused in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final

from django import forms
from django.http import QueryDict

from capaian.hitung.pekan import Pekan
from capaian.lokal import read_nomor
from capaian.target import kelompok_sasaran
from klaster.berkas import shared_data
from klaster.indikator import JenisIndikator, muat_indikator
from puskesmas.errors import DomainError

TAB: Final = ("capaian", "bawahan", "masalah", "orang", "jadwal")
BAGIAN: Final = ("terlewat", "menunggu", "belum_terdata", "sudah")
TAMU: Final = "tamu"
"""Beside the life stages: people who were served here and live elsewhere."""
PALING_JAUH: Final = 100_000
"""No list has more pages."""

_SALAH: Final = {
    "unit": ("unit_tidak_sah", "Kode unit tidak sah.", "Pilih unit dari daftar."),
    "pekan": ("pekan_tidak_sah", "Pekan tidak dikenal.", "Tulis tahun, -M, lalu dua angka pekan, misalnya 2026-M46."),
    "tab": ("tab_tidak_dikenal", "Bagian halaman itu tidak ada.", "Pilih salah satu bagian halaman."),
    "indikator": ("indikator_tidak_dikenal", "Indikator itu tidak dikenal.", "Pilih indikator dari daftar."),
    "klaster": ("klaster_tidak_dikenal", "Klaster itu tidak dikenal.", "Pilih klaster dari daftar."),
    "tahap": ("tahap_tidak_dikenal", "Kelompok umur itu tidak dikenal.", "Pilih kelompok umur dari daftar."),
    "bagian": ("bagian_tidak_dikenal", "Daftar itu tidak ada.", "Pilih salah satu daftar."),
    "hal": ("halaman_tidak_sah", "Nomor halaman tidak sah.", "Mulai lagi dari halaman 1."),
}


@dataclass(frozen=True, slots=True)
class Param:
    """Parameters of a page; empty or None where the address does not say."""

    unit: str = ""
    pekan: Pekan | None = None
    tab: str = ""
    indikator: str = ""
    """Code; a local one still has to be looked up for the kabupaten that the page is about."""
    klaster: str = ""
    tahap: str = ""
    bagian: str = ""
    hal: int = 1
    langsung: bool = False


class _FormParam(forms.Form):
    """Shape only."""

    unit = forms.RegexField(r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=40, required=False)
    pekan = forms.CharField(max_length=20, required=False)
    tab = forms.ChoiceField(choices=[(kode, kode) for kode in TAB], required=False)
    indikator = forms.CharField(max_length=60, required=False)
    klaster = forms.CharField(max_length=40, required=False)
    tahap = forms.CharField(max_length=40, required=False)
    bagian = forms.ChoiceField(choices=[(kode, kode) for kode in BAGIAN], required=False)
    hal = forms.RegexField(r"^[0-9]{1,6}$", required=False)  # an IntegerField also reads the digits of other scripts
    langsung = forms.BooleanField(required=False)


@cache
def indikator_by_kode() -> dict[str, JenisIndikator]:
    return {jenis.kode: jenis for jenis in muat_indikator()}


@cache
def klaster_by_kode() -> dict[str, str]:
    """Names of the clusters that have indicators, in the order of the guide."""
    terpakai = {jenis.klaster for jenis in muat_indikator()}
    return {baris["kode"]: baris["nama"] for baris in shared_data()["klaster"] if baris["kode"] in terpakai}


def read_param(query: QueryDict) -> Param:
    """The parameters, or DomainError naming the first that is wrong."""
    form = _FormParam(query)
    if not form.is_valid():
        raise refuse(next(iter(form.errors)))
    isi = form.cleaned_data
    if read_nomor(isi["indikator"]) is None:
        _check_known("indikator", isi["indikator"], indikator_by_kode())
    _check_known("klaster", isi["klaster"], klaster_by_kode())
    _check_known("tahap", isi["tahap"], {*kelompok_sasaran(), TAMU})
    return Param(
        unit=isi["unit"],
        pekan=Pekan.from_kode(isi["pekan"]) if isi["pekan"] else None,
        tab=isi["tab"],
        indikator=isi["indikator"],
        klaster=isi["klaster"],
        tahap=isi["tahap"],
        bagian=isi["bagian"],
        hal=_read_hal(isi["hal"]),
        langsung=isi["langsung"],
    )


def _read_hal(teks: str) -> int:
    hal = int(teks or 1)
    if not 1 <= hal <= PALING_JAUH:
        raise refuse("hal")
    return hal


def _check_known(bidang: str, nilai: str, dikenal: Collection[str]) -> None:
    if nilai and nilai not in dikenal:
        raise refuse(bidang)


def refuse(bidang: str) -> DomainError:
    """The refusal of one parameter."""
    kode, pesan, saran = _SALAH[bidang]
    return DomainError(kode, pesan, bidang, saran)
