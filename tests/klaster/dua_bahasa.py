"""The rules in both languages, side by side: the phone's TypeScript as a running program, and Python in its words."""

from __future__ import annotations

import json
import math
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from ilp.stack.assets import javascript
from ilp.stack.process import ROOT
from klaster.aturan import Aturan
from klaster.bidang import Salah, check_pengukuran, rentang_for
from klaster.evaluate import evaluate
from klaster.formulir import forms_for, list_pertanyaan
from klaster.imunisasi import judge_imunisasi
from klaster.kasus import KasusSalah, read_profil
from klaster.konteks import Konteks
from klaster.nilai import Tolak, read_nilai, read_teks, unquote
from klaster.peringatan import warn_pengukuran
from klaster.perkembangan import find_ceklis
from klaster.pertumbuhan.ukur import Pertumbuhan, Skor
from klaster.profil import Profil
from klaster.tahap import muat_tahap, tahap_at
from klaster.tanggal import read_tanggal
from klaster.umur import umur_bulan, umur_hari, umur_tahun

Json = Any
KANAL = ("posyandu", "rumah", "sekolah")
_TAK_HINGGA = re.compile(r'(?<!")Infinity(?=[,\]}]|$)')  # the number; a text has a quote before it
TEPAT = 2**53  # whole numbers beyond are not exact in JavaScript
BULAT = 10**21  # from here on JavaScript writes a number with an exponent


class Hp:
    """The phone's rules, started once; a question per line."""

    def __init__(self, masuk: IO[str], keluar: IO[str]) -> None:
        self.masuk, self.keluar = masuk, keluar

    def ask(self, soal: Mapping[str, Json]) -> Json:
        """The answer to a question that was written by `write_json`."""
        return json.loads(self.ask_raw(write_json(soal)))

    def load(self, nama: str, bundel: Json) -> Json:
        """Questions name the rules they are judged by; answers with their version."""
        return self.ask({"soal": "muat", "nama": nama, "bundel": bundel})

    def ask_raw(self, baris: str) -> str:
        self.masuk.write(baris + "\n")
        self.masuk.flush()
        return self.keluar.readline()


def build(folder: Path) -> Path:
    """The phone's rules and the program around them, in one file."""
    hasil = folder / "dua_bahasa.mjs"
    argv = ["tests/klaster/dua_bahasa.mjs", "--bundle", "--format=esm", "--platform=node", f"--outfile={hasil}"]
    esbuild = javascript("node_modules/esbuild/bin/esbuild", *argv, "--log-level=warning")
    subprocess.run(esbuild, cwd=ROOT, check=True)
    return hasil


