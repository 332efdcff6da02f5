"""Where a line comes from: `sumber = "kmk-2015, Tabel 26"` names a document of sumber.toml and a place in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def split_sumber(teks: str) -> tuple[str, str]:
    kode, _, letak = teks.partition(",")
    return kode.strip(), letak.strip()


def tulis_sumber(teks: str, dokumen: Mapping[str, Any]) -> str:
    """The sentence shown to people; a second-hand reading and a missing source are said so."""
    bagian = []
    for satu in teks.split(";"):
        kode, letak = split_sumber(satu)
        milik = dokumen[kode]
        nama = milik["nama"] + (f", {letak}" if letak else "")
        bagian.append(f"{nama} (sumber kedua)" if milik["bacaan"] == "kedua" else nama)
    return "; ".join(bagian)
