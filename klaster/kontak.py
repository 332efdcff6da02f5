"""Contacts with fixed windows: K1–K6 in pregnancy, KF1–KF4 after birth, KN1–KN3 of the newborn.

In the order of their dates each check-up is the first contact of its window that is still free; one too many is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from klaster.profil import Profil

# Kind of contact -> the yes/no field that says a check-up took place.
BIDANG: Final[Mapping[str, str]] = {"hamil": "anc", "nifas": "kf", "neonatal": "kn"}


@dataclass(frozen=True, slots=True)
class Jendela:
    """Days after the start (first day of the last menses, the birth), both ends included.

    `isi` are the contacts that fall in it, `inti` how many of them the shorter series of four asks for.
    """

    kode: str
    jenis: str
    hari_min: int
    hari_maks: int
    isi: tuple[str, ...]
    inti: int


@dataclass(frozen=True, slots=True)
class Kontak:
    """`kode`: which contact this visit is, None for one too many. `pertama`: no check-up before this one."""

    kode: str | None
    pertama: bool
    lengkap: bool
    inti_lengkap: bool


def read_kontak(baris: Iterable[Mapping[str, Any]]) -> tuple[Jendela, ...]:
    return tuple(
        Jendela(
            kode=satu["kode"],
            jenis=satu["jenis"],
            hari_min=satu["hari_min"],
            hari_maks=satu["hari_maks"],
            isi=tuple(satu["isi"]),
            inti=satu.get("inti", 0),
        )
        for satu in baris
    )


def _awal(profil: Profil, jenis: str) -> date | None:
    if jenis == "hamil":
        return profil.hpht if profil.hamil else None
    return profil.tanggal_bersalin if jenis == "nifas" else profil.tanggal_lahir


def judge_kontak(
    semua: Sequence[Jendela], jenis: str, profil: Profil, nilai: Mapping[str, object], tanggal: date
) -> Kontak | None:
    """What this check-up is among those since the start; None when there was none today or the start is not known."""
    bidang, awal = BIDANG[jenis], _awal(profil, jenis)
    if awal is None or awal > tanggal or nilai.get(bidang) is not True:
        return None
    lalu = {x.tanggal for x in profil.riwayat if awal <= x.tanggal < tanggal and x.pengukuran.get(bidang) is True}
    jendela = [satu for satu in semua if satu.jenis == jenis]
    terisi = fill_jendela(jendela, awal, sorted(lalu))
    kini = fill_jendela(jendela, awal, [*sorted(lalu), tanggal])
    baru = kini.keys() - terisi.keys()
    return Kontak(
        kode=next(iter(baru), None),
        pertama=not lalu,
        lengkap=all(kode in kini for satu in jendela for kode in satu.isi),
        inti_lengkap=all(sum(kode in kini for kode in satu.isi) >= satu.inti for satu in jendela),
    )


def fill_jendela(jendela: Sequence[Jendela], awal: date, periksa: Sequence[date]) -> dict[str, date]:
    """Contact -> the day of the check-up that it is."""
    hasil: dict[str, date] = {}
    for tanggal in periksa:
        hari = (tanggal - awal).days
        dalam = (satu for satu in jendela if satu.hari_min <= hari <= satu.hari_maks)
        bebas = (kode for satu in dalam for kode in satu.isi if kode not in hasil)
        if (kode := next(bebas, None)) is not None:
            hasil[kode] = tanggal
    return hasil
