"""Life stages as conditions on the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Count, Q

from klaster.tahap import Tahap, muat_tahap
from klaster.untuk import Untuk
from posyandu.models import Kehamilan
from posyandu.querysets import WargaQuerySet
from posyandu.turunan import HAMIL_TERLAMA, LAMA_NIFAS

HIDUP = Kehamilan.Hasil.LAHIR_HIDUP


def born_by(pada: date, bulan: int) -> date:
    """The latest birthday of people who have completed `bulan` months on `pada`; see klaster.umur.umur_bulan."""
    nomor = pada.year * 12 + pada.month - 1 - bulan
    awal = date(nomor // 12, nomor % 12 + 1, 1)
    akhir = (awal + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(akhir, awal + timedelta(days=pada.day - 1))


def age_between(pada: date, minimal: int | None, maksimal: int | None) -> Q:
    """Completed months within the bounds, both included."""
    syarat = Q() if minimal is None else Q(tanggal_lahir__lte=born_by(pada, minimal))
    return syarat if maksimal is None else syarat & Q(tanggal_lahir__gt=born_by(pada, maksimal + 1))


def _ages(untuk: Untuk, pada: date) -> Q:
    tahun = [None if satu is None else satu * 12 for satu in (untuk.umur_tahun_min, untuk.umur_tahun_maks)]
    atas = None if tahun[1] is None else tahun[1] + 11
    syarat = age_between(pada, untuk.umur_bulan_min, untuk.umur_bulan_maks) & age_between(pada, tahun[0], atas)
    if untuk.umur_hari_min is not None:
        syarat &= Q(tanggal_lahir__lte=pada - timedelta(days=untuk.umur_hari_min))
    if untuk.umur_hari_maks is not None:
        syarat &= Q(tanggal_lahir__gte=pada - timedelta(days=untuk.umur_hari_maks))
    return syarat


def _pregnancy(untuk: Untuk, pada: date) -> Q:
    """One join, so both ends are asked of the same pregnancy."""
    if untuk.hamil:
        berjalan = Q(kehamilan__selesai__gt=pada) | Q(
            kehamilan__selesai__isnull=True, kehamilan__hpht__gte=pada - HAMIL_TERLAMA
        )
        return Q(kehamilan__hpht__lte=pada) & berjalan
    if untuk.nifas:
        return Q(kehamilan__selesai__range=(pada - LAMA_NIFAS, pada))
    if (bulan := untuk.bersalin_bulan_maks) is not None:
        sejak = born_by(pada, bulan + 1)
        return Q(kehamilan__selesai__gt=sejak, kehamilan__selesai__lte=pada, kehamilan__hasil=HIDUP)
    return Q()


def _except(semua: WargaQuerySet, untuk: Untuk, pada: date) -> Q:
    """Who is pregnant or gave birth just now, where the stage leaves them out."""
    tanpa = [Untuk(hamil=True)] if untuk.hamil is False else []
    tanpa += [Untuk(nifas=True)] if untuk.nifas is False else []
    syarat = Q()
    for satu in tanpa:
        syarat &= ~Q(pk__in=semua.filter(_pregnancy(satu, pada)).values("pk"))
    return syarat


def in_stage(semua: WargaQuerySet, tahap: Tahap, pada: date) -> WargaQuerySet:
    """People of the stage. Stages for services say age, pregnancy or the time after birth, nothing else."""
    syarat = Q()
    for untuk in tahap.untuk:
        jenis_kelamin = Q(jenis_kelamin=untuk.jenis_kelamin) if untuk.jenis_kelamin else Q()
        syarat |= _ages(untuk, pada) & jenis_kelamin & _pregnancy(untuk, pada) & _except(semua, untuk, pada)
    hasil = semua.filter(syarat)
    return hasil.distinct() if is_pregnancy(tahap) else hasil


def is_pregnancy(tahap: Tahap) -> bool:
    return any(untuk.hamil or untuk.nifas or untuk.bersalin_bulan_maks is not None for untuk in tahap.untuk)


def service_stages() -> Sequence[Tahap]:
    return [tahap for tahap in muat_tahap() if tahap.tujuan == "layanan"]


def count_stages(semua: WargaQuerySet, pada: date) -> dict[str, int]:
    """People per stage of service and under "" all of them: one query for ages, one per stage of pregnancy."""
    umur = {t.kode: t for t in service_stages() if not is_pregnancy(t)}
    hitung = {kode: Count("pk", filter=_ages(tahap.untuk[0], pada)) for kode, tahap in umur.items()}
    jumlah: dict[str, int] = semua.aggregate(semua=Count("pk"), **hitung)
    hamil = {t.kode: in_stage(semua, t, pada).count() for t in service_stages() if is_pregnancy(t)}
    return {"": jumlah.pop("semua"), **jumlah, **hamil}
