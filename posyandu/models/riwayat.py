"""Episodes of a person's life that rules and indicators ask for: pregnancies and chronic-disease registers."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from posyandu.models.orang import Warga
from posyandu.models.pemicu import never_deleted
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet


class KehamilanQuerySet(ScopedQuerySet["Kehamilan"]):
    pass


KehamilanDasar = models.Manager.from_queryset(KehamilanQuerySet)


class KehamilanManager(KehamilanDasar["Kehamilan"]):
    """Those that were; one written down by mistake stays in the table, for the trail, and is nowhere else."""

    def get_queryset(self) -> KehamilanQuerySet:
        return KehamilanQuerySet(self.model, using=self._db).filter(alasan_batal="")


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
    alasan_batal = models.CharField(
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="Salah catat: kehamilan ini tidak pernah ada.",
    )

    objects = KehamilanManager()
    tertulis = KehamilanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["warga"], name="kehamilan_satu_terbuka", condition=Q(selesai__isnull=True, alasan_batal="")
            ),
            models.CheckConstraint(condition=Q(hpl__gt=F("hpht")), name="kehamilan_hpl_sesudah_hpht"),
            models.CheckConstraint(condition=Q(selesai__isnull=True) | Q(selesai__gt=F("hpht")), name="kehamilan_urut"),
            models.CheckConstraint(condition=Q(selesai__isnull=True) | ~Q(hasil=""), name="kehamilan_selesai_berhasil"),
        ]
        triggers = [never_deleted()]


class PenyakitTerdaftarQuerySet(ScopedQuerySet["PenyakitTerdaftar"]):
    pass


@pghistory.track()
class PenyakitTerdaftar(ScopedModel):
    """A person's place in a register of long illness or of nutrition: [sejak, sampai)."""

    scope_paths: ClassVar[tuple[str, ...]] = ("warga__unit__jalur", "warga__digabung_ke__unit__jalur")
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    class Penyakit(models.TextChoices):
        HIPERTENSI = "hipertensi", "Hipertensi"
        DIABETES = "diabetes", "Diabetes melitus"
        ODGJ_BERAT = "odgj_berat", "Gangguan jiwa berat"
        TBC = "tbc", "Tuberkulosis"
        GIZI = "gizi", "Gizi kurang atau buruk"
        STUNTING = "stunting", "Stunting"
        KEK = "kek", "Kurang energi kronis (ibu hamil)"

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


class UsulRegisterQuerySet(ScopedQuerySet["UsulRegister"]):
    def terbuka(self) -> UsulRegisterQuerySet:
        """Nobody who may decide has looked yet."""
        return self.filter(keputusan="")


@pghistory.track()
class UsulRegister(ScopedModel):
    """A cadre's word that somebody belongs into a register, and what a health worker made of it.

    That a finding means nothing is a row as well, which nobody proposed: it was decided when it was made.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("warga__unit__jalur", "warga__digabung_ke__unit__jalur")
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    class Keputusan(models.TextChoices):
        MASUK = "masuk", "Masuk register"
        BUKAN = "bukan", "Bukan kasus"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    warga = models.ForeignKey(Warga, models.PROTECT, related_name="usul_register")
    penyakit = models.CharField(max_length=12, choices=PenyakitTerdaftar.Penyakit.choices)
    sejak = models.DateField(help_text="Sejak kapan, menurut yang mengusulkan.")
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    pada = models.DateTimeField(default=timezone.now)
    keputusan = models.CharField(max_length=5, choices=Keputusan.choices, blank=True)
    alasan = models.CharField(max_length=150, blank=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    diputus_pada = models.DateTimeField(null=True, blank=True)

    objects = UsulRegisterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["warga", "penyakit"], name="usul_satu_terbuka", condition=Q(keputusan="")),
            models.CheckConstraint(
                condition=Q(keputusan="", diputus_oleh=None, diputus_pada=None)
                | Q(keputusan__in=["masuk", "bukan"], diputus_oleh__isnull=False, diputus_pada__isnull=False),
                name="usul_diputus_oleh",
            ),
            models.CheckConstraint(condition=~Q(keputusan="bukan") | ~Q(alasan=""), name="usul_bukan_beralasan"),
        ]
        triggers = [never_deleted()]

    def __str__(self) -> str:
        return f"{self.penyakit} {self.keputusan or 'menunggu'}"
