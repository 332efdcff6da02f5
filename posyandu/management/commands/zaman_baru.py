"""After a restore: begin a new epoch, so that phones send what they hold and fetch everybody anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from posyandu.perubahan import begin_zaman


class Command(BaseCommand):
    help = "Sesudah memulihkan basis data: HP mengirim isinya dahulu, lalu mengunduh semuanya lagi."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Zaman baru: {begin_zaman()}")
