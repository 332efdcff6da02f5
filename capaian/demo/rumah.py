"""Home visits by cadres: every family once in the year, a few each week."""

from __future__ import annotations

from datetime import date, timedelta

from capaian.demo.buku import Buku
from capaian.demo.saat import lebaran_days
from capaian.hitung.pekan import Pekan
from posyandu.models import Warga
from posyandu.models.kunjungan import Kanal


def visit_homes(buku: Buku) -> None:
    """Spread over the weeks of the year so far, leaving out the weeks in which nobody went."""
    acak, watak = buku.acak, buku.tempat.watak
    keluarga = [anggota for _, anggota in buku.penduduk.keluarga if anggota]
    acak.shuffle(keluarga)
    laju = min(0.98, watak.rumah * acak.gauss(1, 0.03) * buku.saat.hari_ke / 365)
    pilih = keluarga[: round(laju * len(keluarga))]
    pekan = _weeks(buku)
    for ke, anggota in enumerate(pilih):
        hari = _day(buku, pekan[ke * len(pekan) // len(pilih)])
        ada = [warga for warga in anggota if buku.lives_here(warga, hari) and warga.tanggal_lahir <= hari]
        if ada:
            _visit(buku, acak.choice(ada), hari)


def _weeks(buku: Buku) -> list[Pekan]:
    """Weeks of this year with home visits; never none."""
    semua, pekan = [], Pekan.from_tanggal(buku.saat.awal_tahun)
    libur = {Pekan.from_tanggal(hari) for hari in lebaran_days(buku.saat.hari_ini.year)}
    while pekan.senin <= buku.saat.hari_ini:
        if pekan not in libur and buku.acak.random() >= buku.tempat.watak.absen:
            semua.append(pekan)
        pekan = pekan.next
    return semua or [Pekan.from_tanggal(buku.saat.hari_ini)]


def _day(buku: Buku, pekan: Pekan) -> date:
    hari = pekan.senin + timedelta(days=buku.acak.randrange(6))
    return max(min(hari, buku.saat.hari_ini), buku.saat.awal_tahun)


def _visit(buku: Buku, warga: Warga, hari: date) -> None:
    acak = buku.acak
    isi: dict[str, object] = {"tanda_bahaya": acak.random() < 0.006, "edukasi": True}
    if any(satu.sejak <= hari for satu in buku.sakit.get(warga.pk, ())):
        isi["obat_diminum"] = acak.random() < 0.85
    buku.write(warga, hari, isi, kanal=Kanal.RUMAH)
