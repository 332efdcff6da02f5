"""The unit page at every level, and the list of indicators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from capaian.halaman.model.kabupaten import HitungSesi
from capaian.halaman.model.kerangka import (
    Kesegaran,
    Pilihan,
    PilihPekan,
    Tab,
    Tautan,
)
from capaian.halaman.model.ukur import Keadaan, StatusSesi, Ukur
from puskesmas.halaman.kartu import Kartu
from puskesmas.lembar import Lembar


@dataclass(frozen=True, slots=True)
class KepalaUnit:
    """Who leads a unit. `jenis`: "" (definitif), "Plt", "Plh"."""

    nama: str
    jenis: str = ""


@dataclass(frozen=True, slots=True)
class Identitas:
    """Header of a unit page."""

    nama: str
    label: str
    """ "Puskesmas", "Pustu", "Posyandu", in the kabupaten's own words."""
    kode: str
    url: str
    """This page; the GET forms send `tab`, `pekan` and `indikator` to it."""
    jejak: tuple[Tautan, ...]
    """Breadcrumb from the top of the reader's scope down to the parent."""
    jabatan: str
    """What the head is called: "Kepala Puskesmas", "Kepala Pustu", "PJ Posyandu"."""
    kepala: KepalaUnit | None
    status: str = ""
    """ "Beroperasi sejak Jan 2026", "Persiapan, rencana Mar 2027", "Tutup"."""
    isi: str = ""
    """What is below: "8 pustu · 34 posyandu"."""
    terakhir_kirim: datetime | None = None
    telepon: str = ""
    hanya_jumlah: bool = False
    """A unit beside or above the reader: its head and its sessions are not theirs to see."""


@dataclass(frozen=True, slots=True)
class BarisIndikator:
    """One indicator of one unit."""

    kode: str
    nama: str
    url: str
    ukur: Ukur
    perubahan: float | None = None
    """Change of the rate since last week, as a fraction (0.03 is three points); None where there is nothing to
    compare with or the period began anew between the two weeks."""
    tambahan: int | None = None
    """Added to the numerator this week."""
    tren: tuple[float | None, ...] = ()
    """Twelve rates, oldest first."""
    nama_url: str | None = None
    """The people to look for: the missing, or the affected where less is better."""
    nama_teks: str = ""
    """Words of that link: "651 terlewat", "12 anak"."""
    sementara: bool = False
    """Judged against last year's target."""
    lokal: bool = False
    """Of this kabupaten only."""
    pekan_kosong: bool = False
    """Typed in other weeks and not in this one."""


@dataclass(frozen=True, slots=True)
class KelompokIndikator:
    """Indicators of one cluster."""

    nama: str
    baris: tuple[BarisIndikator, ...]
    """Those of the weekly meeting."""
    kode: str = ""
    lain: tuple[BarisIndikator, ...] = ()
    ringkas: str = ""
    """States of `lain`: "3 tertinggal, 20 belum ada data"."""
    url: str | None = None
    """The cluster's own page."""


@dataclass(frozen=True, slots=True)
class BarisBawahan:
    """A child unit on one indicator."""

    unit: Tautan
    ukur: Ukur
    terlewat: int | None = None
    """People whose session is over and who were not reached."""
    dipilih: bool = False
    """This row filters the list of names below."""


@dataclass(frozen=True, slots=True)
class Bawahan:
    """Children side by side on one indicator; `jumlah` is the parent, to which they sum."""

    baris: tuple[BarisBawahan, ...]
    jumlah: BarisBawahan | None
    judul: str = "Unit"
    """Tier of the rows: "Pustu", "Posyandu"."""
    urutan: str = ""
    """ "urut: anak terlewat"."""
    indikator: tuple[Pilihan, ...] = ()
    """Options of `?indikator=`; empty on the indicator page, where it is fixed."""


