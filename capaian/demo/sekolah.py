"""Doses given at school this year, in the months of the calendar; some pupils are absent on both days."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Final

from capaian.demo.buku import Buku
from klaster.bias import judge_bias
from klaster.imunisasi import Status
from klaster.profil import JenisKelamin, Profil
from posyandu.models import Warga
from posyandu.models.kunjungan import Kanal

ABSEN: Final = 0.12
HARI_KE: Final = 10
"""Days after the first of the month on which the team comes."""


def give_doses(buku: Buku) -> None:
    for warga in buku.penduduk.pelajar:
        acak = Random(f"{warga.pk}-bias")  # its own, so that nothing else of the demo moves with it
        for satu in _due(buku, warga):
            _give(buku, warga, satu, acak)


def _due(buku: Buku, warga: Warga) -> list[Status]:
    """Doses of the class of this year whose month has come."""
    hari_ini = buku.saat.hari_ini
    profil = Profil(warga.tanggal_lahir, JenisKelamin(warga.jenis_kelamin))
    semua = judge_bias(buku.aturan.tabel.bias, profil, {}, hari_ini).semua
    return [satu for satu in semua if satu.mulai and satu.mulai.year == hari_ini.year and satu.mulai <= hari_ini]


def _give(buku: Buku, warga: Warga, satu: Status, acak: Random) -> None:
    mulai = satu.dosis.mulai.sesudah(warga.tanggal_lahir)
    hari = buku.workday(mulai + timedelta(days=HARI_KE))
    if hari is not None and acak.random() >= ABSEN:
        vial = {f"lot_{satu.dosis.vaksin}": f"BIAS{hari:%y%m}", f"ed_{satu.dosis.vaksin}": f"{hari.year + 1}-12-31"}
        buku.write(warga, hari, {satu.dosis.kode: hari.isoformat(), **vial}, kanal=Kanal.SEKOLAH)
