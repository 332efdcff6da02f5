"""Stories to find in the demo: a guest, a NIK held twice, a child served elsewhere, more people than projected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Final

from capaian.demo.buku import Buku, desimal
from capaian.demo.jaringan import Jaringan
from capaian.demo.nama import make_nama, make_uuid
from capaian.demo.petugas import POSYANDU_AKUN
from capaian.demo.saat import Saat
from capaian.models import StatusDokumen, Target
from klaster.indikator import muat_indikator
from klaster.umur import umur_bulan
from posyandu.models import Domisili, DugaanGanda, Kehamilan, Warga
from posyandu.models.kunjungan import Kanal
from puskesmas.models import Pengguna

DOKUMEN: Final = "SK Dinkes 440/112/{tahun} (data contoh)"
TARGET_SENDIRI: Final = ("19.06.07-PKM", "balita_ditimbang", "0.85")


def tell(buku: Sequence[Buku], saat: Saat, acak: Random) -> list[DugaanGanda]:
    """What happens to single people; returns the pair for the duplicate desk."""
    _guest(next((b for b in buku if b.tempat.unit.kode == POSYANDU_AKUN), buku[0]), saat, acak)
    _elsewhere(buku[0], buku[-1])
    _movers(buku, saat)
    return _same_nik(buku[0], buku[-1])


def _guest(buku: Buku, saat: Saat, acak: Random) -> None:
    """Lives in another kabupaten, has come home to give birth."""
    tamu = Warga(
        pk=make_uuid(acak),
        kabupaten=buku.tempat.kabupaten,
        unit=buku.tempat.unit,
        nama=make_nama(acak, "dewasa", "P"),
        jenis_kelamin="P",
        tanggal_lahir=saat.hari_ini - timedelta(days=9_700),
        tamu=True,
        dibuat_oleh=buku.tempat.petugas,
        dibuat_pada=saat.at(saat.hari_ini - timedelta(days=24), 60),
    )
    hpht = saat.hari_ini - timedelta(days=257)
    hamil = Kehamilan(pk=make_uuid(acak), warga=tamu, hpht=hpht, hpl=hpht + timedelta(days=280))
    buku.penduduk.warga.append(tamu)
    buku.penduduk.kehamilan.append(hamil)
    buku.hamil[tamu.pk] = [hamil]
    for lalu in (24, 10):
        if hari := buku.workday(saat.hari_ini - timedelta(days=lalu)):
            isi = {"berat_kg": desimal(64.2), "lila_cm": 26, "sistole": 118, "diastole": 76, "anc": True}
            buku.write(tamu, hari, isi, kanal=Kanal.PUSTU)


def _elsewhere(rumah: Buku, lain: Buku) -> None:
    """A child weighed at a grandmother's posyandu: counted at home, the work counted there."""
    hadir = [sesi for sesi in lain.kalender.lewat if sesi.terkirim == 1]
    calon = [a for a in rumah.penduduk.anak if not rumah.kunjungan.get(a.pk)]
    for anak, sesi in zip(calon[:3], hadir[-1:] * 3, strict=False):
        if 0 <= umur_bulan(anak.tanggal_lahir, sesi.tanggal) <= 59 and rumah.lives_here(anak, sesi.tanggal):
            rumah.write(anak, sesi.tanggal, {"berat_kg": 9, "edukasi": True}, sesi=sesi, unit=lain.tempat.unit)


def _movers(buku: Sequence[Buku], saat: Saat) -> None:
    """About half of the families that have come since the weighings began came from the posyandu before on the list."""
    for asal, kini in pairwise(buku):
        for domisili in kini.penduduk.domisili:
            warga, mulai = domisili.warga, domisili.sejak - timedelta(days=400)
            baru = saat.awal < domisili.sejak <= saat.hari_ini and warga.tanggal_lahir < mulai
            if baru and warga.keluarga_id and warga.keluarga_id.int % 2:
                asal.penduduk.domisili.append(
                    Domisili(warga=warga, posyandu_id=asal.tempat.unit.pk, sejak=mulai, sampai=domisili.sejak)
                )


def _same_nik(satu: Buku, dua: Buku) -> list[DugaanGanda]:
    """Two people of different posyandu with one number: typed from the wrong card."""
    asli = next((w for w in satu.penduduk.dewasa if w.nik_hash and w.status == "aktif"), None)
    lain = next((w for w in reversed(dua.penduduk.dewasa) if w.status == "aktif" and w is not asli), None)
    if asli is None or lain is None:
        return []
    lain.nik_sandi, lain.nik_hash, lain.nik_akhir, lain.nik_ganda = asli.nik_sandi, asli.nik_hash, asli.nik_akhir, True
    return [DugaanGanda(warga=lain, mirip=asli, alasan="nik_sama")]


def write_targets(jaringan: Jaringan, saat: Saat) -> None:
    """This year's targets in force; one Puskesmas has set itself a higher one."""
    tahun = saat.hari_ini.year
    umum = [(jaringan.kabupaten, j.kode, str(j.target)) for j in muat_indikator() if j.target is not None]
    sendiri = [(unit, *TARGET_SENDIRI[1:]) for unit in jaringan.puskesmas if unit.kode == TARGET_SENDIRI[0]]
    Target.objects.bulk_create(
        Target(
            unit=unit,
            indikator_id=kode,
            tahun=tahun,
            nilai=nilai,
            dokumen=DOKUMEN.format(tahun=tahun),
            tanggal_dokumen=saat.awal_tahun,
            status=StatusDokumen.BERLAKU,
        )
        for unit, kode, nilai in (*umum, *sendiri)
    )


def audit_of(sistem: Pengguna) -> dict[str, object]:
    """What the audit trail says of every row of the demo."""
    return {"user": sistem.pk, "asal": "data contoh"}
