"""The unit page: the same at every level, from kabupaten to posyandu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from capaian.halaman.akses import Akses
from capaian.halaman.angka import Angka, Papan, load_papan, measure, missed, rate
from capaian.halaman.bawahan import compare_children
from capaian.halaman.identitas import describe_unit, trail, unit_label
from capaian.halaman.jadwal import list_schedule
from capaian.halaman.masalah import list_problems
from capaian.halaman.model import (
    BarisIndikator,
    HalamanDaftarIndikator,
    HalamanUnit,
    Keadaan,
    KelompokIndikator,
    Kesegaran,
    Tab,
    Tautan,
)
from capaian.halaman.orang import list_people
from capaian.halaman.param import Param, klaster_by_kode
from capaian.halaman.pilihan import choose_indikator, indikator_options
from capaian.halaman.sesi import scoped_sessions
from capaian.halaman.tulisan import bilangan
from capaian.halaman.waktu import choose_week, describe_freshness
from capaian.hitung.orang import BERNAMA
from capaian.hitung.pekan import Pekan
from capaian.lokal import indikator_of
from capaian.models import Capaian
from klaster.indikator import JenisIndikator, weekly_indikator
from puskesmas.alamat import link
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi
from puskesmas.scope import parents_of

TEKS_TAB = {
    "capaian": "Capaian",
    "bawahan": "Di bawahnya",
    "masalah": "Masalah",
    "orang": "Orang",
    "jadwal": "Jadwal",
}


def build_unit(akses: Akses, param: Param) -> HalamanUnit:
    """One tab is filled; a tab that the reader may not see falls back to Capaian."""
    boleh = allowed_tabs(akses)
    tab = param.tab if param.tab in boleh else boleh[0]
    jadwal = tab == "jadwal"
    pekan = akses.pekan_jadwal(param.pekan) if jadwal else akses.pekan(param.pekan)
    berangka = min(pekan, akses.terbuka)  # figures end with the running week, only the schedule goes on
    papan = load_papan(
        Capaian.objects.totals_visible_to(akses.pengguna).of(weekly_indikator()), berangka, [akses.unit.pk]
    )
    semua = indikator_of(akses.unit.kabupaten_id, berangka) if tab == "bawahan" else ()
    jenis = choose_indikator(semua, param.indikator) if tab == "bawahan" else None
    return HalamanUnit(
        identitas=describe_unit(akses, berangka),
        pekan=choose_week(
            akses, pekan, lambda kode: unit_link(akses, param, kode, tab), akses.terencana if jadwal else None
        ),
        kesegaran=freshness(akses, berangka, papan),
        tab=tuple(
            Tab(kode, TEKS_TAB[kode], _tab_link(akses, kode, pekan if kode == tab else berangka), kode == tab)
            for kode in boleh
        ),
        semua_url=link("daftar-indikator", unit=akses.unit.kode, pekan=berangka.kode),
        capaian=group_indikator(akses, papan, param.klaster, weekly_indikator()) if tab == "capaian" else None,
        bawahan=compare_children(
            akses,
            pekan,
            jenis,
            langsung=param.langsung,
            indikator=indikator_options(semua, jenis),
        )
        if jenis
        else None,
        orang=list_people(akses, pekan.kode, param.tahap, param.hal) if tab == "orang" else None,
        jadwal=list_schedule(akses, pekan, param.hal) if jadwal else None,
        masalah=list_problems(akses) if tab == "masalah" else None,
        isian_url=link("isian", berangka.kode, akses.unit.kode)
        if akses.unit.jenis == JenisUnit.PUSKESMAS and akses.pengguna.may(Aksi.ISI_ANGKA, akses.unit)
        else None,
        lokal_url=lokal_link(akses),
        target_url=target_link(akses),
        excel_url=link("unduh-kabupaten", unit=akses.unit.kode, pekan=berangka.kode)
        if akses.unit.jenis == JenisUnit.KABUPATEN and akses.penuh
        else None,
    )


def lokal_link(akses: Akses) -> str | None:
    """Where the kabupaten's own indicators are set, for those who may."""
    if akses.unit.jenis != JenisUnit.KABUPATEN or not akses.pengguna.may(Aksi.ATUR_TARGET, akses.unit):
        return None
    return link("indikator-lokal", unit=akses.unit.kode)


def target_link(akses: Akses) -> str | None:
    """Where targets and projections stand, for those who see the whole subtree."""
    return link("target", unit=akses.unit.kode) if akses.penuh and akses.unit.kabupaten_id else None


def allowed_tabs(akses: Akses) -> list[str]:
    """All of them in one's own subtree; totals only for the unit above and those beside."""
    bawahan = akses.unit.jenis != JenisUnit.POSYANDU and (akses.penuh or akses.unit.pk in parents_of(akses.pengguna))
    return [
        "capaian",
        *(["bawahan"] if bawahan else []),
        *(["masalah"] if akses.pengguna.may(Aksi.LIHAT_MASALAH, akses.unit) else []),
        *(["orang", "jadwal"] if akses.penuh else []),
    ]


def unit_link(akses: Akses, param: Param, pekan: str, tab: str) -> str:
    """This page for another week or tab; what is chosen stays."""
    return link(
        "unit",
        akses.unit.kode,
        tab="" if tab == "capaian" else tab,
        pekan=pekan,
        klaster=param.klaster,
        indikator=param.indikator,
        tahap=param.tahap,
        langsung=1 if param.langsung else "",
    )


def _tab_link(akses: Akses, tab: str, pekan: Pekan) -> str:
    return unit_link(akses, Param(), pekan.kode, tab)


