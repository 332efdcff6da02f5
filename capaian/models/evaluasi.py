"""The weekly evaluation: its state, the figures it was signed with, what was decided, who was there."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import MD5, Cast, Substr, Upper
from django.utils import timezone

from capaian.models.angka import StatusCapaian
from klaster.models import Indikator
from puskesmas.models import Pengguna, Tindakan, Unit
from puskesmas.models.pengguna import JenisPenugasan
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet, TotalsQuerySet


class EvaluasiPekanQuerySet(TotalsQuerySet["EvaluasiPekan"]):
    pass


@pghistory.track()
class EvaluasiPekan(ScopedModel):
    """The weekly evaluation of a unit. The row of the kabupaten itself says that the week was made.

    `versi` grows with every save: whoever writes says which one was read, so nobody writes over another unseen.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    class Status(models.TextChoices):
        DISIAPKAN = "disiapkan", "Disiapkan"
        DIBAHAS = "dibahas", "Dibahas"
        DISAHKAN = "disahkan", "Disahkan"
        DITANGGAPI = "ditanggapi", "Ditanggapi"
        TERLEWAT = "terlewat", "Terlewat"

    class Cara(models.TextChoices):
        TATAP_MUKA = "tatap_muka", "Tatap muka"
        DARING = "daring", "Daring"
        WA = "wa", "Grup WhatsApp"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="evaluasi")
    pekan = models.DateField(help_text="Senin dari pekannya.")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DISIAPKAN)
    versi = models.PositiveIntegerField(default=0)
    disiapkan_pada = models.DateTimeField(default=timezone.now)
    dibahas_pada = models.DateTimeField(null=True, blank=True, help_text="Saat angkanya dipotong.")
    disimpan_pada = models.DateTimeField(null=True, blank=True)
    disimpan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    disahkan_pada = models.DateTimeField(null=True, blank=True)
    disahkan_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    disahkan_sebagai = models.CharField(max_length=10, choices=JenisPenugasan.choices, blank=True)
    ditanggapi_pada = models.DateTimeField(null=True, blank=True)
    bersama = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="susulan", help_text="Rapat yang ikut membahasnya."
    )
    cara = models.CharField(max_length=10, choices=Cara.choices, default=Cara.TATAP_MUKA)
    catatan = models.TextField(max_length=2000, blank=True)
    bantuan = models.TextField(max_length=1000, blank=True, help_text="Yang diminta dari Dinas.")

    objects = EvaluasiPekanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "pekan"], name="evaluasi_sekali_sepekan"),
            # Rows from before signing was built have no signer; a signer without a time is nonsense.
            models.CheckConstraint(
                condition=Q(disahkan_oleh=None) | Q(disahkan_pada__isnull=False), name="evaluasi_sah_berwaktu"
            ),
        ]

    @property
    def sah(self) -> bool:
        """Signed: its figures and decisions stay."""
        return self.status in SAH


SAH = (EvaluasiPekan.Status.DISAHKAN, EvaluasiPekan.Status.DITANGGAPI)


class BagianQuerySet(ScopedQuerySet["BagianEvaluasi"]):
    pass


