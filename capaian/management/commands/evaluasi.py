"""Print the figures of one week, computing them first where they are missing or out of date."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from capaian.hitung.antrean import is_stale
from capaian.hitung.hitung import compute_week, zona_of
from capaian.hitung.pekan import Pekan, open_week
from capaian.models import Capaian
from puskesmas.errors import DomainError
from puskesmas.models import Unit
from puskesmas.units import find_kabupaten

KOLOM = ("unit", "indikator", "pembilang", "penyebut", "tambahan_pekan", "menunggu", "harapan", "target", "status")


def list_week(*, kabupaten: Unit, pekan: Pekan) -> list[dict[str, Any]]:
    """The figures of every unit and indicator of the week, top of the tree first."""
    if pekan > open_week(zona_of(kabupaten)):
        raise DomainError(
            "pekan_belum_mulai", f"{pekan.label} belum mulai.", "pekan", "Pilih pekan ini atau sebelumnya."
        )
    rows = Capaian.objects.filter(kabupaten=kabupaten, pekan=pekan.senin)
    if is_stale(kabupaten=kabupaten, sampai=pekan.minggu) or not rows.exists():
        compute_week(kabupaten=kabupaten, pekan=pekan)
    return [_line(row) for row in rows.select_related("unit").order_by("unit__jalur", "indikator__urutan")]


def _line(row: Capaian) -> dict[str, Any]:
    return {
        "unit": row.unit.kode,
        "nama": row.unit.nama_lengkap,
        "indikator": row.indikator_id,
        "pembilang": row.pembilang,
        "penyebut": row.penyebut,
        "persen": round(100 * row.pembilang / row.penyebut, 1) if row.penyebut else None,
        "tambahan_pekan": row.tambahan_pekan,
        "menunggu": row.menunggu,
        "harapan": None if row.harapan is None else float(row.harapan),
        "target": None if row.target is None else float(row.target),
        "status": row.status,
        "dihitung_pada": row.dihitung_pada.isoformat(),
    }


def write_json(baris: list[dict[str, Any]]) -> str:
    return json.dumps(baris, ensure_ascii=False, indent=1)


def write_table(baris: list[dict[str, Any]]) -> str:
    """Columns as wide as their widest value."""
    isi = [KOLOM, *(tuple("" if row[nama] is None else str(row[nama]) for nama in KOLOM) for row in baris)]
    lebar = [max(len(satu[ke]) for satu in isi) for ke in range(len(KOLOM))]
    return "\n".join("  ".join(teks.ljust(n) for teks, n in zip(satu, lebar, strict=True)).rstrip() for satu in isi)


BENTUK: Final = {"json": write_json, "table": write_table}


class Command(BaseCommand):
    help = "Tampilkan capaian satu pekan: ./run manage evaluasi --pekan 2026-M46 --format table"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pekan", help="Kode pekan, mis. 2026-M46. Harus diisi.")  # asked for in our own words
        parser.add_argument("--kabupaten", help="Kode kabupaten, mis. 19.06. Boleh kosong bila hanya ada satu.")
        parser.add_argument("--format", default="table", help="table atau json.")

    def handle(self, **options: Any) -> None:
        if not options["pekan"]:
            raise CommandError("Sebutkan pekannya, misalnya: ./run manage evaluasi --pekan 2026-M46")
        tulis = BENTUK.get(options["format"])
        if tulis is None:
            raise CommandError("Bentuk itu tidak ada. Pilih --format table atau --format json.")
        try:
            kabupaten = find_kabupaten(options["kabupaten"])
            baris = list_week(kabupaten=kabupaten, pekan=Pekan.from_kode(options["pekan"]))
        except DomainError as galat:
            raise CommandError(f"{galat.pesan} {galat.saran} ({galat.kode})") from galat
        self.stdout.write(tulis(baris))
