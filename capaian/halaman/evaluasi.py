"""How far each Puskesmas is with the evaluation of a week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from django.db.models import Q

from capaian.halaman.akses import Akses
from capaian.halaman.jaringan import Jaringan, Simpul
from capaian.halaman.model import HitungEvaluasi, StatusEvaluasi
from capaian.halaman.tulisan import waktu
from capaian.hitung.pekan import Pekan
from capaian.models import EvaluasiPekan
from puskesmas.models.unit import JenisUnit
from puskesmas.waktu import count_workdays

BELUM_DIJAWAB: Final = (StatusEvaluasi.DISAHKAN, StatusEvaluasi.MINTA_BANTUAN)
SELESAI: Final = (StatusEvaluasi.DISAHKAN, StatusEvaluasi.DITANGGAPI, StatusEvaluasi.MINTA_BANTUAN)


JAWAB_DALAM: Final = 3
"""Working days within which Dinas answers a signed evaluation. [U] Ours, as the product promises it."""
SEJAUH: Final = timedelta(weeks=12)
"""Unanswered ones are listed as far back as a page's trend goes."""


class TungguJawaban(NamedTuple):
    """A signed evaluation that Dinas has not answered in time; `lewat` are working days since it was signed."""

    unit_id: int
    pekan: Pekan
    lewat: int


class Evaluasi(NamedTuple):
    """One Puskesmas and one week; `lewat` is how many days it is late."""

    status: StatusEvaluasi
    catatan: str
    lewat: int
    ada: bool
    """Made; a late one is made too."""


def load_evaluasi(akses: Akses, pekan: Pekan, jaringan: Jaringan) -> dict[int, Evaluasi]:
    """By id of the Puskesmas; one query."""
    return load_with_waiting(akses, pekan, jaringan)[0]


def load_with_waiting(
    akses: Akses, pekan: Pekan, jaringan: Jaringan
) -> tuple[dict[int, Evaluasi], tuple[TungguJawaban, ...]]:
    """Also those of any week that wait too long for an answer, the oldest first; still one query."""
    sejak = pekan.senin - SEJAUH
    rows = EvaluasiPekan.objects.visible_to(akses.pengguna).under(akses.unit)
    rows = rows.filter(Q(pekan=pekan.senin) | Q(status=StatusEvaluasi.DISAHKAN, pekan__gte=sejak))
    isi = list(rows.values_list("unit_id", "pekan", "status", "disahkan_pada", "bantuan"))
    ada = {unit: (status, saat, minta) for unit, senin, status, saat, minta in isi if senin == pekan.senin}
    semua = {
        satu.pk: _judge(akses, pekan, satu, *ada.get(satu.pk, ("", None, "")))
        for satu in jaringan.of_jenis(JenisUnit.PUSKESMAS)
    }
    tunggu = [
        TungguJawaban(unit, Pekan(senin), lewat)
        for unit, senin, status, saat, _ in isi
        if status == StatusEvaluasi.DISAHKAN and unit in semua and (lewat := _waited(akses, saat)) > JAWAB_DALAM
    ]
    return semua, tuple(sorted(tunggu, key=lambda satu: (-satu.lewat, satu.pekan, satu.unit_id)))


def _waited(akses: Akses, disahkan: datetime | None) -> int:
    """Working days since it was signed; rows from before signing was built have no time and wait for nobody."""
    return count_workdays(disahkan.astimezone(akses.zona).date(), akses.hari_ini) if disahkan else 0


def _judge(akses: Akses, pekan: Pekan, satu: Simpul, status: str, disahkan: datetime | None, bantuan: str) -> Evaluasi:
    if not status:  # the open week, or one from before the kabupaten began
        return Evaluasi(StatusEvaluasi.BELUM, "", 0, ada=False)
    kini = StatusEvaluasi(status)
    if kini is StatusEvaluasi.DISAHKAN and bantuan:
        kini = StatusEvaluasi.MINTA_BANTUAN
    if kini is StatusEvaluasi.TERLEWAT:
        return Evaluasi(kini, "", 0, ada=True)
    if kini in SELESAI:
        return Evaluasi(kini, waktu(disahkan.astimezone(akses.zona)) if disahkan else "", 0, ada=True)
    lewat = (akses.hari_ini - due_day(pekan, satu.hari_rapat, satu.tenggat_hari)).days
    if lewat > 0:
        return Evaluasi(StatusEvaluasi.TERLAMBAT, f"lewat {lewat} hari", lewat, ada=True)
    return Evaluasi(kini, "", 0, ada=True)


def due_day(pekan: Pekan, hari_rapat: int | None, tenggat_hari: int | None = None) -> date:
    """The day of the weekly meeting after the week, Monday where none is set; signing is late from the day after."""
    return pekan.minggu + timedelta(days=(hari_rapat or 1) + (tenggat_hari or 0))


def count_evaluasi(semua: Iterable[Evaluasi], url: str | None = None) -> HitungEvaluasi:
    """`url` is the list of all of them."""
    semua = list(semua)
    disahkan = sum(satu.status in SELESAI for satu in semua)
    dibuat = sum(satu.ada for satu in semua)
    terlambat = sum(satu.status is StatusEvaluasi.TERLAMBAT for satu in semua)
    return HitungEvaluasi(
        disahkan=disahkan,
        disiapkan=dibuat - disahkan,
        belum=len(semua) - dibuat,
        terlambat=terlambat,
        menunggu_jawaban=sum(satu.status in BELUM_DIJAWAB for satu in semua),
        url=url,
    )
