"""Which unit a page is about, and how much of it the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.utils import timezone

from capaian.hitung.pekan import Pekan, last_closed, open_week
from posyandu.tasks import end_of_next_month
from puskesmas.contoh import demo_exists
from puskesmas.errors import TANPA_TUGAS, DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi


@dataclass(frozen=True, slots=True)
class Akses:
    """A unit in front of a reader. Without `penuh` only totals are shown; without `nama` nobody's name."""

    pengguna: Pengguna
    unit: Unit
    penuh: bool
    nama: bool
    zona: ZoneInfo
    sekarang: datetime
    contoh: bool = False
    """What stands in this database is the demo."""

    @property
    def hari_ini(self) -> date:
        return self.sekarang.astimezone(self.zona).date()

    @property
    def terbuka(self) -> Pekan:
        """The week that is running."""
        return open_week(self.zona, self.sekarang)

    def pekan_jadwal(self, diminta: Pekan | None) -> Pekan:
        """For the schedule, which is planned ahead: the running week, or the one asked for up to the last planned."""
        if diminta is None:
            return self.terbuka
        return diminta if self.terbuka < diminta <= self.terencana else self.pekan(diminta)

    @property
    def terencana(self) -> Pekan:
        """The last week that sessions are planned for."""
        return Pekan.from_tanggal(end_of_next_month(self.hari_ini))

    def pekan(self, diminta: Pekan | None) -> Pekan:
        """The week asked for; without one the last that is closed, which is the one to evaluate."""
        if diminta is None:
            return last_closed(self.sekarang, self.zona)
        if diminta > self.terbuka:
            raise DomainError(
                "pekan_belum_mulai", f"{diminta.label} belum mulai.", "pekan", "Pilih pekan ini atau yang sudah lewat."
            )
        return diminta


def open_access(pengguna: Pengguna, kode: str) -> Akses:
    """The unit with this code; Http404 alike for one that is missing and one that is not the reader's to see."""
    terlihat = Unit.objects.totals_visible_to(pengguna).select_related(
        "induk", "kabupaten__setelan", "kabupaten__perlu_hitung", "profil_posyandu"
    )
    unit = terlihat.filter(kode=kode).annotate(contoh=demo_exists()).first()
    if unit is None:
        raise Http404
    return Akses(
        pengguna=pengguna,
        unit=unit,
        penuh=pengguna.may(Aksi.LIHAT_ANGKA, unit),
        nama=pengguna.may(Aksi.LIHAT_ORANG, unit),
        zona=zone_of(unit),
        sekarang=timezone.now(),
        contoh=cast("Any", unit).contoh,  # the annotation above
    )


def zone_of(unit: Unit) -> ZoneInfo:
    """The kabupaten's own clock; above a kabupaten the clock of the installation."""
    try:
        if unit.kabupaten is not None:
            return unit.kabupaten.setelan.zona
    except ObjectDoesNotExist:
        pass
    return ZoneInfo(settings.TIME_ZONE)


def top_units(pengguna: Pengguna) -> list[Unit]:
    """The units of the reader's assignments, without those below another of them; highest first."""
    teratas: dict[int, Unit] = {}
    for tugas in pengguna.active_penugasan():  # ordered by path: a unit comes after those above it
        if not any(tugas.unit.jalur.startswith(unit.jalur) for unit in teratas.values()):
            teratas[tugas.unit.pk] = tugas.unit
    if not teratas:
        raise TANPA_TUGAS
    urutan = list(JenisUnit.values)
    return sorted(teratas.values(), key=lambda unit: (urutan.index(unit.jenis), unit.nama))


def home_access(pengguna: Pengguna, kode: str = "") -> Akses:
    """The unit asked for, else the reader's own highest one."""
    return open_access(pengguna, kode or top_units(pengguna)[0].kode)
