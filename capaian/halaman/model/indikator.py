"""The indicator page and the people behind a figure."""

from __future__ import annotations

from dataclasses import dataclass

from capaian.halaman.model.kerangka import Kesegaran, PilihPekan, Tab, Tautan
from capaian.halaman.model.ukur import Ukur
from capaian.halaman.model.unit import BarisOrang, Bawahan
from posyandu.halaman.kirim import BilahKirim
from puskesmas.lembar import Lembar


@dataclass(frozen=True, slots=True)
class Keterangan:
    """What an indicator counts, in words."""

    kalimat: str
    pembilang: str
    penyebut: str
    target: str
    """ "80 % · SK Dinkes 440/112/2026"; empty: not set."""
    sumber: str
    """Where the figures come from: "Catatan kunjungan"."""
    aturan: str = ""
    """Document of the rule: "Permenkes 19/2024"."""
    sementara: bool = False
    """Last year's target stands in."""
    rancangan: bool = False
    """The target is a draft."""


@dataclass(frozen=True, slots=True)
class BatangPekan:
    """One week of the trend. `label`: "9–15"."""

    label: str
    ukur: Ukur | None
    """None: no figure for that week."""
    kini: bool = False


@dataclass(frozen=True, slots=True)
class KelompokBatang:
    """Weeks of one month. `tutup`: rate at which the month closed, for indicators that start anew every month."""

    nama: str
    """ "Nov"."""
    batang: tuple[BatangPekan, ...]
    tutup: float | None = None


@dataclass(frozen=True, slots=True)
class GrafikTren:
    """Twelve weeks, oldest first."""

    kelompok: tuple[KelompokBatang, ...]
    target: float | None
    keterangan: str = "capaian"
    """Legend: "capaian, terkumpul sejak tanggal 1"."""


@dataclass(frozen=True, slots=True)
class Perkiraan:
    """Sentence under the big bullet: `kurang` people are short of `perlu` if all goes as usual."""

    sisa_sesi: int
    sisa_orang: int
    jadi: int
    """Forecast numerator."""
    bawah: int
    atas: int
    """It should lie between these."""
    kurang: int
    perlu: int


@dataclass(frozen=True, slots=True)
class Saringan:
    """A filter that is on, with the link that takes it off."""

    teks: str
    jumlah: int | None
    hapus_url: str


@dataclass(frozen=True, slots=True)
class Siapa:
    """People behind the figure. Tab codes: terlewat, menunggu, belum_terdata (a count, no names), sudah."""

    tab: tuple[Tab, ...]
    baris: tuple[BarisOrang, ...]
    lembar: Lembar | None
    satuan: str
    """ "anak", "ibu hamil"."""
    ringkas: str = ""
    """ "212 anak terdaftar belum ditimbang"."""
    saringan: tuple[Saringan, ...] = ()
    boleh_nama: bool = True
    """False: this role sees counts only and `baris` is empty."""
    belum_terdata: int | None = None
    """On that tab only: projected people who are not registered yet."""
    dokumen_sasaran: str = ""
    pendataan_url: str | None = None
    """Where somebody is asked to register them; for those who share out actions here."""
    """Document of the projection behind `belum_terdata`."""
    kirim: BilahKirim | None = None
    """When set, rows get ticks and the list ends in "Kirim ke daftar Nyelik"."""
    unduh_url: str | None = None

    @property
    def aktif(self) -> str:
        """Code of the open tab."""
        return next((t.kode for t in self.tab if t.aktif), "")


@dataclass(frozen=True, slots=True)
class HalamanIndikator:
    """`capaian/indikator.html`, as `halaman`."""

    nama: str
    kode: str
    unit: Tautan
    jejak: tuple[Tautan, ...]
    """Kabupaten, puskesmas …, the unit itself, its list of this cluster."""
    pekan: PilihPekan
    kesegaran: Kesegaran
    keterangan: Keterangan
    ukur: Ukur
    tren: GrafikTren
    perkiraan: Perkiraan | None
    bawahan: Bawahan | None
    """None at a posyandu."""
    siapa: Siapa | None
    """None for indicators that do not count people."""
    tanpa_nama: str = ""
    """Why nobody is named behind the figure."""
    excel_url: str | None = None
    lokal: bool = False
    """Of this kabupaten only."""
    pekan_kosong: bool = False
    """Typed in other weeks and not in this one."""
