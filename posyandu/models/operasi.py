"""What phones sent: a receipt for each operation, in the transaction of its effect."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from puskesmas.models import Pengguna, Perangkat


class StatusOperasi(models.TextChoices):
    DITERIMA = "diterima", "Diterima"
    SUDAH_ADA = "sudah_ada", "Sudah ada"
    KONFLIK = "konflik", "Diteruskan ke bidan"
    DITAHAN = "ditahan", "Ditahan"
    DITOLAK = "ditolak", "Ditolak"


class TerimaOperasi(models.Model):
    """One operation of a phone and what became of it; the same id is answered from here ever after.

    `sidik` is the sha256 of its canonical content. `jawaban` is the answer beside id and status; it holds no content.
    """

    id = models.UUIDField(primary_key=True)
    perangkat = models.ForeignKey(Perangkat, models.PROTECT, related_name="operasi")
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    urut = models.PositiveBigIntegerField()
    jenis = models.CharField(max_length=30)
    sidik = models.CharField(max_length=64)
    status = models.CharField(max_length=9, choices=StatusOperasi.choices)
    jawaban = models.JSONField(default=dict)
    diterima_pada = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["perangkat", "urut"], name="operasi_perangkat_urut")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=StatusOperasi.values), name="operasi_status_dikenal")
        ]
        triggers = [pgtrigger.Protect(name="tanda_terima_beku", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.jenis} {self.status}"


class UrutPerangkat(models.Model):
    """How far a phone's operations came without a gap; its row is locked while one of them is carried out."""

    perangkat = models.OneToOneField(Perangkat, models.PROTECT, primary_key=True, related_name="urut")
    lengkap = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"sampai {self.lengkap}"


class StatusKarantina(models.TextChoices):
    MENUNGGU = "menunggu", "Menunggu diputus"
    DITERAPKAN = "diterapkan", "Diterapkan"
    DIBUANG = "dibuang", "Dibuang"


@pghistory.track(exclude=["isi_sandi"])
class Karantina(models.Model):
    """What a revoked phone sent: kept encrypted and without effect until a person applies or discards it."""

    id = models.UUIDField(primary_key=True, help_text="Id operasinya.")
    perangkat = models.ForeignKey(Perangkat, models.PROTECT, related_name="karantina")
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    urut = models.PositiveBigIntegerField()
    jenis = models.CharField(max_length=30)
    isi_sandi = models.BinaryField(help_text="Operasi seperti yang dibuka dari segelnya.")
    diterima_pada = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=10, choices=StatusKarantina.choices, default=StatusKarantina.MENUNGGU)
    alasan = models.CharField(max_length=200, blank=True)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["perangkat", "urut"], name="karantina_perangkat_urut")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=StatusKarantina.values), name="karantina_status_dikenal"),
            models.CheckConstraint(
                condition=Q(status="menunggu", diputus_pada=None)
                | ~Q(status="menunggu") & Q(diputus_pada__isnull=False),
                name="karantina_diputus_bertanggal",
            ),
            models.CheckConstraint(condition=~Q(status="dibuang") | ~Q(alasan=""), name="karantina_buang_beralasan"),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.status}"
