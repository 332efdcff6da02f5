"""The grids of targets and projections: read by everybody in their own subtree, written by Dinas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from django.http import Http404

from capaian.halaman.akses import Akses, home_access
from capaian.halaman.model import Tab, Tautan
from capaian.halaman.model.kisi import BarisDokumen, BarisKisi, BarisRancangan, HalamanKisi, SelKisi
from capaian.halaman.param import klaster_by_kode
from capaian.halaman.tulisan import bilangan
from capaian.ketikan import show_percent
from capaian.models import StatusDokumen
from capaian.target import (
    SASARAN,
    SELISIH_TAHUN,
    TARGET,
    Angka,
    Baris,
    Kunci,
    Macam,
    check_year,
    fingerprint,
    indikator_bertarget,
    kelompok_sasaran,
    load_drafts,
    load_rows,
)
from klaster.indikator import JenisIndikator
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit, StatusUnit
from puskesmas.peran import Aksi

RUTE: Final = {TARGET.nama: "target", SASARAN.nama: "sasaran"}
JUDUL: Final = {TARGET.nama: "Target", SASARAN.nama: "Sasaran"}
TAMPIL: Final = 200
"""Drafted changes that are listed; more are counted."""
PILIHAN: Final = DomainError("klaster_tidak_dikenal", "Klaster itu tidak dikenal.", "klaster", "Pilih dari daftar.")


@dataclass(frozen=True, slots=True)
class Minta:
    """What the address asks for."""

    unit: str = ""
    tahun: int | None = None
    klaster: str = ""


@dataclass(frozen=True)
class Kisi:
    """One grid: a unit and what hangs right below it, against what a figure can be set for."""

    akses: Akses
    kabupaten: Unit
    macam: Macam
    tahun: int
    klaster: str
    kolom: tuple[Unit, ...]
    bertarget: Mapping[str, JenisIndikator]
    """By code; empty in the book of projections."""

    @cached_property
    def item(self) -> dict[str, str]:
        """The rows that are shown: name by code."""
        if self.macam is SASARAN:
            return kelompok_sasaran()
        semua = self.bertarget.values()
        if not self.klaster:
            return {jenis.kode: jenis.nama for jenis in semua if jenis.mingguan or jenis.lokal}
        return {jenis.kode: jenis.nama for jenis in semua if jenis.klaster == self.klaster}

    @cached_property
    def nama_item(self) -> dict[str, str]:
        """Every item of the book, also those on other tabs."""
        if self.macam is SASARAN:
            return kelompok_sasaran()
        return {jenis.kode: jenis.nama for jenis in self.bertarget.values()}

    @property
    def pengganti(self) -> int | None:
        """The year that stands in for this one now: January and February use last year's."""
        hari_ini = self.akses.hari_ini
        return self.tahun - 1 if self.tahun == hari_ini.year and hari_ini.month <= 2 else None

    @cached_property
    def rows(self) -> list[Baris]:
        unit = {*self.akses.unit.path_ids(), *(satu.pk for satu in self.kolom)}
        return load_rows(macam=self.macam, unit=unit, tahun={self.tahun, self.pengganti or self.tahun})

    @cached_property
    def draf(self) -> dict[Kunci, Baris]:
        ini = (b for b in self.rows if b.tahun == self.tahun)
        return {(b.unit, b.kode): b for b in ini if b.status == StatusDokumen.DRAF}

    @cached_property
    def berlaku(self) -> dict[tuple[int, str, int], Angka]:
        ada = (b for b in self.rows if b.status == StatusDokumen.BERLAKU and b.nilai is not None)
        return {(b.unit, b.kode, b.tahun): b.nilai for b in ada if b.nilai is not None}

    def now(self, unit: Unit, kode: str) -> Angka | None:
        """What the input shows: the draft, else what is in force here."""
        draf = self.draf.get((unit.pk, kode))
        return draf.nilai if draf else self.berlaku.get((unit.pk, kode, self.tahun))

    def show(self, nilai: Angka | None) -> str:
        if nilai is None:
            return ""
        return bilangan(nilai) if isinstance(nilai, int) else show_percent(nilai)

    @property
    def tanpa(self) -> str:
        """Where a unit has no figure of its own."""
        return "ikut di atasnya" if self.macam is TARGET else "belum ada"

    def inherited(self, unit: Unit, kode: str) -> Angka | None:
        """What counts for a unit without a figure of its own; as the computation finds it. Projections have no such."""
        if self.macam is SASARAN:
            return None
        for tahun in (self.tahun, self.pengganti):
            diri = tahun == self.pengganti
            for pk in reversed(unit.path_ids() if diri else unit.path_ids()[:-1]):
                if tahun is not None and (nilai := self.berlaku.get((pk, kode, tahun))) is not None:
                    return nilai
        return self.bertarget[kode].target


