"""What a revoked phone still sends waits for a person; what a phone sends after a forgotten PIN does not."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from capaian.bench.kacau.hp import seal
from posyandu.models import Karantina, Kunjungan, PenyakitTerdaftar, UsulRegister, Warga
from posyandu.operasi_karantina import apply_karantina, discard_karantina, list_karantina
from puskesmas.errors import DomainError
from puskesmas.hp import revoke_hp
from puskesmas.pengguna import deactivate
from puskesmas.segel import public_key
from tests.cast import Pemeran, Wilayah, make_kiriman, make_warga
from tests.hp import Hp, enrol_hp

HARI_INI = date(2026, 11, 16)


@pytest.fixture
def anak(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Rafif Rahasia")


def visits(hp: Hp, anak: Warga, jumlah: int) -> list[dict[str, Any]]:
    isi = (make_kiriman(anak, anak.unit, HARI_INI, berat_kg=8.4) for _ in range(jumlah))
    return [seal(hp.write("kunjungan", **satu), public_key()) for satu in isi]


def test_a_revoked_phone_is_held_and_nothing_takes_effect(hp: Hp, anak: Warga, pemeran: Pemeran) -> None:
    kirim = visits(hp, anak, 3)
    revoke_hp(oleh=pemeran.citra, perangkat=hp.perangkat)
    hasil = hp.send(*kirim, cara="Kirim")
    assert {(satu["status"], satu["kode"]) for satu in hasil} == {("ditahan", "perangkat_dicabut")}
    assert hp.send(*kirim, cara="Kirim") == hasil
    assert (Kunjungan.objects.count(), Karantina.objects.count()) == (0, 3)


def test_a_deactivated_users_phone_is_held_too(hp: Hp, anak: Warga, pemeran: Pemeran) -> None:
    deactivate(pengguna=pemeran.ani)
    assert hp.send(*visits(hp, anak, 1), cara="Kirim")[0]["status"] == "ditahan"


def test_what_is_held_is_not_readable_in_the_database(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    revoke_hp(oleh=pemeran.citra, perangkat=hp.perangkat)
    hp.send(hp.write("warga", nama="Rafif Rahasia", nik="1906054101900001"), cara="Kirim")
    assert b"Rahasia" not in bytes(Karantina.objects.get().isi_sandi)
    assert "1906054101900001" not in str(list(Karantina.objects.values()))


def test_an_illness_that_the_desk_lets_in_is_still_the_cadres_proposal(hp: Hp, anak: Warga, pemeran: Pemeran) -> None:
    isi = {"id": str(uuid.uuid4()), "warga": str(anak.pk), "penyakit": "gizi", "sejak": "2026-10-01"}
    kirim = hp.write("penyakit", **isi)
    revoke_hp(oleh=pemeran.citra, perangkat=hp.perangkat)
    hp.send(kirim, cara="Kirim")
    apply_karantina(oleh=pemeran.citra, karantina=list_karantina(pemeran.citra)[0])
    assert not PenyakitTerdaftar.objects.exists()
    assert UsulRegister.objects.get().oleh == pemeran.ani


def test_a_person_applies_it_as_the_users_visit(hp: Hp, anak: Warga, pemeran: Pemeran) -> None:
    kirim = visits(hp, anak, 1)
    revoke_hp(oleh=pemeran.citra, perangkat=hp.perangkat)
    hp.send(*kirim, cara="Kirim")
    [baris] = list_karantina(pemeran.citra)
    apply_karantina(oleh=pemeran.citra, karantina=baris)
    kunjungan = Kunjungan.objects.get()
    assert (kunjungan.dicatat_oleh, kunjungan.perangkat) == (pemeran.ani, hp.perangkat)
    with pytest.raises(DomainError, match="karantina_tidak_ditemukan"):
        apply_karantina(oleh=pemeran.citra, karantina=baris)


def test_a_person_discards_it_with_a_reason(hp: Hp, anak: Warga, pemeran: Pemeran) -> None:
    kirim = visits(hp, anak, 1)
    revoke_hp(oleh=pemeran.citra, perangkat=hp.perangkat)
    hp.send(*kirim, cara="Kirim")
    [baris] = list_karantina(pemeran.citra)
    with pytest.raises(DomainError, match="wajib_diisi"):
        discard_karantina(oleh=pemeran.citra, karantina=baris, alasan=" ")
    discard_karantina(oleh=pemeran.citra, karantina=baris, alasan="HP dipakai orang lain")
    assert (Kunjungan.objects.count(), list(list_karantina(pemeran.citra))) == (0, [])


def test_its_own_user_and_strangers_do_not_decide(hp: Hp, anak: Warga, pemeran: Pemeran) -> None:
    kirim = visits(hp, anak, 1)
    revoke_hp(oleh=pemeran.citra, perangkat=hp.perangkat)
    hp.send(*kirim, cara="Kirim")
    for asing in (pemeran.ani, pemeran.budi, pemeran.gita, pemeran.fajar):
        assert list(list_karantina(asing)) == []


def test_a_forgotten_pin_loses_none_of_thirty_unsent_visits(hp: Hp, anak: Warga, pemeran: Pemeran) -> None:
    kirim = visits(hp, anak, 30)
    enrol_hp(pemeran.citra, pemeran.ani, ganti=hp)
    assert {satu["status"] for satu in hp.send(*kirim, cara="Kirim")} == {"diterima"}
    assert Kunjungan.objects.count() == 30


def test_a_phone_that_was_revoked_stays_so_when_it_is_enrolled_anew(hp: Hp, anak: Warga, pemeran: Pemeran) -> None:
    kirim = visits(hp, anak, 1)
    revoke_hp(oleh=pemeran.citra, perangkat=hp.perangkat)
    enrol_hp(pemeran.citra, pemeran.ani, ganti=hp)
    assert hp.send(*kirim, cara="Kirim")[0]["status"] == "ditahan"


def test_two_phones_at_one_table_make_one_visit(hp: Hp, anak: Warga, pemeran: Pemeran, wilayah: Wilayah) -> None:
    lain = enrol_hp(pemeran.citra, pemeran.citra)
    di = {"unit": wilayah.melati.kode, "tanggal": "2026-11-16"}
    a = hp.write("kunjungan", **make_kiriman(anak, wilayah.melati, HARI_INI, berat_kg=8.4))
    b = lain.write("kunjungan", **make_kiriman(anak, wilayah.melati, HARI_INI, lila_cm=14.5))
    hp.send(a, hp.write("sesi_buka", **di), hp.write("sesi_tutup", **di, jumlah=1, petugas=["Ani"]))
    lain.send(b, lain.write("sesi_tutup", **di, jumlah=1, petugas=["Citra"]))
    kepala = Kunjungan.objects.in_force().get()
    sesi = kepala.hari_buka
    assert sesi is not None
    assert {*kepala.pengukuran, *kepala.bagian.get().pengukuran} == {"berat_kg", "lila_cm"}
    assert (sesi.jumlah_dinyatakan, sorted(sesi.petugas.values_list("nama", flat=True))) == (1, ["Ani", "Citra"])
