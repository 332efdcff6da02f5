"""The posyandu that hang on a Puskesmas directly, as if they were one Pustu."""

from __future__ import annotations

from dataclasses import replace

from capaian.halaman.angka import PANJANG, Angka, Papan
from capaian.halaman.bawahan import add_up, split_direct
from capaian.halaman.rapat.bentuk import sum_direct
from capaian.halaman.rapat.muat import Bahan
from puskesmas.models.unit import JenisUnit


def has_direct(bahan: Bahan) -> bool:
    """Whether these posyandu stand beside Pustu, so that the Puskesmas' own figures say more than theirs."""
    return bahan.unit.jenis == JenisUnit.PUSKESMAS and bool(split_direct(bahan.unit, bahan.anak)[1])


def as_one(bahan: Bahan) -> Bahan:
    """Only these posyandu with their sessions, and their sums in the place of the figures of the Puskesmas."""
    _, lepas = split_direct(bahan.unit, bahan.anak)
    pk, ids = bahan.unit.pk, {satu.pk for satu in lepas}
    kini = [satu for satu in sum_direct(bahan, bahan.jenis).values() if satu is not None]
    milik = [a for jenis in bahan.jenis for satu in lepas if (a := bahan.papan.at(satu.pk, jenis.kode))]
    jumlah = [satu._replace(unit_id=pk) for satu in (*kini, *_weeks_before(bahan, ids))]
    papan = Papan(bahan.pekan, [*milik, *jumlah])
    sesi = [satu for satu in bahan.sesi if satu.posyandu_id in ids]
    return replace(bahan, anak=lepas, saudara=(), papan=papan, hidup=papan, sesi=sesi)


def _weeks_before(bahan: Bahan, ids: set[int]) -> list[Angka]:
    """For trend and change, which read the fraction only."""
    minggu = [(jenis.kode, mundur) for jenis in bahan.jenis for mundur in range(1, PANJANG)]
    isi = ([a for pk in ids if (a := bahan.papan.at(pk, kode, mundur))] for kode, mundur in minggu)
    return [add_up(satu) for satu in isi if satu]
