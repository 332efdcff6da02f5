"""The network below a unit, in memory: one query, then names, counts and parents without asking again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce

from capaian.halaman.akses import Akses
from puskesmas.models import Masalah, Unit
from puskesmas.models.unit import JenisUnit, StatusUnit


class Simpul(NamedTuple):
    """One unit."""

    pk: int
    jenis: str
    kode: str
    nama: str
    induk_id: int | None
    jalur: str
    status: str
    rencana_buka: date | None
    hari_rapat: int | None
    tenggat_hari: int | None
    lewat: int
    """Problems at this very unit that are past their date."""
    lewat_sejak: datetime | None
    """When the oldest of them was reported."""


_KOLOM: Final = (
    "pk",
    "jenis",
    "kode",
    "nama",
    "induk_id",
    "jalur",
    "status",
    "rencana_buka",
    "profil_puskesmas__hari_rapat",
    "profil_puskesmas__tenggat_hari",
    "lewat",
    "lewat_sejak",
)


class Jaringan:
    """Units by id and by parent; closed ones are left out."""

    def __init__(self, simpul: Sequence[Simpul]) -> None:
        self.semua = simpul
        self.by_pk = {satu.pk: satu for satu in simpul}

    def get(self, pk: int) -> Simpul | None:
        return self.by_pk.get(pk)

    def of_jenis(self, jenis: str) -> list[Simpul]:
        return [satu for satu in self.semua if satu.jenis == jenis]

    def puskesmas_of(self, pk: int) -> Simpul | None:
        """The Puskesmas that a unit belongs to, itself included."""
        satu = self.get(pk)
        while satu is not None and satu.jenis != JenisUnit.PUSKESMAS:
            satu = None if satu.induk_id is None else self.get(satu.induk_id)
        return satu

    def count_per_puskesmas(self, jenis: str) -> Counter[int]:
        atas = (self.puskesmas_of(satu.pk) for satu in self.of_jenis(jenis))
        return Counter(satu.pk for satu in atas if satu is not None)


def load_jaringan(akses: Akses) -> Jaringan:
    """The page's unit and everything below it that is not closed, each with its overdue problems."""
    rows = Unit.objects.visible_to(akses.pengguna).under(akses.unit).exclude(status=StatusUnit.TUTUP)
    lewat = Masalah.objects.visible_to(akses.pengguna).overdue(akses.hari_ini).filter(unit=OuterRef("pk"))
    per_unit = lewat.order_by().values("unit")
    rows = rows.annotate(
        lewat=Coalesce(Subquery(per_unit.annotate(n=Count("pk")).values("n")), 0),
        lewat_sejak=Subquery(per_unit.annotate(awal=Min("dilaporkan_pada")).values("awal")),
    )
    return Jaringan([Simpul(*row) for row in rows.order_by("jalur").values_list(*_KOLOM)])
