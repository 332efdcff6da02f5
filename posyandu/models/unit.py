"""Posyandu: the unit, and the rule that says on which days it opens."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit, UnitQuerySet


class PosyanduManager(models.Manager.from_queryset(UnitQuerySet)):  # type: ignore[misc]  # base class made at run time
    def get_queryset(self) -> UnitQuerySet:
        return UnitQuerySet(self.model, using=self._db).of_jenis(JenisUnit.POSYANDU)


class Posyandu(Unit):
    objects: ClassVar[PosyanduManager] = PosyanduManager()

    class Meta:
        proxy = True


class PolaBuka(models.TextChoices):
    BULANAN = "bulanan", "Sebulan sekali"
    HARIAN = "harian", "Tiap hari kerja"


class ProfilPosyandu(models.Model):
    """What only a posyandu has: its opening rule ("Kamis ke-2", "tiap hari kerja") and its village."""

    unit = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="profil_posyandu")
    pola = models.CharField(max_length=8, choices=PolaBuka.choices, default=PolaBuka.BULANAN)
    hari = models.PositiveSmallIntegerField(default=4, help_text="1 Senin sampai 7 Minggu.")
    pekan_ke = models.PositiveSmallIntegerField(default=2, help_text="Hari ke berapa dalam bulan, 1 sampai 4.")
    dusun = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hari__range=(1, 7)), name="profil_posyandu_hari"),
            models.CheckConstraint(condition=Q(pekan_ke__range=(1, 4)), name="profil_posyandu_pekan_ke"),
        ]

    def __str__(self) -> str:
        return self.aturan_buka

    @property
    def aturan_buka(self) -> str:
        """The rule in words."""
        if self.pola == PolaBuka.HARIAN:
            return "tiap hari kerja"
        names = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
        return f"{names[self.hari - 1]} ke-{self.pekan_ke}"
