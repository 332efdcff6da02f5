"""The world is built once per module and never changed: every request that writes is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import transaction

from tests.akses.dunia import SENIN, Dunia, build_dunia

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


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if SEL:
        jumlah = f"{sum(SEL.values()):,}".replace(",", ".")
        terminalreporter.write_line(f"matriks akses: {jumlah} sel di {len(SEL)} alamat")
