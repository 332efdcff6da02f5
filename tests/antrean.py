"""Loaded before Django: workers of `./run test -n 2` share one Valkey, and each takes a numbered database of it.

PostgreSQL needs nothing: pytest-django gives each worker a database of its own.
"""

from __future__ import annotations

import os

if pekerja := os.environ.get("PYTEST_XDIST_WORKER"):
    nomor = int(pekerja.removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].replace("?db=0", f"?db={nomor}")
