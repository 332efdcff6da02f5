"""The opening days of the demo, each with its cadres, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID

from capaian.demo.jaringan import Tempat
from capaian.demo.nama import make_uuid
from capaian.demo.saat import Saat
from posyandu.models import HariBuka, PetugasHariBuka
from posyandu.models.sesi import StatusHariBuka
from posyandu.sesi import opening_days
from puskesmas.waktu import is_workday

ALASAN: Final = ("Balai desa dipakai acara desa", "Kader mengikuti pelatihan", "Hujan lebat, jalan terendam")
CUACA: Final = "Cuaca buruk, gelombang tinggi"
PULAU: Final = "19.06.01.2010"
"""Buku Limau is an island."""
BATAL_PEKAN_LALU: Final = "19.06.03.2001.001"
"""A session of the evaluated week that the weather cancelled."""
KADER_SATU: Final = "19.06.01.2004"
"""Kelubi: one cadre for the whole table in the evaluated week."""
BELUM_DITUTUP: Final = {"19.06.03.2005.001": StatusHariBuka.DIBUKA, "19.06.05.2002.001": StatusHariBuka.DIRENCANAKAN}
"""Sessions of the evaluated week from whose phones nothing has come yet."""
HP_TERTINGGAL: Final = "19.06.01.2006.001"
"""A phone that closed the day but has sent only some of its visits."""
BAGIAN_TERKIRIM: Final = 0.2


@dataclass(slots=True)
class Sesi:
    """One opening day that takes place.

    `terkirim` is the share of its visits that have arrived, `telat` the days until the phone found a signal.
    """

    baris: HariBuka
    terkirim: float = 1.0
    telat: int = 0
    jumlah: int = 0

    @property
    def tanggal(self) -> date:
        return self.baris.tanggal


@dataclass(slots=True)
class Kalender:
    """The opening days of one posyandu; `lewat` holds those up to today that take place, in order."""

    semua: list[HariBuka] = field(default_factory=list)
    lewat: list[Sesi] = field(default_factory=list)
    petugas: list[PetugasHariBuka] = field(default_factory=list)

    def close(self, saat: Saat) -> None:
        """Once the visits are made: the phone declares what it holds."""
        for sesi in self.lewat:
            if sesi.baris.status == StatusHariBuka.DITUTUP:
                sesi.baris.jumlah_dinyatakan = sesi.jumlah
                sesi.baris.ditutup_pada = saat.at(sesi.tanggal, 250)

    def of(self, tanggal: date) -> UUID | None:
        return next((sesi.baris.pk for sesi in self.lewat if sesi.tanggal == tanggal), None)


def plan(tempat: Tempat, saat: Saat, acak: Random) -> Kalender:
    """Every opening day from the start of the weighings to the end of next month."""
    kalender = Kalender()
    for tanggal in opening_days(tempat.profil, saat.awal, saat.akhir):
        baris = HariBuka(pk=make_uuid(acak), posyandu=tempat.unit, tanggal=tanggal, pola=tempat.profil.pola)
        kalender.semua.append(baris)
        if not is_workday(tanggal) and tanggal.isoweekday() <= 5:
            baris = _move(baris, kalender, "Libur nasional", acak)
        if (alasan := _why_cancelled(tempat, saat, tanggal, acak)) and tanggal <= saat.hari_ini:
            baris.status, baris.alasan = StatusHariBuka.BATAL, alasan
        elif tanggal <= saat.hari_ini:
            kalender.lewat.append(_hold(tempat, saat, baris))
            if baris.tanggal < saat.pekan_lalu.previous.senin and acak.random() < 0.04:
                kalender.lewat[-1].telat = acak.randint(1, 6)
            kalender.petugas += _roster(tempat, saat, baris, acak)
    kalender.lewat.sort(key=lambda sesi: sesi.tanggal)
    return kalender


def _move(baris: HariBuka, kalender: Kalender, alasan: str, acak: Random) -> HariBuka:
    """To the next working day."""
    tanggal = baris.tanggal + timedelta(days=1)
    while not is_workday(tanggal):
        tanggal += timedelta(days=1)
    baru = HariBuka(pk=make_uuid(acak), posyandu=baris.posyandu, tanggal=tanggal, pola=baris.pola)
    baris.status, baris.alasan, baris.dipindah_ke = StatusHariBuka.DIPINDAH, alasan, baru
    kalender.semua.insert(-1, baru)  # the old one points to it
    return baru


def _why_cancelled(tempat: Tempat, saat: Saat, tanggal: date, acak: Random) -> str:
    """The reason, or nothing. Daily posyandu and those of a story keep their days."""
    lempar = acak.random()
    pekan_lalu = saat.pekan_lalu.senin <= tanggal <= saat.pekan_lalu.minggu
    if tempat.unit.kode == BATAL_PEKAN_LALU and pekan_lalu:
        return CUACA
    if pekan_lalu or tempat.profil.pola == "harian":
        return ""
    if tempat.desa.kode == PULAU:
        return CUACA if lempar < (0.5 if tanggal.month in (12, 1) else 0.15) else ""
    return acak.choice(ALASAN) if lempar < 0.015 else ""


def _hold(tempat: Tempat, saat: Saat, baris: HariBuka) -> Sesi:
    pekan_lalu = saat.pekan_lalu.senin <= baris.tanggal <= saat.pekan_lalu.minggu
    baris.status = StatusHariBuka.DITUTUP
    terkirim = 1.0
    if pekan_lalu and tempat.unit.kode in BELUM_DITUTUP:
        baris.status, terkirim = BELUM_DITUTUP[tempat.unit.kode], 0.0
    elif pekan_lalu and tempat.unit.kode == HP_TERTINGGAL:
        terkirim = BAGIAN_TERKIRIM
    elif baris.tanggal == saat.hari_ini:
        baris.status, terkirim = StatusHariBuka.DIBUKA, 0.6
    if baris.status != StatusHariBuka.DIRENCANAKAN:
        baris.dibuka_pada = saat.at(baris.tanggal, -20)
    return Sesi(baris, terkirim)


def _roster(tempat: Tempat, saat: Saat, baris: HariBuka, acak: Random) -> list[PetugasHariBuka]:
    """Cadres on duty by name; one alone at Kelubi in the evaluated week."""
    pekan_lalu = saat.pekan_lalu.senin <= baris.tanggal <= saat.pekan_lalu.minggu
    hadir = [nama for nama in tempat.kader[1:] if acak.random() < 0.85]
    if tempat.desa.kode == KADER_SATU and pekan_lalu:
        hadir = []
    return [
        PetugasHariBuka(hari_buka=baris, nama=nama, pengguna=tempat.petugas if nama == tempat.kader[0] else None)
        for nama in (tempat.kader[0], *hadir)
    ]
