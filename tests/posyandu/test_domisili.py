"""Moving, leaving, dying, coming back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from posyandu.domisili import move_domisili, set_status_warga
from posyandu.models import Domisili, Warga
from posyandu.warga import change_warga
from puskesmas.errors import DomainError
from puskesmas.models import PerluHitung
from tests.cast import Pemeran, Wilayah, make_warga

PINDAH = date(2026, 8, 1)
NIK = "1906014101900001"


def homes(warga: Warga) -> list[tuple[str, date, date | None]]:
    return [(d.posyandu.nama, d.sejak, d.sampai) for d in Domisili.objects.filter(warga=warga).order_by("sejak")]


def test_a_move_ends_one_domicile_and_starts_the_next(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = make_warga(wilayah.melati)
    move_domisili(warga=warga, posyandu=wilayah.kenanga, sejak=PINDAH, petugas=pemeran.citra)
    warga.refresh_from_db()
    assert warga.unit == wilayah.kenanga
    assert homes(warga) == [("Melati", date(2025, 9, 1), PINDAH), ("Kenanga", PINDAH, None)]


def test_a_move_to_another_kabupaten_marks_both(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = make_warga(wilayah.melati)
    PerluHitung.objects.all().delete()
    move_domisili(warga=warga, posyandu=wilayah.dahlia, sejak=PINDAH, petugas=pemeran.citra)
    warga.refresh_from_db()
    assert warga.kabupaten == wilayah.lain
    assert set(PerluHitung.objects.values_list("sejak_tanggal", flat=True)) == {PINDAH}
    assert PerluHitung.objects.count() == 2


def test_a_guest_who_settles_becomes_a_resident(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tamu = make_warga(wilayah.melati, tamu=True)
    move_domisili(warga=tamu, posyandu=wilayah.melati, sejak=PINDAH, petugas=pemeran.citra)
    tamu.refresh_from_db()
    assert (tamu.tamu, homes(tamu)) == (False, [("Melati", PINDAH, None)])


def test_impossible_moves_are_refused(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = make_warga(wilayah.melati)
    besok = timezone.localdate() + timedelta(days=2)
    for posyandu, sejak, kode in (
        (wilayah.melati, PINDAH, "sudah_di_sini"),
        (wilayah.kelubi, PINDAH, "bukan_posyandu"),
        (wilayah.kenanga, warga.tanggal_lahir, "tanggal_terbalik"),
        (wilayah.kenanga, date(2020, 1, 1), "sebelum_lahir"),
        (wilayah.kenanga, besok, "tanggal_masa_depan"),
    ):
        with pytest.raises(DomainError, match=kode):
            move_domisili(warga=warga, posyandu=posyandu, sejak=sejak, petugas=pemeran.citra)
    assert homes(warga) == [("Melati", date(2025, 9, 1), None)]


def test_the_database_refuses_two_homes_at_once_and_a_home_that_is_no_posyandu(wilayah: Wilayah) -> None:
    warga = make_warga(wilayah.melati)
    for unit in (wilayah.kenanga, wilayah.kelubi):
        with pytest.raises(IntegrityError), transaction.atomic():
            Domisili.objects.create(warga=warga, posyandu=unit, sejak=PINDAH)


def test_leaving_closes_the_domicile_and_the_same_day_back_opens_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = make_warga(wilayah.melati)
    warga = set_status_warga(warga=warga, status="pindah", sejak=PINDAH, petugas=pemeran.citra)
    assert homes(warga) == [("Melati", date(2025, 9, 1), PINDAH)]
    warga = set_status_warga(warga=warga, status="aktif", sejak=PINDAH, petugas=pemeran.citra)
    assert homes(warga) == [("Melati", date(2025, 9, 1), None)]


def test_a_later_return_is_a_new_domicile(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = make_warga(wilayah.melati)
    set_status_warga(warga=warga, status="pindah", sejak=PINDAH, petugas=pemeran.citra)
    warga = set_status_warga(warga=warga, status="aktif", sejak=date(2026, 10, 1), petugas=pemeran.citra)
    assert homes(warga)[1:] == [("Melati", date(2026, 10, 1), None)]


def test_a_child_who_dies_on_its_first_day_lived_one_day(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lahir = date(2026, 8, 5)
    bayi = make_warga(wilayah.melati, lahir=lahir)
    bayi = set_status_warga(warga=bayi, status="meninggal", sejak=lahir, petugas=pemeran.citra)
    assert homes(bayi) == [("Melati", lahir, lahir + timedelta(days=1))]
    assert bayi.status_sejak == lahir


@pytest.mark.parametrize(
    ("status", "sejak", "kode"),
    [
        ("aktif", PINDAH, "status_sama"),
        ("hilang", PINDAH, "status_tidak_dikenal"),
        ("pindah", date(2025, 8, 31), "sebelum_lahir"),
        ("meninggal", date(2100, 1, 1), "tanggal_masa_depan"),
    ],
)
def test_impossible_states_are_refused(wilayah: Wilayah, pemeran: Pemeran, status: str, sejak: date, kode: str) -> None:
    warga = make_warga(wilayah.melati)
    with pytest.raises(DomainError, match=kode):
        set_status_warga(warga=warga, status=status, sejak=sejak, petugas=pemeran.citra)


def test_the_dead_do_not_move(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = make_warga(wilayah.melati)
    warga = set_status_warga(warga=warga, status="meninggal", sejak=PINDAH, petugas=pemeran.citra)
    with pytest.raises(DomainError, match="warga_meninggal"):
        move_domisili(warga=warga, posyandu=wilayah.kenanga, sejak=date(2026, 9, 1), petugas=pemeran.citra)


def test_a_nik_freed_by_leaving_is_contested_on_return(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lama, baru = (make_warga(wilayah.melati, nama, date(1990, 1, 1)) for nama in ("Lama", "Baru"))
    change_warga(warga=lama, petugas=pemeran.citra, nik=NIK)
    set_status_warga(warga=lama, status="pindah", sejak=PINDAH, petugas=pemeran.citra)
    assert change_warga(warga=baru, petugas=pemeran.citra, nik=NIK).nik_ganda is False
    lama = set_status_warga(warga=lama, status="aktif", sejak=PINDAH, petugas=pemeran.citra)
    assert lama.nik_ganda is True


def test_nobody_is_deleted(wilayah: Wilayah) -> None:
    warga = make_warga(wilayah.melati, tamu=True)
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        warga.delete()
