"""What the clock does for problems, actions and notices."""

from __future__ import annotations

from celery import shared_task

from puskesmas.ingat import remind_due, send_digests
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.naik import tick


@shared_task
def tick_masalah() -> int:
    """Silent problems climb and holders are reminded; safe to run twice, at once, or late."""
    return sum(tick(kabupaten=kabupaten) for kabupaten in Unit.objects.of_jenis(JenisUnit.KABUPATEN))


@shared_task
def remind_tindakan() -> None:
    """Actions that end tomorrow or are late are told once; safe to run twice, at once, or late."""
    for kabupaten in Unit.objects.of_jenis(JenisUnit.KABUPATEN):
        remind_due(kabupaten=kabupaten)


@shared_task
def mail_pesan() -> int:
    """The e-mail of the day, from 06:30 by each kabupaten's clock; safe to run twice, at once, or late."""
    return sum(send_digests(kabupaten=kabupaten) for kabupaten in Unit.objects.of_jenis(JenisUnit.KABUPATEN))
