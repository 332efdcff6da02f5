"""`./run manage bench evaluasi|halaman|sinkron`: measure side by side, print JSON."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from capaian.bench import evaluasi, halaman, sinkron


class Command(BaseCommand):
    help = "Mengukur kecepatan berdampingan dengan cara lain; hasilnya JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        jenis = parser.add_subparsers(dest="jenis", required=True)
        satu = jenis.add_parser("evaluasi", help="Satu pekan sekabupaten.")
        satu.add_argument("--kunjungan", type=int, default=100_000)
        satu.add_argument("--posyandu", type=int, nargs="+", default=[133, 1330])
        satu.add_argument("--sejarah", type=int, nargs="+", default=[1, 2, 4])
        satu.add_argument("--putaran", type=int, default=5)
        tiga = jenis.add_parser("halaman", help="Beranda kabupaten data contoh.")
        tiga.add_argument("--putaran", type=int, default=100)
        tiga.add_argument("--pengguna", default="dinkes")
        dua = jenis.add_parser("sinkron", help="Seratus kunjungan sekali kirim.")
        dua.add_argument("--putaran", type=int, default=20)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(_RUN[options["jenis"]](options), indent=2))


def _evaluasi(options: dict[str, Any]) -> dict[str, Any]:
    return evaluasi.run(
        kunjungan=options["kunjungan"],
        posyandu=tuple(options["posyandu"]),
        sejarah=tuple(options["sejarah"]),
        putaran=options["putaran"],
    )


def _sinkron(options: dict[str, Any]) -> dict[str, Any]:
    return sinkron.run(putaran=options["putaran"])


def _halaman(options: dict[str, Any]) -> dict[str, Any]:
    return halaman.run(putaran=options["putaran"], pengguna=options["pengguna"])


_RUN = {"evaluasi": _evaluasi, "halaman": _halaman, "sinkron": _sinkron}
