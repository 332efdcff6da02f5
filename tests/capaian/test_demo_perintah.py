"""The command that loads the demo: when it does, when it refuses, what it leaves to the worker."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from pytest_django.fixtures import Settings

from capaian.demo import muat
from capaian.management.commands import demo
from puskesmas.models import MuatDemo, PerluHitung, Unit
from tests.cast import make_unit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _demo(settings: Settings) -> None:
    settings.DEMO = True


def test_it_loads_once_and_refuses_the_second_time() -> None:
    call_command("demo", kecil=True)
    assert MuatDemo.objects.get().keadaan == "siap"
    assert PerluHitung.objects.count() == 1
    with pytest.raises(CommandError, match="sudah dimuat"):
        call_command("demo", kecil=True)


def test_it_refuses_a_database_that_holds_units() -> None:
    make_unit("provinsi", "Lampung", None)
    with pytest.raises(CommandError, match="sudah berisi unit"):
        call_command("demo", kecil=True)


def test_it_refuses_outside_the_demo(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="hanya untuk"):
        call_command("demo", kecil=True)


def test_it_refuses_a_day_that_is_none() -> None:
    with pytest.raises(CommandError, match="bukan tanggal"):
        call_command("demo", "--tanggal", "22-11-2026")


def test_it_waits_for_no_other_load() -> None:
    lain = connection.copy()
    try:
        with lain.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, 0)", [demo.KUNCI])
        with pytest.raises(CommandError, match="oleh proses lain"):
            call_command("demo", kecil=True)
    finally:
        lain.close()


def test_a_load_that_fails_leaves_nothing_and_can_be_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*args: Any) -> None:
        assert 0 < MuatDemo.objects.get().persen < 100  # seen before the commit
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(muat, "write_targets", stop)
        with pytest.raises(RuntimeError):
            call_command("demo", kecil=True)
    assert (MuatDemo.objects.get().keadaan, Unit.objects.count()) == ("gagal", 0)
    call_command("demo", kecil=True)
    assert MuatDemo.objects.get().keadaan == "siap"
