"""Every figure of random small kabupaten equals a slow computation that shares no code with the SQL."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from capaian.hitung.hitung import compute_week
from capaian.hitung.orang import BERNAMA, Bagian, people_behind
from capaian.hitung.pekan import Pekan
from capaian.models import Capaian, CapaianBulan
from klaster.indikator import JenisIndikator, Syarat, muat_indikator
from puskesmas.models import Unit
from tests.capaian.angka_lambat import Angka
from tests.capaian.dunia_acak import Dunia, buat_dunia
from tests.capaian.hitungan_lambat import hitung_lambat
from tests.cast import Pemeran, Wilayah

KOLOM = list(Angka.__dataclass_fields__)
KOLOM_BULAN = ["pembilang", "penyebut", "harapan", "target", "target_sementara", "status"]


def _buat(kode: str, mode: str, satuan: str = "orang", **lain: Any) -> JenisIndikator:
    penyebut, pembilang = lain.pop("penyebut", Syarat()), lain.pop("pembilang", Syarat(temuan=("td_diukur",)))
    dasar = muat_indikator()[0]
    return replace(dasar, kode=kode, mode=mode, satuan=satuan, penyebut=penyebut, pembilang=pembilang, **lain)


# Words and combinations that the catalogue does not use yet.
LAIN = (
    _buat("uji_nifas", "pekan", penyebut=Syarat(nifas=True), pembilang=Syarat(nifas=True, temuan=("td_diukur",))),
    _buat("uji_tidak_hamil", "tahun", penyebut=Syarat(hamil=False, jenis_kelamin="P")),
    _buat("uji_terdaftar", "tahun", penyebut=Syarat(penyakit="hipertensi")),
    _buat("uji_dua_kali", "bulan", pembilang=Syarat(temuan=("ditimbang", "td_diukur"), minimal=2)),
    _buat("uji_kanal", "keadaan", pembilang=Syarat(kanal=("rumah",), temuan=("td_normal",))),
    _buat("uji_turun_tahun", "tahun", arah="turun", target=Decimal("0.3")),
    _buat("uji_turun_keadaan", "keadaan", arah="turun", selalu_merah=True, ambang=Decimal("0.5")),
    _buat("uji_umur_tahun", "bulan", penyebut=Syarat(umur_tahun_min=5, umur_tahun_maks=40)),
    _buat("uji_hamil_pekan", "pekan", "kehamilan"),
    _buat("uji_hamil_tahun", "tahun", "kehamilan", penyebut=Syarat(umur_tahun_maks=30)),
    _buat("uji_dua_anc", "jatuh_tempo", "kehamilan", pembilang=Syarat(temuan=("anc", "td_diukur"), minimal=2)),
    _buat("uji_keluarga", "keadaan", "keluarga", pembilang=Syarat(dasar=("td_diukur",), temuan=("td_normal",))),
    _buat("uji_posyandu", "tahun", "posyandu", pembilang=Syarat(kanal=("rumah",), minimal=2)),
    _buat(
        "uji_terjadwal",
        "bulan",
        "hari_buka",
        penyebut=Syarat(hari_buka="terjadwal"),
        pembilang=Syarat(hari_buka="lengkap"),
    ),
    _buat("uji_tanpa_target", "tahun", target=None),
    _buat("uji_semua", "tahun", pembilang=Syarat()),
)
MILIK_SENDIRI = {j.kode for j in muat_indikator() if j.satuan in ("isian", "evaluasi", "tindakan", "masalah")}
"""Typed and signed by the Puskesmas itself, or a unit's own work: its units below have other ones, or none."""
SEMUA = (*muat_indikator(), *LAIN)


@contextmanager
def dunia(acak: Random, wilayah: Wilayah, pemeran: Pemeran, **lain: bool) -> Iterator[Dunia]:
    """A random kabupaten that is gone afterwards."""
    with transaction.atomic():
        yield buat_dunia(acak, wilayah, pemeran, **lain)
        transaction.set_rollback(True)


def baca(kabupaten: Unit, pekan: Pekan) -> dict[tuple[int, str], Angka]:
    rows = Capaian.objects.filter(kabupaten=kabupaten, pekan=pekan.senin)
    isi = rows.values_list("unit_id", "indikator_id", *KOLOM)
    return {(unit, kode): Angka(*angka) for unit, kode, *angka in isi}


def tersimpan(lambat: dict[tuple[int, str], Angka]) -> dict[tuple[int, str], Angka]:
    """Only weekly indicators and counts have a row where nothing is counted; typed ones where somebody typed, were it a
    zero."""
    selalu = {jenis.kode for jenis in SEMUA if jenis.mingguan or jenis.cacah or jenis.satuan == "isian"}
    return {kunci: a for kunci, a in lambat.items() if kunci[1] in selalu or a.penyebut or a.pembilang}


