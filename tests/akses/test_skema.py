"""The API against its own description: sound and broken requests made from it, and answers checked against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from puskesmas.peran import Peran
from tests.akses.dunia import Dunia, row_counts

pytestmark = pytest.mark.django_db

PERIKSA = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    MENOLAK_SALAH := negative_data_rejection,
]
CONTOH = 60


def load() -> Any:
    pembuat: Any = SchemaGenerator
    skema = schemathesis.openapi.from_dict(pembuat().get_schema(request=None, public=True))
    skema.app = get_wsgi_application()
    return skema


SKEMA = load()
OPERASI = {f"{op.method.upper()} {op.path}": op for op in (hasil.ok() for hasil in SKEMA.get_all_operations())}

BAIK, BURUK = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
DIJAWAB_PER_BUTIR = "POST /api/v1/sinkron/"


def takes_input(nama: str) -> bool:
    """A call without parameters and without a body cannot be called wrongly."""
    mentah = OPERASI[nama].definition.raw
    return bool(mentah.get("parameters") or "requestBody" in mentah)


def checks_for(nama: str, case: Any) -> list[Any]:
    """A batch refuses per item, and an empty filter is one that was not given: neither is a refusal of the request."""
    kosong = any(nilai in ("", {}, []) for nilai in (case.query or {}).values())  # all of them are sent as `?x=`
    lunak = nama == DIJAWAB_PER_BUTIR or kosong
    return [check for check in PERIKSA if not (lunak and check is MENOLAK_SALAH)]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A server closes stale connections around each request; here all requests share one transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(
    ("nama", "mode"), [*((nama, BAIK) for nama in OPERASI), *((nama, BURUK) for nama in OPERASI if takes_input(nama))]
)
def test_requests_made_from_the_description_get_what_it_says(dunia: Dunia, nama: str, mode: Any) -> None:
    kepala = {"Authorization": f"Token {dunia.token[Peran.BIDAN_DESA]}", "Accept-Encoding": "identity"}
    jumlah = 0

    @settings(
        max_examples=CONTOH, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=OPERASI[nama].as_strategy(generation_mode=mode))
    def run(case: Any) -> None:
        nonlocal jumlah
        jumlah += 1
        with transaction.atomic():
            answer = case.call(headers={**(case.headers or {}), **kepala})
            transaction.set_rollback(True)
        case.validate_response(answer, checks=checks_for(nama, case))

    before = row_counts()
    run()
    assert row_counts() == before
    assert jumlah >= 1


def test_the_description_names_every_address_of_the_api() -> None:
    described = {nama.split(" ")[1] for nama in OPERASI}
    assert {"/api/v1/token/", "/api/v1/saya/", "/api/v1/unit/", "/api/v1/sinkron/"} <= described
