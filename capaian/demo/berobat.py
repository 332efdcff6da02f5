"""Illness that was treated at the Pustu: a few small children, a few old people."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

from capaian.demo.buku import Buku
from klaster.umur import umur_tahun
from posyandu.models import Warga
from posyandu.models.kunjungan import Kanal

SAKIT: Final = {
    "diare": (0.06, "Mencret sejak kemarin", "Oralit dan zink 10 hari"),
    "pneumonia": (0.02, "Batuk, napas cepat", "Amoksisilin 5 hari, kontrol 2 hari lagi"),
}
"""Share of small children, what the mother said, what was given."""
KATARAK: Final = 0.03
LANSIA: Final = 60


def visit_sick(buku: Buku) -> None:
    for anak in buku.penduduk.anak:
        acak = Random(f"{anak.pk}-sakit")  # its own, so that nothing else of the demo moves with it
        for kelompok, (bagian, keluhan, obat) in SAKIT.items():
            if acak.random() < bagian:
                isi: dict[str, object] = {"keluhan": keluhan, "penyakit_kelompok": kelompok, "obat_diberi": obat}
                _treat(buku, anak, acak, max(buku.saat.awal, anak.tanggal_lahir), isi)
    for warga in buku.penduduk.dewasa:
        acak = Random(f"{warga.pk}-katarak")
        if umur_tahun(warga.tanggal_lahir, buku.saat.hari_ini) >= LANSIA and acak.random() < KATARAK:
            _treat(buku, warga, acak, buku.saat.awal_tahun, {"penyakit_kelompok": "katarak"})


def _treat(buku: Buku, warga: Warga, acak: Random, sejak: date, isi: dict[str, object]) -> None:
    hari = buku.workday(sejak + timedelta(days=acak.randint(0, max((buku.saat.hari_ini - sejak).days, 0))))
    if hari is not None:
        buku.write(warga, hari, isi, kanal=Kanal.PUSTU if buku.tempat.pustu else Kanal.PUSKESMAS)
