"""First steps on an empty server: the kabupaten, its clock, and its first administrator."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from klaster.acuan import load_acuan
from puskesmas.errors import DomainError
from puskesmas.models import Setelan, Unit
from puskesmas.models.pengguna import JenisPenugasan
from puskesmas.models.unit import JenisUnit
from puskesmas.pengguna import assign, check_username, create_pengguna
from puskesmas.peran import Peran
from puskesmas.units import open_unit

SANDI: Final = "ILP_SANDI_FILE"
"""Names a file with the password, for installations without a terminal."""


class Command(BaseCommand):
    help = 'Buka kabupaten pertama: ./run manage pasang --kode 19.06 --nama "Belitung Timur" --admin budi'

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kode", required=True, help="Kode Kemendagri kabupaten/kota, mis. 19.06.")
        parser.add_argument("--nama", required=True, help='Nama kabupaten/kota, mis. "Belitung Timur".')
        parser.add_argument("--zona", default="Asia/Jakarta", help="Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura.")
        parser.add_argument("--admin", required=True, help="Nama pengguna administrator pertama.")

    def handle(self, **options: Any) -> None:
        try:
            kabupaten = install_kabupaten(
                kode=options["kode"],
                nama=options["nama"],
                zona=options["zona"],
                admin=options["admin"],
                ask_password=read_password,
            )
        except DomainError as galat:
            raise CommandError(f"{galat.pesan} {galat.saran} ({galat.kode})") from galat
        self.stdout.write(f"Kabupaten {kabupaten.nama} ({kabupaten.kode}) dibuka; {options['admin']} bisa masuk.")


@transaction.atomic
def install_kabupaten(*, kode: str, nama: str, zona: str, admin: str, ask_password: Callable[[], str]) -> Unit:
    """All of it or nothing: a wrong password leaves no half-made kabupaten behind. It is asked for last."""
    load_acuan()
    kabupaten = open_unit(jenis=JenisUnit.KABUPATEN, kode=kode, kode_wilayah=kode, nama=nama, induk=None)
    set_zona(kabupaten=kabupaten, zona=zona)
    check_username(admin)
    pengguna = create_pengguna(username=admin, nama=admin.strip(), password=ask_password())
    assign(
        pengguna=pengguna,
        unit=kabupaten,
        peran=Peran.ADMIN_KABUPATEN,
        sejak=timezone.localdate(),
        jenis=JenisPenugasan.DEFINITIF,
    )
    return kabupaten


def set_zona(*, kabupaten: Unit, zona: str) -> None:
    setelan = Setelan.objects.get(pk=kabupaten.pk)
    setelan.zona_waktu = zona
    try:
        setelan.clean_fields()
    except ValidationError as error:
        raise DomainError(
            "zona_tidak_dikenal",
            f"Zona waktu {zona!r} tidak dikenal.",
            "zona",
            "Pilih Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura.",
        ) from error
    setelan.save(update_fields=["zona_waktu"])


def read_password() -> str:
    """From the file that ILP_SANDI_FILE names, else typed twice."""
    if path := os.environ.get(SANDI):
        try:
            return Path(path).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"Berkas {path} pada {SANDI} tidak bisa dibaca ({error}).") from error
    if not sys.stdin.isatty():
        raise CommandError(
            f"Tidak ada terminal untuk mengetik kata sandi. Simpan kata sandi dalam berkas, lalu jalankan dengan "
            f"{SANDI}=/jalan/ke/berkas di depan perintah ini."
        )
    try:
        password = getpass("Kata sandi administrator: ")
        lagi = getpass("Sekali lagi: ")
    except (EOFError, KeyboardInterrupt) as error:
        raise CommandError("Kata sandi belum diketik; tidak ada yang dibuat. Jalankan lagi.") from error
    if password != lagi:
        raise CommandError("Kedua kata sandi tidak sama. Jalankan lagi.")
    return password
