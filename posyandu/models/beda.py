"""Where a phone and somebody else changed the same field of a person: both values, for a person to choose."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from posyandu.models.orang import Warga
from puskesmas.models import Pengguna, Perangkat
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet


class Pilihan(models.TextChoices):
    TETAP = "tetap", "Nilai di server"
    HP = "hp", "Nilai dari HP"


class BedaWargaQuerySet(ScopedQuerySet["BedaWarga"]):
    def terbuka(self) -> BedaWargaQuerySet:
        return self.filter(diputus_pada=None)


@pghistory.track(exclude=["nilai_sandi"])
class BedaWarga(ScopedModel):
    """A field of a person that was changed on both sides. `nilai` stood on the server, `nilai_hp` came from the phone.

    Numbers (NIK, KK) are shown masked here; the phone's real one is kept encrypted in `nilai_sandi`.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("warga__unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    operasi = models.UUIDField(help_text="Operasi HP yang membawanya.")
    warga = models.ForeignKey(Warga, models.PROTECT, related_name="beda")
    bidang = models.CharField(max_length=20)
    dasar = models.JSONField(null=True, help_text="Nilai yang dilihat HP saat diubah.")
    nilai = models.JSONField(null=True)
    nilai_hp = models.JSONField(null=True)
    nilai_sandi = models.BinaryField(null=True, blank=True)
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    perangkat = models.ForeignKey(Perangkat, models.PROTECT, related_name="+")
    diketik_pada = models.DateTimeField(null=True, blank=True, help_text="Menurut jam HP.")
    diterima_pada = models.DateTimeField(default=timezone.now)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    dipilih = models.CharField(max_length=5, choices=Pilihan.choices, blank=True)

    objects = BedaWargaQuerySet.as_manager()

    class Meta:
        ordering = ["diterima_pada", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["operasi", "bidang"], name="beda_warga_sekali"),
            models.CheckConstraint(
                condition=Q(diputus_pada=None, dipilih="") | Q(diputus_pada__isnull=False, dipilih__in=Pilihan.values),
                name="beda_warga_diputus",
            ),
        ]

    def __str__(self) -> str:
        return self.bidang
