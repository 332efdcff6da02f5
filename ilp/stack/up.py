"""`./run`: brings everything up, watches it, and takes it down."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from typing import IO

from ilp import contoh
from ilp.stack import roles, state
from ilp.stack.binaries import data_folder
from ilp.stack.process import VAR, say, spawn, stop_all, stop_with
from ilp.stack.secrets import embedded_settings
from ilp.stack.servers import Servers

WEB, OTHERS = "web", ("worker", "beat")
READY_SECONDS = 60.0
STOP_SECONDS = 1.8
STEADY_SECONDS = 60.0
LONGEST_PAUSE = 30.0
LARGEST_LOG = 20 * 1024 * 1024
LOAD_DEMO = 10  # ilp.prepare's answer


class Stopped(Exception):  # noqa: N818 not an error
    """Ctrl-C, or the terminal or the system asking us to end."""


class Role:
    """One process of ours, started again with a growing pause when it dies."""

    def __init__(self, name: str, env: dict[str, str]) -> None:
        self.name, self.env = name, env
        self.pause = 1.0
        self.child = self.launch()

    def launch(self) -> subprocess.Popen[bytes]:
        self.started = time.monotonic()
        with log_file(self.name) as log:
            return spawn(roles.argv(self.name), end_by=signal.SIGKILL, env=self.env, log=log)

    def watch(self) -> None:
        code = self.child.poll()
        ran = time.monotonic() - self.started
        if code is None or ran < self.pause:
            return
        stop_all([self.child], signal.SIGKILL, 0)  # what is left of its children
        self.pause = 1.0 if ran > STEADY_SECONDS else min(self.pause * 2, LONGEST_PAUSE)
        say(f"{self.name} berhenti sendiri (kode {code}); dijalankan lagi. Catatan: {VAR / 'log' / self.name}.log")
        self.child = self.launch()


def up(arguments: list[str]) -> int:
    """Blocks until it is told to stop. Returns 0 after a clean stop."""
    del arguments
    catch_signals()
    try:
        if external():
            return run_external()
        with state.lock() as ours:
            if not ours:
                stop_with(f"sudah berjalan di {state.read().get('address', 'folder ini')}.")
            return run_embedded()
    except Stopped:
        return 0


def external() -> bool:
    given = [name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name) or os.environ.get(f"{name}_FILE")]
    if len(given) == 1:
        stop_with(f"{given[0]} diisi sendirian: isi DATABASE_URL dan REDIS_URL bersama, atau jangan keduanya.")
    return bool(given)


def run_external() -> int:
    """Everything of ours over servers that someone else keeps; no demo."""
    check_port()
    assets = start_assets()
    env = dict(os.environ)
    prepare(env, [])
    finish_assets(assets)
    serve(env, servers=None, demo=False)
    return 0


def run_embedded() -> int:
    check_port()
    assets = start_assets()
    servers = Servers(data_folder())
    try:
        say("menyalakan PostgreSQL dan Valkey …")
        servers.start()
        env = {**os.environ, **embedded_settings(), **servers.urls}
        state.write({"command": "up", "pids": servers.pids})
        wanted = ["demo"] if contoh.is_wanted() else []
        demo = prepare(env, wanted) == LOAD_DEMO
        finish_assets(assets)
        serve({**env, "ILP_MUAT": "1"} if demo else env, servers, demo)
    finally:
        servers.stop()
    return 0


def start_assets() -> subprocess.Popen[bytes]:
    """Stylesheets, scripts and their hashed names, made while the database gets ready on the other core."""
    return spawn([sys.executable, "-m", "ilp.stack", "assets"])


def finish_assets(building: subprocess.Popen[bytes]) -> None:
    if building.wait():
        stop_with("tampilan tidak bisa dibangun; sebabnya ada di atas.")


def prepare(env: dict[str, str], words: list[str]) -> int:
    """Migrations, in the foreground so that what goes wrong is seen."""
    say("menyiapkan basis data …")
    code = spawn([sys.executable, "-m", "ilp.prepare", *words], env=env).wait()
    if code not in {0, LOAD_DEMO}:
        stop_with("basis data tidak bisa disiapkan; sebabnya ada di atas.")
    return code


def serve(env: dict[str, str], servers: Servers | None, demo: bool) -> None:
    running: list[Role] = []
    loading = None
    try:
        running.append(Role(WEB, env))
        wait_until_ready(running[0])  # alone on the cores: whoever started us waits for this one
        running += [Role(name, env) for name in OTHERS]
        loading = start_demo(env) if demo else None
        announce(servers, running, demo)
        while True:
            time.sleep(0.3)
            revive(servers)
            for role in running:
                role.watch()
            if loading and loading.poll() is not None:
                end_demo(loading, env)
                loading = None
    finally:
        say("menghentikan …")
        stop_all([role.child for role in running] + ([loading] if loading else []), signal.SIGTERM, STOP_SECONDS)


def announce(servers: Servers | None, running: list[Role], demo: bool) -> None:
    print(f"\n  ILP siap di {address()}\n", flush=True)
    if servers:
        pids = [role.child.pid for role in running] + servers.pids
        state.write({"command": "up", "address": address(), "pids": pids, "urls": servers.urls})
        print(accounts(), end="", flush=True)
    if demo:
        print("  Data contoh sedang dimuat; kemajuannya tampak di halaman itu.", flush=True)
    print(f"  Catatan: {VAR / 'log'}   Berhenti: Ctrl-C\n", flush=True)


def accounts() -> str:
    """The line that names the demo's accounts; nothing where the demo was not asked for."""
    if not contoh.is_wanted():
        return ""
    return f"  Akun contoh (kata sandi {contoh.SANDI}): {', '.join(contoh.AKUN)}\n"


