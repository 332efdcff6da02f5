"""Invented names, numbers and addresses."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date
from random import Random

from capaian.demo.peta import read_toml


def make_uuid(acak: Random) -> uuid.UUID:
    return uuid.UUID(int=acak.getrandbits(128), version=4)


def make_nama(acak: Random, angkatan: str, jenis_kelamin: str) -> str:
    """`angkatan`: anak, dewasa or lansia, each with the names of its time."""
    daftar = read_toml("nama")[angkatan]
    return f"{acak.choice(daftar[jenis_kelamin])} {acak.choice(daftar['akhir'])}"


def angkatan_of(umur: int) -> str:
    return "anak" if umur < 18 else "dewasa" if umur < 55 else "lansia"


def make_alamat(acak: Random) -> tuple[str, str]:
    """Address and RT."""
    peta = read_toml("peta")
    return f"Dusun {acak.choice(peta['dusun'])}, {acak.choice(peta['patokan'])}", f"{acak.randint(1, 9):02}"


def make_telepon(acak: Random) -> str:
    """Six zeros in the middle: a number of the right shape that nobody has."""
    return f"+628110000{acak.randint(0, 9999):04}"


class PembuatNik:
    """Numbers of the right shape. Serials from 9001 on: real ones start at 0001 for each birth date."""

    def __init__(self) -> None:
        self.urut: Counter[str] = Counter()

    def make(self, kecamatan: str, lahir: date, jenis_kelamin: str) -> str:
        hari = lahir.day + (40 if jenis_kelamin == "P" else 0)
        awal = f"{kecamatan.replace('.', '')}{hari:02}{lahir:%m%y}"
        self.urut[awal] += 1
        return f"{awal}{9000 + self.urut[awal]:04}"
