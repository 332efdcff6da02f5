"""What became of a person's findings, as the cadre who found them may read it."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.db import models
from django.utils import timezone

from posyandu.models.orang import Warga
from posyandu.models.pemicu import never_deleted
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet


class KeadaanKabar(models.TextChoices):
    DIUSULKAN = "diusulkan", "Diusulkan ke register, menunggu bidan"
    DITANGANI = "ditangani", "Sudah diperiksa"
    DIPANTAU = "dipantau", "Dipantau"
    BERSAMA = "bersama", "Akan dikunjungi bersama kader"
    DIRUJUK = "dirujuk", "Dirujuk, belum tercatat datang"
    TIBA = "tiba", "Sudah sampai di tempat rujukan"
    DIJAWAB = "dijawab", "Rujukan dijawab"
    BATAL = "batal", "Rujukan dibatalkan"


class KabarWargaQuerySet(ScopedQuerySet["KabarWarga"]):
    pass


@pghistory.track()
class KabarWarga(ScopedModel):
    """One decision or referral: its state, where, and what is to be done in the village. Never what the health worker
    noted. `id` is that of the decision, whoever made it writes here."""

    scope_paths: ClassVar[tuple[str, ...]] = ("warga__unit__jalur", "warga__digabung_ke__unit__jalur")
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    warga = models.ForeignKey(Warga, models.PROTECT, related_name="kabar")
    tanggal = models.DateField(help_text="Hari keadaan ini dimulai, menurut jam kabupaten.")
    keadaan = models.CharField(max_length=9, choices=KeadaanKabar.choices)
    tempat = models.CharField(max_length=150, blank=True)
    pesan = models.CharField(max_length=300, blank=True, help_text="Yang perlu dilakukan di desa.")
    sampai = models.DateField(null=True, blank=True, help_text="Hari dilihat lagi.")
    pada = models.DateTimeField(default=timezone.now)

    objects = KabarWargaQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["warga", "pada"], name="kabar_warga_pada")]
        constraints = [
            models.CheckConstraint(condition=models.Q(keadaan__in=KeadaanKabar.values), name="kabar_keadaan_dikenal"),
        ]
        triggers = [never_deleted()]

    def __str__(self) -> str:
        return f"{self.keadaan} {self.tanggal}"
