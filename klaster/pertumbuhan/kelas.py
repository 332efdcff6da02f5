"""The names of nutritional status, and where a z-score stops being believable: klaster/data/kelas_gizi.toml."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any, Final

from klaster.berkas import shared_data
from klaster.galat import DataSalah

Baris = Mapping[str, Any]

INDEKS: Final = ("bbu", "tbu", "bbtb", "imtu", "lku", "tbu_2007", "imtu_2007")  # those that have classes
INDEKS_WAJAR: Final = (*INDEKS, "lilau")


@dataclass(frozen=True, slots=True)
class Kelas:
    kode: str
    nama: str


@dataclass(frozen=True, slots=True)
class Skema:
    """Of one index, in hundredths of a z: `kelas[i]` reaches up to, not including, `batas[i]`; the last has no end.

    Below `terkecil` and above `terbesar` nobody believes it. An index without classes has the one class None.
    """

    terkecil: int
    terbesar: int
    batas: tuple[int, ...]
    kelas: tuple[Kelas | None, ...]

    def find(self, ratus: int) -> Kelas | None:
        return self.kelas[bisect_right(self.batas, ratus)]


@dataclass(frozen=True, slots=True)
class Patokan:
    """Everything in force since one date, by index."""

    sejak: date
    skema: dict[str, Skema]  # not to be changed; a plain dict because every child of a survey looks here four times


def read_patokan(data: Mapping[str, Any]) -> tuple[Patokan, ...]:
    """One for each date on which some index changes, the newest first; DataSalah when the lines are not in order."""
    wajar = {baris["indeks"]: baris for baris in data["batas_wajar"]}
    if set(wajar) != set(INDEKS_WAJAR):
        raise DataSalah(f"batas_wajar harus ada satu untuk tiap indeks: {', '.join(INDEKS_WAJAR)}")
    kelas = data["kelas_gizi"]
    return tuple(
        Patokan(sejak, {indeks: _skema(kelas, wajar[indeks], sejak) for indeks in INDEKS_WAJAR})
        for sejak in sorted({baris["berlaku_sejak"] for baris in kelas} or {date.max}, reverse=True)
    )


def patokan_at(semua: tuple[Patokan, ...], tanggal: date) -> Patokan | None:
    """What is in force on the date; before the first date, the oldest."""
    return next((satu for satu in semua if satu.sejak <= tanggal), semua[-1] if semua else None)


@cache
def shared_patokan() -> tuple[Patokan, ...]:
    """Those of this process's data files."""
    return read_patokan(shared_data())


def _skema(semua: Iterable[Baris], wajar: Baris, tanggal: date) -> Skema:
    """The newest set of lines of the index that has begun on the date."""
    indeks, terkecil, terbesar = wajar["indeks"], _ratus(wajar["minimal"]), _ratus(wajar["paling_banyak"])
    if indeks not in INDEKS:
        return Skema(terkecil, terbesar, (), (None,))
    milik = [baris for baris in semua if baris["indeks"] == indeks and baris["berlaku_sejak"] <= tanggal]
    if not milik:
        raise DataSalah(f"kelas_gizi {indeks}: tidak ada yang berlaku pada {tanggal}")
    sejak = max(baris["berlaku_sejak"] for baris in milik)
    baris_ini = [baris for baris in milik if baris["berlaku_sejak"] == sejak]
    if cacat := next(_faults(baris_ini), None):
        raise DataSalah(f"kelas_gizi {indeks}: {cacat}")
    return Skema(
        terkecil,
        terbesar,
        tuple(_batas(baris) for baris in baris_ini[:-1]),
        tuple(Kelas(baris["kode"], baris["nama"]) for baris in baris_ini),
    )


def _faults(semua: list[Baris]) -> Iterator[str]:
    for baris in semua[:-1]:
        if len({"kurang_dari", "paling_banyak"} & baris.keys()) != 1:
            yield f"{baris['kode']} harus punya kurang_dari atau paling_banyak"
            return
    if {"kurang_dari", "paling_banyak"} & semua[-1].keys():
        yield f"{semua[-1]['kode']} adalah yang terakhir dan tidak boleh punya batas"
    if any(satu >= dua for satu, dua in pairwise(_batas(baris) for baris in semua[:-1])):
        yield "batas harus naik dari baris ke baris"
    if len({baris["kode"] for baris in semua}) < len(semua):
        yield "kode ditulis dua kali"


def _batas(baris: Baris) -> int:
    """The first hundredth that no longer belongs to the line."""
    return _ratus(baris["kurang_dari"]) if "kurang_dari" in baris else _ratus(baris["paling_banyak"]) + 1


def _ratus(z: float) -> int:
    return round(z * 100)
