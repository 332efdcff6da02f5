"""`bench sinkron`: visits through HTTP with rules and audit, against bare COPY and a DRF serializer that saves."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.client import HTTPConnection
from threading import Thread
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.utils import timezone
from rest_framework import serializers

from capaian.bench.dunia import analyze, make_world, scratch_database
from capaian.bench.ukur import ratio, take_turns
from posyandu.models import Kunjungan, Warga
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.peran import Peran
from puskesmas.perangkat import issue_token

SEKALI: Final = 100
Batch = Iterator[list[dict[str, Any]]]
KOLOM: Final = (
    "id, warga_id, unit_layanan_id, kanal, tanggal, dicatat_oleh_id, diperiksa_oleh, pengukuran, sidik,"
    " temuan_saat_entri, alasan_batal, dicatat_pada, diterima_pada, temuan, versi_aturan, berlaku"
)


def run(*, putaran: int) -> dict[str, Any]:
    """Batches of a hundred visits of people who already have a year of history.

    `satu_meja`: people of one posyandu after the other, as a phone sends them. `tersebar`: each batch from all over.
    """
    hari_ini = timezone.localdate()
    with scratch_database():
        kabupaten = make_world(posyandu=133, kunjungan=100_000, sejarah=1, minggu=hari_ini - timedelta(days=1))
        analyze()
        kader, token = _worker(kabupaten)
        with _server() as port:
            hasil = {
                nama: _compare(port, token, kader, _batches(hari, urut), putaran)
                for nama, (urut, hari) in {
                    "satu_meja": (("unit", "pk"), hari_ini - timedelta(days=1)),
                    "tersebar": (("pk",), hari_ini),
                }.items()
            }
    return {"bench": "sinkron", "kunjungan_sekali_kirim": SEKALI, **hasil}


def _compare(port: int, token: str, kader: Pengguna, batch: Batch, putaran: int) -> dict[str, Any]:
    waktu = take_turns(
        {
            "kami": lambda: _send(port, token, next(batch)),
            "copy": lambda: _copy(next(batch), kader),
            "drf": lambda: _drf(next(batch), kader),
        },
        putaran,
        pemanasan=3,
    )
    return {
        **{nama: isi.as_dict() for nama, isi in waktu.items()},
        "drf_banding_kami": ratio(waktu["drf"], waktu["kami"]),
        "kami_banding_copy": ratio(waktu["kami"], waktu["copy"]),
    }


def _worker(kabupaten: Unit) -> tuple[Pengguna, str]:
    kader = Pengguna.objects.create_user(username="kader", nama="Kader")
    Penugasan.objects.create(pengguna=kader, unit=kabupaten, peran=Peran.BIDAN_DESA, sejak=date(2020, 1, 1))
    return kader, issue_token(pengguna=kader, nama="bench")[1]


def _batches(hari: date, urut: tuple[str, ...]) -> Batch:
    """Endless batches of new visits of adults, in this order; each contestant gets people of its own."""
    warga = Warga.objects.filter(tanggal_lahir__lt=hari - timedelta(days=7000)).order_by(*urut)
    rows = list(warga.values_list("pk", "unit__kode", "unit_id"))
    for ke in range(10**6):
        yield [_visit(rows[(ke * SEKALI + n) % len(rows)], hari) for n in range(SEKALI)]


def _visit(warga: tuple[uuid.UUID, str, int], hari_ini: date) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "warga": str(warga[0]),
        "unit": warga[1],
        "unit_id": warga[2],
        "tanggal": hari_ini.isoformat(),
        "kanal": "posyandu",
        "pengukuran": {"berat_kg": 61.5, "lingkar_perut_cm": 88, "sistole": 128, "diastole": 82, "gds_mgdl": 132},
    }


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        """Silence."""


@contextmanager
def _server() -> Iterator[int]:
    """Our application on a free port of the loopback."""
    server: WSGIServer = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
    thread = Thread(target=_serve, args=(server,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _serve(server: WSGIServer) -> None:
    """Serve until told to stop; the thread gives its own database connection back."""
    try:
        server.serve_forever()
    finally:
        connections.close_all()


def _send(port: int, token: str, batch: list[dict[str, Any]]) -> None:
    kunjungan = [{k: v for k, v in satu.items() if k != "unit_id"} for satu in batch]
    head = {"Authorization": f"Token {token}", "Content-Type": "application/json", "Host": "localhost"}
    client = HTTPConnection("127.0.0.1", port, timeout=60)
    client.request("POST", "/api/v1/sinkron/", json.dumps({"kunjungan": kunjungan}), head)
    answer = client.getresponse()
    isi = answer.read()
    client.close()
    if answer.status != 200 or any(h["status"] != "diterima" for h in json.loads(isi)["hasil"]):
        raise AssertionError(f"{answer.status}: {isi[:300]!r}")


def _copy(batch: list[dict[str, Any]], kader: Pengguna) -> None:
    """No rules, no scope, no answer: the least that any way of storing these rows can cost."""
    sekarang = timezone.now().isoformat()
    baris = (
        f"{s['id']}\t{s['warga']}\t{s['unit_id']}\t{s['kanal']}\t{s['tanggal']}\t{kader.pk}\t\t{json.dumps(s['pengukuran'])}\t\t"
        f"{{}}\t\t{sekarang}\t{sekarang}\t{{}}\t\ttrue\n"
        for s in batch
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE masuk (LIKE posyandu_kunjungan INCLUDING DEFAULTS)")
        cursor.cursor.copy_expert(f"COPY masuk ({KOLOM}) FROM STDIN", io.StringIO("".join(baris)))
        cursor.execute(f"INSERT INTO posyandu_kunjungan ({KOLOM}) SELECT {KOLOM} FROM masuk ON CONFLICT DO NOTHING")
        cursor.execute("DROP TABLE masuk")


class _Biasa(serializers.ModelSerializer[Kunjungan]):
    """What a generated API would do: check each field and each relation, save one row at a time."""

    class Meta:
        model = Kunjungan
        fields = (
            "id",
            "warga",
            "unit_layanan",
            "tanggal",
            "kanal",
            "pengukuran",
            "dicatat_oleh",
            "sidik",
            "dicatat_pada",
        )


def _drf(batch: list[dict[str, Any]], kader: Pengguna) -> None:
    lain = {"dicatat_oleh": kader.pk, "sidik": "0" * 64, "dicatat_pada": timezone.now().isoformat()}
    serializer = _Biasa(data=[{**satu, "unit_layanan": satu["unit_id"], **lain} for satu in batch], many=True)
    serializer.is_valid(raise_exception=True)
    serializer.save()
