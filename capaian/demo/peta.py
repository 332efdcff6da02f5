"""The network of the demo as data: places, their character, and how much of it to make."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Watak:
    """How a Puskesmas does; the meaning of each figure stands in data/peta.toml."""

    hadir: float
    tren: float
    tidak_naik: float
    asi: float
    kek: float
    terkendali: float
    skrining: float
    rumah: float
    k6: float
    tanya_tbc: float
    absen: float
    imunisasi: float


@dataclass(frozen=True, slots=True)
class Desa:
    """One desa: its Pustu's status (empty where there is none) and its posyandu, the operating ones first.

    `langsung` of them, the last ones, hang on the Puskesmas.
    """

    kode: str
    nama: str
    pustu: str
    posyandu: tuple[str, ...]
    langsung: int
    beroperasi: int


@dataclass(frozen=True, slots=True)
class PetaPuskesmas:
    kode: str
    nama: str
    kode_nasional: str
    status: str
    hari_rapat: int
    watak: Watak
    desa: tuple[Desa, ...]


@dataclass(frozen=True, slots=True)
class Ukuran:
    """How much to make.

    `dewasa`: people of 18 and above without small children, per posyandu. `penduduk` fills up to that number in the
    whole kabupaten (0: no filling up). `desa` empty means all.
    """

    balita: tuple[int, int] = (60, 100)
    dewasa: int = 35
    hamil: int = 6
    penduduk: int = 0
    desa: tuple[str, ...] = ()
    posyandu: int = 99


BIASA: Final = Ukuran()
PENUH: Final = Ukuran(penduduk=132_000)
KECIL: Final = Ukuran(balita=(10, 14), dewasa=6, hamil=2, desa=("Kelubi", "Lalang", "Baru"), posyandu=2)


@cache
def read_toml(nama: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{nama}.toml").read_text(encoding="utf-8"))


def read_peta(ukuran: Ukuran) -> tuple[PetaPuskesmas, ...]:
    """The Puskesmas with their desa, as many as this size asks for."""
    baris = [_cut(satu, ukuran) for satu in read_toml("peta")["puskesmas"]]
    return tuple(satu for satu in baris if satu.desa)


def _cut(isi: dict[str, Any], ukuran: Ukuran) -> PetaPuskesmas:
    desa = tuple(satu for satu in _desa(isi["kode"], ukuran) if not ukuran.desa or satu.nama in ukuran.desa)
    return PetaPuskesmas(
        kode=isi["kode"],
        nama=isi["nama"],
        kode_nasional=isi.get("kode_nasional", ""),
        status=isi["status"],
        hari_rapat=isi["hari_rapat"],
        watak=Watak(**isi["watak"]),
        desa=desa,
    )


def _desa(kecamatan: str, ukuran: Ukuran) -> Iterator[Desa]:
    with (FOLDER / "desa.csv").open(encoding="utf-8", newline="") as berkas:
        for ke, baris in enumerate(csv.DictReader(berkas)):
            if baris["kecamatan"] == kecamatan:
                jumlah = min(int(baris["posyandu"]), ukuran.posyandu)
                yield Desa(
                    kode=f"{kecamatan}.{baris['kode']}",
                    nama=baris["desa"],
                    pustu=baris["pustu"],
                    posyandu=tuple(islice(_names(baris["nama"], ke), jumlah)),
                    langsung=min(int(baris["langsung"]), jumlah),
                    beroperasi=min(int(baris["beroperasi"]), jumlah),
                )


def _names(tetap: str, ke: int) -> Iterator[str]:
    """Names of a desa's posyandu: the fixed ones first, then the list of flowers from another place for each desa."""
    mulai = [nama for nama in tetap.split(";") if nama]
    bunga = read_toml("peta")["bunga"]
    yield from mulai
    yield from (nama for n in range(len(bunga)) if (nama := bunga[(ke * 7 + n * 5) % len(bunga)]) not in mulai)
