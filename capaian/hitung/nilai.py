"""Judge a figure that is not stored, such as the sum of a few stored ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from django.db import connection
from psycopg2.sql import SQL, Composable, Identifier, Literal

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


class Jumlah(NamedTuple):
    """A figure without its state."""

    jenis: JenisIndikator
    pembilang: int
    penyebut: int
    target: Decimal | None
    harapan: Decimal | None


def decide_status(semua: Sequence[Jumlah], pekan: Pekan) -> list[str]:
    """The states in the same order, by the very expression that judges stored figures; one query."""
    if not semua:
        return []
    baris = SQL(", ").join(SQL("({})").format(_values(satu, pekan, ke)) for ke, satu in enumerate(semua))
    kolom = SQL(", ").join(map(Identifier, ("ke", *TIPE)))
    status = read_sql("status").format(penyebut_kecil=Literal(PENYEBUT_KECIL))
    perintah = SQL("SELECT {} FROM (VALUES {}) AS satu ({}) ORDER BY ke").format(status, baris, kolom)
    with connection.cursor() as cursor:
        cursor.execute(render(perintah))
        return [str(satu) for (satu,) in cursor.fetchall()]


def _values(satu: Jumlah, pekan: Pekan, ke: int) -> Composable:
    nilai = {
        "penyebut": satu.penyebut,
        "pembilang": satu.pembilang,
        "patokan": satu.target,
        "harapan": satu.harapan,
        "arah": satu.jenis.arah,
        "ambang": satu.jenis.ambang,
        "selalu_merah": satu.jenis.selalu_merah,
        "di_luar_musim": satu.jenis.mode == "musim" and pekan.bulan not in satu.jenis.musim,
    }
    isi = (SQL(f"{{}}::{tipe}").format(Literal(nilai[nama])) for nama, tipe in TIPE.items())
    return SQL(", ").join([Literal(ke), *isi])
