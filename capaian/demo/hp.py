"""The phones of the cadres: most have one enrolled, last heard of when it last sent something of a day before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Final

from capaian.demo.buku import Buku
from capaian.demo.nama import make_uuid
from capaian.demo.petugas import POSYANDU_AKUN
from capaian.demo.saat import Saat
from puskesmas.models import Perangkat

PUNYA: Final = 0.9
MERK: Final = ("Samsung A05", "Redmi 12", "Infinix Smart 8", "OPPO A18", "vivo Y17s", "realme C53")


def make_phones(buku: Sequence[Buku], saat: Saat, benih: int) -> Iterator[Perangkat]:
    """Nobody holds their tokens. The cadre of the account has none yet, so that enrolling one can be tried."""
    for satu in buku:
        acak = Random(f"{benih}-hp-{satu.tempat.unit.kode}")
        kader = satu.tempat.petugas
        milik = [k for semua in satu.kunjungan.values() for k in semua if k.dicatat_oleh_id == kader.pk]
        kiriman = [k.diterima_pada for k in milik if k.tanggal < saat.hari_ini]
        if acak.random() < PUNYA and satu.tempat.unit.kode != POSYANDU_AKUN:
            yield Perangkat(
                pk=make_uuid(acak),
                pengguna=kader,
                nama=acak.choice(MERK),
                token_hash=f"{acak.getrandbits(256):064x}",
                kirim_hash=f"{acak.getrandbits(256):064x}",
                dibuat_pada=saat.at(saat.awal_tahun - timedelta(days=acak.randrange(200)), acak.randrange(400)),
                dipakai_pada=max(kiriman, default=None),
            )
