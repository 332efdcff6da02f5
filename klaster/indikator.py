"""Indicators: what is counted, of whom, and against which default target. The counting itself is SQL elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from typing import Any, Final

from klaster.berkas import shared_data
from klaster.galat import DataSalah
from klaster.siapa import Siapa
from klaster.sumber import tulis_sumber

ARAH: Final = ("naik", "turun")
IRAMA: Final = ("mingguan", "bulanan", "triwulan", "tahunan")
MODE: Final = ("bulan", "tahun", "jatuh_tempo", "musim", "pekan", "keadaan")
SATUAN: Final = (
    "orang",
    "kehamilan",
    "nifas",
    "kelahiran",
    "keluarga",
    "posyandu",
    "hari_buka",
    "evaluasi",
    "tindakan",
    "masalah",
    "kader",
    "temuan",
    "kasus",
    "kematian",
    "isian",
)
CACAH: Final = ("kasus", "kematian")  # always counts, without a denominator
MODE_SATUAN: Final = {
    "tindakan": ("pekan",),
    "masalah": ("pekan",),
    "kader": ("bulan",),
    "temuan": ("pekan",),
    "kasus": ("tahun",),
    "kematian": ("tahun",),
}
"""What counts in one rhythm only."""
SEBUTAN: Final = (
    "anak",
    "bayi",
    "ibu",
    "orang",
    "lansia",
    "keluarga",
    "posyandu",
    "hari buka",
    "evaluasi",
    "tindakan",
    "masalah",
    "kader",
    "temuan",
    "kasus",
    "rumah",
    "laporan",
)
DARI_PUSKESMAS: Final = ("evaluasi", "isian")  # of the Puskesmas itself; below it there is nothing
TEMPO: Final = ("kelahiran", "nifas")  # counted on the day so many days after they begin
TEMPO_TERLAMA: Final = 730
JEDA_KASUS: Final = 14
"""Days after a visit in which the same finding is the same case [U]."""
MENINGGAL: Final = ("ibu", "bayi", "balita", "lahir_mati")
TEMPO_TEMUAN: Final = 14
"""Days in which a finding that asks for action should be dealt with [U]."""
HARI_BUKA: Final = ("terjadwal", "lengkap")
LOKAL: Final = "lokal_"
"""Begins the code of an indicator that a kabupaten added for itself; no line of data has it."""


@dataclass(frozen=True, slots=True)
class Syarat(Siapa):
    """Closed vocabulary that the counting room compiles to SQL; see docs/aturan-data.md.

    Who, with the status on the last day of the period, and what their visits must show.
    """

    umur_tahun_ini: tuple[int, ...] = ()  # reaches one of these ages in the calendar year of the period's last day
    temuan: tuple[str, ...] = ()  # any of these, within the mode's window
    minimal: int = 1  # on at least so many distinct service dates
    kanal: tuple[str, ...] = ()  # only visits by these channels
    dasar: tuple[str, ...] = ()  # keadaan: the visits that say anything about the state
    hari_buka: str | None = None  # satuan hari_buka: "terjadwal" or "lengkap"
    tepat_waktu: bool | None = None  # satuan evaluasi: signed by the day of the meeting
    selesai: bool | None = None  # satuan tindakan: closed with a result
    lewat_tenggat: bool | None = None  # satuan masalah: past its date
    aktif: bool | None = None  # satuan kader: recorded a visit, or stood on a roster
    tuntas: bool | None = None  # satuan temuan: treated, closed, or answered at the place of referral in time
    meninggal: str | None = None  # satuan kematian: one of MENINGGAL
    tempo_hari: int | None = None  # kelahiran, nifas: due so many days after the birth


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
    rapat: bool  # of the weekly meeting's set, until a kabupaten chooses its own
    ramal: bool  # the end of its month is foretold better than by "the same as last month"; see `bench ramalan`
    berat: int  # how much one person missing weighs when priorities are proposed
    spm: int | None  # which of the twelve items of the minimum service standard it stands for
    cacah: bool  # a count of cases or people, without a denominator
    wabah: bool  # a jump of these cases opens a problem
    wabah_sejak: str  # the setting that says from how many cases of a week on they need no jump; empty for none
    urutan: int

    @property
    def jawaban(self) -> tuple[str, ...]:
        """Findings of which one visit shows any when it answers why somebody was sent there; none: every visit does.

        Where a state is asked about, looking again is the answer, whatever is found.
        """
        dilihat = self.penyebut.dasar or (self.penyebut.temuan if self.arah == "turun" else ())
        return dilihat or (self.pembilang.temuan if self.arah == "naik" else ())

    @property
    def lokal(self) -> bool:
        """Added by one kabupaten for itself."""
        return self.kode.startswith(LOKAL)


def read_syarat(baris: Mapping[str, Any]) -> Syarat:
    dikenal = {field.name for field in fields(Syarat)}
    if asing := baris.keys() - dikenal:
        raise DataSalah(f"Syarat indikator tidak dikenal: {sorted(asing)}")
    isi: dict[str, Any] = {kunci: tuple(satu) if isinstance(satu, list) else satu for kunci, satu in baris.items()}
    return Syarat(**isi)


def _read_satu(baris: Mapping[str, Any], urutan: int, dokumen: Mapping[str, Any]) -> JenisIndikator:
    penyebut = read_syarat(baris.get("penyebut", {}))
    # The numerator is always inside the denominator, so its line only says what is added.
    pembilang = read_syarat({**baris.get("penyebut", {}), **baris.get("pembilang", {})})
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
        rapat=baris.get("rapat", False),
        ramal=baris.get("ramal", False),
        berat=baris.get("berat", 1),
        spm=baris.get("spm"),
        cacah=baris.get("cacah", False),
        wabah=baris.get("wabah", False),
        wabah_sejak=baris.get("wabah_sejak", ""),
        urutan=urutan,
    )


def read_indikator(data: Mapping[str, Any]) -> tuple[JenisIndikator, ...]:
    return tuple(_read_satu(baris, ke, data["sumber"]) for ke, baris in enumerate(data["indikator"], start=1))


@cache
def weekly_indikator() -> tuple[JenisIndikator, ...]:
    """Those that every Puskesmas is judged on each week."""
    return tuple(jenis for jenis in muat_indikator() if jenis.mingguan)


@cache
def muat_indikator() -> tuple[JenisIndikator, ...]:
    """All indicators in the order of the data file."""
    return read_indikator(shared_data())
