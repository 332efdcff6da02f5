"""The commands of `./run`, by name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

from ilp.stack import roles, state
from ilp.stack.assets import build_assets, collect
from ilp.stack.binaries import data_folder
from ilp.stack.lint import lint
from ilp.stack.process import ROOT, spawn, stop_with
from ilp.stack.secrets import embedded_settings, fresh_secrets, throwaway_settings
from ilp.stack.seed import seed
from ilp.stack.servers import Servers, throwaway_servers
from ilp.stack.up import external, healthy, up

PASS_ON_SECONDS = 3.0


def test(arguments: list[str]) -> int:
    """pytest on throw-away servers of its own, so that any number of runs go side by side."""
    end_on_signals()
    build_assets()
    data = seed()
    reuse = ["--reuse-db"] if data else []
    with throwaway_servers(data) as servers:
        env = {**os.environ, **throwaway_settings(), **servers.urls}
        return foreground([sys.executable, "-m", "pytest", *reuse, *arguments], env)


def manage(arguments: list[str]) -> int:
    """A management command, on the running stack's servers or on the same data with servers of its own."""
    end_on_signals()
    argv = [sys.executable, "manage.py", *arguments]
    if external():
        return foreground(argv, dict(os.environ))
    while True:
        with state.lock() as ours:
            if ours:
                return manage_alone(argv)
        if urls := state.wait_for_urls():
            return foreground(argv, {**os.environ, **embedded_settings(), **urls})


def manage_alone(argv: list[str]) -> int:
    servers = Servers(data_folder())
    try:
        servers.start()
        state.write({"command": "manage", "pids": servers.pids})
        return foreground(argv, {**os.environ, **embedded_settings(), **servers.urls})
    finally:
        servers.stop()


def role(name: str) -> Callable[[list[str]], int]:
    """One process of the stack in the foreground, over servers named in the environment: compose, systemd."""

    def run(arguments: list[str]) -> int:
        if not external():
            stop_with(f"./run {name} butuh DATABASE_URL dan REDIS_URL. Untuk mencoba di satu mesin: ./run")
        check = subprocess.run([sys.executable, "manage.py", "check"], cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
        if check.returncode == 0:
            os.chdir(ROOT)
            os.execv(sys.executable, [*roles.argv(name), *arguments])
        return check.returncode

    return run


def assets(arguments: list[str]) -> int:
    del arguments
    build_assets()
    collect()
    return 0


def secrets(arguments: list[str]) -> int:
    """Fresh secrets as lines for a `.env` file. Keep the old one: what is encrypted is lost with its key."""
    del arguments
    made = {**fresh_secrets(), "POSTGRES_PASSWORD": fresh_secrets()["NIK_HASH_KEY"]}
    print("\n".join(f"{name}={value}" for name, value in made.items()))
    return 0


def probe(arguments: list[str]) -> int:
    del arguments
    return 0 if healthy() else 1


def help_(arguments: list[str]) -> int:
    del arguments
    print("./run [perintah]\n\n" + "\n".join(f"  {name:<10}{text}" for name, (_, text) in COMMANDS.items()))
    return 0


def foreground(argv: list[str], env: dict[str, str]) -> int:
    """Runs `argv` on the terminal, where Ctrl-C reaches it too; a signal to us alone is passed on after a moment."""
    child = spawn(argv, env=env, foreground=True)
    try:
        return child.wait()
    except KeyboardInterrupt:
        with suppress(subprocess.TimeoutExpired):
            return child.wait(PASS_ON_SECONDS)
        child.send_signal(signal.SIGINT)
        return child.wait()


def end_on_signals() -> None:
    """A polite end for TERM and HUP too; SIGINT may come ignored from a shell's `&`."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)


COMMANDS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    "up": (up, "nyalakan semuanya (bawaan); PORT=8001 memilih port, ILP_CONTOH=0 tanpa data contoh"),
    "test": (test, "jalankan pengujian; argumennya diteruskan ke pytest"),
    "lint": (lint, "periksa gaya, tipe, arah impor, templat, migrasi, dan setelan produksi"),
    "manage": (manage, "perintah Django, juga di samping ./run yang sedang berjalan"),
    "assets": (assets, "bangun CSS dan JavaScript, lalu kumpulkan berkas statis"),
    "web": (role("web"), "satu proses web, dengan DATABASE_URL dan REDIS_URL"),
    "worker": (role("worker"), "satu proses Celery worker"),
    "beat": (role("beat"), "proses Celery beat; cukup satu"),
    "migrate": (role("migrate"), "siapkan basis data dan berkas statis"),
    "sehat": (probe, "0 bila web menjawab sehat; untuk healthcheck"),
    "rahasia": (secrets, "cetak rahasia baru untuk berkas .env"),
    "help": (help_, "daftar ini"),
}
