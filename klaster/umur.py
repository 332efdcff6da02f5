"""Age on a date. Months and years are completed ones; before birth they are negative."""

from __future__ import annotations

from datetime import date


def umur_hari(lahir: date, pada: date) -> int:
    return (pada - lahir).days


def umur_bulan(lahir: date, pada: date) -> int:
    """Completed months: the month is complete on the day of birth's number, or on the 1st where the month lacks it.

    The same as `date_part('year', age(pada, lahir)) * 12 + date_part('month', …)` in PostgreSQL.
    """
    return (pada.year - lahir.year) * 12 + pada.month - lahir.month - (pada.day < lahir.day)


def umur_tahun(lahir: date, pada: date) -> int:
    return umur_bulan(lahir, pada) // 12
