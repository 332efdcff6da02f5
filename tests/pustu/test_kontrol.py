"""A missed control is on the cadre's list once, by itself, until the control took place."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connections
from django.test import Client

from posyandu.domisili import move_domisili, set_status_warga
from posyandu.gabung import merge_warga
from posyandu.models import PenyakitTerdaftar, TugasKunjungan, Warga
from posyandu.riwayat import leave_register
from posyandu.sinkron import receive
from posyandu.tarik import pull
from posyandu.tugas import cancel_tugas
from pustu.jatuh_tempo import refresh_tempo
from pustu.kontrol import send_missed
from pustu.tasks import visit_missed_controls
from tests.cast import Pemeran, Wilayah, make_kiriman, make_penyakit, make_warga

TERAKHIR = date(2026, 10, 1)
DIKUNJUNGI = date(2026, 11, 15)
"""A month, seven days until it is late, and seven until somebody goes there."""


@pytest.fixture
def jam() -> Iterator[Any]:
    with time_machine.travel("2026-11-15T09:00:00+07:00", tick=True) as waktu:
        yield waktu


@pytest.fixture
def usman(jam: Any, wilayah: Wilayah, pemeran: Pemeran) -> Warga:
    """In the register, last measured on the first of October."""
    usman = make_warga(wilayah.melati, "Usman", date(1970, 5, 4))
    make_penyakit(usman, "hipertensi", date(2025, 1, 1))
    control(pemeran, usman, TERAKHIR)
    return usman


def control(pemeran: Pemeran, warga: Warga, tanggal: date, kanal: str = "pustu", **isi: object) -> None:
    ukur = isi or {"sistole": 128, "diastole": 82}
    kiriman = make_kiriman(warga, warga.unit, tanggal, **ukur) | {"kanal": kanal}
    [jawab] = receive(petugas=pemeran.citra, perangkat=None, kunjungan=[kiriman])
    assert jawab["status"] == "diterima", jawab


def tick(wilayah: Wilayah) -> int:
    refresh_tempo(kabupaten=wilayah.beltim)
    return send_missed(kabupaten=wilayah.beltim)


def states() -> list[tuple[str, str]]:
    return list(TugasKunjungan.objects.order_by("sejak", "pk").values_list("sebab_kode", "status"))


def test_seven_days_late_is_a_home_visit_and_six_are_not(usman: Warga, wilayah: Wilayah, jam: Any) -> None:
    jam.move_to("2026-11-14T09:00:00+07:00")
    assert tick(wilayah) == 0
    jam.move_to("2026-11-15T09:00:00+07:00")
    assert tick(wilayah) == 1
    tugas = TugasKunjungan.objects.get()
    assert (tugas.warga, tugas.posyandu, tugas.sejak) == (usman, wilayah.melati, DIKUNJUNGI)
    assert tugas.sebab == "Kontrol tekanan darah: terlewat"
    assert tugas.dibuat_oleh is None


@pytest.mark.usefixtures("usman")
def test_it_is_made_once_for_each_missed_day(wilayah: Wilayah, jam: Any) -> None:
    assert [tick(wilayah), tick(wilayah)] == [1, 0]
    jam.move_to("2026-11-20T09:00:00+07:00")
    assert visit_missed_controls() == 0


def test_who_was_taken_off_the_list_is_not_put_back_for_the_same_day(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran, jam: Any
) -> None:
    tick(wilayah)
    cancel_tugas(oleh=pemeran.ani, tugas=TugasKunjungan.objects.get(), alasan="Berobat di Jakarta")
    jam.move_to("2026-12-01T09:00:00+07:00")
    assert tick(wilayah) == 0


def test_the_control_ends_it_and_the_next_one_missed_is_another(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran, jam: Any
) -> None:
    tick(wilayah)
    jam.move_to("2026-11-16T09:00:00+07:00")
    control(pemeran, usman, date(2026, 11, 16))
    assert states() == [("kontrol_ht", "selesai")]
    jam.move_to("2027-01-02T09:00:00+07:00")
    assert tick(wilayah) == 1
    assert states() == [("kontrol_ht", "selesai"), ("kontrol_ht", "menunggu")]


def test_a_visit_that_measures_nothing_leaves_it_open(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    tick(wilayah)
    control(pemeran, usman, DIKUNJUNGI, "rumah", suhu_c=36.5)
    assert states() == [("kontrol_ht", "menunggu")]


def test_a_normal_fasting_glucose_is_a_control_too(wilayah: Wilayah, pemeran: Pemeran, jam: Any) -> None:
    gula = make_warga(wilayah.melati, "Halimah", date(1970, 5, 4), "P")
    make_penyakit(gula, "diabetes", date(2025, 1, 1))
    assert tick(wilayah) == 1
    control(pemeran, gula, DIKUNJUNGI, gdp_mgdl=90)
    tick(wilayah)
    assert states() == [("kontrol_dm", "selesai")]


def test_leaving_the_register_takes_it_off_the_list(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    tick(wilayah)
    daftar = PenyakitTerdaftar.objects.get(warga=usman)
    leave_register(terdaftar=daftar, sampai=DIKUNJUNGI, alasan="Salah catat", petugas=pemeran.citra)
    tick(wilayah)
    assert states() == [("kontrol_ht", "selesai")]


def test_the_dead_are_not_visited_and_who_moved_is_visited_where_they_live(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    lain = make_warga(wilayah.melati, "Bakri", date(1960, 5, 4))
    make_penyakit(lain, "hipertensi", date(2025, 1, 1))
    set_status_warga(warga=lain, status="meninggal", sejak=DIKUNJUNGI, petugas=pemeran.citra)
    move_domisili(warga=usman, posyandu=wilayah.kenanga, sejak=DIKUNJUNGI, petugas=pemeran.citra)
    assert tick(wilayah) == 1
    assert TugasKunjungan.objects.get().posyandu == wilayah.kenanga


def test_merged_rows_are_visited_once(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    lain = make_warga(wilayah.kenanga, "Usman B", date(1970, 5, 4))
    make_penyakit(lain, "hipertensi", date(2025, 1, 1))
    tick(wilayah)
    merge_warga(dari=lain, ke=usman, petugas=pemeran.citra)
    assert tick(wilayah) == 0
    assert [status for _, status in states()].count("menunggu") == 1


def test_the_cadre_finds_it_on_the_list_and_on_the_phone(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran, client: Client
) -> None:
    tick(wilayah)
    client.force_login(pemeran.ani, backend="django.contrib.auth.backends.ModelBackend")
    assert "Kontrol tekanan darah: terlewat" in client.get("/nyelik/").content.decode()
    jawab = pull(pengguna=pemeran.ani, cursor=None, batas=50, umum=None)
    [orang] = [satu for satu in jawab["orang"] if satu["id"] == str(usman.pk)]
    assert [satu["sebab"] for satu in orang["tugas"]] == ["Kontrol tekanan darah: terlewat"]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_send_one(usman: Warga, wilayah: Wilayah) -> None:
    refresh_tempo(kabupaten=wilayah.beltim)
    mulai = threading.Barrier(2)

    def run() -> None:
        mulai.wait()
        send_missed(kabupaten=wilayah.beltim)
        connections.close_all()

    benang = [threading.Thread(target=run) for _ in range(2)]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join()
    assert TugasKunjungan.objects.filter(warga=usman).count() == 1
