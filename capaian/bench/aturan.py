"""`bench aturan`: judging one whole visit, and the growth of one child beside two public libraries."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from typing import Any, Final, NamedTuple, TypeVar

from capaian.bench.ukur import Waktu, ratio, take_turns
from klaster.aturan import Aturan, muat_aturan
from klaster.bidang import Bidang, check_pengukuran
from klaster.evaluate import evaluate
from klaster.formulir import forms_for, list_pertanyaan
from klaster.pertumbuhan.skor import measure_at
from klaster.pertumbuhan.tabel import load_tabel
from klaster.pertumbuhan.ukur import ukur_pertumbuhan
from klaster.profil import JenisKelamin, Profil, Riwayat
from klaster.tahap import tahap_at

TANGGAL: Final = date(2026, 11, 16)
BULAN: Final = timedelta(days=30)
LAMA: Final = 29  # visits before this one, of a child seen every month
# Everything that a form may ask is answered; these with likely values, the rest with the middle of its range.
BALITA: Final = {
    "berat_kg": 9.6,
    "panjang_cm": 80.5,
    "cara_ukur": "berdiri",
    "lila_cm": 13.4,
    "lingkar_kepala_cm": 46.1,
}
DEWASA: Final = {"berat_kg": 71.4, "panjang_cm": 158, "lingkar_perut_cm": 92, "sistole": 148, "diastole": 92}

Nilai = Mapping[str, object]
Kunjungan = tuple[Profil, Nilai]
T = TypeVar("T")


class Anak(NamedTuple):
    """One row of the survey that all contestants get."""

    jenis_kelamin: str
    hari: int
    berat: float
    panjang: float


def run(*, putaran: int, anak: int, kunjungan: int) -> dict[str, Any]:
    aturan = muat_aturan()
    balita, imunisasi, dewasa = make_visits(aturan).values()
    baris = _survey(anak)
    tumbuh, tidak_ada = _growth(baris)
    kerja: dict[str, Callable[[], object]] = {
        "balita": _over(lambda isi: evaluate(aturan, *isi, TANGGAL), [balita] * kunjungan),
        "imunisasi": _over(lambda isi: evaluate(aturan, *isi, TANGGAL), [imunisasi] * kunjungan),
        "dewasa": _over(lambda isi: evaluate(aturan, *isi, TANGGAL), [dewasa] * kunjungan),
    }
    waktu = take_turns({**kerja, **tumbuh}, putaran)
    return {
        "bench": "aturan",
        "versi_aturan": aturan.versi,
        "evaluate": {
            "balita_24_bulan_riwayat": {**_us(waktu["balita"], kunjungan), **_size(*balita)},
            "balita_29_kunjungan_dengan_imunisasi": {**_us(waktu["imunisasi"], kunjungan), **_size(*imunisasi)},
            "dewasa": {**_us(waktu["dewasa"], kunjungan), **_size(*dewasa)},
        },
        "pertumbuhan": {
            "anak": anak,
            "indeks": ["bbu", "tbu", "bbtb", "imtu"],
            **{nama: _us(waktu[nama], anak) for nama in tumbuh},
            **{f"{nama}_banding_kami": ratio(waktu[nama], waktu["kami"]) for nama in tumbuh if nama != "kami"},
            **dict.fromkeys(tidak_ada, "tidak terpasang"),
        },
    }


def _us(waktu: Waktu, kali: int) -> dict[str, float]:
    """Microseconds for one."""
    return {
        "median_us": round(waktu.median * 1000 / kali, 2),
        "p95_us": round(waktu.percentile(95) * 1000 / kali, 2),
        "putaran": len(waktu.putaran),
    }


def _size(profil: Profil, isi: Nilai) -> dict[str, int]:
    return {"bidang_terisi": len(isi), "riwayat": len(profil.riwayat)}


# ── One visit ────────────────────────────────────────────────────────────────────────────────────────────────────────


def make_visits(aturan: Aturan) -> dict[str, Kunjungan]:
    """The visits that are judged, by name."""
    dewasa = Profil(date(1971, 3, 2), JenisKelamin.L, penyakit=frozenset({"hipertensi"}))
    lama = _visit(aturan, Profil(TANGGAL - BULAN * LAMA, JenisKelamin.L), BALITA, LAMA)
    return {
        "balita_24_bulan_riwayat": _visit(aturan, Profil(date(2024, 11, 10), JenisKelamin.P), BALITA),
        "balita_29_kunjungan_dengan_imunisasi": _vaccinated(aturan, *lama),
        "dewasa": _visit(aturan, dewasa, DEWASA),
    }


def _visit(aturan: Aturan, profil: Profil, pasti: Nilai, lama: int = 24) -> Kunjungan:
    """A visit in which every question of the person's forms is answered, after so many monthly ones."""
    formulir = forms_for(aturan, profil, tahap_at(profil, TANGGAL))
    lembar = [satu for _, semua in list_pertanyaan(aturan, formulir, profil, TANGGAL) for satu in semua]
    isi = {**{bidang.kode: _answer(bidang) for satu in lembar for bidang in satu.bidang}, **pasti}
    rapi, _ = check_pengukuran(aturan, profil, isi, TANGGAL)
    riwayat = tuple(
        Riwayat(TANGGAL - BULAN * ke, {**rapi, "berat_kg": round(float(str(rapi["berat_kg"])) - 0.2 * ke, 2)})
        for ke in range(lama, 0, -1)
        if TANGGAL - BULAN * ke >= profil.tanggal_lahir
    )
    return Profil(profil.tanggal_lahir, profil.jenis_kelamin, penyakit=profil.penyakit, riwayat=riwayat), rapi


