"""What waits on the desk of every place in the world of the access matrix, each with the place's mark in its names."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass

from posyandu.models import (
    BedaBagian,
    BedaWarga,
    DugaanGanda,
    Karantina,
    Kunjungan,
    KunjunganDitahan,
    Penggabungan,
    Segera,
    Warga,
)
from posyandu.nik import seal_isi
from puskesmas.models import Perangkat, Unit
from tests.cast import make_kunjungan, make_warga


@dataclass(frozen=True)
class Meja:
    """Ids of what waits at one posyandu, as addresses name them."""

    ditahan: str
    karantina: str
    ganda: str
    gabung: str
    segera: str


def add_desk(unit: Unit, kunjungan: Kunjungan, hp: Perangkat) -> Meja:
    warga, oleh = kunjungan.warga, hp.pengguna
    bagian = make_kunjungan(warga, unit, kunjungan.tanggal, oleh, [], bagian_dari=kunjungan, pengukuran={"berat_kg": 9})
    BedaBagian.objects.create(kunjungan=kunjungan, lain=bagian, bidang="berat_kg", nilai=8, nilai_lain=9)
    BedaWarga.objects.create(
        operasi=uuid.uuid4(), warga=warga, bidang="nama", nilai=warga.nama, nilai_hp="Baru", pengguna=oleh, perangkat=hp
    )
    ditahan = KunjunganDitahan.objects.create(
        id=uuid.uuid4(), menunggu=kunjungan.pk, sebab="konflik", sidik="0", isi={"warga": str(warga.pk)}, pengguna=oleh
    )
    isi = {"isi": {"warga": str(warga.pk), "hasil": "Sudah"}, "pada": ""}
    karantina = Karantina.objects.create(
        id=uuid.uuid4(),
        perangkat=hp,
        pengguna=oleh,
        urut=1,
        jenis="tugas_selesai",
        isi_sandi=seal_isi(json.dumps(isi).encode()),
    )
    kembar, lama = make_warga(unit, f"{warga.nama} Kembar"), make_warga(unit, f"{warga.nama} Lama")
    ganda = DugaanGanda.objects.create(warga=warga, mirip=kembar, alasan="nik_sama")
    Warga.objects.filter(pk=lama.pk).update(digabung_ke=kembar)
    gabung = Penggabungan.objects.create(dari=lama, ke=kembar, oleh=oleh)
    segera = Segera.objects.create(
        kunjungan=kunjungan, warga=warga, unit=unit, tanggal=kunjungan.tanggal, kanal="posyandu", dipegang=unit
    )
    return Meja(str(ditahan.pk), str(karantina.pk), str(ganda.pk), str(gabung.pk), str(segera.pk))
