"""Which people changed, in the order of commit, so that phones fetch what they do not know yet and miss nothing."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from posyandu.models.orang import Warga
from puskesmas.models import Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet


class Zaman(models.Model):
    """The epoch of this database, one row; a restored database begins another, because numbers given since are lost."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    kode = models.UUIDField(default=uuid.uuid4)
    sejak = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="zaman_satu_baris")]

    def __str__(self) -> str:
        return f"sejak {self.sejak}"


class UrutPerubahanQuerySet(ScopedQuerySet["UrutPerubahan"]):
    pass


class UrutPerubahan(ScopedModel):
    """The last number given out at a unit. Its row is locked from then to the commit, so numbers show in order."""

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.CATAT_KUNJUNGAN

    unit = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="+")
    n = models.BigIntegerField(default=0)

    objects = UrutPerubahanQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.n}"


class PerubahanWargaQuerySet(ScopedQuerySet["PerubahanWarga"]):
    pass


class PerubahanWarga(ScopedModel):
    """Number `n` of a unit: something of what phones show of this person changed, or the person left.

    One row for each unit where the person was ever shown; where they are now is read from the person.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.CATAT_KUNJUNGAN

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    warga = models.ForeignKey(Warga, models.PROTECT, related_name="+")
    n = models.BigIntegerField()

    objects = PerubahanWargaQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "n"], name="perubahan_unit_n"),
            models.Index(fields=["warga"], name="perubahan_warga"),
        ]
        constraints = [models.UniqueConstraint(fields=["unit", "warga"], name="perubahan_sekali_di_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.n}"
