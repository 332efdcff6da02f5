"""A birth that was written down wrongly: mother, pregnancy and babies follow together."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from posyandu.kiriman import parse_kiriman
from posyandu.kunjungan import record_kunjungan
from posyandu.models import Domisili, Kehamilan, Kunjungan, Warga
from puskesmas.errors import DomainError
from pustu.jatuh_tempo import refresh_tempo
from pustu.models import JatuhTempo
from pustu.persalinan import Bayi, Persalinan, record_persalinan
from pustu.persalinan_salah import redate_persalinan, withdraw_persalinan
from tests.cast import Pemeran, Wilayah, browse, make_kiriman, make_kunjungan

pytestmark = pytest.mark.usefixtures("senin")
HARI = date(2026, 11, 15)
BAYI = (
    Bayi(hidup=True, jenis_kelamin="P", nilai=(("berat_lahir_gram", 3100), ("imun_hb0", "2026-11-15"))),
    Bayi(hidup=True, jenis_kelamin="L"),
)
ISI = Persalinan(HARI, "03:20", "puskesmas", "bidan", "normal", BAYI)


@pytest.fixture(name="lahir")
def _lahir(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> Kunjungan:
    return record_persalinan(petugas=pemeran.citra, id=uuid.uuid4(), ibu=ibu, unit=wilayah.kelubi, isi=ISI)


def due(wilayah: Wilayah) -> set[tuple[str, str]]:
    refresh_tempo(kabupaten=wilayah.beltim)
    rows = JatuhTempo.objects.under(wilayah.beltim).filter(kelompok__in=["nifas", "neonatal"])
    return {(nama.split(" (")[0], kode) for nama, kode in rows.values_list("warga__nama", "kode")}


def test_taken_back_the_pregnancy_goes_on_and_nobody_was_born(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, lahir: Kunjungan
) -> None:
    assert {("Sari", "kf1"), ("By. Ny. Sari", "kn1")} <= due(wilayah)
    for _ in range(2):
        withdraw_persalinan(petugas=pemeran.citra, ibu=ibu, kunjungan=lahir.pk, alasan="Salah orang")
    assert Kehamilan.objects.get(warga=ibu).selesai is None
    assert set(Warga.objects.filter(ibu=ibu).values_list("status", flat=True)) == {"keliru"}
    assert not Domisili.objects.filter(warga__ibu=ibu).exists()
    assert not Kunjungan.objects.filter(berlaku=True).exists()
    assert due(wilayah) == set()
    bayi = Warga.objects.filter(ibu=ibu).first()
    assert bayi is not None
    isi = make_kiriman(bayi, wilayah.melati, HARI, berat_kg=3)
    hasil = record_kunjungan(petugas=pemeran.citra, perangkat=None, kiriman=parse_kiriman(isi))
    assert hasil.galat is not None
    assert hasil.galat.pesan == "Warga ini tercatat salah catat 15\u00a0Nov\u00a02026."


def test_afterwards_it_is_recorded_again(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, lahir: Kunjungan) -> None:
    withdraw_persalinan(petugas=pemeran.citra, ibu=ibu, kunjungan=lahir.pk, alasan="Salah jumlah bayi")
    isi = replace(ISI, bayi=BAYI[:1])
    record_persalinan(petugas=pemeran.citra, id=uuid.uuid4(), ibu=ibu, unit=wilayah.kelubi, isi=isi)
    assert Warga.objects.filter(ibu=ibu, status="aktif").count() == 1


def test_a_baby_who_was_served_is_not_undone(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, lahir: Kunjungan) -> None:
    bayi = Warga.objects.filter(ibu=ibu).first()
    assert bayi is not None
    make_kunjungan(bayi, wilayah.kelubi, HARI, pemeran.citra, [], kanal="rumah")
    with pytest.raises(DomainError) as galat:
        withdraw_persalinan(petugas=pemeran.citra, ibu=ibu, kunjungan=lahir.pk, alasan="Salah orang")
    assert galat.value.kode == "bayi_sudah_dilayani"
    assert Kehamilan.objects.get(warga=ibu).selesai == HARI


@pytest.mark.parametrize("geser", [-3, 1])
def test_another_day_is_another_day_for_all_of_them(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, lahir: Kunjungan, geser: int
) -> None:
    hari = HARI + timedelta(days=geser)
    redate_persalinan(petugas=pemeran.citra, ibu=ibu, kunjungan=lahir.pk, tanggal=hari, jam="01.30")
    assert Kehamilan.objects.get(warga=ibu).selesai == hari
    assert set(Warga.objects.filter(ibu=ibu).values_list("tanggal_lahir", flat=True)) == {hari}
    assert set(Domisili.objects.filter(warga__ibu=ibu).values_list("sejak", flat=True)) == {hari}
    berlaku = Kunjungan.objects.filter(berlaku=True)
    assert set(berlaku.values_list("tanggal", flat=True)) == {hari}
    assert berlaku.get(warga=ibu).pengukuran["persalinan_jam"] == "01:30"
    assert berlaku.get(pengukuran__has_key="imun_hb0").pengukuran["imun_hb0"] == hari.isoformat()


def test_a_day_that_cannot_be_is_refused_and_nothing_moves(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, lahir: Kunjungan
) -> None:
    for hari, jam in ((HARI + timedelta(days=2), "01:00"), (HARI - timedelta(weeks=40), "01:00"), (HARI, "99:00")):
        with pytest.raises(DomainError):
            redate_persalinan(petugas=pemeran.citra, ibu=ibu, kunjungan=lahir.pk, tanggal=hari, jam=jam)
    assert Kunjungan.objects.filter(berlaku=True, tanggal=HARI).count() == 3


def test_the_visit_of_a_birth_is_not_withdrawn_or_moved_alone(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, lahir: Kunjungan
) -> None:
    citra = browse(pemeran.citra)
    jawab = citra.post(f"/kunjungan/{lahir.pk}/batal/", {"id": str(uuid.uuid4()), "alasan": "Salah"})
    assert jawab.status_code == 400
    isi = {"aksi": "simpan", "unit": wilayah.kelubi.kode, "tanggal": "2026-11-14", "kanal": "pustu"}
    ubah = citra.post(f"/kunjungan/{lahir.pk}/perbaiki/", {**isi, "isi-persalinan_penolong": "dokter"})
    assert "Tanggal bersalin tidak diubah di sini" in ubah.content.decode()
    assert Kunjungan.objects.get(pk=lahir.pk).berlaku


def test_the_page_of_the_birth_sets_it_right(pemeran: Pemeran, ibu: Warga, lahir: Kunjungan) -> None:
    citra, alamat = browse(pemeran.citra), f"/persalinan/{ibu.pk}/"
    assert "Batalkan persalinan" in citra.get(alamat).content.decode()
    assert "Betulkan tanggal, atau batalkan" in citra.get(f"/kunjungan/{lahir.pk}/").content.decode()
    isi = {"kunjungan": str(lahir.pk)}
    assert citra.post(alamat, {**isi, "aksi": "batal", "alasan": ""}).status_code == 400
    assert citra.post(alamat, {**isi, "aksi": "tanggal", "tanggal": "2026-11-17", "jam": "01:00"}).status_code == 400
    assert citra.post(alamat, {**isi, "aksi": "batal", "alasan": "Salah orang"}).status_code == 302
    assert Kehamilan.objects.get(warga=ibu).selesai is None
