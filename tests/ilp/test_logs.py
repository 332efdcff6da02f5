from __future__ import annotations

import json
import logging
import logging.config
from io import StringIO

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ilp.logs import LOGGING, mask


def logged(caplog: pytest.LogCaptureFixture, message: str, **extra: object) -> dict[str, object]:
    formatter = logging.config.DictConfigurator(LOGGING).configure_formatter(dict(LOGGING["formatters"]["json"]))
    record = logging.LogRecord("uji", logging.WARNING, __file__, 1, message, None, None)
    record.__dict__.update(extra)
    line: dict[str, object] = json.loads(formatter.format(record))
    return line


@given(st.from_regex(r"[0-9]{16}", fullmatch=True), st.text(alphabet="abc ='()", max_size=20))
def test_a_nik_never_reaches_a_log(nik: str, around: str) -> None:
    assert nik not in str(mask(f"{around}{nik}{around}"))


def test_a_broken_constraint_is_logged_without_its_values(caplog: pytest.LogCaptureFixture) -> None:
    line = logged(caplog, "Key (nik)=(1906015208200001) already exists.")
    assert line["event"] == "Key (nik)=([nomor]) already exists."


def test_dates_and_weeks_stay_readable() -> None:
    assert mask("pekan 2026-M46, 2026-11-15 04:00") == "pekan 2026-M46, 2026-11-15 04:00"


def test_an_exception_is_masked_too(caplog: pytest.LogCaptureFixture) -> None:
    formatter = logging.config.DictConfigurator(LOGGING).configure_formatter(dict(LOGGING["formatters"]["json"]))
    try:
        raise ValueError("1906015208200001")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("uji", logging.ERROR, __file__, 1, "gagal", None, info)
    assert "1906015208200001" not in formatter.format(record)


def test_a_foreign_host_is_one_line_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    written = StringIO()
    logger = logging.getLogger("django.security.DisallowedHost")
    handler = logging.StreamHandler(written)
    handler.setFormatter(
        logging.config.DictConfigurator(LOGGING).configure_formatter(dict(LOGGING["formatters"]["json"]))
    )
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    assert Client(headers={"host": 'jahat.example\nx"'}).get("/masuk/").status_code == 400
    [line] = written.getvalue().splitlines()
    assert (json.loads(line)["level"], "Traceback" in line) == ("warning", False)
    assert logger.filters
