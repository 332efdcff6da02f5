"""Pieces of the slow computation: one figure, its state, rounding, days by the local clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from klaster.aturan import muat_aturan
from klaster.indikator import JenisIndikator
from pustu.models import TindakLanjut


@dataclass
class Angka:
    """What the product must say about one unit and indicator."""

    pembilang: int = 0
    penyebut: int = 0
    tambahan_pekan: int | None = 0
    menunggu: int = 0
    harapan: Decimal | None = None
    target: Decimal | None = None
    target_sementara: bool = False
    status: str = ""


def lokal(saat: datetime | None) -> date | None:
    return None if saat is None else saat.astimezone(ZoneInfo("Asia/Jakarta")).date()


def bulatkan(nilai: Fraction) -> Decimal:
    with localcontext() as konteks:
        konteks.prec = 60
        desimal = Decimal(nilai.numerator) / Decimal(nilai.denominator)
        return desimal.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def nilai_status(angka: Angka, jenis: JenisIndikator, *, musim_lain: bool) -> str:
    if angka.penyebut == 0 or angka.target is None:
        return "belum_ada_data"
    tingkat = Fraction(angka.pembilang, angka.penyebut)
    target = Fraction(angka.target)
    if (tingkat >= target) if jenis.arah == "naik" else (tingkat <= target):
        return "tercapai"
    harapan = target * angka.penyebut if angka.harapan is None else Fraction(angka.harapan)
    if musim_lain or (jenis.arah == "naik" and harapan == 0):
        return "belum_waktunya"
    r = angka.pembilang / harapan if jenis.arah == "naik" else harapan / angka.pembilang
    if r >= 1:
        return "sesuai_jalur"
    if r >= Fraction(jenis.ambang) or (angka.penyebut < 10 and not jenis.selalu_merah):
        return "tertinggal"
    return "jauh_tertinggal"


MINTA = {kode for kode, jenis in muat_aturan().temuan.items() if jenis.tingkat in ("rujuk", "segera")}


def ended(satu: TindakLanjut) -> tuple[list[Any], date] | None:
    """What a decision closed, and when; a referral closes with its answer."""
    if satu.rujukan is not None:
        hari = lokal(satu.rujukan.dijawab_pada) if satu.rujukan.status == "dijawab" else None
    else:
        hari = lokal(satu.pada) if satu.keputusan in ("obati", "selesai") else None
    return None if hari is None else (satu.mencakup, hari)
