"""The kabupaten page: the whole network at a glance, in eight queries whatever its size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from capaian.halaman.agenda import plan_agenda
from capaian.halaman.akses import Akses
from capaian.halaman.angka import Papan, load_papan, measure, ratio
from capaian.halaman.evaluasi import Evaluasi, TungguJawaban, count_evaluasi, load_with_waiting
from capaian.halaman.jaringan import Jaringan, Simpul, load_jaringan
from capaian.halaman.model import (
    BarisPuskesmas,
    BlokTren,
    HalamanKabupaten,
    HitungKunjunganRumah,
    Keadaan,
    KolomKlaster,
    Menuju2027,
    Sel,
    Tautan,
    TingkatIlp,
    TrenKecil,
)
from capaian.halaman.param import Param, klaster_by_kode
from capaian.halaman.perlu import Bahan, list_urgent
from capaian.halaman.pilihan import choose_indikator, indikator_options
from capaian.halaman.sesi import Sesi, count_sessions, in_week, load_sessions
from capaian.halaman.waktu import choose_week, describe_freshness
from capaian.hitung.pekan import Pekan
from capaian.models import Capaian
from klaster.indikator import JenisIndikator, weekly_indikator
from puskesmas.alamat import link
from puskesmas.models.unit import JenisUnit, StatusUnit

KUNJUNGAN_RUMAH: Final = "posyandu_kunjungan_rumah"
KOLOM: Final = {
    "manajemen": ("Manajemen", "Mnj"),
    "ibu_anak": ("Ibu & anak", "Ibu"),
    "dewasa_lansia": ("Dewasa & lansia", "Dws"),
    "penyakit_menular": ("Penyakit menular", "PM"),
    "lintas": ("Lintas klaster", "Lin"),
}
"""Short names of the clusters for a column's head, and for the phone."""


class Isi(NamedTuple):
    """Everything that was read for the page."""

    akses: Akses
    pekan: Pekan
    jaringan: Jaringan
    papan: Papan
    sesi: Sequence[Sesi]
    evaluasi: dict[int, Evaluasi]
    tunggu: tuple[TungguJawaban, ...]


def load_kabupaten(akses: Akses, pekan: Pekan) -> Isi:
    jaringan = load_jaringan(akses)
    unit = [akses.unit.pk, *(satu.pk for satu in jaringan.of_jenis(JenisUnit.PUSKESMAS))]
    mendatang = (akses.hari_ini, akses.hari_ini + timedelta(days=6))
    evaluasi, tunggu = load_with_waiting(akses, pekan, jaringan)
    return Isi(
        akses=akses,
        pekan=pekan,
        jaringan=jaringan,
        papan=load_papan(Capaian.objects.visible_to(akses.pengguna).of(weekly_indikator()), pekan, unit),
        sesi=load_sessions(akses, (pekan.senin, pekan.minggu), mendatang),
        evaluasi=evaluasi,
        tunggu=tunggu,
    )


def build_kabupaten(akses: Akses, param: Param) -> HalamanKabupaten:
    pekan = akses.pekan(param.pekan)
    isi = load_kabupaten(akses, pekan)
    unit, jaringan, kode = akses.unit, isi.jaringan, akses.unit.kode
    semua = weekly_indikator()
    rapat = akses.nama and not param.unit  # the list of evaluations is of one's own kabupaten
    jenis = choose_indikator(semua, param.indikator)
    jadwal = link("unit", kode, tab="jadwal", pekan=pekan.kode)
    sesi = in_week(isi.sesi, pekan.senin, pekan.minggu)
    hitung = count_sessions(sesi, akses.hari_ini, jadwal, _describe_cancelled(sesi, jaringan))
    rumah = count_home_visits(isi)
    baris = list_rows(isi, semua, sesi)
    dihitung = isi.papan.dihitung_pada
    return HalamanKabupaten(
        nama=unit.nama,
        label="Kabupaten",
        url=link("beranda", unit=param.unit),
        puskesmas=len(jaringan.of_jenis(JenisUnit.PUSKESMAS)),
        pustu=len(jaringan.of_jenis(JenisUnit.PUSTU)),
        posyandu=len(jaringan.of_jenis(JenisUnit.POSYANDU)),
        pekan=choose_week(
            akses,
            pekan,
            lambda k: link("beranda", unit=param.unit, pekan=k, indikator=param.indikator),
        ),
        kesegaran=describe_freshness(akses, pekan, dihitung, hitung.belum_mengirim, jadwal),
        sesi=hitung,
        kunjungan_rumah=rumah,
        evaluasi=count_evaluasi(isi.evaluasi.values(), link("evaluasi-kabupaten", pekan.kode) if rapat else None),
        menuju=describe_rollout(jaringan, akses.hari_ini),
        perlu=list_urgent(Bahan(akses, pekan, jaringan, isi.papan, sesi, isi.evaluasi, isi.tunggu, rapat)),
        agenda=plan_agenda(akses, isi.sesi, jaringan),
        agenda_url=link("unit", kode, tab="jadwal", pekan=akses.terbuka.kode),
        klaster=tuple(_column(satu) for satu in klaster_by_kode()),
        baris=baris,
        indikator=len(semua),
        tren=_trend(isi, semua, jenis) if jenis else None,
        unit_url=link("unit", kode, pekan=pekan.kode),
        excel_url=link("unduh-kabupaten", unit=param.unit, pekan=pekan.kode),
        target_url=link("target", unit=kode),
    )


def _column(kode: str) -> KolomKlaster:
    nama, pendek = KOLOM.get(kode, (klaster_by_kode()[kode], klaster_by_kode()[kode][:3]))
    return KolomKlaster(kode, nama, pendek)


