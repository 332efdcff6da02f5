"""Choose the indicators of the weekly meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capaian.evaluasi.rapat import PALING_BANYAK, meeting_indikator
from capaian.halaman.akses import Akses
from capaian.halaman.model import Pilihan
from capaian.halaman.param import klaster_by_kode
from capaian.models import IndikatorRapat
from klaster.indikator import muat_indikator
from puskesmas.errors import DomainError


@dataclass(frozen=True, slots=True)
class HalamanPilihan:
    """`capaian/evaluasi_indikator.html`, as `halaman`."""

    unit: str
    kelompok: tuple[tuple[str, tuple[Pilihan, ...]], ...]
    dipilih: int
    paling_banyak: int
    galat: DomainError | None
    tersimpan: bool
    bawaan: bool
    """Nothing is chosen, so what is ticked is the default set."""


def build_pilihan(
    akses: Akses, dipilih: Sequence[str] | None, galat: DomainError | None, *, tersimpan: bool
) -> HalamanPilihan:
    """By cluster; what was typed where it was refused, else what stands."""
    kini = set(dipilih) if dipilih is not None else {satu.kode for satu in meeting_indikator(akses.unit)}
    sendiri = IndikatorRapat.objects.visible_to(akses.pengguna).under(akses.unit)
    return HalamanPilihan(
        unit=akses.unit.nama,
        kelompok=tuple(
            (nama, tuple(Pilihan(j.kode, j.nama, j.kode in kini) for j in muat_indikator() if j.klaster == kode))
            for kode, nama in klaster_by_kode().items()
        ),
        dipilih=len(kini),
        paling_banyak=PALING_BANYAK,
        galat=galat,
        tersimpan=tersimpan,
        bawaan=dipilih is None and not sendiri.exists(),
    )
