"""Builds the stylesheets and scripts into `var/aset` when their sources have changed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from ilp.stack.install import installer
from ilp.stack.process import ROOT, VAR, say, stop_with
from ilp.stack.secrets import throwaway_settings

NOWHERE = {"DATABASE_URL": "postgres://ilp@/ilp?host=/nonexistent", "REDIS_URL": "unix:///nonexistent"}
SOURCES = ("package-lock.json", *(f"static/{name}" for name in ("build.mjs", "css", "js", "kader", "img", "fonts")))
UNUSED = ("rest_framework", "redoc", "swagger-ui-es*")  # the API answers JSON; its docs are Swagger's
TARGET = VAR / "aset"
STAMP = VAR / "aset.stempel"


def build_assets() -> None:
    """Safe beside another build: the second waits and finds the stamp."""
    with (VAR / "aset.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = fingerprint()
        if TARGET.exists() and STAMP.exists() and STAMP.read_text() == wanted:
            return
        say("membangun tampilan (CSS dan JavaScript) …")
        for argv in node_steps() if has_node() else deno_steps():
            run(argv)
        STAMP.write_text(wanted)


def collect() -> None:
    """Puts every static file under its hashed name into `var/static`; needs no server and no real secret."""
    env = {**os.environ, **throwaway_settings(), **NOWHERE}
    unused = [word for pattern in UNUSED for word in ("--ignore", pattern)]
    run([sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0", *unused], env)


def fingerprint() -> str:
    digest = hashlib.sha256()
    for name in SOURCES:
        path = ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def has_node() -> bool:
    return bool(shutil.which("node") and shutil.which("npm"))


def javascript(script: str, *arguments: str) -> list[str]:
    """How a script runs here once `build_assets` has installed its packages: with Node, or with deno from its wheel."""
    return [*(["node"] if has_node() else [deno(), "run", "--quiet", "-A"]), script, *arguments]


def deno() -> str:
    return str(Path(sys.executable).with_name("deno"))


def node_steps() -> list[list[str]]:
    """`npm ci` only when the lock has changed: it empties node_modules first."""
    installed = ROOT / "node_modules" / ".ilp-lock"
    wanted = (ROOT / "package-lock.json").read_text()
    build = [javascript("static/build.mjs", str(TARGET))]
    if installed.exists() and installed.read_text() == wanted:
        return build
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    mark = [sys.executable, "-c", "import shutil; shutil.copy('package-lock.json', 'node_modules/.ilp-lock')"]
    return [install, mark, *build]


def deno_steps() -> list[list[str]]:
    """For machines without Node: deno comes as a wheel and reads the same package.json."""
    return [
        [*installer(), "--require-hashes", "-r", "static/requirements.txt"],
        [deno(), "install", "--quiet", "--node-modules-dir=auto", "--no-lock"],
        javascript("static/build.mjs", str(TARGET)),
    ]


def run(argv: list[str], env: dict[str, str] | None = None) -> None:
    if subprocess.run(argv, cwd=ROOT, env=env, check=False).returncode:
        stop_with(f"tampilan gagal dibangun pada: {' '.join(argv)}")


if __name__ == "__main__":  # the Dockerfile has built var/aset with Node before
    collect()
