"""Settings of the rules: values on which sources disagree or are silent. Each has a safer default."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from klaster.angka import angka
from klaster.galat import DataSalah, SetelanSalah


def _check_nilai(baris: Mapping[str, Any], nilai: object) -> int | float:
    sah = angka(nilai)
    if sah is None or sah not in baris["pilihan"]:
        boleh = ", ".join(str(satu) for satu in baris["pilihan"])
        raise SetelanSalah(f"Setelan '{baris['kode']}' harus salah satu dari {boleh}, bukan {nilai!r}.")
    return int(sah) if isinstance(nilai, Decimal) and sah == int(sah) else sah


def merge_setelan(data: Mapping[str, Any], setelan: Mapping[str, object] | None) -> dict[str, int | float]:
    """Every setting with its value in force; raises SetelanSalah for an unknown name or a value not on offer."""
    baris = {satu["kode"]: satu for satu in data["setelan"]}
    diminta = setelan or {}
    if asing := sorted(str(kode) for kode in diminta if kode not in baris):
        raise SetelanSalah(f"Setelan tidak dikenal: {', '.join(asing)}. Yang ada: {', '.join(sorted(baris))}.")
    return {kode: _check_nilai(satu, diminta.get(kode, satu["bawaan"])) for kode, satu in baris.items()}


def apply_setelan(isi: Any, nilai: Mapping[str, int | float]) -> Any:
    """A copy of `isi` in which every `{setelan = "x"}` is replaced by the value of x."""
    if isinstance(isi, Mapping):
        if isi.keys() == {"setelan"}:
            if isi["setelan"] not in nilai:
                raise DataSalah(f"Setelan tidak dikenal di data: {isi['setelan']}")
            return nilai[isi["setelan"]]
        return {kunci: apply_setelan(anak, nilai) for kunci, anak in isi.items()}
    if isinstance(isi, list):
        return [apply_setelan(anak, nilai) for anak in isi]
    return isi
