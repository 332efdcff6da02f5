"""A cadre's phone for the tests that drive it; see `kader_peramban`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from posyandu.models import Warga
from tests.cast import Pemeran, Wilayah
from tests.conftest import CHROMIUM
from tests.posyandu.kader_peramban import KaderHp, build_app, enrol, forget_files, register, running


@pytest.fixture(scope="module", name="aplikasi")
def _aplikasi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The app as served, from a folder of its own."""
    lama = settings.STATICFILES_DIRS
    folder = build_app(tmp_path_factory.mktemp("aset") / "aset")
    settings.STATICFILES_DIRS = [folder]
    forget_files()
    yield folder
    settings.STATICFILES_DIRS = lama
    forget_files()


@pytest.fixture(name="hp")
def _hp(aplikasi: Path, live_server: LiveServer, peramban: Browser, tmp_path: Path) -> Iterator[KaderHp]:
    program = next(found for name in CHROMIUM if (found := shutil.which(name)))
    yield from running(KaderHp(peramban, program, tmp_path, live_server.url))


@pytest.fixture(name="halaman")
def _halaman(hp: KaderHp, anak: list[Warga], pemeran: Pemeran) -> Page:
    """Ani's phone after the first download."""
    page = hp.start()
    enrol(page, pemeran.citra, pemeran.ani)
    return page


@pytest.fixture(name="anak")
def _anak(wilayah: Wilayah) -> list[Warga]:
    return register(wilayah, 5)
