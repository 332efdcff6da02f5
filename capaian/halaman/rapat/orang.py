"""The first names behind each priority, looked up when the week was prepared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from capaian.halaman.akses import Akses
from capaian.halaman.tulisan import umur
from capaian.hitung.pekan import Pekan
from posyandu.models import Warga
from puskesmas.jejak import log_read


def show_names(akses: Akses, pekan: Pekan, orang: Mapping[str, Sequence[str | UUID]]) -> dict[str, tuple[str, ...]]:
    """By code of the indicator, for a reader who may see names; the look is noted. Two queries."""
    dicari = {UUID(str(satu)) for isi in orang.values() for satu in isi}
    if not dicari or not akses.nama:
        return {}
    rows = Warga.objects.visible_to(akses.pengguna).filter(pk__in=dicari).values_list("pk", "nama", "tanggal_lahir")
    teks = {str(pk): f"{nama} {umur(lahir, pekan.minggu)}" for pk, nama, lahir in rows}
    log_read(pengguna=akses.pengguna, halaman="evaluasi", warga=[UUID(pk) for pk in teks])
    nama: dict[str, list[str]] = defaultdict(list)
    for kode, isi in orang.items():
        nama[kode] += [teks[str(satu)] for satu in isi if str(satu) in teks]
    return {kode: tuple(isi) for kode, isi in nama.items()}
