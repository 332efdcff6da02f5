"""Two writers at once, each on a connection of its own: one wins, the other is refused in words, nothing is doubled."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.utils import timezone

from posyandu.domisili import move_domisili
from posyandu.gabung import merge_warga
from posyandu.kiriman import parse_kiriman
from posyandu.kunjungan import record_kunjungan
from posyandu.models import (
    Domisili,
    HariBuka,
    Kehamilan,
    Kunjungan,
    KunjunganDitahan,
    Penggabungan,
    PenyakitTerdaftar,
    TugasKunjungan,
    Warga,
)
from posyandu.riwayat import close_kehamilan, enter_register, open_kehamilan
from posyandu.sesi import plan_sessions
from posyandu.sesi_hp import open_for_phone
from posyandu.tugas import assign
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.perangkat import issue_token, revoke
from tests.cast import make_kehamilan, make_kiriman, make_pengguna, make_unit, make_warga

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def posyandu(transactional_db: None) -> Unit:
    puskesmas = make_unit("puskesmas", "Manggar", make_unit("kabupaten", "Balapan", None))
    return make_unit("posyandu", "Melati", puskesmas)


@pytest.fixture
def petugas(posyandu: Unit) -> Pengguna:
    return make_pengguna("Ani", posyandu)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run all at the same moment; what each was refused for, or "" """
    start, outcome = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except DomainError as error:
            outcome[place] = error.kode
        except Exception as error:
            outcome[place] = repr(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcome)


@pytest.mark.parametrize("kali", range(5))
def test_two_merges_in_opposite_directions_make_no_ring(posyandu: Unit, petugas: Pengguna, kali: int) -> None:
    a, b = make_warga(posyandu, f"A{kali}"), make_warga(posyandu, "B")
    outcome = at_once(
        lambda: merge_warga(dari=a, ke=b, petugas=petugas), lambda: merge_warga(dari=b, ke=a, petugas=petugas)
    )
    assert outcome == ["", "orang_sama"]
    assert Penggabungan.objects.count() == Warga.objects.exclude(digabung_ke=None).count() == 1


def test_two_moves_at_once_leave_one_home(posyandu: Unit, petugas: Pengguna) -> None:
    warga = make_warga(posyandu)
    lain = [make_unit("posyandu", nama, posyandu.induk) for nama in ("Kenanga", "Anggrek")]
    sejak = date(2026, 8, 1)
    outcome = at_once(
        lambda: move_domisili(warga=warga, posyandu=lain[0], sejak=sejak, petugas=petugas),
        lambda: move_domisili(warga=warga, posyandu=lain[1], sejak=sejak, petugas=petugas),
    )
    assert outcome == ["", "tanggal_terbalik"]
    assert Domisili.objects.get(sampai=None).posyandu == Warga.objects.get().unit


def test_two_phones_open_one_pregnancy(posyandu: Unit, petugas: Pengguna) -> None:
    ibu = make_warga(posyandu, "Ibu", date(1995, 1, 1), "P")
    hpht = timezone.localdate() - timedelta(weeks=10)
    outcome = at_once(*[lambda: open_kehamilan(warga=ibu, hpht=hpht, petugas=petugas)] * 4)
    assert outcome == ["", "masih_hamil", "masih_hamil", "masih_hamil"]
    assert Kehamilan.objects.count() == 1


def test_a_pregnancy_ended_at_once_in_two_ways_ends_in_one(posyandu: Unit, petugas: Pengguna) -> None:
    hamil = make_kehamilan(
        make_warga(posyandu, "Ibu", date(1995, 1, 1), "P"), timezone.localdate() - timedelta(weeks=40)
    )
    kini = timezone.localdate()
    outcome = at_once(
        lambda: close_kehamilan(kehamilan=hamil, selesai=kini, hasil="lahir_hidup", petugas=petugas),
        lambda: close_kehamilan(kehamilan=hamil, selesai=kini, hasil="lahir_mati", petugas=petugas),
    )
    assert outcome == ["", "sudah_ditutup"]


def test_two_phones_enter_one_register_once(posyandu: Unit, petugas: Pengguna) -> None:
    warga, sejak = make_warga(posyandu), timezone.localdate()
    outcome = at_once(*[lambda: enter_register(warga=warga, penyakit="tbc", sejak=sejak, petugas=petugas)] * 3)
    assert outcome == ["", "sudah_terdaftar", "sudah_terdaftar"]
    assert PenyakitTerdaftar.objects.count() == 1


