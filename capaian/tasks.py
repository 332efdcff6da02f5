"""The read side's timed work. Every task may run twice, at once, or be killed: what is left to do is read from the
database, never from the queue, so an emptied queue costs nothing but a tick of the clock.
"""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from capaian.evaluasi.aturan_masalah import open_outbreaks
from capaian.evaluasi.buat import make_due, weeks_due
from capaian.evaluasi.prioritas import propose_again
from capaian.evaluasi.sah import close_missed
from capaian.hitung.antrean import recompute_marked
from capaian.hitung.hitung import zona_of
from capaian.hitung.pekan import last_closed
from puskesmas.models import PerluHitung, Unit
from puskesmas.models.unit import JenisUnit


@shared_task
def recompute_pending() -> int:
    """One task for each kabupaten whose numbers changed; returns how many."""
    menunggu = list(PerluHitung.objects.values_list("pk", flat=True))
    for kabupaten_id in menunggu:
        recompute_kabupaten.delay(kabupaten_id)
    return len(menunggu)


@shared_task
def recompute_kabupaten(kabupaten_id: int) -> int:
    """Recompute what is marked for one kabupaten; returns the number of weeks.

    Case counts of the week before are asked first, so that a worker that dies in between leaves the mark for both.
    """
    kabupaten = Unit.objects.select_related("setelan").get(pk=kabupaten_id)
    open_outbreaks(kabupaten=kabupaten, pekan=last_closed(timezone.now(), zona_of(kabupaten)))
    return recompute_marked(kabupaten_id=kabupaten_id, lalu=propose_again)


@shared_task
def evaluate_due() -> int:
    """One task for each kabupaten that lacks the evaluation of a closed week; returns how many."""
    jumlah = 0
    for kabupaten in Unit.objects.of_jenis(JenisUnit.KABUPATEN):
        if weeks_due(kabupaten=kabupaten):
            evaluate_kabupaten.delay(kabupaten.pk)
            jumlah += 1
    return jumlah


@shared_task
def evaluate_kabupaten(kabupaten_id: int) -> int:
    """Make the missing evaluations of one kabupaten; returns how many were made."""
    return make_due(kabupaten=Unit.objects.get(pk=kabupaten_id))


@shared_task
def close_missed_evaluations() -> int:
    """Evaluations left unsigned for too long read "terlewat"; returns how many."""
    return sum(close_missed(kabupaten=satu) for satu in Unit.objects.of_jenis(JenisUnit.KABUPATEN))
