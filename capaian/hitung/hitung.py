"""Achievement of a week, computed as a whole: the same few statements for one posyandu and for a thousand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Min
from django.utils import timezone
from psycopg2.sql import Composable

from capaian.hitung.pekan import Pekan, TutupBulan, open_week
from capaian.hitung.susun import build_week
from capaian.lokal import indikator_of
from capaian.models import Capaian
from klaster.indikator import JenisIndikator
from puskesmas.models import Setelan, Unit

SETELAN: Final = "SET LOCAL jit = off; SET LOCAL work_mem = '64MB'"
"""Compiling the statement takes longer than running it; one row per person must not spill to disk."""
SISA: Final = "DELETE FROM capaian_capaian WHERE kabupaten_id = %s AND pekan = %s AND dihitung_pada <> %s"
SISA_BULAN: Final = "DELETE FROM capaian_capaianbulan WHERE kabupaten_id = %s AND bulan = %s AND dihitung_pada <> %s"
"""Rows of units and indicators that are no longer there."""
KUNCI: Final = 1906
"""Namespace of the advisory locks; the second half of the key is the kabupaten."""
SEJARAH: Final = 53
"""Weeks before the open one that are computed where nothing was computed yet: the longest window is a year."""


def compute_week(*, kabupaten: Unit, pekan: Pekan, indikator: Sequence[JenisIndikator] | None = None) -> int:
    """Write every Capaian of the kabupaten's week anew (all indicators unless some are named); returns how many.

    A month that closes inside the week is written too, for the indicators that begin anew every month.
    """
    semua = indikator or indikator_of(kabupaten.pk, pekan)
    bulanan = [jenis for jenis in semua if jenis.mode in ("bulan", "musim")]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [KUNCI, kabupaten.pk])
        cursor.execute(SETELAN)
        if pekan.tutup_bulan and bulanan:
            _write(cursor, kabupaten, pekan.tutup_bulan, bulanan)
        return _write(cursor, kabupaten, pekan, semua)


def _write(cursor: CursorWrapper, kabupaten: Unit, pekan: Pekan, semua: Sequence[JenisIndikator]) -> int:
    sekarang = timezone.now()
    cursor.execute(render(build_week(kabupaten, pekan, semua, sekarang)))
    jumlah = int(cursor.rowcount)
    if isinstance(pekan, TutupBulan):
        cursor.execute(SISA_BULAN, [kabupaten.pk, pekan.awal_bulan, sekarang])
    else:
        cursor.execute(SISA, [kabupaten.pk, pekan.senin, sekarang])
    return jumlah


def render(isi: Composable) -> str:
    """The statement as text with all values quoted by psycopg2; statement wrappers (audit context) need plain text."""
    connection.ensure_connection()
    return isi.as_string(connection.connection)


def recompute_from(*, kabupaten: Unit, sejak: date, sekarang: datetime | None = None) -> int:
    """Compute the weeks from the one of `sejak` to the open one; returns how many. Each week is its own transaction."""
    terbuka = open_week(zona_of(kabupaten), sekarang)
    pekan = max(Pekan.from_tanggal(sejak), _first(kabupaten, terbuka))
    jumlah = 0
    while pekan <= terbuka:
        compute_week(kabupaten=kabupaten, pekan=pekan)
        jumlah += 1
        pekan = pekan.next
    return jumlah


def _first(kabupaten: Unit, terbuka: Pekan) -> Pekan:
    """Weeks before this one are never computed: a mistyped year must not cost a thousand weeks."""
    ada = Capaian.objects.filter(kabupaten=kabupaten).aggregate(awal=Min("pekan"))["awal"]
    paling = Pekan(terbuka.senin - timedelta(weeks=SEJARAH))
    return paling if ada is None else min(paling, Pekan(ada))


def zona_of(kabupaten: Unit) -> ZoneInfo:
    """The kabupaten's own clock."""
    setelan = Setelan.objects.filter(kabupaten=kabupaten).first() or Setelan(kabupaten=kabupaten)
    return setelan.zona
