"""One child process that can not outlive us, and the sentence that ends a start."""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn, TypedDict

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("ILP_VAR") or ROOT / "var")
PR_SET_PDEATHSIG = 1
SERVER_USER = "nobody"


class Identity(TypedDict, total=False):
    """Popen's user arguments."""

    user: int
    group: int
    extra_groups: list[int]


def say(sentence: str) -> None:
    print(f"ILP: {sentence}", file=sys.stderr, flush=True)


def stop_with(sentence: str) -> NoReturn:
    say(sentence)
    raise SystemExit(1)


def identity() -> Identity:
    """Who runs the servers: PostgreSQL refuses to run as root, so root starts them as `nobody`."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(SERVER_USER)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def spawn(
    argv: list[str],
    *,
    end_by: signal.Signals = signal.SIGTERM,
    env: dict[str, str] | None = None,
    log: IO[bytes] | None = None,
    cwd: Path = ROOT,
    user: Identity | None = None,
    foreground: bool = False,
) -> subprocess.Popen[bytes]:
    """Starts `argv` in its own session, so that Ctrl-C reaches only us and we stop things in order.

    A `foreground` child keeps the terminal and gets its Ctrl-C.
    Call it from the main thread: the kernel sends `end_by` when the thread that called it is gone (Linux only).
    """
    parent = os.getpid()
    library = ctypes.CDLL(None) if sys.platform == "linux" else None

    def in_child() -> None:
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)  # sh ignores the first two for jobs started with "&"
        if library is not None:
            library.prctl(PR_SET_PDEATHSIG, int(end_by), 0, 0, 0)
            if os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGKILL)

    return subprocess.Popen(
        argv,
        env=env,
        stdin=None if foreground else subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd=cwd,
        start_new_session=not foreground,
        preexec_fn=in_child,  # noqa: PLW1509 the supervisor has one thread
        **(user or {}),
    )


def stop(child: subprocess.Popen[bytes], by: signal.Signals, within: float) -> None:
    stop_all([child], by, within)


def stop_all(children: list[subprocess.Popen[bytes]], by: signal.Signals, within: float) -> None:
    """Asks all of them to end at once; after `within` seconds ends whatever is left of their sessions."""
    for child in children:
        if child.poll() is None:
            child.send_signal(by)
    deadline = time.monotonic() + within
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