def _vaccinated(aturan: Aturan, profil: Profil, isi: Nilai) -> Kunjungan:
    """The same child with every dose written down on the visit after it was due."""
    jadwal = [(dosis.kode, dosis.mulai.sesudah(profil.tanggal_lahir)) for dosis in aturan.tabel.imunisasi.semua]
    riwayat = tuple(
        Riwayat(
            lalu.tanggal,
            {**lalu.pengukuran, **{kode: str(h) for kode, h in jadwal if h <= lalu.tanggal < h + BULAN}},
        )
        for lalu in profil.riwayat
    )
    return replace(profil, riwayat=riwayat), isi


def _answer(bidang: Bidang) -> object:
    if bidang.tipe in {"desimal", "bulat"} and bidang.minimum is not None and bidang.maksimum is not None:
        return round((bidang.minimum + bidang.maksimum) / 2)
    if bidang.tipe == "pilihan":
        return next(iter(bidang.pilihan), None)
    return bidang.tipe == "ya_tidak" or None


# ── Growth ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _survey(banyak: int) -> list[Anak]:
    """Children a little shorter and thinner than the standard, and as unlike one another as in a survey."""
    acak = random.Random(2026)
    hasil = []
    for _ in range(banyak):
        jenis_kelamin, hari = acak.choice("LP"), acak.randrange(1, 1826)
        tinggi, berat = (load_tabel(nama)[jenis_kelamin].baris[hari] for nama in ("tbu", "bbu"))
        z = acak.gauss(-1.1, 1.1)
        panjang = round(measure_at(tinggi, z), 1)
        hasil.append(Anak(jenis_kelamin, hari, round(measure_at(berat, 0.7 * z + acak.gauss(0, 0.7)), 1), panjang))
    return hasil


def _growth(baris: list[Anak]) -> tuple[dict[str, Callable[[], object]], list[str]]:
    """The contestants that are installed, and the names of those that are not."""
    ada: dict[str, Callable[[], object]] = {"kami": _over(_ours, baris)}
    tidak_ada = []
    for nama, modul, buat in (("pygrowup2", "pygrowup", _pygrowup), ("anthro", "anthro", _anthro)):
        try:
            hitung = buat(import_module(modul))
        except ImportError:
            tidak_ada.append(nama)
        else:
            ada[nama] = _over(hitung, baris)
    return ada, tidak_ada


def _over(hitung: Callable[[T], object], baris: Iterable[T]) -> Callable[[], object]:
    """Nothing is kept, so that no contestant pays for collecting the results of another."""

    def kerja() -> None:
        for satu in baris:
            hitung(satu)

    return kerja


def _ours(satu: Anak) -> object:
    return ukur_pertumbuhan(satu.jenis_kelamin, satu.hari, satu.berat, satu.panjang)


def _pygrowup(pustaka: Any) -> Callable[[Anak], object]:
    def hitung(satu: Anak) -> object:
        anak = pustaka.Observation("male" if satu.jenis_kelamin == "L" else "female", age_in_days=satu.hari)
        baring = satu.hari < 731
        per_panjang = anak.wfl if baring else anak.wfh
        imt = satu.berat / (satu.panjang / 100) ** 2
        return (
            anak.wfa(satu.berat),
            anak.lhfa(satu.panjang, recumbent=baring),
            per_panjang(satu.berat, satu.panjang),
            anak.bmifa(imt),
        )

    return hitung


def _anthro(pustaka: Any) -> Callable[[Anak], object]:
    def hitung(satu: Anak) -> object:
        sex = "m" if satu.jenis_kelamin == "L" else "f"
        return pustaka.compute({"sex": sex, "age_days": satu.hari, "weight_kg": satu.berat, "height_cm": satu.panjang})

    return hitung
