"""The access log: one JSON line per request, whatever was asked for, and never what stands behind the `?`."""

from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from gunicorn.config import Config
from gunicorn.glogging import SafeAtoms
from hypothesis import example, given
from hypothesis import strategies as st

from ilp.stack.access_log import FORMAT, AccessLogger
from ilp.stack.roles import argv

LOGGER = AccessLogger(Config())


def line(path: bytes, method: str = "GET") -> Any:
    """As gunicorn writes it for a request with this path."""
    environ = {"PATH_INFO": path.decode("latin-1"), "RAW_URI": "/?nik=1906", "QUERY_STRING": "nik=1906"}
    environ |= {"REQUEST_METHOD": method, "SERVER_PROTOCOL": "HTTP/1.1"}
    answer = SimpleNamespace(status="200 OK", headers=[], sent=0)
    atoms = LOGGER.atoms(answer, SimpleNamespace(headers=[]), environ, timedelta(milliseconds=7))
    return FORMAT % SafeAtoms(atoms)


@given(st.binary(max_size=50))
@example(b'/a"b\\c\nd\0')
@example("/unit/Ä\u2028".encode())
def test_every_path_makes_one_line_of_json_that_tells_it(path: bytes) -> None:
    isi = json.loads(line(path))
    assert len(line(path).splitlines()) == 1
    assert unquote(isi["jalan"], "latin-1") == path.decode("latin-1")
    assert (isi["jawab"], isi["ms"]) == (200, 7)


def test_the_query_string_stays_out() -> None:
    assert "1906" not in line(b"/")


def test_gunicorn_is_started_with_it() -> None:
    pilihan = argv("web")
    assert pilihan[pilihan.index("--logger-class") + 1] == "ilp.stack.access_log.AccessLogger"
    assert pilihan[pilihan.index("--access-logformat") + 1] == FORMAT
