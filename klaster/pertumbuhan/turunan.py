"""Growth as the conditions of findings name it: z, class, and whether something must be measured again.

An implausible z has neither a value nor a class here, so that no finding and no indicator is built on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from klaster.pertumbuhan.kelas import Patokan
from klaster.pertumbuhan.ukur import Pertumbuhan, Skor, ukur_pertumbuhan

Ambil = Callable[[Pertumbuhan], object]

# Index -> the fields of which one must be there; with oedema alone there is a class.
_BAHAN: Final[Mapping[str, frozenset[str]]] = {
    "bbu": frozenset({"berat_kg", "edema"}),
    "tbu": frozenset({"panjang_cm"}),
    "bbtb": frozenset({"berat_kg", "edema"}),
    "imtu": frozenset({"berat_kg", "edema"}),
    "lku": frozenset({"lingkar_kepala_cm"}),
    "lilau": frozenset({"lila_cm"}),
}


def ukur_kunjungan(
    jenis_kelamin: str, hari: int, nilai: Mapping[str, object], patokan: Patokan | None = None
) -> Pertumbuhan:
    """The growth of a child aged `hari` days from the fields of a visit."""
    return ukur_pertumbuhan(
        jenis_kelamin,
        hari,
        nilai.get("berat_kg"),
        nilai.get("panjang_cm"),
        nilai.get("cara_ukur"),
        nilai.get("edema"),
        nilai.get("lingkar_kepala_cm"),
        nilai.get("lila_cm"),
        patokan=patokan,
    )


def _z(indeks: str) -> Ambil:
    def ambil(hasil: Pertumbuhan) -> object:
        skor: Skor = getattr(hasil, indeks)
        return None if skor.tidak_wajar else skor.z

    return ambil


def _kelas(indeks: str) -> Ambil:
    def ambil(hasil: Pertumbuhan) -> object:
        skor: Skor = getattr(hasil, indeks)
        return None if skor.tidak_wajar or skor.kelas is None else skor.kelas.kode

    return ambil


def _tidak_wajar(hasil: Pertumbuhan) -> object:
    return any(getattr(hasil, indeks).tidak_wajar for indeks in _BAHAN)


# Derived value -> how to take it: zbbu … zlilau, kelas_bbu … kelas_lku, ukur_tidak_wajar, posisi_janggal.
TURUNAN_TUMBUH: Final[Mapping[str, Ambil]] = {
    **{f"z{indeks}": _z(indeks) for indeks in _BAHAN},
    **{f"kelas_{indeks}": _kelas(indeks) for indeks in _BAHAN if indeks != "lilau"},
    "ukur_tidak_wajar": _tidak_wajar,
    "posisi_janggal": lambda hasil: hasil.posisi_janggal,
}
BAHAN_TUMBUH: Final[Mapping[str, frozenset[str]]] = {
    **{f"z{indeks}": bahan for indeks, bahan in _BAHAN.items()},
    **{f"kelas_{indeks}": bahan for indeks, bahan in _BAHAN.items() if indeks != "lilau"},
    "ukur_tidak_wajar": frozenset().union(*_BAHAN.values()),
    "posisi_janggal": frozenset({"panjang_cm"}),
}