def beda_bulan(kabupaten: Unit, pekan: Pekan) -> dict[tuple[int, str], Any]:
    """The same for the month that closes inside the week that was just computed."""
    tutup = date(pekan.senin.year, pekan.senin.month, monthrange(pekan.senin.year, pekan.senin.month)[1])
    rows = CapaianBulan.objects.filter(kabupaten=kabupaten, bulan=tutup.replace(day=1))
    cepat = {(unit, kode): isi for unit, kode, *isi in rows.values_list("unit_id", "indikator_id", *KOLOM_BULAN)}
    if tutup > pekan.minggu:
        return cepat
    bulanan = [jenis for jenis in SEMUA if jenis.mode in ("bulan", "musim")]
    lambat = {
        kunci: [getattr(angka, kolom) for kolom in KOLOM_BULAN]
        for kunci, angka in tersimpan(hitung_lambat(kabupaten, pekan.senin, bulanan, tutup)).items()
    }
    semua = cepat.keys() | lambat.keys()
    return {satu: (cepat.get(satu), lambat.get(satu)) for satu in semua if cepat.get(satu) != lambat.get(satu)}


def beda(kabupaten: Unit, pekan: Pekan) -> dict[tuple[int, str], tuple[Angka | None, Angka | None]]:
    """Figures where the product and the slow computation disagree."""
    compute_week(kabupaten=kabupaten, pekan=pekan, indikator=SEMUA)
    cepat, lambat = baca(kabupaten, pekan), tersimpan(hitung_lambat(kabupaten, pekan.senin, SEMUA))
    semua = cepat.keys() | lambat.keys()
    return {satu: (cepat.get(satu), lambat.get(satu)) for satu in semua if cepat.get(satu) != lambat.get(satu)}


@pytest.mark.timeout(600)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(acak=st.randoms(use_true_random=True))
def test_every_figure_equals_the_slow_computation(wilayah: Wilayah, pemeran: Pemeran, acak: Random) -> None:
    with dunia(acak, wilayah, pemeran) as isi:
        for pekan in (isi.pekan.previous, isi.pekan, isi.pekan.next):
            assert beda(wilayah.beltim, pekan) == {}
            assert beda_bulan(wilayah.beltim, pekan) == {}
            CapaianBulan.objects.all().delete()


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(acak=st.randoms(use_true_random=True))
def test_the_people_behind_a_figure_are_as_many_as_it_says(wilayah: Wilayah, pemeran: Pemeran, acak: Random) -> None:
    with dunia(acak, wilayah, pemeran, pindah=False) as isi:
        compute_week(kabupaten=wilayah.beltim, pekan=isi.pekan, indikator=SEMUA)
        # A child may have two cases, and stands in the list once.
        for jenis in acak.sample([satu for satu in SEMUA if satu.satuan in BERNAMA - {"kasus"}], 20):
            for unit in (wilayah.melati, wilayah.manggar, wilayah.beltim):
                rows = Capaian.objects.filter(unit=unit, indikator_id=jenis.kode, pekan=isi.pekan.senin)
                angka = rows.first() or Capaian(pembilang=0, penyebut=0)
                cari = partial(people_behind, user=pemeran.eko, jenis=jenis, unit=unit, pekan=isi.pekan)
                nyata = {bagian: cari(bagian=bagian).count() for bagian in Bagian}
                assert nyata == per_bagian(angka), (jenis.kode, unit)


def per_bagian(angka: Capaian) -> dict[Bagian, int]:
    belum = max(angka.penyebut - angka.pembilang, 0)  # a count has no denominator
    return {
        Bagian.SUDAH: angka.pembilang,
        Bagian.BELUM: belum,
        Bagian.MENUNGGU: angka.menunggu,
        Bagian.TERLEWAT: belum - angka.menunggu,
    }


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(acak=st.randoms(use_true_random=True))
def test_children_sum_to_their_parent(wilayah: Wilayah, pemeran: Pemeran, acak: Random) -> None:
    with dunia(acak, wilayah, pemeran) as isi:
        compute_week(kabupaten=wilayah.beltim, pekan=isi.pekan)
        angka = baca(wilayah.beltim, isi.pekan)
        for induk in (wilayah.beltim, wilayah.manggar, wilayah.gantung, wilayah.kelubi):
            anak = [satu.pk for satu in Unit.objects.filter(induk=induk)]
            for kode in (jenis.kode for jenis in muat_indikator()):
                for kolom in ("pembilang", "penyebut", "tambahan_pekan", "menunggu", "harapan"):
                    jumlah = sum(getattr(angka.get((satu, kode)), kolom, 0) or 0 for satu in anak)
                    sendiri = getattr(angka.get((induk.pk, kode)), kolom, 0) or 0
                    # A target may be set for a posyandu alone; what is above it then expects nothing.
                    tanpa_target = kolom == "harapan" and getattr(angka.get((induk.pk, kode)), "target", None) is None
                    assert jumlah == sendiri or tanpa_target or kode in MILIK_SENDIRI, (induk, kode, kolom)
