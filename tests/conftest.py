"""Set-up shared by all tests. `./run test` has started PostgreSQL and Valkey and named them in the environment."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from playwright.sync_api import Browser, expect, sync_playwright

pytest_plugins = ["tests.cast"]

# How fast a machine is decides no test.
hypothesis.register_profile("ilp", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
hypothesis.load_profile("ilp")
expect.set_options(timeout=30_000)

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
MENJELANG = timedelta(minutes=2)


def pytest_configure() -> None:
    """Folders that the application looks into: a fresh clone has none, and some tests start it when collected."""
    for folder in ("aset", "static"):
        Path(settings.VAR / folder).mkdir(parents=True, exist_ok=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Modules are imported yesterday: a test whose today was read on import fails each time, not only past midnight."""
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        return (yield)


def pytest_runtest_setup() -> None:
    """No test begins just before midnight: what it took for today would be yesterday before it ends.

    `senin` stops the clock of this process only; a browser, and a test that asks for the real day, go by the real one.
    """
    kini = timezone.localtime()
    nanti = kini + MENJELANG
    if nanti.date() != kini.date():
        tengah_malam = nanti.replace(hour=0, minute=0, second=1)
        time.sleep((tengah_malam - kini).total_seconds())


@pytest.fixture(scope="session", autouse=True)
def _plain_static_files() -> None:
    """Pages name their files as in the source; the hashed names come from `./run assets`."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Tests log in thousands of times; the real hasher is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def peramban() -> Iterator[Browser]:
    """The system's Chromium. Without one the test is skipped, or failed where ILP_WAJIB_PERAMBAN=1."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        (pytest.fail if os.environ.get("ILP_WAJIB_PERAMBAN") == "1" else pytest.skip)("Chromium tidak terpasang")
    # Playwright keeps an event loop in this thread, which Django would take for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()
