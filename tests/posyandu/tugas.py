"""Sending people to the Nyelik list and visiting them, for tests of what becomes of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from posyandu.models import TugasKunjungan, Warga
from posyandu.sinkron import receive
from posyandu.tugas import (
    HasilKirim,
    assign,
)
from puskesmas.models import Pengguna
from tests.cast import SENIN, make_kiriman

HARI_INI = SENIN
BESOK, LUSA = HARI_INI + timedelta(days=1), HARI_INI + timedelta(days=2)


def send(oleh: Pengguna, *warga: Warga, kode: str = "balita_ditimbang", **lain: Any) -> HasilKirim:
    isi: dict[str, Any] = {"sebab": "Belum ditimbang", "tenggat": LUSA} | lain
    return assign(oleh=oleh, warga=warga, sebab_kode=kode, **isi)


def visit(oleh: Pengguna, warga: Warga, kanal: str = "rumah", tanggal: date = HARI_INI, **lain: Any) -> str:
    """Recorded as phones do; answers the id."""
    kiriman = make_kiriman(warga, lain.pop("unit", warga.unit), tanggal, berat_kg=8.4) | {"kanal": kanal} | lain
    [jawaban] = receive(petugas=oleh, perangkat=None, kunjungan=[kiriman])
    assert jawaban["status"] == "diterima", jawaban
    return str(kiriman["id"])


def withdraw(oleh: Pengguna, kunjungan: str) -> None:
    isi = {"id": "11111111-1111-4111-8111-111111111111", "menggantikan": kunjungan, "batal": "Salah orang"}
    [jawaban] = receive(petugas=oleh, perangkat=None, kunjungan=[isi])
    assert jawaban["status"] == "diterima", jawaban


def only() -> TugasKunjungan:
    return TugasKunjungan.objects.select_related("warga", "posyandu").get()
