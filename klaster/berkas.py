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
# File -> the tables it must hold.
ISI: Final[Mapping[str, tuple[str, ...]]] = {
    "aturan": ("versi",),
    "sumber": ("sumber",),
    "klaster": ("klaster", "penyakit"),
    "setelan": ("setelan",),
    "tahap": ("tujuan", "tahap"),
    "bidang": ("kelompok", "bidang"),
    "temuan": ("temuan",),
    "indikator": ("indikator",),
}

Data = dict[str, Any]


def read_data(folder: Path = FOLDER) -> Data:
    """A fresh copy of everything in the data folder; the keys are the tables named in `ISI`, and `kbm`."""
    data: Data = {}
    for nama, tabel in ISI.items():
        isi = tomllib.loads((folder / f"{nama}.toml").read_text(encoding="utf-8"))
        data.update({satu: isi[satu] for satu in tabel})
    with (folder / "kbm.csv").open(encoding="utf-8", newline="") as berkas:
        data["kbm"] = list(csv.DictReader(berkas))
    return data


@cache
def shared_data() -> Mapping[str, Any]:
    """The data of this process. Read only: callers that change it take `read_data()`."""
    return MappingProxyType(read_data())
