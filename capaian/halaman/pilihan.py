"""The drop-down of indicators."""

from __future__ import annotations

from collections.abc import Sequence

from capaian.halaman.model import Pilihan
from capaian.halaman.param import klaster_by_kode
from klaster.indikator import JenisIndikator


def choose_indikator(semua: Sequence[JenisIndikator], diminta: JenisIndikator | None) -> JenisIndikator | None:
    """The one asked for, else the first of the list."""
    return diminta or next(iter(semua), None)


def indikator_options(semua: Sequence[JenisIndikator], dipilih: JenisIndikator | None) -> tuple[Pilihan, ...]:
    """One option per indicator, those of a cluster together."""
    return tuple(
        Pilihan(nilai=jenis.kode, teks=jenis.nama, dipilih=jenis is dipilih, kelompok=nama)
        for kode, nama in klaster_by_kode().items()
        for jenis in semua
        if jenis.klaster == kode
    )
