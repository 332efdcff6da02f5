"""A problem as a card, with the clock on it: how long it still runs, and where the problem goes then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from puskesmas.alamat import link
from puskesmas.jam import holder_name, next_rung
from puskesmas.models import Masalah, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.waktu import add_workdays, count_workdays

AMAN, HARI_INI, LEWAT = "tercapai", "tertinggal", "jauh_tertinggal"
"""Shapes of the clock: circle, triangle, square."""
TERKAIT: Final = ("unit__induk", "unit__kabupaten__setelan", "dipegang__induk", "pemilik")
"""What a card reads beside its own row."""


@dataclass(frozen=True, slots=True)
class Jam:
    """`tanda` names the shape, `sisa` reads "2 hari lagi"; `naik` is the day on which it climbs, None at the top."""

    tanda: str
    sisa: str
    naik: date | None = None
    naik_ke: str = ""
    naik_hari: int = 0
    """Working days until then."""


@dataclass(frozen=True, slots=True)
class Kartu:
    masalah: Masalah
    url: str
    tempat: str
    """ "Posyandu Melati, Kelubi"."""
    pemegang: str
    umur: int
    """Working days since it was reported, or until it was closed."""
    jam: Jam | None
    """None once it is closed."""
    ditutup: date | None


def make_card(masalah: Masalah, sekarang: datetime) -> Kartu:
    hari_ini = local_date(masalah, sekarang)
    ditutup = local_date(masalah, masalah.ditutup_pada) if masalah.ditutup_pada else None
    return Kartu(
        masalah=masalah,
        url=link("masalah", str(masalah.pk)),
        tempat=place_name(masalah.unit),
        pemegang=holder_name(masalah.dipegang),
        umur=count_workdays(local_date(masalah, masalah.dilaporkan_pada), ditutup or hari_ini),
        jam=read_clock(masalah, hari_ini) if masalah.terbuka else None,
        ditutup=ditutup,
    )


def read_clock(masalah: Masalah, hari_ini: date) -> Jam:
    tanda, sisa = _left(masalah, hari_ini)
    atas = next_rung(masalah.dipegang)
    if atas is None:
        return Jam(tanda, sisa)
    naik = max(add_workdays(masalah.batas_gerak, 1), hari_ini)
    return Jam(tanda, sisa, naik, _climbs_to(atas), count_workdays(hari_ini, naik))


def _left(masalah: Masalah, hari_ini: date) -> tuple[str, str]:
    """The due date where it has passed, else the last day of the holder."""
    batas = masalah.batas_gerak
    if masalah.tenggat is not None and masalah.tenggat < hari_ini:
        return LEWAT, _past(masalah.tenggat, hari_ini)
    if batas < hari_ini and masalah.dipegang.jenis == JenisUnit.KABUPATEN:
        return LEWAT, _past(batas, hari_ini)
    if batas <= hari_ini:
        return HARI_INI, "hari ini" if batas == hari_ini else "segera naik"
    return AMAN, f"{count_workdays(hari_ini, batas)} hari lagi"


def _past(batas: date, hari_ini: date) -> str:
    """Over the weekend after the last day no working day has passed yet."""
    lewat = count_workdays(batas, hari_ini)
    return f"lewat {lewat} hari" if lewat else "lewat"


def local_date(masalah: Masalah, saat: datetime) -> date:
    """The date on the clocks of the place."""
    kabupaten = masalah.unit.kabupaten
    return saat.astimezone(kabupaten.setelan.zona if kabupaten else None).date()


def place_name(unit: Unit) -> str:
    if unit.jenis == JenisUnit.POSYANDU and unit.induk is not None:
        return f"{unit.nama_lengkap}, {unit.induk.nama}"
    return holder_name(unit)


def _climbs_to(unit: Unit) -> str:
    """ "Kepala Puskesmas Manggar", "Dinas Kesehatan"."""
    return f"Kepala {unit.nama_lengkap}" if unit.jenis == JenisUnit.PUSKESMAS else holder_name(unit)
