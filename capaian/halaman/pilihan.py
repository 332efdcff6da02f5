"""The drop-down of indicators."""

from __future__ import annotations

from collections.abc import Sequence

from capaian.halaman.model import Pilihan
from capaian.halaman.param import klaster_by_kode, refuse
from capaian.hitung.orang import BERNAMA
from klaster.indikator import JenisIndikator


def choose_indikator(semua: Sequence[JenisIndikator], kode: str) -> JenisIndikator | None:
    """The one asked for, else the first that counts people; names are what a page is opened for."""
    if not kode:
        bernama = (jenis for jenis in semua if jenis.satuan in BERNAMA)
        return next(bernama, None) or next(iter(semua), None)
    diminta = next((jenis for jenis in semua if jenis.kode == kode), None)
    if diminta is None:
        raise refuse("indikator")
    return diminta


def indikator_options(semua: Sequence[JenisIndikator], dipilih: JenisIndikator | None) -> tuple[Pilihan, ...]:
    """One option per indicator, those of a cluster together."""
    return tuple(
        Pilihan(nilai=jenis.kode, teks=jenis.nama, dipilih=jenis is dipilih, kelompok=nama)
        for kode, nama in klaster_by_kode().items()
        for jenis in semua
        if jenis.klaster == kode
    )
