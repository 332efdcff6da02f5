"""The shell of the phone app: the same for everybody, on a leash, and whole in the service worker's list."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest
from django.test import Client

from ilp.stack.assets import TARGET
from tests.cast import Pemeran

pytestmark = pytest.mark.django_db


def precached(client: Client) -> dict[str, str]:
    baris = client.get("/kader/sw.js").content.decode().split("\n", 1)[0]
    isi: list[dict[str, Any]] = json.loads(baris.removeprefix("self.__BERKAS=").rstrip(";"))
    return {satu["url"]: satu["revision"] for satu in isi}


def test_the_shell_is_the_same_with_and_without_a_login(client: Client, pemeran: Pemeran) -> None:
    tamu = client.get("/kader/").content
    client.force_login(pemeran.ani, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/kader/").content == tamu


def test_the_shell_sets_no_cookie_and_runs_only_what_is_ours(client: Client) -> None:
    jawaban = client.get("/kader/")
    assert not jawaban.cookies
    csp = jawaban.headers["Content-Security-Policy"]
    assert "script-src 'self'" in csp
    assert "default-src 'none'" in csp
    assert "unsafe" not in csp


def test_the_service_worker_reaches_the_app_and_no_further(client: Client) -> None:
    jawaban = client.get("/kader/sw.js")
    assert jawaban.headers["Service-Worker-Allowed"] == "/kader/"
    assert jawaban.headers["Content-Type"] == "text/javascript"
    assert "no-cache" in jawaban.headers["Cache-Control"]


def test_the_service_worker_keeps_every_file_that_the_shell_names(client: Client) -> None:
    kerangka = client.get("/kader/").content.decode()
    dinamai = set(re.findall(r'(?:src|href)="([^"]+)"', kerangka)) - {"/kader/manifest.webmanifest"}
    assert dinamai <= precached(client).keys()


def test_the_service_worker_keeps_nothing_of_the_api(client: Client) -> None:
    assert [url for url in precached(client) if "/api/" in url] == []


def test_the_manifest_starts_the_app_inside_its_scope(client: Client) -> None:
    manifes = json.loads(client.get("/kader/manifest.webmanifest").content)
    assert manifes["start_url"] == manifes["scope"] == "/kader/"
    assert {ikon["sizes"] for ikon in manifes["icons"]} == {"192x192", "512x512"}


def test_the_first_load_is_at_most_a_hundred_kilobytes(client: Client) -> None:
    berkas = [(TARGET / "kader" / nama).read_bytes() for nama in ("main.js", "main.css", "sw.js")]
    semua = [*berkas, client.get("/kader/").content]
    assert sum(len(gzip.compress(satu)) for satu in semua) <= 100_000
