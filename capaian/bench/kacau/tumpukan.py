"""A whole stack of its own, `./run` as a child with its data in a temporary folder, and the kills."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

SIAP: Final = 120.0
"""Seconds a stack may take to come up, or to come back."""
MILIK_LAIN: Final = ("DATABASE_URL", "REDIS_URL", "ILP_CONTOH", "ILP_MUAT", "BIND")
# One round of victims; a longer run goes round more often. "_anak" is one process of several, "kosong" is FLUSHALL.
PUTARAN: Final = (
    "web", "worker", "postgres", "web_anak", "valkey", "worker", "web", "beat",
    "postgres_anak", "worker", "valkey_kosong", "web_anak", "worker_anak",
)  # fmt: skip
KATA: Final = {
    "web": "gunicorn",
    "worker": "-A ilp worker",
    "beat": "-A ilp beat",
    "valkey": "valkey-server",
    "postgres": "bin/postgres -D",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Tumpukan:
    """`folder` must be open to the servers' own user. `gigi` switches idempotency off in its web processes."""

    def __init__(self, folder: Path, *, gigi: bool) -> None:
        self.var, self.port = folder / "var", free_port()
        bersih = {nama: isi for nama, isi in os.environ.items() if nama.removesuffix("_FILE") not in MILIK_LAIN}
        self.env = {**bersih, "ILP_VAR": str(self.var), "ILP_CONTOH": "0", "PORT": str(self.port)}
        if gigi:
            self.env["GUNICORN_CMD_ARGS"] = "--config python:capaian.bench.kacau.gigi"
        self.catatan = folder / "tumpukan.txt"
        self.start()

    def start(self) -> None:
        with self.catatan.open("ab") as out:
            argv = [sys.executable, "-m", "ilp.stack", "up"]
            self.process = subprocess.Popen(
                argv, cwd=settings.BASE_DIR, env=self.env, stdout=out, stderr=out, start_new_session=True
            )
        tenggat = time.monotonic() + SIAP
        while not self.urls():
            if self.process.poll() is not None or time.monotonic() > tenggat:
                raise AssertionError(self.catatan.read_text()[-2000:])
            time.sleep(0.1)

    def urls(self) -> dict[str, str]:
        """Addresses of the servers, once everything answers."""
        try:
            urls: dict[str, str] = json.loads((self.var / "peladen.json").read_text())["urls"]
        except (OSError, ValueError, KeyError):
            return {}
        return urls

    def manage(self, *words: str) -> Any:
        """What a management command beside the stack prints, read as JSON."""
        argv = [sys.executable, "-m", "ilp.stack", "manage", *words]
        done = subprocess.run(argv, cwd=settings.BASE_DIR, env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(done.stderr[-3000:])
        return json.loads(done.stdout)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def kill(self, korban: str, acak: random.Random) -> bool:
        """-9 for one process of ours; False where there was none just now."""
        nama, _, cara = korban.partition("_")
        keluarga = family(self.process.pid)
        induk = [pid for pid, atas in keluarga.items() if atas == self.process.pid and KATA[nama] in command_line(pid)]
        calon = [pid for pid, atas in keluarga.items() if atas in induk] if cara == "anak" else induk
        if cara == "kosong":
            with suppress(RedisError):
                Redis.from_url(self.urls()["REDIS_URL"]).flushall()
        if not calon:
            return False
        with suppress(ProcessLookupError):
            os.kill(acak.choice(sorted(calon)), signal.SIGKILL)
        return True


def family(pid: int) -> Mapping[int, int]:
    """Every process below this one, with its parent."""
    found: dict[int, int] = {}
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                found |= {child: pid, **family(child)}
    return found


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def victims(jumlah: int, acak: random.Random) -> list[str]:
    """So many, each kind as often as in a round, in any order."""
    semua: list[str] = []
    while len(semua) < jumlah:
        semua += acak.sample(PUTARAN, len(PUTARAN))
    return semua[:jumlah]
