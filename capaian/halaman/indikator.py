"""The indicator page: what is counted, how it went, who is behind it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from math import ceil
from typing import Final

from django.http import QueryDict

from capaian.evaluasi.ramal import forecast_month
from capaian.halaman.akses import Akses
from capaian.halaman.angka import PANJANG, Angka, Papan, load_papan, measure
from capaian.halaman.bawahan import compare_children
from capaian.halaman.identitas import trail
from capaian.halaman.model import (
    BatangPekan,
    GrafikTren,
    HalamanIndikator,
    KelompokBatang,
    Keterangan,
    Perkiraan,
    Tautan,
)
from capaian.halaman.model.ukur import PENYEBUT_KECIL
from capaian.halaman.nyelik import send_typed
from capaian.halaman.param import Param, klaster_by_kode
from capaian.halaman.siapa import explain_nameless, list_behind
from capaian.halaman.tulisan import BULAN, bilangan, persen
from capaian.halaman.unit import allowed_tabs, freshness
from capaian.halaman.waktu import choose_week
from capaian.hitung.pekan import Pekan
from capaian.models import Capaian, CapaianBulan
from capaian.target import find_document
from klaster.indikator import DARI_PUSKESMAS, JenisIndikator
from posyandu.halaman.kirim import Ketikan
from puskesmas.alamat import link
from puskesmas.models.unit import JenisUnit

LEGENDA: Final = {
    "bulan": "capaian, terkumpul sejak tanggal 1",
    "musim": "capaian, terkumpul sejak tanggal 1",
    "tahun": "capaian, terkumpul sejak 1 Januari",
    "jatuh_tempo": "capaian dari yang sudah jatuh tempo",
    "pekan": "capaian pekan itu",
    "keadaan": "keadaan terakhir",
}
SUMBER: Final = {
    "hari_buka": "Hari buka",
    "keluarga": "Catatan kunjungan rumah",
    "posyandu": "Catatan kunjungan",
    "evaluasi": "Evaluasi pekanan",
    "tindakan": "Catatan tindakan",
    "masalah": "Catatan masalah",
    "kader": "Penugasan, catatan kunjungan, dan petugas hari buka",
    "kematian": "Catatan orang yang meninggal dan persalinan",
    "temuan": "Catatan kunjungan dan keputusan tenaga kesehatan",
    "isian": "Diisi Puskesmas tiap pekan",
}


def build_indikator(
    akses: Akses, jenis: JenisIndikator, param: Param, kiriman: QueryDict | None = None
) -> HalamanIndikator:
    """The page; with `kiriman` the people ticked on it are sent to the home-visit lists first."""
    pekan = akses.pekan(param.pekan)
    ketikan = Ketikan() if kiriman is None else send_typed(akses, pekan, jenis, kiriman)
    unit = akses.unit
    papan = load_papan(Capaian.objects.totals_visible_to(akses.pengguna), pekan, [unit.pk], kode=jenis.kode)
    angka = papan.at(unit.pk, jenis.kode)
    perkiraan = forecast(akses, pekan, jenis, angka)
    return HalamanIndikator(
        nama=jenis.nama,
        kode=jenis.kode,
        unit=Tautan(unit.nama, link("unit", unit.kode, pekan=pekan.kode)),
        jejak=_trail(akses, jenis, pekan),
        pekan=choose_week(
            akses, pekan, lambda k: link("indikator", jenis.kode, unit=unit.kode, pekan=k, bagian=param.bagian)
        ),
        kesegaran=freshness(akses, pekan, papan),
        keterangan=explain(akses, pekan, jenis, angka),
        ukur=measure(angka, jenis, perkiraan.jadi if perkiraan else None),
        tren=draw_trend(papan, unit.pk, jenis, closed_months(akses, pekan, jenis)),
        perkiraan=perkiraan,
        bawahan=compare_children(akses, pekan, jenis) if splits(akses, jenis) else None,
        siapa=list_behind(akses, pekan, jenis, angka, param, ketikan) if akses.penuh else None,
        tanpa_nama=explain_nameless(jenis) if akses.penuh else "",
        lokal=jenis.lokal,
        pekan_kosong=angka is not None and angka.tambahan is None,
    )


def splits(akses: Akses, jenis: JenisIndikator) -> bool:
    """Whether the units below have figures of their own that the reader may compare."""
    habis = jenis.satuan in DARI_PUSKESMAS and akses.unit.jenis in (JenisUnit.PUSKESMAS, JenisUnit.PUSTU)
    return not habis and "bawahan" in allowed_tabs(akses)


def _trail(akses: Akses, jenis: JenisIndikator, pekan: Pekan) -> tuple[Tautan, ...]:
    unit = akses.unit
    daftar = link("daftar-indikator", unit=unit.kode, klaster=jenis.klaster, pekan=pekan.kode)
    return (
        *trail(akses, pekan),
        Tautan(unit.nama_lengkap, link("unit", unit.kode, pekan=pekan.kode)),
        Tautan(klaster_by_kode()[jenis.klaster], daftar),
    )


def explain(akses: Akses, pekan: Pekan, jenis: JenisIndikator, angka: Angka | None) -> Keterangan:
    dokumen, rancangan = find_document(unit=akses.unit, indikator=jenis.kode, pekan=pekan)
    nilai = angka.target if angka else jenis.target
    bawaan = jenis.sumber if jenis.lokal else "bawaan aplikasi, belum ada SK"
    return Keterangan(
        kalimat=jenis.kalimat,
        pembilang=jenis.label_pembilang,
        penyebut=_denominator(angka, jenis),
        target=f"{persen(float(nilai))} · {dokumen or bawaan}" if nilai is not None else "",
        sumber=SUMBER.get(jenis.satuan, "Catatan kunjungan"),
        aturan=jenis.sumber,
        sementara=bool(angka and angka.sementara),
        rancangan=rancangan,
    )


def _denominator(angka: Angka | None, jenis: JenisIndikator) -> str:
    if jenis.cacah:
        return "tidak ada"
    return f"{bilangan(angka.penyebut)} {jenis.label_penyebut}" if angka else jenis.label_penyebut


def closed_months(akses: Akses, pekan: Pekan, jenis: JenisIndikator) -> dict[tuple[int, int], float]:
    """Rates by (year, month) at which the months before the page's own closed; only where each month begins anew."""
    if jenis.mode not in ("bulan", "musim"):
        return {}
    rows = CapaianBulan.objects.totals_visible_to(akses.pengguna).filter(
        unit=akses.unit, indikator_id=jenis.kode, bulan__lt=pekan.awal_bulan, penyebut__gt=0
    )
    isi = rows.order_by("-bulan").values_list("bulan", "pembilang", "penyebut")[:PANJANG]
    return {(bulan.year, bulan.month): pembilang / penyebut for bulan, pembilang, penyebut in isi}


