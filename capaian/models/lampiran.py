"""Pictures that belong to an evaluation: the signed sheet as it was scanned, and photos of the meeting."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from capaian.models.evaluasi import EvaluasiPekan
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet


class LampiranEvaluasiQuerySet(ScopedQuerySet["LampiranEvaluasi"]):
    def kept(self) -> LampiranEvaluasiQuerySet:
        """Those that were not taken away."""
        return self.filter(dihapus_pada=None)


class LampiranEvaluasi(ScopedModel):
    """One picture, made anew by us as JPEG. Taking it away empties it and keeps who did it and when."""

    scope_paths: ClassVar[tuple[str, ...]] = ("evaluasi__unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    class Jenis(models.TextChoices):
        PINDAIAN = "pindaian", "Pindaian bertanda tangan"
        FOTO = "foto", "Foto rapat"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    evaluasi = models.ForeignKey(EvaluasiPekan, models.CASCADE, related_name="lampiran")
    jenis = models.CharField(max_length=8, choices=Jenis.choices)
    lebar = models.PositiveSmallIntegerField()
    tinggi = models.PositiveSmallIntegerField()
    isi = models.BinaryField()
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    pada = models.DateTimeField(default=timezone.now)
    urutan = models.PositiveSmallIntegerField(default=0, help_text="Halaman ke berapa dari berkas yang dikirim.")
    dihapus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    dihapus_pada = models.DateTimeField(null=True, blank=True)

    objects = LampiranEvaluasiQuerySet.as_manager()

    class Meta:
        ordering = ["pada", "urutan"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dihapus_pada=None, dihapus_oleh=None)
                | models.Q(dihapus_pada__isnull=False, dihapus_oleh__isnull=False),
                name="lampiran_dihapus_bernama",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.pada:%Y-%m-%d}"
