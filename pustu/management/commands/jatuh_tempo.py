from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from puskesmas.errors import DomainError
from puskesmas.units import find_kabupaten
from pustu.jatuh_tempo import refresh_tempo


class Command(BaseCommand):
    help = (
        "Hitung jatuh tempo semua orang sekarang juga, misalnya sesudah data dimuat; sehari-hari ini terjadi sendiri. "
        "Boleh dihentikan dan diulang. Contoh: ./run manage jatuh_tempo"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kabupaten", help="Kode kabupaten, mis. 19.06. Boleh kosong bila hanya ada satu.")

    def handle(self, **options: Any) -> None:
        try:
            kabupaten = find_kabupaten(options["kabupaten"])
        except DomainError as galat:
            raise CommandError(f"{galat.pesan} {galat.saran} ({galat.kode})") from galat
        self.stdout.write(f"{refresh_tempo(kabupaten=kabupaten, semua=True)} baris jatuh tempo berubah.")
