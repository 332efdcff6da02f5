"""Problems on the unit page and on the front page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from puskesmas.masalah import cancel_masalah, report_masalah
from puskesmas.models import Masalah
from tests.cast import Pemeran, Wilayah, browse


@pytest.fixture
def masalah(wilayah: Wilayah, pemeran: Pemeran) -> Iterator[Masalah]:
    """Reported on Wednesday the 18th, due on Friday the 20th; it is Tuesday the 24th now."""
    with time_machine.travel("2026-11-18T09:00+07:00", tick=False):
        satu = report_masalah(
            oleh=pemeran.ani, unit=wilayah.melati, jenis="alat", judul="Timbangan rusak", tenggat=date(2026, 11, 20)
        )
    with time_machine.travel("2026-11-24T09:00+07:00", tick=False):
        yield satu


@pytest.fixture
def dinas(pemeran: Pemeran) -> Client:
    return browse(pemeran.eko)


def front(dinas: Client) -> str:
    return dinas.get("/").content.decode()


def test_the_front_page_counts_what_is_overdue_and_names_the_oldest(masalah: Masalah, dinas: Client) -> None:
    assert "1 masalah lewat tenggat" in front(dinas)
    assert "tertua 4 hari kerja: Posyandu Melati" in front(dinas)


def test_a_closed_problem_is_not_overdue(masalah: Masalah, dinas: Client, pemeran: Pemeran) -> None:
    cancel_masalah(oleh=pemeran.ani, masalah=masalah, alasan="Salah lapor")
    assert "lewat tenggat" not in front(dinas)


def test_at_dinas_silence_alone_is_overdue(masalah: Masalah, dinas: Client, wilayah: Wilayah) -> None:
    rows = Masalah.objects.filter(pk=masalah.pk)
    rows.update(tenggat=None, batas_gerak=date(2026, 11, 23))
    assert "lewat tenggat" not in front(dinas)
    rows.update(dipegang=wilayah.beltim)
    assert "1 masalah lewat tenggat" in front(dinas)


def test_the_unit_page_lists_the_problems_below_it(masalah: Masalah, dinas: Client) -> None:
    assert "Timbangan rusak" in dinas.get("/unit/19.06.01-PKM/?tab=masalah").content.decode()
    assert "Timbangan rusak" not in dinas.get("/unit/19.06.02-PKM/?tab=masalah").content.decode()
