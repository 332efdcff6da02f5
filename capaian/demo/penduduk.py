"""Invents the people of one posyandu: families, domiciles, pregnancies, registers. Nothing is written yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from capaian.demo.jaringan import Tempat
from capaian.demo.nama import PembuatNik, angkatan_of, make_alamat, make_nama, make_telepon, make_uuid
from capaian.demo.peta import Ukuran
from capaian.demo.saat import Saat
from posyandu.models import Domisili, Kehamilan, Keluarga, PenyakitTerdaftar, Warga
from posyandu.models.orang import StatusWarga
from posyandu.nik import seal_nik
from posyandu.riwayat import LAMA_HAMIL
from puskesmas.models import Pengguna

TAHUN: Final = 365.25
BULAN_BALITA: Final = 64
"""Children up to this many months: those past 59 were still weighed when the weighings began."""
PUNYA_NIK: Final = {"anak": 0.82, "dewasa": 0.95, "lansia": 0.97}
DIIKUTI: Final = 0.6
"""Share of this year's births whose pregnancy was followed in the application."""
MASUK, TAMAT = 6, 18
"""Years between which children are at school."""
PELAJAR: Final = {"muda": 0.17, "lama": 0.75}
"""Shares of the families with small children, and of the others, whose children at school are known."""
SEKOLAH_PENUH: Final = "19.06.01.2004"
"""Kelubi, where the school's own lists have been taken over: everybody's are known."""


@dataclass(slots=True)
class Penduduk:
    """The people of one posyandu by what will happen to them.

    `keluarga` pairs each family with the members whom somebody finds at home: pupils are at school.
    """

    tempat: Tempat
    keluarga: list[tuple[Keluarga, list[Warga]]] = field(default_factory=list)
    warga: list[Warga] = field(default_factory=list)
    domisili: list[Domisili] = field(default_factory=list)
    kehamilan: list[Kehamilan] = field(default_factory=list)
    penyakit: list[PenyakitTerdaftar] = field(default_factory=list)
    anak: list[Warga] = field(default_factory=list)
    dewasa: list[Warga] = field(default_factory=list)
    pelajar: list[Warga] = field(default_factory=list)


