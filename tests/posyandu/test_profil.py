"""What the rules are told of a mother on the day of a visit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from klaster.aturan import muat_aturan
from klaster.profil import Profil
from posyandu.models import Kehamilan, Warga
from posyandu.turunan import LAMA_NIFAS, Orang

HPHT, BERSALIN = date(2025, 12, 1), date(2026, 9, 7)


def profil(tanggal: date, *kehamilan: Kehamilan) -> Profil:
    ibu = Warga(tanggal_lahir=date(1996, 5, 1), jenis_kelamin="P")
    return Orang(ibu, muat_aturan(), kehamilan=list(kehamilan)).profil(tanggal, "rumah")


@pytest.mark.parametrize(("hari", "nifas"), [(0, True), (42, True), (43, False), (300, False)])
def test_it_knows_when_she_gave_birth_also_after_the_weeks_of_care(hari: int, nifas: bool) -> None:
    hasil = profil(BERSALIN + timedelta(days=hari), Kehamilan(hpht=HPHT, selesai=BERSALIN))

    assert (hasil.tanggal_bersalin, hasil.nifas, hasil.hamil) == (BERSALIN, nifas, False)


def test_a_birth_to_come_is_not_known_yet() -> None:
    hasil = profil(BERSALIN - timedelta(days=1), Kehamilan(hpht=HPHT, selesai=BERSALIN))

    assert (hasil.tanggal_bersalin, hasil.nifas, hasil.hpht) == (None, False, HPHT)


def test_the_latest_birth_counts() -> None:
    dulu = Kehamilan(hpht=date(2022, 1, 1), selesai=date(2022, 10, 1))
    hasil = profil(BERSALIN + LAMA_NIFAS, Kehamilan(hpht=HPHT, selesai=BERSALIN), dulu)

    assert (hasil.tanggal_bersalin, hasil.nifas) == (BERSALIN, True)


@pytest.mark.parametrize(("hasil", "hidup"), [("lahir_hidup", True), ("lahir_mati", False), ("keguguran", False)])
def test_it_knows_whether_there_is_a_child_to_feed(hasil: str, hidup: bool) -> None:
    assert profil(BERSALIN, Kehamilan(hpht=HPHT, selesai=BERSALIN, hasil=hasil)).lahir_hidup is hidup
