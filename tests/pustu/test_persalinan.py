"""A birth: everything that follows from it is written at once, or nothing is."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from klaster.jadwal import list_jatuh
from posyandu.models import Kehamilan, Kunjungan, Warga
from posyandu.models.orang import StatusWarga
from posyandu.riwayat import close_kehamilan
from posyandu.turunan import load_orang
from posyandu.warga import change_warga
from puskesmas.errors import DomainError
from puskesmas.models import Setelan
from pustu.persalinan import Bayi, Persalinan, record_persalinan
from tests.cast import Pemeran, Wilayah, browse, make_warga

pytestmark = pytest.mark.usefixtures("senin")
HARI = date(2026, 11, 15)
SATU = Bayi(hidup=True, jenis_kelamin="P", nilai=(("berat_lahir_gram", 3100), ("imd", True), ("vit_k", True)))
ISI = Persalinan(HARI, "03:20", "puskesmas", "bidan", "normal", (SATU,))


def record(pemeran: Pemeran, wilayah: Wilayah, ibu: Warga, isi: Persalinan = ISI, pk: uuid.UUID | None = None) -> Any:
    return record_persalinan(petugas=pemeran.citra, id=pk or uuid.uuid4(), ibu=ibu, unit=wilayah.kelubi, isi=isi)


def refused(pemeran: Pemeran, wilayah: Wilayah, ibu: Warga, isi: Persalinan) -> str:
    with pytest.raises(DomainError) as galat:
        record(pemeran, wilayah, ibu, isi)
    return galat.value.kode


def due(orang: Warga, pada: date = HARI) -> set[str]:
    satu = load_orang([orang.pk])[orang.pk]
    return {jatuh.kode for jatuh in list_jatuh(satu.aturan, satu.profil(pada, "pustu"), pada)}


def test_it_registers_the_baby_with_the_mother_and_ends_the_pregnancy(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga
) -> None:
    kunjungan = record(pemeran, wilayah, ibu)
    bayi = Warga.objects.get(ibu=ibu)
    assert (bayi.nama, bayi.tanggal_lahir, bayi.unit, bayi.nik_hash) == ("By. Ny. Sari", HARI, wilayah.melati, "")
    assert Kehamilan.objects.get(warga=ibu).hasil == "lahir_hidup"
    assert {"bersalin_di_faskes", "persalinan_nakes"} <= set(kunjungan.temuan)
    lahir = Kunjungan.objects.get(warga=bayi)
    assert lahir.pengukuran["minggu_lahir"] == 39
    assert {"bayi_menyusu_dini", "bayi_vitamin_k"} <= set(lahir.temuan)


def test_what_falls_due_follows_from_the_records(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    record(pemeran, wilayah, ibu)
    assert {"kf1", "kf2", "kf3", "kf4"} <= due(ibu)
    assert {"kn1", "kn2", "kn3", "imun_hb0"} <= due(Warga.objects.get(ibu=ibu))


def test_sent_twice_it_is_recorded_once(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    pk = uuid.uuid4()
    assert record(pemeran, wilayah, ibu, pk=pk) == record(pemeran, wilayah, ibu, pk=pk)
    assert (Warga.objects.filter(ibu=ibu).count(), Kunjungan.objects.count()) == (1, 2)


def test_twins_are_two_people_of_whom_one_may_be_stillborn(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    lain = Bayi(hidup=True, jenis_kelamin="L")
    record(pemeran, wilayah, ibu, replace(ISI, bayi=(SATU, lain, Bayi(hidup=False))))
    assert sorted(Warga.objects.filter(ibu=ibu).values_list("nama", "jenis_kelamin")) == [
        ("By. Ny. Sari (1)", "P"),
        ("By. Ny. Sari (2)", "L"),
    ]
    assert Kehamilan.objects.get(warga=ibu).hasil == "lahir_hidup"
    assert Kunjungan.objects.get(warga=ibu).pengukuran["persalinan_lahir_mati"] == 1
    citra = browse(pemeran.citra)
    assert "Lahir hidup, 1 lahir mati," in citra.get(f"/warga/{ibu.pk}/").content.decode()
    assert "· 1 anak lahir mati." in citra.get(f"/persalinan/{ibu.pk}/").content.decode()


def test_of_living_children_nothing_is_said_about_stillborn_ones(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga
) -> None:
    assert "persalinan_lahir_mati" not in record(pemeran, wilayah, ibu).pengukuran
    assert "lahir mati" not in browse(pemeran.citra).get(f"/persalinan/{ibu.pk}/").content.decode()


def test_after_a_stillbirth_the_mother_is_visited_and_there_is_no_newborn(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga
) -> None:
    record(pemeran, wilayah, ibu, replace(ISI, bayi=(Bayi(hidup=False),)))
    assert Kehamilan.objects.get(warga=ibu).hasil == "lahir_mati"
    assert not Warga.objects.filter(ibu=ibu).exists()
    assert {"kf1", "kf4"} <= due(ibu)


def test_when_the_mother_died_her_baby_is_still_registered(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    record(pemeran, wilayah, ibu, replace(ISI, ibu_meninggal=HARI))
    ibu.refresh_from_db()
    assert (ibu.status, ibu.status_sejak) == (StatusWarga.MENINGGAL, HARI)
    assert "kn1" in due(Warga.objects.get(ibu=ibu))


def test_a_baby_brought_up_elsewhere_stays_linked_to_the_mother(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    record(pemeran, wilayah, ibu)
    bayi = Warga.objects.get(ibu=ibu)
    change_warga(warga=bayi, petugas=pemeran.citra, nama="Nabila", keluarga=None)
    bayi.refresh_from_db()
    assert (bayi.nama, bayi.ibu) == ("Nabila", ibu)
    assert "kn1" in due(bayi)


def test_a_miscarriage_has_no_child_and_ends_the_pregnancy(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    Kehamilan.objects.update(hpht=HARI - timedelta(weeks=10), hpl=HARI + timedelta(weeks=30))
    record(pemeran, wilayah, ibu, replace(ISI, bayi=(), keguguran=True, cara="kuret"))
    assert Kehamilan.objects.get(warga=ibu).hasil == "keguguran"
    assert not {kode for kode in due(ibu) if kode.startswith("kf")}


SALAH = [
    (replace(ISI, tanggal=date(2026, 11, 17)), "tanggal_masa_depan"),
    (replace(ISI, tanggal=date(2026, 11, 16), jam="09:30"), "tanggal_masa_depan"),
    (replace(ISI, jam="25:00"), "jam_tidak_dikenal"),
    (replace(ISI, tanggal=HARI - timedelta(weeks=18)), "terlalu_dini"),
    (replace(ISI, tanggal=HARI - timedelta(weeks=40)), "sebelum_hpht"),
    (replace(ISI, ibu_meninggal=HARI - timedelta(days=1)), "meninggal_sebelum_bersalin"),
    (replace(ISI, bayi=()), "hasil_tidak_cocok"),
    (replace(ISI, keguguran=True), "hasil_tidak_cocok"),
    (replace(ISI, bayi=(), keguguran=True), "terlalu_tua"),
    (replace(ISI, bayi=(Bayi(hidup=True),)), "jenis_kelamin_kosong"),
    (replace(ISI, bayi=(replace(SATU, nilai=(("berat_lahir_gram", 31),)),)), "di_luar_rentang"),
    (replace(ISI, penolong=""), "penolong_kosong"),
]


@pytest.mark.parametrize(("isi", "kode"), SALAH)
def test_it_refuses_what_cannot_be_and_writes_nothing(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, isi: Persalinan, kode: str
) -> None:
    assert refused(pemeran, wilayah, ibu, isi) == kode
    assert not Kunjungan.objects.exists()
    assert Kehamilan.objects.get(warga=ibu).selesai is None


def test_without_a_pregnancy_it_asks_for_one_and_opens_it(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    Kehamilan.objects.filter(warga=ibu).update(warga=make_warga(wilayah.melati, "Lain", date(1990, 1, 1), "P"))
    assert refused(pemeran, wilayah, ibu, ISI) == "tidak_hamil"
    record(pemeran, wilayah, ibu, replace(ISI, hpht=HARI - timedelta(weeks=38)))
    assert Kehamilan.objects.get(warga=ibu).selesai == HARI


def test_a_second_birth_of_the_same_pregnancy_is_refused(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    record(pemeran, wilayah, ibu)
    assert refused(pemeran, wilayah, ibu, ISI) == "sudah_bersalin"
    assert refused(pemeran, wilayah, ibu, replace(ISI, hpht=HARI - timedelta(weeks=39))) == "sudah_bersalin"


@pytest.mark.parametrize(("zona", "boleh"), [("Asia/Jakarta", False), ("Asia/Makassar", True), ("Asia/Jayapura", True)])
def test_after_midnight_it_is_tomorrow_where_the_kabupaten_is(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, zona: str, boleh: bool
) -> None:
    Setelan.objects.filter(pk=wilayah.beltim.pk).update(zona_waktu=zona)
    isi = replace(ISI, tanggal=date(2026, 11, 16), jam="00:10")
    with time_machine.travel("2026-11-15T16:30:00+00:00"):  # 23.30 in the west, 00.30 in the middle, 01.30 in the east
        if boleh:
            assert record(pemeran, wilayah, ibu, isi).tanggal == date(2026, 11, 16)
        else:
            assert refused(pemeran, wilayah, ibu, isi) == "tanggal_masa_depan"


def test_there_is_no_page_of_a_birth_for_a_man(wilayah: Wilayah, pemeran: Pemeran) -> None:
    client = browse(pemeran.citra)
    laki = make_warga(wilayah.melati, "Rafif")
    jawab = client.get(f"/persalinan/{laki.pk}/")
    assert jawab.status_code == 400
    assert "hanya dicatat untuk perempuan" in jawab.content.decode()


def test_the_page_of_the_mother_says_how_and_where_it_was(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    record(pemeran, wilayah, ibu)
    client = browse(pemeran.citra)
    isi = client.get(f"/warga/{ibu.pk}/").content.decode()
    assert "Tempat bersalin Puskesmas" in isi
    assert "5 isian" not in isi


def test_a_cadre_may_not(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    with pytest.raises(DomainError, match="bidan"):
        record_persalinan(petugas=pemeran.ani, id=uuid.uuid4(), ibu=ibu, unit=wilayah.melati, isi=ISI)
    client = browse(pemeran.ani)
    assert client.get(f"/persalinan/{ibu.pk}/").status_code == 403


def test_the_page_records_it_and_keeps_what_was_typed_when_it_is_refused(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga
) -> None:
    client = browse(pemeran.citra)
    alamat, badan = f"/persalinan/{ibu.pk}/", {"id": str(uuid.uuid4()), "tanggal": str(HARI), "jam": "03:20"}
    badan |= {"tempat": "rs", "penolong": "dokter", "cara": "sesar", "bayi1-hasil": "hidup", "bayi1-hb0": "1"}
    ditolak = client.post(alamat, {**badan, "bayi1-berat_lahir_gram": "2750"})
    assert ditolak.status_code == 400
    assert 'value="2750"' in ditolak.content.decode()
    ukur = {"bayi1-berat_lahir_gram": "2750", "bayi1-panjang_lahir_cm": "48,5", "bayi1-jenis_kelamin": "L"}
    diterima = [client.post(alamat, {**badan, **ukur}) for _ in range(2)]
    assert [satu.status_code for satu in diterima] == [302, 302]
    lahir = Kunjungan.objects.get(warga__ibu=ibu).pengukuran
    assert (lahir["berat_lahir_gram"], lahir["panjang_lahir_cm"], lahir["imun_hb0"]) == (2750, 48.5, str(HARI))


@pytest.mark.parametrize(
    ("teks", "kode"), [("1e400", 400), ("dua", 400), ("NaN", 400), ("9" * 20, 400), ("48.500", 400)]
)
def test_a_weight_that_is_none_is_refused_in_words(
    wilayah: Wilayah, pemeran: Pemeran, ibu: Warga, teks: str, kode: int
) -> None:
    client = browse(pemeran.citra)
    badan = {"tanggal": str(HARI), "jam": "03:20", "tempat": "rs", "penolong": "dokter", "cara": "sesar"}
    bayi = {"bayi1-hasil": "hidup", "bayi1-jenis_kelamin": "L", "bayi1-panjang_lahir_cm": teks}
    jawab = client.post(f"/persalinan/{ibu.pk}/", {**badan, **bayi})
    assert jawab.status_code == kode
    assert "Belum tersimpan." in jawab.content.decode()
    assert not Kunjungan.objects.exists()


def test_a_pregnancy_that_a_cadre_ended_still_gets_its_birth(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    """On the day before, as the cadre heard; the one who was there knows better."""
    hamil, kemarin = Kehamilan.objects.get(warga=ibu), HARI - timedelta(days=1)
    close_kehamilan(kehamilan=hamil, selesai=kemarin, hasil="lahir_hidup", petugas=pemeran.ani)
    record(pemeran, wilayah, ibu)
    assert Kehamilan.objects.get(warga=ibu).selesai == HARI
    assert Warga.objects.filter(ibu=ibu).count() == 1
    assert refused(pemeran, wilayah, ibu, ISI) == "sudah_bersalin"


def test_a_baby_whom_a_cadre_registered_is_not_born_twice(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    nabila = make_warga(wilayah.melati, "Nabila", HARI, "P", ibu=ibu)
    record(pemeran, wilayah, ibu)
    assert list(Warga.objects.filter(ibu=ibu)) == [nabila]
    assert Kunjungan.objects.get(warga=nabila).pengukuran["berat_lahir_gram"] == 3100


def test_a_baby_registered_with_another_day_is_asked_about(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    make_warga(wilayah.melati, "Nabila", HARI - timedelta(days=2), "P", ibu=ibu)
    assert refused(pemeran, wilayah, ibu, ISI) == "bayi_terdaftar"
    assert Kehamilan.objects.get(warga=ibu).selesai is None


def test_a_twin_that_was_not_registered_joins_the_one_that_was(wilayah: Wilayah, pemeran: Pemeran, ibu: Warga) -> None:
    make_warga(wilayah.melati, "Nabila", HARI, "P", ibu=ibu)
    record(pemeran, wilayah, ibu, replace(ISI, bayi=(Bayi(hidup=True, jenis_kelamin="L"), SATU)))
    assert sorted(Warga.objects.filter(ibu=ibu).values_list("jenis_kelamin", flat=True)) == ["L", "P"]
