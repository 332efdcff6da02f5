""" "Yang perlu Anda lihat": at most five sentences, the most urgent first, each with one place to go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from capaian.halaman.akses import Akses
from capaian.halaman.alamat import link
from capaian.halaman.angka import Papan, ratio
from capaian.halaman.evaluasi import Evaluasi
from capaian.halaman.jaringan import Jaringan, Simpul
from capaian.halaman.model import Keadaan, PerluDilihat, StatusEvaluasi, StatusSesi
from capaian.halaman.sesi import Sesi
from capaian.halaman.tulisan import persen
from capaian.hitung.pekan import Pekan
from klaster.indikator import JenisIndikator, muat_indikator
from puskesmas.models.unit import JenisUnit

PALING_BANYAK: Final = 5
SEBUT: Final = 3
"""So many names in a sentence; the rest is a number."""
TURUN_PEKAN: Final = 3
"""An indicator falls when its share of harapan was lower in each of so many weeks than in the one before,"""
TURUN_BAGIAN: Final = 0.05
"""and the whole fall is at least so much of harapan."""


class Bahan(NamedTuple):
    """What the sentences are made from."""

    akses: Akses
    pekan: Pekan
    jaringan: Jaringan
    papan: Papan
    sesi: Sequence[Sesi]
    evaluasi: dict[int, Evaluasi]


def list_urgent(bahan: Bahan) -> tuple[PerluDilihat, ...]:
    semua = (_unsigned, _worst, _not_sent, _falling, _no_home_visits)
    return tuple(kalimat for buat in semua for kalimat in buat(bahan))[:PALING_BANYAK]


def _unsigned(bahan: Bahan) -> Iterator[PerluDilihat]:
    """Evaluations that should have been signed by now; the latest one is named with its reds."""
    telat = [(pk, satu.lewat) for pk, satu in bahan.evaluasi.items() if satu.status is StatusEvaluasi.TERLAMBAT]
    if not telat:
        return
    unit = sorted((_simpul(bahan, pk) for pk, _ in telat), key=lambda satu: (-_reds(bahan, satu), satu.nama))
    lewat = max(hari for _, hari in telat)
    url = link("unit", unit[0].kode, pekan=bahan.pekan.kode)
    if len(unit) == 1:
        merah = _reds(bahan, unit[0])
        sisa = f"; {merah} indikator jauh tertinggal." if merah else "."
        yield PerluDilihat(
            Keadaan.JAUH_TERTINGGAL,
            f"Puskesmas {unit[0].nama}",
            f": evaluasi belum disahkan ({lewat} hari){sisa}",
            "Buka unit",
            url,
        )
    else:
        yield PerluDilihat(
            Keadaan.JAUH_TERTINGGAL,
            f"{len(unit)} evaluasi belum disahkan",
            f", terlama {lewat} hari: {_names([satu.nama for satu in unit])}.",
            f"Buka {unit[0].nama}",
            url,
        )


def _worst(bahan: Bahan) -> Iterator[PerluDilihat]:
    """The Puskesmas with the most reds, and which they are; left out where the first sentence says it."""
    unit = max(bahan.jaringan.of_jenis(JenisUnit.PUSKESMAS), key=lambda satu: _reds(bahan, satu), default=None)
    merah = [jenis.nama for jenis in muat_indikator() if unit and _state(bahan, unit, jenis) == Keadaan.JAUH_TERTINGGAL]
    telat = [pk for pk, satu in bahan.evaluasi.items() if satu.status is StatusEvaluasi.TERLAMBAT]
    if unit is None or not merah or telat == [unit.pk]:
        return
    yield PerluDilihat(
        Keadaan.JAUH_TERTINGGAL,
        f"Puskesmas {unit.nama}",
        f": {len(merah)} indikator jauh tertinggal, {_names(merah)}.",
        "Lihat indikator",
        link("unit", unit.kode, pekan=bahan.pekan.kode),
    )


def _not_sent(bahan: Bahan) -> Iterator[PerluDilihat]:
    hari_ini = bahan.akses.hari_ini
    belum = [s for s in bahan.sesi if s.state(hari_ini) is StatusSesi.BELUM_MENGIRIM]
    if belum:
        yield PerluDilihat(
            Keadaan.TERTINGGAL,
            f"{len(belum)} hari buka belum mengirim",
            f": {_names([_place(bahan, s.posyandu_id) for s in belum])}.",
            "Lihat jadwal",
            link("unit", bahan.akses.unit.kode, tab="jadwal", pekan=bahan.pekan.kode),
        )


def _falling(bahan: Bahan) -> Iterator[PerluDilihat]:
    """The indicator of the kabupaten that lost most over the last weeks, each lower than the one before."""
    turun = [(rasio[0] - rasio[-1], jenis, rasio) for jenis in muat_indikator() if (rasio := _decline(bahan, jenis))]
    if turun:
        _, jenis, rasio = max(turun, key=lambda satu: satu[0])
        yield PerluDilihat(
            Keadaan.TERTINGGAL,
            f"{jenis.nama} turun {TURUN_PEKAN} pekan berturut-turut",
            f": dari {persen(rasio[0], 0)} menjadi {persen(rasio[-1], 0)} dari harapan.",
            "Lihat indikator",
            link("indikator", jenis.kode, unit=bahan.akses.unit.kode, pekan=bahan.pekan.kode),
        )


def _decline(bahan: Bahan, jenis: JenisIndikator) -> list[float]:
    """The last shares of harapan when they fell week by week to below 1; else nothing."""
    if jenis.arah != "naik" or jenis.mode == "keadaan":
        return []
    rasio = [ratio(a) for a in bahan.papan.series(bahan.akses.unit.pk, jenis.kode)[-TURUN_PEKAN - 1 :]]
    ada = [satu for satu in rasio if satu is not None]
    turun = len(ada) == TURUN_PEKAN + 1 and all(b < a for a, b in pairwise(ada))
    return ada if turun and ada[-1] < 1 and ada[0] - ada[-1] >= TURUN_BAGIAN else []


def _no_home_visits(bahan: Bahan) -> Iterator[PerluDilihat]:
    kode = "posyandu_kunjungan_rumah"
    angka = bahan.papan.at(bahan.akses.unit.pk, kode)
    belum = angka.penyebut - angka.pembilang if angka else 0
    if belum <= 0:
        return
    per_unit = Counter[str]()
    for satu in bahan.jaringan.of_jenis(JenisUnit.PUSKESMAS):
        if a := bahan.papan.at(satu.pk, kode):
            per_unit[satu.nama] = a.penyebut - a.pembilang
    [(nama, terbanyak)] = per_unit.most_common(1) or [("", 0)]
    sisa = f"; {terbanyak} di antaranya di {nama}." if 0 < terbanyak < belum else "."
    yield PerluDilihat(
        Keadaan.BELUM_ADA_DATA,
        f"{belum} posyandu belum mencatat kunjungan rumah",
        f" pekan ini{sisa}",
        "Lihat daftar",
        link("indikator", kode, unit=bahan.akses.unit.kode, pekan=bahan.pekan.kode),
    )


def _simpul(bahan: Bahan, pk: int) -> Simpul:
    """Evaluations are listed from the same network, so the unit is there."""
    return bahan.jaringan.by_pk[pk]


def _state(bahan: Bahan, unit: Simpul, jenis: JenisIndikator) -> str:
    angka = bahan.papan.at(unit.pk, jenis.kode)
    return angka.status if angka else Keadaan.BELUM_ADA_DATA.value


def _reds(bahan: Bahan, unit: Simpul) -> int:
    return sum(_state(bahan, unit, jenis) == Keadaan.JAUH_TERTINGGAL for jenis in muat_indikator())


def _place(bahan: Bahan, posyandu_id: int) -> str:
    """ "Seroja (Lalang)": the posyandu and what it hangs on."""
    satu = bahan.jaringan.get(posyandu_id)
    if satu is None:
        return "posyandu yang sudah tutup"
    atas = bahan.jaringan.get(satu.induk_id) if satu.induk_id else None
    return f"{satu.nama} ({atas.nama})" if atas else satu.nama


def _names(nama: Sequence[str]) -> str:
    """Names in a row, the surplus as a number."""
    lebih = len(nama) - SEBUT
    return ", ".join(nama[:SEBUT]) + (f", dan {lebih} lainnya" if lebih > 0 else "")
