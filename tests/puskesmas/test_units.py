"""The tree: opening, moving, closing units."""

from __future__ import annotations

from datetime import date

import pytest

from puskesmas.errors import DomainError
from puskesmas.models import PerluHitung, Setelan, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.units import move_unit, open_unit, set_status
from tests.cast import Wilayah, make_unit


def sound(unit: Unit) -> bool:
    """The path is the parent's path and the unit's own id."""
    return unit.jalur == f"{unit.induk.jalur if unit.induk else '/'}{unit.pk}/"


def test_every_unit_carries_its_path_and_kabupaten(wilayah: Wilayah) -> None:
    assert all(sound(unit) for unit in Unit.objects.select_related("induk"))
    assert wilayah.melati.kabupaten == wilayah.beltim.kabupaten == wilayah.beltim


def test_a_kabupaten_gets_its_settings(wilayah: Wilayah) -> None:
    assert Setelan.objects.get(kabupaten=wilayah.beltim).zona_waktu == "Asia/Jakarta"


def test_everything_below_moves_along_in_one_statement(wilayah: Wilayah, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(8):  # type: ignore[operator]  # a fixture without a public type
        move_unit(unit=wilayah.kelubi, induk=wilayah.gantung)
    assert all(sound(unit) for unit in Unit.objects.select_related("induk"))
    assert wilayah.melati in Unit.objects.under(Unit.objects.get(pk=wilayah.gantung.pk))


def test_a_unit_moved_to_another_kabupaten_belongs_to_it(wilayah: Wilayah) -> None:
    PerluHitung.objects.all().delete()
    mulyojati = wilayah.dahlia.induk
    assert mulyojati is not None
    move_unit(unit=wilayah.kelubi, induk=mulyojati)
    wilayah.melati.refresh_from_db()
    assert wilayah.melati.kabupaten == wilayah.lain
    assert set(PerluHitung.objects.values_list("kabupaten", flat=True)) == {wilayah.beltim.pk, wilayah.lain.pk}


def test_a_province_put_above_kabupaten_keeps_them_apart(wilayah: Wilayah) -> None:
    babel = make_unit(JenisUnit.PROVINSI, "Bangka Belitung", None)
    for kabupaten in (wilayah.beltim, wilayah.lain):
        move_unit(unit=kabupaten, induk=babel)
    assert all(sound(unit) for unit in Unit.objects.select_related("induk"))
    wilayah.melati.refresh_from_db()
    assert wilayah.melati.kabupaten == wilayah.beltim


@pytest.mark.parametrize(
    ("unit", "induk", "kode"),
    [
        ("melati", "beltim", "induk_tidak_sah"),
        ("kelubi", "melati", "induk_tidak_sah"),
        ("manggar", "kelubi", "induk_tidak_sah"),
        ("beltim", "manggar", "induk_tidak_sah"),
        ("manggar", "manggar", "induk_tidak_sah"),
    ],
)
def test_a_wrong_parent_is_refused(wilayah: Wilayah, unit: str, induk: str, kode: str) -> None:
    with pytest.raises(DomainError, match=kode):
        move_unit(unit=getattr(wilayah, unit), induk=getattr(wilayah, induk))


@pytest.mark.parametrize(
    ("lain", "kode"),
    [
        ({"kode": "19.06"}, "kode_dipakai"),
        ({"kode": "a b"}, "kode_tidak_sah"),
        ({"kode": "x\n"}, "kode_tidak_sah"),
        ({"kode": ""}, "kode_tidak_sah"),
        ({"nama": " "}, "nama_kosong"),
        ({"jenis": "warung"}, "jenis_tidak_dikenal"),
        ({"jenis": "pustu"}, "induk_tidak_sah"),
        ({"status": "entah"}, "status_tidak_dikenal"),
    ],
)
def test_an_impossible_unit_is_refused(wilayah: Wilayah, lain: dict[str, str], kode: str) -> None:
    isi = {"jenis": "posyandu", "kode": "baru", "nama": "Baru"} | lain
    with pytest.raises(DomainError, match=kode):
        open_unit(induk=wilayah.kelubi, **isi)  # type: ignore[arg-type]  # the dictionary is all text
    assert not Unit.objects.filter(nama="Baru").exists()


def test_a_unit_opens_in_steps_and_closes_once_empty(wilayah: Wilayah) -> None:
    baru = open_unit(jenis="pustu", kode="baru", nama="Baru", induk=wilayah.manggar, status="rencana")
    assert set_status(unit=baru, status="beroperasi", sejak=date(2026, 5, 1)).dibuka_pada == date(2026, 5, 1)
    assert set_status(unit=baru, status="tutup", sejak=date(2026, 6, 1)).ditutup_pada == date(2026, 6, 1)
    with pytest.raises(DomainError, match="masih_ada_bawahan"):
        set_status(unit=wilayah.kelubi, status="tutup", sejak=date(2026, 6, 1))
    with pytest.raises(DomainError, match="status_tidak_bisa"):
        set_status(unit=wilayah.kelubi, status="rencana", sejak=date(2026, 6, 1))
