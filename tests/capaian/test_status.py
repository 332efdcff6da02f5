"""The state of a figure: the one SQL expression against the sentence of the design, over every boundary."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from django.db import connection
from psycopg2.sql import SQL, Literal

from capaian.hitung.hitung import render
from capaian.hitung.susun import PENYEBUT_KECIL, read_sql
from klaster.indikator import muat_indikator
from tests.capaian.angka_lambat import Angka, nilai_status

D = Decimal
PENYEBUT = (0, 1, 9, 10, 11, 20)
TARGET = (None, D(0), D("0.2"), D("0.5"), D("0.8"), D(1), D("1.2"))
BAGIAN = (None, D(0), D("0.5"), D(1), D(2))  # of the target, expected so far; above 1 where children have laxer targets
RUANG = list(product(PENYEBUT, range(21), TARGET, BAGIAN, ("naik", "turun"), (D("0.5"), D("0.8")), (True, False)))

Baris = tuple[int, int, Decimal | None, Decimal | None, str, Decimal, bool, bool]


def baris() -> list[Baris]:
    """Figures with target, expectation, direction, cut-off, and whether they may always be red or are off season."""
    isi: list[Baris] = []
    for penyebut, pembilang, target, bagian, arah, ambang, merah in RUANG:
        if pembilang <= penyebut and (arah == "naik" or bagian in (None, 1, 2)):
            harapan = None if bagian is None or target is None else target * penyebut * bagian
            isi += [(penyebut, pembilang, target, harapan, arah, ambang, merah, musim) for musim in (True, False)]
    return isi


@pytest.mark.django_db
def test_every_state_is_the_one_the_design_says() -> None:
    semua = baris()
    kolom = "ke, penyebut, pembilang, patokan, harapan, arah, ambang, selalu_merah, di_luar_musim"
    nilai = SQL(", ").join(
        SQL("({}, {}, {}, {}::numeric, {}::numeric, {}, {}::numeric, {}, {})").format(*map(Literal, (ke, *satu)))
        for ke, satu in enumerate(semua)
    )
    status = read_sql("status").format(penyebut_kecil=Literal(PENYEBUT_KECIL))
    with connection.cursor() as cursor:
        cursor.execute(render(SQL(f"SELECT {{}} FROM (VALUES {{}}) t ({kolom}) ORDER BY ke").format(status, nilai)))
        hasil = [str(satu) for (satu,) in cursor.fetchall()]
    salah = [(satu, kata, harus(satu)) for satu, kata in zip(semua, hasil, strict=True) if kata != harus(satu)]
    assert salah == []
    assert len(set(hasil)) == 6


def harus(satu: Baris) -> str:
    penyebut, pembilang, target, harapan, arah, ambang, merah, musim = satu
    jenis = replace(muat_indikator()[0], arah=arah, ambang=ambang, selalu_merah=merah)
    angka = Angka(pembilang=pembilang, penyebut=penyebut, target=target, harapan=harapan)
    return nilai_status(angka, jenis, musim_lain=musim)