@dataclass(frozen=True, slots=True)
class BarisOrang:
    """A person in a list. NIK never appears here."""

    nama: str
    url: str | None
    jenis_kelamin: str
    """ "L" or "P"."""
    umur: str
    """ "14 bln", "66 th", "hamil 22 mgg"; see `tulisan.umur`."""
    posyandu: str
    kontak: date | None = None
    """Last contact of any kind."""
    kontak_catatan: str = ""
    """ "8,4 kg", "tensi 150/100"."""
    alasan: str = ""
    alasan_keadaan: Keadaan | None = None
    """A shape before the reason, where the reason itself is a warning."""
    alamat: str = ""
    kader: str = ""
    id: UUID | None = None
    tahap: str = ""
    """Life stage: "Balita", "Ibu hamil"."""
    telepon: str = ""
    """Their own, else the mother's."""
    nyelik: str = ""
    """ "di daftar Nyelik sejak 17 Nov, tenggat 20 Nov"; such a person cannot be ticked."""
    dipilih: bool = False
    """Ticked."""


@dataclass(frozen=True, slots=True)
class KelompokUmur:
    """A life stage with its count; `aktif` filters the list."""

    nama: str
    jumlah: int
    url: str
    aktif: bool = False


@dataclass(frozen=True, slots=True)
class TabOrang:
    """People of a unit. `boleh_nama` False: this role sees counts only and `baris` is empty."""

    kelompok: tuple[KelompokUmur, ...]
    baris: tuple[BarisOrang, ...]
    lembar: Lembar | None
    boleh_nama: bool = True


@dataclass(frozen=True, slots=True)
class BarisSesi:
    """A HariBuka. Counts are None while nothing has been received."""

    tanggal: date
    status: StatusSesi
    posyandu: Tautan | None = None
    """None on the posyandu's own page."""
    jenis: str = ""
    """ "bulanan" or "harian"."""
    sasaran: int | None = None
    hadir: int | None = None
    temuan: int | None = None
    dirujuk: int | None = None
    keterangan: str = ""
    """Reason of a move or cancellation, or "terkirim 41 dari 52"."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class TabJadwal:
    """Sessions of a unit. At a posyandu this is its session book (`buku`), newest first; elsewhere one week."""

    baris: tuple[BarisSesi, ...]
    hitung: HitungSesi
    buku: bool = False
    lembar: Lembar | None = None


@dataclass(frozen=True, slots=True)
class TabMasalah:
    """Open problems of a unit and of all below it; as many cards as fit, the board has the rest."""

    kartu: tuple[Kartu, ...]
    jumlah: int
    papan_url: str


@dataclass(frozen=True, slots=True)
class HalamanUnit:
    """`capaian/unit.html`, as `halaman`. Exactly one of the tab contents is set."""

    identitas: Identitas
    pekan: PilihPekan
    kesegaran: Kesegaran
    tab: tuple[Tab, ...]
    """Codes capaian, bawahan, masalah, orang, jadwal."""
    capaian: tuple[KelompokIndikator, ...] | None = None
    bawahan: Bawahan | None = None
    orang: TabOrang | None = None
    jadwal: TabJadwal | None = None
    masalah: TabMasalah | None = None
    excel_url: str | None = None
    semua_url: str | None = None
    """Every indicator of the unit; the tab shows those of the weekly meeting."""
    isian_url: str | None = None
    """The form for what visits cannot know; for those who may fill it in."""
    lokal_url: str | None = None
    """The indicators of this kabupaten only; for those who may set them."""
    target_url: str | None = None
    """Targets and projections, for readers of the whole subtree."""


@dataclass(frozen=True, slots=True)
class HalamanDaftarIndikator:
    """`capaian/daftar_indikator.html`, as `halaman`: every indicator of one unit by cluster."""

    unit: Tautan
    label: str
    jejak: tuple[Tautan, ...]
    pekan: PilihPekan
    kesegaran: Kesegaran
    kelompok: tuple[KelompokIndikator, ...]
    saringan: tuple[Tab, ...] = ()
    """Clusters as filters, the first "Semua"."""
    excel_url: str | None = None
    lokal_url: str | None = None
    target_url: str | None = None
    terbuka: bool = False
    """One cluster was chosen: nothing of it is folded away."""
