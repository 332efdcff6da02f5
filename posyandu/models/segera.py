"""Danger signs that somebody must answer for within hours."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from posyandu.models.kunjungan import Kanal, Kunjungan
from posyandu.models.orang import Warga
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet


class CaraHubung(models.TextChoices):
    TELEPON = "telepon", "Telepon"
    SMS = "sms", "SMS"


class SegeraQuerySet(ScopedQuerySet["Segera"]):
    def terbuka(self) -> SegeraQuerySet:
        """Found, still holding, and acknowledged by nobody."""
        return self.filter(gugur_pada=None, diketahui_pada=None)


@pghistory.track()
class Segera(ScopedModel):
    """One visit with a danger sign: told to the nearest rung, called in by the cadre, acknowledged, or it climbs.

    It follows its visit: `kunjungan` is the head that holds now; where a correction or a withdrawal takes the sign
    away, `gugur_pada` says when. `dipegang` is the unit that must answer, since `naik_pada`.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kunjungan = models.ForeignKey(Kunjungan, models.PROTECT, related_name="segera")
    warga = models.ForeignKey(Warga, models.PROTECT, related_name="segera")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="Tempat pelayanannya.")
    tanggal = models.DateField()
    kanal = models.CharField(max_length=12, choices=Kanal.choices)
    temuan = ArrayField(models.CharField(max_length=40), default=list)
    dibuat_pada = models.DateTimeField(default=timezone.now)
    dipegang = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    naik_pada = models.DateTimeField(default=timezone.now)
    dihubungi_pada = models.DateTimeField(null=True, blank=True, help_text="Menurut jam HP kader.")
    dihubungi_cara = models.CharField(max_length=8, choices=CaraHubung.choices, blank=True)
    dihubungi_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    diketahui_pada = models.DateTimeField(null=True, blank=True)
    diketahui_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    catatan = models.CharField(max_length=200, blank=True)
    gugur_pada = models.DateTimeField(null=True, blank=True)

    objects = SegeraQuerySet.as_manager()

    class Meta:
        ordering = ["-dibuat_pada", "pk"]
        indexes = [
            models.Index(
                fields=["naik_pada"], name="segera_terbuka", condition=Q(gugur_pada=None, diketahui_pada=None)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["warga", "unit", "tanggal", "kanal"], name="segera_sekali_kunjungan"),
            models.CheckConstraint(
                condition=Q(diketahui_pada=None, diketahui_oleh=None)
                | Q(diketahui_pada__isnull=False, diketahui_oleh__isnull=False),
                name="segera_diketahui_oleh",
            ),
            models.CheckConstraint(
                condition=Q(dihubungi_pada=None, dihubungi_cara="") | Q(dihubungi_cara__in=CaraHubung.values),
                name="segera_dihubungi_cara",
            ),
        ]

    def __str__(self) -> str:
        return f"tanda bahaya {self.tanggal}"


class SegeraNaik(models.Model):
    """A rung that was told of a danger sign, once."""

    segera = models.ForeignKey(Segera, models.PROTECT, related_name="naik")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pada", "pk"]
        constraints = [models.UniqueConstraint(fields=["segera", "unit"], name="segera_naik_sekali")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.pada}"
