""" "Yang perlu Anda lihat": at most five sentences, the most urgent first, each with one place to go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from capaian.halaman.akses import Akses
from capaian.halaman.angka import Papan, ratio
from capaian.halaman.evaluasi import JAWAB_DALAM, Evaluasi, TungguJawaban
from capaian.halaman.jaringan import Jaringan, Simpul
from capaian.halaman.model import Keadaan, PerluDilihat, StatusEvaluasi, StatusSesi
from capaian.halaman.sesi import Sesi
from capaian.halaman.tulisan import persen
from capaian.hitung.pekan import Pekan
from klaster.indikator import JenisIndikator, weekly_indikator
from puskesmas.alamat import link
from puskesmas.models.unit import JenisUnit
from puskesmas.waktu import count_workdays

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
    tunggu: Sequence[TungguJawaban]
    rapat: bool
    """The reader may open the list of evaluations."""


def list_urgent(bahan: Bahan) -> tuple[PerluDilihat, ...]:
    semua = (_unsigned, _unanswered, _overdue, _worst, _not_sent, _falling, _no_home_visits)
    return tuple(kalimat for buat in semua for kalimat in buat(bahan))[:PALING_BANYAK]


def _unsigned(bahan: Bahan) -> Iterator[PerluDilihat]:
    """Evaluations that should have been signed by now; the latest one is named with its reds."""
    telat = [(pk, satu.lewat) for pk, satu in bahan.evaluasi.items() if satu.status is StatusEvaluasi.TERLAMBAT]
    if not telat:
        return
    unit = sorted((_simpul(bahan, pk) for pk, _ in telat), key=lambda satu: (-_reds(bahan, satu), satu.nama))
    lewat = max(hari for _, hari in telat)
    if len(unit) == 1:
        merah = _reds(bahan, unit[0])
        sisa = f"; {merah} indikator jauh tertinggal." if merah else "."
        yield PerluDilihat(
            Keadaan.JAUH_TERTINGGAL,
            f"Puskesmas {unit[0].nama}",
            f": evaluasi belum disahkan ({lewat} hari){sisa}",
            *_to_evaluation(bahan, bahan.pekan, unit[0]),
        )
    else:
        yield PerluDilihat(
            Keadaan.JAUH_TERTINGGAL,
            f"{len(unit)} evaluasi belum disahkan",
            f", terlama {lewat} hari: {_names([satu.nama for satu in unit])}.",
            *_to_evaluations(bahan, bahan.pekan, unit[0]),
        )


def _unanswered(bahan: Bahan) -> Iterator[PerluDilihat]:
    """Signed evaluations that wait longer for Dinas than they should; the week of the oldest is opened."""
    if not bahan.tunggu:
        return
    tertua = bahan.tunggu[0]
    unit = _simpul(bahan, tertua.unit_id)
    yield PerluDilihat(
        Keadaan.JAUH_TERTINGGAL,
        f"{len(bahan.tunggu)} evaluasi lebih dari {JAWAB_DALAM} hari kerja menunggu jawaban Dinas",
        f", tertua {tertua.lewat} hari kerja: {unit.nama}, p{tertua.pekan.label[1:]}.",
        *_to_evaluations(bahan, tertua.pekan, unit),
    )


def _to_evaluation(bahan: Bahan, pekan: Pekan, unit: Simpul) -> tuple[str, str]:
    """Words and address of a link: the evaluation itself, for readers without names the unit."""
    if bahan.akses.nama:
        return "Buka evaluasi", link("evaluasi", pekan.kode, unit.kode)
    return "Buka unit", link("unit", unit.kode, pekan=pekan.kode)


def _to_evaluations(bahan: Bahan, pekan: Pekan, unit: Simpul) -> tuple[str, str]:
    """The list of the week, where the reader may open it; else the first of them."""
    if bahan.rapat:
        return "Buka evaluasi", link("evaluasi-kabupaten", pekan.kode)
    return _to_evaluation(bahan, pekan, unit)


def _overdue(bahan: Bahan) -> Iterator[PerluDilihat]:
    """Problems past their date; the unit of the oldest is named."""
    lewat = [(satu.lewat_sejak, satu) for satu in bahan.jaringan.semua if satu.lewat_sejak is not None]
    if not lewat:
        return
    sejak, tempat = min(lewat, key=lambda satu: satu[0])
    umur = count_workdays(sejak.astimezone(bahan.akses.zona).date(), bahan.akses.hari_ini)
    yield PerluDilihat(
        Keadaan.JAUH_TERTINGGAL,
        f"{sum(satu.lewat for _, satu in lewat)} masalah lewat tenggat",
        f", tertua {umur} hari kerja: {JenisUnit(tempat.jenis).label} {tempat.nama}.",
        "Lihat masalah",
        link("masalah-papan", unit=bahan.akses.unit.kode),
    )


def _worst(bahan: Bahan) -> Iterator[PerluDilihat]:
    """The Puskesmas with the most reds, and which they are; left out where the first sentence says it."""
    unit = max(bahan.jaringan.of_jenis(JenisUnit.PUSKESMAS), key=lambda satu: _reds(bahan, satu), default=None)
    merah = [
        jenis.nama for jenis in weekly_indikator() if unit and _state(bahan, unit, jenis) == Keadaan.JAUH_TERTINGGAL
    ]
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
    turun = [(rasio[0] - rasio[-1], jenis, rasio) for jenis in weekly_indikator() if (rasio := _decline(bahan, jenis))]
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
    return sum(_state(bahan, unit, jenis) == Keadaan.JAUH_TERTINGGAL for jenis in weekly_indikator())


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
