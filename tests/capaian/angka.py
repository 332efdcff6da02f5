"""Figures for tests of what reads Capaian rows."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from capaian.hitung.pekan import Pekan
from capaian.models import Capaian
from puskesmas.models import Unit

M46 = Pekan.from_kode("2026-M46")
SAAT = datetime(2026, 11, 16, 21, 10, tzinfo=UTC)


def make_capaian(unit: Unit, kode: str = "balita_ditimbang", pekan: Pekan = M46, **isi: Any) -> Capaian:
    """A figure of 52 %, far behind; `isi` changes it."""
    nilai: dict[str, Any] = {
        "pembilang": 52,
        "penyebut": 100,
        "tambahan_pekan": 5,
        "harapan": Decimal(67),
        "menunggu": 0,
        "target": Decimal("0.8"),
        "status": "jauh_tertinggal",
        "dihitung_pada": SAAT,
    }
    assert unit.kabupaten_id is not None
    return Capaian.objects.create(
        kabupaten_id=unit.kabupaten_id, unit=unit, indikator_id=kode, pekan=pekan.senin, **{**nilai, **isi}
    )
