"""Judging stored visits anew after a rule or a setting changed."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from posyandu.models import Kunjungan, Warga
from posyandu.nilai_ulang import Perubahan, find_orang, rejudge
from puskesmas.models import PerluHitung, Setelan
from tests.cast import Pemeran, Wilayah, make_kunjungan, make_warga

SEJAK = date(2026, 10, 1)
HARI = date(2026, 11, 9)


def judge_all(wilayah: Wilayah, sejak: date = SEJAK) -> Perubahan:
    jumlah = Perubahan()
    for satu in rejudge(kabupaten=wilayah.beltim, sejak=sejak):
        jumlah.add(satu)
    return jumlah


def store(wilayah: Wilayah, pemeran: Pemeran, tanggal: date, temuan: list[str], **pengukuran: object) -> Kunjungan:
    """A visit that was judged by other rules than today's."""
    warga = make_warga(wilayah.melati)
    return make_kunjungan(warga, wilayah.melati, tanggal, pemeran.ani, temuan, pengukuran=pengukuran)


def read_temuan(kunjungan: Kunjungan) -> list[str]:
    return Kunjungan.objects.get(pk=kunjungan.pk).temuan


def test_it_judges_by_the_rules_of_now_and_counts_what_changed(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kunjungan = store(wilayah, pemeran, HARI, ["demam"], lila_cm=14.0)
    hasil = judge_all(wilayah)
    assert read_temuan(kunjungan) == ["lila_diukur"]
    assert (hasil.orang, hasil.kunjungan, hasil.sejak) == (1, 1, HARI)
    assert (hasil.muncul, hasil.hilang) == ({"lila_diukur": 1}, {"demam": 1})


def test_it_marks_the_weeks_from_the_first_change_on(wilayah: Wilayah, pemeran: Pemeran) -> None:
    store(wilayah, pemeran, date(2026, 10, 12), ["lila_diukur"], lila_cm=14.0)
    store(wilayah, pemeran, HARI, [], lila_cm=14.0)
    PerluHitung.objects.all().delete()
    judge_all(wilayah)
    assert PerluHitung.objects.get().sejak_tanggal == HARI


def test_a_second_time_changes_nothing_and_marks_nothing(wilayah: Wilayah, pemeran: Pemeran) -> None:
    store(wilayah, pemeran, HARI, [], lila_cm=14.0)
    judge_all(wilayah)
    PerluHitung.objects.all().delete()
    assert judge_all(wilayah).kunjungan == 0
    assert not PerluHitung.objects.exists()


def test_what_was_done_before_an_interruption_stays(
    wilayah: Wilayah, pemeran: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posyandu.nilai_ulang.SEKALI", 1)
    for _ in range(3):
        store(wilayah, pemeran, HARI, [], lila_cm=14.0)
    next(rejudge(kabupaten=wilayah.beltim, sejak=SEJAK))
    assert Kunjungan.objects.filter(temuan=["lila_diukur"]).count() == 1
    assert judge_all(wilayah).kunjungan == 2


def test_visits_before_the_day_keep_their_findings(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lama = store(wilayah, pemeran, SEJAK - timedelta(days=1), [], lila_cm=14.0)
    assert judge_all(wilayah).orang == 0
    isi = {"lila_cm": 14.0}
    make_kunjungan(lama.warga, wilayah.melati, SEJAK, pemeran.ani, [], pengukuran=isi)
    assert judge_all(wilayah).kunjungan == 1
    assert read_temuan(lama) == []


def test_weight_gain_is_judged_with_the_visits_before_the_day(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lalu = store(wilayah, pemeran, SEJAK - timedelta(days=1), [], berat_kg=8.0)
    kini = make_kunjungan(lalu.warga, wilayah.melati, SEJAK, pemeran.ani, [], pengukuran={"berat_kg": 8.0})
    judge_all(wilayah)
    assert "bb_tidak_naik" in read_temuan(kini)


def test_another_kabupaten_is_left_alone(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = make_warga(wilayah.dahlia)
    lain = make_kunjungan(warga, wilayah.dahlia, HARI, pemeran.hana, [], pengukuran={"lila_cm": 14.0})
    assert judge_all(wilayah).orang == 0
    assert read_temuan(lain) == []


def test_a_changed_setting_is_applied(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kunjungan = store(wilayah, pemeran, HARI, [], tbc_batuk=False, tbc_demam=True, tbc_bb_turun=False, tbc_kontak=False)
    judge_all(wilayah)
    assert "tbc_gejala" in read_temuan(kunjungan)
    Setelan.objects.update_or_create(kabupaten=wilayah.beltim, defaults={"aturan": {"tbc_anak_minimal": 2}})
    assert judge_all(wilayah).hilang == {"tbc_gejala": 1}


def test_a_merged_person_is_judged_once(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kunjungan = store(wilayah, pemeran, HARI, [], lila_cm=14.0)
    utama = make_warga(wilayah.melati)
    Warga.objects.filter(pk=kunjungan.warga_id).update(digabung_ke=utama)
    assert find_orang(kabupaten=wilayah.beltim, sejak=SEJAK) == [utama.pk]
    assert judge_all(wilayah).kunjungan == 1


def run(**pilihan: str) -> str:
    keluar = StringIO()
    call_command("nilai-ulang", stdout=keluar, stderr=StringIO(), **pilihan)
    return keluar.getvalue()


def test_the_command_says_what_changed(wilayah: Wilayah, pemeran: Pemeran) -> None:
    store(wilayah, pemeran, HARI, ["demam"], lila_cm=14.0)
    teks = run(sejak="2026-10-01", kabupaten="19.06")
    assert "1 orang dinilai ulang, temuan 1 kunjungan berubah." in teks
    assert "demam: +0 −1" in teks
    assert "sejak 9\u00a0Nov\u00a02026" in teks


@pytest.mark.parametrize(
    ("pilihan", "kata"),
    [
        ({"sejak": "kemarin", "kabupaten": "19.06"}, "2026-01-01"),
        ({"sejak": "2026-02-30", "kabupaten": "19.06"}, "2026-01-01"),
        ({"sejak": "2026-10-01", "kabupaten": "99.99"}, "kabupaten_tidak_ada"),
        ({"sejak": "2026-10-01"}, "kabupaten_tidak_jelas"),
    ],
)
def test_the_command_refuses_what_it_can_not_read(wilayah: Wilayah, pilihan: dict[str, str], kata: str) -> None:
    with pytest.raises(CommandError, match=kata):
        run(**pilihan)
