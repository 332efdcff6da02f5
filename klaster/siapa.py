"""Who is meant: the words that fields, findings, life stages and indicators share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Siapa:
    """Ages are completed months or years, both ends included; None means no condition."""

    umur_bulan_min: int | None = None
    umur_bulan_maks: int | None = None
    umur_tahun_min: int | None = None
    umur_tahun_maks: int | None = None
    jenis_kelamin: str | None = None
    hamil: bool | None = None
    nifas: bool | None = None
    penyakit: str | None = None
