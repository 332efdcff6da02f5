"""Random small kabupaten, written straight to the database: all that may change a figure, crowded at the borders.

Dates gather on the days where a rule turns: the Sunday and the days beside it, the first of the week, month and year,
the end of the year that a latest state looks back on, the first and last day of a pregnancy.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from django.utils import timezone

from capaian.hitung.pekan import Pekan
from capaian.models import EvaluasiPekan, Isian, Target
from klaster.indikator import muat_indikator
from posyandu.models import (
    Domisili,
    HariBuka,
    Kehamilan,
    Keluarga,
    Kunjungan,
    PenyakitTerdaftar,
    PetugasHariBuka,
    Warga,
)
from puskesmas.models import Masalah, Penugasan, Tindakan, Unit
from pustu.models import Rujukan, TindakLanjut
from tests.cast import Pemeran, Wilayah

# Ordinary weeks, a season, weeks across a month and a year, a leap year.
PEKAN = ("2026-M46", "2026-M08", "2026-M32", "2026-M40", "2025-M01", "2026-M53", "2027-M05", "2028-M09")
KODE = sorted({k for j in muat_indikator() for s in (j.penyebut, j.pembilang) for k in (*s.temuan, *s.dasar)})
KANAL = ("posyandu", "rumah", "pustu", "faskes_lain")


@dataclass
class Dunia:
    """What was written."""

    pekan: Pekan
    posyandu: list[Unit]
    warga: list[Warga] = field(default_factory=list)
    kehamilan: list[Kehamilan] = field(default_factory=list)
    sesi: list[HariBuka] = field(default_factory=list)


def buat_dunia(acak: Random, wilayah: Wilayah, pemeran: Pemeran, *, pindah: bool = True) -> Dunia:
    """People, homes, episodes, sessions, visits, targets. Without `pindah` nobody moves and mothers are not merged."""
    posyandu = [wilayah.melati, wilayah.kenanga, wilayah.anggrek, wilayah.seroja, wilayah.dahlia]
    dunia = Dunia(Pekan.from_kode(acak.choice(PEKAN)), posyandu)
    _buat_warga(acak, dunia)
    _buat_domisili(acak, dunia, pindah=pindah)
    _buat_kehamilan(acak, dunia, alias=pindah)
    _buat_penyakit(acak, dunia)
    _buat_sesi(acak, dunia)
    _buat_kunjungan(acak, dunia, pemeran)
    _buat_putusan(acak, wilayah, pemeran)
    _buat_target(
        acak, dunia, [*posyandu, wilayah.kelubi, wilayah.manggar, wilayah.gantung, wilayah.beltim, wilayah.lain]
    )
    _buat_isian(acak, dunia, wilayah, pemeran)
    _buat_evaluasi(acak, dunia, wilayah)
    _buat_masalah(acak, dunia, wilayah, pemeran)
    _buat_petugas(acak, dunia, pemeran)
    _buat_kematian(acak, dunia)
    _ubah_unit(acak, dunia)
    return dunia


def hari(acak: Random, pekan: Pekan, *lain: date) -> date:
    """A day, half of the time one of the borders."""
    if acak.random() < 0.5:
        return pekan.minggu - timedelta(days=acak.choice((acak.randint(-9, 45), acak.randint(0, 420))))
    batas = [pekan.minggu, pekan.senin, pekan.awal_bulan, pekan.awal_tahun, pekan.minggu - timedelta(364), *lain]
    return acak.choice(batas) + timedelta(days=acak.choice((-1, 0, 0, 1)))


def _buat_warga(acak: Random, dunia: Dunia) -> None:
    keluarga = Keluarga.objects.bulk_create(Keluarga(unit=dunia.posyandu[0]) for _ in range(4))
    for ke in range(acak.choice((0, 2, 10, 20, 20))):
        rumah = acak.choice(dunia.posyandu)
        umur = acak.choice((acak.randint(-20, 220), acak.randint(150, 2000), acak.randint(4000, 30000)))
        dunia.warga.append(
            Warga(
                kabupaten=rumah.kabupaten,
                unit=rumah,
                keluarga=acak.choice((None, *keluarga)),
                nama=f"Orang {ke}",
                jenis_kelamin=acak.choice("LP"),
                tanggal_lahir=dunia.pekan.minggu - timedelta(days=umur),
            )
        )
    pokok = [w for w in dunia.warga if acak.random() < 0.75]
    for satu in dunia.warga:
        if pokok and satu not in pokok:
            satu.digabung_ke = acak.choice(pokok)
    Warga.objects.bulk_create(sorted(dunia.warga, key=lambda w: w.digabung_ke is not None))


def _buat_domisili(acak: Random, dunia: Dunia, *, pindah: bool) -> None:
    """From birth or another day; half of the people stay, the others move or leave (or die)."""
    rows = []
    for satu in dunia.warga:
        sejak = acak.choice((satu.tanggal_lahir, satu.tanggal_lahir, hari(acak, dunia.pekan)))
        batas = sorted({hari(acak, dunia.pekan) for _ in range(acak.choice((0, 0, 1, 2)) if pindah else 0)})
        batas = [tanggal for tanggal in batas if tanggal > sejak]
        rumah = satu.unit
        for mulai, sampai in zip([sejak, *batas], [*batas, None], strict=True):
            if acak.random() < 0.85:
                rows.append(Domisili(warga=satu, posyandu=rumah, sejak=mulai, sampai=sampai))
            rumah = acak.choice(dunia.posyandu)
    Domisili.objects.bulk_create(rows)


def _buat_kehamilan(acak: Random, dunia: Dunia, *, alias: bool) -> None:
    minggu = dunia.pekan.minggu
    for satu in dunia.warga:
        if satu.jenis_kelamin == "L" or (satu.digabung_ke is not None and not alias) or acak.random() < 0.2:
            continue
        hpht = acak.choice((hari(acak, dunia.pekan), minggu - timedelta(weeks=44, days=acak.randint(-1, 1))))
        selesai = acak.choice((None, hari(acak, dunia.pekan), minggu - timedelta(days=acak.randint(41, 43))))
        if selesai is not None and selesai <= hpht:
            selesai = None
        hasil = "" if selesai is None else acak.choice(("lahir_hidup", "lahir_hidup", "lahir_mati", "keguguran"))
        hpl = acak.choice((hpht + timedelta(280), hari(acak, dunia.pekan)))
        hpl = max(hpl, hpht + timedelta(1))
        batal = "" if hpht.toordinal() % 7 else "Salah orang"
        dunia.kehamilan.append(
            Kehamilan(warga=satu, hpht=hpht, hpl=hpl, selesai=selesai, hasil=hasil, alasan_batal=batal)
        )
    Kehamilan.objects.bulk_create(dunia.kehamilan)


def _buat_kematian(acak: Random, dunia: Dunia) -> None:
    """Some die, at the borders of the week, of infancy, of childhood and of a pregnancy; homes stay as they are."""
    batas = {satu.warga_id: satu for satu in dunia.kehamilan}
    for satu in dunia.warga:
        if acak.random() < 0.7:
            continue
        lahir, hamil = satu.tanggal_lahir, batas.get(satu.pk)
        ulang = [lahir + timedelta(days=365), lahir + timedelta(days=1826)]
        akhir = [hamil.hpht, (hamil.selesai or hamil.hpht + timedelta(days=266)) + timedelta(days=42)] if hamil else []
        satu.status, satu.status_sejak = "meninggal", max(lahir, hari(acak, dunia.pekan, *ulang, *akhir, *akhir))
    Warga.objects.bulk_update(dunia.warga, ["status", "status_sejak"])


def _buat_isian(acak: Random, dunia: Dunia, wilayah: Wilayah, pemeran: Pemeran) -> None:
    """Figures typed for some weeks of both Puskesmas."""
    pekan = [dunia.pekan, dunia.pekan.previous, Pekan.from_tanggal(dunia.pekan.awal_tahun), dunia.pekan.next]
    Isian.objects.bulk_create(
        Isian(
            unit=unit,
            indikator_id=jenis.kode,
            pekan=satu.senin,
            pembilang=acak.randint(0, 5),
            penyebut=None if jenis.cacah else acak.randint(5, 30),
            oleh=pemeran.dewi,
        )
        for jenis in muat_indikator()
        if jenis.satuan == "isian"
        for unit in (wilayah.manggar, wilayah.gantung)
        for satu in {satu.senin: satu for satu in pekan}.values()
        if acak.random() < 0.3
    )


def _buat_evaluasi(acak: Random, dunia: Dunia, wilayah: Wilayah) -> None:
    """Signed on time, late, just before midnight, or not at all."""
    for unit in (wilayah.manggar, wilayah.gantung):
        for mundur in (0, 7):
            senin = dunia.pekan.senin - timedelta(days=mundur)
            saat = datetime(senin.year, senin.month, senin.day, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
            jeda = acak.choice((None, 6, 7, 8, 15))
            disahkan = None if jeda is None else saat + timedelta(days=jeda, hours=acak.choice((0, 1)))
            EvaluasiPekan.objects.create(unit=unit, pekan=senin, disahkan_pada=disahkan)


def _saat(acak: Random, tanggal: date) -> datetime:
    """Some hour of the day, often the last or first half."""
    pukul = acak.choice(((0, 30), (8, 0), (23, 30)))
    return datetime(tanggal.year, tanggal.month, tanggal.day, *pukul, tzinfo=ZoneInfo("Asia/Jakarta"))


def _buat_masalah(acak: Random, dunia: Dunia, wilayah: Wilayah, pemeran: Pemeran) -> None:
    """Problems and actions of all tiers, with and without a date, open, ended, cancelled."""
    for ke in range(acak.choice((0, 5, 15))):
        unit = acak.choice([*dunia.posyandu, wilayah.kelubi, wilayah.manggar, wilayah.gantung])
        lapor, tutup, tenggat = (hari(acak, dunia.pekan) for _ in range(3))
        keadaan = acak.choice(("ditangani", "dilaporkan", "selesai", "batal"))
        Masalah.objects.create(
            unit=unit,
            jenis="alat",
            judul=f"Masalah {ke}",
            keadaan=keadaan,
            dipegang=wilayah.manggar,
            pelapor=pemeran.dewi,
            tenggat=acak.choice((None, tenggat, tenggat)),
            bergerak_pada=lapor,
            batas_gerak=lapor,
            dilaporkan_pada=_saat(acak, lapor),
            ditutup_pada=_saat(acak, max(lapor, tutup)) if keadaan in ("selesai", "batal") else None,
        )
        status = acak.choice(("berjalan", "selesai", "selesai", "batal"))
        Tindakan.objects.create(
            unit=unit,
            apa=f"Tindakan {ke}",
            penanggung_jawab=pemeran.dewi,
            dibuat_oleh=pemeran.dewi,
            tenggat=tenggat,
            status=status,
            hasil="sudah",
            ditutup_pada=None if status == "berjalan" else _saat(acak, tutup),
        )


def _buat_petugas(acak: Random, dunia: Dunia, pemeran: Pemeran) -> None:
    """Cadres on rosters, and assignments that begin or end around the week."""
    kader = [pemeran.ani, pemeran.budi, pemeran.gita]
    for satu in dunia.sesi:
        if acak.random() < 0.4:
            PetugasHariBuka.objects.create(hari_buka=satu, nama="Kader", pengguna=acak.choice([None, *kader]))
    for tugas in Penugasan.objects.filter(peran="kader"):
        if acak.random() < 0.3:
            tugas.sejak = hari(acak, dunia.pekan)
            tugas.sampai = tugas.sejak + timedelta(days=acak.randint(1, 60)) if acak.random() < 0.5 else None
            tugas.save()


def _buat_penyakit(acak: Random, dunia: Dunia) -> None:
    rows = []
    for satu in dunia.warga:
        sejak, sampai = hari(acak, dunia.pekan), acak.choice((None, hari(acak, dunia.pekan)))
        if acak.random() < 0.6 and (sampai is None or sampai > sejak):
            penyakit = acak.choice(("hipertensi", "hipertensi", "diabetes"))
            alasan = "" if sampai is None else "sembuh"
            rows.append(
                PenyakitTerdaftar(warga=satu, penyakit=penyakit, sejak=sejak, sampai=sampai, alasan_keluar=alasan)
            )
    PenyakitTerdaftar.objects.bulk_create(rows)


def _buat_sesi(acak: Random, dunia: Dunia) -> None:
    pekan = dunia.pekan
    for posyandu in dunia.posyandu:
        pola = acak.choice(("bulanan", "bulanan", "harian"))
        for tanggal in {
            hari(acak, pekan, pekan.akhir_bulan) + timedelta(days=acak.choice((0, 0, 9)))
            for _ in range(acak.choice((0, 1, 2, 8)))
        }:
            status = acak.choice(("direncanakan", "ditutup", "ditutup", "dibuka", "batal", "dipindah"))
            satu = HariBuka(posyandu=posyandu, tanggal=tanggal, pola=pola, status=status, alasan="hujan")
            satu.jumlah_dinyatakan = acak.randint(0, 2)
            if status == "dipindah":
                if not dunia.sesi:
                    continue
                satu.dipindah_ke = dunia.sesi[0]
            dunia.sesi.append(satu)
    HariBuka.objects.bulk_create(dunia.sesi)


def _buat_kunjungan(acak: Random, dunia: Dunia, pemeran: Pemeran) -> None:
    if not dunia.warga:
        return
    rows: list[Kunjungan] = []
    for _ in range(acak.choice((0, 20, 100, 200, 200))):
        hamil = acak.choice(dunia.kehamilan) if dunia.kehamilan and acak.random() < 0.4 else None
        batas = [hamil.hpht, hamil.selesai or hamil.hpl] if hamil else []
        rows.append(
            Kunjungan(
                id=uuid.UUID(int=acak.getrandbits(128)),
                warga=hamil.warga if hamil else acak.choice(dunia.warga),
                unit_layanan=acak.choice(dunia.posyandu),
                kanal=acak.choice(KANAL),
                tanggal=hari(acak, dunia.pekan, *batas, *batas),
                hari_buka=acak.choice(dunia.sesi) if dunia.sesi and acak.random() < 0.4 else None,
                dicatat_oleh=acak.choice((pemeran.ani, pemeran.ani, pemeran.budi, pemeran.citra)),
                pengukuran={"persalinan_lahir_mati": hamil.hpht.toordinal() % 3} if hamil else {},
                sidik="0" * 64,
                temuan=acak.sample(KODE, acak.choice((0, 3, 12, 30))),
                dicatat_pada=timezone.now(),
                berlaku=acak.random() < 0.85,
                bagian_dari=rows[0] if rows and acak.random() < 0.1 else None,
            )
        )
    Kunjungan.objects.bulk_create(rows)


def _buat_putusan(acak: Random, wilayah: Wilayah, pemeran: Pemeran) -> None:
    """Decisions of all kinds around the fourteenth day after a visit, some twice, letters answered, open, cancelled."""
    for satu in list(Kunjungan.objects.select_related("warga")):
        for _ in range(acak.choice((0, 0, 1, 1, 2))):
            pada = _saat(acak, satu.tanggal + timedelta(days=acak.choice((0, 3, 13, 14, 15, 40))))
            keputusan = acak.choice(("obati", "selesai", "pantau", "rujuk", "rujuk"))
            TindakLanjut.objects.create(
                warga=satu.warga,
                unit=wilayah.manggar,
                mencakup=[satu.pk],
                keputusan=keputusan,
                hasil="Diperiksa",
                tenggat=satu.tanggal if keputusan == "pantau" else None,
                rujukan=_surat(acak, satu, pada, wilayah, pemeran) if keputusan == "rujuk" else None,
                oleh=pemeran.dewi,
                pada=pada,
            )


def _surat(acak: Random, satu: Kunjungan, pada: datetime, wilayah: Wilayah, pemeran: Pemeran) -> Rujukan:
    status = acak.choice(("dikirim", "tiba", "dijawab", "dijawab", "batal"))
    dijawab = pada + timedelta(days=acak.choice((0, 1, 9))) if status == "dijawab" else None
    return Rujukan.objects.create(
        warga=satu.warga,
        dari=wilayah.kelubi,
        ke=wilayah.manggar,
        kode=uuid.uuid4().hex[:16],
        tanggal=satu.tanggal,
        alasan="Perlu dokter",
        status=status,
        dibuat_oleh=pemeran.citra,
        tiba_pada=pada,
        dijawab_pada=dijawab,
        pesan_kader="Kontrol" if dijawab else "",
        alasan_batal="Menolak" if status == "batal" else "",
    )


def _buat_target(acak: Random, dunia: Dunia, unit: list[Unit]) -> None:
    rows = {}
    for _ in range(acak.choice((0, 3, 20))):
        kunci = (acak.choice(unit), acak.choice(muat_indikator()).kode, dunia.pekan.tahun - acak.randint(0, 2))
        nilai = Decimal(acak.choice(("0", "0.2", "0.3333", "0.5", "0.8", "1", "1.2")))
        rows[kunci] = Target(
            unit=kunci[0],
            indikator_id=kunci[1],
            tahun=kunci[2],
            nilai=nilai,
            dokumen="SK 1",
            status=acak.choice(("draf", "berlaku", "berlaku")),
        )
    Target.objects.bulk_create(rows.values())


def _ubah_unit(acak: Random, dunia: Dunia) -> None:
    """Some posyandu are planned, opened or closed around the week."""
    for satu in dunia.posyandu:
        satu.status = acak.choice(("beroperasi", "beroperasi", "tutup", "persiapan"))
        satu.dibuka_pada = acak.choice((None, None, hari(acak, dunia.pekan)))
        satu.ditutup_pada = acak.choice((None, None, hari(acak, dunia.pekan)))
    Unit.objects.bulk_update(dunia.posyandu, ["status", "dibuka_pada", "ditutup_pada"])
