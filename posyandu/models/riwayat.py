"""Episodes of a person's life that rules and indicators ask for: pregnancies and chronic-disease registers."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q

from posyandu.models.orang import Warga
from posyandu.models.pemicu import never_deleted
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet


class KehamilanQuerySet(ScopedQuerySet["Kehamilan"]):
    pass


@pghistory.track()
class Kehamilan(ScopedModel):
    """One pregnancy: [hpht, selesai). `selesai` is the day it ended, whatever the outcome."""

    scope_paths: ClassVar[tuple[str, ...]] = ("warga__unit__jalur", "warga__digabung_ke__unit__jalur")
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    class Hasil(models.TextChoices):
        LAHIR_HIDUP = "lahir_hidup", "Lahir hidup"
        LAHIR_MATI = "lahir_mati", "Lahir mati"
        KEGUGURAN = "keguguran", "Keguguran"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    warga = models.ForeignKey(Warga, models.PROTECT, related_name="kehamilan")
    hpht = models.DateField(help_text="Hari pertama haid terakhir.")
    hpl = models.DateField(help_text="Hari perkiraan lahir.")
    selesai = models.DateField(null=True, blank=True)
    hasil = models.CharField(max_length=12, choices=Hasil.choices, blank=True)

    objects = KehamilanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["warga"], name="kehamilan_satu_terbuka", condition=Q(selesai__isnull=True)),
            models.CheckConstraint(condition=Q(hpl__gt=F("hpht")), name="kehamilan_hpl_sesudah_hpht"),
            models.CheckConstraint(condition=Q(selesai__isnull=True) | Q(selesai__gt=F("hpht")), name="kehamilan_urut"),
            models.CheckConstraint(condition=Q(selesai__isnull=True) | ~Q(hasil=""), name="kehamilan_selesai_berhasil"),
        ]
        triggers = [never_deleted()]


class PenyakitTerdaftarQuerySet(ScopedQuerySet["PenyakitTerdaftar"]):
    pass


@pghistory.track()
class PenyakitTerdaftar(ScopedModel):
    """A person's place in a chronic-disease register: [sejak, sampai)."""

    scope_paths: ClassVar[tuple[str, ...]] = ("warga__unit__jalur", "warga__digabung_ke__unit__jalur")
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    class Penyakit(models.TextChoices):
        HIPERTENSI = "hipertensi", "Hipertensi"
        DIABETES = "diabetes", "Diabetes melitus"
        ODGJ_BERAT = "odgj_berat", "Gangguan jiwa berat"
        TBC = "tbc", "Tuberkulosis"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    warga = models.ForeignKey(Warga, models.PROTECT, related_name="penyakit")
    penyakit = models.CharField(max_length=12, choices=Penyakit.choices)
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    alasan_keluar = models.CharField(max_length=100, blank=True)

    objects = PenyakitTerdaftarQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["warga", "penyakit"], name="penyakit_satu_terbuka", condition=Q(sampai__isnull=True)
            ),
            models.CheckConstraint(condition=Q(sampai__isnull=True) | Q(sampai__gt=F("sejak")), name="penyakit_urut"),
            models.CheckConstraint(
                condition=Q(sampai__isnull=True) | ~Q(alasan_keluar=""), name="penyakit_keluar_beralasan"
            ),
        ]
        triggers = [never_deleted()]
