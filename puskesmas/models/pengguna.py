"""Who works where: users, their assignments, their devices."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from puskesmas.models.unit import Unit
from puskesmas.peran import AKSI_PERAN, Aksi, Peran
from puskesmas.scope import ScopedModel, ScopedQuerySet


class JenisPenugasan(models.TextChoices):
    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Plt"
    PLH = "plh", "Plh"


@pghistory.track(exclude=["password", "last_login"])
class Pengguna(AbstractUser):
    """One login; a person with several hats has several assignments and one merged view."""

    nama = models.CharField(max_length=150)
    telepon = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.nama or self.username

    def active_penugasan(self) -> list[Penugasan]:
        """Assignments in force today, with their units; read once per request (users are loaded anew for each)."""
        cached: list[Penugasan] | None = getattr(self, "_penugasan_aktif", None)
        if cached is None:
            cached = list(
                Penugasan.objects.active().filter(pengguna=self).select_related("unit").order_by("unit__jalur")
            )
            self._penugasan_aktif = cached
        return cached

    def paths_for(self, aksi: Aksi) -> tuple[str, ...]:
        """Paths below which this user may do `aksi`."""
        return tuple(dict.fromkeys(p.unit.jalur for p in self.active_penugasan() if aksi in p.aksi()))

    def may(self, aksi: Aksi, unit: Unit) -> bool:
        return any(unit.jalur.startswith(path) for path in self.paths_for(aksi))


class PenugasanQuerySet(ScopedQuerySet["Penugasan"]):
    def active(self) -> PenugasanQuerySet:
        today = timezone.localdate()
        return self.filter(Q(sejak__lte=today), Q(sampai__isnull=True) | Q(sampai__gt=today))


@pghistory.track()
class Penugasan(ScopedModel):
    """A user's role in a unit for a time; [sejak, sampai)."""

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_UNIT

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="penugasan")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="penugasan")
    peran = models.CharField(max_length=20, choices=Peran.choices)
    klaster = models.ForeignKey("klaster.Klaster", models.PROTECT, null=True, blank=True, related_name="+")
    jenis = models.CharField(max_length=10, choices=JenisPenugasan.choices, default=JenisPenugasan.DEFINITIF)
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True)

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sampai__isnull=True) | Q(sampai__gt=F("sejak")), name="penugasan_urut"),
            models.CheckConstraint(condition=Q(peran__in=Peran.values), name="penugasan_peran_dikenal"),
            ExclusionConstraint(
                name="penugasan_tidak_tumpang",
                expressions=[
                    ("pengguna", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("peran", RangeOperators.EQUAL),
                    (
                        Func("sejak", "sampai", RangeBoundary(), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_peran_display()} {self.unit}"

    def aksi(self) -> frozenset[Aksi]:
        return AKSI_PERAN[Peran(self.peran)]


class PerangkatQuerySet(models.QuerySet["Perangkat"]):
    def active(self) -> PerangkatQuerySet:
        return self.filter(dicabut_pada__isnull=True, pengguna__is_active=True)


@pghistory.track(exclude=["dipakai_pada"])
class Perangkat(models.Model):
    """A phone or a system that speaks to the API for one user. Only the hash of its token is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="perangkat")
    nama = models.CharField(max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    dibuat_pada = models.DateTimeField(default=timezone.now)
    dipakai_pada = models.DateTimeField(null=True, blank=True)
    dicabut_pada = models.DateTimeField(null=True, blank=True)

    objects = PerangkatQuerySet.as_manager()

    def __str__(self) -> str:
        return self.nama
