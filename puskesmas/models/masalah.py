"""Problems that climb from Pustu to Dinas until the one who reported them says they are solved; and actions."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar, Self

import pghistory
import pgtrigger
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from puskesmas.models.pengguna import Pengguna
from puskesmas.models.unit import JenisUnit, Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet, kabupaten_of, paths_of


class JenisMasalah(models.TextChoices):
    TENAGA = "tenaga", "Tenaga"
    ALAT = "alat", "Alat"
    OBAT_VAKSIN = "obat_vaksin", "Obat dan vaksin"
    DATA = "data", "Data"
    AKSES = "akses", "Akses"
    PERILAKU = "perilaku", "Perilaku masyarakat"
    LINTAS_SEKTOR = "lintas_sektor", "Lintas sektor"
    WABAH = "wabah", "Wabah"
    LAIN = "lain", "Lain-lain"


class KeadaanMasalah(models.TextChoices):
    DILAPORKAN = "dilaporkan", "Dilaporkan"
    DITANGANI = "ditangani", "Ditangani"
    DIUSULKAN_SELESAI = "diusulkan_selesai", "Diusulkan selesai"
    DIBUKA_KEMBALI = "dibuka_kembali", "Dibuka kembali"
    SELESAI = "selesai", "Selesai"
    BATAL = "batal", "Batal"


class Langkah(models.TextChoices):
    """What a row of the story says."""

    LAPOR = "lapor", "Dilaporkan"
    TANGANI = "tangani", "Ditangani"
    USUL_SELESAI = "usul_selesai", "Diusulkan selesai"
    TERIMA = "terima", "Diterima selesai"
    TOLAK = "tolak", "Belum selesai"
    BUKA_KEMBALI = "buka_kembali", "Dibuka kembali"
    BATAL = "batal", "Dibatalkan"
    NAIK = "naik", "Naik"
    INGAT = "ingat", "Pengingat"
    KOMENTAR = "komentar", "Catatan"
    FOTO = "foto", "Foto"
    TINDAKAN = "tindakan", "Tindakan"


class StatusTindakan(models.TextChoices):
    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"
    BATAL = "batal", "Batal"


TERTUTUP = (KeadaanMasalah.SELESAI, KeadaanMasalah.BATAL)
ANAK_TANGGA = (JenisUnit.PUSTU, JenisUnit.PUSKESMAS, JenisUnit.KABUPATEN)
"""The rungs of the ladder, lowest first; Dinas is the kabupaten."""


class MasalahQuerySet(ScopedQuerySet["Masalah"]):
    def visible_to(self, user: Pengguna | AnonymousUser) -> Self:
        """Problems of one's own subtree, and those of the kabupaten that were given to the user, or an action of
        which was."""
        aksi = self.model.scope_aksi
        milik = Q(pemilik=user.pk) | Q(pk__in=Tindakan.objects.filter(penanggung_jawab=user.pk).values("masalah"))
        kabupaten = Q(unit__kabupaten__in=kabupaten_of(user, aksi))
        return self.filter(self._prefix(paths_of(user, aksi)) | (kabupaten & milik))

    def open(self) -> Self:
        return self.exclude(keadaan__in=TERTUTUP)

    def overdue(self, hari_ini: date) -> Self:
        """Open ones past their due date, and those at Dinas past the last day to take a step."""
        diam = Q(batas_gerak__lt=hari_ini, dipegang__jenis=JenisUnit.KABUPATEN)
        return self.open().filter(Q(tenggat__lt=hari_ini) | diam)


@pghistory.track()
class Masalah(ScopedModel):
    """A problem at a place. `dipegang` is the unit that must move it now: a rung of the ladder.

    The clock: `bergerak_pada` is the local date of the last step, `batas_gerak` the last working day on which the
    holder may take the next; on the working day after it the problem climbs.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_MASALAH

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="masalah", help_text="Tempat masalahnya.")
    jenis = models.CharField(max_length=16, choices=JenisMasalah.choices)
    judul = models.CharField(max_length=120)
    uraian = models.CharField(max_length=2000, blank=True)
    jumlah_orang = models.PositiveIntegerField(null=True, blank=True, help_text="Berapa orang yang terkena.")
    keadaan = models.CharField(max_length=20, choices=KeadaanMasalah.choices, default=KeadaanMasalah.DILAPORKAN)
    dipegang = models.ForeignKey(Unit, models.PROTECT, related_name="masalah_dipegang")
    pemilik = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="masalah")
    tenggat = models.DateField(null=True, blank=True)
    pelapor = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="masalah_dilaporkan")
    kunci = models.CharField(max_length=120, blank=True, help_text="Aturan yang membukanya, dan atas apa.")
    dibuka_ulang = models.PositiveSmallIntegerField(default=0)
    versi = models.PositiveIntegerField(default=1, help_text="Naik dengan setiap langkah.")
    bergerak_pada = models.DateField()
    batas_gerak = models.DateField()
    diingatkan_untuk = models.DateField(null=True, blank=True, help_text="Batas gerak yang sudah diingatkan.")
    dilaporkan_pada = models.DateTimeField(default=timezone.now)
    ditutup_pada = models.DateTimeField(null=True, blank=True)

    objects = MasalahQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "keadaan"], name="masalah_unit_keadaan"),
            models.Index(fields=["batas_gerak"], name="masalah_jam", condition=~Q(keadaan__in=["selesai", "batal"])),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(keadaan__in=KeadaanMasalah.values), name="masalah_keadaan_dikenal"),
            models.CheckConstraint(condition=Q(jenis__in=JenisMasalah.values), name="masalah_jenis_dikenal"),
            models.CheckConstraint(
                condition=Q(keadaan__in=["selesai", "batal"], ditutup_pada__isnull=False)
                | ~Q(keadaan__in=["selesai", "batal"]) & Q(ditutup_pada__isnull=True),
                name="masalah_tutup_bertanggal",
            ),
            models.CheckConstraint(condition=Q(batas_gerak__gte=F("bergerak_pada")), name="masalah_jam_maju"),
            models.CheckConstraint(condition=Q(pelapor__isnull=False) | ~Q(kunci=""), name="masalah_ada_pelapor"),
            models.UniqueConstraint(
                fields=["kunci"],
                name="masalah_kunci_sekali",
                condition=~Q(kunci="") & ~Q(keadaan__in=["selesai", "batal"]),
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def terbuka(self) -> bool:
        return self.keadaan not in TERTUTUP


class LangkahMasalahQuerySet(ScopedQuerySet["LangkahMasalah"]):
    pass


class LangkahMasalah(ScopedModel):
    """One line of a problem's story. `oleh` is None for what the clock or a rule did. Append only."""

    scope_paths: ClassVar[tuple[str, ...]] = ("masalah__unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_MASALAH

    masalah = models.ForeignKey(Masalah, models.PROTECT, related_name="langkah")
    langkah = models.CharField(max_length=16, choices=Langkah.choices)
    keadaan = models.CharField(max_length=20, choices=KeadaanMasalah.choices, help_text="Sesudah langkah ini.")
    dipegang = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="Sesudah langkah ini.")
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, related_name="+")
    isi = models.CharField(max_length=1000, blank=True)
    pada = models.DateTimeField(default=timezone.now)

    objects = LangkahMasalahQuerySet.as_manager()

    class Meta:
        ordering = ["pada", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["masalah", "dipegang"], name="masalah_naik_sekali", condition=Q(langkah="naik")
            ),
        ]
        triggers = [pgtrigger.Protect(name="cerita_beku", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.langkah} {self.pada:%Y-%m-%d}"


class FotoMasalahQuerySet(ScopedQuerySet["FotoMasalah"]):
    pass


class FotoMasalah(ScopedModel):
    """A picture, made anew by us as JPEG: no position, no camera, nothing hidden in it. Append only."""

    scope_paths: ClassVar[tuple[str, ...]] = ("masalah__unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_MASALAH

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    masalah = models.ForeignKey(Masalah, models.PROTECT, related_name="foto")
    oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    pada = models.DateTimeField(default=timezone.now)
    lebar = models.PositiveSmallIntegerField()
    tinggi = models.PositiveSmallIntegerField()
    isi = models.BinaryField()

    objects = FotoMasalahQuerySet.as_manager()

    class Meta:
        ordering = ["pada", "pk"]

    def __str__(self) -> str:
        return f"{self.lebar} x {self.tinggi}"


class TindakanQuerySet(ScopedQuerySet["Tindakan"]):
    def visible_to(self, user: Pengguna | AnonymousUser) -> Self:
        """Actions of one's own subtree, and those of the kabupaten that the user must do."""
        aksi = self.model.scope_aksi
        kabupaten = Q(unit__kabupaten__in=kabupaten_of(user, aksi))
        return self.filter(self._prefix(paths_of(user, aksi)) | (kabupaten & Q(penanggung_jawab=user.pk)))

    def running(self) -> Self:
        return self.filter(status=StatusTindakan.BERJALAN)


@pghistory.track()
class Tindakan(ScopedModel):
    """What somebody will do, by when, and what came of it. "Terlambat" is running past its date, never stored."""

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_MASALAH

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tindakan")
    masalah = models.ForeignKey(Masalah, models.PROTECT, null=True, blank=True, related_name="tindakan")
    apa = models.CharField(max_length=300)
    penanggung_jawab = models.ForeignKey(Pengguna, models.PROTECT, related_name="tindakan")
    tenggat = models.DateField()
    status = models.CharField(max_length=8, choices=StatusTindakan.choices, default=StatusTindakan.BERJALAN)
    hasil = models.CharField(max_length=500, blank=True)
    alasan = models.CharField(max_length=200, blank=True, help_text="Mengapa terakhir ditunda atau dibatalkan.")
    ditunda = models.PositiveSmallIntegerField(default=0)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dibuat_pada = models.DateTimeField(default=timezone.now)
    ditutup_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    ditutup_pada = models.DateTimeField(null=True, blank=True)

    objects = TindakanQuerySet.as_manager()

    class Meta:
        ordering = ["tenggat", "dibuat_pada"]
        indexes = [models.Index(fields=["unit", "status", "tenggat"], name="tindakan_unit_status")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=StatusTindakan.values), name="tindakan_status_dikenal"),
            models.CheckConstraint(condition=~Q(status="selesai") | ~Q(hasil=""), name="tindakan_selesai_berhasil"),
            models.CheckConstraint(
                condition=Q(status="berjalan", ditutup_pada__isnull=True)
                | ~Q(status="berjalan") & Q(ditutup_pada__isnull=False),
                name="tindakan_tutup_bertanggal",
            ),
        ]

    def __str__(self) -> str:
        return self.apa

    @property
    def terlambat(self) -> bool:
        return self.status == StatusTindakan.BERJALAN and self.tenggat < self.unit.hari_ini


class JamMasalahQuerySet(ScopedQuerySet["JamMasalah"]):
    pass


@pghistory.track()
class JamMasalah(ScopedModel):
    """Working days without a step after which a kind of problem climbs from a rung, where Dinas chose its own."""

    scope_paths: ClassVar[tuple[str, ...]] = ("kabupaten__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.ATUR_TARGET

    kabupaten = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=16, choices=JenisMasalah.choices)
    tingkat = models.CharField(max_length=12, choices=[(satu.value, satu.label) for satu in ANAK_TANGGA])
    hari = models.PositiveSmallIntegerField()

    objects = JamMasalahQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kabupaten", "jenis", "tingkat"], name="jam_masalah_sekali"),
            models.CheckConstraint(condition=Q(hari__gte=1, hari__lte=60), name="jam_masalah_wajar"),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.tingkat}: {self.hari}"
