"""Reference tables, filled from the data files by `klaster.acuan.load_acuan`; a kabupaten adds indicators."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Klaster(models.Model):
    """One of the clusters that a Puskesmas is organised in."""

    kode = models.CharField(max_length=40, primary_key=True)
    nama = models.CharField(max_length=100)
    urutan = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["urutan"]
        verbose_name_plural = "klaster"

    def __str__(self) -> str:
        return self.nama


class IndikatorQuerySet(models.QuerySet["Indikator"]):
    def aktif(self) -> IndikatorQuerySet:
        """Those that the data files still name."""
        return self.filter(aktif=True)


class Indikator(models.Model):
    """What other tables point to; the full line, with its conditions, is `klaster.indikator.muat_indikator`."""

    kode = models.CharField(max_length=60, primary_key=True)
    klaster = models.ForeignKey(Klaster, on_delete=models.PROTECT, related_name="indikator")
    nama = models.CharField(max_length=120)
    arah = models.CharField(max_length=5)
    irama = models.CharField(max_length=10)
    mode = models.CharField(max_length=12)
    satuan = models.CharField(max_length=20)
    mingguan = models.BooleanField(default=True)
    urutan = models.PositiveSmallIntegerField()
    aktif = models.BooleanField(default=True)

    objects = IndikatorQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["urutan"]
        verbose_name_plural = "indikator"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(arah__in=["naik", "turun"]), name="indikator_arah_dikenal"),
        ]

    def __str__(self) -> str:
        return self.nama
