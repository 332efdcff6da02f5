"""What phones pull: whole people, those who changed since, nobody else's."""

from __future__ import annotations

from datetime import date
from typing import Any

from posyandu.perubahan import begin_zaman, note_everybody
from puskesmas.models import Pengguna, Penugasan
from puskesmas.peran import Peran
from tests.cast import LAMA, Pemeran, Wilayah, make_kiriman, make_pengguna, make_warga
from tests.hp import Hp, enrol_hp

HARI_INI = date(2026, 11, 16)


def names(jawab: Any) -> list[str]:
    return sorted(satu["nama"] for satu in jawab.json()["orang"])


def test_the_first_pull_brings_everybody_of_the_posyandu_and_nobody_else(hp: Hp, wilayah: Wilayah) -> None:
    make_warga(wilayah.melati, "Rafif")
    make_warga(wilayah.kenanga, "Orang Lain")
    note_everybody([wilayah.melati, wilayah.kenanga])
    jawab = hp.pull()
    assert (jawab.status_code, names(jawab), jawab.json()["lagi"]) == (200, ["Rafif"], False)
    assert jawab.json()["umum"]["posyandu"][0]["kode"] == wilayah.melati.kode


def test_a_midwife_of_several_roles_is_offered_once_as_the_nearest_of_them(hp: Hp, wilayah: Wilayah) -> None:
    ratna = make_pengguna("Ratna", wilayah.melati, Peran.PJ_POSYANDU)
    Pengguna.objects.filter(pk=ratna.pk).update(telepon="+628123456789")
    assert wilayah.melati.induk is not None
    Penugasan.objects.create(pengguna=ratna, unit=wilayah.melati.induk, peran=Peran.BIDAN_DESA, sejak=LAMA)
    kontak = hp.pull().json()["umum"]["posyandu"][0]["kontak"]
    assert [satu["peran"] for satu in kontak if satu["nama"] == "Ratna"] == [Peran.PJ_POSYANDU.label]


def test_a_visit_brings_the_person_again_and_only_once(hp: Hp, wilayah: Wilayah) -> None:
    anak = make_warga(wilayah.melati, "Rafif")
    make_warga(wilayah.melati, "Zahra")
    note_everybody([wilayah.melati])
    awal = hp.pull().json()["cursor"]
    hp.send(hp.write("kunjungan", **make_kiriman(anak, wilayah.melati, HARI_INI, berat_kg=8.4)))
    jawab = hp.pull(awal)
    assert names(jawab) == ["Rafif"]
    assert jawab.json()["orang"][0]["kunjungan"][0]["pengukuran"] == {"berat_kg": 8.4}
    assert names(hp.pull(jawab.json()["cursor"])) == []


def test_pages_follow_each_other_until_everybody_came(hp: Hp, wilayah: Wilayah) -> None:
    for nama in ("A", "B", "C"):
        make_warga(wilayah.melati, f"Anak {nama}")
    note_everybody([wilayah.melati])
    satu = hp.pull(batas=2).json()
    dua = hp.pull(satu["cursor"], batas=2).json()
    assert (len(satu["orang"]), satu["lagi"], satu["sisa"]) == (2, True, 1)
    assert (len(dua["orang"]), dua["lagi"], dua["sisa"]) == (1, False, 0)


def test_after_a_restore_the_cursor_is_of_another_epoch(hp: Hp) -> None:
    awal = hp.pull().json()["cursor"]
    begin_zaman()
    assert (hp.pull(awal).status_code, hp.pull(awal).json()["kode"]) == (409, "zaman_baru")
    assert hp.pull().status_code == 200


def test_a_cursor_of_somebody_else_is_not_followed(hp: Hp, pemeran: Pemeran) -> None:
    lain = enrol_hp(pemeran.citra, pemeran.budi).pull().json()["cursor"]
    assert hp.pull(lain).status_code == 409
    assert hp.pull("bukan-cursor").status_code == 409
