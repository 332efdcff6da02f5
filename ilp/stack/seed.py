"""A migrated test database kept between runs of the tests: copying it is many times quicker than migrating again."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from ilp.stack.process import ROOT, VAR, say
from ilp.stack.secrets import throwaway_settings
from ilp.stack.servers import Servers, temporary_folder

FOLDER = VAR / "uji"
SOURCES = (
    "requirements.txt",
    "ilp/settings.py",
    "*/migrations/**/*.py",
    "*/models.py",
    "*/models/**/*.py",
    "*/data/**/*",
)
KEEP = 3


def seed() -> Path | None:
    """The data folder with a migrated `test_ilp`; None when the migrations fail, so that the tests say why."""
    path = FOLDER / fingerprint()
    if not path.exists():
        say("menyiapkan basis data uji …")
        home = temporary_folder()
        try:
            if not fill(home):
                return None
            keep(home / "pg", path)
        finally:
            shutil.rmtree(home, ignore_errors=True)
    path.touch()
    return path


def fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def fill(home: Path) -> bool:
    servers = Servers(home, throwaway=True)
    servers.end_postgres_by = signal.SIGINT  # a clean end, so that no copy has to recover
    try:
        servers.start()
        servers.make_database("test_ilp")
        url = servers.urls["DATABASE_URL"].replace("/ilp?", "/test_ilp?")
        env = {**os.environ, **throwaway_settings(), **servers.urls, "DATABASE_URL": url}
        argv = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        return subprocess.run(argv, env=env, cwd=ROOT, check=False).returncode == 0
    finally:
        servers.stop()


def keep(data: Path, path: Path) -> None:
    """Under its final name all at once; a run beside us may have been quicker, which is as good."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    subprocess.run(["cp", "-a", str(data), str(partial)], check=True)  # keeps owners and modes
    if path.exists():
        shutil.rmtree(partial)
    else:
        partial.rename(path)
    for old in sorted(FOLDER.iterdir(), key=lambda each: each.stat().st_mtime)[:-KEEP]:
        shutil.rmtree(old, ignore_errors=True)
