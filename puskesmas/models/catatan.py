"""Small ledgers that the whole house writes: who read whom, what must be recomputed, how far the demo is."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from puskesmas.models.pengguna import Pengguna
from puskesmas.models.unit import Unit


class JejakBaca(models.Model):
    """Which people's data a user was shown, where and when. Append only."""

    waktu = models.DateTimeField(default=timezone.now)
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    halaman = models.CharField(max_length=100, help_text="Nama halaman atau panggilan API, tanpa isi pencarian.")
    warga = ArrayField(models.UUIDField(), help_text="Orang yang datanya tampil.")

    class Meta:
        indexes = [models.Index(fields=["pengguna", "waktu"], name="jejak_pengguna_waktu")]

    def __str__(self) -> str:
        return f"{self.halaman} {self.waktu}"


class PerluHitung(models.Model):
    """Weeks of a kabupaten from `sejak_tanggal` on are out of date; `versi` grows with every such write."""

    kabupaten = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="perlu_hitung")
    sejak_tanggal = models.DateField()
    versi = models.BigIntegerField(default=1)
    ditandai_pada = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"sejak {self.sejak_tanggal}"


class MuatDemo(models.Model):
    """Progress of loading the demo; at most one row."""

    class Keadaan(models.TextChoices):
        MEMUAT = "memuat", "Memuat"
        SIAP = "siap", "Siap"
        GAGAL = "gagal", "Gagal"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    keadaan = models.CharField(max_length=8, choices=Keadaan.choices, default=Keadaan.MEMUAT)
    langkah = models.CharField(max_length=100, blank=True)
    persen = models.PositiveSmallIntegerField(default=0)
    mulai = models.DateTimeField(default=timezone.now)
    selesai = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="muat_demo_satu_baris")]

    def __str__(self) -> str:
        return f"{self.get_keadaan_display()} {self.persen} %"
