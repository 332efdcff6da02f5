"""Many rows at once. COPY fires the audit triggers like any insert; who did it comes from the transaction's settings,
which `open_audit` makes sure are set."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Model
from psycopg2.sql import SQL, Identifier

SEKALI: Final = 5000
_LEPAS: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def open_audit() -> None:
    """Any statement through Django's cursor hands the audit context to the transaction; COPY then finds it there.

    This one also checks references with each statement: a hundred thousand checks put off to the commit slow down every
    trigger that runs in between, from seconds to minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def copy_rows(model: type[Model], rows: Iterable[Model]) -> int:
    """Writes the rows with COPY; returns how many. An automatic key is left to the database."""
    fields = [f for f in model._meta.concrete_fields if f.get_internal_type() != "BigAutoField"]
    tables = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(model._meta.db_table), SQL(", ").join(Identifier(f.column) for f in fields if f.column)
    )
    names = [f.attname for f in fields]
    jumlah, antrean = 0, iter(rows)
    connection.ensure_connection()
    with connection.cursor() as cursor:
        perintah = tables.as_string(cursor.cursor)
        while potong := list(islice(antrean, SEKALI)):
            isi = "".join(_line(row.__dict__, names) for row in potong)
            cursor.cursor.copy_expert(perintah, io.StringIO(isi))
            jumlah += len(potong)
    return jumlah


def _line(isi: Mapping[str, Any], names: list[str]) -> str:
    return "\t".join([_text(isi[nama]) for nama in names]) + "\n"


def _text(nilai: Any) -> str:
    return _BENTUK[str if isinstance(nilai, str) else type(nilai)](nilai)  # a choice is text too


def _array(nilai: list[str]) -> str:
    """Codes only: letters, digits and underscores need no quotes."""
    return "{" + ",".join(nilai) + "}"


_BENTUK: Final[dict[type, Callable[[Any], str]]] = {
    type(None): lambda nilai: "\\N",
    str: lambda nilai: nilai.translate(_LEPAS),
    int: str,
    bool: lambda nilai: "t" if nilai else "f",
    UUID: str,
    date: date.isoformat,
    datetime: datetime.isoformat,
    list: _array,
    dict: lambda nilai: json.dumps(nilai, ensure_ascii=False).translate(_LEPAS),
    bytes: lambda nilai: "\\\\x" + nilai.hex(),
}
