"""`./run manage demo [--penuh]`: fill an empty database with the demo kabupaten."""

from __future__ import annotations

import gc
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from time import monotonic
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.utils import timezone
from kombu.exceptions import OperationalError

from capaian.demo.muat import load_demo
from capaian.demo.peta import BIASA, KECIL, PENUH, Ukuran
from capaian.demo.putusan import finish_demo
from capaian.demo.saat import BULAN_TIMBANG, Saat, make_saat
from capaian.tasks import evaluate_due
from puskesmas.contoh import has_demo
from puskesmas.models import MuatDemo, Unit

KUNCI: Final = 1908
"""Namespace of the lock that lets one load run at a time."""
_CATAT: Final = """
    INSERT INTO puskesmas_muatdemo AS m (id, keadaan, langkah, persen, mulai, selesai)
    VALUES (1, %(keadaan)s, %(langkah)s, %(persen)s, now(), CASE WHEN %(keadaan)s = 'siap' THEN now() END)
    ON CONFLICT (id) DO UPDATE
    SET keadaan = EXCLUDED.keadaan, langkah = EXCLUDED.langkah, persen = EXCLUDED.persen, selesai = EXCLUDED.selesai
"""


class Command(BaseCommand):
    help = "Memuat data contoh ke basis data yang kosong."

    def add_arguments(self, parser: CommandParser) -> None:
        besar = parser.add_mutually_exclusive_group()
        besar.add_argument(
            "--penuh", action="store_true", help="Seluruh penduduk, 132.000 orang; perlu beberapa menit."
        )
        besar.add_argument("--kecil", action="store_true", help="Satu puskesmas dan beberapa posyandu, untuk mencoba.")
        parser.add_argument(
            "--bulan",
            type=int,
            choices=range(1, 13),
            default=BULAN_TIMBANG,
            help="Bulan penimbangan sebelum bulan ini; 12 untuk bench ramalan.",
        )
        parser.add_argument("--tanggal", type=read_date, help="Anggap hari ini tanggal itu, mis. 2026-11-22.")

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Data contoh hanya untuk ./run di komputer sendiri, tidak untuk server sungguhan.")
        if MuatDemo._meta.db_table not in connection.introspection.table_names():
            call_command("migrate", interactive=False, verbosity=0)
        with alone():
            check_empty()
            mulai = monotonic()
            saat = make_saat(options["tanggal"], timezone.now(), options["bulan"])
            kabupaten = self._load(PENUH if options["penuh"] else KECIL if options["kecil"] else BIASA, saat)
        self.stdout.write(f"Data contoh siap dalam {monotonic() - mulai:.0f} detik.")
        self._compute(kabupaten, saat)

    def _load(self, ukuran: Ukuran, saat: Saat) -> Unit:
        """Progress goes through a connection of its own: the pages see it before the load is committed."""
        lapor = Papan()
        gc.disable()  # half a million objects that all live to the end: looking for garbage among them costs seconds
        try:
            kabupaten = load_demo(saat=saat, ukuran=ukuran, lapor=lapor.write)
        except BaseException:
            lapor.write("Gagal", 0, MuatDemo.Keadaan.GAGAL)
            raise
        else:
            lapor.write("Siap", 100, MuatDemo.Keadaan.SIAP)
            return kabupaten
        finally:
            gc.enable()
            lapor.close()

    def _compute(self, kabupaten: Unit, saat: Saat) -> None:
        """A worker evaluates last week; the weeks before are computed here, since what they decided follows from it."""
        try:
            evaluate_due.delay()
        except OperationalError:
            self.stdout.write("Antrean tidak terjangkau; pekan lalu dievaluasi begitu ./run berjalan.")
        mulai = monotonic()
        finish_demo(kabupaten, saat)
        self.stdout.write(f"Angka dan putusan rapat siap dalam {monotonic() - mulai:.0f} detik lagi.")


class Papan:
    """The board on which `/sehat/` and the loading page read how far the demo is."""

    def __init__(self) -> None:
        self.lain = connections.create_connection(DEFAULT_DB_ALIAS)

    def write(self, langkah: str, persen: int, keadaan: str = MuatDemo.Keadaan.MEMUAT) -> None:
        with self.lain.cursor() as cursor:
            cursor.execute(_CATAT, {"keadaan": str(keadaan), "langkah": langkah[:100], "persen": persen})

    def close(self) -> None:
        self.lain.close()


def read_date(teks: str) -> date:
    try:
        return date.fromisoformat(teks)
    except ValueError as error:
        raise ArgumentTypeError(f"{teks!r} bukan tanggal; tulis TTTT-BB-HH, mis. 2026-11-22.") from error


def check_empty() -> None:
    """A load is one transaction, so an interrupted one has left nothing and simply starts over."""
    if has_demo():
        raise CommandError("Data contoh sudah dimuat. Untuk memuat ulang, hapus folder var/ lalu jalankan ./run lagi.")
    if Unit.objects.exists():
        raise CommandError("Basis data sudah berisi unit; data contoh hanya dimuat ke basis data yang kosong.")


@contextmanager
def alone() -> Iterator[None]:
    """One load at a time; the lock ends with its connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, 0)", [KUNCI])
        if not cursor.fetchone()[0]:
            raise CommandError("Data contoh sedang dimuat oleh proses lain; tunggu sampai selesai.")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, 0)", [KUNCI])
