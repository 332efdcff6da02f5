"""Today, where the kabupaten is."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from puskesmas.models import Setelan


def hari_ini(*, kabupaten_id: int) -> date:
    """The date on the clocks of this kabupaten."""
    return timezone.localdate(timezone=Setelan.objects.get(pk=kabupaten_id).zona)
