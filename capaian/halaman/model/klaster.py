"""The page of a cluster."""

from __future__ import annotations

from dataclasses import dataclass

from capaian.halaman.model.kerangka import Kesegaran, PilihPekan, Tab, Tautan
from capaian.halaman.model.unit import BarisIndikator, Bawahan, KelompokIndikator, TabMasalah
from capaian.halaman.rapat.model import TindakanLalu


@dataclass(frozen=True, slots=True)
class HalamanKlaster:
    """`capaian/klaster.html`, as `halaman`: one cluster of one unit, for whoever leads the cluster there."""

    nama: str
    unit: Tautan
    label: str
    jejak: tuple[Tautan, ...]
    pekan: PilihPekan
    kesegaran: Kesegaran
    klaster: tuple[Tab, ...]
    """All clusters of the same unit and week."""
    kelompok: tuple[KelompokIndikator, ...]
    """The one cluster."""
    cari: tuple[BarisIndikator, ...]
    """Indicators behind which people are to be looked for, the worst state first."""
    bawahan: Bawahan | None
    url: str
    """This page, for the choice of an indicator."""
    kode_unit: str
    masalah: TabMasalah | None = None
    tindakan: TindakanLalu | None = None
    alur_url: str | None = None
    """The continuum of mother and newborn, beside their cluster."""
