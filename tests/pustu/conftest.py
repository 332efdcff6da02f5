"""Who more than one file of the Pustu's tests begins with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from posyandu.models import Warga
from tests.cast import SENIN, Wilayah, make_kehamilan, make_warga


@pytest.fixture
def ibu(wilayah: Wilayah) -> Warga:
    """Due any day: 39 weeks on the Sunday before `SENIN`."""
    satu = make_warga(wilayah.melati, "Sari", lahir=SENIN.replace(year=1998, month=3, day=1), jk="P")
    make_kehamilan(satu, SENIN - timedelta(weeks=39, days=1))
    return satu
