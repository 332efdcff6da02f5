"""Typed reading of settings from the environment. A wrong or missing value is a sentence that names the variable.

`NAME_FILE` may point to a file with the value instead, which is how secrets are handed over.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The value of NAME or the content of NAME_FILE; without a default it must be there."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"berkas {path} pada {name}_FILE tidak bisa dibaca ({error}).") from None
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"variabel {name} (atau {name}_FILE) belum diisi.")
    return value


def flag(name: str, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false"}:
        raise ImproperlyConfigured(f"{name} harus 1 atau 0, bukan {value!r}.")
    return value in {"1", "true"}


def number(name: str, default: int, *, low: int, high: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} harus bilangan bulat {low} sampai {high}, bukan {value!r}.")
    return int(value)


def words(name: str, default: str | None = None) -> list[str]:
    """A comma-separated list with at least one word, unless the default is empty."""
    found = [word.strip() for word in text(name, default).split(",") if word.strip()]
    if not found and default is None:
        raise ImproperlyConfigured(f"{name} harus berisi sedikitnya satu nilai.")
    return found


def secret(name: str, least: int = 32) -> str:
    """A secret of at least `least` characters; its value never appears in the message."""
    value = text(name)
    if len(value) < least:
        raise ImproperlyConfigured(f"{name} terlalu pendek: {len(value)} huruf, sedikitnya {least}.")
    return value


def fernet_keys(name: str) -> list[str]:
    """Fernet keys, newest first: the first encrypts, all of them decrypt."""
    keys = words(name)
    for place, key in enumerate(keys, start=1):
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured(f"kunci ke-{place} pada {name} bukan kunci Fernet.") from None
    return keys


def segel_keys(name: str) -> list[str]:
    """Private P-256 scalars (32 bytes, base64url), newest first: phones seal with the first, all of them open."""
    keys = words(name)
    for place, key in enumerate(keys, start=1):
        try:
            scalar = base64.urlsafe_b64decode(key)
            ec.derive_private_key(int.from_bytes(scalar, "big") if len(scalar) == 32 else 0, ec.SECP256R1())
        except ValueError:
            raise ImproperlyConfigured(f"kunci ke-{place} pada {name} bukan kunci segel.") from None
    return keys


def hosts(name: str) -> list[str]:
    found = words(name)
    if "*" in found:
        raise ImproperlyConfigured(
            f"{name} tidak boleh '*': sebutkan nama situsnya, misalnya ilp.belitungtimurkab.go.id."
        )
    return found


def url(name: str, schemes: tuple[str, ...]) -> str:
    value = text(name)
    scheme = value.split("://")[0]
    if "://" not in value or scheme not in schemes:
        raise ImproperlyConfigured(f"{name} harus diawali {' atau '.join(s + '://' for s in schemes)}.")
    return value
