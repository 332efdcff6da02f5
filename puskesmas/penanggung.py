"""Who may be given a problem or an action at a place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi, roles_with

TERJAUH: Final = timedelta(days=366)


def owners_for(unit: Unit) -> QuerySet[Pengguna]:
    """Those who work today in the unit's Puskesmas, or at Dinas; for a place above, everybody of the kabupaten."""
    return Pengguna.objects.filter(is_active=True, pk__in=_offices(unit).values("pengguna")).order_by("nama", "pk")


def name_owners(unit: Unit) -> dict[int, str]:
    """The same people by id, "Nama, jabatan tempat"; those of the place first, then those above it, then by name."""
    tugas = _offices(unit).filter(pengguna__is_active=True).select_related("pengguna", "unit")
    urut = tugas.order_by("pengguna__nama", "pengguna", "unit__jalur")
    return name_officers(sorted(urut, key=lambda satu: _away(unit, satu.unit)), unit.pk)


def _away(unit: Unit, kantor: Unit) -> int:
    """Steps up from the place to the office; farther than any for an office that is not above it."""
    return len(unit.path_ids()) - len(kantor.path_ids()) if unit.jalur.startswith(kantor.jalur) else len(unit.jalur)


def _offices(unit: Unit) -> QuerySet[Penugasan]:
    atas = Unit.objects.ancestors_of(unit).filter(jenis__in=[JenisUnit.KABUPATEN, JenisUnit.PUSKESMAS])
    di = Q(unit__jalur__startswith=atas[len(atas) - 1].jalur) | Q(unit=unit.kabupaten_id)
    return Penugasan.objects.active().filter(di, peran__in=roles_with(Aksi.LIHAT_MASALAH))


def name_officers(tugas: Iterable[Penugasan], unit_id: int) -> dict[int, str]:
    """ "Nama, jabatan" by id of the person; the first office names them, and says where unless it is `unit_id`."""
    orang: dict[int, str] = {}
    for satu in tugas:
        di = "" if satu.unit_id == unit_id else f" {satu.unit.nama}"
        orang.setdefault(satu.pengguna_id, f"{satu.pengguna}, {satu.get_peran_display()}{di}")
    return orang


def check_owner(pengguna: Pengguna, unit: Unit, *, bidang: str) -> None:
    if not owners_for(unit).filter(pk=pengguna.pk).exists():
        raise DomainError(
            "penanggung_jawab_di_luar",
            f"{pengguna} tidak bertugas di wilayah Puskesmas ini atau di Dinas.",
            bidang,
            "Pilih orang dari daftar.",
        )


def check_due(tenggat: date, unit: Unit, *, bidang: str = "tenggat") -> None:
    """A due date lies between today and a year from now, by the clock of the place."""
    hari_ini = unit.hari_ini
    if tenggat < hari_ini:
        raise DomainError("tenggat_lewat", "Tenggatnya sudah lewat.", bidang, "Pilih hari ini atau sesudahnya.")
    if tenggat > hari_ini + TERJAUH:
        raise DomainError("tenggat_terlalu_jauh", "Tenggatnya lebih dari setahun lagi.", bidang, "Periksa tahunnya.")


def check_place(unit: Unit) -> None:
    if unit.kabupaten_id is None:
        raise DomainError("bukan_tempatnya", f"{unit.nama} bukan unit sebuah kabupaten.", "unit", "Pilih unit lain.")
