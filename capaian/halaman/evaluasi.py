"""How far each Puskesmas is with the evaluation of a week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from capaian.halaman.akses import Akses
from capaian.halaman.jaringan import Jaringan, Simpul
from capaian.halaman.model import HitungEvaluasi, StatusEvaluasi
from capaian.halaman.tulisan import waktu
from capaian.hitung.pekan import Pekan
from capaian.models import EvaluasiPekan
from puskesmas.models.unit import JenisUnit

SELESAI: Final = (StatusEvaluasi.DISAHKAN, StatusEvaluasi.DITANGGAPI, StatusEvaluasi.MINTA_BANTUAN)


class Evaluasi(NamedTuple):
    """One Puskesmas and one week; `lewat` is how many days it is late."""

    status: StatusEvaluasi
    catatan: str
    lewat: int


def load_evaluasi(akses: Akses, pekan: Pekan, jaringan: Jaringan) -> dict[int, Evaluasi]:
    """By id of the Puskesmas; one query."""
    rows = EvaluasiPekan.objects.visible_to(akses.pengguna).under(akses.unit).filter(pekan=pekan.senin)
    ada = {unit: (status, saat) for unit, status, saat in rows.values_list("unit_id", "status", "disahkan_pada")}
    return {
        satu.pk: _judge(akses, pekan, satu, *ada.get(satu.pk, ("", None)))
        for satu in jaringan.of_jenis(JenisUnit.PUSKESMAS)
    }


def _judge(akses: Akses, pekan: Pekan, satu: Simpul, status: str, disahkan: datetime | None) -> Evaluasi:
    kini = StatusEvaluasi(status) if status else StatusEvaluasi.BELUM
    if kini in SELESAI:
        return Evaluasi(kini, waktu(disahkan.astimezone(akses.zona)) if disahkan else "", 0)
    lewat = (akses.hari_ini - due_day(pekan, satu.hari_rapat)).days
    if lewat > 0:
        return Evaluasi(StatusEvaluasi.TERLAMBAT, f"lewat {lewat} hari", lewat)
    return Evaluasi(kini, "", 0)


def due_day(pekan: Pekan, hari_rapat: int | None) -> date:
    """The day of the weekly meeting after the week, Monday where none is set; signing is late from the day after."""
    return pekan.minggu + timedelta(days=hari_rapat or 1)


def count_evaluasi(semua: Iterable[Evaluasi]) -> HitungEvaluasi:
    status = [satu.status for satu in semua]
    disahkan = sum(satu in SELESAI for satu in status)
    disiapkan = sum(satu in (StatusEvaluasi.DISIAPKAN, StatusEvaluasi.DIBAHAS) for satu in status)
    return HitungEvaluasi(disahkan=disahkan, disiapkan=disiapkan, belum=len(status) - disahkan - disiapkan)
