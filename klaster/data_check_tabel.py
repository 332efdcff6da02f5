"""Faults of the data's plain tables: classes of nutrition, weight gains, blood pressure; and of any line's source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from klaster.sumber import split_sumber

_ORANG: Final = ("untuk", "umur_min", "umur_maks", "berlaku_sejak")


def check_source(teks: object, dokumen: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(teks, str) or not teks.strip():
        yield "sumber belum disebut"
        return
    for satu in teks.split(";"):
        kode, letak = split_sumber(satu)
        if kode not in dokumen:
            yield f"sumber tidak dikenal: {kode!r}"
        elif dokumen[kode]["bacaan"] == "penuh" and not letak:
            yield f"sumber {kode} tanpa halaman atau tabel"


def find_gizi(data: Mapping[str, Any]) -> Iterator[str]:
    """Names and sources; whether the limits are in order is seen when they are compiled."""
    for tabel in ("kelas_gizi", "batas_wajar"):
        for baris in data[tabel]:
            nama = f"{tabel} {baris.get('indeks', '?')} {baris.get('kode', '')}".rstrip()
            yield from (f"{nama}: {cacat}" for cacat in check_source(baris.get("sumber"), data["sumber"]))
            if tabel == "kelas_gizi" and len(str(baris.get("nama", "")).strip()) < 3:
                yield f"{nama}: nama belum diisi dalam bahasa Indonesia"


def find_kbm(data: Mapping[str, Any]) -> Iterator[str]:
    hitung = Counter((baris["jenis_kelamin"], baris["bulan"], baris["berlaku_sejak"]) for baris in data["kbm"])
    yield from (f"kbm {' '.join(kunci)}: ditulis {kali} kali" for kunci, kali in hitung.items() if kali > 1)
    setelan = {baris["kode"] for baris in data["setelan"]}
    for baris in data["kbm"]:
        if not baris["gram"].isdecimal() and baris["gram"] not in setelan:
            yield f"kbm {baris['jenis_kelamin']} {baris['bulan']}: gram tidak dikenal: {baris['gram']}"
        yield from (
            f"kbm {baris['jenis_kelamin']} {baris['bulan']}: {x}" for x in check_source(baris["sumber"], data["sumber"])
        )


def find_tekanan(data: Mapping[str, Any]) -> Iterator[str]:
    """Limits must rise from row to row of the same people, and every row must say where it comes from."""
    for baris in data["tekanan"]:
        yield from (f"tekanan {baris['kelas']}: {x}" for x in check_source(baris["sumber"], data["sumber"]))
    for satu, dua in pairwise(data["tekanan"]):
        siapa = [tuple(baris[kunci] for kunci in _ORANG) for baris in (satu, dua)]
        for kunci in ("sistole", "diastole"):
            if siapa[0] == siapa[1] and satu[kunci] and int(dua[kunci] or 0) <= int(satu[kunci]):
                yield f"tekanan {dua['kelas']}: {kunci} tidak lebih tinggi dari {satu['kelas']}"
