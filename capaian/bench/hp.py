"""`bench hp`: the phone app with 2,000 people in Chromium, on slow 3G and a processor four times slower.

The figures come from `tests/posyandu/test_ukur_kader.py`, which drives the phone; what they must keep is checked here.
"""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any, Final

from django.conf import settings
from django.core.management.base import CommandError

BATAS: Final = {
    "pembukaan pertama (s)": 5.0,
    "daftar, PIN, unduh 2.000 orang (s)": 20.0,
    "cari, terlama (ms)": 50.0,
    "simpan, tengah (ms)": 100.0,
    "pembukaan berikutnya sampai PIN (s)": 1.5,
}
"""The most that each may take; figures without a bound are only told."""
BARIS: Final = re.compile(r"^([a-zA-Z][^:]*\((?:s|ms)\)): ([0-9.]+)$", re.MULTILINE)
UKUR: Final = "tests/posyandu/test_ukur_kader.py"


def run() -> dict[str, Any]:
    """`cukup`: every bound was kept."""
    program = [sys.executable, "-m", "ilp.stack", "test", UKUR, "-q", "-m", "lambat"]
    jalan = subprocess.run(program, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, check=False)
    angka = {nama: float(nilai) for nama, nilai in BARIS.findall(jalan.stdout)}
    if jalan.returncode or not angka.keys() >= BATAS.keys():
        raise CommandError(f"Pengukuran tidak selesai.\n{jalan.stdout[-2000:]}")
    lewat = sorted(nama for nama, batas in BATAS.items() if angka[nama] > batas)
    return {"bench": "hp", **angka, "batas": BATAS, "lewat": lewat, "cukup": not lewat}