def open_kisi(pengguna: Pengguna, macam: Macam, minta: Minta) -> Kisi:
    """The grid of a unit in the reader's own subtree; Http404 for every other place."""
    akses = home_access(pengguna, minta.unit)
    kabupaten = akses.unit.kabupaten
    if kabupaten is None or not akses.penuh:
        raise Http404
    tahun = minta.tahun or akses.hari_ini.year
    check_year(tahun, akses.hari_ini)
    if minta.klaster and minta.klaster not in klaster_by_kode():
        raise PILIHAN
    bertarget = indikator_bertarget(kabupaten) if macam is TARGET else {}
    return Kisi(akses, kabupaten, macam, tahun, minta.klaster, _columns(akses), bertarget)


def _columns(akses: Akses) -> tuple[Unit, ...]:
    """The unit itself, then what hangs right below it: Pustu before posyandu."""
    anak = Unit.objects.visible_to(akses.pengguna).filter(induk=akses.unit).exclude(status=StatusUnit.TUTUP)
    urutan = list(JenisUnit.values)
    return (akses.unit, *sorted(anak, key=lambda satu: (urutan.index(satu.jenis), satu.nama)))


def may_write(kisi: Kisi) -> bool:
    return kisi.akses.pengguna.may(Aksi.ATUR_TARGET, kisi.kabupaten)


def name_of(unit: Unit, kode: str) -> str:
    """Name of a cell's input."""
    return f"n:{unit.kode}:{kode}"


# ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Isian:
    """What was typed and is shown again, with what is wrong about it."""

    isi: Mapping[str, str] = field(default_factory=dict)
    salah: Mapping[str, str] = field(default_factory=dict)
    galat: DomainError | None = None


def kisi_link(kisi: Kisi, **lain: object) -> str:
    """This grid, with something changed."""
    param: dict[str, object] = {"unit": kisi.akses.unit.kode, "tahun": kisi.tahun, "klaster": kisi.klaster}
    return link(RUTE[kisi.macam.nama], **(param | lain))


def build_kisi(kisi: Kisi, isian: Isian | None = None, pesan: str = "") -> HalamanKisi:
    isian = isian or Isian()
    akses, boleh = kisi.akses, may_write(kisi)
    draf = load_drafts(macam=kisi.macam, kabupaten=kisi.kabupaten, tahun=kisi.tahun) if boleh else []
    return HalamanKisi(
        judul=JUDUL[kisi.macam.nama],
        satuan="persen" if kisi.macam is TARGET else "orang",
        unit=Tautan(akses.unit.nama_lengkap, link("unit", akses.unit.kode)),
        jejak=_trail(kisi),
        buku=_books(kisi),
        tahun=kisi.tahun,
        pilih_tahun=_years(kisi),
        saringan=_filters(kisi),
        kolom=tuple(_head(kisi, satu) for satu in kisi.kolom),
        baris=tuple(_row(kisi, kode, nama, isian) for kode, nama in kisi.item.items()),
        boleh=boleh,
        cap=fingerprint(macam=kisi.macam, kabupaten=kisi.kabupaten, tahun=kisi.tahun) if boleh else "",
        dokumen=isian.isi.get("dokumen", draf[-1].dokumen if draf else ""),
        tanggal_dokumen=isian.isi.get("tanggal_dokumen", f"{draf[-1].tanggal:%Y-%m-%d}" if draf else ""),
        catatan=_note(kisi),
        rancangan=_changes(kisi, draf[:TAMPIL]),
        jumlah_rancangan=len(draf),
        daftar_dokumen=_documents(kisi),
        tempel_url=_table_link(kisi) if boleh else None,
        pesan=pesan,
        galat=isian.galat,
        jumlah_salah=len(isian.salah),
    )


def _table_link(kisi: Kisi) -> str:
    return link(f"{RUTE[kisi.macam.nama]}-tempel", unit=kisi.kabupaten.kode, tahun=kisi.tahun)


def _trail(kisi: Kisi) -> tuple[Tautan, ...]:
    """The same grid of the units above, as far as the reader may open them."""
    atas = Unit.objects.visible_to(kisi.akses.pengguna).filter(pk__in=kisi.akses.unit.path_ids()[:-1])
    return tuple(Tautan(satu.nama_lengkap, kisi_link(kisi, unit=satu.kode)) for satu in atas.order_by("jalur"))


def _books(kisi: Kisi) -> tuple[Tab, ...]:
    tempat = {"unit": kisi.akses.unit.kode, "tahun": kisi.tahun}
    return tuple(Tab(nama, JUDUL[nama], link(rute, **tempat), nama == kisi.macam.nama) for nama, rute in RUTE.items())


def _years(kisi: Kisi) -> tuple[Tab, ...]:
    kini = kisi.akses.hari_ini.year
    semua = range(kini - SELISIH_TAHUN, kini + SELISIH_TAHUN + 1)
    return tuple(Tab(str(satu), str(satu), kisi_link(kisi, tahun=satu), satu == kisi.tahun) for satu in semua)


def _filters(kisi: Kisi) -> tuple[Tab, ...]:
    if kisi.macam is SASARAN:
        return ()
    jumlah = Counter(jenis.klaster for jenis in kisi.bertarget.values())
    pilihan = [("", "Pekanan dan lokal"), *((k, nama) for k, nama in klaster_by_kode().items() if jumlah[k])]
    return tuple(Tab(k, nama, kisi_link(kisi, klaster=k), k == kisi.klaster) for k, nama in pilihan)


