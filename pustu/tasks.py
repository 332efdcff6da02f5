"""What the clock does for the Pustu."""

from __future__ import annotations

from celery import shared_task

from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit
from pustu.jatuh_tempo import refresh_tempo
from pustu.kontrol import send_missed


@shared_task
def refresh_due_dates() -> int:
    """Due dates follow changes and the day; safe to run twice, at once, or late. Returns how many lines changed."""
    return sum(refresh_tempo(kabupaten=kabupaten) for kabupaten in Unit.objects.of_jenis(JenisUnit.KABUPATEN))


@shared_task
def visit_missed_controls() -> int:
    """Missed controls become home visits; safe to run twice, at once, or late. Returns how many people were sent."""
    return sum(send_missed(kabupaten=kabupaten) for kabupaten in Unit.objects.of_jenis(JenisUnit.KABUPATEN))
