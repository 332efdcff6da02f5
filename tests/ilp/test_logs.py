from __future__ import annotations

import json
import logging
import logging.config

import pytest
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
