"""Conditions over one visit, compiled once to closures. The vocabulary is closed; docs/aturan-data.md lists it.

A condition is one table:
    {bidang = "lila_cm", kurang_dari = 23.5}        a field; also paling_banyak, lebih_dari, minimal, sama, ada
                                                    `sama` may list several texts
    {turunan = "huruf_timbang", sama = "T"}         a derived value, same words
    {untuk = {umur_tahun_min = 15}}                 the person
    {semua = […]}  {salah_satu = […]}               and, or
    {jumlah_ya = ["tbc_batuk", …], minimal = 2}     how many of these fields are yes
    {skor = "puma", minimal = 6}                    the points of a named score; lengkap = true: all of it is answered
    {pilih = 2, dari = {1 = {…}, 2 = {…}}}          the one of these that a setting names; never, when it is not there
A missing or unreadable value makes its own condition false, never the whole judgement fail.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from klaster.angka import angka
from klaster.galat import DataSalah
from klaster.konteks import BAHAN, TURUNAN, Konteks
from klaster.skor import Skor
from klaster.tanggal import read_tanggal
from klaster.untuk import Uji, all_of, any_of, compile_untuk, read_untuk

Banding = Callable[[Any, Any], bool]
OPERATOR: Final[Mapping[str, Banding]] = {
    "kurang_dari": operator.lt,
    "paling_banyak": operator.le,
    "lebih_dari": operator.gt,
    "minimal": operator.ge,
}
_BENTUK: Final = ("bidang", "turunan", "untuk", "semua", "salah_satu", "jumlah_ya", "skor", "pilih")
_RENDAH: Final = ("kurang_dari", "paling_banyak")  # only a complete score can be said to be low


@dataclass(frozen=True, slots=True)
class Kamus:
    """What conditions may name: fields with their type, and scores."""

    tipe: Mapping[str, str]
    skor: Mapping[str, Skor] = field(default_factory=dict)


def compile_syarat(syarat: Any, kamus: Kamus) -> Uji:
    """The test that `syarat` describes; raises DataSalah when it says anything outside the vocabulary."""
    if not isinstance(syarat, Mapping):
        raise DataSalah(f"Syarat harus berupa tabel, bukan {syarat!r}")
    bentuk = [kunci for kunci in _BENTUK if kunci in syarat]
    if len(bentuk) != 1:
        raise DataSalah(f"Syarat harus punya tepat satu dari {', '.join(_BENTUK)}: {dict(syarat)!r}")
    return _PENYUSUN[bentuk[0]](syarat, kamus)


def _words(syarat: Mapping[str, Any], bentuk: str, *boleh: str) -> dict[str, Any]:
    """The words beside the form itself; anything not allowed there is an error."""
    kata = {kunci: isi for kunci, isi in syarat.items() if kunci != bentuk}
    if not kata.keys() <= set(boleh):
        raise DataSalah(f"Kata tidak dikenal pada syarat {bentuk}: {sorted(kata.keys() - set(boleh))}")
    return kata


def _children(syarat: Mapping[str, Any], bentuk: str, kamus: Kamus) -> list[Uji]:
    _words(syarat, bentuk)
    if not syarat[bentuk]:
        raise DataSalah(f"Syarat {bentuk} kosong")
    return [compile_syarat(anak, kamus) for anak in syarat[bentuk]]


def _semua(syarat: Mapping[str, Any], kamus: Kamus) -> Uji:
    return all_of(_children(syarat, "semua", kamus))


def _salah_satu(syarat: Mapping[str, Any], kamus: Kamus) -> Uji:
    return any_of(_children(syarat, "salah_satu", kamus))


def _untuk(syarat: Mapping[str, Any], kamus: Kamus) -> Uji:
    _words(syarat, "untuk")
    return compile_untuk(read_untuk(syarat["untuk"]))


def _bidang(syarat: Mapping[str, Any], kamus: Kamus) -> Uji:
    kode = syarat["bidang"]
    if kode not in kamus.tipe:
        raise DataSalah(f"Bidang tidak dikenal pada syarat: {kode}")
    kata = _words(syarat, "bidang", *OPERATOR, "sama", "ada")
    return _leaf(lambda k: k.nilai.get(kode), kata, kamus.tipe[kode])


def _turunan(syarat: Mapping[str, Any], kamus: Kamus) -> Uji:
    kode = syarat["turunan"]
    if kode not in TURUNAN:
        raise DataSalah(f"Turunan tidak dikenal pada syarat: {kode}")
    return _leaf(TURUNAN[kode], _words(syarat, "turunan", *OPERATOR, "sama", "ada"), "turunan")


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
    if isinstance(harap, list) and harap and all(isinstance(satu, str) for satu in harap):
        semua = frozenset(harap)
        return lambda k: type(isi := ambil(k)) is str and isi in semua
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
    if tipe == "turunan":
        return lambda k: ambil(k) is not None
    if tipe == "tanggal":
        return lambda k: read_tanggal(ambil(k)) is not None
    return lambda k: type(isi := ambil(k)) is str and isi != ""


def _jumlah_ya(syarat: Mapping[str, Any], kamus: Kamus) -> Uji:
    bidang = tuple(syarat["jumlah_ya"])
    if salah := [kode for kode in bidang if kamus.tipe.get(kode) != "ya_tidak"]:
        raise DataSalah(f"jumlah_ya hanya untuk bidang ya/tidak: {salah}")
    minimal = _minimal(_words(syarat, "jumlah_ya", "minimal"))
    return lambda k: sum(k.nilai.get(kode) is True for kode in bidang) >= minimal


def _skor(syarat: Mapping[str, Any], kamus: Kamus) -> Uji:
    skor = kamus.skor.get(syarat["skor"]) if isinstance(syarat["skor"], str) else None
    if skor is None:
        raise DataSalah(f"Skor tidak dikenal pada syarat: {syarat['skor']!r}")
    kata = _words(syarat, "skor", *OPERATOR, "lengkap")
    if "lengkap" in kata:
        if kata != {"lengkap": True}:
            raise DataSalah(f"'lengkap' hanya ditulis lengkap = true: {kata!r}")
        return skor.is_lengkap
    jumlah = _leaf(skor.add_up, kata, "skor")
    if kata.keys().isdisjoint(_RENDAH):
        return jumlah
    return lambda k: jumlah(k) and skor.is_lengkap(k)


def _pilih(syarat: Mapping[str, Any], kamus: Kamus) -> Uji:
    dari = _words(syarat, "pilih", "dari").get("dari")
    if not isinstance(dari, Mapping) or not dari:
        raise DataSalah("Syarat pilih harus punya 'dari' berisi satu syarat atau lebih")
    semua = {kunci: compile_syarat(anak, kamus) for kunci, anak in dari.items()}
    return semua.get(str(syarat["pilih"]), lambda k: False)


def _minimal(kata: Mapping[str, Any]) -> int | float:
    if "minimal" not in kata or (minimal := _angka(kata["minimal"])) < 1:
        raise DataSalah("'minimal' harus ada dan paling sedikit 1")
    return minimal


_PENYUSUN: Final[Mapping[str, Callable[[Mapping[str, Any], Kamus], Uji]]] = {
    "bidang": _bidang,
    "turunan": _turunan,
    "untuk": _untuk,
    "semua": _semua,
    "salah_satu": _salah_satu,
    "jumlah_ya": _jumlah_ya,
    "skor": _skor,
    "pilih": _pilih,
}


def find_names(syarat: Mapping[str, Any], kamus: Kamus) -> frozenset[str]:
    """Every field that `syarat` looks at, itself or through a score or a derived value."""
    if "bidang" in syarat or "turunan" in syarat or "jumlah_ya" in syarat or "skor" in syarat:
        return find_pemicu(syarat, kamus)
    anak = syarat.get("semua") or syarat.get("salah_satu") or syarat.get("dari", {}).values()
    return frozenset().union(*(find_names(satu, kamus) for satu in anak))


def find_pemicu(syarat: Mapping[str, Any], kamus: Kamus) -> frozenset[str]:
    """Fields of which at least one must be filled for `syarat` to hold; empty when it can hold without any."""
    if "bidang" in syarat:
        return frozenset({syarat["bidang"]})
    if "turunan" in syarat:
        return BAHAN[syarat["turunan"]]
    if "jumlah_ya" in syarat:
        return frozenset(syarat["jumlah_ya"])
    if "skor" in syarat:
        return frozenset(kode for kode, _ in kamus.skor[syarat["skor"]].bidang)
    if "semua" in syarat:
        return next((pemicu for anak in syarat["semua"] if (pemicu := find_pemicu(anak, kamus))), frozenset())
    anak = syarat.get("salah_satu") or syarat.get("dari", {}).values()
    semua = [find_pemicu(satu, kamus) for satu in anak]
    return frozenset().union(*semua) if all(semua) else frozenset()
