"""Judge a figure that is not stored, such as the sum of a few stored ones."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.db import connection
from psycopg2.sql import SQL, Literal

from capaian.hitung.hitung import render
from capaian.hitung.pekan import Pekan
from capaian.hitung.susun import PENYEBUT_KECIL, read_sql
from klaster.indikator import JenisIndikator

TIPE: Final = {
    "penyebut": "bigint",
    "pembilang": "bigint",
    "patokan": "numeric",
    "harapan": "numeric",
    "arah": "text",
    "ambang": "numeric",
    "selalu_merah": "boolean",
    "di_luar_musim": "boolean",
}
"""Columns that the expression of the state reads."""


def decide_status(
    *,
    jenis: JenisIndikator,
    pekan: Pekan,
    pembilang: int,
    penyebut: int,
    target: Decimal | None,
    harapan: Decimal | None,
) -> str:
    """The state, by the very expression that judges stored figures."""
    nilai = {
        "penyebut": penyebut,
        "pembilang": pembilang,
        "patokan": target,
        "harapan": harapan,
        "arah": jenis.arah,
        "ambang": jenis.ambang,
        "selalu_merah": jenis.selalu_merah,
        "di_luar_musim": jenis.mode == "musim" and pekan.bulan not in jenis.musim,
    }
    kolom = SQL(", ").join(SQL(f"{{}}::{tipe} AS {nama}").format(Literal(nilai[nama])) for nama, tipe in TIPE.items())
    status = read_sql("status").format(penyebut_kecil=Literal(PENYEBUT_KECIL))
    with connection.cursor() as cursor:
        cursor.execute(render(SQL("SELECT {} FROM (SELECT {}) AS satu").format(status, kolom)))
        return str(cursor.fetchone()[0])
