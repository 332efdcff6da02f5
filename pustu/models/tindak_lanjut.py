"""Decisions about findings that ask for action."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from posyandu.models import Warga
from posyandu.models.pemicu import never_deleted
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet
from pustu.models.rujukan import Rujukan


class Keputusan(models.TextChoices):
    OBATI = "obati", "Diperiksa dan diobati"
    RUJUK = "rujuk", "Dirujuk"
    BERSAMA = "bersama", "Kunjungan rumah bersama kader"
    PANTAU = "pantau", "Dipantau, dilihat lagi"
    SELESAI = "selesai", "Diperiksa, tidak perlu tindakan"


MENUNGGU = (Keputusan.BERSAMA, Keputusan.PANTAU)
"""Decisions that come back to the worklist on the day that was said."""


class TindakLanjutQuerySet(ScopedQuerySet["TindakLanjut"]):
    pass


@pghistory.track()
class TindakLanjut(ScopedModel):
    """One decision of a health worker about one person; `mencakup` are the visits (heads) it deals with.

    With `tenggat` the card is back on that day unless a later decision covers the same visits. A referral (`rujukan`)
    waits for its answer instead.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("warga__unit__jalur", "warga__digabung_ke__unit__jalur")
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    warga = models.ForeignKey(Warga, models.PROTECT, related_name="tindak_lanjut")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="Tempat yang memutuskan.")
    mencakup = ArrayField(models.UUIDField())
    temuan = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    keputusan = models.CharField(max_length=8, choices=Keputusan.choices)
    hasil = models.CharField(max_length=1000, blank=True, help_text="Penilaian tenaga kesehatan; tidak dilihat kader.")
    tenggat = models.DateField(null=True, blank=True)
    rujukan = models.OneToOneField(Rujukan, models.PROTECT, null=True, blank=True, related_name="tindak_lanjut")
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    pada = models.DateTimeField(default=timezone.now)

    objects = TindakLanjutQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["mencakup"], name="tindak_lanjut_mencakup"),
            models.Index(fields=["warga", "pada"], name="tindak_lanjut_warga"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(keputusan__in=Keputusan.values), name="tindak_lanjut_dikenal"),
            models.CheckConstraint(
                condition=Q(keputusan__in=MENUNGGU, tenggat__isnull=False)
                | ~Q(keputusan__in=MENUNGGU) & Q(tenggat=None),
                name="tindak_lanjut_menunggu_bertanggal",
            ),
            models.CheckConstraint(
                condition=Q(keputusan="rujuk", rujukan__isnull=False) | ~Q(keputusan="rujuk") & Q(rujukan=None),
                name="tindak_lanjut_rujuk_bersurat",
            ),
            models.CheckConstraint(
                condition=~Q(keputusan__in=["obati", "selesai"]) | ~Q(hasil=""), name="tindak_lanjut_tutup_berhasil"
            ),
        ]
        triggers = [never_deleted()]

    def __str__(self) -> str:
        return f"{self.keputusan} {self.pada:%Y-%m-%d}"
