"""The accounts of the demo: printed by `./run`, shown on its login page, never made anywhere else."""

from __future__ import annotations

import os
from typing import Final

AKUN: Final = {
    "dinkes": "Dinas Kesehatan",
    "kapus": "Kepala Puskesmas",
    "kapustu": "Kepala Pustu",
    "kader": "Kader posyandu",
}
SANDI: Final = "ilp-demo-2026"


def is_wanted() -> bool:
    """`ILP_CONTOH=0` starts without demo data."""
    return os.environ.get("ILP_CONTOH") != "0"
