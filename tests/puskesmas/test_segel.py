"""What phones seal, and what becomes of a seal that is broken, foreign or old."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from capaian.bench.kacau.hp import seal
from ilp.stack.secrets import MAKERS
from puskesmas.errors import DomainError
from puskesmas.segel import UnknownKeyError, decode, encode, open_segel, public_key

OPERASI = {"id": str(uuid.uuid4()), "urut": 1, "jenis": "x", "skema": 1, "isi": {"nama": "Rahasia"}}


def sealed() -> Any:
    return seal(OPERASI, public_key())["segel"]


def test_what_was_sealed_to_us_is_opened_and_hides_its_content() -> None:
    assert b"Rahasia" in open_segel(sealed(), terikat=str(OPERASI["id"]))
    assert "Rahasia" not in str(sealed())


def test_a_seal_bound_to_another_operation_does_not_open() -> None:
    with pytest.raises(DomainError, match="segel_rusak"):
        open_segel(sealed(), terikat=str(uuid.uuid4()))


@pytest.mark.parametrize("bidang", ["titik", "iv", "isi"])
def test_a_changed_seal_does_not_open(bidang: str) -> None:
    segel = sealed()
    isi = bytearray(decode(segel[bidang]))
    isi[-1] ^= 1
    with pytest.raises(DomainError, match="segel_rusak"):
        open_segel(segel | {bidang: encode(bytes(isi))}, terikat=str(OPERASI["id"]))


@pytest.mark.parametrize("segel", [None, {}, [], "x", {"kunci": "x"}, {"kunci": 1, "titik": 2, "iv": 3, "isi": 4}])
def test_what_is_no_seal_is_refused(segel: object) -> None:
    with pytest.raises(DomainError, match="segel_rusak"):
        open_segel(segel, terikat="x")


@pytest.mark.parametrize("nilai", ["", "!", "é", "AA", "\x00"])
@pytest.mark.parametrize("bidang", ["titik", "iv", "isi"])
def test_rubbish_inside_a_seal_is_refused(bidang: str, nilai: str) -> None:
    with pytest.raises(DomainError, match="segel_rusak"):
        open_segel(sealed() | {bidang: nilai}, terikat=str(OPERASI["id"]))


def test_an_older_key_still_opens_and_a_lost_one_loses_nothing(settings: Any) -> None:
    lama, segel = settings.SEGEL_KEYS, sealed()
    settings.SEGEL_KEYS = [MAKERS["SEGEL_KEYS"](), *lama]
    assert public_key()["id"] != segel["kunci"]
    assert open_segel(segel, terikat=str(OPERASI["id"]))
    settings.SEGEL_KEYS = settings.SEGEL_KEYS[:1]
    with pytest.raises(UnknownKeyError):
        open_segel(segel, terikat=str(OPERASI["id"]))
