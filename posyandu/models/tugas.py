"""TugasKunjungan: whom the cadres of a posyandu are asked to visit at home (the Nyelik list), and what came of it."""

from __future__ import annotations

import uuid
from typing import ClassVar, Final

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from posyandu.models.kunjungan import Kunjungan
from posyandu.models.orang import Warga
from posyandu.models.pemicu import never_deleted, only_posyandu
from posyandu.querysets import TugasKunjunganQuerySet
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel


class StatusTugas(models.TextChoices):
    MENUNGGU = "menunggu", "Menunggu"
    TIDAK_BERTEMU = "tidak_bertemu", "Tidak bertemu"
    DIKUNJUNGI = "dikunjungi", "Dikunjungi"
    SELESAI = "selesai", "Selesai"
    BATAL = "batal", "Batal"


TERBUKA: Final = ("menunggu", "tidak_bertemu")
"""Still to be done: nobody went yet, or nobody was met and it is tried again."""


@pghistory.track()
class TugasKunjungan(ScopedModel):
    """One person to visit for one reason: menunggu > dikunjungi, or tidak_bertemu (tried again, counted), or selesai
    without a home visit (came by themselves), or batal with a reason.

    While it is open it stands at the posyandu where the person lives today; `warga` may have been merged into another
    row since, so readers resolve `digabung_ke`. `kunjungan` is the visit that closed it: one that answers `sebab`, or
    any one, where somebody said by hand how it ended. Until then `ditemui` tells that the person was met in vain.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("posyandu__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    warga = models.ForeignKey(Warga, models.PROTECT, related_name="tugas_kunjungan")
    posyandu = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sebab_kode = models.CharField(max_length=60, help_text="Kode indikator atau temuan yang menyebabkannya.")
    sebab = models.CharField(max_length=200, help_text="Sebabnya dalam kata-kata untuk kader.")
    jawaban = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text="Temuan yang menjawab sebabnya, salah satu; kosong: kunjungan apa pun.",
    )
    sekeluarga = models.BooleanField(default=False, help_text="Dipenuhi kunjungan rumah kepada anggota mana pun.")
    dibuat_oleh = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", help_text="Kosong: dikirim oleh aturan."
    )
    dibuat_pada = models.DateTimeField(default=timezone.now)
    sejak = models.DateField(help_text="Hari dikirim, menurut jam kabupaten.")
    tenggat = models.DateField(help_text="Hari terakhir untuk mengunjungi.")
    kader = models.ForeignKey(
        Pengguna, models.PROTECT, null=True, blank=True, related_name="+", help_text="Yang terakhir mengerjakannya."
    )
    status = models.CharField(max_length=14, choices=StatusTugas.choices, default=StatusTugas.MENUNGGU)
    percobaan = models.PositiveSmallIntegerField(default=0, help_text="Berapa kali didatangi dan tidak bertemu.")
    dicoba = models.DateField(null=True, blank=True, help_text="Hari terakhir didatangi dan tidak bertemu.")
    ditemui = models.DateField(null=True, blank=True, help_text="Kunjungan terakhir yang tidak menjawab sebabnya.")
    hasil = models.CharField(max_length=200, blank=True)
    selesai_pada = models.DateTimeField(null=True, blank=True)
    kunjungan = models.ForeignKey(Kunjungan, models.PROTECT, null=True, blank=True, related_name="tugas")

    objects = TugasKunjunganQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["posyandu", "tenggat"], name="tugas_terbuka", condition=Q(status__in=TERBUKA)),
            models.Index(fields=["posyandu", "sejak"], name="tugas_posyandu_sejak"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["warga", "posyandu", "sebab_kode"], name="tugas_satu_terbuka", condition=Q(status__in=TERBUKA)
            ),
            models.CheckConstraint(condition=Q(status__in=StatusTugas.values), name="tugas_status_dikenal"),
            models.CheckConstraint(condition=Q(tenggat__gte=F("sejak")), name="tugas_tenggat_sesudah_dikirim"),
            models.CheckConstraint(
                condition=Q(status__in=TERBUKA, selesai_pada=None, kunjungan=None)
                | ~Q(status__in=TERBUKA) & Q(selesai_pada__isnull=False),
                name="tugas_selesai_bertanggal",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["selesai", "batal"]) | ~Q(hasil=""), name="tugas_tutup_beralasan"
            ),
            models.CheckConstraint(
                condition=~Q(status="dikunjungi") | Q(kunjungan__isnull=False), name="tugas_dikunjungi_berkunjungan"
            ),
            models.CheckConstraint(
                condition=Q(percobaan=0, dicoba=None) | Q(percobaan__gt=0, dicoba__isnull=False),
                name="tugas_percobaan_bertanggal",
            ),
        ]
        triggers = [only_posyandu(), never_deleted()]

    def __str__(self) -> str:
        return f"{self.sebab} sampai {self.tenggat}"

    @property
    def orang(self) -> Warga:
        """The person, aliases resolved."""
        return self.warga.digabung_ke or self.warga

    @property
    def terbuka(self) -> bool:
        return self.status in TERBUKA
