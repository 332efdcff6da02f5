"""Generated worlds for the benchmarks, each in a scratch database that is dropped afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from psycopg2.sql import SQL, Literal

from klaster.acuan import load_acuan
from puskesmas.models import Pengguna, Unit

ORANG: Final = 40_000


@contextmanager
def scratch_database() -> Iterator[None]:
    """Work in an empty database beside the real one."""
    asal = str(connection.settings_dict["NAME"])
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(asal, verbosity=0)


@transaction.atomic
def make_world(*, posyandu: int, kunjungan: int, sejarah: int, minggu: date, orang: int = ORANG) -> Unit:
    """Fill the scratch database; returns the kabupaten."""
    load_acuan()
    petugas = Pengguna.objects.create(username="bench", nama="Bench", password=make_password(None))
    text = (Path(__file__).parent / "dunia.sql").read_text(encoding="utf-8")
    nilai = {
        "posyandu": posyandu,
        "kunjungan": kunjungan,
        "sejarah": sejarah,
        "orang": orang,
        "minggu": minggu.isoformat(),
        "petugas": petugas.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        connection.ensure_connection()
        cursor.execute(SQL(text).format(**{k: Literal(v) for k, v in nilai.items()}).as_string(connection.connection))
    return Unit.objects.get(pk=1)


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
