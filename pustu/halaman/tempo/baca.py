"""Questions asked of what is due: for which places and kinds, how many, who comes first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Max, Min, Q, QuerySet, Value, When
from django.http import Http404, QueryDict

from klaster.jadwal import KELOMPOK
from posyandu.halaman.nyelik import read_units
from posyandu.models import Kunjungan, Warga
from puskesmas.models import Pengguna, Unit
from pustu.models import JatuhTempo
from pustu.models.jatuh_tempo import JatuhTempoQuerySet

URUT: Final = ("neonatal", "nifas", "hamil", "kontrol", "kb", "ttd", "imunisasi", "skrining")
"""What cannot wait stands first: a window of two days before one of a year."""
NAMA: Final = {
    "neonatal": "Bayi baru lahir (KN)",
    "nifas": "Nifas (KF)",
    "hamil": "Periksa hamil (K)",
    "kontrol": "Kontrol darah tinggi dan gula",
    "kb": "Kunjungan ulang KB",
    "ttd": "Tablet tambah darah",
    "imunisasi": "Imunisasi",
    "skrining": "Skrining tahunan",
}
TANPA_SKRINING: Final = tuple(kode for kode in URUT if kode != "skrining")
"""What is listed unless asked otherwise: the yearly screening of everybody would hide all else."""


@dataclass(frozen=True, slots=True)
class Saring:
    """What a reader asked for: places, the last day of the week, and one kind or one thing of it."""

    unit: Sequence[Unit]
    kode_unit: str
    hari_ini: date
    minggu: date
    kelompok: str
    kode: str
    lewat: bool

    @property
    def jenis(self) -> tuple[str, ...]:
        return (self.kelompok,) if self.kelompok else TANPA_SKRINING

    @property
    def tempat(self) -> str:
        return self.unit[0].nama_lengkap if len(self.unit) == 1 else f"{len(self.unit)} tempat tugas Anda"

    def params(self) -> dict[str, str]:
        return {
            "unit": self.kode_unit,
            "kelompok": self.kelompok,
            "kode": self.kode,
            "lihat": "lewat" if self.lewat else "",
        }


def read_saring(pengguna: Pengguna, query: QueryDict) -> Saring:
    """Http404 for a place that is missing or someone else's, and for a kind that there is none of."""
    unit = read_units(pengguna, query.get("unit", ""))
    kelompok = query.get("kelompok", "")
    if kelompok not in ("", *KELOMPOK):
        raise Http404
    hari = unit[0].hari_ini
    return Saring(
        unit=unit,
        kode_unit=query.get("unit", ""),
        hari_ini=hari,
        minggu=hari + timedelta(days=7 - hari.isoweekday()),
        kelompok=kelompok,
        kode=query.get("kode", "")[:40].replace("\0", "") if kelompok else "",
        lewat=query.get("lihat") == "lewat",
    )


def due_in(pengguna: Pengguna, saring: Saring) -> JatuhTempoQuerySet:
    """Everything due this week in these places, of all kinds."""
    tempat = Q(pk__in=[])
    for satu in saring.unit:
        tempat |= Q(posyandu__jalur__startswith=satu.jalur)
    return JatuhTempo.objects.visible_to(pengguna).filter(tempat).due(saring.hari_ini, saring.minggu)


def chosen(rows: JatuhTempoQuerySet, saring: Saring) -> JatuhTempoQuerySet:
    """Of the kind, the thing and the state that were asked for."""
    rows = rows.filter(kelompok__in=saring.jenis)
    if saring.kode:
        rows = rows.filter(kode=saring.kode)
    return rows.filter(tenggat__lt=saring.hari_ini) if saring.lewat else rows


def order_people(rows: JatuhTempoQuerySet) -> QuerySet[JatuhTempo, UUID]:
    """People once each, with what is due longest: what cannot wait first, then by that day."""
    peringkat = Case(
        *(When(kelompok=kode, then=Value(ke)) for ke, kode in enumerate(URUT)), output_field=IntegerField()
    )
    orang = rows.order_by().values("warga").annotate(ke=Min(peringkat), awal=Min("tenggat"))
    return orang.order_by("ke", "awal", "warga").values_list("warga", flat=True)


@dataclass(frozen=True, slots=True)
class Jumlah:
    """How many people, and how many of them late."""

    orang: int = 0
    lewat: int = 0

    def __add__(self, lain: Jumlah) -> Jumlah:
        return Jumlah(self.orang + lain.orang, self.lewat + lain.lewat)


def count_people(rows: JatuhTempoQuerySet, hari_ini: date) -> Jumlah:
    orang = rows.order_by().values("warga").annotate(awal=Min("tenggat"))
    return Jumlah(**orang.aggregate(orang=Count("*"), lewat=Count("warga", filter=Q(awal__lt=hari_ini))))


def count_kinds(rows: JatuhTempoQuerySet, hari_ini: date) -> dict[str, Jumlah]:
    """People by kind, in the order of the page; kinds that nobody is due for are left out.

    Counted by posyandu, of which a person has one: by that the index has them in order, and the database sorts nothing.
    """
    hitung = (
        rows.order_by()
        .values_list("posyandu", "kelompok")
        .annotate(
            orang=Count("warga", distinct=True), telat=Count("warga", distinct=True, filter=Q(tenggat__lt=hari_ini))
        )
    )
    ada: dict[str, Jumlah] = defaultdict(Jumlah)
    for _, kode, orang, lewat in hitung:
        ada[kode] += Jumlah(orang, lewat)
    return {kode: ada[kode] for kode in URUT if kode in ada}


def count_codes(rows: JatuhTempoQuerySet, kelompok: str) -> list[tuple[str, str, int]]:
    """Code, name and people of each thing of one kind, in the order in which it comes due in a life."""
    hitung = rows.filter(kelompok=kelompok).order_by().values_list("kode", "nama")
    return list(hitung.annotate(n=Count("*")).order_by("nama").values_list("kode", "nama", "n"))


def last_seen(pengguna: Pengguna, orang: Collection[UUID]) -> dict[UUID, date]:
    """The last visit in force of each person, also one written under a merged row."""
    alias = Warga.objects.visible_to(pengguna).filter(digabung_ke__in=orang).values_list("pk", "digabung_ke_id")
    pokok: dict[UUID, UUID | None] = {**{pk: pk for pk in orang}, **dict(alias)}
    rows = Kunjungan.objects.visible_to(pengguna).in_force().filter(warga__in=list(pokok)).order_by()
    hasil: dict[UUID, date] = {}
    for pk, akhir in rows.values_list("warga").annotate(akhir=Max("tanggal")):
        orangnya = pokok[pk] or pk
        hasil[orangnya] = max(akhir, hasil.get(orangnya, akhir))
    return hasil


def lines_of(rows: JatuhTempoQuerySet, orang: Collection[UUID]) -> dict[UUID, list[JatuhTempo]]:
    """What these people are due for, in the order of the page."""
    hasil: dict[UUID, list[JatuhTempo]] = {pk: [] for pk in orang}
    for satu in sorted(rows.filter(warga__in=orang), key=_rank):
        hasil[satu.warga_id].append(satu)
    return hasil


def _rank(satu: JatuhTempo) -> tuple[int, date, str]:
    return URUT.index(satu.kelompok), satu.tenggat, satu.kode


def sub_units(pengguna: Pengguna) -> Iterable[Unit]:
    """The places that may be picked: everything the reader sees, by the tree."""
    return Unit.objects.allowed_to(pengguna, JatuhTempo.scope_aksi).order_by("jalur")
