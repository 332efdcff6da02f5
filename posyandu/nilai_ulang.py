"""Judge stored visits anew, after a rule or a setting changed: in batches, each of which stands on its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from posyandu.kunci import lock_orang
from posyandu.models import Kunjungan, Warga
from posyandu.perubahan import note_perubahan
from posyandu.turunan import derive_findings
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Unit

SEKALI: Final = 200  # people in one transaction; nobody who types waits longer for it


@dataclass(slots=True)
class Perubahan:
    """What judging anew changed, by finding code, and the first day on which something did."""

    orang: int = 0
    kunjungan: int = 0
    muncul: Counter[str] = field(default_factory=Counter)
    hilang: Counter[str] = field(default_factory=Counter)
    sejak: date | None = None

    def add(self, lain: Perubahan) -> None:
        self.orang += lain.orang
        self.kunjungan += lain.kunjungan
        self.muncul += lain.muncul
        self.hilang += lain.hilang
        self.sejak = min(filter(None, (self.sejak, lain.sejak)), default=None)


def find_orang(*, kabupaten: Unit, sejak: date) -> list[UUID]:
    """People of the kabupaten with visits from that day on, by the row that stands for them."""
    rows = (
        Warga.objects.filter(kabupaten=kabupaten, kunjungan__tanggal__gte=sejak, kunjungan__berlaku=True)
        .distinct()
        .values_list("pk", "digabung_ke")
    )
    return sorted({pokok or pk for pk, pokok in rows})


def rejudge(*, kabupaten: Unit, sejak: date) -> Iterator[Perubahan]:
    """One batch after the other; what is done stays done when it is interrupted, and doing it again changes nothing."""
    semua = find_orang(kabupaten=kabupaten, sejak=sejak)
    for awal in range(0, len(semua), SEKALI):
        yield rejudge_batch(kabupaten_id=kabupaten.pk, orang=semua[awal : awal + SEKALI], sejak=sejak)


@transaction.atomic
def rejudge_batch(*, kabupaten_id: int, orang: Collection[UUID], sejak: date) -> Perubahan:
    """Judge these people's visits from `sejak` on, and mark the weeks whose figures that changes."""
    baris = lock_orang(orang)
    pokok = {satu.pk for satu in baris.values() if satu.digabung_ke_id is None}
    semua = pokok.union(Warga.objects.filter(digabung_ke__in=pokok).values_list("pk", flat=True))
    sebelum = _findings(semua, sejak)
    derive_findings(orang=pokok, sejak=sejak)
    hasil = _compare(sebelum, _findings(semua, sejak))
    hasil.orang = len(pokok)
    if hasil.sejak is not None:
        mark_perlu_hitung(kabupaten_id=kabupaten_id, sejak=hasil.sejak)
        note_perubahan(pokok)
    return hasil


Catatan = tuple[date, frozenset[str]]


def _findings(baris: Collection[UUID], sejak: date) -> dict[UUID, Catatan]:
    """Date and findings of the visits that are judged, by id."""
    rows = Kunjungan.objects.filter(warga__in=baris, tanggal__gte=sejak, berlaku=True)
    return {pk: (tanggal, frozenset(temuan)) for pk, tanggal, temuan in rows.values_list("pk", "tanggal", "temuan")}


def _compare(lama: Mapping[UUID, Catatan], baru: Mapping[UUID, Catatan]) -> Perubahan:
    hasil = Perubahan()
    for pk, (tanggal, kini) in baru.items():
        dulu = lama[pk][1]
        if kini != dulu:
            hasil.kunjungan += 1
            hasil.muncul.update(kini - dulu)
            hasil.hilang.update(dulu - kini)
            hasil.sejak = min(filter(None, (hasil.sejak, tanggal)))
    return hasil
