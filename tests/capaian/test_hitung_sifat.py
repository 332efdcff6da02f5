"""Every figure of random small kabupaten equals a slow computation that shares no code with the SQL."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from capaian.hitung.hitung import compute_week
from capaian.hitung.orang import BERNAMA, Bagian, people_behind
from capaian.hitung.pekan import Pekan
from capaian.models import Capaian, Target
from klaster.indikator import JenisIndikator, Syarat, muat_indikator
from posyandu.models import Domisili, HariBuka, Kehamilan, Keluarga, Kunjungan, PenyakitTerdaftar, Warga
from puskesmas.models import Unit
from tests.capaian.hitungan_lambat import Angka, hitung_lambat
from tests.cast import Pemeran, Wilayah

# Ordinary weeks, a season, weeks across a month and a year, a leap year.
PEKAN = ("2026-M46", "2026-M08", "2026-M32", "2026-M40", "2025-M01", "2026-M53", "2027-M05", "2028-M09")
KODE = sorted({k for j in muat_indikator() for s in (j.penyebut, j.pembilang) for k in (*s.temuan, *s.dasar)})


def _buat(kode: str, mode: str, satuan: str = "orang", **lain: Any) -> JenisIndikator:
    penyebut, pembilang = lain.pop("penyebut", Syarat()), lain.pop("pembilang", Syarat(temuan=("td_diukur",)))
    return replace(
        muat_indikator()[0], kode=kode, mode=mode, satuan=satuan, penyebut=penyebut, pembilang=pembilang, **lain
    )


# Words and combinations that the catalogue does not use yet.
LAIN = (
    _buat("uji_nifas", "pekan", penyebut=Syarat(nifas=True), pembilang=Syarat(nifas=True, temuan=("td_diukur",))),
    _buat("uji_tidak_hamil", "tahun", penyebut=Syarat(hamil=False, jenis_kelamin="P")),
    _buat("uji_dua_kali", "bulan", pembilang=Syarat(temuan=("ditimbang", "td_diukur"), minimal=2)),
    _buat("uji_kanal", "keadaan", pembilang=Syarat(kanal=("rumah",), temuan=("td_normal",))),
    _buat("uji_turun_tahun", "tahun", arah="turun", target=Decimal("0.3")),
    _buat("uji_turun_keadaan", "keadaan", arah="turun", selalu_merah=True, ambang=Decimal("0.5")),
    _buat("uji_umur_tahun", "bulan", penyebut=Syarat(umur_tahun_min=5, umur_tahun_maks=40)),
    _buat("uji_hamil_pekan", "pekan", "kehamilan"),
    _buat("uji_hamil_tahun", "tahun", "kehamilan", penyebut=Syarat(umur_tahun_maks=30)),
    _buat("uji_keluarga_keadaan", "keadaan", "keluarga", pembilang=Syarat(dasar=("td_diukur",), temuan=("td_normal",))),
    _buat("uji_posyandu_tahun", "tahun", "posyandu", pembilang=Syarat(kanal=("rumah",), minimal=2)),
    _buat(
        "uji_sesi_bulan",
        "bulan",
        "hari_buka",
        penyebut=Syarat(hari_buka="terjadwal"),
        pembilang=Syarat(hari_buka="lengkap"),
    ),
    _buat("uji_tanpa_target", "tahun", target=None),
    _buat("uji_semua", "tahun", pembilang=Syarat()),
)
SEMUA = (*muat_indikator(), *LAIN)


@dataclass
class Orang:
    umur: int
    jk: str
    keluarga: int | None
    rumah: int
    sejak: int
    pindah: tuple[int, int] | None
    pergi: int | None
    alias: int | None
    hpht: int | None
    selesai: int | None
    sakit: tuple[int, int | None] | None


@dataclass
class Layanan:
    orang: int
    unit: int
    mundur: int
    kanal: str
    temuan: list[str]
    berlaku: bool
    bagian: bool
    sesi: int | None


@dataclass
class Buka:
    unit: int
    geser: int
    pola: str
    status: str
    nyata: int


@dataclass
class Patokan:
    unit: int
    indikator: int
    mundur: int
    nilai: str
    status: str


@dataclass
class Isi:
    pekan: str
    orang: list[Orang] = field(default_factory=list)
    layanan: list[Layanan] = field(default_factory=list)
    buka: list[Buka] = field(default_factory=list)
    patokan: list[Patokan] = field(default_factory=list)


_umur = st.one_of(st.integers(-40, 220), st.integers(150, 2000), st.integers(4000, 30000))
_mundur = st.one_of(st.integers(-8, 12), st.integers(0, 45), st.integers(300, 420), st.integers(0, 700))
_orang = st.builds(
    Orang,
    umur=_umur,
    jk=st.sampled_from("LP"),
    keluarga=st.one_of(st.none(), st.integers(0, 3)),
    rumah=st.integers(0, 4),
    sejak=st.one_of(st.just(9999), st.integers(-10, 100), st.sampled_from([-1, 0, 1])),
    pindah=st.one_of(st.none(), st.tuples(st.integers(-9, 30), st.integers(0, 4))),
    pergi=st.one_of(st.none(), st.none(), st.integers(-9, 40)),
    alias=st.one_of(st.none(), st.none(), st.integers(0, 9)),
    hpht=st.one_of(st.none(), st.integers(-8, 420), st.sampled_from([-1, 0, 1, 280, 308, 309, 315])),
    selesai=st.one_of(st.none(), st.integers(-9, 60), st.sampled_from([-1, 0, 1, 41, 42, 43, 49])),
    sakit=st.one_of(st.none(), st.tuples(st.integers(-9, 400), st.one_of(st.none(), st.integers(-9, 9)))),
)
_layanan = st.builds(
    Layanan,
    orang=st.integers(0, 15),
    unit=st.integers(0, 4),
    mundur=_mundur,
    kanal=st.sampled_from(["posyandu", "rumah", "pustu", "faskes_lain"]),
    temuan=st.lists(st.sampled_from(KODE), max_size=7, unique=True),
    berlaku=st.sampled_from([True, True, True, False]),
    bagian=st.sampled_from([False, False, False, True]),
    sesi=st.one_of(st.none(), st.integers(0, 7)),
)
_buka = st.builds(
    Buka,
    unit=st.integers(0, 4),
    geser=st.integers(-33, 33),
    pola=st.sampled_from(["bulanan", "harian"]),
    status=st.sampled_from(["direncanakan", "dibuka", "ditutup", "batal", "dipindah"]),
    nyata=st.integers(0, 3),
)
_patokan = st.builds(
    Patokan,
    unit=st.integers(0, 9),
    indikator=st.integers(0, len(muat_indikator()) - 1),
    mundur=st.integers(0, 2),
    nilai=st.sampled_from(["0", "0.2", "0.3333", "0.8", "1", "1.2"]),
    status=st.sampled_from(["draf", "berlaku", "berlaku"]),
)
ISI = st.builds(
    Isi,
    pekan=st.sampled_from(PEKAN),
    orang=st.one_of(st.lists(_orang, max_size=4), st.lists(_orang, min_size=12, max_size=16)),
    layanan=st.one_of(st.lists(_layanan, max_size=8), st.lists(_layanan, min_size=30, max_size=50)),
    buka=st.lists(_buka, max_size=14),
    patokan=st.lists(_patokan, max_size=8),
)


def tulis(isi: Isi, wilayah: Wilayah, pemeran: Pemeran) -> None:
    """Write the rows directly; `mundur` and the like are days before the Sunday."""
    minggu = Pekan.from_kode(isi.pekan).minggu
    posyandu = [wilayah.melati, wilayah.kenanga, wilayah.anggrek, wilayah.seroja, wilayah.dahlia]
    keluarga = Keluarga.objects.bulk_create(Keluarga(unit=posyandu[0]) for _ in range(4))
    warga = _tulis_orang(isi, minggu, posyandu, keluarga)
    sesi = _tulis_sesi(isi, minggu, posyandu)
    _tulis_layanan(isi, minggu, posyandu, warga, sesi, pemeran)
    unit = [*posyandu, wilayah.kelubi, wilayah.manggar, wilayah.gantung, wilayah.beltim, wilayah.lain]
    sah = {(p.unit, p.indikator, p.mundur): p for p in isi.patokan}
    Target.objects.bulk_create(
        Target(
            unit=unit[p.unit],
            indikator_id=muat_indikator()[p.indikator].kode,
            tahun=minggu.year - p.mundur,
            nilai=Decimal(p.nilai),
            dokumen="SK 1",
            status=p.status,
        )
        for p in sah.values()
    )


def _tulis_orang(isi: Isi, minggu: date, posyandu: list[Unit], keluarga: list[Keluarga]) -> list[Warga]:
    warga = [
        Warga(
            kabupaten_id=posyandu[o.rumah].kabupaten_id,
            unit=posyandu[o.rumah],
            keluarga=None if o.keluarga is None else keluarga[o.keluarga],
            nama=f"Orang {ke}",
            jenis_kelamin=o.jk,
            tanggal_lahir=minggu - timedelta(days=o.umur),
        )
        for ke, o in enumerate(isi.orang)
    ]
    for satu, o in zip(warga, isi.orang, strict=True):
        tujuan = None if o.alias is None or o.alias >= len(warga) else warga[o.alias]
        if tujuan is not None and tujuan is not satu and isi.orang[o.alias or 0].alias is None:
            satu.digabung_ke = tujuan
    Warga.objects.bulk_create(sorted(warga, key=lambda w: w.digabung_ke is not None))
    rumah, hamil, sakit = [], [], []
    for satu, o in zip(warga, isi.orang, strict=True):
        rumah += _tulis_rumah(satu, o, minggu, posyandu)
        if o.hpht is not None and o.jk == "P":
            hpht = minggu - timedelta(days=o.hpht)
            selesai = None if o.selesai is None or o.selesai >= o.hpht else minggu - timedelta(days=o.selesai)
            hasil = "lahir_hidup" if selesai else ""
            hamil.append(Kehamilan(warga=satu, hpht=hpht, hpl=hpht + timedelta(280), selesai=selesai, hasil=hasil))
        if o.sakit is not None:
            sejak = minggu - timedelta(days=o.sakit[0])
            sampai = None if o.sakit[1] is None else minggu - timedelta(days=o.sakit[1])
            if sampai is not None and sampai <= sejak:
                continue
            alasan = "" if sampai is None else "pindah"
            sakit.append(
                PenyakitTerdaftar(warga=satu, penyakit="hipertensi", sejak=sejak, sampai=sampai, alasan_keluar=alasan)
            )
    Domisili.objects.bulk_create(rumah)
    Kehamilan.objects.bulk_create(hamil)
    PenyakitTerdaftar.objects.bulk_create(sakit)
    return warga


def _tulis_rumah(warga: Warga, o: Orang, minggu: date, posyandu: list[Unit]) -> list[Domisili]:
    """Where a person lived: from birth (or a mistyped day before it) or later, perhaps a move, perhaps an end."""
    sejak = warga.tanggal_lahir if o.sejak == 9999 else minggu - timedelta(days=o.sejak)
    batas = [(sejak, posyandu[o.rumah])]
    if o.pindah is not None and minggu - timedelta(days=o.pindah[0]) > sejak:
        batas.append((minggu - timedelta(days=o.pindah[0]), posyandu[o.pindah[1]]))
    akhir = None if o.pergi is None else minggu - timedelta(days=o.pergi)
    hasil = []
    for ke, (mulai, di) in enumerate(batas):
        sampai = batas[ke + 1][0] if ke + 1 < len(batas) else None
        if akhir is not None and (sampai is None or akhir < sampai):
            sampai = akhir
        if sampai is None or sampai > mulai:
            hasil.append(Domisili(warga=warga, posyandu=di, sejak=mulai, sampai=sampai))
    return hasil


def _tulis_sesi(isi: Isi, minggu: date, posyandu: list[Unit]) -> list[HariBuka]:
    sekali = {(b.unit, b.geser): b for b in isi.buka}
    sesi: list[HariBuka] = []
    for b in sekali.values():
        satu = HariBuka(
            posyandu=posyandu[b.unit],
            tanggal=minggu + timedelta(days=b.geser),
            pola=b.pola,
            status=b.status,
            alasan="hujan",
            jumlah_dinyatakan=b.nyata,
        )
        if b.status == "dipindah":
            if not sesi:
                continue
            satu.dipindah_ke = sesi[0]
        sesi.append(satu)
    return HariBuka.objects.bulk_create(sesi)


def _tulis_layanan(
    isi: Isi, minggu: date, posyandu: list[Unit], warga: list[Warga], sesi: list[HariBuka], pemeran: Pemeran
) -> None:
    rows: list[Kunjungan] = []
    for satu in isi.layanan:
        if satu.orang >= len(warga):
            continue
        rows.append(
            Kunjungan(
                id=uuid.uuid4(),
                warga=warga[satu.orang],
                unit_layanan=posyandu[satu.unit],
                kanal=satu.kanal,
                tanggal=minggu - timedelta(days=satu.mundur),
                hari_buka=None if satu.sesi is None or satu.sesi >= len(sesi) else sesi[satu.sesi],
                dicatat_oleh=pemeran.ani,
                pengukuran={},
                sidik="0" * 64,
                temuan=satu.temuan,
                dicatat_pada=timezone.now(),
                berlaku=satu.berlaku,
                bagian_dari=rows[0] if satu.bagian and rows else None,
            )
        )
    Kunjungan.objects.bulk_create(rows)


def baca(kabupaten: Unit, pekan: Pekan) -> dict[tuple[int, str], Angka]:
    kolom = list(Angka.__dataclass_fields__)
    rows = Capaian.objects.filter(kabupaten=kabupaten, pekan=pekan.senin)
    return {(unit, kode): Angka(*angka) for unit, kode, *angka in rows.values_list("unit_id", "indikator_id", *kolom)}


def beda(kabupaten: Unit, pekan: Pekan, semua: Sequence[JenisIndikator] = SEMUA) -> list[tuple[Any, ...]]:
    """Figures where the product and the slow computation disagree."""
    compute_week(kabupaten=kabupaten, pekan=pekan, indikator=semua)
    cepat, lambat = baca(kabupaten, pekan), hitung_lambat(kabupaten, pekan.senin, semua)
    return [
        (kunci, cepat.get(kunci), lambat.get(kunci))
        for kunci in cepat.keys() | lambat.keys()
        if cepat.get(kunci) != lambat.get(kunci)
    ]


@pytest.mark.timeout(600)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(isi=ISI)
def test_every_figure_equals_the_slow_computation(wilayah: Wilayah, pemeran: Pemeran, isi: Isi) -> None:
    pekan = Pekan.from_kode(isi.pekan)
    with transaction.atomic():
        tulis(isi, wilayah, pemeran)
        for satu in (pekan.previous, pekan, pekan.next):
            assert beda(wilayah.beltim, satu) == []
        transaction.set_rollback(True)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(isi=ISI)
def test_the_people_behind_a_figure_are_as_many_as_it_says(wilayah: Wilayah, pemeran: Pemeran, isi: Isi) -> None:
    for orang in isi.orang:
        orang.pindah = None  # nobody has left the reader's sight since
        orang.hpht = orang.hpht if orang.alias is None else None  # a merged mother could have two pregnancies
    pekan = Pekan.from_kode(isi.pekan)
    with transaction.atomic():
        tulis(isi, wilayah, pemeran)
        compute_week(kabupaten=wilayah.beltim, pekan=pekan, indikator=SEMUA)
        for jenis in (satu for satu in SEMUA if satu.satuan in BERNAMA):
            for unit in (wilayah.melati, wilayah.manggar, wilayah.beltim):
                angka = Capaian.objects.get(unit=unit, indikator_id=jenis.kode, pekan=pekan.senin)
                belum = angka.penyebut - angka.pembilang
                harus = {"sudah": angka.pembilang, "belum": belum, "menunggu": angka.menunggu}
                harus["terlewat"] = belum - angka.menunggu
                semua = {
                    bagian: people_behind(user=pemeran.eko, jenis=jenis, unit=unit, pekan=pekan, bagian=Bagian(bagian))
                    for bagian in harus
                }
                assert {bagian: isi.count() for bagian, isi in semua.items()} == harus
        transaction.set_rollback(True)
