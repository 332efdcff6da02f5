"""On which days a posyandu opens: set the rule, and let the calendar follow it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from posyandu.models import HariBuka, ProfilPosyandu
from posyandu.models.sesi import StatusHariBuka
from posyandu.models.unit import PolaBuka
from posyandu.sesi import cancel_session, plan_sessions
from puskesmas.errors import DomainError
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.waktu import hari_ini

ALASAN = "Aturan hari buka diubah."


@transaction.atomic
def set_aturan_buka(*, posyandu: Unit, pola: str, hari: int = 4, pekan_ke: int = 2) -> ProfilPosyandu:
    """ "Kamis ke-2" is `bulanan`, hari 4, pekan_ke 2; `harian` means every working day.

    Days already planned from tomorrow on give way to the new rule as far as they were planned; what has begun stays.
    """
    _check(posyandu, pola, hari, pekan_ke)
    profil, _ = ProfilPosyandu.objects.update_or_create(
        unit=posyandu, defaults={"pola": pola, "hari": hari, "pekan_ke": pekan_ke}
    )
    _replan(posyandu)
    return profil


def _check(posyandu: Unit, pola: str, hari: int, pekan_ke: int) -> None:
    if posyandu.jenis != JenisUnit.POSYANDU or posyandu.kabupaten_id is None:
        raise DomainError("bukan_posyandu", "Hanya posyandu yang punya aturan hari buka.", "unit", "Pilih posyandunya.")
    if pola not in PolaBuka.values:
        raise DomainError("pola_tidak_dikenal", "Pola buka tidak dikenal.", "pola", "Pilih bulanan atau harian.")
    if not 1 <= hari <= 7 or not 1 <= pekan_ke <= 4:
        raise DomainError(
            "hari_tidak_sah", "Hari harus 1 (Senin) sampai 7, pekan ke-1 sampai 4.", "hari", "Periksa kembali."
        )


def _replan(posyandu: Unit) -> None:
    besok = hari_ini(kabupaten_id=posyandu.kabupaten_id or 0) + timedelta(days=1)
    rencana = HariBuka.objects.filter(
        posyandu=posyandu, tanggal__gte=besok, status=StatusHariBuka.DIRENCANAKAN
    ).order_by("tanggal")
    lama = list(rencana)
    for satu in lama:
        cancel_session(hari_buka=satu, alasan=ALASAN)
    if lama:
        plan_sessions(posyandu=[posyandu], dari=besok, sampai=lama[-1].tanggal)
