"""Last week's actions, which a meeting looks at first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.db.models import Q

from capaian.halaman.akses import Akses
from capaian.halaman.rapat.model import BarisTindakan, TindakanLalu
from puskesmas.alamat import link
from puskesmas.models import Tindakan

URUT: Final = ("terlambat", "berjalan", "selesai", "batal")
LAMA: Final = timedelta(days=10)
"""Closed actions are shown for one meeting and a few days."""


class Milik(NamedTuple):
    """Places, and the people who work there, by id."""

    unit: Collection[int]
    petugas: Collection[int]


def list_actions(akses: Akses, sebelum: datetime | None = None, milik: Milik | None = None) -> TindakanLalu:
    """Running ones, late ones first, and those that ended since the last meeting; one query.

    `sebelum` is when this meeting began: what it decided itself is not yet behind it. `milik` narrows to some places
    and to what those who work there must do elsewhere.
    """
    rows = Tindakan.objects.visible_to(akses.pengguna).select_related("penanggung_jawab")
    if milik is None:
        rows = rows.under(akses.unit)
    else:
        rows = rows.filter(Q(unit__in=milik.unit) | Q(penanggung_jawab__in=milik.petugas))
    rows = rows.filter(Q(status="berjalan") | Q(ditutup_pada__gte=akses.sekarang - LAMA))
    if sebelum is not None:
        rows = rows.filter(dibuat_pada__lt=sebelum)
    baris = [_row(akses, satu) for satu in rows]
    return TindakanLalu(tuple(sorted(baris, key=lambda satu: (URUT.index(satu.rupa), satu.tenggat))))


def _row(akses: Akses, satu: Tindakan) -> BarisTindakan:
    lambat = satu.status == "berjalan" and satu.tenggat < akses.hari_ini
    return BarisTindakan(
        apa=satu.apa,
        siapa=str(satu.penanggung_jawab),
        tenggat=satu.tenggat,
        rupa="terlambat" if lambat else satu.status,
        hasil=satu.hasil or satu.alasan,
        ditunda=satu.ditunda,
        url=link("tindakan", str(satu.pk)),
    )
