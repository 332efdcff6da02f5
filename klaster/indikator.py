"""Indicators: what is counted, of whom, and against which default target. The counting itself is SQL elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from typing import Any, Final

from klaster.berkas import shared_data
from klaster.galat import DataSalah
from klaster.sumber import tulis_sumber

ARAH: Final = ("naik", "turun")
IRAMA: Final = ("mingguan", "bulanan", "triwulan", "tahunan")
MODE: Final = ("bulan", "tahun", "jatuh_tempo", "musim", "pekan", "keadaan")
SATUAN: Final = ("orang", "kehamilan", "keluarga", "posyandu", "hari_buka")
SEBUTAN: Final = ("anak", "bayi", "ibu", "orang", "lansia", "keluarga", "posyandu", "hari buka")
HARI_BUKA: Final = ("terjadwal", "lengkap")


@dataclass(frozen=True, slots=True)
class Syarat:
    """Closed vocabulary that the counting room compiles to SQL; see docs/aturan-data.md.

    The first eight say who (status on the last day of the period), the rest what their visits must show.
    """

    umur_bulan_min: int | None = None
    umur_bulan_maks: int | None = None
    umur_tahun_min: int | None = None
    umur_tahun_maks: int | None = None
    jenis_kelamin: str | None = None
    hamil: bool | None = None
    nifas: bool | None = None
    penyakit: str | None = None
    temuan: tuple[str, ...] = ()  # any of these, within the mode's window
    minimal: int = 1  # on at least so many distinct service dates
    kanal: tuple[str, ...] = ()  # only visits by these channels
    dasar: tuple[str, ...] = ()  # keadaan: the visits that say anything about the state
    hari_buka: str | None = None  # satuan hari_buka: "terjadwal" or "lengkap"


@dataclass(frozen=True, slots=True)
class JenisIndikator:
    """One indicator. `target` and `ambang` are rates (0.80 = 80 %); `musim` holds month numbers."""

    kode: str
    nama: str
    kalimat: str
    klaster: str
    arah: str
    irama: str
    mode: str
    satuan: str
    pembilang: Syarat
    penyebut: Syarat
    target: Decimal | None
    ambang: Decimal
    musim: tuple[int, ...]
    selalu_merah: bool
    sebutan: str
    label_pembilang: str
    label_penyebut: str
    sumber: str
    catatan: str
    mingguan: bool
    urutan: int


def read_syarat(baris: Mapping[str, Any]) -> Syarat:
    dikenal = {field.name for field in fields(Syarat)}
    if asing := baris.keys() - dikenal:
        raise DataSalah(f"Syarat indikator tidak dikenal: {sorted(asing)}")
    isi: dict[str, Any] = {kunci: tuple(satu) if isinstance(satu, list) else satu for kunci, satu in baris.items()}
    return Syarat(**isi)


def _read_satu(baris: Mapping[str, Any], urutan: int, dokumen: Mapping[str, Any]) -> JenisIndikator:
    penyebut = read_syarat(baris.get("penyebut", {}))
    # The numerator is always inside the denominator, so its line only says what is added.
    pembilang = read_syarat({**baris.get("penyebut", {}), **baris["pembilang"]})
    target = baris.get("target")
    return JenisIndikator(
        kode=baris["kode"],
        nama=baris["nama"],
        kalimat=baris["kalimat"],
        klaster=baris["klaster"],
        arah=baris["arah"],
        irama=baris["irama"],
        mode=baris["mode"],
        satuan=baris["satuan"],
        pembilang=pembilang,
        penyebut=penyebut,
        target=None if target is None else Decimal(str(target)),
        ambang=Decimal(str(baris.get("ambang", 0.8))),
        musim=tuple(baris.get("musim", ())),
        selalu_merah=baris.get("selalu_merah", False),
        sebutan=baris["sebutan"],
        label_pembilang=baris["label_pembilang"],
        label_penyebut=baris["label_penyebut"],
        sumber=tulis_sumber(baris["sumber"], dokumen),
        catatan=baris.get("catatan", ""),
        mingguan=baris.get("mingguan", True),
        urutan=urutan,
    )


def read_indikator(data: Mapping[str, Any]) -> tuple[JenisIndikator, ...]:
    return tuple(_read_satu(baris, ke, data["sumber"]) for ke, baris in enumerate(data["indikator"], start=1))


@cache
def muat_indikator() -> tuple[JenisIndikator, ...]:
    """All indicators in the order of the data file."""
    return read_indikator(shared_data())
