"""Problems that nobody reported: opened by rule from figures that stand in the database.

Each rule is one query for the whole kabupaten. A problem is opened once while it is open; after it was closed it is
opened again only by a sign that is younger than the closing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from math import ceil
from typing import Final, NamedTuple

from django.db import transaction
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from capaian.evaluasi.prioritas import people_missing
from capaian.evaluasi.rapat import meeting_indikator
from capaian.hitung.orang import BERNAMA
from capaian.hitung.pekan import Pekan
from capaian.hitung.susun import PENYEBUT_KECIL
from capaian.models import Capaian, Isian
from klaster.aturan import muat_aturan
from klaster.indikator import JenisIndikator, muat_indikator
from klaster.tanggal import sebut_tanggal
from posyandu.models import HariBuka
from puskesmas.masalah import report_masalah
from puskesmas.models import Masalah, Unit
from puskesmas.models.masalah import JenisMasalah
from puskesmas.models.unit import JenisUnit, StatusUnit
from puskesmas.waktu import add_workdays

JENDELA: Final = 12
"""Weeks in which an indicator must have been judged often enough: as many as a page's trend shows."""
SEBELUM: Final = 4
"""Weeks whose mean a count of cases is compared with."""
JUDUL: Final = 120
BATAL: Final = "batal"
DIAM: Final = (
    ("bulanan", "masalah_posyandu_diam", "hari buka"),
    ("harian", "masalah_harian_diam", "hari kerja"),
)
"""Rhythm of a posyandu, the setting that says how many silent sessions are too many, and what those are called."""
TERTULIS: Final = 5
"""Sessions that a problem names; the last of them."""
Setelan = Mapping[str, int | float]


class Tanda(NamedTuple):
    """A rule that holds at a place. `bukti` is the last day that it speaks of."""

    kunci: str
    unit_id: int
    jenis: JenisMasalah
    judul: str
    uraian: str
    bukti: date
    orang: int | None = None
    segera: bool = False
    """Has a due date from the beginning."""


def open_problems(*, kabupaten: Unit, pekan: Pekan) -> int:
    """Ask every rule about a closed week; returns how many problems were opened. Can run twice, and twice at once."""
    setelan = _settings(kabupaten)
    with transaction.atomic():
        _alone(kabupaten)
        semua = [
            *lagging(kabupaten, pekan, setelan),
            *silent(kabupaten, pekan, setelan),
            *outbreaks(kabupaten, pekan, setelan),
        ]
        return _open(kabupaten, semua, setelan)


def open_outbreaks(*, kabupaten: Unit, pekan: Pekan) -> int:
    """The same for case counts alone: they are typed after the week was made, and cannot wait for the next."""
    setelan = _settings(kabupaten)
    with transaction.atomic():
        _alone(kabupaten)
        return _open(kabupaten, list(outbreaks(kabupaten, pekan, setelan)), setelan)


def lagging(kabupaten: Unit, pekan: Pekan, setelan: Setelan) -> Iterator[Tanda]:
    """Indicators of the meeting far below what was expected in each of the last weeks that expected anything."""
    jenis = {satu.kode: satu for satu in meeting_indikator(kabupaten)}
    kali, persen = int(setelan["masalah_indikator_pekan"]), int(setelan["masalah_indikator_persen"])
    rows = (
        Capaian.objects.under(kabupaten)
        .of(jenis.values())
        .filter(
            unit__jenis__in=(JenisUnit.PUSTU, JenisUnit.PUSKESMAS),
            pekan__range=(pekan.senin - timedelta(weeks=JENDELA - 1), pekan.senin),
            penyebut__gte=PENYEBUT_KECIL,
            harapan__gt=0,
        )
    )
    ke = Window(RowNumber(), partition_by=[F("unit"), F("indikator")], order_by=F("pekan").desc())
    terakhir = rows.exclude(unit__status=StatusUnit.TUTUP).annotate(ke=ke).filter(ke__lte=kali)
    urut = terakhir.order_by("unit", "indikator", "ke")
    for (_, kode), isi in groupby(urut, key=lambda a: (a.unit_id, a.indikator_id)):
        deret = list(isi)
        terbaru = deret[0]
        cukup = len(deret) == kali and terbaru.pekan == pekan.senin
        if cukup and all(is_below(a, jenis[kode], persen) for a in deret):
            yield _lagging_sign(terbaru, jenis[kode], pekan, kali, persen)


