"""Logging in by token: who gets one, who is refused, and that no answer tells who exists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from puskesmas.models import Perangkat
from puskesmas.pengguna import deactivate
from puskesmas.perangkat import find_by_token, issue_token, revoke
from tests.cast import SANDI, Pemeran


def ask_token(username: str, password: str = SANDI, ip: str = "10.0.0.1") -> tuple[int, dict[str, str]]:
    body = {"username": username, "password": password, "perangkat": "HP Melati"}
    answer = APIClient().post("/api/v1/token/", body, REMOTE_ADDR=ip)
    return answer.status_code, answer.json()


def with_token(token: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


def test_a_token_opens_the_api_for_its_user(pemeran: Pemeran) -> None:
    status, body = ask_token(pemeran.ani.username)
    assert status == 200
    assert with_token(body["token"]).get("/api/v1/saya/").json()["username"] == pemeran.ani.username


def test_only_the_hash_of_a_token_is_stored(pemeran: Pemeran) -> None:
    perangkat, token = issue_token(pengguna=pemeran.ani, nama="HP Melati")
    assert token not in perangkat.token_hash
    assert find_by_token(token) == perangkat


def test_user_names_are_read_without_case(pemeran: Pemeran) -> None:
    assert ask_token(f" {pemeran.ani.username.upper()} ")[0] == 200


def test_unknown_user_wrong_password_and_inactive_user_are_answered_alike(pemeran: Pemeran) -> None:
    deactivate(pengguna=pemeran.budi)
    answers = [ask_token("tak-ada"), ask_token(pemeran.ani.username, "salah"), ask_token(pemeran.budi.username)]
    assert answers == [answers[0]] * 3
    assert answers[0][0] == 401
    assert answers[0][1]["pesan"] == "Nama pengguna atau kata sandi salah."


def test_the_eleventh_guess_is_locked_out_and_other_places_are_not(pemeran: Pemeran) -> None:
    guesses = [ask_token(pemeran.ani.username, f"tebakan {n}")[0] for n in range(10)]
    assert guesses[:9] == [401] * 9
    assert ask_token(pemeran.ani.username)[0] == 429
    assert ask_token(pemeran.ani.username, ip="10.0.0.2")[0] == 200


def test_a_success_clears_earlier_failures(pemeran: Pemeran) -> None:
    for _ in range(2):
        assert [ask_token(pemeran.ani.username, "salah")[0] for _ in range(9)] == [401] * 9
        assert ask_token(pemeran.ani.username)[0] == 200


def test_a_revoked_device_is_refused_at_its_next_request_and_its_sister_is_not(pemeran: Pemeran) -> None:
    lama, token_lama = issue_token(pengguna=pemeran.ani, nama="HP lama")
    _, token_baru = issue_token(pengguna=pemeran.ani, nama="HP baru")
    revoke(perangkat=lama)
    refused = with_token(token_lama).get("/api/v1/saya/")
    assert (refused.status_code, refused.json()["kode"]) == (410, "perangkat_dicabut")
    assert with_token(token_baru).get("/api/v1/saya/").status_code == 200


def test_delete_revokes_the_calling_device(pemeran: Pemeran) -> None:
    _, token = issue_token(pengguna=pemeran.ani, nama="HP")
    client = with_token(token)
    assert client.delete("/api/v1/token/").status_code == 204
    assert client.get("/api/v1/saya/").status_code == 410


def test_delete_without_a_device_is_refused(pemeran: Pemeran) -> None:
    assert APIClient().delete("/api/v1/token/").status_code == 401


def test_a_deactivated_user_loses_phones_and_sessions(pemeran: Pemeran) -> None:
    _, token = issue_token(pengguna=pemeran.ani, nama="HP")
    browser = Client()
    browser.force_login(pemeran.ani)
    deactivate(pengguna=pemeran.ani)
    assert with_token(token).get("/api/v1/saya/").status_code == 410
    assert browser.get("/api/v1/saya/").status_code == 401


@pytest.mark.parametrize("header", ["Token", "Token a b", "Token tak-ada", "Token \xff", "Bearer x"])
def test_a_malformed_header_is_a_401_in_indonesian(db: None, header: str) -> None:
    answer = APIClient().get("/api/v1/saya/", HTTP_AUTHORIZATION=header)
    assert answer.status_code == 401
    assert set(answer.json()) == {"kode", "bidang", "pesan", "saran"}


def test_use_of_a_device_is_noted_at_most_once_an_hour(pemeran: Pemeran) -> None:
    perangkat, token = issue_token(pengguna=pemeran.ani, nama="HP")
    earlier = timezone.now() - timedelta(minutes=59)
    Perangkat.objects.filter(pk=perangkat.pk).update(dipakai_pada=earlier)
    find_by_token(token)
    assert Perangkat.objects.get().dipakai_pada == earlier
    Perangkat.objects.filter(pk=perangkat.pk).update(dipakai_pada=earlier - timedelta(minutes=2))
    find_by_token(token)
    assert (Perangkat.objects.get().dipakai_pada or earlier) > earlier


def test_a_page_login_needs_csrf_and_leads_on(pemeran: Pemeran) -> None:
    page = {"username": pemeran.ani.username, "password": SANDI}
    assert Client(enforce_csrf_checks=True).post("/masuk/", page).status_code == 403
    answer = Client().post("/masuk/?next=/api/v1/saya/", page)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/api/v1/saya/")


def test_the_login_page_shows_one_sentence_for_a_wrong_password(pemeran: Pemeran) -> None:
    assert Client().get("/masuk/").status_code == 200
    answer = Client().post("/masuk/", {"username": pemeran.ani.username, "password": "salah"})
    assert "Nama pengguna atau kata sandi salah." in answer.content.decode()


def test_a_page_login_never_leads_to_another_site(pemeran: Pemeran) -> None:
    page = {"username": pemeran.ani.username, "password": SANDI}
    assert Client().post("/masuk/?next=https://jahat.example/", page).headers["Location"] == "/"


def test_leaving_is_a_post_and_ends_the_session(pemeran: Pemeran) -> None:
    browser = Client()
    browser.force_login(pemeran.ani)
    assert browser.get("/keluar/").status_code == 405
    assert browser.post("/keluar/").status_code == 302
    assert browser.get("/api/v1/saya/").status_code == 401


def test_the_login_page_names_the_demo_accounts_in_the_demo_only(settings: Any) -> None:
    settings.AKUN_CONTOH, settings.SANDI_CONTOH = {}, ""
    assert "Akun data contoh" not in Client().get("/masuk/").content.decode()
    settings.AKUN_CONTOH, settings.SANDI_CONTOH = {"kader": "Kader posyandu"}, "rahasia-contoh"
    isi = Client().get("/masuk/").content.decode()
    assert "Kader posyandu" in isi
    assert "rahasia-contoh" in isi
