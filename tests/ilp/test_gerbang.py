from __future__ import annotations

import json

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from ilp.gerbang import client_ip, locked_out
from puskesmas.models import Pengguna

PASSWORD = "kata-sandi-panjang-2026"


def try_login(password: str, ip: str = "10.0.0.1") -> bool:
    request = RequestFactory().post("/masuk/", REMOTE_ADDR=ip)
    return authenticate(request, username="siti", password=password) is not None


@pytest.fixture
def siti(db: None) -> Pengguna:
    user = Pengguna(username="siti")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.mark.usefixtures("siti")
def test_ten_wrong_passwords_lock_the_name_at_that_address() -> None:
    assert not any(try_login("salah") for _ in range(10))
    assert not try_login(PASSWORD)
    assert try_login(PASSWORD, ip="10.0.0.2")


@pytest.mark.usefixtures("siti")
def test_nine_wrong_passwords_do_not_lock() -> None:
    assert not any(try_login("salah") for _ in range(9))
    assert try_login(PASSWORD)


@pytest.mark.usefixtures("siti")
def test_a_failed_attempt_keeps_no_password() -> None:
    try_login("rahasia-salah-ketik")
    row = AccessAttempt.objects.get()
    assert "rahasia-salah-ketik" not in f"{row.get_data} {row.post_data}"


def test_a_locked_out_page_says_how_long_to_wait() -> None:
    answer = locked_out(RequestFactory().post("/masuk/"), HttpResponse(), {})
    assert answer.status_code == 429
    assert "Tunggu 15 menit" in answer.content.decode()


def test_a_locked_out_phone_gets_json() -> None:
    answer = locked_out(RequestFactory().post("/api/v1/token/"), HttpResponse(), {})
    assert json.loads(answer.content)["kode"] == "terkunci"


def test_behind_the_front_the_address_is_the_one_the_front_added(settings: Settings) -> None:
    settings.DEMO = False
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="1.1.1.1, 10.9.8.7", REMOTE_ADDR="172.18.0.2")
    assert client_ip(request) == "10.9.8.7"


def test_without_a_front_nobody_can_claim_another_address(settings: Settings) -> None:
    settings.DEMO = True
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="1.1.1.1", REMOTE_ADDR="127.0.0.1")
    assert client_ip(request) == "127.0.0.1"


@pytest.mark.django_db
def test_every_answer_forbids_inline_scripts_and_framing() -> None:
    answer = Client().get("/sehat/")
    # The order of the directives is not fixed, so the one asked for may also stand last.
    directives = [part.strip() for part in answer["Content-Security-Policy"].split(";")]
    assert "script-src 'self'" in directives
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
