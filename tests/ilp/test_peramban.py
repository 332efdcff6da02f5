from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import HttpResponse
from django.test import RequestFactory
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from ilp.gerbang import locked_out
from ilp.muat import progress
from ilp.stack.process import VAR
from puskesmas.models import MuatDemo

pytestmark = pytest.mark.peramban
REQUEST = RequestFactory().get("/")


def test_the_browser_speaks_to_the_application(live_server: LiveServer, peramban: Browser) -> None:
    page = peramban.new_page()
    answer = page.goto(f"{live_server.url}/sehat/")
    assert answer is not None
    assert answer.json()["status"] == "siap"
    page.close()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda: progress(REQUEST, MuatDemo(langkah="Kunjungan", persen=40)), id="loading"),
        pytest.param(lambda: progress(REQUEST, MuatDemo(keadaan="gagal")), id="failed"),
        pytest.param(lambda: locked_out(REQUEST, HttpResponse(), {}), id="locked out"),
    ],
)
@pytest.mark.parametrize("width", [360, 1440])
def test_the_pages_of_the_gate_are_accessible(peramban: Browser, answer: object, width: int) -> None:
    assert callable(answer)
    page = peramban.new_page(viewport={"width": width, "height": 800})
    page.set_content(answer().content.decode())
    page.add_style_tag(content=(VAR / "aset" / "css" / "app.css").read_text())
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
