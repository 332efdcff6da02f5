"""Secrets of the embedded stack: made once into `var/`, readable by the owner alone, never a default in the code."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from ilp.stack.process import VAR

P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Order of the curve P-256 (SP 800-186, section 3.2.1.3): a private key is a number below it."""
MAKERS: dict[str, Callable[[], str]] = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(64),
    "NIK_SANDI_KEYS": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),  # a Fernet key
    "NIK_HASH_KEY": lambda: secrets.token_urlsafe(48),
    "SEGEL_KEYS": lambda: base64.urlsafe_b64encode((1 + secrets.randbelow(P256 - 1)).to_bytes(32)).decode(),
}


DEMO = {"ILP_DEMO": "1", "ALLOWED_HOSTS": "localhost,127.0.0.1"}


def embedded_settings() -> dict[str, str]:
    """What `ilp.settings` needs from the environment besides the servers' addresses."""
    return {**DEMO, **{f"{name}_FILE": str(secret_file(name, make)) for name, make in MAKERS.items()}}


def throwaway_settings() -> dict[str, str]:
    """The same for a run that keeps no data."""
    return {**DEMO, **fresh_secrets()}


def fresh_secrets() -> dict[str, str]:
    return {name: make() for name, make in MAKERS.items()}


def secret_file(name: str, make: Callable[[], str]) -> Path:
    """Never overwritten: what is encrypted with a key is lost with it. Two first calls agree on one value."""
    folder = VAR / "rahasia"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / name
    if not path.exists():
        partial = folder / f"{name}.{os.getpid()}"
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(partial, path)
        except FileExistsError:
            pass
        finally:
            partial.unlink()
    return path
