"""Keep what is due in step with what is known: for whoever changed at once, for everybody once a day.

Who changed is read from the numbers that phones go by (`posyandu.perubahan`), so that nothing that changes a person has
to know about due dates. Days pass without a change (a fifteenth birthday, a pregnancy that was never closed), and
rules are set anew: therefore the daily round, which writes only what differs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from klaster.aturan import muat_aturan
from klaster.jadwal import list_jatuh
from klaster.profil import Riwayat
from posyandu.kunci import lock_orang
from posyandu.models import PerubahanWarga, UrutPerubahan, Warga
from posyandu.models.kunjungan import Kanal
from posyandu.models.orang import StatusWarga
from posyandu.turunan import Orang, load_history, load_orang
from puskesmas.models import Setelan, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.waktu import hari_ini
from pustu.models import JatuhTempo, UrutTempo

SEKALI: Final = 200
"""People in one transaction; nobody who types waits longer for it."""
KUNCI: Final = 1911
"""Namespace of the advisory locks; the second half of the key is the kabupaten."""
TAMU: Final = ("nifas", "neonatal")
"""Kinds that a guest is followed for."""
TEMPAT: Final = (JenisUnit.POSYANDU, JenisUnit.PUSTU, JenisUnit.PUSKESMAS)
"""Where people are registered: guests at a Pustu or Puskesmas too."""
ISI: Final = ("posyandu_id", "nama", "kelompok", "mulai", "tenggat", "sampai", "terakhir")


@dataclass(frozen=True, slots=True)
class Tertinggal:
    """A place whose people's due dates do not follow yet: changes after number `dari` (None: everybody) up to `n`."""

    unit_id: int
    dari: int | None
    n: int


def refresh_tempo(*, kabupaten: Unit, semua: bool = False) -> int:
    """Bring the due dates of one kabupaten up to date; returns how many lines changed. `semua`: of everybody.

    Safe to run twice, at once (the second leaves it to the first), or after a night without it: people are locked in
    batches, and a posyandu is noted as done up to the number that was read before its people were.
    """
    with _alone(kabupaten) as sendiri:
        return _refresh(kabupaten, semua) if sendiri else 0


@contextmanager
def _alone(kabupaten: Unit) -> Iterator[bool]:
    """Whether nobody else is at it; the lock ends with its connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [KUNCI, kabupaten.pk])
        sendiri = bool(cursor.fetchone()[0])
    try:
        yield sendiri
    finally:
        if sendiri and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [KUNCI, kabupaten.pk])


def _refresh(kabupaten: Unit, semua: bool) -> int:
    hari = hari_ini(kabupaten_id=kabupaten.pk)
    versi = muat_aturan(Setelan.objects.get(pk=kabupaten.pk).aturan or None).versi
    jumlah = 0
    for satu in list(_behind(kabupaten, hari, versi, semua)):
        orang = _people(satu)
        jumlah += sum(refresh_orang(orang[awal : awal + SEKALI], hari) for awal in range(0, len(orang), SEKALI))
        UrutTempo.objects.update_or_create(
            unit_id=satu.unit_id, defaults={"n": satu.n, "tanggal": hari, "versi": versi}
        )
    return jumlah


def _behind(kabupaten: Unit, hari: date, versi: str, semua: bool) -> Iterator[Tertinggal]:
    akhir = dict(UrutPerubahan.objects.under(kabupaten).values_list("unit_id", "n"))
    sudah = {satu.unit_id: satu for satu in UrutTempo.objects.under(kabupaten)}
    for unit_id in Unit.objects.under(kabupaten).filter(jenis__in=TEMPAT).values_list("pk", flat=True):
        satu, n = sudah.get(unit_id), akhir.get(unit_id, 0)
        if semua or satu is None or (satu.tanggal, satu.versi) != (hari, versi):
            yield Tertinggal(unit_id, None, n)
        elif n != satu.n:
            yield Tertinggal(unit_id, min(n, satu.n), n)


def _people(satu: Tertinggal) -> list[UUID]:
    """In the order in which they are locked."""
    if satu.dari is None:
        semua = Warga.objects.filter(unit=satu.unit_id, digabung_ke=None)
        return list(semua.order_by("pk").values_list("pk", flat=True))
    rows = PerubahanWarga.objects.filter(unit=satu.unit_id, n__gt=satu.dari)
    return list(rows.order_by("warga").values_list("warga", flat=True))


@transaction.atomic
def refresh_orang(ids: Collection[UUID], hari: date) -> int:
    """Make the lines of these people (any of their rows) anew as of that day; returns how many lines changed."""
    pokok = {satu.pokok_id for satu in lock_orang(ids).values()}
    orang = load_orang(pokok)
    riwayat = load_history(orang, hari + timedelta(days=1))
    ada = {
        (satu.warga_id, satu.kode): satu
        for satu in JatuhTempo.objects.filter(warga__in=[pk for satu in orang.values() for pk in satu.baris])
    }
    perlu = {(satu.warga_id, satu.kode): satu for pk, o in orang.items() for satu in _lines(o, hari, riwayat[pk])}
    hapus = [satu.pk for kunci, satu in ada.items() if kunci not in perlu or _values(satu) != _values(perlu[kunci])]
    baru = [satu for kunci, satu in perlu.items() if kunci not in ada or _values(satu) != _values(ada[kunci])]
    JatuhTempo.objects.filter(pk__in=hapus).delete()
    JatuhTempo.objects.bulk_create(baru)
    return len(baru) + len({satu.pk for kunci, satu in ada.items() if kunci not in perlu})


def _values(satu: JatuhTempo) -> tuple[object, ...]:
    return tuple(getattr(satu, nama) for nama in ISI)


def _lines(orang: Orang, hari: date, riwayat: tuple[Riwayat, ...]) -> Iterator[JatuhTempo]:
    """Nothing for those who moved away or died. A guest, whom their own posyandu calls for all else, is followed where
    they stay for what cannot wait until they are home: a mother after birth, and a newborn."""
    warga = orang.warga
    if warga.status != StatusWarga.AKTIF:
        return
    semua = list_jatuh(orang.aturan, orang.profil(hari, Kanal.PUSTU, riwayat), hari)
    for satu in (satu for satu in semua if not warga.tamu or satu.kelompok in TAMU):
        yield JatuhTempo(
            warga=warga,
            posyandu_id=warga.unit_id,
            kode=satu.kode,
            nama=satu.nama,
            kelompok=satu.kelompok,
            mulai=satu.mulai,
            tenggat=satu.tenggat,
            sampai=satu.sampai,
            terakhir=satu.terakhir,
        )
