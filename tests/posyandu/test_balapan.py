"""Two writers at once, each on a connection of its own: one wins, the other is refused in words, nothing is doubled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from posyandu.domisili import move_domisili
from posyandu.gabung import merge_warga
from posyandu.models import Domisili, HariBuka, Kehamilan, Penggabungan, Warga
from posyandu.riwayat import open_kehamilan
from posyandu.sesi import plan_sessions
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.perangkat import issue_token, revoke
from tests.cast import make_pengguna, make_unit, make_warga

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


def test_two_beats_plan_each_session_once(posyandu: Unit) -> None:
    year = {"dari": date(2026, 1, 1), "sampai": date(2026, 12, 31)}
    assert at_once(*[lambda: plan_sessions(posyandu=[posyandu], **year)] * 4) == [""] * 4
    assert HariBuka.objects.count() == 12


def test_a_device_revoked_twice_at_once_is_revoked_once(petugas: Pengguna) -> None:
    perangkat, _ = issue_token(pengguna=petugas, nama="HP")
    assert at_once(*[lambda: revoke(perangkat=perangkat)] * 2) == ["", ""]
