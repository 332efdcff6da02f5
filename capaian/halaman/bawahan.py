"""The units right below a unit, side by side on one indicator. They sum to their parent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from capaian.halaman.akses import Akses
from capaian.halaman.angka import Angka, Papan, load_papan, measure, missed, paces
from capaian.halaman.model import Arah, BarisBawahan, Bawahan, Keadaan, Pilihan, Tautan
from capaian.hitung.nilai import Jumlah, decide_status
from capaian.hitung.pekan import Pekan
from capaian.models import Capaian
from klaster.indikator import JenisIndikator
from puskesmas.alamat import link
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit, StatusUnit

LANGSUNG = "Langsung Puskesmas"


def compare_children(
    akses: Akses,
    pekan: Pekan,
    jenis: JenisIndikator,
    *,
    langsung: bool = False,
    indikator: tuple[Pilihan, ...] = (),
) -> Bawahan:
    """Children worst first. A Puskesmas shows its direct posyandu as one row, or with `langsung` each of them."""
    anak = list_children(akses)
    papan = load_papan(
        Capaian.objects.totals_visible_to(akses.pengguna),
        pekan,
        [akses.unit.pk, *(satu.pk for satu in anak)],
        kode=jenis.kode,
        panjang=1,
    )
    sendiri, lepas = split_direct(akses.unit, anak)
    baris = [_row(satu, papan.at(satu.pk, jenis.kode), jenis, pekan) for satu in (lepas if langsung else sendiri)]
    jumlah = None if langsung else _row(akses.unit, papan.at(akses.unit.pk, jenis.kode), jenis, pekan)
    if lepas and not langsung:
        baris.append(_direct_row(akses.unit, lepas, papan, jenis, pekan))
    return Bawahan(
        baris=tuple(sorted(baris, key=_worst_first)),
        jumlah=jumlah,
        judul=_title(lepas if langsung else sendiri),
        urutan=f"urut: {jenis.sebutan} terlewat" if paces(jenis) else "urut: terburuk dahulu",
        indikator=indikator,
    )


def list_children(akses: Akses) -> list[Unit]:
    """Open units right below; for a parent seen from below, those whose totals the reader may see."""
    anak = Unit.objects.totals_visible_to(akses.pengguna).filter(induk=akses.unit).exclude(status=StatusUnit.TUTUP)
    return list(anak.order_by("nama"))


def split_direct(unit: Unit, anak: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Children shown one by one, and posyandu that a Puskesmas sums up beside its Pustu."""
    lepas = [satu for satu in anak if satu.jenis == JenisUnit.POSYANDU] if unit.jenis == JenisUnit.PUSKESMAS else []
    if len(lepas) == len(anak):
        return list(anak), []
    return [satu for satu in anak if satu not in lepas], lepas


def _title(baris: Sequence[Unit]) -> str:
    return baris[0].get_jenis_display() if baris else "Unit"


def _row(satu: Unit, angka: Angka | None, jenis: JenisIndikator, pekan: Pekan) -> BarisBawahan:
    url = link("indikator", jenis.kode, unit=satu.kode, pekan=pekan.kode)
    return BarisBawahan(Tautan(satu.nama, url), measure(angka, jenis), missed(angka, jenis))


def _direct_row(unit: Unit, lepas: Sequence[Unit], papan: Papan, jenis: JenisIndikator, pekan: Pekan) -> BarisBawahan:
    url = link("unit", unit.kode, tab="bawahan", indikator=jenis.kode, pekan=pekan.kode, langsung=1)
    [angka] = sum_figures([(jenis, [a for satu in lepas if (a := papan.at(satu.pk, jenis.kode))])], pekan)
    return BarisBawahan(Tautan(LANGSUNG, url), measure(angka, jenis), missed(angka, jenis))


def sum_figures(semua: Sequence[tuple[JenisIndikator, Sequence[Angka]]], pekan: Pekan) -> list[Angka | None]:
    """The figures of each indicator as one, judged like every stored figure; one query for all of them."""
    jumlah = [(jenis, add_up(isi)) for jenis, isi in semua if isi]
    status = decide_status([Jumlah(jenis, a.pembilang, a.penyebut, a.target, a.harapan) for jenis, a in jumlah], pekan)
    dinilai = iter([a._replace(status=satu) for (_, a), satu in zip(jumlah, status, strict=True)])
    return [next(dinilai) if isi else None for _, isi in semua]


def add_up(semua: Sequence[Angka]) -> Angka:
    """One figure of several; its state is still that of the first."""
    harapan = [a.harapan for a in semua if a.harapan is not None]
    return semua[0]._replace(
        pembilang=sum(a.pembilang for a in semua),
        penyebut=sum(a.penyebut for a in semua),
        tambahan=sum(a.tambahan or 0 for a in semua),
        menunggu=sum(a.menunggu for a in semua),
        harapan=sum(harapan, Decimal()) if harapan else None,
    )


def _worst_first(baris: BarisBawahan) -> tuple[int, int, float, str]:
    """Most people missed first; where that is not counted, by state and by share of what was expected."""
    ukur = baris.ukur
    dasar = ukur.harapan or (ukur.target or 0) * (ukur.penyebut or 0)
    rasio = ukur.pembilang / dasar if dasar else 0.0
    return (
        -(baris.terlewat or 0),
        list(Keadaan).index(ukur.keadaan),
        -rasio if ukur.arah is Arah.TURUN else rasio,
        baris.unit.teks,
    )
