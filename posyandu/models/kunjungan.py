"""Visits are facts, frozen by trigger; findings are derived and may be derived again."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from posyandu.models.orang import Warga
from posyandu.models.pemicu import never_deleted
from posyandu.models.sesi import HariBuka
from posyandu.querysets import KunjunganQuerySet
from puskesmas.models import Pengguna, Perangkat, Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet


class Kanal(models.TextChoices):
    POSYANDU = "posyandu", "Posyandu"
    RUMAH = "rumah", "Kunjungan rumah"
    PUSTU = "pustu", "Pustu"
    PUSKESMAS = "puskesmas", "Puskesmas"
    SEKOLAH = "sekolah", "Sekolah"
    FASKES_LAIN = "faskes_lain", "Faskes lain"


# What may change after a visit was written; all else is frozen.
TURUNAN = ["temuan", "versi_aturan", "berlaku", "bagian_dari", "hari_buka"]


class Kunjungan(ScopedModel):
    """One entry about one person on one day.

    A correction is a new row that names the old one in `menggantikan`; a withdrawal is such a row with `alasan_batal`.
    Rows of one person, day, channel and unit are parts of one visit: the first is the head, the others name it in
    `bagian_dari`, and the findings of the joined measurements stand on the head. `berlaku` is false for rows that were
    replaced or withdrawn, and for withdrawals themselves.
    """

    scope_paths: ClassVar[tuple[str, ...]] = (
        "warga__unit__jalur",
        "warga__digabung_ke__unit__jalur",
        "unit_layanan__jalur",
    )
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    id = models.UUIDField(primary_key=True)
    warga = models.ForeignKey(Warga, models.PROTECT, related_name="kunjungan")
    unit_layanan = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kanal = models.CharField(max_length=12, choices=Kanal.choices)
    tanggal = models.DateField()
    hari_buka = models.ForeignKey(HariBuka, models.PROTECT, null=True, blank=True, related_name="kunjungan")
    dicatat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    diperiksa_oleh = models.CharField(max_length=150, blank=True)
    perangkat = models.ForeignKey(Perangkat, models.PROTECT, null=True, blank=True, related_name="+")
    pengukuran = models.JSONField()
    sidik = models.CharField(max_length=64)
    temuan_saat_entri = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    diperiksa_ulang = ArrayField(
        models.CharField(max_length=40),
        default=list,
        db_default=[],
        blank=True,
        help_text="Isian yang nilainya jarang terjadi dan sudah diperiksa ulang di meja.",
    )
    menggantikan = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="pengganti")
    alasan_batal = models.CharField(max_length=200, blank=True)
    dicatat_pada = models.DateTimeField(help_text="Saat diketik, menurut jam perangkat.")
    diterima_pada = models.DateTimeField(default=timezone.now)

    temuan = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    versi_aturan = models.CharField(max_length=40, blank=True)
    berlaku = models.BooleanField(default=True)
    bagian_dari = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="bagian")

    objects = KunjunganQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["warga", "tanggal"], name="kunjungan_warga_tanggal"),
            models.Index(fields=["unit_layanan", "tanggal"], name="kunjungan_unit_tanggal"),
            models.Index(fields=["unit_layanan", "diterima_pada"], name="kunjungan_unit_diterima"),
            BrinIndex(fields=["tanggal"], name="kunjungan_tanggal_brin"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kanal__in=Kanal.values), name="kunjungan_kanal_dikenal"),
            models.CheckConstraint(condition=~Q(menggantikan=F("id")), name="kunjungan_bukan_pengganti_sendiri"),
            models.CheckConstraint(condition=~Q(bagian_dari=F("id")), name="kunjungan_bukan_bagian_sendiri"),
            models.CheckConstraint(
                condition=Q(alasan_batal="") | Q(menggantikan__isnull=False, berlaku=False),
                name="kunjungan_batal_menunjuk",
            ),
        ]
        triggers = [
            never_deleted(),
            pgtrigger.Protect(
                name="fakta_beku",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=TURUNAN),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kanal} {self.tanggal}"

    @property
    def tempat(self) -> str:
        """Where, and the channel where the place does not say it."""
        nama = self.unit_layanan.nama_lengkap
        return nama if self.kanal == self.unit_layanan.jenis else f"{self.get_kanal_display()}, {nama}"


class BedaBagianQuerySet(ScopedQuerySet["BedaBagian"]):
    pass


@pghistory.track()
class BedaBagian(ScopedModel):
    """Two parts of one visit disagree on a field; a person chooses. Until then the first received value counts."""

    scope_paths: ClassVar[tuple[str, ...]] = ("kunjungan__unit_layanan__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    kunjungan = models.ForeignKey(Kunjungan, models.PROTECT, related_name="beda")
    lain = models.ForeignKey(Kunjungan, models.PROTECT, related_name="+")
    bidang = models.CharField(max_length=40)
    nilai = models.JSONField()
    nilai_lain = models.JSONField()
    pada = models.DateTimeField(default=timezone.now)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")

    objects = BedaBagianQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kunjungan", "lain", "bidang"], name="beda_bagian_sekali")]

    def __str__(self) -> str:
        return f"{self.bidang}: {self.nilai} atau {self.nilai_lain}"


class KunjunganDitahan(models.Model):
    """A sent correction or withdrawal that could not be applied: it waits for the visit it names, or for a person."""

    class Sebab(models.TextChoices):
        MENUNGGU = "menunggu", "Menunggu kunjungan yang diperbaiki"
        KONFLIK = "konflik", "Sudah diperbaiki oleh catatan lain"
        DITOLAK = "ditolak", "Ditolak saat diterapkan"

    id = models.UUIDField(primary_key=True)
    menunggu = models.UUIDField(db_index=True)
    sebab = models.CharField(max_length=8, choices=Sebab.choices)
    sidik = models.CharField(max_length=64)
    isi = models.JSONField(help_text="Kiriman seperti yang diterima.")
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    perangkat = models.ForeignKey(Perangkat, models.PROTECT, null=True, blank=True, related_name="+")
    diterima_pada = models.DateTimeField(default=timezone.now)
    diputus_pada = models.DateTimeField(null=True, blank=True)
    diputus_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    alasan_buang = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.sebab} {self.menunggu}"
