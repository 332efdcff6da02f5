"""GET /api/v1/capaian/: the figures of a week for other systems."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from rest_framework.test import APIClient

from klaster.indikator import muat_indikator
from puskesmas.models import Pengguna
from tests.capaian.angka import M46, make_capaian
from tests.cast import Pemeran, Wilayah

pytestmark = pytest.mark.usefixtures("selasa")

ALAMAT = "/api/v1/capaian/"


def ask(pengguna: Pengguna, **query: str) -> Any:
    client = APIClient()
    client.force_authenticate(Pengguna.objects.get(pk=pengguna.pk))
    return client.get(ALAMAT, query)


def test_it_answers_the_stored_figure(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.melati)
    [baris] = ask(pemeran.ani).json()
    assert baris == {
        "unit": wilayah.melati.kode,
        "indikator": "balita_ditimbang",
        "nama_indikator": "Balita ditimbang",
        "pekan": "2026-M46",
        "pembilang": 52,
        "penyebut": 100,
        "persen": 52.0,
        "tambahan_pekan": 5,
        "target": 0.8,
        "harapan": 67.0,
        "status": "jauh_tertinggal",
        "dihitung_pada": "2026-11-17T04:10:00+07:00",
    }


def test_without_a_denominator_there_is_no_percentage(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.melati, pembilang=0, penyebut=0, harapan=None, target=None, status="belum_ada_data")
    [baris] = ask(pemeran.ani).json()
    assert (baris["persen"], baris["harapan"], baris["target"]) == (None, None, None)


def test_it_answers_the_week_and_indicator_asked_for(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.melati)
    make_capaian(wilayah.melati, "td_skrining", harapan=Decimal("1.5"))
    make_capaian(wilayah.melati, pekan=M46.next, pembilang=1)
    assert [b["indikator"] for b in ask(pemeran.ani, indikator="td_skrining").json()] == ["td_skrining"]
    assert [b["pembilang"] for b in ask(pemeran.ani, pekan="2026-M47").json()] == [1]


def test_several_hats_get_all_their_units(wilayah: Wilayah, pemeran: Pemeran) -> None:
    pemeran.ani.penugasan.create(unit=wilayah.seroja, peran="kader", sejak="2020-01-01")
    make_capaian(wilayah.melati)
    make_capaian(wilayah.seroja)
    assert {b["unit"] for b in ask(pemeran.ani).json()} == {wilayah.melati.kode, wilayah.seroja.kode}


@pytest.mark.parametrize(
    ("unit", "status"),
    [("melati", 200), ("kenanga", 200), ("kelubi", 200), ("manggar", 404), ("seroja", 404), ("dahlia", 404)],
)
def test_totals_reach_the_unit_above_and_those_beside(
    wilayah: Wilayah, pemeran: Pemeran, unit: str, status: int
) -> None:
    make_capaian(getattr(wilayah, unit))
    assert ask(pemeran.ani, unit=getattr(wilayah, unit).kode).status_code == status


def test_a_foreign_unit_and_a_missing_one_answer_alike(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert ask(pemeran.ani, unit=wilayah.dahlia.kode).content == ask(pemeran.ani, unit="tidak-ada").content


@pytest.mark.parametrize(
    ("query", "kode"),
    [
        ({"pekan": "2026-46"}, "pekan_tidak_sah"),
        ({"pekan": "2026-M54"}, "pekan_tidak_sah"),
        ({"pekan": "2026-M53\x00"}, "pekan_tidak_sah"),
        ({"pekan": "2027-M20"}, "pekan_belum_mulai"),
        ({"indikator": "tidak_ada"}, "indikator_tidak_dikenal"),
        ({"unit": "a\x00b"}, "unit_tidak_sah"),
        ({"tahun": "2026"}, "saringan_tidak_dikenal"),
    ],
)
def test_nonsense_is_refused_in_words(wilayah: Wilayah, pemeran: Pemeran, query: dict[str, str], kode: str) -> None:
    answer = ask(pemeran.ani, **query)
    assert (answer.status_code, answer.json()["kode"]) == (400, kode)
    assert {"kode", "bidang", "pesan", "saran"} <= answer.json().keys()


def test_who_is_not_logged_in_gets_nothing(db: None) -> None:
    assert APIClient().get(ALAMAT).status_code == 401


def test_who_has_no_assignment_gets_nothing(pemeran: Pemeran) -> None:
    answer = ask(pemeran.fajar)
    assert (answer.status_code, answer.json()["kode"]) == (403, "tanpa_tugas")


def test_it_refuses_to_be_written(wilayah: Wilayah, pemeran: Pemeran) -> None:
    client = APIClient()
    client.force_authenticate(pemeran.ani)
    assert client.post(ALAMAT, {}, format="json").status_code == 405


def test_the_order_is_that_of_the_indicators(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kode_urut = [jenis.kode for jenis in muat_indikator()]
    for kode in sorted(kode_urut, reverse=True):
        make_capaian(wilayah.melati, kode)
    assert [b["indikator"] for b in ask(pemeran.ani).json()] == kode_urut


def test_more_figures_cost_no_more_queries(
    wilayah: Wilayah, pemeran: Pemeran, django_assert_num_queries: Callable[..., Any]
) -> None:
    make_capaian(wilayah.melati)
    with django_assert_num_queries(4):
        ask(pemeran.ani)
    for kode in {jenis.kode for jenis in muat_indikator()} - {"balita_ditimbang"}:
        make_capaian(wilayah.melati, kode)
    with django_assert_num_queries(4):
        assert len(ask(pemeran.ani).json()) == len(muat_indikator())
