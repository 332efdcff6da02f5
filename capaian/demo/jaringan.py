"""Writes the units of the demo, each posyandu with its opening rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from capaian.demo.nama import make_nama, make_telepon
from capaian.demo.peta import Desa, PetaPuskesmas, Ukuran, Watak, read_peta, read_toml
from capaian.demo.saat import Saat
from posyandu.models import ProfilPosyandu
from posyandu.models.unit import PolaBuka
from puskesmas.models import Pengguna, ProfilPuskesmas, Unit
from puskesmas.models.unit import JenisUnit, StatusUnit
from puskesmas.units import open_unit

MULAI_ILP: Final = date(2024, 6, 22)
"""The launch of ILP in the kabupaten, at Pustu Kelubi."""
SELESAI_ILP: Final = date(2027, 12, 31)
HARIAN: Final = frozenset({"19.06.01.2012.001", "19.06.02.2009.001", "19.06.04.2002.001"})
"""Posyandu inside a Pustu that open on every working day."""
PEKAN_LALU: Final = frozenset(
    {
        "19.06.01.2004.001",
        "19.06.01.2004.002",
        "19.06.01.2004.003",
        "19.06.01.2006.001",
        "19.06.01.2010.001",
        "19.06.03.2001.001",
        "19.06.03.2005.001",
        "19.06.05.2002.001",
        "19.06.05.2004.001",
    }
)
"""Posyandu of a story: their opening day falls in the week that is being evaluated."""


@dataclass(slots=True)
class Tempat:
    """One posyandu with all that its people and visits need to know of it."""

    unit: Unit
    kabupaten: Unit
    puskesmas: Unit
    pustu: Unit | None
    desa: Desa
    watak: Watak
    profil: ProfilPosyandu
    kader: list[str]
    petugas: Pengguna = field(init=False)
    bidan: Pengguna = field(init=False)

    @property
    def faskes(self) -> Unit:
        """Where people go on other days."""
        return self.pustu or self.puskesmas

    @property
    def kecamatan(self) -> str:
        return self.desa.kode[:8]


@dataclass(slots=True)
class Jaringan:
    kabupaten: Unit
    puskesmas: list[Unit]
    pustu: list[Unit]
    tempat: list[Tempat]


class Pembangun:
    """Opens the units from the top down."""

    def __init__(self, saat: Saat, ukuran: Ukuran, benih: int) -> None:
        self.saat = saat
        self.ukuran = ukuran
        self.acak = Random(f"{benih}-jaringan")
        self.rencana = self._plans()
        self.hasil: Jaringan

    def build(self) -> Jaringan:
        peta = read_toml("peta")
        atas = peta["provinsi"], peta["kabupaten"]
        provinsi = self._open(JenisUnit.PROVINSI, atas[0]["kode"], atas[0]["nama"], None, atas[0]["kode"])
        kabupaten = self._open(JenisUnit.KABUPATEN, atas[1]["kode"], atas[1]["nama"], provinsi, atas[1]["kode"])
        self.hasil = Jaringan(kabupaten, [], [], [])
        for satu in read_peta(self.ukuran):
            self._puskesmas(satu)
        ProfilPosyandu.objects.bulk_create(tempat.profil for tempat in self.hasil.tempat)
        return self.hasil

    def _puskesmas(self, peta: PetaPuskesmas) -> None:
        unit = self._place(JenisUnit.PUSKESMAS, f"{peta.kode}-PKM", peta.nama, self.hasil.kabupaten, peta.status)
        ProfilPuskesmas.objects.create(unit=unit, kode_nasional=peta.kode_nasional, hari_rapat=peta.hari_rapat)
        self.hasil.puskesmas.append(unit)
        for desa in peta.desa:
            pustu = None
            if desa.pustu:
                pustu = self._place(JenisUnit.PUSTU, f"{desa.kode}-PST", desa.nama, unit, desa.pustu)
                self.hasil.pustu.append(pustu)
            self._posyandu(desa, peta.watak, unit, pustu)

    def _posyandu(self, desa: Desa, watak: Watak, puskesmas: Unit, pustu: Unit | None) -> None:
        langsung_dari = len(desa.posyandu) - desa.langsung
        for ke, nama in enumerate(desa.posyandu):
            atas = pustu if pustu and ke < langsung_dari else None
            if ke < desa.beroperasi:
                status = StatusUnit.BEROPERASI
            else:
                status = StatusUnit.PERSIAPAN if ke % 2 else StatusUnit.RENCANA
            kode = f"{desa.kode}.{ke + 1:03}"
            unit = self._place(JenisUnit.POSYANDU, kode, nama, atas or puskesmas, status)
            kader = [make_nama(self.acak, "dewasa", "P") for _ in range(5)]
            self.hasil.tempat.append(
                Tempat(
                    unit,
                    self.hasil.kabupaten,
                    puskesmas,
                    atas,
                    desa,
                    watak,
                    self._rule(unit),
                    list(dict.fromkeys(kader)),
                )
            )

    def _rule(self, unit: Unit) -> ProfilPosyandu:
        """Opening days spread over the weeks of the month and the days from Monday to Saturday."""
        if unit.kode in HARIAN:
            return ProfilPosyandu(unit=unit, pola=PolaBuka.HARIAN, hari=1, pekan_ke=1)
        ke = len(self.hasil.tempat)
        hari = self.acak.choice((1, 2, 2, 3, 3, 4, 4, 5, 6))
        pekan_ke = ke % 4 + 1
        if unit.kode in PEKAN_LALU:
            hari, pekan_ke = self._last_week(ke)
        dusun = f"Dusun {self.acak.choice(read_toml('peta')['dusun'])}"
        return ProfilPosyandu(unit=unit, pola=PolaBuka.BULANAN, hari=hari, pekan_ke=pekan_ke, dusun=dusun)

    def _last_week(self, ke: int) -> tuple[int, int]:
        """A rule with a day in the week being evaluated; every week has three working days before the 29th."""
        senin = self.saat.pekan_lalu.senin
        bisa = [hari for n in range(6) if (hari := senin + timedelta(days=n)).day <= 28]
        hari = bisa[ke % len(bisa)]
        return hari.isoweekday(), (hari.day - 1) // 7 + 1

    def _place(self, jenis: JenisUnit, kode: str, nama: str, induk: Unit, status: str) -> Unit:
        """A place of the network with the dates of its conversion to ILP."""
        wilayah = kode.split("-", maxsplit=1)[0] if jenis != JenisUnit.POSYANDU else kode.rsplit(".", 1)[0]
        if status != StatusUnit.BEROPERASI:
            return self._open(jenis, kode, nama, induk, wilayah, status, rencana=next(self.rencana))
        lama = max((self.saat.awal - MULAI_ILP).days - 30, 1)
        dibuka = MULAI_ILP + timedelta(days=self.acak.randrange(lama))
        return self._open(jenis, kode, nama, induk, wilayah, status, dibuka=MULAI_ILP if nama == "Kelubi" else dibuka)

    def _open(
        self,
        jenis: JenisUnit,
        kode: str,
        nama: str,
        induk: Unit | None,
        wilayah: str,
        status: str = StatusUnit.BEROPERASI,
        *,
        rencana: date | None = None,
        dibuka: date | None = None,
    ) -> Unit:
        return open_unit(
            jenis=jenis,
            kode=kode,
            nama=nama,
            induk=induk,
            kode_wilayah=wilayah,
            status=status,
            rencana_buka=rencana,
            dibuka_pada=dibuka,
            telepon=make_telepon(self.acak) if jenis in (JenisUnit.PUSKESMAS, JenisUnit.PUSTU) else "",
        )

    def _plans(self) -> Iterator[date]:
        """Opening dates still ahead, up to the end of 2027; every fifth is overdue."""
        hari_ini = self.saat.hari_ini
        depan = max((SELESAI_ILP - self.saat.akhir).days, 60)
        ke = 0
        while True:
            lewat = hari_ini - timedelta(days=self.acak.randrange(1, 90))
            yield lewat if ke % 5 == 0 else self.saat.akhir + timedelta(days=self.acak.randrange(depan))
            ke += 1
