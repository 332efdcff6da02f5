"""Targets, achievement, and the weekly evaluation."""

from __future__ import annotations

from capaian.models.angka import (
    Capaian,
    CapaianBulan,
    CapaianQuerySet,
    Isian,
    Sasaran,
    StatusCapaian,
    StatusDokumen,
    Target,
)
from capaian.models.evaluasi import (
    AngkaEvaluasi,
    BagianEvaluasi,
    EvaluasiPekan,
    HadirEvaluasi,
    IndikatorRapat,
    LangkahEvaluasi,
    PokokEvaluasi,
)
from capaian.models.lampiran import LampiranEvaluasi
from capaian.models.lokal import IndikatorLokal

__all__ = [
    "AngkaEvaluasi",
    "BagianEvaluasi",
    "Capaian",
    "CapaianBulan",
    "CapaianQuerySet",
    "EvaluasiPekan",
    "HadirEvaluasi",
    "IndikatorLokal",
    "IndikatorRapat",
    "Isian",
    "LampiranEvaluasi",
    "LangkahEvaluasi",
    "PokokEvaluasi",
    "Sasaran",
    "StatusCapaian",
    "StatusDokumen",
    "Target",
]
