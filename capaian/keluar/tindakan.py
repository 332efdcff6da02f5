"""Actions of earlier meetings as they stood at the time of one meeting, so that its paper says the same for ever."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from capaian.halaman.akses import Akses
from capaian.halaman.rapat.model import BarisTindakan
from capaian.halaman.rapat.tindakan import LAMA, URUT
from capaian.models import EvaluasiPekan
from puskesmas.alamat import link
from puskesmas.models import Tindakan


def list_actions_before(akses: Akses, evaluasi: EvaluasiPekan) -> tuple[BarisTindakan, ...]:
    """Late ones first, then running, then those that ended since the meeting before; one query."""
    saat = evaluasi.disahkan_pada or akses.sekarang
    dari = evaluasi.dibahas_pada or saat
    rows = Tindakan.objects.visible_to(akses.pengguna).under(akses.unit).select_related("penanggung_jawab")
    rows = rows.filter(Q(ditutup_pada=None) | Q(ditutup_pada__gte=saat - LAMA), dibuat_pada__lte=dari)
    baris = [row_at(akses, satu, saat) for satu in rows]
    return tuple(sorted(baris, key=lambda satu: (URUT.index(satu.rupa), satu.tenggat)))


def row_at(akses: Akses, satu: Tindakan, saat: datetime) -> BarisTindakan:
    """The action with its state at that time; a later date to which it was put off is the one that is known."""
    berjalan = satu.ditutup_pada is None or satu.ditutup_pada > saat
    lambat = berjalan and satu.tenggat < saat.astimezone(akses.zona).date()
    return BarisTindakan(
        apa=satu.apa,
        siapa=str(satu.penanggung_jawab),
        tenggat=satu.tenggat,
        rupa="terlambat" if lambat else "berjalan" if berjalan else satu.status,
        hasil="" if berjalan else satu.hasil or satu.alasan,
        ditunda=satu.ditunda,
        url=link("tindakan", str(satu.pk)),
    )
