"""Which rules hold for a user: those of the kabupaten where they work."""

from __future__ import annotations

from klaster.aturan import Aturan, muat_aturan
from puskesmas.models import Pengguna, Setelan


def rules_for(pengguna: Pengguna) -> Aturan:
    """The rules with the settings of the user's kabupaten; without an assignment there, with the defaults."""
    kabupaten = next((satu.unit.kabupaten_id for satu in pengguna.active_penugasan() if satu.unit.kabupaten_id), None)
    setelan = Setelan.objects.filter(pk=kabupaten).values_list("aturan", flat=True).first() if kabupaten else None
    return muat_aturan(setelan or None)
