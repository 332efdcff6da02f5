"""gunicorn's access log: one JSON line per request, whatever the address holds."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from gunicorn.glogging import Logger

# No query string, no referrer, no name: time, method, path, answer, milliseconds.
FORMAT = '{"pada": "%(t)s", "cara": "%(m)s", "jalan": "%(U)s", "jawab": %(s)s, "ms": %(M)s}'


class AccessLogger(Logger):  # type: ignore[misc]  # gunicorn carries no types
    """gunicorn decodes the path; here it is percent-encoded again, so that no quote or newline breaks the line."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return atoms | {"U": quote(str(atoms["U"] or "").encode("latin-1", "replace"))}  # WSGI carries bytes as latin-1
