"""The life stage of people in a list, in one word."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from uuid import UUID

from klaster.tahap import Tahap, muat_tahap, tahap_at
from posyandu.turunan import load_orang


@cache
def _stages() -> tuple[Tahap, ...]:
    """For services; pregnancy and the time after birth say more than an age, so they come first."""
    layanan = [tahap for tahap in muat_tahap() if tahap.tujuan == "layanan"]
    return tuple(sorted(layanan, key=lambda tahap: not tahap.kode.startswith("ibu_")))


def stages_of(orang: Collection[UUID], pada: date) -> dict[UUID, str]:
    """ "Balita", "Ibu hamil" by root id. Four queries, however many people."""
    return {pk: _word(tahap_at(satu.profil(pada, ""), pada)) for pk, satu in load_orang(orang).items()}


def _word(kode: frozenset[str]) -> str:
    nama = next((tahap.nama for tahap in _stages() if tahap.kode in kode), "")
    return nama.split(" (", maxsplit=1)[0]
