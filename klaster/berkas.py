"""The data files, read once per process into plain lists and dicts."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "data"
# File, or folder of files read in the order of their names -> the tables it must hold.
ISI: Final[Mapping[str, tuple[str, ...]]] = {
    "aturan": ("versi",),
    "sumber": ("sumber",),
    "klaster": ("klaster", "penyakit"),
    "setelan": ("setelan",),
    "tahap": ("tujuan", "tahap"),
    "bidang": ("bidang",),
    "skor": ("skor",),
    "formulir": ("formulir",),
    "temuan": ("temuan",),
    "indikator": ("indikator",),
    "imunisasi": ("vaksin", "imunisasi", "td", "bias"),
    "kelas_gizi": ("kelas_gizi", "batas_wajar"),
    "kontak": ("kontak",),
    "jadwal": ("jadwal",),
    "perkembangan": ("perkembangan",),
}
CSV: Final = ("kbm", "tekanan")

Data = dict[str, Any]


def read_data(folder: Path = FOLDER) -> Data:
    """A fresh copy of everything in the data folder; the keys are the tables named in `ISI` and `CSV`."""
    data: Data = {}
    for nama, tabel in ISI.items():
        isi = _read_toml(folder, nama)
        data.update({satu: isi[satu] for satu in tabel})
    for nama in CSV:
        with (folder / f"{nama}.csv").open(encoding="utf-8", newline="") as berkas:
            data[nama] = list(csv.DictReader(berkas))
    return data


def _read_toml(folder: Path, nama: str) -> Data:
    """One file as it is; of a folder, the lines of all its files in a row."""
    if not (folder / nama).is_dir():
        return tomllib.loads((folder / f"{nama}.toml").read_text(encoding="utf-8"))
    berkas = sorted((folder / nama).glob("*.toml"))
    return {nama: [baris for satu in berkas for baris in tomllib.loads(satu.read_text(encoding="utf-8"))[nama]]}


@cache
def shared_data() -> Mapping[str, Any]:
    """The data of this process. Read only: callers that change it take `read_data()`."""
    return MappingProxyType(read_data())
