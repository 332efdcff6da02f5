from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from ilp.muat import ProgressPage, claim_demo, demo_state, fail_demo
from puskesmas.models import MuatDemo

pytestmark = pytest.mark.django_db


def page(settings: Settings, path: str = "/") -> HttpResponse:
    settings.DEMO_LOADING = True

    def behind(request: HttpRequest) -> HttpResponse:
        return HttpResponse("dasbor")

    return ProgressPage(behind)(RequestFactory().get(path))


def test_an_empty_database_claims_the_demo() -> None:
    assert claim_demo()
    assert demo_state() == "memuat"


def test_a_load_cut_short_is_claimed_again() -> None:
    claim_demo()
    fail_demo()
    assert demo_state() == "gagal"
    assert claim_demo()


def test_a_loaded_demo_is_left_alone() -> None:
    MuatDemo.objects.create(keadaan="siap")
    assert not claim_demo()


def test_a_finished_load_can_not_be_marked_failed() -> None:
    MuatDemo.objects.create(keadaan="siap")
    fail_demo()
    assert demo_state() == "siap"


def test_health_tells_how_far_the_demo_is() -> None:
    assert Client().get("/sehat/").json()["demo"] == "tidak_ada"
    claim_demo()
    assert Client().get("/sehat/").json()["demo"] == "memuat"


def test_pages_show_the_progress_until_it_is_done(settings: Settings) -> None:
    MuatDemo.objects.create(langkah="Kunjungan", persen=40)
    loading = page(settings)
    assert (loading.status_code, loading["Refresh"]) == (503, "2")
    assert "Kunjungan: 40 %" in loading.content.decode()
    MuatDemo.objects.update(keadaan="siap")
    assert page(settings).content == b"dasbor"


def test_a_failed_load_says_what_to_do_and_does_not_reload(settings: Settings) -> None:
    MuatDemo.objects.create(keadaan="gagal")
    failed = page(settings)
    assert "jalankan lagi" in failed.content.decode()
    assert "Refresh" not in failed


def test_the_api_says_it_as_json(settings: Settings) -> None:
    MuatDemo.objects.create()
    answer = page(settings, "/api/v1/saya/")
    assert answer.status_code == 503
    assert b"demo_dimuat" in answer.content