def freshness(akses: Akses, pekan: Pekan, papan: Papan) -> Kesegaran:
    """How fresh the unit's figures are; for a reader of totals from the stored figure, since sessions are not shown."""
    if akses.penuh:
        sesi = scoped_sessions(akses).between(pekan.senin, pekan.minggu)
        belum = sesi.not_sent(akses.hari_ini).count()
    else:
        angka = papan.at(akses.unit.pk, "hari_buka_lengkap")
        belum = angka.penyebut - angka.pembilang if angka and pekan < akses.terbuka else 0
    url = link("unit", akses.unit.kode, tab="jadwal", pekan=pekan.kode) if akses.penuh else None
    return describe_freshness(akses, pekan, papan.dihitung_pada, belum, url)


def group_indikator(
    akses: Akses, papan: Papan, klaster: str, semua: Sequence[JenisIndikator]
) -> tuple[KelompokIndikator, ...]:
    """Indicators by cluster, all of them or those of one cluster."""
    return tuple(
        _group(akses, papan, kode, nama, [jenis for jenis in semua if jenis.klaster == kode])
        for kode, nama in klaster_by_kode().items()
        if klaster in ("", kode)
    )


def _group(akses: Akses, papan: Papan, kode: str, nama: str, semua: Sequence[JenisIndikator]) -> KelompokIndikator:
    lain = tuple(_row(akses, papan, jenis) for jenis in semua if not jenis.mingguan)
    urut = sorted(lain, key=lambda baris: list(Keadaan).index(baris.ukur.keadaan))
    hitung = Counter(baris.ukur.kata.lower() for baris in urut)
    return KelompokIndikator(
        nama=nama,
        baris=tuple(_row(akses, papan, jenis) for jenis in semua if jenis.mingguan),
        kode=kode,
        lain=lain,
        url=link("klaster", kode, unit=akses.unit.kode, pekan=papan.pekan.kode),
        ringkas=", ".join(f"{bilangan(jumlah)} {kata}" for kata, jumlah in hitung.items()),
    )


def _row(akses: Akses, papan: Papan, jenis: JenisIndikator) -> BarisIndikator:
    pekan, unit = papan.pekan, akses.unit
    angka = papan.at(unit.pk, jenis.kode)
    url = link("indikator", jenis.kode, unit=unit.kode, pekan=pekan.kode)
    cari = describe_gap(angka, jenis) if akses.nama and jenis.satuan in BERNAMA else ""
    return BarisIndikator(
        kode=jenis.kode,
        nama=jenis.nama,
        url=url,
        ukur=measure(angka, jenis),
        perubahan=change(angka, papan.at(unit.pk, jenis.kode, 1), jenis, pekan),
        tambahan=angka.tambahan if angka else None,
        tren=tuple(rate(satu) for satu in papan.series(unit.pk, jenis.kode)),
        nama_url=f"{url}#siapa" if cari else None,
        nama_teks=cari,
        sementara=bool(angka and angka.sementara),
        lokal=jenis.lokal,
        pekan_kosong=angka is not None and angka.tambahan is None,
    )


def describe_gap(angka: Angka | None, jenis: JenisIndikator) -> str:
    """How many people are to be looked for, in words; empty where nobody is, or not yet."""
    if angka is None or angka.status == Keadaan.BELUM_WAKTUNYA:
        return ""
    if jenis.arah == "turun":
        return f"{bilangan(angka.pembilang)} {jenis.sebutan}" if angka.pembilang else ""
    terlewat = missed(angka, jenis)
    if terlewat:
        return f"{bilangan(terlewat)} terlewat"
    if angka.menunggu and terlewat is not None:
        return f"{bilangan(angka.menunggu)} menunggu"
    belum = angka.penyebut - angka.pembilang
    return f"{bilangan(belum)} belum" if belum > 0 and terlewat is None else ""


def change(kini: Angka | None, lalu: Angka | None, jenis: JenisIndikator, pekan: Pekan) -> float | None:
    """Change of the rate since last week; None where the period began anew in between."""
    sebelum = pekan.previous
    bulan_baru = jenis.mode in ("bulan", "musim") and sebelum.bulan != pekan.bulan
    tahun_baru = jenis.mode in ("tahun", "jatuh_tempo") and sebelum.tahun != pekan.tahun
    a, b = rate(kini), rate(lalu)
    return None if bulan_baru or tahun_baru or a is None or b is None else a - b


def build_indikator_list(akses: Akses, param: Param) -> HalamanDaftarIndikator:
    """Every indicator of one unit by cluster."""
    pekan = akses.pekan(param.pekan)
    papan = load_papan(Capaian.objects.totals_visible_to(akses.pengguna), pekan, [akses.unit.pk])
    kode, klaster = akses.unit.kode, param.klaster

    def alamat(pekan: str, klaster: str) -> str:
        return link("daftar-indikator", unit=kode, pekan=pekan, klaster=klaster)

    semua = indikator_of(akses.unit.kabupaten_id, pekan)
    hitung = Counter(jenis.klaster for jenis in semua) + Counter({"": len(semua)})
    pilihan: Sequence[tuple[str, str]] = [("", "Semua"), *klaster_by_kode().items()]
    return HalamanDaftarIndikator(
        unit=Tautan(akses.unit.nama, link("unit", kode, pekan=pekan.kode)),
        label=unit_label(akses.unit),
        jejak=trail(akses, pekan),
        pekan=choose_week(akses, pekan, lambda k: alamat(k, klaster)),
        kesegaran=freshness(akses, pekan, papan),
        kelompok=group_indikator(akses, papan, klaster, semua),
        lokal_url=lokal_link(akses),
        target_url=target_link(akses),
        terbuka=bool(klaster),
        saringan=tuple(Tab(k, nama, alamat(pekan.kode, k), k == klaster, hitung[k]) for k, nama in pilihan),
    )
