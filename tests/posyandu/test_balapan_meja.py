"""Two people at the desk at once: one decides, the other is told who did."""

from __future__ import annotations

from datetime import date

import pytest

from klaster.acuan import load_acuan
from posyandu.ganda import settle_different, settle_same
from posyandu.kiriman import parse_kiriman
from posyandu.kunjungan import record_kunjungan
from posyandu.meja_kunjungan import apply_ditahan, discard_ditahan, settle_beda_bagian
from posyandu.models import BedaBagian, DugaanGanda, Kunjungan, KunjunganDitahan, Penggabungan
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Peran
from tests.cast import make_kiriman, make_pengguna, make_unit, make_warga
from tests.posyandu.test_balapan import at_once

HARI_INI = date(2026, 11, 16)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def posyandu(transactional_db: None) -> Unit:
    load_acuan()
    puskesmas = make_unit("puskesmas", "Manggar", make_unit("kabupaten", "Balapan", None))
    return make_unit("posyandu", "Melati", puskesmas)


@pytest.fixture
def bidan(posyandu: Unit) -> tuple[Pengguna, Pengguna]:
    satu, lain = (make_pengguna(nama, posyandu.induk, Peran.BIDAN_DESA) for nama in ("Citra", "Dina"))
    return satu, lain


def test_two_choices_of_one_visit_are_one(posyandu: Unit, bidan: tuple[Pengguna, Pengguna]) -> None:
    anak = make_warga(posyandu)
    for oleh, berat in zip(bidan, (8.4, 8.9), strict=True):
        isi = make_kiriman(anak, posyandu, HARI_INI, berat_kg=berat)
        record_kunjungan(petugas=oleh, perangkat=None, kiriman=parse_kiriman(isi))
    beda = BedaBagian.objects.get()

    def choose(oleh: Pengguna, row: object) -> object:
        return settle_beda_bagian(oleh=oleh, kunjungan=beda.kunjungan_id, pilihan={"berat_kg": str(row)})

    hasil = at_once(lambda: choose(bidan[0], beda.kunjungan_id), lambda: choose(bidan[1], beda.lain_id))
    assert hasil == ["", "sudah_diputus"]
    assert Kunjungan.objects.filter(berlaku=False).count() == 1


def test_taking_and_discarding_a_correction_at_once_is_one(posyandu: Unit, bidan: tuple[Pengguna, Pengguna]) -> None:
    anak = make_warga(posyandu)
    asal = make_kiriman(anak, posyandu, HARI_INI, berat_kg=8.4)
    perbaikan = [make_kiriman(anak, posyandu, HARI_INI, berat_kg=b) | {"menggantikan": asal["id"]} for b in (8.5, 8.6)]
    for isi in (asal, *perbaikan):
        record_kunjungan(petugas=bidan[0], perangkat=None, kiriman=parse_kiriman(isi))
    ditahan = KunjunganDitahan.objects.get()
    hasil = at_once(
        lambda: apply_ditahan(oleh=bidan[0], ditahan=ditahan, bidang={"berat_kg"}),
        lambda: discard_ditahan(oleh=bidan[1], ditahan=ditahan, alasan="Salah ketik"),
    )
    assert hasil == ["", "sudah_diputus"]


def test_the_same_and_not_the_same_at_once_is_one(posyandu: Unit, bidan: tuple[Pengguna, Pengguna]) -> None:
    satu, lain = make_warga(posyandu, "Rafif"), make_warga(posyandu, "M Rafif")
    dugaan = DugaanGanda.objects.create(warga=satu, mirip=lain, alasan="nik_sama")
    hasil = at_once(
        lambda: settle_same(oleh=bidan[0], dugaan=dugaan, tetap=str(satu.pk)),
        lambda: settle_different(oleh=bidan[1], dugaan=dugaan),
    )
    dugaan.refresh_from_db()
    assert hasil == ["", "sudah_diputus"]
    assert Penggabungan.objects.count() == int(bool(dugaan.sama))
