"""Faults of the data files, as Indonesian sentences: what the system check prints before it refuses to start."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise
from typing import Any, Final

from klaster.aturan import build_aturan
from klaster.bias import BIDANG as BIDANG_BIAS
from klaster.bidang import LAYANAN, MASA, TIPE
from klaster.bundel import find_klinis_faults
from klaster.data_check_satuan import check_satuan
from klaster.data_check_tabel import check_source, find_gizi, find_kbm, find_tekanan
from klaster.galat import DataSalah, SetelanSalah
from klaster.indikator import (
    ARAH,
    HARI_BUKA,
    IRAMA,
    LOKAL,
    MENINGGAL,
    MODE,
    SATUAN,
    SEBUTAN,
)
from klaster.jadwal import KELOMPOK
from klaster.kontak import BIDANG as KONTAK
from klaster.konteks import TURUNAN
from klaster.profil import KANAL
from klaster.setelan import apply_setelan, merge_setelan
from klaster.tahap import read_tahap
from klaster.temuan import ISIAN, TINGKAT

Baris = Mapping[str, Any]
# Table -> texts that people read, each of which must be there.
TEKS: Final[Mapping[str, tuple[str, ...]]] = {
    "klaster": ("nama",),
    "penyakit": ("nama",),
    "setelan": ("nama", "alasan"),
    "tahap": ("nama",),
    "bidang": ("label", "bantuan"),
    "skor": ("nama",),
    "formulir": ("nama", "bantuan"),
    "temuan": ("nama", "pesan"),
    "indikator": ("nama", "kalimat", "label_pembilang", "label_penyebut"),
    "vaksin": ("nama",),
    "imunisasi": ("nama",),
    "td": ("nama",),
    "bias": ("nama",),
    "kontak": ("nama",),
    "jadwal": ("nama",),
    "perkembangan": ("nama",),
}
# Table -> every other key a line may have.
KUNCI: Final[Mapping[str, str]] = {
    "klaster": "nomor",
    "penyakit": "usul ukur buruk kontrol porsi",
    "setelan": "bawaan pilihan status pemakai",
    "tahap": "tujuan untuk",
    "bidang": "layanan tipe satuan desimal untuk rentang pilihan pesan_luar maks_huruf poin klinis masa",
    "skor": "maksimum bidang tambahan",
    "formulir": "kanal tahap bagian",
    "temuan": "tingkat klaster untuk syarat tindakan rujuk_ke berlaku_sejak berlaku_sampai",
    "indikator": "klaster arah irama mode satuan target ambang musim selalu_merah sebutan mingguan rapat ramal berat "
    "spm cacah wabah wabah_sejak penyebut pembilang",
    "vaksin": "",
    "imunisasi": "vaksin mulai terlambat sampai paling_dini sesudah jeda jeda_paling_dini dasar dipakai "
    "berlaku_sejak berlaku_sampai",
    "td": "jeda",
    "bias": "vaksin kelas tahun bulan jenis_kelamin berlaku_sejak berlaku_sampai",
    "kontak": "jenis hari_min hari_maks isi inti",
    "jadwal": "kelompok untuk bidang setiap tenggang bekal paling_lama kunjungi_hari jawaban selang "
    "selang_menurut henti",
    "perkembangan": "untuk butir",
}
_RENTANG: Final = {"untuk", "minimum", "maksimum", "lunak_min", "lunak_maks", "turun_persen", "naik_persen", "turun"}
_INGGRIS: Final = re.compile(r"\b(the|and|with|please|refer|weight|should|must|you)\b", re.IGNORECASE)
_MENDESAK: Final = ("rujuk", "segera")


def find_faults(data: Mapping[str, Any]) -> list[str]:
    """Everything wrong with the data, in the order of the tables; empty when it may be used."""
    hasil = [
        cacat
        for periksa in (_lines, _dates, _bands, find_kbm, find_tekanan, find_gizi, _settings)
        for cacat in periksa(data)
    ]
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
    if tabel == "indikator" and str(baris.get("kode")).startswith(LOKAL):
        yield f"kode yang berawalan {LOKAL} milik indikator lokal kabupaten"
    for kunci in TEKS[tabel]:
        teks = baris.get(kunci, "")
        if not isinstance(teks, str) or len(teks.strip()) < 3:
            yield f"{kunci} belum diisi dalam bahasa Indonesia"
        elif _INGGRIS.search(teks):
            yield f"{kunci} bukan bahasa Indonesia: {teks!r}"
    asing = baris.keys() - {"kode", "sumber", "catatan", *TEKS[tabel], *KUNCI[tabel].split()}
    if asing:
        yield f"kunci tidak dikenal: {', '.join(sorted(asing))}"
    yield from check_source(baris.get("sumber"), data["sumber"])
    yield from _untuk(baris.get("untuk"), data)


def _untuk(untuk: Any, data: Mapping[str, Any]) -> Iterator[str]:
    penyakit = {baris["kode"] for baris in data["penyakit"]}
    for satu in untuk if isinstance(untuk, list) else [untuk or {}]:
        if satu.get("penyakit") and satu["penyakit"] not in penyakit:
            yield f"penyakit tidak dikenal: {satu['penyakit']}"
        if asing := set(satu.get("kanal", ())) - set(KANAL):
            yield f"kanal tidak dikenal: {', '.join(sorted(asing))}"
        for ukuran in ("hari", "bulan", "tahun"):
            bawah, atas = satu.get(f"umur_{ukuran}_min"), satu.get(f"umur_{ukuran}_maks")
            if isinstance(bawah, int) and isinstance(atas, int) and bawah > atas:
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
    yield from _one_of(baris, "layanan", LAYANAN)
    if not isinstance(baris.get("klinis", False), bool):
        yield "klinis harus true atau false"
    if "masa" in baris:
        yield from _one_of(baris, "masa", MASA if baris.get("tipe") == "tanggal" else ())
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


def _formulir(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    if asing := set(baris.get("kanal", ("",))) - set(KANAL):
        yield f"kanal tidak dikenal: {', '.join(sorted(asing))}"
    if asing := set(baris.get("tahap", ("",))) - {satu["kode"] for satu in data["tahap"]}:
        yield f"tahap tidak dikenal: {', '.join(sorted(asing))}"
    bidang = Counter(kode for bagian in baris.get("bagian", ()) for kode in bagian.get("bidang", ()))
    if asing := bidang.keys() - {satu["kode"] for satu in data["bidang"]}:
        yield f"bidang tidak dikenal: {', '.join(sorted(asing))}"
    if kembar := sorted(kode for kode, kali in bidang.items() if kali > 1):
        yield f"bidang ditulis dua kali: {', '.join(kembar)}"
    for bagian in baris.get("bagian", ()):
        if bagian.keys() != {"judul", "bidang"} or not bagian["judul"].strip() or not bagian["bidang"]:
            yield f"bagian harus punya judul dan bidang: {bagian}"
    if not bidang:
        yield "bagian belum diisi"


def _temuan(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _klaster(baris, data)
    yield from _one_of(baris, "tingkat", TINGKAT)
    if not isinstance(baris.get("berlaku_sejak"), date):
        yield "berlaku_sejak belum diisi"
    if baris.get("tingkat") in _MENDESAK and not (baris.get("tindakan") and baris.get("rujuk_ke")):
        yield "tindakan dan rujuk_ke wajib untuk temuan yang dirujuk"
    dikenal = {*TURUNAN, *(satu["kode"] for satu in data["skor"])}
    if asing := set(ISIAN.findall(baris.get("pesan", ""))) - dikenal:
        yield f"isian pesan tidak dikenal: {', '.join(sorted(asing))}"


def _indikator(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _klaster(baris, data)
    yield from check_satuan(baris)
    pilihan = {"arah": ARAH, "irama": IRAMA, "mode": MODE, "satuan": SATUAN, "sebutan": SEBUTAN}
    for kunci, boleh in pilihan.items():
        yield from _one_of(baris, kunci, boleh)
    penyebut, pembilang = baris.get("penyebut", {}), baris.get("pembilang", {})
    temuan = {satu["kode"] for satu in data["temuan"]}
    for syarat in (penyebut, pembilang):
        yield from _untuk({kunci: isi for kunci, isi in syarat.items() if kunci.startswith(("umur", "pen"))}, data)
        if asing := {*syarat.get("temuan", ()), *syarat.get("dasar", ())} - temuan:
            yield f"temuan tidak dikenal: {', '.join(sorted(asing))}"
        if syarat.get("meninggal", MENINGGAL[0]) not in MENINGGAL:
            yield f"meninggal tidak dikenal: {syarat['meninggal']}"
        if syarat.get("hari_buka", HARI_BUKA[0]) not in HARI_BUKA:
            yield f"hari_buka tidak dikenal: {syarat['hari_buka']}"
    if (baris.get("mode") == "musim") != bool(baris.get("musim")):
        yield "musim (nomor bulan) hanya dan wajib untuk mode musim"
    if (baris.get("mode") == "keadaan") != bool(penyebut.get("dasar")):
        yield "dasar hanya dan wajib untuk mode keadaan"
    if baris.get("target") is not None and not 0 <= baris["target"] <= 1:
        yield f"target harus 0 sampai 1, bukan {baris['target']}"


def _imunisasi(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _one_of(baris, "kode", (satu["kode"] for satu in data["bidang"] if satu["tipe"] == "tanggal"))
    yield from _one_of(baris, "vaksin", (satu["kode"] for satu in data["vaksin"]))
    if "sesudah" in baris:
        semua = [satu["kode"] for satu in data["imunisasi"]]
        if baris["sesudah"] not in semua[: semua.index(baris["kode"])]:
            yield f"sesudah harus dosis yang ditulis di atasnya, bukan {baris['sesudah']}"
        if not {"jeda", "jeda_paling_dini"} <= baris.keys():
            yield "jeda dan jeda_paling_dini wajib bila ada sesudah"


def _vaksin(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    dikenal = {satu["kode"] for satu in data["bidang"]}
    if kurang := {f"{awal}_{baris.get('kode')}" for awal in ("lot", "ed")} - dikenal:
        yield f"bidang belum ada: {', '.join(sorted(kurang))}"


def _td(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _one_of(baris, "kode", (satu["kode"] for satu in data["bidang"] if satu["tipe"] == "tanggal"))
    if ("jeda" in baris) == (baris is data["td"][0]):
        yield "jeda wajib, kecuali pada dosis pertama"


def _bias(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _one_of(baris, "kode", BIDANG_BIAS & {satu["kode"] for satu in data["bidang"]})
    yield from _one_of(baris, "vaksin", (satu["kode"] for satu in data["vaksin"]))
    if not 1 <= baris.get("bulan", 0) <= 12:
        yield f"bulan harus 1 sampai 12, bukan {baris.get('bulan')}"
    if baris.get("kelas", 0) < 1 or baris.get("tahun", 0) < 1:
        yield "kelas dan tahun (umur yang dicapai) wajib, mulai 1"


def _kontak(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _one_of(baris, "jenis", KONTAK)
    if not 0 <= baris.get("hari_min", -1) <= baris.get("hari_maks", -1):
        yield f"hari tidak urut: {baris.get('hari_min')} sampai {baris.get('hari_maks')}"
    if not 0 <= baris.get("inti", 0) <= len(baris.get("isi", ())) or not baris.get("isi"):
        yield "isi belum ditulis, atau inti lebih banyak dari isi"


def _perkembangan(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    if not baris.get("untuk"):
        yield "untuk belum diisi"
    butir = baris.get("butir", ())
    if not butir or not all(isinstance(satu, str) and satu.strip() for satu in butir):
        yield "butir belum diisi"


def _jadwal(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    yield from _one_of(baris, "kelompok", KELOMPOK)
    dikenal = {satu["kode"] for satu in data["bidang"]}
    lain = {baris[kunci] for kunci in ("bekal", "selang") if kunci in baris}
    asing = {*baris.get("bidang", ("",)), *lain, *baris.get("selang_menurut", ()), *baris.get("henti", ())} - dikenal
    if asing:
        yield f"bidang tidak dikenal: {', '.join(sorted(asing))}"
    if ("bekal" in baris) != ("paling_lama" in baris):
        yield "bekal dan paling_lama diisi keduanya atau tidak sama sekali"
    if baris.get("kunjungi_hari", 0) < 0:
        yield f"kunjungi_hari harus 0 atau lebih, bukan {baris['kunjungi_hari']}"
    if asing := {*baris.get("jawaban", ())} - {satu["kode"] for satu in data["temuan"]}:
        yield f"temuan tidak dikenal: {', '.join(sorted(asing))}"
    if ("setiap" in baris) == ("selang" in baris):
        yield "salah satu diisi: setiap atau selang"
    yield from (f"{kunci} belum diisi" for kunci in ("untuk", "tenggang") if not baris.get(kunci))


def _penyakit(baris: Baris, data: Mapping[str, Any]) -> Iterator[str]:
    temuan = {satu["kode"] for satu in data["temuan"]}
    if not baris.get("ukur"):
        yield "ukur belum diisi: sembarang kunjungan bukan kontrol"
    disebut = {kode for kunci in ("usul", "ukur", "buruk") for kode in baris.get(kunci, ())}
    if asing := disebut - temuan:
        yield f"temuan tidak dikenal: {', '.join(sorted(asing))}"
    if baris.get("kontrol"):
        yield from _one_of(baris, "kontrol", (satu["kode"] for satu in data["jadwal"]))


_KHUSUS: Final[Mapping[str, Callable[[Baris, Mapping[str, Any]], Iterator[str]]]] = {
    "tahap": _tahap,
    "bidang": _bidang,
    "formulir": _formulir,
    "temuan": _temuan,
    "indikator": _indikator,
    "vaksin": _vaksin,
    "imunisasi": _imunisasi,
    "td": _td,
    "bias": _bias,
    "kontak": _kontak,
    "jadwal": _jadwal,
    "penyakit": _penyakit,
    "perkembangan": _perkembangan,
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


def _settings(data: Mapping[str, Any]) -> Iterator[str]:
    try:
        nilai = merge_setelan(data, None)
        apply_setelan({tabel: isi for tabel, isi in data.items() if tabel != "setelan"}, nilai)
    except (DataSalah, SetelanSalah, KeyError) as galat:
        yield f"setelan: {galat}"


def _compiled(data: Mapping[str, Any]) -> Iterator[str]:
    try:
        aturan = build_aturan(data)
        read_tahap(data)
    except (DataSalah, SetelanSalah, KeyError, TypeError, ValueError) as galat:
        yield f"data tidak dapat dipakai: {galat}"
    else:
        yield from find_klinis_faults(aturan)
