"""The continuum of care of mothers and newborns: where each of this year's births left it."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet
from django.db.models.expressions import RawSQL
from psycopg2.sql import SQL, Composable, Literal

from capaian.hitung.hitung import render
from capaian.hitung.pekan import Pekan
from capaian.hitung.susun import read_sql, shared_sources
from posyandu.models import Warga
from posyandu.turunan import LAMA_NIFAS
from puskesmas.models import Pengguna, Unit

LANGKAH: Final = {
    "k1": "Periksa hamil di trimester 1 (K1)",
    "k6": "Periksa hamil enam kali (K6)",
    "faskes": "Bersalin di fasilitas kesehatan",
    "kf": "Nifas lengkap (KF1–KF4)",
    "kn": "Bayi lengkap (KN1–KN3)",
}
LENGKAP: Final = "lengkap"
TEMPO: Final = LAMA_NIFAS.days + 1
"""Days after the birth on which all windows are closed."""


def count_alur(*, unit: Unit, pekan: Pekan) -> dict[str, int]:
    """Mothers who live below `unit` by the step that each is the first to miss; `lengkap`: none."""
    kalimat = SQL("WITH {} SELECT a.tempat, count(*) FROM alur a GROUP BY a.tempat").format(_sources(unit, pekan))
    with connection.cursor() as cursor:
        cursor.execute(render(kalimat).replace("%", "%%"), [])
        ada = dict(cursor.fetchall())
    return {tempat: ada.get(tempat, 0) for tempat in (*LANGKAH, LENGKAP)}


def people_at(*, user: Pengguna | AnonymousUser, unit: Unit, pekan: Pekan, tempat: str) -> QuerySet[Warga]:
    """The mothers of one place whom `user` may see by name, by posyandu and name."""
    kalimat = SQL("WITH {} SELECT a.warga_id FROM alur a WHERE a.tempat = {}").format(
        _sources(unit, pekan), Literal(tempat)
    )
    larik = RawSQL(f"ARRAY ({render(kalimat)})".replace("%", "%%"), ())  # noqa: S611 psycopg2 has quoted every value
    dalam = Func(F("pk"), larik, template="%(expressions)s)", arg_joiner=" = ANY (", output_field=BooleanField())
    return Warga.objects.visible_to(user).filter(dalam).order_by("unit__nama", "unit_id", "nama", "pk")


def _sources(unit: Unit, pekan: Pekan) -> Composable:
    alur = read_sql("sumber/alur").format(
        tempo=Literal(TEMPO),
        awal_tahun=Literal(pekan.awal_tahun),
        minggu=Literal(pekan.minggu),
        lama_nifas=Literal(LAMA_NIFAS.days),
    )
    return SQL("{}, {}").format(shared_sources(unit.jalur, pekan), alur)