def is_below(angka: Capaian, jenis: JenisIndikator, persen: int) -> bool:
    """Less than so many percent of what was expected; where less is better, as much too many."""
    harapan, ada = angka.harapan or Decimal(), Decimal(angka.pembilang)
    return harapan * 100 < ada * persen if jenis.arah == "turun" else ada * 100 < harapan * persen


def _lagging_sign(angka: Capaian, jenis: JenisIndikator, pekan: Pekan, kali: int, persen: int) -> Tanda:
    harapan = f"{ceil(angka.harapan or 0):,}".replace(",", ".")
    batas = f"lebih dari {100 * 100 // persen} %" if jenis.arah == "turun" else f"di bawah {persen} %"
    return Tanda(
        kunci=f"indikator:{jenis.kode}:{angka.unit_id}",
        unit_id=angka.unit_id,
        jenis=JenisMasalah.LAIN,
        judul=f"{jenis.nama}: {batas} harapan {kali} pekan berturut-turut",
        uraian=f"{pekan.label}: {angka.pembilang} dari {angka.penyebut} {jenis.sebutan}, harapan {harapan}.",
        bukti=pekan.minggu,
        orang=ceil(people_missing(angka, jenis)) if jenis.satuan in BERNAMA else None,
    )


def silent(kabupaten: Unit, pekan: Pekan, setelan: Setelan) -> Iterator[Tanda]:
    """Posyandu of whose last sessions nothing arrived: cancelled, or past without a visit. Those open daily have a
    session every working day, so that more of them are asked for."""
    for pola, kode, sebutan in DIAM:
        yield from _silent(kabupaten, pekan, pola, int(setelan[kode]), sebutan)


def _silent(kabupaten: Unit, pekan: Pekan, pola: str, kali: int, sebutan: str) -> Iterator[Tanda]:
    sesi = HariBuka.objects.under(kabupaten).between(pekan.minggu - timedelta(days=365), pekan.minggu)
    sesi = sesi.filter(pola=pola).exclude(status="dipindah").exclude(posyandu__status=StatusUnit.TUTUP)
    ke = Window(RowNumber(), partition_by=[F("posyandu")], order_by=F("tanggal").desc())
    urut = sesi.with_received().annotate(ke=ke).filter(ke__lte=kali).order_by("posyandu", "ke")
    kolom = urut.values_list("posyandu_id", "tanggal", "status", "diterima", "jumlah_dinyatakan", "posyandu__kode")
    for posyandu, isi in groupby(kolom, key=lambda baris: baris[0]):
        deret = list(isi)
        if len(deret) == kali and all(is_silent(*baris[2:5]) for baris in deret):
            yield Tanda(
                kunci=f"posyandu_diam:{deret[0][5]}",
                unit_id=posyandu,
                jenis=JenisMasalah.DATA,
                judul=f"Tidak ada data dari {kali} {sebutan} berturut-turut",
                uraian="Hari buka " + ", ".join(_describe(*baris[1:3]) for baris in deret[::-1][-TERTULIS:]) + ".",
                bukti=deret[0 if pola == "bulanan" else -1][1],  # a daily one is silent anew only over as many days
            )


def is_silent(status: str, diterima: int, dinyatakan: int | None) -> bool:
    """Nothing arrived; a day that was closed with nobody there is an answer."""
    return status == BATAL or (diterima == 0 and dinyatakan != 0)


def _describe(tanggal: date, status: str) -> str:
    return f"{sebut_tanggal(tanggal)} {'batal' if status == BATAL else 'belum mengirim'}"


def outbreaks(kabupaten: Unit, pekan: Pekan, setelan: Setelan) -> Iterator[Tanda]:
    """Cases of a week that jump against the mean of the weeks before, as far as those are known; or of a disease of
    which a few are enough."""
    jenis = {satu.kode: satu for satu in muat_indikator() if satu.wabah}
    per_tempat: dict[tuple[int, str], dict[date, int]] = defaultdict(dict)
    for unit, kode, senin, kasus in _cases(kabupaten, pekan, jenis):
        per_tempat[unit, kode][senin] = kasus
    for (unit, kode), isi in sorted(per_tempat.items()):
        kini = isi.pop(pekan.senin, None)
        if kini is None:
            continue
        if is_jump(kini, isi.values(), setelan):
            yield _outbreak_sign(unit, jenis[kode], pekan, kini, list(isi.values()))
        elif (sejak := jenis[kode].wabah_sejak) and kini >= setelan[sejak]:
            yield _case_sign(unit, jenis[kode], pekan, kini)


