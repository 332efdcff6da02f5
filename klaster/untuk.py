"""For whom a field, a finding or a life stage is: a closed set of conditions, all of which must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from klaster.galat import DataSalah
from klaster.konteks import Konteks
from klaster.siapa import Siapa

Uji = Callable[[Konteks], bool]


@dataclass(frozen=True, slots=True)
class Untuk(Siapa):
    """The person, and the day and channel of the visit. Days are completed ones, both ends included.

    `bersalin_bulan_maks`: at most so many completed months since the latest live birth; false where none is known.
    """

    umur_hari_min: int | None = None
    umur_hari_maks: int | None = None
    bersalin_bulan_maks: int | None = None
    kanal: tuple[str, ...] = ()
    bulan: tuple[int, ...] = ()


KUNCI = frozenset(field.name for field in fields(Untuk))


def read_untuk(baris: object) -> tuple[Untuk, ...]:
    """One table or a list of tables, any of which may hold; nothing at all means everybody."""
    if baris is None:
        return ()
    semua = baris if isinstance(baris, list) else [baris]
    return tuple(_read_satu(satu) for satu in semua)


def _read_satu(satu: object) -> Untuk:
    if not isinstance(satu, Mapping) or not satu or not satu.keys() <= KUNCI:
        raise DataSalah(f"'untuk' tidak dikenal: {satu!r}")
    isi: dict[str, Any] = {kunci: tuple(nilai) if isinstance(nilai, list) else nilai for kunci, nilai in satu.items()}
    return Untuk(**isi)


def _rentang(kunci: str, bawah: int | None, atas: int | None) -> Uji | None:
    if bawah is None and atas is None:
        return None
    rendah = -(10**9) if bawah is None else bawah
    tinggi = 10**9 if atas is None else atas
    if kunci == "hari":
        return lambda k: rendah <= k.hari <= tinggi
    if kunci == "bulan":
        return lambda k: rendah <= k.bulan <= tinggi
    return lambda k: rendah <= k.tahun <= tinggi


def _status(untuk: Untuk) -> Iterable[Uji]:
    jenis_kelamin, hamil, nifas, penyakit = untuk.jenis_kelamin, untuk.hamil, untuk.nifas, untuk.penyakit
    if jenis_kelamin is not None:
        yield lambda k: k.profil.jenis_kelamin == jenis_kelamin
    if hamil is not None:
        yield lambda k: k.profil.hamil is hamil
    if nifas is not None:
        yield lambda k: k.profil.nifas is nifas
    if penyakit is not None:
        yield lambda k: penyakit in k.profil.penyakit
    if (bulan := untuk.bersalin_bulan_maks) is not None:
        yield lambda k: 0 <= k.bulan_bersalin <= bulan
    if untuk.kanal:
        yield lambda k: k.profil.kanal in untuk.kanal
    if untuk.bulan:
        yield lambda k: k.tanggal.month in untuk.bulan


def all_of(ujian: Iterable[Uji | None]) -> Uji:
    semua = tuple(uji for uji in ujian if uji is not None)
    if not semua:
        return lambda k: True
    if len(semua) == 1:
        return semua[0]
    if len(semua) == 2:
        satu, dua = semua
        return lambda k: satu(k) and dua(k)
    return lambda k: all(uji(k) for uji in semua)


def any_of(ujian: Iterable[Uji]) -> Uji:
    semua = tuple(ujian)
    if len(semua) == 1:
        return semua[0]
    return lambda k: any(uji(k) for uji in semua)


def _compile_satu(untuk: Untuk) -> Uji:
    return all_of(
        [
            _rentang("hari", untuk.umur_hari_min, untuk.umur_hari_maks),
            _rentang("bulan", untuk.umur_bulan_min, untuk.umur_bulan_maks),
            _rentang("tahun", untuk.umur_tahun_min, untuk.umur_tahun_maks),
            *_status(untuk),
        ]
    )


def compile_untuk(untuk: tuple[Untuk, ...]) -> Uji:
    return any_of(_compile_satu(satu) for satu in untuk) if untuk else all_of(())
