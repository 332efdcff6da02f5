"""The visits of one posyandu in memory, judged by the same function that judges what phones send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID

from capaian.demo.jaringan import Tempat
from capaian.demo.kalender import Kalender, Sesi
from capaian.demo.nama import make_uuid
from capaian.demo.penduduk import Penduduk
from capaian.demo.saat import Saat
from klaster.aturan import Aturan
from posyandu.kiriman import Kiriman
from posyandu.models import Kehamilan, Kunjungan, PenyakitTerdaftar, Warga
from posyandu.models.kunjungan import Kanal
from posyandu.turunan import Orang, apply, judge
from puskesmas.models import Unit
from puskesmas.waktu import is_workday

DI_FASKES: Final = frozenset({Kanal.PUSTU, Kanal.PUSKESMAS, Kanal.SEKOLAH})


class Buku:
    """One posyandu's book of visits."""

    def __init__(self, penduduk: Penduduk, kalender: Kalender, saat: Saat, aturan: Aturan, acak: Random) -> None:
        self.penduduk, self.kalender, self.saat, self.aturan, self.acak = penduduk, kalender, saat, aturan, acak
        self.tempat: Tempat = penduduk.tempat
        self.kunjungan: dict[UUID, list[Kunjungan]] = {}
        self.tinggal = {d.warga_id: (d.sejak, d.sampai) for d in penduduk.domisili}
        self.hamil: dict[UUID, list[Kehamilan]] = {}
        self.sakit: dict[UUID, list[PenyakitTerdaftar]] = {}
        for kehamilan in penduduk.kehamilan:
            self.hamil.setdefault(kehamilan.warga_id, []).append(kehamilan)
        for penyakit in penduduk.penyakit:
            self.sakit.setdefault(penyakit.warga_id, []).append(penyakit)

    def lives_here(self, warga: Warga, hari: date) -> bool:
        sejak, sampai = self.tinggal.get(warga.pk, (date.min, None))
        return sejak <= hari and (sampai is None or hari < sampai)

    def write(
        self,
        warga: Warga,
        hari: date,
        isi: Mapping[str, object],
        *,
        kanal: Kanal = Kanal.POSYANDU,
        sesi: Sesi | None = None,
        unit: Unit | None = None,
    ) -> None:
        """One visit, unless the person did not live here then or was there already. A phone may not have sent it."""
        ada = self.kunjungan.setdefault(warga.pk, [])
        if not self.lives_here(warga, hari) or any(k.tanggal == hari and k.kanal == kanal for k in ada):
            return
        if sesi is not None:
            sesi.jumlah += 1
            if self.acak.random() >= sesi.terkirim:
                return
        tempat = unit or (self.tempat.faskes if kanal in DI_FASKES else self.tempat.unit)
        petugas = self.tempat.bidan if kanal in DI_FASKES else self.tempat.petugas
        id_, menit = make_uuid(self.acak), self.acak.randrange(200)
        sampai = hari + timedelta(days=sesi.telat if sesi else 0)
        sidik = Kiriman(
            id_, warga.pk, tempat.kode, hari, kanal, isi, isi=_sent(id_, warga, tempat, hari, kanal, isi)
        ).sidik
        ada.append(
            Kunjungan(
                id=id_,
                warga_id=warga.pk,
                unit_layanan_id=tempat.pk,
                kanal=str(kanal),
                tanggal=hari,
                hari_buka_id=sesi.baris.pk if sesi else None,
                dicatat_oleh_id=petugas.pk,
                diperiksa_oleh=petugas.nama if kanal in DI_FASKES else "",
                pengukuran=isi,
                sidik=sidik,
                dicatat_pada=self.saat.at(hari, menit),
                diterima_pada=self.saat.at(sampai, menit + self.acak.randrange(1, 240)),
            )
        )

    def judged(self) -> Iterator[Kunjungan]:
        """All visits with their findings; the cadre was told the same on the day."""
        for warga in self.penduduk.warga:
            pk, baris = warga.pk, self.kunjungan.get(warga.pk, [])
            orang = Orang(warga, self.aturan, {pk: warga}, self.hamil.get(pk, []), self.sakit.get(pk, []))
            apply(judge(orang, baris, date.min))
            for kunjungan in baris:
                kunjungan.temuan_saat_entri = kunjungan.temuan
                yield kunjungan

    def workday(self, hari: date) -> date | None:
        """That day or the next working one; None when it is still ahead."""
        while not is_workday(hari):
            hari += timedelta(days=1)
        return hari if hari <= self.saat.hari_ini else None

    def session_from(self, hari: date) -> Sesi | None:
        """The first opening day from then on that has taken place."""
        return next((sesi for sesi in self.kalender.lewat if sesi.tanggal >= hari), None)


def _sent(id_: UUID, warga: Warga, unit: Unit, hari: date, kanal: str, isi: Mapping[str, object]) -> dict[str, object]:
    return {
        "id": str(id_),
        "warga": str(warga.pk),
        "unit": unit.kode,
        "tanggal": hari.isoformat(),
        "kanal": str(kanal),
        "pengukuran": isi,
    }


def desimal(nilai: float, angka: int = 1) -> int | float:
    """As the rules keep a number: whole ones as int."""
    bulat = round(nilai, angka)
    return int(bulat) if bulat == int(bulat) else bulat


def tanda_tbc(acak: Random) -> dict[str, object]:
    """The four TB questions; one person in eighty has something to tell."""
    isi: dict[str, object] = dict.fromkeys(("tbc_batuk", "tbc_demam", "tbc_bb_turun", "tbc_kontak"), False)
    if acak.random() < 0.0125:
        isi[acak.choice(list(isi))] = True
    return isi
