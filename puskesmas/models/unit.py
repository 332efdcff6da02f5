"""The unit tree: nasional > provinsi > kabupaten > puskesmas > pustu > posyandu, in one table."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, TotalsQuerySet


class JenisUnit(models.TextChoices):
    NASIONAL = "nasional", "Nasional"
    PROVINSI = "provinsi", "Provinsi"
    KABUPATEN = "kabupaten", "Kabupaten/kota"
    PUSKESMAS = "puskesmas", "Puskesmas"
    PUSTU = "pustu", "Pustu"
    POSYANDU = "posyandu", "Posyandu"


class StatusUnit(models.TextChoices):
    RENCANA = "rencana", "Direncanakan"
    PERSIAPAN = "persiapan", "Persiapan"
    BEROPERASI = "beroperasi", "Beroperasi"
    TUTUP = "tutup", "Tutup"


# A posyandu may hang on a puskesmas directly ("Langsung Puskesmas"); never assume a pustu above every posyandu.
INDUK_SAH: dict[str, frozenset[str | None]] = {
    JenisUnit.NASIONAL: frozenset({None}),
    JenisUnit.PROVINSI: frozenset({None, JenisUnit.NASIONAL}),
    JenisUnit.KABUPATEN: frozenset({None, JenisUnit.PROVINSI}),
    JenisUnit.PUSKESMAS: frozenset({JenisUnit.KABUPATEN}),
    JenisUnit.PUSTU: frozenset({JenisUnit.PUSKESMAS}),
    JenisUnit.POSYANDU: frozenset({JenisUnit.PUSKESMAS, JenisUnit.PUSTU}),
}


class UnitQuerySet(TotalsQuerySet["Unit"]):
    def of_jenis(self, jenis: str) -> Self:
        return self.filter(jenis=jenis)

    def ancestors_of(self, unit: Unit) -> Self:
        """The units above `unit` and `unit` itself, top first."""
        return self.filter(pk__in=unit.path_ids()).order_by("jalur")


@pghistory.track()
class Unit(ScopedModel):
    """One place of the network. `jalur` ("/1/19/204/") lists the ids from the top down to this unit.

    `status`, `rencana_buka` and `dibuka_pada` tell how far the unit's conversion to ILP is. A posyandu serves people
    before its conversion; only `tutup` (from `ditutup_pada` on) ends its work.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_UNIT

    jenis = models.CharField(max_length=12, choices=JenisUnit.choices)
    kode = models.CharField(max_length=40, unique=True, help_text="Kode umum, dipakai di alamat halaman dan API.")
    kode_wilayah = models.CharField(
        max_length=13, blank=True, help_text="Kode Kemendagri wilayahnya, mis. 19.06.01.2004."
    )
    nama = models.CharField(max_length=150)
    induk = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="anak")
    kabupaten = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    jalur = models.CharField(max_length=120, unique=True)
    status = models.CharField(max_length=12, choices=StatusUnit.choices, default=StatusUnit.BEROPERASI)
    rencana_buka = models.DateField(null=True, blank=True)
    dibuka_pada = models.DateField(null=True, blank=True)
    ditutup_pada = models.DateField(null=True, blank=True)
    alamat = models.CharField(max_length=200, blank=True)
    telepon = models.CharField(max_length=20, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["jalur"]
        indexes = [
            models.Index(fields=["induk", "jenis"], name="unit_induk_jenis"),
            models.Index(fields=["kabupaten", "jenis"], name="unit_kabupaten_jenis"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(jenis__in=JenisUnit.values), name="unit_jenis_dikenal"),
            models.CheckConstraint(condition=~Q(induk=F("id")), name="unit_bukan_induk_sendiri"),
        ]

    def __str__(self) -> str:
        return self.nama

    def path_ids(self) -> list[int]:
        """Ids from the top of the tree down to this unit."""
        return [int(part) for part in self.jalur.strip("/").split("/")]

    @property
    def zona(self) -> tzinfo:
        """The clock of the unit's kabupaten; above one that of the server."""
        return self.kabupaten.setelan.zona if self.kabupaten else timezone.get_default_timezone()

    @property
    def hari_ini(self) -> date:
        """Today by the clock of the unit's kabupaten."""
        return timezone.localdate(timezone=self.zona)

    @property
    def nama_lengkap(self) -> str:
        """Name with its kind, as the field says it: "Puskesmas Manggar"."""
        return self.nama if self.jenis == JenisUnit.KABUPATEN else f"{self.get_jenis_display()} {self.nama}"


class PuskesmasManager(models.Manager.from_queryset(UnitQuerySet)):  # type: ignore[misc]  # base class made at run time
    def get_queryset(self) -> UnitQuerySet:
        return UnitQuerySet(self.model, using=self._db).of_jenis(JenisUnit.PUSKESMAS)


class Puskesmas(Unit):
    objects: ClassVar[PuskesmasManager] = PuskesmasManager()

    class Meta:
        proxy = True


@pghistory.track()
class ProfilPuskesmas(models.Model):
    """What only a Puskesmas has."""

    unit = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="profil_puskesmas")
    kode_nasional = models.CharField(max_length=11, blank=True, help_text="Kode Puskesmas nasional, 7 angka.")
    hari_rapat = models.PositiveSmallIntegerField(default=1, help_text="Hari rapat mingguan, 1 Senin sampai 7 Minggu.")
    tenggat_hari = models.PositiveSmallIntegerField(default=0, help_text="Hari sesudah rapat untuk mengesahkan.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hari_rapat__range=(1, 7)), name="profil_hari_rapat_sah"),
            models.CheckConstraint(condition=Q(tenggat_hari__lte=6), name="profil_tenggat_sepekan"),
        ]

    def __str__(self) -> str:
        return self.kode_nasional


def validate_timezone(nama: str) -> None:
    try:
        ZoneInfo(nama)
    except (KeyError, ValueError, OSError) as error:
        raise ValidationError(f"Zona waktu {nama!r} tidak dikenal, mis. Asia/Jakarta.") from error


@pghistory.track()
class Setelan(models.Model):
    """Settings of one kabupaten: its clock, its word for a village, and the values that rules leave open."""

    kabupaten = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="setelan")
    zona_waktu = models.CharField(max_length=40, default="Asia/Jakarta", validators=[validate_timezone])
    sebutan_desa = models.CharField(
        max_length=20, default="Desa", help_text="Desa, Pekon, Kelurahan, Kampung, Nagari …"
    )
    segera_menit = models.PositiveSmallIntegerField(
        default=120, help_text="Menit sebelum tanda bahaya yang belum ditanggapi naik."
    )
    aturan = models.JSONField(default=dict, blank=True, help_text="Nilai setelan aturan yang berbeda dari bawaan.")

    def __str__(self) -> str:
        return f"Setelan {self.kabupaten_id}"

    @property
    def zona(self) -> ZoneInfo:
        return ZoneInfo(self.zona_waktu)
