"""Judging one visit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from klaster.aturan import Aturan
from klaster.konteks import Konteks
from klaster.profil import Profil
from klaster.temuan import Temuan

__all__ = ["Temuan", "evaluate"]


def evaluate(aturan: Aturan, profil: Profil, pengukuran: Mapping[str, object], tanggal: date) -> tuple[Temuan, ...]:
    """The findings of a visit, in the order of the data, by the lines in force on its own date.

    Pure and total: values it cannot read are as if they were not there.
    """
    if tanggal < profil.tanggal_lahir or not isinstance(pengukuran, Mapping):
        return ()
    konteks = Konteks(profil, pengukuran, tanggal, aturan.tabel)
    calon = set(aturan.selalu)
    for kode in pengukuran:
        calon.update(aturan.lini_bidang.get(kode, ()))
    hasil = []
    for ke in sorted(calon):
        lini = aturan.lini[ke]
        if lini.sejak <= tanggal <= lini.sampai and lini.uji(konteks):
            hasil.append(lini.fill(konteks))
    return tuple(hasil)
