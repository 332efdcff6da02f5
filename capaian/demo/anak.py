"""Children on opening days: who comes, and how they grow. The curves are rough and only for invented children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from capaian.demo.buku import Buku, desimal, tanda_tbc
from capaian.demo.kalender import KADER_SATU, PULAU, Sesi
from capaian.demo.petugas import POSYANDU_AKUN
from capaian.demo.saat import season
from capaian.demo.vaksin import KartuVaksin
from klaster.kbm import find_kbm
from klaster.umur import umur_bulan
from posyandu.models import Warga
from posyandu.models.kunjungan import Kanal
from posyandu.models.sesi import StatusHariBuka
from posyandu.models.unit import PolaBuka

BERAT: Final = (
    (0, 3200),
    (1, 4300),
    (2, 5300),
    (3, 6000),
    (4, 6600),
    (6, 7400),
    (9, 8400),
    (12, 9100),
    (18, 10300),
    (24, 11500),
    (36, 13500),
    (48, 15400),
    (64, 18000),
)
TINGGI: Final = (
    (0, 49.5),
    (1, 54),
    (2, 57.5),
    (3, 60.5),
    (6, 66.5),
    (9, 71),
    (12, 74.5),
    (18, 81),
    (24, 86),
    (36, 94),
    (48, 101.5),
    (64, 109.5),
)
"""Age in months against grams and centimetres of a boy."""
SEPI: Final = {KADER_SATU: 0.3, PULAU: 0.25}
"""Desa where few came in the evaluated week: no vaccine and one cadre; high waves."""
TIMBANGAN_MIRING: Final = "19.06.05.2004.001"
SELISIH: Final = 500
"""Grams that one scale read too much on two opening days; put right since, every child seems to have lost weight."""
RAFIF: Final = ("Rafif Maulana", 14, (8000, 8300, 8400, 8400))
"""One boy with a story: his age in months, and his last weighings; he did not come to the last opening day."""


@dataclass(slots=True)
class Tumbuh:
    """A child's state between weighings."""

    rajin: float
    tinggi: float
    vaksin: KartuVaksin
    gram: int = 0
    bulan: int = 0
    asi: bool = True


def interpolate(kurva: tuple[tuple[int, float], ...], bulan: float) -> float:
    for (a, ya), (b, yb) in pairwise(kurva):
        if bulan <= b:
            return ya + (yb - ya) * (bulan - a) / (b - a)
    return kurva[-1][1]


def name_rafif(buku: Buku) -> Warga | None:
    """Gives the boy of the story his name, at the posyandu of the cadre's account."""
    if buku.tempat.unit.kode != POSYANDU_AKUN:
        return None
    nama, bulan, _ = RAFIF
    calon = [a for a in buku.penduduk.anak if a.jenis_kelamin == "L" and buku.lives_here(a, buku.saat.awal)]
    rafif = min(calon, key=lambda anak: abs(umur_bulan(anak.tanggal_lahir, buku.saat.hari_ini) - bulan), default=None)
    if rafif is not None:
        rafif.nama = nama
    return rafif


def visit_children(buku: Buku) -> None:
    rafif = name_rafif(buku)
    tempat = buku.acak.gauss(1, 0.04)
    miring = {s.baris.pk for s in buku.kalender.lewat[-3:-1]} if buku.tempat.unit.kode == TIMBANGAN_MIRING else set()
    for anak in buku.penduduk.anak:
        if anak is rafif:
            _visit_rafif(buku, anak)
            continue
        tumbuh = Tumbuh(
            buku.acak.gauss(tempat, 0.1),
            buku.acak.gauss(0.975, 0.03),
            KartuVaksin(buku, anak),
            asi=buku.acak.random() < buku.tempat.watak.asi,
        )
        for sesi in _sessions(buku):
            bulan = umur_bulan(anak.tanggal_lahir, sesi.tanggal)
            if not 0 <= bulan <= 59 or not buku.lives_here(anak, sesi.tanggal):
                continue
            if buku.acak.random() < _likely(buku, sesi, bulan, tumbuh.rajin):
                lebih = SELISIH if sesi.baris.pk in miring else 0
                buku.write(anak, sesi.tanggal, measure(buku, anak, tumbuh, sesi.tanggal, bulan, lebih), sesi=sesi)
            elif buku.acak.random() < 0.06:
                _at_pustu(buku, anak, tumbuh, sesi.tanggal)


def _sessions(buku: Buku) -> Iterator[Sesi]:
    """The days on which a child is expected: each, or one a month where the posyandu opens daily."""
    if buku.tempat.profil.pola == PolaBuka.BULANAN:
        yield from buku.kalender.lewat
        return
    lewat = {sesi.baris.pk: sesi for sesi in buku.kalender.lewat}
    per_bulan = defaultdict(list)
    for baris in buku.kalender.semua:
        if baris.status not in (StatusHariBuka.BATAL, StatusHariBuka.DIPINDAH):
            per_bulan[baris.tanggal.year, baris.tanggal.month].append(baris.pk)
    for semua in per_bulan.values():
        if (sesi := lewat.get(buku.acak.choice(semua))) is not None:
            yield sesi