def draw_trend(papan: Papan, unit_id: int, jenis: JenisIndikator, tutup: Mapping[tuple[int, int], float]) -> GrafikTren:
    """Twelve weeks by the month they belong to, and where each month closed."""
    pekan = [papan.pekan]
    while len(pekan) < PANJANG:
        pekan.append(pekan[-1].previous)
    batang = list(zip(reversed(pekan), papan.series(unit_id, jenis.kode), strict=True))
    kini = papan.at(unit_id, jenis.kode)
    return GrafikTren(
        kelompok=tuple(
            KelompokBatang(
                BULAN[bulan - 1],
                tuple(_bar(satu, angka, jenis, papan.pekan) for satu, angka in isi),
                tutup.get((tahun, bulan)),
            )
            for (tahun, bulan), isi in groupby(batang, key=lambda b: (b[0].tahun, b[0].bulan))
        ),
        target=float(kini.target) if kini and kini.target is not None else None,
        keterangan=LEGENDA[jenis.mode],
    )


def _bar(pekan: Pekan, angka: Angka | None, jenis: JenisIndikator, kini: Pekan) -> BatangPekan:
    label = f"{pekan.senin.day}–{pekan.minggu.day}"
    return BatangPekan(label, measure(angka, jenis) if angka else None, pekan == kini)


def forecast(akses: Akses, pekan: Pekan, jenis: JenisIndikator, angka: Angka | None) -> Perkiraan | None:
    """Where the month ends for the page's unit, for indicators whose forecast proved worth showing."""
    if not jenis.ramal or not akses.penuh or angka is None or not angka.menunggu:
        return None
    ramalan = forecast_month(unit=akses.unit, pekan=pekan, semua=[jenis]).get(jenis.kode)
    return show_forecast(ramalan.as_dict() if ramalan else None, angka)


def show_forecast(ramalan: Mapping[str, int] | None, angka: Angka | None) -> Perkiraan | None:
    """A forecast beside what the target asks for; none for a handful of people."""
    if ramalan is None or angka is None or angka.target is None or angka.penyebut < PENYEBUT_KECIL:
        return None
    perlu = ceil(angka.target * angka.penyebut)
    return Perkiraan(**ramalan, kurang=max(perlu - ramalan["jadi"], 0), perlu=perlu)
