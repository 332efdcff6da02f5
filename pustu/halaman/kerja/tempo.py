"""What falls due this week among the reader's people, one line for each kind, as the due list counts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from puskesmas.alamat import link
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from pustu.halaman.tempo.baca import NAMA, TANPA_SKRINING, count_kinds, count_people
from pustu.models import JatuhTempo


@dataclass(frozen=True, slots=True)
class BarisTempo:
    nama: str
    url: str
    jumlah: int
    lewat: int


@dataclass(frozen=True, slots=True)
class DaftarTempo:
    """`jumlah`: people, each counted once, however much is due for them; not for the yearly screening."""

    baris: list[BarisTempo]
    jumlah: int


def list_due(pengguna: Pengguna, hari_ini: date) -> DaftarTempo:
    """Begun by Sunday and still possible; what cannot wait first."""
    minggu = hari_ini + timedelta(days=7 - hari_ini.isoweekday())
    rows = JatuhTempo.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT).due(hari_ini, minggu)
    baris = [
        BarisTempo(NAMA[kode], link("jatuh-tempo", kelompok=kode), satu.orang, satu.lewat)
        for kode, satu in count_kinds(rows, hari_ini).items()
    ]
    orang = count_people(rows.filter(kelompok__in=TANPA_SKRINING), hari_ini).orang if baris else 0
    return DaftarTempo(baris, orang)
