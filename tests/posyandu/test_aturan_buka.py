"""The opening rule of a posyandu, and the calendar that follows it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from posyandu.aturan_buka import set_aturan_buka
from posyandu.models import HariBuka
from posyandu.sesi import plan_sessions
from puskesmas.errors import DomainError
from tests.cast import Wilayah, make_sesi

pytestmark = pytest.mark.usefixtures("senin")


def test_a_new_rule_moves_the_days_that_were_planned(wilayah: Wilayah) -> None:
    plan_sessions(posyandu=[wilayah.melati], dari=date(2026, 11, 1), sampai=date(2026, 12, 31))
    set_aturan_buka(posyandu=wilayah.melati, pola="bulanan", hari=3, pekan_ke=1)
    ahead = HariBuka.objects.held().filter(posyandu=wilayah.melati, tanggal__gt=date(2026, 11, 16))
    assert [s.tanggal for s in ahead] == [date(2026, 12, 2)]


def test_what_has_begun_stays(wilayah: Wilayah) -> None:
    besok = make_sesi(wilayah.melati, date(2026, 11, 17), "dibuka")
    kemarin = make_sesi(wilayah.melati, date(2026, 11, 12))
    set_aturan_buka(posyandu=wilayah.melati, pola="bulanan", hari=3, pekan_ke=1)
    assert set(HariBuka.objects.held().values_list("pk", flat=True)) == {besok.pk, kemarin.pk}


def test_the_rule_reads_as_people_say_it(wilayah: Wilayah) -> None:
    assert set_aturan_buka(posyandu=wilayah.melati, pola="bulanan", hari=4, pekan_ke=2).aturan_buka == "Kamis ke-2"
    assert set_aturan_buka(posyandu=wilayah.melati, pola="harian").aturan_buka == "tiap hari kerja"


@pytest.mark.parametrize(
    "salah", [{"pola": "mingguan"}, {"pola": "bulanan", "hari": 8}, {"pola": "bulanan", "pekan_ke": 5}]
)
def test_a_rule_that_never_opens_is_refused(wilayah: Wilayah, salah: dict[str, Any]) -> None:
    with pytest.raises(DomainError):
        set_aturan_buka(posyandu=wilayah.melati, **salah)


def test_only_a_posyandu_has_a_rule(wilayah: Wilayah) -> None:
    with pytest.raises(DomainError, match="bukan_posyandu"):
        set_aturan_buka(posyandu=wilayah.kelubi, pola="harian")
