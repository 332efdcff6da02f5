"""Changes of a person typed on a page: what somebody else changed meanwhile is never overwritten silently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import transaction

from posyandu.kunci import lock_pokok
from posyandu.models import Warga
from posyandu.ubah_hp import apply_values, current_value, same_value
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna

NAMA: Final = {
    "nama": "Nama",
    "jenis_kelamin": "Jenis kelamin",
    "tanggal_lahir": "Tanggal lahir",
    "nik": "NIK",
    "telepon": "Telepon",
    "alamat": "Alamat",
    "rt": "RT",
}
"""The fields of the page, as people call them."""


@transaction.atomic
def change_seen(*, warga: Warga, dasar: Mapping[str, str], baru: Mapping[str, str], petugas: Pengguna) -> Warga:
    """Write what differs between `dasar`, which the page showed, and `baru`, which came back.

    A NIK was shown as its last four digits and comes back empty unless it is to be replaced.
    """
    warga = lock_pokok(warga)
    ubah = {bidang: isi for bidang, isi in baru.items() if _typed(bidang, isi, dasar.get(bidang, ""))}
    for bidang, isi in ubah.items():
        kini = current_value(warga, bidang)
        if not same_value(bidang, kini, dasar.get(bidang)) and not same_value(bidang, kini, isi):
            raise DomainError(
                "data_berubah",
                f"{NAMA[bidang]} baru saja diubah orang lain.",
                bidang,
                "Bandingkan dengan yang sekarang tersimpan, lalu simpan lagi.",
            )
    apply_values(warga, ubah, petugas)
    return lock_pokok(warga)


def _typed(bidang: str, isi: str, dasar: str) -> bool:
    return bool(isi.strip()) if bidang == "nik" else not same_value(bidang, isi, dasar)
