"""What somebody is told: one sentence, the one place where it is dealt with, and whether it was read or mailed."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from puskesmas.models.pengguna import Pengguna


class JenisPesan(models.TextChoices):
    EVALUASI = "evaluasi", "Evaluasi"
    TINDAKAN = "tindakan", "Tindakan"
    MASALAH = "masalah", "Masalah"
    NYELIK = "nyelik", "Nyelik"
    SEGERA = "segera", "Tanda bahaya"
    RUJUKAN = "rujukan", "Rujukan"


class SurelHarian(models.Model):
    """The one e-mail that a person got on a day, by the clock of the kabupaten. The row is the claim to send it."""

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    tanggal = models.DateField()
    dikirim_pada = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pengguna", "tanggal"], name="surel_sekali_sehari")]

    def __str__(self) -> str:
        return f"{self.pengguna_id} {self.tanggal}"


class PesanQuerySet(models.QuerySet["Pesan"]):
    def visible_to(self, user: Pengguna | AnonymousUser) -> PesanQuerySet:
        """Everybody reads only what was sent to them, whatever their role."""
        return self.filter(pengguna=user.pk) if user.is_authenticated and user.is_active else self.none()

    def unread(self) -> PesanQuerySet:
        return self.filter(dibaca_pada=None)


class Pesan(models.Model):
    """One notice for one person. `kunci` says what it is about, so that nothing is told twice.

    Notices of one `kelompok` (the same kind of matter, place and day) are one line of the inbox, which counts them:
    "6 masalah baru di Pustu Kelubi." is `jumlah` of all of them and `kalimat_banyak`. `kalimat` names places and kinds,
    never a resident, a NIK or an illness: it may be passed on by WhatsApp.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="pesan")
    kunci = models.CharField(max_length=150, help_text="Tentang apa; sekali untuk tiap orang.")
    jenis = models.CharField(max_length=8, choices=JenisPesan.choices)
    kalimat = models.CharField(max_length=300)
    alamat = models.CharField(max_length=200, help_text="Halaman tempat hal itu diselesaikan.")
    kelompok = models.CharField(max_length=150, help_text="Yang sama menjadi satu baris; sendirian bila sama kunci.")
    jumlah = models.PositiveIntegerField(default=1, help_text="Berapa hal yang disebut kalimatnya.")
    kalimat_banyak = models.CharField(max_length=300, blank=True, help_text="Sesudah jumlah sekelompok.")
    alamat_banyak = models.CharField(max_length=200, blank=True, help_text="Halaman untuk semua yang sekelompok.")
    dibuat_pada = models.DateTimeField(default=timezone.now)
    dibaca_pada = models.DateTimeField(null=True, blank=True)
    surel = models.ForeignKey(SurelHarian, models.PROTECT, null=True, blank=True, related_name="pesan")

    objects = PesanQuerySet.as_manager()

    class Meta:
        ordering = ["-dibuat_pada", "pk"]
        indexes = [
            models.Index(fields=["pengguna", "-dibuat_pada"], name="pesan_pengguna"),
            models.Index(fields=["pengguna"], name="pesan_belum_dibaca", condition=Q(dibaca_pada=None)),
            models.Index(
                fields=["kunci"],
                name="pesan_tentang",
                opclasses=["varchar_pattern_ops"],
                condition=Q(dibaca_pada=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["pengguna", "kunci"], name="pesan_sekali"),
            models.CheckConstraint(condition=Q(jenis__in=JenisPesan.values), name="pesan_jenis_dikenal"),
            models.CheckConstraint(
                condition=Q(alamat__startswith="/") & ~Q(alamat__startswith="//"), name="pesan_alamat_sendiri"
            ),
            models.CheckConstraint(
                condition=Q(alamat_banyak="") | Q(alamat_banyak__startswith="/") & ~Q(alamat_banyak__startswith="//"),
                name="pesan_alamat_banyak_sendiri",
            ),
        ]

    def __str__(self) -> str:
        return self.kalimat
