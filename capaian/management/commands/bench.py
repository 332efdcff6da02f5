"""`./run manage bench aturan|evaluasi|halaman|jatuh-tempo|kerja|orang|…`: measure side by side, print JSON."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from capaian.bench import aturan, dua_bahasa, evaluasi, halaman, hp, orang, pustu, ramalan, sinkron


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
        empat = jenis.add_parser("aturan", help="Menilai satu kunjungan, dan pertumbuhan satu anak.")
        empat.add_argument("--putaran", type=int, default=20)
        empat.add_argument("--anak", type=int, default=1000)
        empat.add_argument("--kunjungan", type=int, default=200)
        lima = jenis.add_parser("dua-bahasa", help="Aturan di HP: ukuran, dan menilai satu kunjungan.")
        lima.add_argument("--putaran", type=int, default=500)
        enam = jenis.add_parser("orang", help="Halaman satu orang dengan riwayat 20 tahun.")
        enam.add_argument("--putaran", type=int, default=100)
        for nama in pustu.ALAMAT:
            tujuh = jenis.add_parser(nama, help=f"Daftar {nama} satu Puskesmas; gagal bila lewat batas.")
            tujuh.add_argument("--orang", type=int, default=20_000)
            tujuh.add_argument("--putaran", type=int, default=40)
        jenis.add_parser("hp", help="Aplikasi kader dengan 2.000 orang di HP lambat; gagal bila lewat batas.")
        jenis.add_parser("ramalan", help="Ramalan tutup bulan, diuji pada bulan yang sudah tutup.")
        dua = jenis.add_parser("sinkron", help="Seratus kunjungan sekali kirim.")
        dua.add_argument("--putaran", type=int, default=20)

    def handle(self, *args: Any, **options: Any) -> None:
        hasil = _RUN[options["jenis"]](options)
        self.stdout.write(json.dumps(hasil, indent=2))
        if hasil.get("lewat"):
            raise CommandError(f"Lewat batas: {', '.join(hasil['lewat'])}")


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


def _aturan(options: dict[str, Any]) -> dict[str, Any]:
    return aturan.run(putaran=options["putaran"], anak=options["anak"], kunjungan=options["kunjungan"])


def _pustu(options: dict[str, Any]) -> dict[str, Any]:
    return pustu.run(bench=options["jenis"], orang=options["orang"], putaran=options["putaran"])


_RUN = {
    "aturan": _aturan,
    "dua-bahasa": lambda options: dua_bahasa.run(putaran=options["putaran"]),
    "evaluasi": _evaluasi,
    "halaman": _halaman,
    "hp": lambda _: hp.run(),
    "jatuh-tempo": _pustu,
    "kerja": _pustu,
    "orang": lambda options: orang.run(putaran=options["putaran"]),
    "ramalan": lambda _: ramalan.run(),
    "sinkron": _sinkron,
}
