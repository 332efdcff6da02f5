"""The processes of the stack. The supervisor, docker-compose and a systemd unit start the very same commands."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ilp.stack import access_log
from ilp.stack.process import VAR

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 where gunicorn's heartbeat never waits for a disk; it names its file itself


def argv(role: str) -> list[str]:
    return {"web": web, "worker": worker, "beat": beat, "migrate": migrate}[role]()


def web() -> list[str]:
    """BIND or PORT says where it listens; WEB_CONCURRENCY how many processes, each with four threads."""
    bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or '8000'}"
    options = {
        "--bind": bind,
        "--workers": os.environ.get("WEB_CONCURRENCY") or "2",
        "--worker-class": "gthread",
        "--threads": "4",
        "--timeout": "60",
        "--graceful-timeout": "20",
        "--access-logfile": "-",
        "--access-logformat": access_log.FORMAT,
        "--logger-class": f"{access_log.__name__}.{access_log.AccessLogger.__name__}",
    }
    if SHARED_MEMORY.is_dir():
        options["--worker-tmp-dir"] = str(SHARED_MEMORY)
    pairs = [word for pair in options.items() for word in pair]
    return [sys.executable, "-m", "gunicorn", "ilp.wsgi:application", "--preload", *pairs]


def worker() -> list[str]:
    concurrency = os.environ.get("WORKER_CONCURRENCY") or "2"
    quiet = ["--without-gossip", "--without-mingle", "--concurrency", concurrency]
    return [sys.executable, "-m", "celery", "-A", "ilp", "worker", "--loglevel", "INFO", *quiet]


def beat() -> list[str]:
    folder = VAR / "beat"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = ["--schedule", str(folder / "jadwal"), "--pidfile", ""]
    return [sys.executable, "-m", "celery", "-A", "ilp", "beat", "--loglevel", "INFO", *kept]


def migrate() -> list[str]:
    return [sys.executable, "-m", "ilp.prepare"]