@pghistory.track()
class BagianEvaluasi(ScopedModel):
    """The part of one Pustu, or of the Puskesmas itself for the posyandu that hang on it directly."""

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Belum menyampaikan"
        DIBAHAS = "dibahas", "Sudah dibahas"
        TIDAK_DIBAHAS = "tidak_dibahas", "Tidak dibahas"

    evaluasi = models.ForeignKey(EvaluasiPekan, models.CASCADE, related_name="bagian")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    status = models.CharField(max_length=14, choices=Status.choices, default=Status.MENUNGGU)
    catatan = models.TextField(max_length=1000, blank=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    pada = models.DateTimeField(null=True, blank=True)

    objects = BagianQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluasi", "unit"], name="bagian_evaluasi_sekali")]


class AngkaEvaluasiQuerySet(TotalsQuerySet["AngkaEvaluasi"]):
    pass


BEKU = """
    SELECT status INTO keadaan FROM capaian_evaluasipekan WHERE id = OLD.evaluasi_id;
    IF keadaan IN ('disahkan', 'ditanggapi') THEN
        RAISE EXCEPTION 'angka evaluasi % sudah disahkan', OLD.evaluasi_id USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


class AngkaEvaluasi(ScopedModel):
    """The figures as they stood when the discussion began. After signing the database refuses any change."""

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    evaluasi = models.ForeignKey(EvaluasiPekan, models.CASCADE, related_name="angka", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="+", db_index=False)
    pembilang = models.IntegerField()
    penyebut = models.IntegerField()
    tambahan_pekan = models.IntegerField(null=True)
    harapan = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    menunggu = models.IntegerField()
    target = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    target_sementara = models.BooleanField()
    status = models.CharField(max_length=16, choices=StatusCapaian.choices)
    dihitung_pada = models.DateTimeField()

    objects = AngkaEvaluasiQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluasi", "unit", "indikator"], name="angka_evaluasi_satu")]
        triggers = [
            pgtrigger.Trigger(
                name="beku_setelah_sah",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                declare=[("keadaan", "TEXT")],
                func=BEKU,
            )
        ]


class Sebab(models.TextChoices):
    """Why an indicator lags, in the words of a meeting. [U] The list is ours; "lain" asks for words."""

    TIDAK_DATANG = "tidak_datang", "Warga tidak datang"
    TIDAK_TAHU = "tidak_tahu", "Warga tidak tahu jadwal"
    MENOLAK = "menolak", "Warga menolak"
    PINDAH = "pindah", "Pindah atau bepergian"
    TENAGA = "tenaga", "Tenaga atau kader kurang"
    ALAT = "alat", "Alat rusak atau kurang"
    OBAT = "obat", "Obat atau vaksin kosong"
    AKSES = "akses", "Jalan, cuaca, atau jarak"
    JADWAL = "jadwal", "Hari buka batal atau dipindah"
    DATA = "data", "Data belum masuk atau salah"
    LAIN = "lain", "Lain-lain"


class PokokQuerySet(ScopedQuerySet["PokokEvaluasi"]):
    def of_week(self, senin: date) -> QuerySet[PokokEvaluasi, str]:
        """Codes of the indicators that some Puskesmas made a priority in this week; for use inside other queries."""
        return self.filter(evaluasi__pekan=senin).values_list("indikator_id", flat=True)


@pghistory.track()
class PokokEvaluasi(ScopedModel):
    """What the meeting says about one indicator: a priority with cause and action, or one tap "pantau".

    While it is discussed this is a draft and may be incomplete; signing makes the Tindakan of each priority.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("evaluasi__unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    class Jenis(models.TextChoices):
        PRIORITAS = "prioritas", "Prioritas"
        PANTAU = "pantau", "Dipantau"

    evaluasi = models.ForeignKey(EvaluasiPekan, models.CASCADE, related_name="pokok")
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=10, choices=Jenis.choices)
    urutan = models.PositiveSmallIntegerField(default=0)
    orang = ArrayField(models.UUIDField(), default=list, help_text="Beberapa orang pertama di balik angkanya.")
    ramalan = models.JSONField(null=True, blank=True, help_text="Perkiraan tutup bulan saat angkanya dipotong.")
    sebab = models.CharField(max_length=14, choices=Sebab.choices, blank=True)
    kata = models.TextField(max_length=500, blank=True)
    apa = models.CharField(max_length=300, blank=True)
    siapa = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    tenggat = models.DateField(null=True, blank=True)
    tindakan = models.OneToOneField(Tindakan, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PokokQuerySet.as_manager()

    class Meta:
        ordering = ["urutan"]
        constraints = [models.UniqueConstraint(fields=["evaluasi", "indikator"], name="pokok_evaluasi_sekali")]


KODE_ACAK: Final = Upper(Substr(MD5(Cast(RandomUUID(), models.TextField())), 1, 16))
"""16 letters of 0-9A-F from the database's own random source: 64 bits that nobody guesses."""


class LangkahQuerySet(ScopedQuerySet["LangkahEvaluasi"]):
    pass


class LangkahEvaluasi(ScopedModel):
    """One step in the life of an evaluation, in time order; never changed, never taken away."""

    scope_paths: ClassVar[tuple[str, ...]] = ("evaluasi__unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    class Jenis(models.TextChoices):
        MULAI_BAHAS = "mulai_bahas", "Mulai dibahas"
        DISAHKAN = "disahkan", "Disahkan"
        DIBUKA_LAGI = "dibuka_lagi", "Dibuka lagi"
        DITANGGAPI = "ditanggapi", "Ditanggapi"
        TERLEWAT = "terlewat", "Terlewat"

    evaluasi = models.ForeignKey(EvaluasiPekan, models.CASCADE, related_name="langkah")
    jenis = models.CharField(max_length=12, choices=Jenis.choices)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    sebagai = models.CharField(max_length=60, blank=True, help_text='Jabatan saat itu: "Plt Kepala Puskesmas".')
    pada = models.DateTimeField(default=timezone.now)
    isi = models.TextField(max_length=2000, blank=True)
    kode = models.CharField(
        max_length=16, unique=True, db_default=KODE_ACAK, help_text="Dicetak di berita acara; hanya milik satu langkah."
    )

    objects = LangkahQuerySet.as_manager()

    class Meta:
        ordering = ["pada", "pk"]
        triggers = [pgtrigger.Protect(name="tetap", operation=pgtrigger.Update)]


class HadirQuerySet(ScopedQuerySet["HadirEvaluasi"]):
    pass


@pghistory.track()
class HadirEvaluasi(ScopedModel):
    """Who was invited to the meeting, and whether they came."""

    scope_paths: ClassVar[tuple[str, ...]] = ("evaluasi__unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    evaluasi = models.ForeignKey(EvaluasiPekan, models.CASCADE, related_name="hadir")
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    jabatan = models.CharField(max_length=100)
    hadir = models.BooleanField(default=False)

    objects = HadirQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluasi", "pengguna"], name="hadir_evaluasi_sekali")]


class IndikatorRapatQuerySet(ScopedQuerySet["IndikatorRapat"]):
    pass


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class IndikatorRapat(ScopedModel):
    """One indicator of the weekly meeting, as a kabupaten chose it. Without any the default set of the data holds."""

    scope_paths: ClassVar[tuple[str, ...]] = ("kabupaten__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ANGKA

    kabupaten = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indikator = models.ForeignKey(Indikator, models.PROTECT, related_name="+")
    urutan = models.PositiveSmallIntegerField()

    objects = IndikatorRapatQuerySet.as_manager()

    class Meta:
        ordering = ["urutan"]
        constraints = [models.UniqueConstraint(fields=["kabupaten", "indikator"], name="indikator_rapat_sekali")]
