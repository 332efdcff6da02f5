"""Families, people, where they live, and who turned out to be the same person. Nothing here is ever deleted."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from posyandu.models.pemicu import never_deleted, only_posyandu
from posyandu.querysets import WargaQuerySet
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet


class KeluargaQuerySet(ScopedQuerySet["Keluarga"]):
    pass


@pghistory.track(exclude=["kk_sandi"])
class Keluarga(ScopedModel):
    """One household card (KK). The number itself is encrypted."""

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="Posyandu tempat keluarga ini dibina.")
    kk_sandi = models.BinaryField(null=True, blank=True)
    kk_hash = models.CharField(max_length=64, blank=True, db_index=True)
    alamat = models.CharField(max_length=200, blank=True)
    rt = models.CharField(max_length=10, blank=True)

    objects = KeluargaQuerySet.as_manager()

    class Meta:
        triggers = [never_deleted()]


class StatusWarga(models.TextChoices):
    AKTIF = "aktif", "Aktif"
    PINDAH = "pindah", "Pindah"
    MENINGGAL = "meninggal", "Meninggal"
    KELIRU = "keliru", "Salah catat"


@pghistory.track(exclude=["nik_sandi"])
class Warga(ScopedModel):
    """One person. `unit` is the posyandu of today's domicile, or for a guest the unit that wrote the guest down."""

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kabupaten = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="warga")
    keluarga = models.ForeignKey(Keluarga, models.PROTECT, null=True, blank=True, related_name="anggota")
    ibu = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="anak")
    pengasuh = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="asuhan",
        help_text="Yang membesarkan anak ini bila bukan ibunya; tautan ke ibu tetap.",
    )
    nama = models.CharField(max_length=150)
    jenis_kelamin = models.CharField(max_length=1, choices=[("L", "Laki-laki"), ("P", "Perempuan")])
    tanggal_lahir = models.DateField()
    telepon = models.CharField(max_length=20, blank=True)
    nik_sandi = models.BinaryField(null=True, blank=True)
    nik_hash = models.CharField(max_length=64, blank=True)
    nik_akhir = models.CharField(max_length=16, blank=True, help_text="Sidik empat angka terakhir NIK, untuk mencari.")
    nik_ganda = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=StatusWarga.choices, default=StatusWarga.AKTIF)
    status_sejak = models.DateField(null=True, blank=True)
    tamu = models.BooleanField(default=False)
    digabung_ke = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="alias")
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    dibuat_pada = models.DateTimeField(default=timezone.now)

    objects = WargaQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "nama"], name="warga_unit_nama"),
            models.Index(fields=["nik_hash"], name="warga_nik_hash", condition=~Q(nik_hash="")),
            models.Index(fields=["nik_akhir"], name="warga_nik_akhir", condition=~Q(nik_akhir="")),
            models.Index(fields=["digabung_ke"], name="warga_alias", condition=Q(digabung_ke__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kabupaten", "nik_hash"],
                name="warga_nik_satu_pemegang",
                condition=~Q(nik_hash="") & Q(status="aktif", nik_ganda=False, tamu=False, digabung_ke__isnull=True),
            ),
            models.CheckConstraint(condition=Q(jenis_kelamin__in=["L", "P"]), name="warga_jenis_kelamin"),
            models.CheckConstraint(condition=Q(status__in=StatusWarga.values), name="warga_status_dikenal"),
            models.CheckConstraint(condition=~Q(digabung_ke=F("id")), name="warga_bukan_alias_sendiri"),
            models.CheckConstraint(condition=~Q(ibu=F("id")), name="warga_bukan_ibu_sendiri"),
            models.CheckConstraint(condition=~Q(pengasuh=F("id")), name="warga_bukan_pengasuh_sendiri"),
            models.CheckConstraint(
                condition=Q(status="aktif") | Q(status_sejak__isnull=False), name="warga_status_bertanggal"
            ),
        ]
        triggers = [never_deleted()]

    def __str__(self) -> str:
        return self.nama

    @property
    def kata_status(self) -> str:
        """In a sentence: "pindah", "meninggal", "salah catat"."""
        return str(self.get_status_display()).lower()

    @property
    def pokok_id(self) -> uuid.UUID:
        """The person this row stands for, aliases resolved."""
        return self.digabung_ke_id or self.pk


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Domisili(models.Model):
    """Where a person lives: [sejak, sampai). Coverage counts a person here, wherever they were served."""

    warga = models.ForeignKey(Warga, models.PROTECT, related_name="domisili")
    posyandu = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["posyandu", "sejak"], name="domisili_posyandu")]
        constraints = [
            models.CheckConstraint(condition=Q(sampai__isnull=True) | Q(sampai__gt=F("sejak")), name="domisili_urut"),
            ExclusionConstraint(
                name="domisili_tidak_tumpang",
                expressions=[
                    ("warga", RangeOperators.EQUAL),
                    (
                        Func("sejak", "sampai", RangeBoundary(), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        triggers = [only_posyandu()]

    def __str__(self) -> str:
        return f"{self.posyandu} sejak {self.sejak}"


@pghistory.track()
class Penggabungan(models.Model):
    """Two rows turned out to be one person; `Warga.digabung_ke` is derived from the open rows here."""

    dari = models.ForeignKey(Warga, models.PROTECT, related_name="+")
    ke = models.ForeignKey(Warga, models.PROTECT, related_name="+")
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+")
    pada = models.DateTimeField(default=timezone.now)
    dibatalkan_pada = models.DateTimeField(null=True, blank=True)
    dibatalkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dari"], name="penggabungan_satu_terbuka", condition=Q(dibatalkan_pada__isnull=True)
            ),
            models.CheckConstraint(condition=~Q(dari=F("ke")), name="penggabungan_dua_orang"),
        ]

    def __str__(self) -> str:
        return f"{self.dari} menjadi {self.ke}"


@pghistory.track()
class DugaanGanda(models.Model):
    """Two rows that may be one person, for a person to decide."""

    warga = models.ForeignKey(Warga, models.PROTECT, related_name="+")
    mirip = models.ForeignKey(Warga, models.PROTECT, related_name="+")
    alasan = models.CharField(max_length=40, help_text="Kode alasan, mis. nik_sama.")
    pada = models.DateTimeField(default=timezone.now)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    sama = models.BooleanField(null=True, help_text="Putusannya: orang yang sama.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["warga", "mirip"], name="dugaan_ganda_sekali")]

    def __str__(self) -> str:
        return f"{self.warga} mirip {self.mirip}: {self.alasan}"
