"""List pages and calls ask the database as often for 50 rows as for 5."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from capaian.evaluasi.buat import make_week
from capaian.hitung.hitung import compute_week
from klaster.acuan import load_acuan
from posyandu.models import Warga
from puskesmas.masalah import handle_masalah, report_masalah
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from puskesmas.perangkat import issue_token
from pustu.jatuh_tempo import refresh_tempo
from pustu.tindak_lanjut import Tujuan, decide
from tests.akses.dunia import PEKAN_LALU
from tests.cast import make_kunjungan, make_pengguna, make_sesi, make_tugas, make_unit, make_warga

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
        self.pencatat = make_pengguna("Kader", self.pos)
        self.meja = Client()
        self.kepala = Client()
        self.pemutus = make_pengguna("Kepala", self.pkm, Peran.KEPALA_PUSKESMAS)
        self.kepala.force_login(self.pemutus, backend="django.contrib.auth.backends.ModelBackend")
        self.meja.force_login(self.pencatat, backend="django.contrib.auth.backends.ModelBackend")

    def grow(self, sampai: int) -> None:
        """More of everything that a page lists."""
        for nomor in range(self.besar, sampai):
            pkm = make_unit(JenisUnit.PUSKESMAS, f"Pkm {nomor:03}", self.kab)
            self.fill(make_unit(JenisUnit.POSYANDU, f"Anak {nomor:03}", self.pkm), nomor)
            self.fill(make_unit(JenisUnit.POSYANDU, f"Lain {nomor:03}", pkm), nomor)
            self.fill(self.pos, nomor)
            tercatat = make_warga(self.pos, f"Tercatat {nomor:03}")
            make_kunjungan(tercatat, self.pos, PEKAN_LALU.senin, self.pencatat, ["demam"])
            make_tugas(tercatat, self.pencatat, sejak=PEKAN_LALU.senin)
            self.find(nomor)
            make_sesi(self.pos, PEKAN_LALU.senin - timedelta(days=nomor))
            masalah = report_masalah(oleh=self.pencatat, unit=self.pos, jenis="alat", judul=f"Alat {nomor:03}")
            handle_masalah(oleh=self.petugas, masalah=masalah, pemilik=self.petugas, tenggat=masalah.unit.hari_ini)
        self.besar = sampai
        refresh_tempo(kabupaten=self.kab)
        make_week(kabupaten=self.kab, pekan=PEKAN_LALU)
        compute_week(kabupaten=self.kab, pekan=PEKAN_LALU)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # autovacuum sees none of these rows, and then a list of names takes minutes

    def fill(self, posyandu: Unit, nomor: int) -> None:
        ditimbang = make_warga(posyandu, f"Anak {nomor:03}")
        make_warga(posyandu, f"Belum {nomor:03}", ibu=make_warga(posyandu, f"Ibu {nomor:03}", jk="P"))
        make_kunjungan(ditimbang, posyandu, PEKAN_LALU.senin, self.petugas, ["ditimbang"])

    def find(self, nomor: int) -> None:
        """A person who waits on the worklist, one in danger, one who was sent on and one to be visited together."""
        tenggat = self.pkm.hari_ini + timedelta(days=7)
        keputusan: dict[str, dict[str, Any]] = {
            "td_tinggi": {},
            "tanda_bahaya": {},
            "rujuk": {"tujuan": Tujuan("Tekanan darah tinggi", None, "RSUD")},
            "bersama": {"tenggat": tenggat},
        }
        for nama, isi in keputusan.items():
            orang = make_warga(self.pos, f"Temuan {nama} {nomor:03}")
            temuan = nama if not isi else "td_tinggi"
            satu = make_kunjungan(orang, self.pos, PEKAN_LALU.senin, self.pencatat, [temuan])
            if isi:
                decide(
                    oleh=self.pemutus,
                    id=uuid4(),
                    warga=orang,
                    kunjungan=[satu.pk],
                    unit=self.pkm,
                    keputusan=nama,
                    **isi,
                )

    def send(self) -> Any:
        """Everybody of the posyandu who was not weighed; sent again by the second call, which counts."""
        belum = Warga.objects.filter(unit=self.pos, nama__startswith="Belum").values_list("pk", flat=True)
        isi = {"warga": list(belum), "tenggat": "2026-11-20"}
        return self.kepala.post(f"{INDIKATOR}?unit={self.pos.kode}&bagian=terlewat", isi)


def call(alamat: str) -> Minta:
    return lambda dunia: dunia.hp.get(alamat.format(dunia=dunia))


def page(alamat: str) -> Minta:
    return lambda dunia: dunia.web.get(alamat.format(dunia=dunia))


def desk(alamat: str) -> Minta:
    return lambda dunia: dunia.meja.get(f"{alamat}?tanggal={PEKAN_LALU.senin}&kartu=anak")


DAFTAR: dict[str, Minta] = {
    "setumpuk kartu": desk("/kunjungan/tumpukan/"),
    "daftar hari buka": desk("/kunjungan/daftar/"),
    "catat, cari orang": lambda dunia: dunia.meja.post("/kunjungan/baru/", {"kata": "anak"}),
    "nyelik": lambda dunia: dunia.meja.get("/nyelik/"),
    "register": lambda dunia: dunia.kepala.get("/register/?penyakit=stunting"),
    "register, diusulkan": lambda dunia: dunia.kepala.get("/register/?penyakit=stunting&lihat=usul"),
    "kerja": lambda dunia: dunia.kepala.get("/kerja/"),
    "kerja, semua": lambda dunia: dunia.kepala.get("/kerja/?semua=1"),
    "jatuh tempo": page("/jatuh-tempo/"),
    "jatuh tempo, cetak": page("/jatuh-tempo/cetak.pdf"),
    "nyelik, kabupaten": page("/nyelik/"),
    "kirim ke nyelik": lambda dunia: dunia.send(),
    "api unit": call("/api/v1/unit/"),
    "api unit, saringan": call("/api/v1/unit/?induk={dunia.pkm.kode}&jenis=posyandu"),
    "api warga": call("/api/v1/warga/?unit={dunia.pos.kode}"),
    "api cari warga": lambda dunia: dunia.hp.post("/api/v1/warga/cari/", {"q": "anak"}, format="json"),
    "api capaian": call("/api/v1/capaian/?unit={dunia.kab.kode}"),
    "kabupaten": page("/"),
    "evaluasi": page("/evaluasi/2026-M46/{dunia.pkm.kode}/"),
    "evaluasi, kabupaten": page("/evaluasi/2026-M46/"),
    "evaluasi, bagian": page("/evaluasi/2026-M46/pustu/{dunia.pkm.kode}/"),
    "unit, capaian": page("/unit/{dunia.pkm.kode}/"),
    "unit, di bawahnya": page("/unit/{dunia.pkm.kode}/?tab=bawahan"),
    "unit, orang": page("/unit/{dunia.pos.kode}/?tab=orang"),
    "unit, jadwal": page("/unit/{dunia.pkm.kode}/?tab=jadwal"),
    "posyandu": page("/unit/{dunia.pos.kode}/"),
    "posyandu, jadwal": page("/unit/{dunia.pos.kode}/?tab=jadwal"),
    "daftar indikator": page("/indikator/?unit={dunia.kab.kode}"),
    "klaster": page("/klaster/ibu_anak/?unit={dunia.pkm.kode}"),
    "indikator": page(INDIKATOR + "?unit={dunia.kab.kode}"),
    "indikator, siapa yang belum": page(INDIKATOR + "?unit={dunia.pos.kode}&bagian=terlewat"),
    "indikator, siapa yang sudah": page(INDIKATOR + "?unit={dunia.pos.kode}&bagian=sudah"),
    "indikator lokal": page("/isian/indikator/"),
    "papan masalah": page("/masalah/"),
    "daftar masalah": page("/masalah/?tampil=daftar"),
    "unit, masalah": page("/unit/{dunia.pkm.kode}/?tab=masalah"),
    "lapor masalah": page("/masalah/baru/"),
    "target": page("/target/?unit={dunia.kab.kode}"),
    "tempel target": page("/target/tempel/"),
    "bagi sasaran": page("/target/sasaran/bagi/?unit={dunia.pkm.kode}"),
    "contoh berkas sasaran": page("/unduh/sasaran.xlsx"),
    "sasaran": page("/target/sasaran/?unit={dunia.kab.kode}"),
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
def test_the_evaluation_asks_at_most_fifteen_times(hitungan: Any) -> None:
    assert hitungan[1]["evaluasi"] <= 15


@pytest.mark.django_db
def test_the_worklist_asks_at_most_twenty_times(hitungan: Any) -> None:
    assert hitungan[1]["kerja"] <= 20


@pytest.mark.django_db
def test_a_query_per_row_is_seen(hitungan: Any) -> None:
    """The measure itself: a list that asks for each row's unit asks more for 50 rows than for 5."""
    with CaptureQueriesContext(connection) as few:
        [list(Unit.objects.filter(pk=nomor)) for nomor in range(SEDIKIT)]
    with CaptureQueriesContext(connection) as many:
        [list(Unit.objects.filter(pk=nomor)) for nomor in range(BANYAK)]
    assert (len(few), len(many)) == (SEDIKIT, BANYAK)
