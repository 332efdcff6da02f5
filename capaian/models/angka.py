"""Targets, official projections, achievement, and the figures that are typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from klaster.indikator import JenisIndikator
from klaster.models import Indikator
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet, TotalsQuerySet


class StatusDokumen(models.TextChoices):
    DRAF = "draf", "Rancangan"
    BERLAKU = "berlaku", "Berlaku"
    DIGANTI = "diganti", "Diganti"


class TargetQuerySet(ScopedQuerySet["Target"]):
    pass


@pghistory.track()
class Target(ScopedModel):
    """A rate (0 to 1) for a unit and everything below it, in one year. Only rates inherit downward.

    A draft without `nilai` takes the rate away again once it is in force; then what stands above counts here too.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="+")
    tahun = models.PositiveSmallIntegerField()
    nilai = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    dokumen = models.CharField(max_length=100, blank=True, help_text="Nomor SK.")
    tanggal_dokumen = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=StatusDokumen.choices, default=StatusDokumen.DRAF)

    objects = TargetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "indikator", "tahun"], name="target_satu_berlaku", condition=Q(status="berlaku")
            ),
            models.UniqueConstraint(
                fields=["unit", "indikator", "tahun"], name="target_satu_draf", condition=Q(status="draf")
            ),
            models.CheckConstraint(condition=Q(nilai__gte=0), name="target_tidak_negatif"),
            models.CheckConstraint(condition=~Q(status="berlaku") | ~Q(dokumen=""), name="target_berlaku_berdokumen"),
            models.CheckConstraint(
                condition=~Q(status="berlaku") | Q(nilai__isnull=False), name="target_berlaku_bernilai"
            ),
        ]


class SasaranQuerySet(ScopedQuerySet["Sasaran"]):
    pass


@pghistory.track()
class Sasaran(ScopedModel):
    """An official projection: how many people of a group a unit should have. Never inherited, never summed.

    `kelompok` is the code of a life stage. A draft without `jumlah` takes the projection away once it is in force.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kelompok = models.CharField(max_length=40)
    tahun = models.PositiveSmallIntegerField()
    jumlah = models.PositiveIntegerField(null=True)
    dokumen = models.CharField(max_length=100)
    tanggal_dokumen = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=StatusDokumen.choices, default=StatusDokumen.DRAF)

    objects = SasaranQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kelompok", "tahun"], name="sasaran_satu_berlaku", condition=Q(status="berlaku")
            ),
            models.UniqueConstraint(
                fields=["unit", "kelompok", "tahun"], name="sasaran_satu_draf", condition=Q(status="draf")
            ),
            models.CheckConstraint(
                condition=~Q(status="berlaku") | (Q(jumlah__isnull=False) & ~Q(dokumen="")),
                name="sasaran_berlaku_bernilai",
            ),
        ]


class StatusCapaian(models.TextChoices):
    TERCAPAI = "tercapai", "Tercapai"
    BELUM_WAKTUNYA = "belum_waktunya", "Belum waktunya"
    SESUAI_JALUR = "sesuai_jalur", "Sesuai jalur"
    TERTINGGAL = "tertinggal", "Tertinggal"
    JAUH_TERTINGGAL = "jauh_tertinggal", "Jauh tertinggal"
    BELUM_ADA_DATA = "belum_ada_data", "Belum ada data"


class CapaianQuerySet(TotalsQuerySet["Capaian"]):
    def of(self, semua: Iterable[JenisIndikator]) -> CapaianQuerySet:
        return self.filter(indikator_id__in=[jenis.kode for jenis in semua])


class Capaian(ScopedModel):
    """What a unit reached in one indicator by the Sunday of one week. Recomputed as a whole, never patched.

    Written by one statement that reads the units and indicators themselves, so foreign keys are not checked row by row,
    and only the two ways in which pages read are indexed: a unit over weeks, a kabupaten in one week.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    kabupaten = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="capaian", db_index=False, db_constraint=False)
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    pekan = models.DateField(help_text="Senin dari pekannya.")
    pembilang = models.IntegerField()
    penyebut = models.IntegerField()
    tambahan_pekan = models.IntegerField(
        null=True, help_text="Bagian pembilang yang baru tercapai pekan ini; kosong bila pekan ini belum diisi."
    )
    harapan = models.DecimalField(max_digits=14, decimal_places=4, null=True, help_text="Seharusnya sampai pekan ini.")
    menunggu = models.IntegerField(default=0, help_text="Belum tercapai, hari buka bulan ini masih di depan.")
    target = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    target_sementara = models.BooleanField(default=False)
    status = models.CharField(max_length=16, choices=StatusCapaian.choices)
    dihitung_pada = models.DateTimeField(default=timezone.now)

    objects = CapaianQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "pekan", "indikator"], name="capaian_satu_baris")]
        indexes = [models.Index(fields=["kabupaten", "pekan"], name="capaian_kabupaten_pekan")]


class CapaianBulanQuerySet(TotalsQuerySet["CapaianBulan"]):
    pass


class CapaianBulan(ScopedModel):
    """What a unit had reached in a monthly indicator on the last day of a month: the month as it closed.

    Days after a month's last Sunday belong to no week of that month; here they count. Written like Capaian.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    kabupaten = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    bulan = models.DateField(help_text="Tanggal 1 bulannya.")
    pembilang = models.IntegerField()
    penyebut = models.IntegerField()
    harapan = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    target = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    target_sementara = models.BooleanField(default=False)
    status = models.CharField(max_length=16, choices=StatusCapaian.choices)
    dihitung_pada = models.DateTimeField(default=timezone.now)

    objects = CapaianBulanQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "bulan", "indikator"], name="capaian_bulan_satu_baris")]
        indexes = [models.Index(fields=["kabupaten", "bulan"], name="capaian_bulan_kabupaten")]


class IsianQuerySet(ScopedQuerySet["Isian"]):
    pass


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Isian(ScopedModel):
    """What visits cannot know: a figure typed once a week for a Puskesmas. `penyebut` is None for a count of cases."""

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="isian")
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="+")
    pekan = models.DateField(help_text="Senin dari pekannya.")
    pembilang = models.PositiveIntegerField()
    penyebut = models.PositiveIntegerField(null=True, blank=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    diubah_pada = models.DateTimeField(auto_now=True)

    objects = IsianQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "pekan", "indikator"], name="isian_sekali_sepekan"),
            models.CheckConstraint(
                condition=Q(penyebut=None) | Q(pembilang__lte=models.F("penyebut")), name="isian_di_dalam_penyebut"
            ),
        ]
