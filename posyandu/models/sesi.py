"""HariBuka: the calendar under every judgement."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from posyandu.models.pemicu import never_deleted, only_posyandu
from posyandu.models.unit import PolaBuka
from posyandu.querysets import HariBukaQuerySet
from puskesmas.models import Pengguna, Perangkat, Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel


class StatusHariBuka(models.TextChoices):
    DIRENCANAKAN = "direncanakan", "Direncanakan"
    DIBUKA = "dibuka", "Dibuka"
    DITUTUP = "ditutup", "Ditutup"
    DIPINDAH = "dipindah", "Dipindah"
    BATAL = "batal", "Batal"


@pghistory.track()
class HariBuka(ScopedModel):
    """One opening day of one posyandu: direncanakan > dibuka > ditutup, or dipindah, or batal with a reason."""

    scope_paths: ClassVar[tuple[str, ...]] = ("posyandu__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    posyandu = models.ForeignKey(Unit, models.PROTECT, related_name="hari_buka")
    tanggal = models.DateField()
    pola = models.CharField(max_length=8, choices=PolaBuka.choices, default=PolaBuka.BULANAN)
    status = models.CharField(max_length=12, choices=StatusHariBuka.choices, default=StatusHariBuka.DIRENCANAKAN)
    alasan = models.CharField(max_length=200, blank=True)
    dipindah_ke = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="pindahan_dari")
    jumlah_dinyatakan = models.PositiveIntegerField(
        null=True, blank=True, help_text="Jumlah kunjungan menurut HP saat menutup."
    )
    dibuka_pada = models.DateTimeField(null=True, blank=True)
    ditutup_pada = models.DateTimeField(null=True, blank=True)

    objects = HariBukaQuerySet.as_manager()

    class Meta:
        ordering = ["tanggal", "posyandu"]
        indexes = [models.Index(fields=["tanggal", "posyandu"], name="hari_buka_tanggal")]
        constraints = [
            models.UniqueConstraint(
                fields=["posyandu", "tanggal"],
                name="hari_buka_sehari_sekali",
                condition=~Q(status__in=["dipindah", "batal"]),
            ),
            models.CheckConstraint(condition=Q(status__in=StatusHariBuka.values), name="hari_buka_status_dikenal"),
            models.CheckConstraint(
                condition=~Q(status__in=["batal", "dipindah"]) | ~Q(alasan=""), name="hari_buka_batal_beralasan"
            ),
            models.CheckConstraint(
                condition=~Q(status="dipindah") | Q(dipindah_ke__isnull=False), name="hari_buka_pindah_ke_mana"
            ),
            models.CheckConstraint(condition=~Q(dipindah_ke=F("id")), name="hari_buka_pindah_ke_lain"),
            models.CheckConstraint(
                condition=~Q(status="ditutup") | Q(jumlah_dinyatakan__isnull=False), name="hari_buka_tutup_berjumlah"
            ),
        ]
        triggers = [only_posyandu(), never_deleted()]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class PetugasHariBuka(models.Model):
    """Who was on duty; cadres by name, an account is not required."""

    hari_buka = models.ForeignKey(HariBuka, models.PROTECT, related_name="petugas")
    nama = models.CharField(max_length=150)
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    dikonfirmasi_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hari_buka", "nama"], name="petugas_sekali_sehari")]

    def __str__(self) -> str:
        return self.nama


@pghistory.track()
class PernyataanHariBuka(models.Model):
    """What one phone said of one opening day: how many visits it holds, and who was on duty. Phones add up."""

    hari_buka = models.ForeignKey(HariBuka, models.PROTECT, related_name="pernyataan")
    perangkat = models.ForeignKey(Perangkat, models.PROTECT, related_name="+")
    jumlah = models.PositiveIntegerField(null=True, blank=True, help_text="Jumlah kunjungan di HP itu saat menutup.")
    petugas = ArrayField(models.CharField(max_length=150), default=list, blank=True)
    pada = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hari_buka", "perangkat"], name="pernyataan_sekali_per_hp")]

    def __str__(self) -> str:
        return f"{self.hari_buka_id}: {self.jumlah}"
