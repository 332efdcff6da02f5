"""The phone that these tests send from, on the Monday of the examples."""

from __future__ import annotations

import pytest
import time_machine

from tests.cast import Pemeran
from tests.hp import Hp, enrol_hp


@pytest.fixture(autouse=True)
def _monday(senin: time_machine.Traveller) -> None:
    """Every test of this folder."""


@pytest.fixture(name="hp")
def _hp(pemeran: Pemeran) -> Hp:
    """Ani's phone."""
    return enrol_hp(pemeran.citra, pemeran.ani)
