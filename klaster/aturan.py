"""The rules as one immutable value: the data files with the settings of a kabupaten applied."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from klaster.berkas import shared_data
from klaster.bidang import Bidang, read_bidang
from klaster.indikator import JenisIndikator, read_indikator
from klaster.kbm import Baris, Kbm
from klaster.setelan import apply_setelan, merge_setelan
from klaster.temuan import JenisTemuan, Lini, compile_lini, read_temuan


@dataclass(frozen=True)
class Aturan:
    """`temuan` has the newest line of each code; `lini` has all of them, in the order of judgement.

    `isi` is the same as plain JSON-able data with the settings applied: what the phone is given.
    """

    versi: str
    setelan: Mapping[str, int | float]
    bidang: Mapping[str, Bidang]
    temuan: Mapping[str, JenisTemuan]
    indikator: Mapping[str, JenisIndikator]
    lini: tuple[Lini, ...]
    kbm: Kbm
    isi: Mapping[str, Any]


def muat_aturan(setelan: Mapping[str, object] | None = None) -> Aturan:
    """The rules under these settings, built once for equal settings; SetelanSalah for an unknown name or value."""
    return _muat(tuple(sorted(merge_setelan(shared_data(), setelan).items())))


@lru_cache(maxsize=64)
def _muat(setelan: tuple[tuple[str, int | float], ...]) -> Aturan:
    return build_aturan(shared_data(), dict(setelan))


def build_aturan(data: Mapping[str, Any], setelan: Mapping[str, object] | None = None) -> Aturan:
    """The rules of any data, also changed ones; nothing is cached."""
    nilai = merge_setelan(data, setelan)
    isi = {tabel: apply_setelan(baris, nilai) for tabel, baris in data.items() if tabel != "setelan"}
    isi["kbm"] = [{**baris, "gram": int(nilai.get(baris["gram"], baris["gram"]))} for baris in isi["kbm"]]
    bidang = {baris["kode"]: read_bidang(baris, isi["sumber"]) for baris in isi["bidang"]}
    jenis = [read_temuan(baris, isi["sumber"]) for baris in isi["temuan"]]
    tipe = {kode: satu.tipe for kode, satu in bidang.items()}
    return Aturan(
        versi=f"{data['versi']}-{_digest({**isi, 'setelan': nilai})}",
        setelan=MappingProxyType(nilai),
        bidang=MappingProxyType(bidang),
        temuan=MappingProxyType({satu.kode: satu for satu in sorted(jenis, key=lambda satu: satu.berlaku_sejak)}),
        indikator=MappingProxyType({satu.kode: satu for satu in read_indikator(isi)}),
        lini=tuple(compile_lini(satu, tipe) for satu in jenis),
        kbm=MappingProxyType(_read_kbm(isi["kbm"])),
        isi=MappingProxyType({**isi, "setelan": nilai}),
    )


def _digest(isi: Mapping[str, Any]) -> str:
    teks = json.dumps(isi, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(teks.encode()).hexdigest()[:8]


def _read_kbm(baris: list[Mapping[str, Any]]) -> dict[tuple[str, int], list[Baris]]:
    """Grams by sex and completed month, newest line first."""
    hasil: dict[tuple[str, int], list[Baris]] = {}
    for satu in baris:
        kunci = (satu["jenis_kelamin"], int(satu["bulan"]))
        hasil.setdefault(kunci, []).append((date.fromisoformat(satu["berlaku_sejak"]), satu["gram"]))
    for semua in hasil.values():
        semua.sort(reverse=True)
    return hasil
