"""What one kabupaten asks for besides the national figures."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from klaster.indikator import LOKAL
from klaster.models import Klaster
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet


class IndikatorLokalQuerySet(ScopedQuerySet["IndikatorLokal"]):
    pass


@pghistory.track()
class IndikatorLokal(ScopedModel):
    """What one kabupaten has its Puskesmas type besides the national figures. Written by `capaian.lokal` only.

    Other tables point to the row of `klaster.Indikator` that has the same `kode`. Once added, only its words change.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("kabupaten__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.ATUR_TARGET

    class Arah(models.TextChoices):
        NAIK = "naik", "Makin tinggi makin baik"
        TURUN = "turun", "Makin rendah makin baik"

    kabupaten = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    nama = models.CharField(max_length=80)
    kalimat = models.CharField(max_length=200)
    klaster = models.ForeignKey(Klaster, models.PROTECT, related_name="+")
    arah = models.CharField(max_length=5, choices=Arah.choices)
    sebutan = models.CharField(max_length=20, help_text="Yang dihitung: anak, kasus, rumah.")
    label_pembilang = models.CharField(max_length=60)
    label_penyebut = models.CharField(max_length=60, blank=True, help_text="Kosong: hanya banyaknya kasus.")
    target = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    dokumen = models.CharField(max_length=100)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(auto_now_add=True)
    berhenti_sejak = models.DateField(null=True, help_text="Senin dari pekan pertama yang tidak lagi menanyakannya.")

    objects = IndikatorLokalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "kabupaten", Lower("nama"), name="indikator_lokal_nama_sekali", condition=Q(berhenti_sejak=None)
            ),
            models.CheckConstraint(
                condition=Q(target=None) | (Q(target__gt=0, target__lte=1) & ~Q(label_penyebut="")),
                name="indikator_lokal_target",
            ),
            models.CheckConstraint(condition=~Q(dokumen=""), name="indikator_lokal_berdokumen"),
        ]

    @property
    def kode(self) -> str:
        return f"{LOKAL}{self.pk}"
