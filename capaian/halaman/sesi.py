"""Sessions (HariBuka) of a stretch of days under one unit, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from django.db.models import Q

from capaian.halaman.akses import Akses
from capaian.halaman.model import HitungSesi, StatusSesi
from posyandu.models import HariBuka
from posyandu.querysets import HariBukaQuerySet


class Sesi(NamedTuple):
    """One session with the visits received for it so far."""

    posyandu_id: int
    tanggal: date
    status: str
    pola: str
    alasan: str
    dinyatakan: int | None
    diterima: int

    def state(self, hari_ini: date) -> StatusSesi:
        """As `HariBukaQuerySet.not_sent` has it: past and not closed, or closed with visits still missing."""
        status = StatusSesi(self.status)
        if status in (StatusSesi.BATAL, StatusSesi.DIPINDAH):
            return status
        if status is StatusSesi.DITUTUP:
            return StatusSesi.BELUM_MENGIRIM if self.diterima < (self.dinyatakan or 0) else status
        return StatusSesi.BELUM_MENGIRIM if self.tanggal < hari_ini else status


_KOLOM: Final = ("posyandu_id", "tanggal", "status", "pola", "alasan", "jumlah_dinyatakan", "diterima")


def scoped_sessions(akses: Akses) -> HariBukaQuerySet:
    """Sessions of the page's unit that the reader may see."""
    return HariBuka.objects.visible_to(akses.pengguna).under(akses.unit)


def load_sessions(akses: Akses, *rentang: tuple[date, date]) -> list[Sesi]:
    """Sessions inside any of the stretches, by day; one query."""
    di_dalam = Q()
    for awal, akhir in rentang:
        di_dalam |= Q(tanggal__range=(awal, akhir))
    rows = scoped_sessions(akses).filter(di_dalam).with_received().order_by("tanggal", "posyandu__nama")
    return [Sesi(*row) for row in rows.values_list(*_KOLOM)]


def count_sessions(semua: Iterable[Sesi], hari_ini: date, url: str | None = None, catatan: str = "") -> HitungSesi:
    """How the sessions stand. A moved one is counted on the day it moved to."""
    hitung = Counter(sesi.state(hari_ini) for sesi in semua)
    return HitungSesi(
        lengkap=hitung[StatusSesi.DITUTUP],
        belum_mengirim=hitung[StatusSesi.BELUM_MENGIRIM],
        batal=hitung[StatusSesi.BATAL],
        mendatang=hitung[StatusSesi.DIRENCANAKAN] + hitung[StatusSesi.DIBUKA],
        url=url,
        catatan_batal=catatan,
    )


def in_week(semua: Iterable[Sesi], awal: date, akhir: date) -> list[Sesi]:
    return [sesi for sesi in semua if awal <= sesi.tanggal <= akhir]
