"""Grown-ups: the yearly screening, controls of chronic disease, pregnancies."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from capaian.demo.buku import Buku, desimal, tanda_tbc
from klaster.umur import umur_tahun
from posyandu.models import Kehamilan, Warga
from posyandu.models.kunjungan import Kanal

MINGGU_ANC: Final = (8, 14, 20, 26, 31, 34, 36, 38)
"""Weeks of pregnancy around which a woman is expected."""


class Badan:
    """What is the same at each of a person's visits, give or take a little."""

    def __init__(self, buku: Buku, warga: Warga) -> None:
        acak, watak = buku.acak, buku.tempat.watak
        penyakit = {satu.penyakit for satu in buku.sakit.get(warga.pk, ())}
        self.acak = acak
        self.tinggi_darah = "hipertensi" in penyakit and acak.random() >= watak.terkendali
        self.atas = acak.gauss(153, 8) if self.tinggi_darah else acak.gauss(118, 7)
        self.gula = acak.gauss(225, 45) if "diabetes" in penyakit else acak.gauss(112, 17)
        lelaki = warga.jenis_kelamin == "L"
        self.berat = max(38.0, acak.gauss(63 if lelaki else 57, 8))
        self.perut = acak.gauss(83 if lelaki else 78, 8)
        self.lila = acak.uniform(20.5, 23.3) if acak.random() < watak.kek else acak.gauss(27, 1.4)

    def tekanan(self) -> dict[str, object]:
        atas = round(self.acak.gauss(self.atas, 4))
        atas = max(141, min(atas, 205)) if self.tinggi_darah else max(92, min(atas, 138))
        return {"sistole": atas, "diastole": max(56, min(round(atas * 0.62), 108 if self.tinggi_darah else 88))}

    def gds(self) -> dict[str, object]:
        return {"gds_mgdl": max(72, min(round(self.acak.gauss(self.gula, 12)), 420))}


def visit_adults(buku: Buku) -> None:
    laju = buku.tempat.watak.skrining * buku.acak.gauss(1, 0.03) * buku.saat.hari_ke / 365 * 1.01
    for warga in buku.penduduk.dewasa:
        badan = Badan(buku, warga)
        if buku.acak.random() < laju:
            _screen(buku, warga, badan)
        if warga.pk in buku.sakit:
            _control(buku, warga, badan)
        for kehamilan in buku.hamil.get(warga.pk, ()):
            _antenatal(buku, warga, badan, kehamilan)


def _screen(buku: Buku, warga: Warga, badan: Badan) -> None:
    """Once this year; before the posyandu used the application, at the Pustu."""
    hari = buku.saat.awal_tahun + timedelta(days=buku.acak.randrange(buku.saat.hari_ke))
    isi = _screening(buku, badan, umur_tahun(warga.tanggal_lahir, hari))
    sesi = buku.session_from(hari) if hari >= buku.saat.awal and buku.acak.random() < 0.65 else None
    if sesi is not None:
        buku.write(warga, sesi.tanggal, isi, sesi=sesi)
    elif kerja := buku.workday(hari):
        buku.write(warga, kerja, isi, kanal=Kanal.PUSTU if buku.tempat.pustu else Kanal.PUSKESMAS)


def _screening(buku: Buku, badan: Badan, umur: int) -> dict[str, object]:
    acak = buku.acak
    isi: dict[str, object] = {"berat_kg": desimal(acak.gauss(badan.berat, 0.6)), **badan.tekanan()}
    if umur >= 40 and acak.random() < 0.985:
        isi |= badan.gds()
    if acak.random() < 0.95:
        isi |= tanda_tbc(acak)
    if acak.random() < 0.5:
        isi["edukasi"] = True
    return isi


def _control(buku: Buku, warga: Warga, badan: Badan) -> None:
    """Most months, on the opening day or at the Pustu."""
    penyakit = {satu.penyakit for satu in buku.sakit[warga.pk]}
    mulai = max(satu.sejak for satu in buku.sakit[warga.pk])
    hari = max(buku.saat.awal, mulai) + timedelta(days=buku.acak.randrange(28))
    while hari <= buku.saat.hari_ini:
        if buku.acak.random() < 0.55:
            isi: dict[str, object] = {"obat_diminum": buku.acak.random() < (0.6 if badan.tinggi_darah else 0.94)}
            isi |= badan.tekanan() if "hipertensi" in penyakit else badan.gds() if "diabetes" in penyakit else {}
            sesi = buku.session_from(hari) if buku.acak.random() < 0.5 else None
            if sesi is not None and (sesi.tanggal - hari).days <= 31:
                buku.write(warga, sesi.tanggal, isi, sesi=sesi)
            elif kerja := buku.workday(hari):
                if penyakit & {"hipertensi", "diabetes"}:
                    isi["obat_hari"] = 30
                buku.write(warga, kerja, isi, kanal=Kanal.PUSTU if buku.tempat.pustu else Kanal.PUSKESMAS)
        hari += timedelta(days=30)


def _antenatal(buku: Buku, warga: Warga, badan: Badan, kehamilan: Kehamilan) -> None:
    """Six to eight contacts, or too few."""
    acak = buku.acak
    lengkap = acak.random() < buku.tempat.watak.k6
    minggu = sorted(acak.sample(MINGGU_ANC, acak.randint(6, 8) if lengkap else acak.randint(2, 5)))
    akhir = min(kehamilan.selesai or date.max, buku.saat.hari_ini + timedelta(days=1))
    for ke, satu in enumerate(minggu):
        hari = buku.workday(kehamilan.hpht + timedelta(days=satu * 7 + acak.randint(-3, 3)))
        if hari is None or hari >= akhir:
            continue
        isi: dict[str, object] = {
            "berat_kg": desimal(badan.berat + satu * 0.28),
            "lila_cm": desimal(badan.lila + satu * 0.01),
            **badan.tekanan(),
            "ttd_diminum": acak.random() < 0.9,
            "anc": True,
            "tablet_tambah_darah": 30,
        }
        if ke in (0, 4):
            isi["hb_gdl"] = desimal(acak.gauss(11.7, 0.8))
        if acak.random() < 0.2:
            isi["kelas_ibu"] = True
        buku.write(warga, hari, isi, kanal=Kanal.PUSTU if buku.tempat.pustu else Kanal.PUSKESMAS)
