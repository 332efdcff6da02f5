"""Whom cadres proposed for a register and nobody has looked at, one line for each register."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from klaster.register import muat_register
from posyandu.models import UsulRegister
from posyandu.querysets import of_living
from puskesmas.alamat import link
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi


@dataclass(frozen=True, slots=True)
class BarisUsulan:
    nama: str
    jumlah: int
    url: str


def list_proposals(pengguna: Pengguna) -> list[BarisUsulan]:
    """People, each once for a register."""
    rows = UsulRegister.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT).terbuka().filter(of_living())
    orang = set(rows.values_list("penyakit", Coalesce("warga__digabung_ke_id", "warga_id")))
    jumlah = Counter(penyakit for penyakit, _ in orang)
    return [
        BarisUsulan(satu.nama, jumlah[kode], link("register", penyakit=kode, lihat="usul"))
        for kode, satu in muat_register().items()
        if jumlah[kode]
    ]