def wait_until_ready(web: Role) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not healthy():
        if web.child.poll() is not None or time.monotonic() > deadline:
            tail = (VAR / "log" / "web.log").read_text(errors="replace")[-1500:]
            stop_with(f"web tidak mau mulai. Akhir catatannya:\n{tail}")
        time.sleep(0.1)


def healthy() -> bool:
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    connection = http.client.HTTPConnection(address().removeprefix("http://"), timeout=5)
    try:
        connection.request("GET", "/sehat/", headers={"Host": host})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def revive(servers: Servers | None) -> None:
    if servers and (dead := servers.dead()):
        say(f"{' dan '.join(dead)} berhenti sendiri; dijalankan lagi. Catatan: {servers.home}")
        servers.start()


def start_demo(env: dict[str, str]) -> subprocess.Popen[bytes]:
    with log_file("demo") as log:
        return spawn([sys.executable, "manage.py", "demo"], env=env, log=log)


def end_demo(loading: subprocess.Popen[bytes], env: dict[str, str]) -> None:
    if loading.returncode == 0:
        say("data contoh siap.")
        return
    say(f"data contoh gagal dimuat. Sebabnya: {VAR / 'log' / 'demo.log'}")
    spawn([sys.executable, "-m", "ilp.prepare", "demo-gagal"], env=env).wait()


def address() -> str:
    bind = os.environ.get("BIND") or f"127.0.0.1:{port()}"
    return f"http://{bind.replace('0.0.0.0', '127.0.0.1')}"  # noqa: S104 read, not bound


def port() -> int:
    value = os.environ.get("PORT") or "8000"
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        stop_with(f"PORT harus bilangan 1 sampai 65535, bukan {value!r}.")
    return int(value)


def check_port() -> None:
    """A sentence now rather than a dead web process later. A killed predecessor gets a moment to let go."""
    deadline = time.monotonic() + 3.0
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        while True:
            try:
                probe.bind(("127.0.0.1", port()))
            except OSError as error:
                if time.monotonic() > deadline:
                    stop_with(f"port {port()} tidak bisa dipakai ({error.strerror}). Coba: PORT={port() + 1} ./run")
                time.sleep(0.3)
                continue
            return


def log_file(name: str) -> IO[bytes]:
    """`var/log/NAME.log`, for the owner alone; a large one is set aside once."""
    folder = VAR / "log"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{name}.log"
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.rename(path.with_suffix(".log.1"))
    return path.open("ab")


def catch_signals() -> None:
    """The first signal ends us in order; the ones after it change nothing, the order is already under way."""

    def end(number: int, frame: object) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
