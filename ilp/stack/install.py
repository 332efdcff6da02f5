"""Makes `.venv` from the hashed locks, once, then hands over to `ilp.stack` inside it.

Runs on the system's Python before anything is installed, so it uses the standard library alone and is called as a
file. Two first calls at once are safe: the second waits for the lock and then finds the stamp.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
APP = ("requirements.txt",)
TEST = (*APP, "tests/requirements.txt")
NEEDS_TEST = {"test", "lint"}


def main() -> None:
    locks = TEST if sys.argv[1:2] and sys.argv[1] in NEEDS_TEST else APP
    var = ROOT / "var"
    try:
        var.mkdir(mode=0o711, exist_ok=True)
        with (var / "pasang.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            install(locks)
    except PermissionError as error:
        sys.exit(f"Tidak boleh menulis {error.filename}. Jalankan ./run sebagai pemilik folder {ROOT}.")
    if sys.argv[1:] == ["--hanya-pasang"]:  # the Dockerfile's own layer, before the rest of the source is there
        return
    os.environ["PYTHONPATH"] = str(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "ilp.stack", *sys.argv[1:]])


def install(locks: tuple[str, ...]) -> None:
    """Brings `.venv` to exactly `locks`; a stamp per lock file makes the next call free."""
    place = VENV / "tempat"
    if not PYTHON.exists() or not place.exists() or place.read_text() != str(VENV):
        make_venv()  # a venv knows its own path, so a moved clone needs a new one
        place.write_text(str(VENV))
    for lock in locks:
        stamp = VENV / f"pasang-{lock.replace('/', '-')}"
        wanted = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            continue
        say(f"memasang paket dari {lock} …")
        call([*installer(), "--require-hashes", "-r", str(ROOT / lock)])
        stamp.write_text(wanted)


def make_venv() -> None:
    say("menyiapkan .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    if importlib.util.find_spec("ensurepip"):
        call([sys.executable, "-m", "venv", str(VENV)])
    elif shutil.which("uv"):
        call(["uv", "venv", "-q", "--no-python-downloads", "--python", sys.executable, str(VENV)])
    else:
        sys.exit("Python ini tanpa modul venv. Pasang dulu: apt-get install python3-venv (atau pasang uv).")


def installer() -> list[str]:
    if shutil.which("uv"):
        return ["uv", "pip", "install", "-q", "--python", str(PYTHON), "--no-python-downloads"]
    return [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]


def call(argv: list[str]) -> None:
    """Runs `argv`; its own words are the explanation when it fails."""
    if subprocess.run(argv, check=False, cwd=ROOT).returncode:
        sys.exit(f"Pemasangan gagal pada: {' '.join(argv)}. Periksa jaringan, lalu jalankan lagi.")


def say(sentence: str) -> None:
    print(f"ILP: {sentence}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
