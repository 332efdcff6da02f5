"""Pustu: the village post between posyandu and Puskesmas."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit, UnitQuerySet


class PustuManager(models.Manager.from_queryset(UnitQuerySet)):  # type: ignore[misc]  # base class made at run time
    def get_queryset(self) -> UnitQuerySet:
        return UnitQuerySet(self.model, using=self._db).of_jenis(JenisUnit.PUSTU)


class Pustu(Unit):
    objects: ClassVar[PustuManager] = PustuManager()

    class Meta:
        proxy = True
