"""Questions asked of people, sessions and visits, named in the field's words."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from posyandu.nik import hash_akhir, hash_nik
from puskesmas.scope import ScopedQuerySet

if TYPE_CHECKING:
    from posyandu.models import HariBuka, Kunjungan, TugasKunjungan, Warga  # noqa: F401 - names for the type parameters below


def of_living() -> Q:
    """Rows whose `warga` is a living person of here, also under a row that was merged into another."""
    return Q(warga__digabung_ke=None, warga__status="aktif") | Q(warga__digabung_ke__status="aktif")


class WargaQuerySet(ScopedQuerySet["Warga"]):
    def pokok(self) -> Self:
        """People, aliases left out."""
        return self.filter(digabung_ke__isnull=True)

    def search(self, q: str) -> Self:
        """By name or mother's name; four digits are the end of a NIK, sixteen a whole one."""
        q = unicodedata.normalize("NFC", q).strip()
        digits = q.replace(" ", "").replace("-", "")
        if digits.isascii() and digits.isdigit():
            return (
                self.filter(nik_akhir=hash_akhir(digits))
                if len(digits) == 4
                else self.filter(nik_hash=hash_nik(digits))
            )
        return self.filter(Q(nama__icontains=q) | Q(ibu__nama__icontains=q))

    def living_at(self, pada: date) -> Self:
        """People with a domicile on that day."""
        return self.filter(
            Q(domisili__sejak__lte=pada), Q(domisili__sampai__isnull=True) | Q(domisili__sampai__gt=pada)
        )


class HariBukaQuerySet(ScopedQuerySet["HariBuka"]):
    def between(self, mulai: date, akhir: date) -> Self:
        return self.filter(tanggal__range=(mulai, akhir))

    def held(self) -> Self:
        """Sessions that take place: neither moved away nor cancelled."""
        return self.exclude(status__in=["dipindah", "batal"])

    def with_received(self) -> Self:
        """Adds `diterima`: visits received so far (parts joined, corrections not counted twice)."""
        return self.annotate(diterima=self.count_visits())

    def count_visits(self, *syarat: Q) -> Coalesce:
        """Visits per session: one look into an index each, so that the cost does not grow with all visits there are."""
        kunjungan = self.model._meta.get_field("kunjungan").related_model
        heads = kunjungan._base_manager.filter(
            *syarat, hari_buka=OuterRef("pk"), berlaku=True, bagian_dari__isnull=True
        )
        return Coalesce(Subquery(heads.order_by().values("hari_buka").annotate(n=Count("pk")).values("n")), 0)

    def not_sent(self, hari_ini: date) -> Self:
        """Past its date and not closed, or closed with fewer visits received than the phone declared."""
        return (
            self.held()
            .with_received()
            .filter(
                Q(tanggal__lt=hari_ini) & ~Q(status="ditutup")
                | Q(status="ditutup", diterima__lt=F("jumlah_dinyatakan"))
            )
        )


class KunjunganQuerySet(ScopedQuerySet["Kunjungan"]):
    def in_force(self) -> Self:
        """Heads of visits that were neither replaced nor withdrawn."""
        return self.filter(berlaku=True, bagian_dari__isnull=True)


class TugasKunjunganQuerySet(ScopedQuerySet["TugasKunjungan"]):
    def terbuka(self) -> Self:
        """Still to be done, also after nobody was met."""
        return self.filter(status__in=["menunggu", "tidak_bertemu"])

    def of_orang(self, orang: Collection[UUID]) -> Self:
        """Of these people, also where the task was made for a row that was merged into theirs."""
        return self.filter(Q(warga__in=orang) | Q(warga__digabung_ke__in=orang))
