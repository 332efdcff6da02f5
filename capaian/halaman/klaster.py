"""One cluster of one unit: its indicators, whom to look for, what is being done, and who below lags."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404

from capaian.halaman.akses import Akses
from capaian.halaman.angka import load_papan
from capaian.halaman.bawahan import compare_children
from capaian.halaman.identitas import trail, unit_label
from capaian.halaman.indikator import splits
from capaian.halaman.masalah import list_problems
from capaian.halaman.model import BarisIndikator, Bawahan, Keadaan, KelompokIndikator, Tab, Tautan
from capaian.halaman.model.klaster import HalamanKlaster
from capaian.halaman.param import Param, klaster_by_kode
from capaian.halaman.pilihan import choose_indikator, indikator_options
from capaian.halaman.rapat.model import TindakanLalu
from capaian.halaman.rapat.tindakan import list_actions
from capaian.halaman.unit import allowed_tabs, freshness, group_indikator
from capaian.halaman.waktu import choose_week
from capaian.hitung.pekan import Pekan
from capaian.lokal import indikator_of
from capaian.models import Capaian
from klaster.indikator import JenisIndikator
from puskesmas.alamat import link

IBU_ANAK = "ibu_anak"
BERJALAN = ("terlambat", "berjalan")
LAMBAT = (Keadaan.JAUH_TERTINGGAL, Keadaan.TERTINGGAL)
CARI_PALING = 6
MASALAH_PALING = 10
"""Cards; the board has the rest."""


def build_klaster(akses: Akses, kode: str, param: Param) -> HalamanKlaster:
    """Http404 for a cluster that there is not. Problems and actions have no cluster: all those of the unit."""
    if kode not in klaster_by_kode():
        raise Http404
    pekan, unit = akses.pekan(param.pekan), akses.unit
    semua = [jenis for jenis in indikator_of(unit.kabupaten_id, pekan) if jenis.klaster == kode]
    papan = load_papan(Capaian.objects.totals_visible_to(akses.pengguna).of(semua), pekan, [unit.pk])
    kelompok = group_indikator(akses, papan, kode, semua)
    bermasalah = "masalah" in allowed_tabs(akses)
    return HalamanKlaster(
        nama=klaster_by_kode()[kode],
        unit=Tautan(unit.nama, link("unit", unit.kode, pekan=pekan.kode)),
        label=unit_label(unit),
        jejak=trail(akses, pekan),
        pekan=choose_week(akses, pekan, lambda k: _address(akses, kode, k)),
        kesegaran=freshness(akses, pekan, papan),
        klaster=tuple(Tab(k, nama, _address(akses, k, pekan.kode), k == kode) for k, nama in klaster_by_kode().items()),
        kelompok=kelompok,
        cari=_wanted(kelompok),
        bawahan=_children(akses, pekan, semua, param.indikator),
        url=link("klaster", kode),
        kode_unit=unit.kode,
        masalah=list_problems(akses, paling=MASALAH_PALING) if bermasalah else None,
        tindakan=_running(akses) if bermasalah else None,
        alur_url=link("alur", unit=unit.kode, pekan=pekan.kode) if kode == IBU_ANAK and akses.penuh else None,
    )


def _address(akses: Akses, kode: str, pekan: str) -> str:
    return link("klaster", kode, unit=akses.unit.kode, pekan=pekan)


def _wanted(kelompok: Sequence[KelompokIndikator]) -> tuple[BarisIndikator, ...]:
    """Those that lag; the table names the others too."""
    baris = [satu for isi in kelompok for satu in (*isi.baris, *isi.lain) if satu.nama_url and satu.nama_teks]
    tertinggal = [satu for satu in baris if satu.ukur.keadaan in LAMBAT]
    return tuple(sorted(tertinggal, key=lambda satu: LAMBAT.index(satu.ukur.keadaan))[:CARI_PALING])


def _children(akses: Akses, pekan: Pekan, semua: Sequence[JenisIndikator], diminta: str) -> Bawahan | None:
    """The units below on one indicator of the cluster, as far as it is counted below."""
    terbagi = [jenis for jenis in semua if splits(akses, jenis)]
    jenis = choose_indikator(terbagi, diminta)
    return compare_children(akses, pekan, jenis, indikator=indikator_options(terbagi, jenis)) if jenis else None


def _running(akses: Akses) -> TindakanLalu:
    return TindakanLalu(tuple(satu for satu in list_actions(akses).baris if satu.rupa in BERJALAN))