def _likely(buku: Buku, sesi: Sesi, bulan: int, rajin: float) -> float:
    saat, watak = buku.saat, buku.tempat.watak
    pekan = saat.pekan_lalu
    if buku.tempat.desa.kode in SEPI and pekan.awal_bulan <= sesi.tanggal <= pekan.minggu:
        return SEPI[buku.tempat.desa.kode]
    lalu = (saat.hari_ini.year - sesi.tanggal.year) * 12 + saat.hari_ini.month - sesi.tanggal.month
    umur = 1.06 if bulan < 12 else 0.95 if bulan > 36 else 1.0
    harian = 1.08 if buku.tempat.profil.pola == PolaBuka.HARIAN else 1.0
    return min(0.985, (watak.hadir - watak.tren * lalu) * season(sesi.tanggal) * umur * rajin * harian)


def _at_pustu(buku: Buku, anak: Warga, tumbuh: Tumbuh, lewat: date) -> None:
    """Missed the opening day and was weighed at the Pustu in the days after."""
    hari = buku.workday(date.fromordinal(lewat.toordinal() + buku.acak.randint(1, 6)))
    if hari is not None and 0 <= (bulan := umur_bulan(anak.tanggal_lahir, hari)) <= 59 and buku.lives_here(anak, hari):
        buku.write(anak, hari, measure(buku, anak, tumbuh, hari, bulan, 0), kanal=Kanal.PUSTU)


def measure(buku: Buku, anak: Warga, tumbuh: Tumbuh, hari: date, bulan: int, lebih: int) -> dict[str, object]:
    """What is written down about the child on that day; `tumbuh` moves on."""
    acak = buku.acak
    _grow(buku, anak, tumbuh, hari, bulan)
    isi: dict[str, object] = {"berat_kg": desimal((tumbuh.gram + lebih) / 1000, 1)}
    if hari.month in (2, 8) or acak.random() < 0.4:
        anak_lelaki = anak.jenis_kelamin == "L"
        isi["panjang_cm"] = desimal(interpolate(TINGGI, bulan) * tumbuh.tinggi - (0 if anak_lelaki else 1.2))
        isi["cara_ukur"] = "telentang" if bulan < 24 else "berdiri"
    if bulan >= 6 and acak.random() < 0.2:
        isi["lila_cm"] = desimal(acak.gauss(15, 0.9))
    if acak.random() < buku.tempat.watak.tanya_tbc:
        isi |= tanda_tbc(acak)
    if bulan <= 5:
        tumbuh.asi = tumbuh.asi and acak.random() > 0.02
        isi["asi_eksklusif"] = tumbuh.asi
    if hari.month in (2, 8) and bulan >= 6:
        isi["vitamin_a"] = acak.random() < 0.97
    if hari.month == 8 and bulan >= 12:
        isi["obat_cacing"] = acak.random() < 0.95
    if acak.random() < 0.4:
        isi["edukasi"] = True
    if buku.tempat.desa.kode == KADER_SATU and bulan in (9, 18) and buku.saat.pekan_lalu.senin <= hari:
        isi["catatan"] = "Vaksin MR kosong, diminta datang lagi."
    return isi | tumbuh.vaksin.copy(hari)


def _grow(buku: Buku, anak: Warga, tumbuh: Tumbuh, hari: date, bulan: int) -> None:
    """By at least the minimum gain, or not, as the place's character has it; in steps of the scale, 100 g."""
    acak, ke = buku.acak, hari.year * 12 + hari.month
    jarak = ke - tumbuh.bulan
    tumbuh.bulan = ke
    if tumbuh.gram == 0:
        berat = interpolate(BERAT, bulan) * (1 if anak.jenis_kelamin == "L" else 0.94)
        tumbuh.gram = round(berat * min(max(acak.gauss(0.98, 0.09), 0.72), 1.25) / 100) * 100
        return
    kbm = find_kbm(buku.aturan.tabel.kbm, anak.jenis_kelamin, bulan, hari) or 600
    if jarak == 1 and acak.random() < buku.tempat.watak.tidak_naik:
        tumbuh.gram += kbm - 100 * acak.choice((1, 1, 2, 2, 3))
    elif jarak > 0:
        tumbuh.gram += kbm * jarak + 100 * acak.choice((0, 0, 0, 1, 1, 2))


def _visit_rafif(buku: Buku, anak: Warga) -> None:
    """Came every month, did not gain twice, and was not there on the last opening day."""
    datang, vaksin = buku.kalender.lewat[:-1][-len(RAFIF[2]) :], KartuVaksin(buku, anak)
    for sesi, gram in zip(datang, RAFIF[2][-len(datang) :] if datang else (), strict=True):
        if umur_bulan(anak.tanggal_lahir, sesi.tanggal) >= 0:
            isi = {"berat_kg": desimal(gram / 1000, 1), "edukasi": True, **vaksin.copy(sesi.tanggal)}
            buku.write(anak, sesi.tanggal, isi, sesi=sesi)
