"""Today, where the kabupaten is, and the days on which offices work."""

from __future__ import annotations

from datetime import date, timedelta, tzinfo
from typing import Final

from django.utils import timezone
from lokal.holidays import is_working_day

from puskesmas.models import Pengguna, Setelan

LIBUR_TETAP: Final = frozenset({(1, 1), (5, 1), (6, 1), (8, 17), (12, 25)})
"""Month and day of the national holidays whose date never moves."""


def hari_ini(*, kabupaten_id: int) -> date:
    """The date on the clocks of this kabupaten."""
    return timezone.localdate(timezone=Setelan.objects.get(pk=kabupaten_id).zona)


def zone_of(pengguna: Pengguna) -> tzinfo:
    """The clock of the reader's kabupaten; without one that of the server."""
    atas = [satu.unit.kabupaten for satu in pengguna.active_penugasan() if satu.unit.kabupaten]
    return atas[0].setelan.zona if atas else timezone.get_default_timezone()


def is_workday(hari: date) -> bool:
    """Monday to Friday without holidays; of a year whose decree is not known yet only the fixed holidays count."""
    try:
        return is_working_day(hari)
    except ValueError:
        return hari.isoweekday() <= 5 and (hari.month, hari.day) not in LIBUR_TETAP


def add_workdays(hari: date, jumlah: int) -> date:
    """The date `jumlah` working days after `hari`, itself not counted."""
    while jumlah > 0:
        hari += timedelta(days=1)
        jumlah -= is_workday(hari)
    return hari


def count_workdays(dari: date, sampai: date) -> int:
    """Working days after `dari` up to and with `sampai`."""
    return sum(is_workday(dari + timedelta(days=ke)) for ke in range(1, (sampai - dari).days + 1))
