"""Cadres are told once a day that people were sent to their Nyelik list: how many, never who."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count

from posyandu.models import TugasKunjungan
from puskesmas.alamat import link
from puskesmas.models import Penugasan, Pesan, Unit
from puskesmas.models.pesan import JenisPesan
from puskesmas.peran import Aksi, roles_with
from puskesmas.pesan import renew, write_date


def tell_cadres(posyandu: Collection[int], hari: date, *, oleh: int | None) -> None:
    """Those who write visits at these posyandu; what is sent later in the day makes the same notice count more."""
    dikirim = TugasKunjungan.objects.filter(posyandu__in=posyandu, sejak=hari).order_by().values_list("posyandu")
    jumlah = dict(dikirim.annotate(n=Count("pk")))
    tempat = Unit.objects.in_bulk(posyandu)
    tugas = Penugasan.objects.active().filter(
        unit__in=posyandu, peran__in=roles_with(Aksi.CATAT_KUNJUNGAN), pengguna__is_active=True
    )
    siapa = set(tugas.exclude(pengguna=oleh).values_list("pengguna", "unit"))
    renew(pesan=[_write(orang, tempat[unit], hari, jumlah[unit]) for orang, unit in siapa])


def _write(orang: int, posyandu: Unit, hari: date, jumlah: int) -> Pesan:
    return Pesan(
        pengguna_id=orang,
        kunci=f"nyelik:{posyandu.pk}:{hari}",
        jenis=JenisPesan.NYELIK,
        kalimat=f"{jumlah} orang dikirim ke daftar Nyelik {posyandu.nama_lengkap} pada {write_date(hari)}.",
        alamat=link("nyelik", unit=posyandu.kode),
        kelompok=f"nyelik:{hari}",
        jumlah=jumlah,
        kalimat_banyak=f"orang dikirim ke daftar Nyelik Anda pada {write_date(hari)}.",
        alamat_banyak=link("nyelik"),
    )
