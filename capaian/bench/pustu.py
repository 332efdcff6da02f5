"""`bench jatuh-tempo` and `bench kerja`: the lists of a Puskesmas of many people, in a kabupaten of seven such; and how
long making its due lines anew takes."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connection
from django.test import Client
from django.utils import timezone
from psycopg2.sql import SQL, Literal

from capaian.bench.dunia import analyze, make_world, scratch_database
from capaian.bench.evaluasi import count_statements
from capaian.bench.halaman import visit_page
from capaian.bench.ukur import take_turns
from posyandu.models import Warga
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from pustu.jatuh_tempo import SEKALI, refresh_orang
from pustu.models import JatuhTempo

PUSKESMAS: Final = 7
"""As many as the world has; each gets as many people."""
BATAS: Final = 300.0
"""Milliseconds that 95 of 100 requests may take."""
ALAMAT: Final = {
    "jatuh-tempo": {
        "semua": "/jatuh-tempo/",
        "semua_lewat": "/jatuh-tempo/?lihat=lewat",
        "semua_akhir": "/jatuh-tempo/?hal=9999",
        "imunisasi": "/jatuh-tempo/?kelompok=imunisasi",
        "hamil": "/jatuh-tempo/?kelompok=hamil",
        "skrining": "/jatuh-tempo/?kelompok=skrining",
        "skrining_satu": "/jatuh-tempo/?kelompok=skrining&kode=skrining_tekanan",
        "skrining_lewat": "/jatuh-tempo/?kelompok=skrining&lihat=lewat",
        "skrining_akhir": "/jatuh-tempo/?kelompok=skrining&hal=9999",
    },
    "kerja": {"kerja": "/kerja/", "kerja_semua": "/kerja/?semua=1"},
}


def run(*, bench: str, orang: int, putaran: int) -> dict[str, Any]:
    """One reader, one request at a time; `lewat` names what took longer than it may."""
    with scratch_database():
        puskesmas, lama = _fill(orang)
        kuki = _login(puskesmas)
        handler = get_internal_wsgi_application()
        kerja = {nama: visit_page(handler, kuki, None, alamat) for nama, alamat in ALAMAT[bench].items()}
        kueri = {nama: count_statements(satu) for nama, satu in kerja.items()}
        waktu = take_turns(kerja, putaran, pemanasan=2)
        baris = JatuhTempo.objects.under(puskesmas).count()
    return {
        "bench": bench,
        "orang": orang,
        "baris_jatuh_tempo": baris,
        "hitung_semua_detik": round(lama, 1),
        "kueri": kueri,
        **{nama: isi.as_dict() for nama, isi in waktu.items()},
        "batas_p95_ms": BATAS,
        "lewat": [nama for nama, isi in waktu.items() if isi.percentile(95) > BATAS],
    }


def _fill(orang: int) -> tuple[Unit, float]:
    """The Puskesmas to look at, and the seconds that its due lines took."""
    hari_ini = timezone.localdate()
    make_world(posyandu=133, kunjungan=100_000, sejarah=1, minggu=hari_ini - timedelta(days=1), orang=orang * PUSKESMAS)
    analyze()
    puskesmas = Unit.objects.of_jenis(JenisUnit.PUSKESMAS).order_by("pk")[0]
    ids = list(Warga.objects.under(puskesmas).order_by("pk").values_list("pk", flat=True))
    mulai = perf_counter()
    for awal in range(0, len(ids), SEKALI):
        refresh_orang(ids[awal : awal + SEKALI], hari_ini)
    lama = perf_counter() - mulai
    text = (Path(__file__).parent / "pustu.sql").read_text(encoding="utf-8")
    nilai = {"puskesmas": f"{puskesmas.jalur}%", "petugas": Pengguna.objects.get(username="bench").pk}
    with connection.cursor() as cursor:
        cursor.execute(SQL(text).format(**{k: Literal(v) for k, v in nilai.items()}).as_string(connection.connection))
    analyze()
    return puskesmas, lama


def _login(puskesmas: Unit) -> str:
    """The session of its head."""
    kepala = Pengguna.objects.create_user(username="kepala", password=uuid.uuid4().hex, nama="Kepala")
    Penugasan.objects.create(
        pengguna=kepala, unit=puskesmas, peran=Peran.KEPALA_PUSKESMAS, sejak=puskesmas.hari_ini - timedelta(days=900)
    )
    client = Client()
    client.force_login(kepala, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value
