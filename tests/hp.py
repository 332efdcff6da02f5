"""A phone in the tests: enrolled like a real one, it seals, numbers and sends its operations."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from rest_framework.test import APIClient

from puskesmas.hp import enrol, make_kode_hp
from puskesmas.models import Pengguna, Perangkat

SINKRON, TARIK = "/api/v1/sinkron/", "/api/v1/sinkron/tarik/"


@dataclass
class Hp:
    """A phone of one user, with its own sequence."""

    perangkat: Perangkat
    token: str
    token_kirim: str
    urut: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def client(self, cara: str = "Token") -> APIClient:
        token = self.token if cara == "Token" else self.token_kirim
        return APIClient(headers={"authorization": f"{cara} {token}"})

    def write(self, jenis: str, **isi: object) -> dict[str, Any]:
        """An operation, not sealed."""
        return {"id": str(uuid.uuid4()), "urut": next(self.urut), "jenis": jenis, "skema": 1, "isi": isi}

    def send(self, *operasi: dict[str, Any], cara: str = "Token") -> list[dict[str, Any]]:
        """What became of each."""
        return list(self.post(*operasi, cara=cara).json()["hasil"])

    def post(self, *operasi: dict[str, Any], cara: str = "Token") -> Any:
        isi = {"perangkat": str(self.perangkat.pk), "operasi": list(operasi)}
        return self.client(cara).post(SINKRON, isi, format="json")

    def pull(self, cursor: str | None = None, **isi: object) -> Any:
        return self.client().post(TARIK, {"cursor": cursor, **isi}, format="json")


def enrol_hp(oleh: Pengguna, untuk: Pengguna, ganti: Hp | None = None) -> Hp:
    _, kode = make_kode_hp(oleh=oleh, untuk=untuk)
    bukti = {"perangkat": str(ganti.perangkat.pk), "token_kirim": ganti.token_kirim} if ganti else None
    hasil = enrol(kode=kode, nama="HP uji", ganti=bukti)
    return Hp(hasil.perangkat, hasil.token, hasil.token_kirim)


REPOT = """
CREATE FUNCTION pg_temp.repot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'penuh' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER repot BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION pg_temp.repot()
"""


@contextmanager
def full_for(tabel: str) -> Iterator[None]:
    """The database takes no rows of one table for a while."""
    with connection.cursor() as cursor:
        cursor.execute(REPOT.format(tabel))
        yield
        cursor.execute(f"DROP TRIGGER repot ON {tabel}")


def take_backup() -> Callable[[], None]:
    """All rows as they are now; the answer puts them back, as a restored backup does."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS cadangan CASCADE")
        cursor.execute("CREATE SCHEMA cadangan")
        tabel = connection.introspection.table_names(cursor)
        for nama in tabel:
            cursor.execute(f'CREATE TABLE cadangan."{nama}" AS TABLE public."{nama}"')

    def restore() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("TRUNCATE " + ", ".join(f'public."{nama}"' for nama in tabel))
            for nama in tabel:
                cursor.execute(f'INSERT INTO public."{nama}" SELECT * FROM cadangan."{nama}"')
            cursor.execute("DROP SCHEMA cadangan CASCADE")

    return restore
