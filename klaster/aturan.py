"""The rules as one immutable value: the data files with the settings of a kabupaten applied."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from klaster.berkas import shared_data
from klaster.bias import read_bias
from klaster.bidang import Bidang, read_bidang
from klaster.formulir import Formulir, read_formulir
from klaster.imunisasi import read_imunisasi
from klaster.indikator import JenisIndikator, read_indikator
from klaster.jadwal import Ulang, read_jadwal
from klaster.kbm import Baris
from klaster.kontak import read_kontak
from klaster.konteks import Tabel
from klaster.perkembangan import Kelompok, read_perkembangan
from klaster.pertumbuhan.kelas import read_patokan
from klaster.setelan import apply_setelan, merge_setelan
from klaster.skor import Skor, read_skor
from klaster.syarat import Kamus
from klaster.td import read_td
from klaster.tekanan import read_tekanan
from klaster.temuan import JenisTemuan, Lini, compile_lini, read_temuan


@dataclass(frozen=True)
class Aturan:
    """`temuan` has the newest line of each code; `lini` has all of them, in the order of judgement.

    `lini_bidang`: which of them, by number, a field can call; `selalu`: those that need no field.

    `temuan_klinis`: findings that only fields for health workers can call.

    `isi` is the same as plain JSON-able data with the settings applied: what the phone is given.
    """

    versi: str
    setelan: Mapping[str, int | float]
    bidang: Mapping[str, Bidang]
    skor: Mapping[str, Skor]
    formulir: Mapping[str, Formulir]
    temuan: Mapping[str, JenisTemuan]
    indikator: Mapping[str, JenisIndikator]
    lini: tuple[Lini, ...]
    lini_bidang: Mapping[str, tuple[int, ...]]
    selalu: tuple[int, ...]
    temuan_klinis: frozenset[str]
    tabel: Tabel
    perkembangan: tuple[Kelompok, ...]
    ulang: tuple[Ulang, ...]
    isi: Mapping[str, Any]


def muat_aturan(setelan: Mapping[str, object] | None = None) -> Aturan:
    """The rules under these settings, built once for equal settings; SetelanSalah for an unknown name or value."""
    return _muat(tuple(sorted(merge_setelan(shared_data(), setelan).items())))


@lru_cache(maxsize=64)
def _muat(setelan: tuple[tuple[str, int | float], ...]) -> Aturan:
    return build_aturan(shared_data(), dict(setelan))


def build_aturan(data: Mapping[str, Any], setelan: Mapping[str, object] | None = None) -> Aturan:
    """The rules of any data, also changed ones; nothing is cached."""
    nilai = merge_setelan(data, setelan)
    isi = {tabel: apply_setelan(baris, nilai) for tabel, baris in data.items() if tabel != "setelan"}
    isi["kbm"] = [{**baris, "gram": int(nilai.get(baris["gram"], baris["gram"]))} for baris in isi["kbm"]]
    bidang = {baris["kode"]: read_bidang(baris, isi["sumber"]) for baris in isi["bidang"]}
    klinis = {kode for kode, satu in bidang.items() if satu.klinis}
    mentah = {baris["kode"]: baris for baris in isi["bidang"]}
    skor = {baris["kode"]: read_skor(baris, mentah, isi["sumber"]) for baris in isi["skor"]}
    formulir = (read_formulir(baris, isi["sumber"], bidang) for baris in isi["formulir"])
    jenis = [read_temuan(baris, isi["sumber"]) for baris in isi["temuan"]]
    kamus = Kamus({kode: satu.tipe for kode, satu in bidang.items()}, skor)
    lini = tuple(compile_lini(satu, kamus) for satu in jenis)
    return Aturan(
        versi=f"{data['versi']}-{_digest({**isi, 'setelan': nilai})}",
        setelan=MappingProxyType(nilai),
        bidang=MappingProxyType(bidang),
        skor=MappingProxyType(skor),
        formulir=MappingProxyType({satu.kode: satu for satu in formulir}),
        temuan=MappingProxyType({satu.kode: satu for satu in sorted(jenis, key=lambda satu: satu.berlaku_sejak)}),
        indikator=MappingProxyType({satu.kode: satu for satu in read_indikator(isi)}),
        lini=lini,
        lini_bidang=MappingProxyType(
            {kode: tuple(ke for ke, satu in enumerate(lini) if kode in satu.pemicu) for kode in bidang}
        ),
        selalu=tuple(ke for ke, satu in enumerate(lini) if not satu.pemicu),
        temuan_klinis=frozenset(satu.jenis.kode for satu in lini if satu.pemicu and satu.pemicu <= klinis),
        tabel=_read_tabel(isi, nilai),
        perkembangan=read_perkembangan(isi),
        ulang=read_jadwal(isi["jadwal"]),
        isi=MappingProxyType({**isi, "setelan": nilai}),
    )


def _read_tabel(isi: Mapping[str, Any], setelan: Mapping[str, int | float]) -> Tabel:
    return Tabel(
        kbm=_read_kbm(isi["kbm"]),
        tekanan=read_tekanan(isi["tekanan"], setelan),
        imunisasi=read_imunisasi(isi["imunisasi"]),
        bias=read_bias(isi["bias"]),
        td=read_td(isi["td"]),
        kontak=read_kontak(isi["kontak"]),
        patokan=read_patokan(isi),
    )


def _digest(isi: Mapping[str, Any]) -> str:
    teks = json.dumps(isi, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(teks.encode()).hexdigest()[:8]


def _read_kbm(baris: list[Mapping[str, Any]]) -> dict[tuple[str, int], list[Baris]]:
    """Grams by sex and completed month, newest line first."""
    hasil: dict[tuple[str, int], list[Baris]] = {}
    for satu in baris:
        kunci = (satu["jenis_kelamin"], int(satu["bulan"]))
        hasil.setdefault(kunci, []).append((date.fromisoformat(satu["berlaku_sejak"]), satu["gram"]))
    for semua in hasil.values():
        semua.sort(reverse=True)
    return hasil
