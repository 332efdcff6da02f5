from __future__ import annotations  # noqa: N999  # the command is called nilai-ulang

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from klaster.tanggal import read_tanggal, sebut_tanggal
from posyandu.nilai_ulang import Perubahan, find_orang, rejudge
from puskesmas.errors import DomainError
from puskesmas.models import Unit
from puskesmas.units import find_kabupaten


class Command(BaseCommand):
    help = (
        "Nilai ulang kunjungan yang sudah tersimpan dengan aturan sekarang; tiap kunjungan dinilai dengan aturan yang "
        "berlaku pada tanggalnya. Boleh dihentikan dan diulang. Contoh: ./run manage nilai-ulang --sejak 2026-01-01"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sejak", required=True, help="Tanggal kunjungan pertama, mis. 2026-01-01.")
        parser.add_argument("--kabupaten", help="Kode kabupaten, mis. 19.06. Boleh kosong bila hanya ada satu.")

    def handle(self, **options: Any) -> None:
        sejak = read_tanggal(options["sejak"])
        if sejak is None:
            raise CommandError(f"Tanggal {options['sejak']!r} tidak sah. Tulis seperti 2026-01-01.")
        try:
            kabupaten = find_kabupaten(options["kabupaten"])
        except DomainError as galat:
            raise CommandError(f"{galat.pesan} {galat.saran} ({galat.kode})") from galat
        self.report(self.judge(kabupaten, sejak))

    def judge(self, kabupaten: Unit, sejak: date) -> Perubahan:
        """All batches, with a line of progress that writes over itself."""
        jumlah = Perubahan()
        semua = len(find_orang(kabupaten=kabupaten, sejak=sejak))
        for hasil in rejudge(kabupaten=kabupaten, sejak=sejak):
            jumlah.add(hasil)
            self.stderr.write(f"{jumlah.orang} dari {semua} orang, {jumlah.kunjungan} berubah", ending="\r")
            self.stderr.flush()
        self.stderr.write("")
        return jumlah

    def report(self, jumlah: Perubahan) -> None:
        self.stdout.write(f"{jumlah.orang} orang dinilai ulang, temuan {jumlah.kunjungan} kunjungan berubah.")
        for kode in sorted(jumlah.muncul.keys() | jumlah.hilang.keys()):
            self.stdout.write(f"  {kode}: +{jumlah.muncul[kode]} −{jumlah.hilang[kode]}")
        if jumlah.sejak is not None:
            self.stdout.write(f"Angka pekan sejak {sebut_tanggal(jumlah.sejak)} dihitung ulang sebentar lagi.")