def _cases(kabupaten: Unit, pekan: Pekan, jenis: Mapping[str, JenisIndikator]) -> Iterator[tuple[int, str, date, int]]:
    """Unit, indicator, Monday and cases of that week: as typed, and of each Puskesmas as counted from records."""
    minggu = {"pekan__range": (pekan.senin - timedelta(weeks=SEBELUM), pekan.senin)}
    diketik = [kode for kode, satu in jenis.items() if satu.satuan == "isian"]
    rows = Isian.objects.under(kabupaten).filter(indikator__in=diketik, **minggu)
    yield from rows.values_list("unit_id", "indikator_id", "pekan", "pembilang")
    dihitung = Capaian.objects.under(kabupaten).filter(
        indikator__in=jenis.keys() - {*diketik}, unit__jenis=JenisUnit.PUSKESMAS, **minggu
    )
    for unit, kode, senin, kasus in dihitung.values_list("unit_id", "indikator_id", "pekan", "tambahan_pekan"):
        yield unit, kode, senin, kasus or 0


def is_jump(kini: int, lalu: Iterable[int], setelan: Setelan) -> bool:
    """Enough cases, and so many times the mean; without an earlier week there is nothing to compare with."""
    lalu = list(lalu)
    cukup = bool(lalu) and kini >= setelan["masalah_wabah_kasus"]
    return cukup and kini * len(lalu) >= setelan["masalah_wabah_kali"] * sum(lalu)


def _outbreak_sign(unit: int, jenis: JenisIndikator, pekan: Pekan, kini: int, lalu: list[int]) -> Tanda:
    rata = f"{sum(lalu) / len(lalu):.1f}".replace(".", ",")
    return Tanda(
        kunci=f"lonjakan:{jenis.kode}:{unit}",
        unit_id=unit,
        jenis=JenisMasalah.WABAH,
        judul=f"{jenis.nama}: {kini} kasus sepekan, melonjak dari rata-rata {rata}",
        uraian=f"{pekan.label}: {kini} kasus. Rata-rata {len(lalu)} pekan sebelumnya yang diisi: {rata}. "
        "Tanda dini, bukan penetapan KLB: periksa kebenarannya dahulu.",
        bukti=pekan.minggu,
        orang=kini,
        segera=True,
    )


def _case_sign(unit: int, jenis: JenisIndikator, pekan: Pekan, kini: int) -> Tanda:
    return Tanda(
        kunci=f"lonjakan:{jenis.kode}:{unit}",
        unit_id=unit,
        jenis=JenisMasalah.WABAH,
        judul=f"{jenis.nama}: {kini} kasus sepekan, perlu diperiksa",
        uraian=f"{pekan.label}: {kini} kasus. Tanda dini, bukan penetapan KLB: periksa kebenarannya, lalu laporkan.",
        bukti=pekan.minggu,
        orang=kini,
        segera=True,
    )


# ── Opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _open(kabupaten: Unit, semua: list[Tanda], setelan: Setelan) -> int:
    terjawab = _answered(kabupaten, semua)
    baru = [tanda for tanda in semua if tanda.bukti > terjawab.get(tanda.kunci, date.min)]
    tempat = Unit.objects.select_related("induk", "kabupaten__setelan").in_bulk({tanda.unit_id for tanda in baru})
    hari = int(setelan["masalah_wabah_hari"])
    for tanda in baru:
        report_masalah(
            oleh=None,
            unit=tempat[tanda.unit_id],
            jenis=tanda.jenis,
            judul=tanda.judul[:JUDUL],
            uraian=tanda.uraian,
            jumlah_orang=tanda.orang,
            tenggat=add_workdays(kabupaten.hari_ini, hari) if tanda.segera else None,
            kunci=tanda.kunci,
        )
    return len(baru)


def _answered(kabupaten: Unit, semua: list[Tanda]) -> dict[str, date]:
    """By key: the day until which its signs are answered; for ever while the problem is open."""
    zona = kabupaten.setelan.zona
    ada = Masalah.objects.under(kabupaten).filter(kunci__in=[tanda.kunci for tanda in semua])
    hasil: dict[str, date] = {}
    for kunci, ditutup in ada.values_list("kunci", "ditutup_pada"):
        sampai = ditutup.astimezone(zona).date() if ditutup else date.max
        hasil[kunci] = max(sampai, hasil.get(kunci, date.min))
    return hasil


def _alone(kabupaten: Unit) -> None:
    """One worker at a time, so that the second sees what the first opened. Rows that point here are not held up."""
    Unit.objects.select_for_update(no_key=True).get(pk=kabupaten.pk)


def _settings(kabupaten: Unit) -> Setelan:
    return muat_aturan(kabupaten.setelan.aturan or None).setelan