class Pencacah:
    """Goes through one posyandu's houses."""

    def __init__(
        self, tempat: Tempat, saat: Saat, ukuran: Ukuran, acak: Random, nik: PembuatNik, pembuat: Pengguna
    ) -> None:
        self.tempat, self.saat, self.ukuran, self.acak, self.nik, self.pembuat = (
            tempat,
            saat,
            ukuran,
            acak,
            nik,
            pembuat,
        )
        self.hasil = Penduduk(tempat)
        self.hari_ini = saat.hari_ini
        self.ibu: list[tuple[Keluarga, Warga, str]] = []
        """Mothers who may have children at school."""

    def count(self, jumlah: int = 0) -> Penduduk:
        """Everybody; with `jumlah`, households are added until there are that many people."""
        balita = round(self.acak.randint(*self.ukuran.balita) * BULAN_BALITA / 60)
        while len(self.hasil.anak) < balita:
            self._young_family()
        for _ in range(self.ukuran.dewasa // 2 + self.ukuran.dewasa % 2):
            self._couple()
        for _ in range(self.ukuran.hamil):
            self._expecting()
        while len(self.hasil.warga) < jumlah:
            self._household()
        if not jumlah:
            self._pupils()
        return self.hasil

    # --- households ---

    def _young_family(self) -> None:
        """A mother with one or two small children, and sometimes the father."""
        bulan = self.acak.uniform(0, BULAN_BALITA)
        lahir = [self._days_ago(bulan * 30.44)]
        if self.acak.random() < 0.14 and bulan > 20:
            lahir.append(self._days_ago((bulan - 18) * 30.44))
        ibu_lahir = lahir[0] - timedelta(days=self.acak.randint(int(19 * TAHUN), int(38 * TAHUN)))
        keluarga = self._house()
        sejak = self._since(ibu_lahir)
        ibu = self._add(keluarga, "P", ibu_lahir, sejak)
        self.hasil.dewasa.append(ibu)
        if self.acak.random() < (1.0 if self.ukuran.penduduk else 0.2):
            self._grown(keluarga, "L", ibu_lahir - timedelta(days=self.acak.randint(0, 2200)), sejak)
        for satu in lahir:
            anak = self._add(keluarga, self.acak.choice("LP"), satu, max(satu, sejak), ibu=ibu)
            self.hasil.anak.append(anak)
        self.ibu.append((keluarga, ibu, "muda"))
        self._followed(ibu, lahir[-1])
        if self.acak.random() < 0.006:
            self._leave(keluarga)

    def _couple(self) -> None:
        """Two grown-ups, old ones more often than the kabupaten has them: the register of screening."""
        lempar = self.acak.random()
        umur = self.acak.uniform(60, 84) if lempar < 0.42 else self.acak.uniform(40, 60) if lempar < 0.8 else 28
        keluarga, lahir = self._house(), self._days_ago(umur * TAHUN)
        sejak = self._since(lahir)
        self._grown(keluarga, "L", lahir - timedelta(days=self.acak.randint(0, 2000)), sejak)
        istri = self._grown(keluarga, "P", lahir, sejak)
        self.ibu.append((keluarga, istri, "lama"))
        if umur > 70 and self.acak.random() < 0.02:
            self._die(istri)

    def _expecting(self) -> None:
        keluarga, lahir = self._house(), self._days_ago(self.acak.uniform(19, 37) * TAHUN)
        ibu = self._grown(keluarga, "P", lahir, self._since(lahir))
        hpht = self.hari_ini - timedelta(days=self.acak.randint(25, 284))
        self._pregnancy(ibu, hpht)

    def _household(self) -> None:
        """Grown-ups of any age with children of school age: fills the kabupaten up."""
        keluarga, umur = self._house(), self.acak.triangular(24, 85, 40)
        lahir = self._days_ago(umur * TAHUN)
        sejak = self._since(lahir)
        self._grown(keluarga, "L", lahir - timedelta(days=self.acak.randint(0, 2000)), sejak)
        ibu = self._grown(keluarga, "P", lahir, sejak)
        for _ in range(self.acak.choice((0, 1, 1, 2, 2, 3))):
            anak = self.acak.uniform(6, 22)
            if 18 < umur - anak < 42:
                self._child(keluarga, ibu, anak, sejak)

    def _child(self, keluarga: Keluarga, ibu: Warga, umur: float, sejak: date) -> Warga:
        """A pupil, or one who is grown up by now."""
        lahir = self._days_ago(umur * TAHUN)
        pelajar = umur < TAMAT
        anak = self._add(keluarga, self.acak.choice("LP"), lahir, max(sejak, lahir), ibu=ibu, di_rumah=not pelajar)
        (self.hasil.pelajar if pelajar else self.hasil.dewasa).append(anak)
        return anak

    def _pupils(self) -> None:
        """Children at school of the families that are there, with a chance of their own: nothing else moves by them."""
        self.acak = Random(f"{self.tempat.unit.kode}-pelajar")
        semua = self.tempat.desa.kode == SEKOLAH_PENUH
        tinggal = {satu.warga.pk: satu for satu in self.hasil.domisili}
        for keluarga, ibu, kelompok in self.ibu:
            umur = (self.hari_ini - ibu.tanggal_lahir).days / TAHUN
            muda, tua = max(umur - 42, MASUK), min(umur - 19, TAMAT)
            if muda < tua and (semua or self.acak.random() < PELAJAR[kelompok]):
                for _ in range(self.acak.choice((1, 1, 2))):
                    self._pupil(keluarga, ibu, self.acak.uniform(muda, tua), tinggal[ibu.pk])

    def _pupil(self, keluarga: Keluarga, ibu: Warga, umur: float, rumah: Domisili) -> None:
        """Lives with the mother, and left with her."""
        anak = self._child(keluarga, ibu, umur, rumah.sejak)
        anak.status, anak.status_sejak = ibu.status, ibu.status_sejak
        self.hasil.domisili[-1].sampai = rumah.sampai

    # --- one person ---

    def _grown(
        self, keluarga: Keluarga, jenis_kelamin: str, lahir: date, sejak: date, *, ibu: Warga | None = None
    ) -> Warga:
        warga = self._add(keluarga, jenis_kelamin, lahir, max(sejak, lahir), ibu=ibu)
        self.hasil.dewasa.append(warga)
        umur = (self.hari_ini - lahir).days / TAHUN
        for penyakit, muda, tua in (("hipertensi", 0.18, 0.36), ("diabetes", 0.07, 0.13)):
            if umur >= 40 and self.acak.random() < (tua if umur >= 60 else muda):
                self._fall_ill(warga, penyakit, self.acak.randint(150, 1200))
        lain = Random(f"{warga.pk}-sakit")  # its own, so that nothing else of the demo moves with it
        if 18 <= umur < 70 and lain.random() < 0.012:
            self._fall_ill(
                warga, *lain.choice((("tbc", lain.randint(20, 170)), ("odgj_berat", lain.randint(150, 2000))))
            )
        return warga

    def _fall_ill(self, warga: Warga, penyakit: str, sejak: int) -> None:
        """Registered so many days ago."""
        mulai = self.hari_ini - timedelta(days=sejak)
        baris = PenyakitTerdaftar(pk=make_uuid(self.acak), warga=warga, penyakit=penyakit, sejak=mulai)
        self.hasil.penyakit.append(baris)

    def _add(
        self,
        keluarga: Keluarga,
        jenis_kelamin: str,
        lahir: date,
        sejak: date,
        *,
        ibu: Warga | None = None,
        di_rumah: bool = True,
    ) -> Warga:
        angkatan = angkatan_of(int((self.hari_ini - lahir).days / TAHUN))
        warga = Warga(
            pk=make_uuid(self.acak),
            kabupaten_id=self.tempat.kabupaten.pk,
            unit_id=self.tempat.unit.pk,
            keluarga_id=keluarga.pk,
            ibu_id=ibu.pk if ibu else None,
            nama=make_nama(self.acak, angkatan, jenis_kelamin),
            jenis_kelamin=jenis_kelamin,
            tanggal_lahir=lahir,
            telepon=make_telepon(self.acak) if angkatan == "dewasa" and self.acak.random() < 0.7 else "",
            dibuat_oleh_id=self.pembuat.pk,
            dibuat_pada=self.saat.at(max(sejak, self.saat.awal_tahun), 0),
        )
        if self.acak.random() < PUNYA_NIK[angkatan]:
            self.seal(warga, self.nik.make(self.tempat.kecamatan, lahir, jenis_kelamin))
        if di_rumah:
            self.hasil.keluarga[-1][1].append(warga)
        self.hasil.warga.append(warga)
        self.hasil.domisili.append(Domisili(warga=warga, posyandu_id=self.tempat.unit.pk, sejak=sejak))
        return warga

    @staticmethod
    def seal(warga: Warga, nik: str) -> None:
        for kolom, isi in seal_nik(nik).items():
            setattr(warga, kolom, isi)

    def _house(self) -> Keluarga:
        alamat, rt = make_alamat(self.acak)
        keluarga = Keluarga(pk=make_uuid(self.acak), unit_id=self.tempat.unit.pk, alamat=alamat, rt=rt)
        self.hasil.keluarga.append((keluarga, []))
        return keluarga

    def _since(self, lahir: date) -> date:
        """Most have lived here for years; a few have come since the weighings began."""
        if self.acak.random() < 0.015:
            lama = max((self.hari_ini - self.saat.awal).days, 1)
            return max(lahir, self.hari_ini - timedelta(days=self.acak.randrange(lama)))
        return max(lahir, self.hari_ini - timedelta(days=self.acak.randint(500, 4000)))

    def _days_ago(self, hari: float) -> date:
        return self.hari_ini - timedelta(days=int(hari))

    # --- what happens to people ---

    def _followed(self, ibu: Warga, lahir: date) -> None:
        """The pregnancy of a child born this year, or of the next one."""
        if lahir >= self.saat.awal_tahun and self.acak.random() < DIIKUTI:
            hpht = lahir - timedelta(days=self.acak.randint(262, 287))
            self._pregnancy(ibu, hpht, lahir)

    def _pregnancy(self, ibu: Warga, hpht: date, selesai: date | None = None) -> None:
        hasil = Kehamilan.Hasil.LAHIR_HIDUP if selesai else ""
        self.hasil.kehamilan.append(
            Kehamilan(
                pk=make_uuid(self.acak), warga=ibu, hpht=hpht, hpl=hpht + LAMA_HAMIL, selesai=selesai, hasil=hasil
            )
        )

    def _leave(self, keluarga: Keluarga) -> None:
        """The whole family moves out of the kabupaten."""
        pergi = self.hari_ini - timedelta(days=self.acak.randint(3, 120))
        for domisili in self.hasil.domisili[-4:]:
            if domisili.warga.keluarga_id == keluarga.pk and domisili.sejak < pergi:
                domisili.sampai = pergi
                domisili.warga.status, domisili.warga.status_sejak = StatusWarga.PINDAH, pergi

    def _die(self, warga: Warga) -> None:
        meninggal = self.hari_ini - timedelta(days=self.acak.randint(5, 200))
        for domisili in self.hasil.domisili[-2:]:
            if domisili.warga is warga and domisili.sejak < meninggal:
                domisili.sampai = meninggal
                warga.status, warga.status_sejak = StatusWarga.MENINGGAL, meninggal
