"""What only some kinds of counted things may or must say; part of `data_check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from klaster.indikator import CACAH, MODE_SATUAN, TEMPO, TEMPO_TERLAMA


def check_satuan(baris: Mapping[str, Any]) -> Iterator[str]:
    """What only some kinds of counted things may or must say."""
    penyebut, pembilang = baris.get("penyebut", {}), baris.get("pembilang", {})
    isian = baris.get("satuan") == "isian"
    if bool(pembilang) == isian:
        yield "pembilang hanya tidak ditulis pada satuan isian" if isian else "pembilang belum diisi"
    if baris.get("cacah") and baris.get("satuan") not in ("isian", "orang", *CACAH):
        yield f"cacah hanya untuk satuan isian, orang, {', '.join(CACAH)}"
    if baris.get("satuan") in CACAH and not baris.get("cacah"):
        yield f"satuan {baris.get('satuan')} hanya untuk cacah"
    if baris.get("cacah") and penyebut:
        yield "cacah tidak punya penyebut"
    if baris.get("cacah") and baris.get("target") is not None:
        yield "cacah tanpa penyebut, jadi tanpa target"
    if (baris.get("satuan") in TEMPO) != (0 <= penyebut.get("tempo_hari", -1) <= TEMPO_TERLAMA):
        yield f"tempo_hari (0 sampai {TEMPO_TERLAMA}) hanya dan wajib untuk satuan {' dan '.join(TEMPO)}"
    if baris.get("satuan") in ("isian", "evaluasi") and baris.get("mode") not in ("pekan", "tahun"):
        yield "isian dan evaluasi hanya untuk mode pekan dan tahun"
    satuan, mode = str(baris.get("satuan")), str(baris.get("mode"))
    if mode not in MODE_SATUAN.get(satuan, (mode,)):
        yield f"{satuan} hanya untuk mode {', '.join(MODE_SATUAN[satuan])}"
    if not 1 <= baris.get("spm", 1) <= 12:
        yield "spm harus 1 sampai 12"
