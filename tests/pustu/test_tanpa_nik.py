"""A mother without NIK: from her pregnancy to the newborn's visits nothing asks for the number."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from posyandu.kiriman import parse_kiriman
from posyandu.kunjungan import record_kunjungan
from posyandu.models import Kehamilan, Warga
from posyandu.riwayat import open_kehamilan
from posyandu.warga import register_warga
from pustu.jatuh_tempo import refresh_tempo
from pustu.models import JatuhTempo
from pustu.persalinan import Bayi, Persalinan, record_persalinan
from tests.cast import Pemeran, Wilayah, browse, make_kiriman

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("senin")]
HARI = date(2026, 11, 16)
HPHT = HARI - timedelta(weeks=39)


def codes(wilayah: Wilayah, warga: Warga, kelompok: str) -> set[str]:
    refresh_tempo(kabupaten=wilayah.beltim)
    rows = JatuhTempo.objects.under(wilayah.beltim).filter(warga=warga, kelompok=kelompok)
    return set(rows.values_list("kode", flat=True))


def serve(wilayah: Wilayah, pemeran: Pemeran, warga: Warga, tanggal: date, **isi: object) -> list[str]:
    kiriman = make_kiriman(warga, wilayah.kelubi, tanggal, **isi) | {"kanal": "pustu"}
    hasil = record_kunjungan(petugas=pemeran.citra, perangkat=None, kiriman=parse_kiriman(kiriman))
    assert hasil.status == "diterima"
    return list(hasil.temuan)


@pytest.fixture(name="ibu")
def _ibu(wilayah: Wilayah, pemeran: Pemeran) -> Warga:
    return register_warga(
        petugas=pemeran.ani,
        id=uuid.uuid4(),
        unit=wilayah.melati,
        nama="Tanpa Nomor",
        jenis_kelamin="P",
        tanggal_lahir=date(1998, 3, 1),
        nik="",
    )


def test_a_mother_without_nik_is_followed_from_pregnancy_to_newborn(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga
) -> None:
    open_kehamilan(warga=ibu, hpht=HPHT, petugas=pemeran.ani)
    assert codes(wilayah, ibu, "hamil") == {"k4", "k5", "k6"}
    assert "k1" not in serve(wilayah, pemeran, ibu, HARI - timedelta(days=5), anc=True)
    assert codes(wilayah, ibu, "hamil") == {"k5", "k6"}

    bayi = (Bayi(hidup=True, jenis_kelamin="P", nilai=(("berat_lahir_gram", 3000),)),)
    isi = Persalinan(HARI - timedelta(days=1), "03:20", "pustu", "bidan", "normal", bayi)
    record_persalinan(petugas=pemeran.citra, id=uuid.uuid4(), ibu=ibu, unit=wilayah.kelubi, isi=isi)
    anak = Warga.objects.get(ibu=ibu)
    assert (ibu.nik_hash, anak.nik_hash, anak.nik_ganda) == ("", "", False)
    assert codes(wilayah, ibu, "hamil") == set()
    assert codes(wilayah, ibu, "nifas") == {"kf1", "kf2", "kf3", "kf4"}
    assert codes(wilayah, anak, "neonatal") == {"kn1", "kn2", "kn3"}

    assert "kf1" in serve(wilayah, pemeran, ibu, HARI, kf=True)
    assert "kn1" in serve(wilayah, pemeran, anak, HARI, kn=True)
    assert codes(wilayah, ibu, "nifas") == {"kf2", "kf3", "kf4"}
    assert codes(wilayah, anak, "neonatal") == {"kn2", "kn3"}


def test_two_mothers_without_nik_are_two_people(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    """No number is no reason to take one for the other."""
    lain = register_warga(
        petugas=pemeran.ani,
        id=uuid.uuid4(),
        unit=wilayah.melati,
        nama="Tanpa Nomor",
        jenis_kelamin="P",
        tanggal_lahir=date(1998, 3, 1),
    )
    for satu in (ibu, lain):
        open_kehamilan(warga=satu, hpht=HPHT, petugas=pemeran.ani)
    assert Kehamilan.objects.count() == Warga.objects.pokok().count() == 2
    citra = browse(pemeran.citra)
    assert citra.get(f"/warga/{lain.pk}/").status_code == 200
