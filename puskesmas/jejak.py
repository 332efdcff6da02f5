"""Who was shown whose data."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from puskesmas.models import JejakBaca, Pengguna


def log_read(*, pengguna: Pengguna, halaman: str, warga: Iterable[UUID]) -> None:
    """Note which people a page or call showed to `pengguna`. `halaman` is its name, never what was searched for."""
    shown = list(dict.fromkeys(warga))
    if shown:
        JejakBaca.objects.create(pengguna=pengguna, halaman=halaman, warga=shown)