def list_rows(isi: Isi, semua: Sequence[JenisIndikator], sesi: Sequence[Sesi]) -> tuple[BarisPuskesmas, ...]:
    """The heat table, worst Puskesmas first."""
    jaringan = isi.jaringan
    pustu = jaringan.count_per_puskesmas(JenisUnit.PUSTU)
    posyandu = jaringan.count_per_puskesmas(JenisUnit.POSYANDU)
    baris = [
        _row(isi, semua, satu, pustu[satu.pk], posyandu[satu.pk], _sessions_of(satu, jaringan, sesi))
        for satu in jaringan.of_jenis(JenisUnit.PUSKESMAS)
    ]
    return tuple(sorted(baris, key=lambda b: (b.peringkat, b.nama)))


def _row(
    isi: Isi, semua: Sequence[JenisIndikator], satu: Simpul, pustu: int, posyandu: int, sesi: Sequence[Sesi]
) -> BarisPuskesmas:
    pekan, evaluasi = isi.pekan.kode, isi.evaluasi.get(satu.pk)
    jadwal = link("unit", satu.kode, tab="jadwal", pekan=pekan)
    return BarisPuskesmas(
        nama=satu.nama,
        url=link("unit", satu.kode, pekan=pekan),
        pustu=pustu,
        posyandu=posyandu,
        sel=tuple(_cell(isi.papan, semua, satu, klaster, pekan) for klaster in klaster_by_kode()),
        sesi=count_sessions(sesi, isi.akses.hari_ini, jadwal),
        evaluasi=evaluasi.status if evaluasi else None,
        evaluasi_catatan=evaluasi.catatan if evaluasi else "",
        evaluasi_url=link("evaluasi", pekan, satu.kode) if evaluasi and evaluasi.ada and isi.akses.nama else None,
    )


def _cell(papan: Papan, semua: Sequence[JenisIndikator], satu: Simpul, klaster: str, pekan: str) -> Sel:
    hitung = Counter(
        angka.status if (angka := papan.at(satu.pk, jenis.kode)) else Keadaan.BELUM_ADA_DATA.value
        for jenis in semua
        if jenis.klaster == klaster
    )
    a, b, c, d, e, f = (hitung[keadaan.value] for keadaan in Keadaan)
    return Sel((a, b, c, d, e, f), link("unit", satu.kode, klaster=klaster, pekan=pekan))


def _sessions_of(satu: Simpul, jaringan: Jaringan, sesi: Sequence[Sesi]) -> list[Sesi]:
    return [s for s in sesi if (atas := jaringan.puskesmas_of(s.posyandu_id)) is not None and atas.pk == satu.pk]


def _describe_cancelled(sesi: Sequence[Sesi], jaringan: Jaringan) -> str:
    """Reason and Puskesmas of the first cancelled sessions: "cuaca, Dendang"."""
    batal = [s for s in sesi if s.status == "batal"]
    kata = []
    for satu in batal[:2]:
        atas = jaringan.puskesmas_of(satu.posyandu_id)
        kata.append(f"{satu.alasan}, {atas.nama}" if atas else satu.alasan)
    return "; ".join(dict.fromkeys(kata))


def count_home_visits(isi: Isi) -> HitungKunjunganRumah:
    """Posyandu that visited at least one home in the week, as the indicator counted them."""
    angka = isi.papan.at(isi.akses.unit.pk, KUNJUNGAN_RUMAH)
    melapor, semua = (angka.pembilang, angka.penyebut) if angka else (0, 0)
    url = link("indikator", KUNJUNGAN_RUMAH, unit=isi.akses.unit.kode, pekan=isi.pekan.kode)
    return HitungKunjunganRumah(melapor=melapor, nihil=0, belum=semua - melapor, url=url)


def describe_rollout(jaringan: Jaringan, hari_ini: date) -> Menuju2027:
    """Units that run against all; the plan counts those that run and those due by the end of this month."""
    jenis = (JenisUnit.PUSKESMAS, JenisUnit.PUSTU, JenisUnit.POSYANDU)
    unit = [satu for satu in jaringan.semua if satu.jenis in jenis]
    akhir = (hari_ini.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    terencana = [satu for satu in unit if satu.rencana_buka is not None]
    jatuh = [s for s in unit if (s.rencana_buka <= akhir if s.rencana_buka else s.status == StatusUnit.BEROPERASI)]
    return Menuju2027(
        tingkat=tuple(
            TingkatIlp(
                nama=JenisUnit(satu).label.lower(),
                beroperasi=sum(s.jenis == satu and s.status == StatusUnit.BEROPERASI for s in unit),
                jumlah=sum(s.jenis == satu for s in unit),
            )
            for satu in jenis
        ),
        rencana=len(jatuh) if terencana else None,
    )


def _trend(isi: Isi, semua: Sequence[JenisIndikator], jenis: JenisIndikator) -> BlokTren:
    kode = isi.pekan.kode
    return BlokTren(
        indikator=indikator_options(semua, jenis),
        tren=tuple(
            TrenKecil(
                unit=Tautan(satu.nama, link("indikator", jenis.kode, unit=satu.kode, pekan=kode)),
                titik=tuple(ratio(angka) for angka in isi.papan.series(satu.pk, jenis.kode)),
                ukur=measure(isi.papan.at(satu.pk, jenis.kode), jenis),
            )
            for satu in isi.jaringan.of_jenis(JenisUnit.PUSKESMAS)
        ),
        dasar="target" if jenis.mode == "keadaan" else "harapan",
    )
