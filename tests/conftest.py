"""Set-up shared by all tests. `./run test` has started PostgreSQL and Valkey and named them in the environment."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

pytest_plugins = ["tests.cast"]


@pytest.fixture(scope="session", autouse=True)
def _plain_static_files() -> None:
    """Pages name their files as in the source; the hashed names come from `./run assets`."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    for folder in ("aset", "static"):
        Path(settings.VAR / folder).mkdir(exist_ok=True)


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Tests log in thousands of times; the real hasher is slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
