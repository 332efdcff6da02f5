"""What the clock does for posyandu."""

from __future__ import annotations

from datetime import date, timedelta

from celery import shared_task

from posyandu.segera import climb_segera
from posyandu.sesi import plan_sessions
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.waktu import hari_ini


@shared_task
def plan_sessions_ahead() -> None:
    """Every kabupaten has its opening days planned to the end of next month. Safe to run twice and to miss."""
    for kabupaten in Unit.objects.of_jenis(JenisUnit.KABUPATEN):
        today = hari_ini(kabupaten_id=kabupaten.pk)
        posyandu = Unit.objects.under(kabupaten).of_jenis(JenisUnit.POSYANDU)
        plan_sessions(posyandu=posyandu, dari=today, sampai=end_of_next_month(today))


@shared_task
def climb_unanswered() -> int:
    """Danger signs that nobody acknowledged in time climb; safe to run twice, at once, or late."""
    return sum(climb_segera(kabupaten=kabupaten) for kabupaten in Unit.objects.of_jenis(JenisUnit.KABUPATEN))


def end_of_next_month(today: date) -> date:
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return (next_month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
