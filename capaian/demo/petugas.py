"""The people who work in the demo. Only four of them can log in, with a password that the demo prints."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Final

from django.contrib.auth.hashers import make_password

from capaian.demo.jaringan import Jaringan
from capaian.demo.nama import make_nama, make_telepon
from capaian.demo.saat import Saat
from klaster.models import Klaster
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.pengguna import JenisPenugasan
from puskesmas.pengguna import create_pengguna
from puskesmas.peran import Peran

SANDI: Final = "ilp-demo-2026"
SISTEM: Final = "demo"
PUSTU_AKUN: Final = "19.06.01.2004-PST"
POSYANDU_AKUN: Final = "19.06.01.2004.001"
PUSTU_LOWONG: Final = "19.06.03.2002-PST"
"""A Pustu whose head's chair is empty."""
PUSKESMAS_PLT: Final = "19.06.03-PKM"


def create_sistem() -> Pengguna:
    """Who made the demo's rows, in the audit trail; nobody can log in as it."""
    return Pengguna.objects.create(username=SISTEM, nama="Pembuat data contoh", password=make_password(None))


class Penugas:
    """Gives every place its people."""

    def __init__(self, jaringan: Jaringan, saat: Saat, benih: int) -> None:
        self.jaringan = jaringan
        self.acak = Random(f"{benih}-petugas")
        self.sejak = saat.awal_tahun - timedelta(days=365)
        self.penugasan: list[Penugasan] = []

    def assign_all(self) -> None:
        akun = self._accounts()
        self._dinas()
        for unit in self.jaringan.puskesmas:
            self._puskesmas(unit)
        bidan = {unit.pk: self._pustu(unit, akun["kapustu"]) for unit in self.jaringan.pustu}
        perawat = {unit.pk: self._create(unit, "pj-posyandu", "P", "Bd.") for unit in self.jaringan.puskesmas}
        for tempat in self.jaringan.tempat:
            unit = tempat.unit
            tempat.bidan = bidan[tempat.pustu.pk] if tempat.pustu else perawat[tempat.puskesmas.pk]
            tempat.petugas = akun["kader"] if unit.kode == POSYANDU_AKUN else self._kader(unit, tempat.kader[0])
            tempat.kader[0] = tempat.petugas.nama
            self._add(tempat.petugas, unit, Peran.KADER)
            self._add(tempat.bidan, unit, Peran.PJ_POSYANDU)
        Penugasan.objects.bulk_create(self.penugasan)

    def _accounts(self) -> dict[str, Pengguna]:
        nama = {
            "dinkes": "Fitri Handayani",
            "kapus": "dr. Nadia Permatasari",
            "kapustu": "Bd. Ratna Dewi",
            "kader": "Rosmala",
        }
        pertama = create_pengguna(username="dinkes", nama=nama.pop("dinkes"), password=SANDI)
        akun = {"dinkes": pertama} | {  # hashing is slow on purpose, and the password is one and public
            kunci: Pengguna.objects.create(
                username=kunci, nama=isi, password=pertama.password, telepon=f"+62811000000{ke:02}"
            )
            for ke, (kunci, isi) in enumerate(nama.items(), 1)
        }
        self._add(akun["dinkes"], self.jaringan.kabupaten, Peran.STAF_DINAS)
        self._add(akun["kapus"], self.jaringan.puskesmas[0], Peran.KEPALA_PUSKESMAS)
        return akun

    def _dinas(self) -> None:
        kabupaten = self.jaringan.kabupaten
        self._add(self._create(kabupaten, "admin", "L"), kabupaten, Peran.ADMIN_KABUPATEN)
        self._add(self._create(kabupaten, "kesmas", "P"), kabupaten, Peran.STAF_DINAS)

    def _puskesmas(self, unit: Unit) -> None:
        if unit != self.jaringan.puskesmas[0]:
            plt = unit.kode == PUSKESMAS_PLT
            kepala = self._create(unit, "kepala", self.acak.choice("LP"), "dr.")
            self._add(kepala, unit, Peran.KEPALA_PUSKESMAS, JenisPenugasan.PLT if plt else JenisPenugasan.DEFINITIF)
        self._add(self._create(unit, "pj-ilp", self.acak.choice("LP"), gelar=", SKM"), unit, Peran.PJ_ILP)
        for klaster in Klaster.objects.order_by("urutan"):
            peran = Peran.PJ_LINTAS_KLASTER if klaster.kode == "lintas" else Peran.PJ_KLASTER
            orang = self._create(unit, f"pj-{klaster.kode.replace('_', '-')}", self.acak.choice("LP"))
            self._add(orang, unit, peran, klaster=None if peran == Peran.PJ_LINTAS_KLASTER else klaster)

    def _pustu(self, unit: Unit, kapustu: Pengguna) -> Pengguna:
        bidan = kapustu if unit.kode == PUSTU_AKUN else self._create(unit, "bidan", "P", "Bd.")
        self._add(bidan, unit, Peran.BIDAN_DESA)
        if unit.kode != PUSTU_LOWONG:
            self._add(bidan, unit, Peran.KEPALA_PUSTU)
        return bidan

    def _kader(self, unit: Unit, nama: str) -> Pengguna:
        return Pengguna.objects.create(
            username=f"kader.{unit.kode}", nama=nama, telepon=make_telepon(self.acak), password=make_password(None)
        )

    def _create(self, unit: Unit, tugas: str, jenis_kelamin: str, awalan: str = "", *, gelar: str = "") -> Pengguna:
        """Someone without a password that works."""
        nama = f"{awalan} {make_nama(self.acak, 'dewasa', jenis_kelamin)}{gelar}".strip()
        return Pengguna.objects.create(
            username=f"{tugas}.{unit.kode.lower()}",
            nama=nama,
            telepon=make_telepon(self.acak),
            password=make_password(None),
        )

    def _add(
        self,
        pengguna: Pengguna,
        unit: Unit,
        peran: Peran,
        jenis: JenisPenugasan = JenisPenugasan.DEFINITIF,
        *,
        klaster: Klaster | None = None,
    ) -> None:
        self.penugasan.append(
            Penugasan(pengguna=pengguna, unit=unit, peran=peran, klaster=klaster, jenis=jenis, sejak=self.sejak)
        )
