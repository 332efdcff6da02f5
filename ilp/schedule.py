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
    "evaluasi-terlewat": {"task": "capaian.tasks.close_missed_evaluations", "schedule": crontab(minute="20")},
    "rencana-hari-buka": {"task": "posyandu.tasks.plan_sessions_ahead", "schedule": crontab(hour="1", minute="15")},
    "tanda-bahaya": {"task": "posyandu.tasks.climb_unanswered", "schedule": timedelta(minutes=5)},
    "jam-masalah": {"task": "puskesmas.tasks.tick_masalah", "schedule": timedelta(hours=1)},
    "ingat-tindakan": {"task": "puskesmas.tasks.remind_tindakan", "schedule": crontab(minute="25")},
    "jatuh-tempo": {"task": "pustu.tasks.refresh_due_dates", "schedule": timedelta(seconds=30)},
    "kontrol-terlewat": {"task": "pustu.tasks.visit_missed_controls", "schedule": timedelta(minutes=10)},
    "surel-pesan": {"task": "puskesmas.tasks.mail_pesan", "schedule": crontab(minute="30")},
}
