"""The figures of an evaluation, cut at one moment: what the meeting talks about does not move under its hands."""

from __future__ import annotations

from typing import Final

from django.db import connection

from capaian.models import EvaluasiPekan

_POTONG: Final = """
    INSERT INTO capaian_angkaevaluasi (evaluasi_id, unit_id, indikator_id, pembilang, penyebut, tambahan_pekan, harapan,
                                       menunggu, target, target_sementara, status, dihitung_pada)
    SELECT %(evaluasi)s, c.unit_id, c.indikator_id, c.pembilang, c.penyebut, c.tambahan_pekan, c.harapan,
           c.menunggu, c.target, c.target_sementara, c.status, c.dihitung_pada
    FROM capaian_capaian c
    JOIN puskesmas_unit u ON u.id = c.unit_id
    WHERE c.pekan = %(pekan)s AND (u.id = %(unit)s OR u.induk_id = %(unit)s)
    ON CONFLICT (evaluasi_id, unit_id, indikator_id) DO UPDATE
    SET pembilang = EXCLUDED.pembilang, penyebut = EXCLUDED.penyebut, tambahan_pekan = EXCLUDED.tambahan_pekan,
        harapan = EXCLUDED.harapan, menunggu = EXCLUDED.menunggu, target = EXCLUDED.target,
        target_sementara = EXCLUDED.target_sementara, status = EXCLUDED.status, dihitung_pada = EXCLUDED.dihitung_pada
"""


def cut_figures(evaluasi: EvaluasiPekan) -> int:
    """Copy the live figures of the Puskesmas and of what hangs right below it; returns how many. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_POTONG, {"evaluasi": evaluasi.pk, "pekan": evaluasi.pekan, "unit": evaluasi.unit_id})
        return int(cursor.rowcount)
