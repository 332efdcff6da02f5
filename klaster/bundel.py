"""The rules as one JSON document: what a cadre's phone needs to draw the forms and to judge a visit without a network.

What only health workers fill in stays out of it, so that it does not grow with their services.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Final

from klaster.aturan import Aturan, muat_aturan
from klaster.berkas import FOLDER
from klaster.formulir import Formulir
from klaster.pertumbuhan.tabel import KELAMIN, TABEL, TERBATAS
from klaster.syarat import Kamus, find_names, find_pemicu

BENTUK: Final = 1  # raised when the shape of the document changes, so that an older phone knows it can not read it
LMS: Final = ("l", "m", "s")
KANAL_KADER: Final = frozenset({"posyandu", "rumah"})


@dataclass(frozen=True, slots=True)
class Bundel:
    """The document in UTF-8, the same compressed, and the digest of its bytes."""

    isi: bytes
    mampat: bytes
    sidik: str


def make_bundel(aturan: Aturan) -> Bundel:
    """Made once for equal settings and kept."""
    return _make(tuple(sorted(aturan.setelan.items())))


@lru_cache(maxsize=16)
def _make(setelan: tuple[tuple[str, int | float], ...]) -> Bundel:
    isi = json.dumps(phone_bundel(muat_aturan(dict(setelan))), ensure_ascii=False, separators=(",", ":"), default=str)
    return Bundel(isi.encode(), gzip.compress(isi.encode(), 9, mtime=0), hashlib.sha256(isi.encode()).hexdigest()[:32])


def build_bundel(aturan: Aturan) -> dict[str, Any]:
    """Every table of the data files with the settings applied, and WHO's growth tables as `pertumbuhan`."""
    return {**aturan.isi, "bentuk": BENTUK, "versi": aturan.versi, "pertumbuhan": pack_tabel()}


def phone_bundel(aturan: Aturan) -> dict[str, Any]:
    """The same without forms, fields, scores and findings for health workers alone."""
    semua = build_bundel(aturan)
    klinis = {kode for kode, satu in aturan.bidang.items() if satu.klinis}
    return {
        **semua,
        "bidang": [satu for satu in semua["bidang"] if satu["kode"] not in klinis],
        "skor": [satu for satu in semua["skor"] if klinis.isdisjoint(satu["bidang"])],
        "formulir": [satu for satu in semua["formulir"] if is_cadre_form(aturan.formulir[satu["kode"]])],
        "temuan": [
            {**satu, "syarat": cadre_syarat(aturan, satu["syarat"])}
            for satu in semua["temuan"]
            if satu["kode"] not in aturan.temuan_klinis
        ],
    }


def cadre_syarat(aturan: Aturan, syarat: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a choice the ways that a cadre's fields can call."""
    if "salah_satu" not in syarat:
        return syarat
    kamus = make_kamus(aturan)
    klinis = {kode for kode, satu in aturan.bidang.items() if satu.klinis}
    pemicu = [(anak, find_pemicu(anak, kamus)) for anak in syarat["salah_satu"]]
    return {"salah_satu": [anak for anak, milik in pemicu if not milik or not milik <= klinis]}


def make_kamus(aturan: Aturan) -> Kamus:
    return Kamus({kode: satu.tipe for kode, satu in aturan.bidang.items()}, aturan.skor)


def is_cadre_form(formulir: Formulir) -> bool:
    """Whether a cadre fills it in, at the posyandu or at home."""
    return not formulir.klinis and not KANAL_KADER.isdisjoint(formulir.kanal)


def find_klinis_faults(aturan: Aturan) -> Iterator[str]:
    """What cadres fill in must be judged alike with and without the fields that their phones do not know."""
    klinis = {kode for kode, satu in aturan.bidang.items() if satu.klinis}
    kader = [satu for satu in aturan.formulir.values() if is_cadre_form(satu)]
    diisi = {kode for satu in kader for bagian in satu.bagian for kode in bagian.bidang}
    for kode in aturan.bidang.keys() - klinis - diisi:
        yield f"bidang {kode}: tidak ada pada formulir yang diisi kader, jadi harus klinis = true"
    for skor in aturan.skor.values():
        if klinis & {kode for kode, _ in skor.bidang} and not {kode for kode, _ in skor.bidang} <= klinis:
            yield f"skor {skor.kode}: mencampur bidang klinis dan bidang kader"
    kamus = make_kamus(aturan)
    for kode in aturan.temuan.keys() - aturan.temuan_klinis:
        if klinis & find_names(cadre_syarat(aturan, aturan.temuan[kode].syarat), kamus):
            yield f"temuan {kode}: bidang klinis harus berdiri paling depan pada syaratnya"


@cache
def pack_tabel() -> dict[str, dict[str, Any]]:
    """Growth tables by name, whole: of each column the first number and then the differences, as whole numbers.

    Row i belongs to x = (awal + i) / per_satuan; a number of a column is its running sum / 10 ** desimal, which is
    exactly the number in the file.
    """
    return {nama: _pack_satu(nama) for nama in TABEL}


def _pack_satu(nama: str) -> dict[str, Any]:
    teks = (FOLDER / "who" / f"{nama}.csv").read_text(encoding="ascii").splitlines()
    x, *kolom = zip(*csv.reader(teks[2:]), strict=True)
    per_jenis = {jk: kolom[ke * len(LMS) : (ke + 1) * len(LMS)] for ke, jk in enumerate(KELAMIN)}
    return {
        "awal": round(float(x[0]) * TABEL[nama]),
        "per_satuan": TABEL[nama],
        "terbatas": nama in TERBATAS,
        **{
            jk: {huruf: _pack_kolom(satu) for huruf, satu in zip(LMS, tiga, strict=True)}
            for jk, tiga in per_jenis.items()
        },
    }


def _pack_kolom(kolom: Iterable[str]) -> dict[str, Any]:
    angka = [Decimal(satu) for satu in kolom]
    desimal = max(-int(satu.as_tuple().exponent) for satu in angka)
    bulat = [int(satu.scaleb(desimal)) for satu in angka]
    return {"desimal": desimal, "beda": [bulat[0], *(dua - satu for satu, dua in pairwise(bulat))]}
