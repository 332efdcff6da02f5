"""The clock of a problem: how many working days a rung of the ladder has, and who stands on the next."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from django.db import transaction

from klaster.berkas import FOLDER
from puskesmas.errors import DomainError
from puskesmas.models import JamMasalah, Masalah, Pengguna, Unit
from puskesmas.models.masalah import ANAK_TANGGA, JenisMasalah
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi
from puskesmas.waktu import add_workdays

PALING: Final = 60
"""Working days that a rung may have at most."""
Jam = Mapping[tuple[str, str], int]
"""(kind of problem, rung) -> working days."""


@cache
def default_jam() -> Jam:
    """The starting values of the data file."""
    tabel = tomllib.loads((FOLDER / "jam_masalah.toml").read_text(encoding="utf-8"))["jam"]
    return {(baris["jenis"], tingkat.value): baris[tingkat.value] for baris in tabel for tingkat in ANAK_TANGGA}


def jam_of(kabupaten_id: int) -> Jam:
    """The clocks of a kabupaten: its own, and the starting values for the rest."""
    sendiri = JamMasalah.objects.filter(kabupaten=kabupaten_id).values_list("jenis", "tingkat", "hari")
    return {**default_jam(), **{(jenis, tingkat): hari for jenis, tingkat, hari in sendiri}}


def deadline(jam: Jam, *, jenis: str, tingkat: str, sejak: date) -> date:
    """The last working day on which the holder may take a step after one on `sejak`."""
    return add_workdays(sejak, jam[jenis, tingkat])


def rung_of(unit: Unit) -> Unit | None:
    """The rung of a place: a posyandu's is the Pustu or the Puskesmas above it; None above a kabupaten."""
    rung = unit.induk if unit.jenis == JenisUnit.POSYANDU else unit
    return rung if rung is not None and rung.jenis in ANAK_TANGGA else None


def next_rung(unit: Unit) -> Unit | None:
    """The rung above a rung; None above Dinas."""
    return None if unit.jenis == JenisUnit.KABUPATEN else unit.induk


def holder_name(unit: Unit) -> str:
    """ "Pustu Kelubi", "Dinas Kesehatan"."""
    return "Dinas Kesehatan" if unit.jenis == JenisUnit.KABUPATEN else unit.nama_lengkap


@transaction.atomic
def set_jam(*, oleh: Pengguna, kabupaten: Unit, isi: Jam) -> int:
    """Dinas sets clocks; the deadlines of open problems follow. Returns how many clocks changed."""
    if kabupaten.jenis != JenisUnit.KABUPATEN or not oleh.may(Aksi.ATUR_TARGET, kabupaten):
        raise DomainError("tidak_boleh", "Jam masalah diatur Dinas Kesehatan kabupaten ini.", "", "", 403)
    for kunci, hari in isi.items():
        _check_jam(kunci, hari)
    Unit.objects.select_for_update().get(pk=kabupaten.pk)  # one set at a time
    kini = jam_of(kabupaten.pk)
    berubah = {kunci: hari for kunci, hari in isi.items() if kini[kunci] != hari}
    for (jenis, tingkat), hari in berubah.items():
        JamMasalah.objects.update_or_create(kabupaten=kabupaten, jenis=jenis, tingkat=tingkat, defaults={"hari": hari})
    _follow(kabupaten, {**kini, **berubah}, {jenis for jenis, _ in berubah})
    return len(berubah)


def _check_jam(kunci: tuple[str, str], hari: int) -> None:
    bidang = "-".join(kunci)
    if kunci not in default_jam():
        raise DomainError("jam_tidak_dikenal", "Jam itu tidak dikenal.", bidang, "Muat ulang halaman.")
    if not 1 <= hari <= PALING:
        raise DomainError(
            "jam_di_luar_batas",
            f"{JenisMasalah(kunci[0]).label}: isi 1 sampai {PALING} hari kerja.",
            bidang,
            "Perbaiki angkanya.",
        )


def _follow(kabupaten: Unit, jam: Jam, jenis: set[str]) -> None:
    """Deadlines by the new clocks, counted from the last step as before."""
    buka = Masalah.objects.under(kabupaten).open().filter(jenis__in=jenis).order_by("pk")
    terkunci = list(buka.select_for_update().values_list("pk", flat=True))
    for masalah in Masalah.objects.filter(pk__in=terkunci).select_related("dipegang"):
        masalah.batas_gerak = deadline(
            jam, jenis=masalah.jenis, tingkat=masalah.dipegang.jenis, sejak=masalah.bergerak_pada
        )
        masalah.save(update_fields=["batas_gerak"])