@contextmanager
def start(program: Path) -> Iterator[Hp]:
    with subprocess.Popen(
        javascript(str(program)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as proses:
        if proses.stdin and proses.stdout:
            yield Hp(proses.stdin, proses.stdout)
            proses.stdin.close()


def write_json(isi: Json) -> str:
    """As a phone would write it. Infinity is written as a number that is too large for either language."""
    return _TAK_HINGGA.sub("1e400", json.dumps(as_phone(isi)))


def as_phone(isi: Json) -> Json:
    """Numbers as JavaScript holds and prints them: all are doubles, whole ones below 10**21 have no point."""
    if isinstance(isi, Mapping):
        return {str(kunci): as_phone(nilai) for kunci, nilai in isi.items()}
    if isinstance(isi, list | tuple):
        return [as_phone(nilai) for nilai in isi]
    if isinstance(isi, bool) or not isinstance(isi, int | float | Decimal):
        return isi
    return _as_double(isi)


def _as_double(isi: int | float | Decimal) -> int | float | None:
    try:
        nilai = float(isi)
    except OverflowError:
        nilai = math.inf if isi > 0 else -math.inf
    except ValueError:  # a signalling NaN
        return None
    if math.isnan(nilai):
        return None
    if not nilai.is_integer() or abs(nilai) >= BULAT:
        return nilai
    return int(nilai) if abs(nilai) <= TEPAT else int(Decimal(repr(nilai)))


# ── Python in the same words ─────────────────────────────────────────────────────────────────────────────────────────


def judge(aturan: Aturan, isi: Json) -> Json:
    """What Python says to the question `nilai`, as the phone says it."""
    try:
        profil, tanggal = read_profil(isi["profil"]), read_tanggal(isi["tanggal"])
    except KasusSalah as salah:
        return {"galat": "ProfilSalah", "pesan": str(salah)}
    if tanggal is None:
        return {"galat": "ProfilSalah", "pesan": "tanggal: harus tanggal yang ada, ditulis 2026-11-16"}
    return as_phone(_judge(aturan, profil, isi["pengukuran"], tanggal))


def _judge(aturan: Aturan, profil: Profil, mentah: Json, tanggal: date) -> dict[str, Json]:
    rapi, salah = check_pengukuran(aturan, profil, mentah, tanggal)
    pengukuran = mentah if isinstance(mentah, Mapping) else {}
    konteks = Konteks(profil, pengukuran, tanggal, aturan.tabel)
    tahap = tahap_at(profil, tanggal)
    kelompok = find_ceklis(aturan, profil, tanggal)
    return {
        "isi": list(rapi.items()),
        "salah": [asdict(satu) for satu in salah],
        "temuan": [asdict(satu) for satu in evaluate(aturan, profil, mentah, tanggal)],
        "temuan_isi": [asdict(satu) for satu in evaluate(aturan, profil, rapi, tanggal)],
        "peringatan": [asdict(satu) for satu in warn_pengukuran(aturan, profil, pengukuran, tanggal)],
        "tahap": [satu.kode for satu in muat_tahap() if satu.kode in tahap],
        "imunisasi": _imunisasi(aturan, konteks),
        "perkembangan": kelompok.kode if kelompok else None,
        "timbangan": asdict(konteks.timbang) if konteks.timbang else None,
        "pertumbuhan": _pertumbuhan(konteks.tumbuh),
        "pertanyaan": [_pertanyaan(aturan, replace(profil, kanal=kanal), tanggal) for kanal in KANAL],
        "batas": [_batas(aturan, kode, profil, tanggal) for kode in rapi],
        "umur": {
            nama: hitung(profil.tanggal_lahir, tanggal)
            for nama, hitung in (("hari", umur_hari), ("bulan", umur_bulan), ("tahun", umur_tahun))
        },
    }


def _imunisasi(aturan: Aturan, konteks: Konteks) -> Json:
    hasil = judge_imunisasi(aturan.tabel.imunisasi, konteks.profil, konteks.nilai, konteks.tanggal)
    return hasil and [
        {
            "kode": satu.dosis.kode,
            "nama": satu.dosis.nama,
            "status": satu.status,
            "diberi": satu.diberi and satu.diberi.isoformat(),
            "mulai": satu.mulai and satu.mulai.isoformat(),
        }
        for satu in hasil.semua
    ]


def _pertumbuhan(hasil: Pertumbuhan) -> Json:
    semua = {nama: _skor(satu) if isinstance(satu, Skor) else satu for nama, satu in hasil._asdict().items()}
    return {**semua, "imt": trim(hasil.imt)}


def _skor(satu: Skor) -> Json:
    kelas = satu.kelas and {"kode": satu.kelas.kode, "nama": satu.kelas.nama}
    return {"z": satu.z, "kelas": kelas, "tidak_wajar": satu.tidak_wajar}


def trim(nilai: float | None) -> float | None:
    """A power may differ in its last binary digit between the two languages; no class is ever taken from it."""
    return None if nilai is None else float(f"{nilai:.12g}")


def _pertanyaan(aturan: Aturan, profil: Profil, tanggal: date) -> Json:
    formulir = forms_for(aturan, profil, tahap_at(profil, tanggal))
    return [
        [satu.kode, [[bagian.judul, [bidang.kode for bidang in bagian.bidang]] for bagian in lembar]]
        for satu, lembar in list_pertanyaan(aturan, formulir, profil, tanggal)
    ]


def _batas(aturan: Aturan, kode: str, profil: Profil, tanggal: date) -> Json:
    batas = rentang_for(aturan.bidang[kode], profil, tanggal)
    return batas and {nama: getattr(batas, nama) for nama in ("minimum", "maksimum", "lunak_min", "lunak_maks")}


def read_typed(aturan: Aturan, kode: str, teks: str) -> Json:
    """What Python makes of a typed text, as `bacaNilai` says it."""
    bidang = aturan.bidang[kode]
    nilai = unquote(bidang, teks)
    angka = bidang.tipe in ("desimal", "bulat")
    hasil = read_teks(bidang, nilai) if angka and isinstance(nilai, str) else read_nilai(bidang, nilai, None)
    if isinstance(hasil, Tolak):
        return {"salah": asdict(Salah(kode, hasil.kode, hasil.pesan, hasil.saran))}
    return {"nilai": as_phone(hasil)}