def test_two_beats_plan_each_session_once(posyandu: Unit) -> None:
    year = {"dari": date(2026, 1, 1), "sampai": date(2026, 12, 31)}
    assert at_once(*[lambda: plan_sessions(posyandu=[posyandu], **year)] * 4) == [""] * 4
    assert HariBuka.objects.count() == 12


def test_a_device_revoked_twice_at_once_is_revoked_once(petugas: Pengguna) -> None:
    perangkat, _ = issue_token(pengguna=petugas, nama="HP")
    assert at_once(*[lambda: revoke(perangkat=perangkat)] * 2) == ["", ""]


@pytest.mark.parametrize("kali", range(3))
def test_two_who_send_the_same_people_make_one_task_each(posyandu: Unit, kali: int) -> None:
    bidan, kepala = (make_pengguna(f"Bidan {n}", posyandu, "bidan_desa") for n in "12")
    semua = [make_warga(posyandu, f"Anak {n}") for n in range(5)]
    besok = timezone.localdate() + timedelta(days=1)

    def send(oleh: Pengguna, warga: list[Warga]) -> None:
        assign(oleh=oleh, warga=warga, sebab_kode="x", sebab="Belum ditimbang", tenggat=besok)

    assert at_once(lambda: send(bidan, semua), lambda: send(kepala, semua[::-1])) == ["", ""]
    assert TugasKunjungan.objects.count() == len(semua)


def test_a_withdrawal_waits_for_the_visit_that_is_being_written(posyandu: Unit, petugas: Pengguna) -> None:
    isi = make_kiriman(make_warga(posyandu), posyandu, timezone.localdate(), berat_kg=8.4)
    batal = {"id": str(uuid.uuid4()), "menggantikan": isi["id"], "batal": "Salah orang."}
    lain = threading.Thread(target=at_once, args=(partial(record, petugas, batal),))
    with transaction.atomic():
        record(petugas, isi)
        lain.start()
        while lain.is_alive() and not waiting():
            time.sleep(0.05)
    lain.join()
    assert not KunjunganDitahan.objects.exists()
    assert not Kunjungan.objects.filter(berlaku=True).exists()


def test_a_day_waits_for_the_visit_that_is_being_written_and_takes_it_in(posyandu: Unit, petugas: Pengguna) -> None:
    hari_ini = timezone.localdate()
    isi = make_kiriman(make_warga(posyandu), posyandu, hari_ini, berat_kg=8.4)
    buka = partial(open_for_phone, unit=posyandu, tanggal=hari_ini, petugas=petugas)
    lain = threading.Thread(target=at_once, args=(buka,))
    with transaction.atomic():
        record(petugas, isi)
        lain.start()
        while lain.is_alive() and not waiting():
            time.sleep(0.05)
    lain.join()
    assert Kunjungan.objects.get().hari_buka == HariBuka.objects.get()


def test_a_visit_waits_for_the_day_that_is_being_opened(posyandu: Unit, petugas: Pengguna) -> None:
    hari_ini = timezone.localdate()
    isi = make_kiriman(make_warga(posyandu), posyandu, hari_ini, berat_kg=8.4)
    lain = threading.Thread(target=at_once, args=(partial(record, petugas, isi),))
    with transaction.atomic():
        open_for_phone(unit=posyandu, tanggal=hari_ini, petugas=petugas)
        lain.start()
        while lain.is_alive() and not waiting():
            time.sleep(0.05)
    lain.join()
    assert Kunjungan.objects.get().hari_buka == HariBuka.objects.get()


@pytest.mark.parametrize("kali", range(3))
def test_four_phones_at_one_new_table_leave_no_visit_outside_the_day(
    posyandu: Unit, petugas: Pengguna, kali: int
) -> None:
    hari_ini = timezone.localdate() - timedelta(days=kali)
    isi = [make_kiriman(make_warga(posyandu), posyandu, hari_ini, berat_kg=8.4) for _ in range(6)]
    buka = partial(open_for_phone, unit=posyandu, tanggal=hari_ini, petugas=petugas)
    outcome = at_once(*(partial(record, petugas, satu) for satu in isi), buka, buka)
    assert outcome == [""] * 8
    assert not Kunjungan.objects.filter(hari_buka=None).exists()


def record(petugas: Pengguna, isi: dict[str, object]) -> None:
    record_kunjungan(petugas=petugas, perangkat=None, kiriman=parse_kiriman(isi))


def waiting() -> bool:
    """Whether somebody waits for a lock that this transaction holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        return bool(cursor.fetchone()[0])
