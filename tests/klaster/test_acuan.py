from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from klaster.acuan import load_acuan
from klaster.indikator import muat_indikator
from klaster.models import Indikator, Klaster

pytestmark = pytest.mark.django_db


def test_it_fills_the_reference_tables_from_the_data() -> None:
    hasil = load_acuan()

    assert (hasil.klaster, hasil.indikator) == (5, len(muat_indikator()))
    assert list(Klaster.objects.values_list("kode", flat=True))[:2] == ["manajemen", "ibu_anak"]
    assert [satu.kode for satu in Indikator.objects.aktif()] == [jenis.kode for jenis in muat_indikator()]


def test_it_may_be_repeated() -> None:
    load_acuan()
    sebelum = list(Indikator.objects.values())

    assert load_acuan().dinonaktifkan == 0
    assert list(Indikator.objects.values()) == sebelum


def test_it_keeps_an_indicator_that_left_the_data_but_not_as_active() -> None:
    load_acuan()
    Indikator.objects.create(kode="lama", klaster_id="lintas", nama="Lama", arah="naik", urutan=99)

    assert load_acuan().dinonaktifkan == 1
    assert not Indikator.objects.get(kode="lama").aktif
    assert load_acuan().dinonaktifkan == 0


def test_it_brings_back_and_corrects_a_line_that_was_changed_by_hand() -> None:
    load_acuan()
    Indikator.objects.filter(kode="vitamin_a").update(nama="x", klaster_id="lintas", aktif=False)
    load_acuan()

    vitamin = Indikator.objects.get(kode="vitamin_a")
    assert (vitamin.nama, vitamin.klaster_id, vitamin.aktif) == ("Vitamin A", "ibu_anak", True)


def test_it_refuses_a_direction_it_does_not_know() -> None:
    load_acuan()
    with pytest.raises(IntegrityError, match="indikator_arah_dikenal"):
        Indikator.objects.create(kode="aneh", klaster_id="lintas", nama="Aneh", arah="maju", urutan=99)


def test_it_says_what_it_loaded() -> None:
    keluar = StringIO()
    call_command("muat_acuan", stdout=keluar)

    assert keluar.getvalue() == f"5 klaster dan {len(muat_indikator())} indikator dimuat, 0 dinonaktifkan.\n"
