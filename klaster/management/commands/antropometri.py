from __future__ import annotations

import codecs
import csv
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TextIO

from django.core.management.base import BaseCommand, CommandError

from klaster.galat import DataSalah
from klaster.pertumbuhan.survei import Penilai, split_rows

KABAR: Final = 20_000  # rows between two words of progress


class Command(BaseCommand):
    help = (
        "Hitung status gizi tiap baris berkas survei (CSV). Kolom: "
        "sex,age_days,weight_kg,length_height_cm,measured,oedema. "
        "Contoh: ./run manage antropometri survei.csv hasil.csv"
    )
    requires_system_checks: list[str] = []  # Django's own attribute, and the stub wants a list

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("masuk", type=Path, metavar="MASUK.csv")
        parser.add_argument("keluar", type=Path, metavar="HASIL.csv")

    def handle(self, *args: Any, **options: Any) -> None:
        masuk, keluar = options["masuk"], options["keluar"]
        check_berkas(masuk, keluar)
        sementara = keluar.with_name(f".{keluar.name}.{os.getpid()}.sementara")
        try:
            with (
                open_survei(masuk) as baca,
                sementara.open("x", encoding="utf-8", errors="surrogateescape", newline="") as tulis,
            ):
                baris, beralasan = self.judge(baca, tulis, masuk.stat().st_size)
            sementara.replace(keluar)
        except DataSalah as galat:
            raise CommandError(f"{masuk}: {galat}") from None
        except OSError as galat:
            raise CommandError(f"{keluar} tidak dapat ditulis: {galat.strerror}") from None
        finally:
            sementara.unlink(missing_ok=True)
        self.stdout.write(f"{_ribuan(baris)} baris ditulis ke {keluar}, {_ribuan(beralasan)} dengan alasan.")

    def judge(self, baca: TextIO, tulis: TextIO, ukuran: int) -> tuple[int, int]:
        """Rows written, and how many of them with a reason."""
        penilai = Penilai(next(baca, ""))
        penulis = csv.writer(tulis, delimiter=penilai.pemisah, lineterminator="\n")
        penulis.writerow(penilai.header())
        baris = beralasan = 0
        for sel in split_rows(self.report(baca, ukuran), penilai.pemisah, len(penilai.judul)):
            hasil = penilai.judge(sel)
            penulis.writerow(hasil)
            baris += 1
            beralasan += hasil[-1] != ""
        return baris, beralasan

    def report(self, baca: TextIO, ukuran: int) -> Iterator[str]:
        """The lines, with a word of progress on the way."""
        sudah = 0
        for ke, satu in enumerate(baca, start=1):
            sudah += len(satu)
            if ke % KABAR == 0:
                self.stderr.write(f"{_ribuan(ke)} baris, {min(100, sudah * 100 // max(ukuran, 1))} %", ending="\r")
                self.stderr.flush()
            yield satu
        self.stderr.write("", ending="\n")


def open_survei(masuk: Path) -> TextIO:
    """Excel's "Unicode Text" is UTF-16 and says so by its mark; any other bytes come out as they went in."""
    with masuk.open("rb") as baca:
        tanda = baca.read(2)
    if tanda in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return masuk.open(encoding="utf-16", errors="replace", newline="")
    return masuk.open(encoding="utf-8", errors="surrogateescape", newline="")


def check_berkas(masuk: Path, keluar: Path) -> None:
    if not masuk.is_file():
        raise CommandError(f"Berkas {masuk} tidak ada.")
    if not keluar.parent.is_dir():
        raise CommandError(f"Folder {keluar.parent} tidak ada.")
    if keluar.is_dir():
        raise CommandError(f"{keluar} adalah folder. Beri nama berkas hasil.")
    if keluar.exists() and keluar.samefile(masuk):
        raise CommandError("Berkas masuk dan hasil tidak boleh sama. Beri nama lain untuk hasil.")


def _ribuan(bilangan: int) -> str:
    return f"{bilangan:,}".replace(",", ".")
