"""Ranges of a number field: hard ones refuse, soft ones ask to check again. The first that fits the person holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from klaster.untuk import Uji, Untuk, compile_untuk, read_untuk


@dataclass(frozen=True, slots=True)
class Rentang:
    """`turun_persen`, `naik_persen`, `turun` limit the change since the last visit, softly."""

    untuk: tuple[Untuk, ...]
    minimum: Decimal
    maksimum: Decimal
    lunak_min: Decimal | None = None
    lunak_maks: Decimal | None = None
    turun_persen: Decimal | None = None
    naik_persen: Decimal | None = None
    turun: Decimal | None = None
    cocok: Uji = field(compare=False, repr=False, default=lambda konteks: True)


def _desimal(nilai: Any) -> Decimal | None:
    return None if nilai is None else Decimal(str(nilai))


def _read_satu(baris: Mapping[str, Any]) -> Rentang:
    untuk = read_untuk(baris.get("untuk"))
    return Rentang(
        untuk=untuk,
        minimum=Decimal(str(baris["minimum"])),
        maksimum=Decimal(str(baris["maksimum"])),
        lunak_min=_desimal(baris.get("lunak_min")),
        lunak_maks=_desimal(baris.get("lunak_maks")),
        turun_persen=_desimal(baris.get("turun_persen")),
        naik_persen=_desimal(baris.get("naik_persen")),
        turun=_desimal(baris.get("turun")),
        cocok=compile_untuk(untuk),
    )


def read_rentang(baris: Mapping[str, Any]) -> tuple[Rentang, ...]:
    return tuple(_read_satu(satu) for satu in baris.get("rentang", ()))
