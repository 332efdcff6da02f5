"""Who works where: users, their assignments, their devices."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import ClassVar

import pghistory
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, Func, OuterRef, Q
from django.utils import timezone

from puskesmas.models.unit import Unit
from puskesmas.peran import AKSI_PERAN, Aksi, Peran
from puskesmas.scope import ScopedModel, ScopedQuerySet, any_of, paths_of


class JenisPenugasan(models.TextChoices):
    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Plt"
    PLH = "plh", "Plh"


@pghistory.track(exclude=["password", "last_login"])
class Pengguna(AbstractUser):
    """One login; a person with several hats has several assignments and one merged view."""

    nama = models.CharField(max_length=150)
    telepon = models.CharField(max_length=20, blank=True)
    surel_harian = models.BooleanField(default=True, help_text="Mau ringkasan pesan lewat surel.")

    def __str__(self) -> str:
        return self.nama or self.username

    def active_penugasan(self) -> list[Penugasan]:
        """Assignments in force today, with their units; read once per request (users are loaded anew for each).

        The number of unread lines of the inbox comes along, so that the header of a page costs no query of its own.
        """
        cached: list[Penugasan] | None = getattr(self, "_penugasan_aktif", None)
        if cached is None:
            belum = FilteredRelation("pengguna__pesan", condition=Q(pengguna__pesan__dibaca_pada=None))
            rows = Penugasan.objects.active().filter(pengguna=self).select_related("unit__kabupaten")
            terhitung = (
                rows.alias(belum=belum)
                .annotate(pesan_baru=Count("belum__kelompok", distinct=True))
                .order_by("unit__jalur")
            )
            cached = self._penugasan_aktif = list(terhitung)
        return cached

    def unread(self) -> int:
        """Notices not read yet; nobody without an assignment gets any."""
        jumlah = [int(getattr(satu, "pesan_baru", 0)) for satu in self.active_penugasan()]
        return max(jumlah, default=0)

    def forget(self) -> None:
        """Read assignments and notices anew where they are asked for next."""
        self.__dict__.pop("_penugasan_aktif", None)

    def paths_for(self, aksi: Aksi) -> tuple[str, ...]:
        """Paths below which this user may do `aksi`."""
        return tuple(dict.fromkeys(p.unit.jalur for p in self.active_penugasan() if aksi in p.aksi()))

    def may(self, aksi: Aksi, unit: Unit) -> bool:
        return any(unit.jalur.startswith(path) for path in self.paths_for(aksi))


class PenugasanQuerySet(ScopedQuerySet["Penugasan"]):
    def active(self) -> PenugasanQuerySet:
        today = timezone.localdate()
        return self.filter(Q(sejak__lte=today), Q(sampai__isnull=True) | Q(sampai__gt=today))


@pghistory.track()
class Penugasan(ScopedModel):
    """A user's role in a unit for a time; [sejak, sampai)."""

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_UNIT

    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="penugasan")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="penugasan")
    peran = models.CharField(max_length=20, choices=Peran.choices)
    klaster = models.ForeignKey("klaster.Klaster", models.PROTECT, null=True, blank=True, related_name="+")
    jenis = models.CharField(max_length=10, choices=JenisPenugasan.choices, default=JenisPenugasan.DEFINITIF)
    sejak = models.DateField()
    sampai = models.DateField(null=True, blank=True)

    objects = PenugasanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sampai__isnull=True) | Q(sampai__gt=F("sejak")), name="penugasan_urut"),
            models.CheckConstraint(condition=Q(peran__in=Peran.values), name="penugasan_peran_dikenal"),
            ExclusionConstraint(
                name="penugasan_tidak_tumpang",
                expressions=[
                    ("pengguna", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("peran", RangeOperators.EQUAL),
                    (
                        Func("sejak", "sampai", RangeBoundary(), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_peran_display()} {self.unit}"

    def aksi(self) -> frozenset[Aksi]:
        return AKSI_PERAN[Peran(self.peran)]


class PerangkatQuerySet(models.QuerySet["Perangkat"]):
    def active(self) -> PerangkatQuerySet:
        return self.filter(dicabut_pada__isnull=True, pengguna__is_active=True)

    def allowed_to(self, user: Pengguna | AnonymousUser, aksi: Aksi) -> PerangkatQuerySet:
        """Phones of those who work below the units where `user` may do `aksi`, and nowhere else."""
        return self.filter(pengguna__in=Pengguna.objects.filter(works_inside(paths_of(user, aksi))))


def works_inside(paths: Collection[str]) -> Q:
    """Users whose every assignment of today lies below one of the paths, and who have at least one."""
    kini = Penugasan.objects.active().filter(pengguna=OuterRef("pk"))
    di_dalam = any_of(Q(unit__jalur__startswith=path) for path in paths)
    return Q(Exists(kini.filter(di_dalam))) & ~Q(Exists(kini.exclude(di_dalam)))


@pghistory.track(exclude=["dipakai_pada", "kirim_hash"])
class Perangkat(models.Model):
    """A phone or a system that speaks to the API for one user. Only the hashes of its tokens are kept.

    `kirim_hash` is that of the token of an enrolled phone that can only push, also when it is locked or revoked.
    A phone that was enrolled anew for the same user is revoked by that (`diganti_oleh`); what it still sends counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="perangkat")
    nama = models.CharField(max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    dibuat_pada = models.DateTimeField(default=timezone.now)
    dipakai_pada = models.DateTimeField(null=True, blank=True)
    dicabut_pada = models.DateTimeField(null=True, blank=True)
    kirim_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    diganti_oleh = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="menggantikan")
    dicabut_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    alasan_cabut = models.CharField(max_length=200, blank=True)
    terhapus_pada = models.DateTimeField(
        null=True, blank=True, help_text="HP yang dicabut melapor: data orang sudah dihapus."
    )

    objects = PerangkatQuerySet.as_manager()

    def __str__(self) -> str:
        return self.nama

    @property
    def boleh_baca(self) -> bool:
        """Its reading token works."""
        return self.dicabut_pada is None and self.pengguna.is_active

    @property
    def ditolak(self) -> bool:
        """Nothing of it is taken without a person: it was revoked, or its user was."""
        return (self.dicabut_pada is not None and self.diganti_oleh_id is None) or not self.pengguna.is_active


@pghistory.track(exclude=["kode_hash"])
class KodeHP(models.Model):
    """A one-time code with which a phone is enrolled for one user. Only its hash is kept."""

    kode_hash = models.CharField(max_length=64, unique=True)
    untuk = models.ForeignKey(Pengguna, models.PROTECT, related_name="kode_hp")
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(default=timezone.now)
    berlaku_sampai = models.DateTimeField()
    dipakai_pada = models.DateTimeField(null=True, blank=True)
    perangkat = models.OneToOneField(Perangkat, models.PROTECT, null=True, blank=True, related_name="kode")

    def __str__(self) -> str:
        return f"untuk {self.untuk} sampai {self.berlaku_sampai}"
