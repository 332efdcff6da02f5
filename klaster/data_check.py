"""Faults of the data files, as Indonesian sentences: what the system check prints before it refuses to start."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise
from typing import Any, Final

from klaster.aturan import build_aturan
from klaster.bidang import TIPE
from klaster.galat import DataSalah, SetelanSalah
from klaster.indikator import ARAH, HARI_BUKA, IRAMA, MODE, SATUAN, SEBUTAN
from klaster.konteks import TURUNAN
from klaster.profil import KANAL
from klaster.setelan import apply_setelan, merge_setelan
from klaster.sumber import split_sumber
from klaster.tahap import read_tahap
from klaster.temuan import TINGKAT

Baris = Mapping[str, Any]
# Table -> texts that people read, each of which must be there.
TEKS: Final[Mapping[str, tuple[str, ...]]] = {
    "klaster": ("nama",),
    "penyakit": ("nama",),
    "setelan": ("nama", "alasan"),
    "tahap": ("nama",),
    "bidang": ("label", "bantuan"),
    "temuan": ("nama", "pesan"),
    "indikator": ("nama", "kalimat", "label_pembilang", "label_penyebut"),
}
# Table -> every other key a line may have.
KUNCI: Final[Mapping[str, str]] = {
    "klaster": "nomor",
    "penyakit": "",
    "setelan": "bawaan pilihan status",
    "tahap": "tujuan untuk",
    "bidang": "kelompok tipe satuan desimal untuk rentang pilihan pesan_luar maks_huruf",
    "temuan": "tingkat klaster untuk syarat tindakan rujuk_ke berlaku_sejak berlaku_sampai",
    "indikator": "klaster arah irama mode satuan target ambang musim selalu_merah sebutan mingguan penyebut pembilang",
}
_RENTANG: Final = {"untuk", "minimum", "maksimum", "lunak_min", "lunak_maks", "turun_persen", "naik_persen", "turun"}
_INGGRIS: Final = re.compile(r"\b(the|and|with|please|refer|weight|should|must|you)\b", re.IGNORECASE)
_ISIAN: Final = re.compile(r"{(\w+)}")
_MENDESAK: Final = ("rujuk", "segera")


def find_faults(data: Mapping[str, Any]) -> list[str]:
    """Everything wrong with the data, in the order of the tables; empty when it may be used."""
    hasil = [cacat for periksa in (_lines, _dates, _bands, _kbm, _settings) for cacat in periksa(data)]
    return hasil or list(_compiled(data))


def _each(data: Mapping[str, Any]) -> Iterator[tuple[str, Baris]]:
    for tabel in TEKS:
        for baris in data[tabel]:
            yield tabel, baris


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for tabel, baris in _each(data):
        for cacat in (*_line(tabel, baris, data), *_KHUSUS.get(tabel, _nothing)(baris, data)):
            yield f"{tabel} {baris.get('kode', '?')}: {cacat}"
    for tabel in TEKS:
        if tabel != "temuan":
            hitung = Counter(baris.get("kode") for baris in data[tabel])
            yield from (f"{tabel} {kode}: kode ditulis {kali} kali" for kode, kali in hitung.items() if kali > 1)


def _nothing(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from ()


def _line(tabel: str, baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", str(baris.get("kode", ""))):
        yield "kode harus huruf kecil, angka, garis bawah"
    for kunci in TEKS[tabel]:
        teks = baris.get(kunci, "")
        if not isinstance(teks, str) or len(teks.strip()) < 3:
            yield f"{kunci} belum diisi dalam bahasa Indonesia"
        elif _INGGRIS.search(teks):
            yield f"{kunci} bukan bahasa Indonesia: {teks!r}"
    asing = baris.keys() - {"kode", "sumber", "catatan", *TEKS[tabel], *KUNCI[tabel].split()}
    if asing:
        yield f"kunci tidak dikenal: {', '.join(sorted(asing))}"
    yield from _source(baris.get("sumber"), data["sumber"])
    yield from _untuk(baris.get("untuk"), data)


def _source(teks: object, dokumen: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(teks, str) or not teks.strip():
        yield "sumber belum disebut"
        return
    for satu in teks.split(";"):
        kode, letak = split_sumber(satu)
        if kode not in dokumen:
            yield f"sumber tidak dikenal: {kode!r}"
        elif dokumen[kode]["bacaan"] == "penuh" and not letak:
            yield f"sumber {kode} tanpa halaman atau tabel"


def _untuk(untuk: Any, data: Mapping[str, Any]) -> Iterator[str]:
    penyakit = {baris["kode"] for baris in data["penyakit"]}
    for satu in untuk if isinstance(untuk, list) else [untuk or {}]:
        if satu.get("penyakit") and satu["penyakit"] not in penyakit:
            yield f"penyakit tidak dikenal: {satu['penyakit']}"
        if asing := set(satu.get("kanal", ())) - set(KANAL):
            yield f"kanal tidak dikenal: {', '.join(sorted(asing))}"
        for ukuran in ("hari", "bulan", "tahun"):
            bawah, atas = satu.get(f"umur_{ukuran}_min"), satu.get(f"umur_{ukuran}_maks")
            if bawah is not None and atas is not None and bawah > atas:
                yield f"umur_{ukuran}: {bawah} lebih besar dari {atas}"


def _one_of(baris: Baris, kunci: str, boleh: Iterable[str]) -> Iterator[str]:
    if baris.get(kunci) not in tuple(boleh):
        yield f"{kunci} tidak dikenal: {baris.get(kunci)!r}"


def _klaster(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _one_of(baris, "klaster", (satu["kode"] for satu in data["klaster"]))


def _tahap(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _one_of(baris, "tujuan", data["tujuan"])
    if not baris.get("untuk"):
        yield "untuk belum diisi"


def _bidang(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _one_of(baris, "tipe", TIPE)
    yield from _one_of(baris, "kelompok", data["kelompok"])
    if baris.get("tipe") in ("desimal", "bulat") and not baris.get("rentang"):
        yield "rentang belum diisi"
    if baris.get("tipe") == "pilihan" and not baris.get("pilihan"):
        yield "pilihan belum diisi"
    for satu in baris.get("rentang", ()):
        yield from _rentang(satu, data)


def _rentang(satu: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _untuk(satu.get("untuk"), data)
    if asing := satu.keys() - _RENTANG:
        yield f"kunci rentang tidak dikenal: {', '.join(sorted(asing))}"
    urut = [satu[kunci] for kunci in ("minimum", "lunak_min", "lunak_maks", "maksimum") if kunci in satu]
    if "minimum" not in satu or "maksimum" not in satu or any(a >= b for a, b in pairwise(urut)):
        yield f"rentang tidak urut: {urut}"


def _temuan(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _klaster(baris, data)
    yield from _one_of(baris, "tingkat", TINGKAT)
    if not isinstance(baris.get("berlaku_sejak"), date):
        yield "berlaku_sejak belum diisi"
    if baris.get("tingkat") in _MENDESAK and not (baris.get("tindakan") and baris.get("rujuk_ke")):
        yield "tindakan dan rujuk_ke wajib untuk temuan yang dirujuk"
    if asing := set(_ISIAN.findall(baris.get("pesan", ""))) - set(TURUNAN):
        yield f"isian pesan tidak dikenal: {', '.join(sorted(asing))}"


def _indikator(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _klaster(baris, data)
    pilihan = {"arah": ARAH, "irama": IRAMA, "mode": MODE, "satuan": SATUAN, "sebutan": SEBUTAN}
    for kunci, boleh in pilihan.items():
        yield from _one_of(baris, kunci, boleh)
    penyebut, pembilang = baris.get("penyebut", {}), baris.get("pembilang", {})
    temuan = {satu["kode"] for satu in data["temuan"]}
    for syarat in (penyebut, pembilang):
        yield from _untuk({kunci: isi for kunci, isi in syarat.items() if kunci.startswith(("umur", "pen"))}, data)
        if asing := {*syarat.get("temuan", ()), *syarat.get("dasar", ())} - temuan:
            yield f"temuan tidak dikenal: {', '.join(sorted(asing))}"
        if syarat.get("hari_buka", HARI_BUKA[0]) not in HARI_BUKA:
            yield f"hari_buka tidak dikenal: {syarat['hari_buka']}"
    if not pembilang:
        yield "pembilang belum diisi"
    if (baris.get("mode") == "musim") != bool(baris.get("musim")):
        yield "musim (nomor bulan) hanya dan wajib untuk mode musim"
    if (baris.get("mode") == "keadaan") != bool(penyebut.get("dasar")):
        yield "dasar hanya dan wajib untuk mode keadaan"
    if baris.get("target") is not None and not 0 <= baris["target"] <= 1:
        yield f"target harus 0 sampai 1, bukan {baris['target']}"


_KHUSUS: Final[Mapping[str, Callable[[Baris, Mapping[str, Any]], Iterator[str]]]] = {
    "tahap": _tahap,
    "bidang": _bidang,
    "temuan": _temuan,
    "indikator": _indikator,
}


def _dates(data: Mapping[str, Any]) -> Iterator[str]:
    """Lines of one finding must not be in force on the same day."""
    for satu, dua in combinations(data["temuan"], 2):
        if satu.get("kode") != dua.get("kode"):
            continue
        awal, akhir = sorted((satu, dua), key=lambda baris: baris.get("berlaku_sejak", date.min))
        if awal.get("berlaku_sampai", date.max) >= akhir.get("berlaku_sejak", date.min):
            yield f"temuan {satu.get('kode')}: masa berlaku bertumpang tindih"


def _bands(data: Mapping[str, Any]) -> Iterator[str]:
    """Ages must not overlap within a purpose that says so."""
    for tujuan, isi in data["tujuan"].items():
        if isi["tumpang_tindih"]:
            continue
        pita = sorted(
            (*pita, baris["kode"])
            for baris in data["tahap"]
            if baris.get("tujuan") == tujuan and (pita := _band(baris.get("untuk")))
        )
        for (_, akhir, satu), (awal, _, dua) in pairwise(pita):
            if awal <= akhir:
                yield f"tahap {satu} dan {dua} bertumpang tindih pada tujuan {tujuan}"


def _band(untuk: Any) -> tuple[int, int] | None:
    """First and last completed month of a stage that is given by age."""
    if not isinstance(untuk, Mapping):
        return None
    if "umur_bulan_min" in untuk or "umur_bulan_maks" in untuk:
        return untuk.get("umur_bulan_min", 0), untuk.get("umur_bulan_maks", 10**6)
    if "umur_tahun_min" in untuk or "umur_tahun_maks" in untuk:
        return untuk.get("umur_tahun_min", 0) * 12, untuk.get("umur_tahun_maks", 10**5) * 12 + 11
    return None


def _kbm(data: Mapping[str, Any]) -> Iterator[str]:
    hitung = Counter((baris["jenis_kelamin"], baris["bulan"], baris["berlaku_sejak"]) for baris in data["kbm"])
    yield from (f"kbm {' '.join(kunci)}: ditulis {kali} kali" for kunci, kali in hitung.items() if kali > 1)
    setelan = {baris["kode"] for baris in data["setelan"]}
    for baris in data["kbm"]:
        if not baris["gram"].isdecimal() and baris["gram"] not in setelan:
            yield f"kbm {baris['jenis_kelamin']} {baris['bulan']}: gram tidak dikenal: {baris['gram']}"
        yield from (
            f"kbm {baris['jenis_kelamin']} {baris['bulan']}: {x}" for x in _source(baris["sumber"], data["sumber"])
        )


def _settings(data: Mapping[str, Any]) -> Iterator[str]:
    try:
        nilai = merge_setelan(data, None)
        apply_setelan({tabel: isi for tabel, isi in data.items() if tabel != "setelan"}, nilai)
    except (DataSalah, SetelanSalah, KeyError) as galat:
        yield f"setelan: {galat}"


def _compiled(data: Mapping[str, Any]) -> Iterator[str]:
    try:
        build_aturan(data)
        read_tahap(data)
    except (DataSalah, SetelanSalah, KeyError, TypeError, ValueError) as galat:
        yield f"data tidak dapat dipakai: {galat}"
