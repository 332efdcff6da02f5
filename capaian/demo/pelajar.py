"""Children at school: one screening a year, class by class, and the monthly tablets of the girls.

The curves are rough and only for invented children.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import exp
from random import Random
from typing import Final

from capaian.demo.anak import interpolate
from capaian.demo.buku import Buku, desimal, tanda_tbc
from capaian.demo.penduduk import MASUK
from klaster.umur import umur_tahun
from posyandu.models import Warga
from posyandu.models.kunjungan import Kanal

TINGGI: Final = {
    "L": ((6, 114), (8, 125), (10, 135), (12, 146), (14, 159), (16, 167), (18, 169)),
    "P": ((6, 113), (8, 124), (10, 136), (12, 148), (14, 154), (16, 156), (18, 157)),
}
"""Age in years against centimetres."""
IMT: Final = ((6, 15.2), (8, 15.7), (10, 16.6), (12, 17.8), (14, 19.2), (16, 20.3), (18, 21.1))
BULAN_SKRINING: Final = (1, 2, 3, 4, 5, 7, 8, 9, 10, 11)
"""Months in which the team can come to a school: not in the long holidays of June and December."""
MATA, TELINGA, TINGGI_DARAH, HADIR = 0.06, 0.015, 0.025, 0.94
"""Shares of pupils: who do not see, who do not hear, whose pressure is high, who are at school on the day."""
DI_SEKOLAH, DI_POSYANDU = 0.42, 0.68
"""Of the girls of an age for tablets: who gets this month's at school; up to the second share, at the posyandu."""
REMAJA: Final = 12


def visit_pupils(buku: Buku) -> None:
    for warga in buku.penduduk.pelajar:
        acak = Random(f"{warga.pk}-pelajar")  # its own, so that nothing else of the demo moves with it
        tubuh = acak.gauss(1, 0.045), exp(acak.gauss(0, 0.12))
        hari = _class_day(buku, warga)
        if hari is not None and acak.random() < HADIR * min(buku.tempat.watak.skrining, 1):
            buku.write(warga, hari, _screen(acak, warga, hari, *tubuh), kanal=Kanal.SEKOLAH)
        if warga.jenis_kelamin == "P":
            _tablets(buku, warga, acak, *tubuh)


def _class_day(buku: Buku, warga: Warga) -> date | None:
    """All who were born in one year are one class; None when its day is still ahead or came before the first class."""
    acak = Random(f"{buku.tempat.desa.kode}-{warga.tanggal_lahir.year}-kelas")
    hari = buku.workday(date(buku.saat.hari_ini.year, acak.choice(BULAN_SKRINING), acak.randint(1, 28)))
    return hari if hari is not None and umur_tahun(warga.tanggal_lahir, hari) >= MASUK else None


def _body(acak: Random, warga: Warga, hari: date, tinggi: float, lemak: float) -> dict[str, object]:
    umur = (hari - warga.tanggal_lahir).days / 365.25
    cm = interpolate(TINGGI[warga.jenis_kelamin], umur) * tinggi + acak.gauss(0, 0.4)
    return {"berat_kg": desimal(interpolate(IMT, umur) * lemak * (cm / 100) ** 2), "panjang_cm": desimal(cm)}


def _screen(acak: Random, warga: Warga, hari: date, tinggi: float, lemak: float) -> dict[str, object]:
    """What the team measures; the Hb of girls old enough for the tablets."""
    umur = umur_tahun(warga.tanggal_lahir, hari)
    naik = 27 if acak.random() < TINGGI_DARAH else 0
    isi = _body(acak, warga, hari, tinggi, lemak)
    isi |= {"sistole": round(acak.gauss(91 + umur * 1.3, 4)) + naik, "diastole": round(acak.gauss(60, 3)) + naik // 2}
    for bidang, bagian in (("mata", MATA), ("telinga", TELINGA)):
        lemah = acak.choice(("kanan", "kiri", "")) if acak.random() < bagian else None
        for sisi in ("kanan", "kiri"):
            isi[f"{bidang}_{sisi}"] = "gangguan" if lemah in (sisi, "") else "normal"
    if warga.jenis_kelamin == "P" and umur >= REMAJA:
        isi["hb_gdl"] = desimal(acak.gauss(12.7, 0.9))
    return isi | tanda_tbc(acak) if acak.random() < 0.5 else isi


def _tablets(buku: Buku, warga: Warga, acak: Random, tinggi: float, lemak: float) -> None:
    """Each month since the weighings began: at school, at the posyandu with a weighing, or not at all."""
    for awal in _months(buku):
        lempar, hari = acak.random(), buku.workday(awal + timedelta(days=acak.randrange(20)))
        isi: dict[str, object] = {"tablet_tambah_darah": 4, "ttd_diminum": acak.random() < 0.78}
        if umur_tahun(warga.tanggal_lahir, awal) < REMAJA or lempar >= DI_POSYANDU:
            continue
        if lempar < DI_SEKOLAH and hari is not None:
            buku.write(warga, hari, isi, kanal=Kanal.SEKOLAH)
        elif (sesi := buku.session_from(awal)) is not None and sesi.tanggal.month == awal.month:
            buku.write(warga, sesi.tanggal, isi | _body(acak, warga, sesi.tanggal, tinggi, lemak), sesi=sesi)


def _months(buku: Buku) -> Iterator[date]:
    awal = buku.saat.awal
    while awal <= buku.saat.hari_ini:
        yield awal
        awal = (awal + timedelta(days=31)).replace(day=1)
