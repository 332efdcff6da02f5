"""Conditions over one visit, compiled once to closures. The vocabulary is closed; docs/aturan-data.md lists it.

A condition is one table:
    {bidang = "lila_cm", kurang_dari = 23.5}        a field; also paling_banyak, lebih_dari, minimal, sama, ada
    {turunan = "huruf_timbang", sama = "T"}         a derived value, same words
    {untuk = {umur_tahun_min = 15}}                 the person
    {semua = […]}  {salah_satu = […]}               and, or
    {jumlah_ya = ["tbc_batuk", …], minimal = 2}     how many of these fields are yes
    {skor = [{nilai = 1, bila = {…}}, …], minimal = 6}
A missing or unreadable value makes its own condition false, never the whole judgement fail.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, Final

from klaster.angka import angka
from klaster.galat import DataSalah
from klaster.konteks import BAHAN, TURUNAN, Konteks
from klaster.untuk import Uji, all_of, any_of, compile_untuk, read_untuk

Banding = Callable[[Any, Any], bool]
OPERATOR: Final[Mapping[str, Banding]] = {
    "kurang_dari": operator.lt,
    "paling_banyak": operator.le,
    "lebih_dari": operator.gt,
    "minimal": operator.ge,
}
_BENTUK: Final = ("bidang", "turunan", "untuk", "semua", "salah_satu", "jumlah_ya", "skor")
Tipe = Mapping[str, str]  # field -> its type


def compile_syarat(syarat: Any, tipe: Tipe) -> Uji:
    """The test that `syarat` describes; raises DataSalah when it says anything outside the vocabulary."""
    if not isinstance(syarat, Mapping):
        raise DataSalah(f"Syarat harus berupa tabel, bukan {syarat!r}")
    bentuk = [kunci for kunci in _BENTUK if kunci in syarat]
    if len(bentuk) != 1:
        raise DataSalah(f"Syarat harus punya tepat satu dari {', '.join(_BENTUK)}: {dict(syarat)!r}")
    return _PENYUSUN[bentuk[0]](syarat, tipe)


def _words(syarat: Mapping[str, Any], bentuk: str, *boleh: str) -> dict[str, Any]:
    """The words beside the form itself; anything not allowed there is an error."""
    kata = {kunci: isi for kunci, isi in syarat.items() if kunci != bentuk}
    if not kata.keys() <= set(boleh):
        raise DataSalah(f"Kata tidak dikenal pada syarat {bentuk}: {sorted(kata.keys() - set(boleh))}")
    return kata


def _children(syarat: Mapping[str, Any], bentuk: str, tipe: Tipe) -> list[Uji]:
    _words(syarat, bentuk)
    if not syarat[bentuk]:
        raise DataSalah(f"Syarat {bentuk} kosong")
    return [compile_syarat(anak, tipe) for anak in syarat[bentuk]]


def _semua(syarat: Mapping[str, Any], tipe: Tipe) -> Uji:
    return all_of(_children(syarat, "semua", tipe))


def _salah_satu(syarat: Mapping[str, Any], tipe: Tipe) -> Uji:
    return any_of(_children(syarat, "salah_satu", tipe))


def _untuk(syarat: Mapping[str, Any], tipe: Tipe) -> Uji:
    _words(syarat, "untuk")
    return compile_untuk(read_untuk(syarat["untuk"]))


def _bidang(syarat: Mapping[str, Any], tipe: Tipe) -> Uji:
    kode = syarat["bidang"]
    if kode not in tipe:
        raise DataSalah(f"Bidang tidak dikenal pada syarat: {kode}")
    kata = _words(syarat, "bidang", *OPERATOR, "sama", "ada")
    return _leaf(lambda k: k.nilai.get(kode), kata, tipe[kode])


def _turunan(syarat: Mapping[str, Any], tipe: Tipe) -> Uji:
    kode = syarat["turunan"]
    if kode not in TURUNAN:
        raise DataSalah(f"Turunan tidak dikenal pada syarat: {kode}")
    return _leaf(TURUNAN[kode], _words(syarat, "turunan", *OPERATOR, "sama"), "turunan")


def _leaf(ambil: Callable[[Konteks], object], kata: Mapping[str, Any], tipe: str) -> Uji:
    if not kata:
        raise DataSalah("Syarat tanpa pembanding")
    if "ada" in kata:
        return _ada(ambil, kata, tipe)
    if "sama" in kata:
        return _sama(ambil, kata)
    batas = [(OPERATOR[kunci], _angka(isi)) for kunci, isi in kata.items()]
    return _banding(ambil, batas)


def _angka(isi: object) -> int | float:
    nilai = angka(isi)
    if nilai is None:
        raise DataSalah(f"Batas harus angka, bukan {isi!r}")
    return nilai


def _banding(ambil: Callable[[Konteks], object], batas: list[tuple[Banding, int | float]]) -> Uji:
    if len(batas) == 1:
        banding, nilai = batas[0]

        def satu(k: Konteks) -> bool:
            isi = angka(ambil(k))
            return isi is not None and banding(isi, nilai)

        return satu

    def beberapa(k: Konteks) -> bool:
        isi = angka(ambil(k))
        return isi is not None and all(banding(isi, nilai) for banding, nilai in batas)

    return beberapa


def _sama(ambil: Callable[[Konteks], object], kata: Mapping[str, Any]) -> Uji:
    if len(kata) != 1:
        raise DataSalah(f"'sama' berdiri sendiri: {dict(kata)!r}")
    harap = kata["sama"]
    if isinstance(harap, bool):
        return lambda k: ambil(k) is harap
    if not isinstance(harap, str):
        raise DataSalah(f"'sama' hanya untuk ya/tidak dan teks, bukan {harap!r}")
    return lambda k: type(isi := ambil(k)) is str and isi == harap


def _ada(ambil: Callable[[Konteks], object], kata: Mapping[str, Any], tipe: str) -> Uji:
    if kata != {"ada": True}:
        raise DataSalah(f"'ada' hanya ditulis ada = true: {dict(kata)!r}")
    if tipe in ("desimal", "bulat"):
        return lambda k: angka(ambil(k)) is not None
    if tipe == "ya_tidak":
        return lambda k: type(ambil(k)) is bool
    return lambda k: type(isi := ambil(k)) is str and isi != ""


def _jumlah_ya(syarat: Mapping[str, Any], tipe: Tipe) -> Uji:
    bidang = tuple(syarat["jumlah_ya"])
    if salah := [kode for kode in bidang if tipe.get(kode) != "ya_tidak"]:
        raise DataSalah(f"jumlah_ya hanya untuk bidang ya/tidak: {salah}")
    minimal = _minimal(_words(syarat, "jumlah_ya", "minimal"))
    return lambda k: sum(k.nilai.get(kode) is True for kode in bidang) >= minimal


def _skor(syarat: Mapping[str, Any], tipe: Tipe) -> Uji:
    suku = [(_angka(satu["nilai"]), compile_syarat(satu["bila"], tipe)) for satu in syarat["skor"]]
    minimal = _minimal(_words(syarat, "skor", "minimal"))
    return lambda k: sum(nilai for nilai, bila in suku if bila(k)) >= minimal


def _minimal(kata: Mapping[str, Any]) -> int | float:
    if "minimal" not in kata or (minimal := _angka(kata["minimal"])) < 1:
        raise DataSalah("'minimal' harus ada dan paling sedikit 1")
    return minimal


_PENYUSUN: Final[Mapping[str, Callable[[Mapping[str, Any], Tipe], Uji]]] = {
    "bidang": _bidang,
    "turunan": _turunan,
    "untuk": _untuk,
    "semua": _semua,
    "salah_satu": _salah_satu,
    "jumlah_ya": _jumlah_ya,
    "skor": _skor,
}


def find_pemicu(syarat: Mapping[str, Any]) -> frozenset[str]:
    """Fields of which at least one must be filled for `syarat` to hold; empty when it can hold without any."""
    if "bidang" in syarat:
        return frozenset({syarat["bidang"]})
    if "turunan" in syarat:
        return BAHAN[syarat["turunan"]]
    if "jumlah_ya" in syarat:
        return frozenset(syarat["jumlah_ya"])
    if "semua" in syarat:
        return next((pemicu for anak in syarat["semua"] if (pemicu := find_pemicu(anak))), frozenset())
    if "salah_satu" in syarat:
        semua = [find_pemicu(anak) for anak in syarat["salah_satu"]]
        return frozenset().union(*semua) if all(semua) else frozenset()
    return frozenset()
