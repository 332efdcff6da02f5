"""What is due for whom, kept so that a list of thousands opens at once. Derived: `pustu.jatuh_tempo` makes it anew."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final, Self

from django.db import models
from django.db.models import F, Q

from klaster.jadwal import KELOMPOK
from posyandu.models import Warga
from puskesmas.models import Unit
from puskesmas.peran import Aksi
from puskesmas.scope import ScopedModel, ScopedQuerySet, paths_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from puskesmas.models import Pengguna


KLINIS: Final = ("kb",)
"""Kinds that follow from notes of health workers, which only they read."""


class JatuhTempoQuerySet(ScopedQuerySet["JatuhTempo"]):
    def allowed_to(self, user: Pengguna | AnonymousUser, aksi: Aksi) -> Self:
        terbuka = ~Q(kelompok__in=KLINIS) | self._prefix(paths_of(user, Aksi.KLINIS))
        return super().allowed_to(user, aksi).filter(terbuka)

    def due(self, hari_ini: date, sampai: date) -> Self:
        """Begun on or before `sampai`, late or not, while it can still be done."""
        return self.filter(Q(sampai=None) | Q(sampai__gte=hari_ini), mulai__lte=sampai)


class JatuhTempo(ScopedModel):
    """One thing that is due for a person: from `mulai` on, late after `tenggat`, no longer possible after `sampai`.

    No state is stored: it follows from the dates on the day it is read. `posyandu` is where the person lived (a guest:
    stays, be it at a Pustu) when the line was made, half a minute ago at most; whoever shows names asks the people
    themselves who may see them.
    """

    scope_paths: ClassVar[tuple[str, ...]] = ("posyandu__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    warga = models.ForeignKey(Warga, models.PROTECT, related_name="jatuh_tempo", db_index=False)
    posyandu = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    kode = models.CharField(max_length=40, help_text="Kontak, dosis, atau baris jadwal.")
    nama = models.CharField(max_length=60)
    kelompok = models.CharField(max_length=12)
    mulai = models.DateField()
    tenggat = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    terakhir = models.DateField(null=True, blank=True, help_text="Kapan terakhir dilakukan.")

    objects = JatuhTempoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["warga", "kode"], name="jatuh_tempo_sekali"),
            models.CheckConstraint(condition=Q(kelompok__in=KELOMPOK), name="jatuh_tempo_kelompok_dikenal"),
            models.CheckConstraint(condition=Q(tenggat__gte=F("mulai")), name="jatuh_tempo_urut"),
        ]
        # Holds all that the list counts and orders by; the lines of a Puskesmas lie scattered over the table.
        indexes = [
            models.Index(
                fields=["posyandu", "kelompok", "warga"],
                include=["kode", "nama", "mulai", "tenggat", "sampai"],
                name="jatuh_tempo_daftar",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kode} sampai {self.tenggat}"


class UrutTempoQuerySet(ScopedQuerySet["UrutTempo"]):
    pass


class UrutTempo(ScopedModel):
    """How far the due dates of a posyandu follow its changes: up to number `n`, on that day, by those rules."""

    scope_paths: ClassVar[tuple[str, ...]] = ("unit__jalur",)
    scope_aksi: ClassVar[Aksi] = Aksi.LIHAT_ORANG

    unit = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="+")
    n = models.BigIntegerField()
    tanggal = models.DateField()
    versi = models.CharField(max_length=40)

    objects = UrutTempoQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.n}"
