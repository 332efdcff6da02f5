"""List pages and calls ask the database as often for 50 rows as for 5."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from capaian.hitung.hitung import compute_week
from klaster.acuan import load_acuan
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from puskesmas.perangkat import issue_token
from tests.akses.dunia import PEKAN_LALU
from tests.cast import make_kunjungan, make_pengguna, make_sesi, make_unit, make_warga

SEDIKIT, BANYAK = 5, 50
INDIKATOR = "/indikator/balita_ditimbang/"

Minta = Callable[["Kecil"], Any]


class Kecil:
    """One kabupaten whose lists can grow: puskesmas, posyandu, people, sessions."""

    def __init__(self) -> None:
        load_acuan()
        self.kab = make_unit(JenisUnit.KABUPATEN, "Kab", None)
        self.pkm = make_unit(JenisUnit.PUSKESMAS, "Satu", self.kab)
        self.pos = make_unit(JenisUnit.POSYANDU, "Utama", self.pkm)
        self.petugas = make_pengguna("Dinas", self.kab, Peran.STAF_DINAS)
        self.besar = 0
        _, token = issue_token(pengguna=self.petugas, nama="HP")
        self.hp = APIClient(headers={"authorization": f"Token {token}"})
        self.web = Client()
        self.web.force_login(self.petugas, backend="django.contrib.auth.backends.ModelBackend")

    def grow(self, sampai: int) -> None:
        """More of everything that a page lists."""
        for nomor in range(self.besar, sampai):
            pkm = make_unit(JenisUnit.PUSKESMAS, f"Pkm {nomor:03}", self.kab)
            self.fill(make_unit(JenisUnit.POSYANDU, f"Anak {nomor:03}", self.pkm), nomor)
            self.fill(make_unit(JenisUnit.POSYANDU, f"Lain {nomor:03}", pkm), nomor)
            self.fill(self.pos, nomor)
            make_sesi(self.pos, PEKAN_LALU.senin - timedelta(days=nomor))
        self.besar = sampai
        compute_week(kabupaten=self.kab, pekan=PEKAN_LALU)

    def fill(self, posyandu: Unit, nomor: int) -> None:
        ditimbang = make_warga(posyandu, f"Anak {nomor:03}")
        make_warga(posyandu, f"Belum {nomor:03}", ibu=make_warga(posyandu, f"Ibu {nomor:03}", jk="P"))
        make_kunjungan(ditimbang, posyandu, PEKAN_LALU.senin, self.petugas, ["ditimbang"])


def call(alamat: str) -> Minta:
    return lambda dunia: dunia.hp.get(alamat.format(dunia=dunia))


def page(alamat: str) -> Minta:
    return lambda dunia: dunia.web.get(alamat.format(dunia=dunia))


DAFTAR: dict[str, Minta] = {
    "api unit": call("/api/v1/unit/"),
    "api unit, saringan": call("/api/v1/unit/?induk={dunia.pkm.kode}&jenis=posyandu"),
    "api warga": call("/api/v1/warga/?unit={dunia.pos.kode}"),
    "api cari warga": lambda dunia: dunia.hp.post("/api/v1/warga/cari/", {"q": "anak"}, format="json"),
    "api capaian": call("/api/v1/capaian/?unit={dunia.kab.kode}"),
    "kabupaten": page("/"),
    "unit, capaian": page("/unit/{dunia.pkm.kode}/"),
    "unit, di bawahnya": page("/unit/{dunia.pkm.kode}/?tab=bawahan"),
    "unit, orang": page("/unit/{dunia.pos.kode}/?tab=orang"),
    "unit, jadwal": page("/unit/{dunia.pkm.kode}/?tab=jadwal"),
    "posyandu": page("/unit/{dunia.pos.kode}/"),
    "posyandu, jadwal": page("/unit/{dunia.pos.kode}/?tab=jadwal"),
    "daftar indikator": page("/indikator/?unit={dunia.kab.kode}"),
    "indikator": page(INDIKATOR + "?unit={dunia.kab.kode}"),
    "indikator, siapa yang belum": page(INDIKATOR + "?unit={dunia.pos.kode}&bagian=terlewat"),
    "indikator, siapa yang sudah": page(INDIKATOR + "?unit={dunia.pos.kode}&bagian=sudah"),
    "orang": lambda dunia: dunia.web.post("/orang/", {"kata": "anak"}),
    "cari": lambda dunia: dunia.web.post("/cari/", {"kata": "anak"}),
    "unduh": page("/unduh/kabupaten.xlsx?unit={dunia.kab.kode}"),
}


@pytest.fixture(scope="module")
def hitungan(senin: None, django_db_setup: None, django_db_blocker: Any) -> Any:
    """Queries of each list with few and with many rows."""
    with django_db_blocker.unblock(), transaction.atomic():
        dunia = Kecil()
        dunia.grow(SEDIKIT)
        sedikit = {nama: count(minta, dunia) for nama, minta in DAFTAR.items()}
        dunia.grow(BANYAK)
        banyak = {nama: count(minta, dunia) for nama, minta in DAFTAR.items()}
        transaction.set_rollback(True)
    return sedikit, banyak


def count(minta: Minta, dunia: Kecil) -> int:
    """Queries of a second call: what a process reads once and keeps is not a query per row."""
    minta(dunia)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = minta(dunia)
    assert answer.status_code == 200, answer.content[:200]
    return len(queries)


@pytest.mark.django_db
@pytest.mark.parametrize("nama", DAFTAR)
def test_fifty_rows_ask_no_more_than_five(hitungan: Any, nama: str) -> None:
    sedikit, banyak = hitungan
    assert banyak[nama] <= sedikit[nama], f"{nama}: {sedikit[nama]} kueri untuk 5 baris, {banyak[nama]} untuk 50"


@pytest.mark.django_db
def test_the_kabupaten_page_asks_at_most_ten_times(hitungan: Any) -> None:
    assert hitungan[1]["kabupaten"] <= 10


@pytest.mark.django_db
def test_a_query_per_row_is_seen(hitungan: Any) -> None:
    """The measure itself: a list that asks for each row's unit asks more for 50 rows than for 5."""
    with CaptureQueriesContext(connection) as few:
        [list(Unit.objects.filter(pk=nomor)) for nomor in range(SEDIKIT)]
    with CaptureQueriesContext(connection) as many:
        [list(Unit.objects.filter(pk=nomor)) for nomor in range(BANYAK)]
    assert (len(few), len(many)) == (SEDIKIT, BANYAK)
