"""The documents behind targets. Rates inherit downward, so whoever sees a unit may see what set its target."""

from __future__ import annotations

from capaian.models import StatusDokumen, Target
from puskesmas.models import Unit


def find_document(*, unit: Unit, indikator: str, tahun: int) -> tuple[str, bool]:
    """Document of the nearest target in force, this year's before last year's; True where there is only a draft."""
    rows = Target.objects.filter(
        unit_id__in=unit.path_ids(), indikator_id=indikator, tahun__in=(tahun, tahun - 1)
    ).order_by("-tahun", "-unit__jalur")
    semua = list(rows.values_list("status", "dokumen"))
    berlaku = [dokumen for status, dokumen in semua if status == StatusDokumen.BERLAKU]
    return (berlaku[0], False) if berlaku else ("", bool(semua))
