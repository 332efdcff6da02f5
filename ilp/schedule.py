"""The whole clock: every task that runs by itself. Each is safe to run twice and to miss (see the task)."""

from __future__ import annotations

from datetime import timedelta
from typing import TypedDict

from celery.schedules import crontab


class Entry(TypedDict):
    task: str
    schedule: timedelta | crontab


BEAT_SCHEDULE: dict[str, Entry] = {
    "hitung-capaian": {"task": "capaian.tasks.recompute_pending", "schedule": timedelta(seconds=30)},
    "evaluasi-pekan": {"task": "capaian.tasks.evaluate_due", "schedule": timedelta(minutes=10)},
    "rencana-hari-buka": {"task": "posyandu.tasks.plan_sessions_ahead", "schedule": crontab(hour="1", minute="15")},
}
