"""The commands of `./run`, by name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable

from ilp.stack.lint import lint
from ilp.stack.process import ROOT
from ilp.stack.secrets import embedded_settings
from ilp.stack.servers import throwaway_servers


def test(arguments: list[str]) -> int:
    """pytest on throw-away servers of its own, so that any number of runs go side by side."""
    stop_on_signals()
    with throwaway_servers() as servers:
        env = {**os.environ, **embedded_settings(), **servers.urls}
        return foreground([sys.executable, "-m", "pytest", *arguments], env)


def manage(arguments: list[str]) -> int:
    stop_on_signals()
    with throwaway_servers() as servers:
        env = {**os.environ, **embedded_settings(), **servers.urls}
        return foreground([sys.executable, "manage.py", *arguments], env)


def foreground(argv: list[str], env: dict[str, str]) -> int:
    """Runs `argv` on the terminal; Ctrl-C reaches it directly and we wait for it to finish."""
    child = subprocess.Popen(argv, env=env, cwd=ROOT)
    try:
        return child.wait()
    except KeyboardInterrupt:
        return child.wait()


def stop_on_signals() -> None:
    """A polite end for TERM and HUP too; SIGINT may come ignored from a shell's `&`."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)


COMMANDS: dict[str, Callable[[list[str]], int]] = {"test": test, "manage": manage, "lint": lint}
