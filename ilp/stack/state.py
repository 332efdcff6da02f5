"""Who is using this clone's embedded servers: one lock, and beside it a note with their addresses."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypedDict

from ilp.stack.process import VAR, alive, say

LOCK = VAR / "peladen.lock"
NOTE = VAR / "peladen.json"
LEFTOVER_SECONDS = 15.0


class Note(TypedDict, total=False):
    """`command` is what holds the lock, `pids` the servers it started, `urls` is there once they answer."""

    command: str
    address: str
    pids: list[int]
    urls: dict[str, str]


@contextmanager
def lock() -> Iterator[bool]:
    """True when the servers are ours to start; the kernel gives the lock back however we end."""
    with LOCK.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        wait_for_leftovers()
        try:
            yield True
        finally:
            NOTE.unlink(missing_ok=True)


def wait_for_leftovers() -> None:
    """Servers of a killed supervisor are told to end by the kernel; two must never share one data folder."""
    deadline = time.monotonic() + LEFTOVER_SECONDS
    while any(alive(pid) for pid in read().get("pids", [])) and time.monotonic() < deadline:
        time.sleep(0.1)


def write(note: Note) -> None:
    partial = NOTE.with_name(f"{NOTE.name}.{os.getpid()}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(note, file)
    partial.rename(NOTE)


def read() -> Note:
    try:
        note: Note = json.loads(NOTE.read_text())
    except (OSError, ValueError):
        return {}
    return note


def wait_for_urls() -> dict[str, str] | None:
    """The addresses of the stack that holds the lock; None when a short command held it and is done."""
    told = False
    while True:
        note = read()
        if note.get("command") == "up" and "urls" in note:
            return note["urls"]
        if not told:
            say("peladen sedang dipakai perintah lain; menunggu …")
            told = True
        with lock() as free:
            if free:
                return None
        time.sleep(0.2)
