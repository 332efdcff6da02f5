"""The golden cases of klaster/data/contoh, and how one is judged. The phone's tests read the same files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from klaster.aturan import Aturan, build_aturan
from klaster.berkas import FOLDER
from klaster.bidang import check_pengukuran
from klaster.evaluate import evaluate
from klaster.imunisasi import TERLALU_DINI, TERTINGGAL, WAKTUNYA, judge_imunisasi
from klaster.jadwal import list_jatuh
from klaster.kasus import Kasus, read_kasus
from klaster.konteks import Konteks
from klaster.peringatan import warn_pengukuran
from klaster.tahap import Tahap, list_tahap, read_tahap

CONTOH = FOLDER / "contoh"
Setelan = Mapping[str, object]
Pasangan = tuple[Kasus, Setelan]


@cache
def load_golden() -> tuple[Pasangan, ...]:
    """Every case with its settings, file by file."""
    baris = [isi for berkas in sorted(CONTOH.glob("*.json")) for isi in json.loads(berkas.read_text(encoding="utf-8"))]
    return tuple((read_kasus(isi), isi.get("setelan", {})) for isi in baris)


def make_judge(data: Mapping[str, Any]) -> Callable[[Kasus, Setelan], dict[str, list[Any]]]:
    """What the rules in `data` say about a case, for those keys that the case states."""
    tahap = read_tahap(data)
    aturan: dict[str, Aturan] = {}

    def judge(kasus: Kasus, setelan: Setelan) -> dict[str, list[Any]]:
        kunci = json.dumps(setelan, sort_keys=True)
        if kunci not in aturan:
            aturan[kunci] = build_aturan(data, setelan)
        return {satu: _PENILAI[satu](aturan[kunci], tahap, kasus) for satu in kasus.harapan}

    return judge


def _temuan(aturan: Aturan, tahap: tuple[Tahap, ...], kasus: Kasus) -> list[Any]:
    return [temuan.kode for temuan in evaluate(aturan, kasus.profil, kasus.pengukuran, kasus.tanggal)]


def _tahap(aturan: Aturan, tahap: tuple[Tahap, ...], kasus: Kasus) -> list[Any]:
    return sorted(list_tahap(tahap, kasus.profil, kasus.tanggal))


def _salah(aturan: Aturan, tahap: tuple[Tahap, ...], kasus: Kasus) -> list[Any]:
    _, salah = check_pengukuran(aturan, kasus.profil, kasus.pengukuran, kasus.tanggal)
    return [[satu.bidang, satu.kode] for satu in salah]


def _peringatan(aturan: Aturan, tahap: tuple[Tahap, ...], kasus: Kasus) -> list[Any]:
    tanya = warn_pengukuran(aturan, kasus.profil, kasus.pengukuran, kasus.tanggal)
    return [[satu.bidang, satu.kode] for satu in tanya]


def _imunisasi(aturan: Aturan, tahap: tuple[Tahap, ...], kasus: Kasus) -> list[Any]:
    """Doses to act on today: due, late, or given too early."""
    hasil = judge_imunisasi(aturan.tabel.imunisasi, kasus.profil, kasus.pengukuran, kasus.tanggal)
    perlu = (WAKTUNYA, TERTINGGAL, TERLALU_DINI)
    return [[satu.dosis.kode, satu.status] for satu in hasil.semua if satu.status in perlu] if hasil else []


def _perkembangan(aturan: Aturan, tahap: tuple[Tahap, ...], kasus: Kasus) -> list[Any]:
    konteks = Konteks(kasus.profil, {}, kasus.tanggal)
    return [kelompok.kode for kelompok in aturan.perkembangan if kelompok.cocok(konteks)]


def _jatuh(aturan: Aturan, tahap: tuple[Tahap, ...], kasus: Kasus) -> list[Any]:
    """What is due: code, from when, late after, possible until, last done."""
    return [
        [satu.kode, *(hari and str(hari) for hari in (satu.mulai, satu.tenggat, satu.sampai, satu.terakhir))]
        for satu in list_jatuh(aturan, kasus.profil, kasus.tanggal)
    ]


_PENILAI = {
    "temuan": _temuan,
    "tahap": _tahap,
    "salah": _salah,
    "peringatan": _peringatan,
    "imunisasi": _imunisasi,
    "perkembangan": _perkembangan,
    "jatuh": _jatuh,
}
