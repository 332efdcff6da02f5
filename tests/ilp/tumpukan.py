"""A whole stack of its own for a test: `./run` as a child, its data in a temporary folder, on a free port."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from capaian.bench.kacau.tumpukan import command_line, family
from ilp.stack.process import ROOT, alive

PATIENCE = 150.0
# A shell without job control ignores these two for a command started with "&": the hardest way to be started.
AS_SH_DOES = ("sh", "-c", 'trap "" INT QUIT; exec "$@"', "sh")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def own_environment(var: Path, **more: str) -> dict[str, str]:
    """The caller's environment without the addresses of the servers that this test run uses itself."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return {**kept, "ILP_VAR": str(var), "ILP_CONTOH": "0", **more}


def eventually(true: Callable[[], object]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.1)
    return False


class Tumpukan:
    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()
        self.env = own_environment(var, PORT=str(self.port))
        var.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        self.out = var.with_suffix(".txt")  # beside `var`, which the stack makes itself
        self.start()

    def start(self) -> None:
        self.out.write_text("")
        with self.out.open("ab") as out:
            argv = [*AS_SH_DOES, sys.executable, "-m", "ilp.stack", "up"]
            self.process = subprocess.Popen(
                argv, cwd=ROOT, env=self.env, stdout=out, stderr=out, start_new_session=True
            )
        eventually(lambda: "siap di" in self.said() or self.process.poll() is not None)
        if "siap di" not in self.said():
            self.stop(signal.SIGKILL)
            pytest.fail(self.said())

    def said(self) -> str:
        return self.out.read_text()

    def note(self) -> dict[str, object]:
        note: dict[str, object] = json.loads((self.var / "peladen.json").read_text())
        return note

    def pids(self) -> list[int]:
        """Every process below the supervisor, and the supervisor."""
        return [self.process.pid, *family(self.process.pid)]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "ilp.stack", *words]
        return subprocess.run(
            argv, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False, timeout=PATIENCE
        )

    def health(self) -> tuple[int, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/sehat/", headers={"Host": "localhost"})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except OSError:
            return 0, {}
        finally:
            connection.close()

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        if self.process.poll() is None:
            os.killpg(self.process.pid, by)  # as a terminal does it: to the whole foreground group
        return self.process.wait(PATIENCE)


def gone(pids: list[int]) -> bool:
    return eventually(lambda: not any(alive(pid) and command_line(pid) for pid in pids))