def _head(kisi: Kisi, unit: Unit) -> Tautan:
    """A column; what has units below it opens as a grid of its own."""
    berisi = unit.jenis in (JenisUnit.PUSKESMAS, JenisUnit.PUSTU) and unit.pk != kisi.akses.unit.pk
    return Tautan(unit.nama, kisi_link(kisi, unit=unit.kode) if berisi else None)


def _row(kisi: Kisi, kode: str, nama: str, isian: Isian) -> BarisKisi:
    jenis = kisi.bertarget.get(kode)
    return BarisKisi(
        kode=kode,
        nama=nama,
        sel=tuple(_cell(kisi, unit, kode, nama, isian) for unit in kisi.kolom),
        url=link("indikator", kode, unit=kisi.akses.unit.kode) if jenis else None,
        lokal=bool(jenis and jenis.lokal),
        bagi_url=_split_link(kisi, kode),
        selisih=_difference(kisi, kode) if kisi.macam is SASARAN else "",
    )


def _split_link(kisi: Kisi, kode: str) -> str | None:
    unit = kisi.akses.unit
    if kisi.macam is TARGET or unit.jenis != JenisUnit.PUSKESMAS or not may_write(kisi):
        return None
    ada = kisi.now(unit, kode) is not None and len(kisi.kolom) > 1
    return link("sasaran-bagi", unit=unit.kode, tahun=kisi.tahun, kelompok=kode) if ada else None


def _cell(kisi: Kisi, unit: Unit, kode: str, nama: str, isian: Isian) -> SelKisi:
    masukan = name_of(unit, kode)
    draf = (unit.pk, kode) in kisi.draf
    return SelKisi(
        nama=masukan,
        label=f"{nama}, {unit.nama}",
        nilai=isian.isi.get(masukan, kisi.show(kisi.now(unit, kode))),
        warisan=kisi.show(kisi.inherited(unit, kode)),
        rancangan=draf,
        berlaku=kisi.show(kisi.berlaku.get((unit.pk, kode, kisi.tahun))) if draf else "",
        salah=isian.salah.get(masukan, ""),
    )


def _difference(kisi: Kisi, kode: str) -> str:
    """Projections are never summed for anybody; whoever typed them is told where they do not fit together."""
    induk, *anak = [kisi.now(unit, kode) for unit in kisi.kolom]
    terisi = [int(nilai) for nilai in anak if nilai is not None]
    if induk is None or not terisi:
        return ""
    if len(terisi) < len(anak):
        return f"{len(terisi)} dari {len(anak)} terisi"
    beda = sum(terisi) - int(induk)
    return f"{'lebih' if beda > 0 else 'kurang'} {bilangan(abs(beda))}" if beda else "pas"


def _note(kisi: Kisi) -> str:
    if kisi.macam is SASARAN:
        return "Proyeksi resmi tiap unit. Sistem tidak menurunkan dan tidak menjumlahkannya sendiri."
    if kisi.pengganti:
        return (
            f"Januari dan Februari: yang belum punya target {kisi.tahun} memakai target {kisi.pengganti}, "
            "bertanda sementara."
        )
    return "Angka pudar mengikuti unit di atasnya, lalu bawaan aplikasi."


def _changes(kisi: Kisi, draf: Sequence[Baris]) -> tuple[BarisRancangan, ...]:
    unit = {
        satu.pk: satu.nama
        for satu in Unit.objects.visible_to(kisi.akses.pengguna).filter(pk__in={b.unit for b in draf})
    }
    lama = load_rows(macam=kisi.macam, unit=unit, tahun=[kisi.tahun]) if draf else []
    berlaku = {(b.unit, b.kode): b.nilai for b in lama if b.status == StatusDokumen.BERLAKU}
    return tuple(
        BarisRancangan(
            unit=unit.get(b.unit, ""),
            nama=kisi.nama_item.get(b.kode, b.kode),
            lama=kisi.show(berlaku.get((b.unit, b.kode))) or kisi.tanpa,
            baru=kisi.show(b.nilai) or "dicabut",
            dokumen=b.dokumen,
        )
        for b in draf
    )


def _documents(kisi: Kisi) -> tuple[BarisDokumen, ...]:
    """What the figures of this grid rest on; what was replaced last."""
    rows = kisi.macam.model.objects.visible_to(kisi.akses.pengguna).filter(
        unit__in=[satu.pk for satu in kisi.kolom], tahun=kisi.tahun
    )
    isi = Counter(rows.values_list("status", "tanggal_dokumen", "dokumen"))
    urutan = [StatusDokumen.DRAF, StatusDokumen.BERLAKU, StatusDokumen.DIGANTI]
    semua = sorted(isi.items(), key=lambda satu: (urutan.index(StatusDokumen(satu[0][0])), str(satu[0][1]), satu[0][2]))
    return tuple(
        BarisDokumen(nomor, tanggal, str(StatusDokumen(status).label), jumlah)
        for (status, tanggal, nomor), jumlah in semua
    )
