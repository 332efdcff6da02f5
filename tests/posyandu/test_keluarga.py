"""Households: written down once, at a posyandu, their number sealed."""

from __future__ import annotations

import uuid

import pytest

from posyandu.keluarga import open_keluarga
from posyandu.models import Keluarga
from posyandu.nik import hash_nik
from puskesmas.errors import DomainError
from tests.cast import Wilayah

KK = "1906011203180004"


def test_a_household_is_found_by_its_sealed_number(wilayah: Wilayah) -> None:
    keluarga = open_keluarga(id=uuid.uuid4(), unit=wilayah.melati, alamat="Dusun Bukit", rt="02", nomor_kk=KK)
    assert Keluarga.objects.get(kk_hash=hash_nik(KK)) == keluarga
    assert KK.encode() not in bytes(keluarga.kk_sandi or b"")


def test_writing_it_twice_keeps_one(wilayah: Wilayah) -> None:
    key = uuid.uuid4()
    assert open_keluarga(id=key, unit=wilayah.melati, alamat="A") == open_keluarga(
        id=key, unit=wilayah.melati, alamat="B"
    )
    assert Keluarga.objects.get().alamat == "A"


def test_a_household_belongs_to_a_posyandu(wilayah: Wilayah) -> None:
    with pytest.raises(DomainError, match="bukan_posyandu"):
        open_keluarga(id=uuid.uuid4(), unit=wilayah.kelubi, alamat="A")


def test_a_number_that_is_not_one_is_refused(wilayah: Wilayah) -> None:
    with pytest.raises(DomainError, match="kk_tidak_sah"):
        open_keluarga(id=uuid.uuid4(), unit=wilayah.melati, alamat="A", nomor_kk="123")
