"""Note that numbers are out of date. The achievement tasks read the note and clear it."""

from __future__ import annotations

from datetime import date

from django.db import connection

_UPSERT = """
    INSERT INTO puskesmas_perluhitung AS p (kabupaten_id, sejak_tanggal, versi, ditandai_pada)
    VALUES (%s, %s, 1, now())
    ON CONFLICT (kabupaten_id) DO UPDATE
    SET sejak_tanggal = LEAST(p.sejak_tanggal, EXCLUDED.sejak_tanggal), versi = p.versi + 1, ditandai_pada = now()
"""


def mark_perlu_hitung(*, kabupaten_id: int, sejak: date) -> None:
    """Weeks of the kabupaten from `sejak` on must be computed again. Call inside the transaction of the change."""
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT, [kabupaten_id, sejak])
