from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from klaster.acuan import load_acuan


class Command(BaseCommand):
    help = "Isi tabel klaster dan indikator dari berkas data. Aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        hasil = load_acuan()
        self.stdout.write(
            f"{hasil.klaster} klaster dan {hasil.indikator} indikator dimuat, {hasil.dinonaktifkan} dinonaktifkan."
        )
