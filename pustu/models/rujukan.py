"""A referral: a promise with a clock, kept until the answer is back."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from posyandu.models import Warga
from posyandu.models.pemicu import never_deleted
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet


class StatusRujukan(models.TextChoices):
    DIKIRIM = "dikirim", "Belum sampai"
    TIBA = "tiba", "Sudah sampai"
    DIJAWAB = "dijawab", "Sudah dijawab"
    BATAL = "batal", "Dibatalkan"


class RujukanQuerySet(ScopedQuerySet["Rujukan"]):
    def open(self) -> RujukanQuerySet:
        """Whose answer is not back."""
        return self.filter(status__in=[StatusRujukan.DIKIRIM, StatusRujukan.TIBA])


@pghistory.track()
class Rujukan(ScopedModel):
    """dikirim > tiba > dijawab, or batal before anybody saw the person arrive.

    `ke` is a unit of ours that receives it, or empty with the name of a hospital in `ke_nama`. Both ends see it, and
    whoever sees the person.
    """

    scope_paths: ClassVar[tuple[str, ...]] = (
        "dari__jalur",
        "ke__jalur",
        "warga__unit__jalur",
        "warga__digabung_ke__unit__jalur",
    )
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    warga = models.ForeignKey(Warga, models.PROTECT, related_name="rujukan")
    dari = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    ke = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    ke_nama = models.CharField(max_length=100, blank=True, help_text="Rumah sakit atau faskes di luar unit kabupaten.")
    kode = models.CharField(max_length=16, unique=True, help_text="Kode pada surat dan QR-nya.")
    tanggal = models.DateField(help_text="Hari dirujuk, menurut jam kabupaten.")
    alasan = models.CharField(max_length=300)
    catatan = models.CharField(max_length=1000, blank=True, help_text="Untuk penerima; tidak dilihat kader.")
    temuan = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    status = models.CharField(max_length=8, choices=StatusRujukan.choices, default=StatusRujukan.DIKIRIM)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(default=timezone.now)
    tiba_pada = models.DateTimeField(null=True, blank=True)
    tiba_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    jawaban = models.CharField(max_length=1000, blank=True, help_text="Hasil pemeriksaan; tidak dilihat kader.")
    pesan_kader = models.CharField(max_length=300, blank=True, help_text="Yang perlu dilakukan di desa.")
    dijawab_pada = models.DateTimeField(null=True, blank=True)
    dijawab_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    alasan_batal = models.CharField(max_length=200, blank=True)

    objects = RujukanQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["dari", "tanggal"], name="rujukan_dari_terbuka", condition=Q(status="dikirim")),
            models.Index(
                fields=["ke", "tanggal"], name="rujukan_ke_terbuka", condition=Q(status__in=["dikirim", "tiba"])
            ),
            models.Index(fields=["warga"], name="rujukan_warga"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=StatusRujukan.values), name="rujukan_status_dikenal"),
            models.CheckConstraint(condition=Q(ke__isnull=False) ^ ~Q(ke_nama=""), name="rujukan_satu_tujuan"),
            models.CheckConstraint(condition=Q(ke__isnull=True) | ~Q(ke=F("dari")), name="rujukan_bukan_ke_sendiri"),
            models.CheckConstraint(
                condition=Q(status="dijawab", dijawab_pada__isnull=False) & ~Q(pesan_kader="")
                | ~Q(status="dijawab") & Q(dijawab_pada=None),
                name="rujukan_dijawab_berisi",
            ),
            models.CheckConstraint(
                condition=~Q(status="tiba") | Q(tiba_pada__isnull=False), name="rujukan_tiba_bertanggal"
            ),
            models.CheckConstraint(condition=~Q(status="batal") | ~Q(alasan_batal=""), name="rujukan_batal_beralasan"),
        ]
        triggers = [never_deleted()]

    def __str__(self) -> str:
        return f"{self.kode} {self.status}"

    @property
    def tujuan(self) -> str:
        return self.ke.nama_lengkap if self.ke else self.ke_nama

    @property
    def penerima(self) -> Unit:
        """Who says that the person came and what was found: a hospital outside answers on paper, to the sender."""
        return self.ke or self.dari

    @property
    def terbuka(self) -> bool:
        return self.status in (StatusRujukan.DIKIRIM, StatusRujukan.TIBA)
