"""Problems of a unit and of all below it: the tab of the unit page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.db.models import Q

from capaian.halaman.akses import Akses
from capaian.halaman.model import TabMasalah
from puskesmas.alamat import link
from puskesmas.halaman.kartu import TERKAIT, make_card
from puskesmas.models import Masalah
from puskesmas.models.masalah import MasalahQuerySet

TERBANYAK: Final = 50


def list_problems(akses: Akses, paling: int = TERBANYAK) -> TabMasalah:
    """Open ones, the nearest last day first."""
    return _list(akses, Masalah.objects.visible_to(akses.pengguna).under(akses.unit), paling)


def list_problems_of(akses: Akses, unit: Collection[int], petugas: Collection[int]) -> TabMasalah:
    """Open ones of these places, and those that these people hold, the nearest last day first."""
    milik = Q(unit__in=unit) | Q(pemilik__in=petugas)
    return _list(akses, Masalah.objects.visible_to(akses.pengguna).filter(milik), TERBANYAK)


def _list(akses: Akses, semua: MasalahQuerySet, paling: int) -> TabMasalah:
    rows = semua.open()
    kartu = [make_card(satu, akses.sekarang) for satu in rows.select_related(*TERKAIT).order_by("batas_gerak", "pk")]
    return TabMasalah(
        kartu=tuple(kartu[:paling]), jumlah=len(kartu), papan_url=link("masalah-papan", unit=akses.unit.kode)
    )
