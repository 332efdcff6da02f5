"""What phones seal as they save it, and only the server opens: ECDH on P-256, HKDF, AES-GCM.

The private keys are settings (`SEGEL_KEYS`), outside the database. The newest is given to phones; all of them open.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from puskesmas.errors import DomainError

INFO: Final = b"ilp-segel-1"
BIDANG: Final = frozenset({"kunci", "titik", "iv", "isi"})
RUSAK: Final = DomainError(
    "segel_rusak", "Catatan ini rusak dalam perjalanan dan tidak bisa dibuka.", "segel", "Buka catatannya, kirim lagi."
)


class UnknownKeyError(Exception):
    """Sealed to a key that this server does not hold now: nothing is known about the content, and nothing is lost."""


def public_key() -> dict[str, str]:
    """The key to which phones seal now: its name, and the raw point in base64url."""
    nama, kunci = next(iter(_keys(tuple(settings.SEGEL_KEYS)).items()))
    return {"id": nama, "kunci": encode(_point(kunci.public_key()))}


def open_segel(segel: object, *, terikat: str) -> bytes:
    """The content of one seal; `terikat` is the text it was bound to when it was sealed."""
    if not isinstance(segel, Mapping) or set(segel) != BIDANG or not all(isinstance(s, str) for s in segel.values()):
        raise RUSAK
    kunci = _keys(tuple(settings.SEGEL_KEYS)).get(segel["kunci"])
    if kunci is None:
        raise UnknownKeyError
    try:
        titik = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decode(segel["titik"]))
        rahasia = derive(kunci.exchange(ec.ECDH(), titik))
        return AESGCM(rahasia).decrypt(decode(segel["iv"]), decode(segel["isi"]), terikat.encode())
    except (ValueError, InvalidTag) as error:
        raise RUSAK from error


def derive(bersama: bytes) -> bytes:
    """The AES key of one seal from what both sides of the exchange know."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=INFO).derive(bersama)


def encode(isi: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(isi).rstrip(b"=").decode()


def decode(teks: str) -> bytes:
    """base64url, with or without padding; ValueError for anything else."""
    try:
        return base64.b64decode(teks.encode("ascii") + b"=" * (-len(teks) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(teks) from error


@cache
def _keys(isian: tuple[str, ...]) -> dict[str, ec.EllipticCurvePrivateKey]:
    """Private keys by the name that phones know them by, newest first."""
    semua = (ec.derive_private_key(int.from_bytes(base64.urlsafe_b64decode(satu)), ec.SECP256R1()) for satu in isian)
    return {hashlib.sha256(_point(kunci.public_key())).hexdigest()[:16]: kunci for kunci in semua}


def _point(kunci: ec.EllipticCurvePublicKey) -> bytes:
    return kunci.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
