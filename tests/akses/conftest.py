"""The world is built once per module and never changed: every request that writes is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction

from puskesmas.peran import Peran
from tests.akses.dunia import Dunia, build_dunia, row_counts
from tests.cast import SENIN

SEL: dict[str, int] = {}


@pytest.fixture(scope="module")
def senin() -> Iterator[None]:
    with time_machine.travel(f"{SENIN}T09:00:00+07:00", tick=True):
        yield


@pytest.fixture(scope="module")
def dunia(senin: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[Dunia]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_dunia()
        transaction.set_rollback(True)


@pytest.fixture
def hp(dunia: Dunia) -> Any:
    """A cadre's phone. An exception in a view answers 500, and no test here takes a 500."""
    return dunia.hp[Peran.KADER, "aktif"]


@pytest.fixture
def tak_tertulis(dunia: Dunia) -> Iterator[None]:
    before = row_counts()
    yield
    assert row_counts() == before


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if SEL:
        jumlah = f"{sum(SEL.values()):,}".replace(",", ".")
        terminalreporter.write_line(f"matriks akses: {jumlah} sel di {len(SEL)} alamat")
