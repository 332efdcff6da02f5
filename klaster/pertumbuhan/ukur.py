"""Every index of one child on one day, with its class: WHO 2006 for 0–60 months, WHO 2007 from 61 months to 19 years.

The rules are those of WHO's own software; where versions of it differ is said in docs/keputusan.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, NamedTuple

from klaster.angka import angka
from klaster.pertumbuhan.kelas import Kelas, Patokan, Skema, shared_patokan
from klaster.pertumbuhan.skor import score
from klaster.pertumbuhan.tabel import HARI_PER_BULAN, KELAMIN, Tabel, load_tabel

TELENTANG: Final = "telentang"
BERDIRI: Final = "berdiri"
HARI_BERDIRI: Final = 731  # from this day on the tables are of standing height
SELISIH_CM: Final = 0.7  # a child is so much longer lying down than standing up
HARI_BALITA: Final = 1856  # the last day on which days / 30.4375 is under 61 months, and of the tables of 2006
HARI_REMAJA: Final = 6970  # the last day under 229 months
CM_BERDIRI: Final = 87  # from this length on a child of unknown age is taken to stand
TERBESAR: Final = 1000  # kg or cm; more is no measure of a person
HARI_DAPAT_BERDIRI: Final = 274  # nine months: before that nobody stands to be measured


class Skor(NamedTuple):
    """`z` to two decimals. With oedema there is a class without a z; `tidak_wajar` is for a person to check."""

    z: float | None = None
    kelas: Kelas | None = None
    tidak_wajar: bool = False


_KOSONG: Final = Skor()


class Pertumbuhan(NamedTuple):
    """`panjang_cm` is corrected to the position that the age asks for, and so is `imt`."""

    bbu: Skor = _KOSONG
    tbu: Skor = _KOSONG
    bbtb: Skor = _KOSONG
    imtu: Skor = _KOSONG
    lku: Skor = _KOSONG
    lilau: Skor = _KOSONG
    panjang_cm: float | None = None
    imt: float | None = None
    posisi_janggal: bool = False


_TANPA: Final = Pertumbuhan()


def ukur_pertumbuhan(
    jenis_kelamin: object,
    umur_hari: object,
    berat_kg: object = None,
    panjang_cm: object = None,
    cara_ukur: object = None,
    edema: object = None,
    lingkar_kepala_cm: object = None,
    lila_cm: object = None,
    *,
    patokan: Patokan | None = None,
) -> Pertumbuhan:
    """What can be computed from what is there; a value that can not be read is as if it were missing. Never raises."""
    if not isinstance(jenis_kelamin, str) or jenis_kelamin not in KELAMIN:
        return _TANPA
    skema = (patokan or shared_patokan()[0]).skema
    berat, panjang, bengkak = _number(berat_kg, 0.01), _number(panjang_cm, 1), edema is True
    if umur_hari is None:
        berdiri = cara_ukur == BERDIRI or (cara_ukur != TELENTANG and panjang is not None and panjang >= CM_BERDIRI)
        tabel = load_tabel("bbtb" if berdiri else "bbpb")[jenis_kelamin]
        return Pertumbuhan(bbtb=_score(skema["bbtb"], tabel, panjang, berat, bengkak), panjang_cm=panjang)
    umur = angka(umur_hari)
    if umur is None or not 0 <= umur <= HARI_REMAJA:
        return _TANPA
    hari = int(umur + 0.5)
    tinggi = correct_panjang(panjang, hari, cara_ukur)
    imt = None if berat is None or tinggi is None else berat / (tinggi / 100) ** 2
    if hari > HARI_BALITA:
        bulan = hari / HARI_PER_BULAN
        return Pertumbuhan(
            tbu=_score(skema["tbu_2007"], load_tabel("tbu_2007")[jenis_kelamin], bulan, tinggi),
            imtu=_score(skema["imtu_2007"], load_tabel("imtu_2007")[jenis_kelamin], bulan, imt, bengkak),
            panjang_cm=tinggi,
            imt=imt,
        )
    per_panjang = load_tabel("bbpb" if hari < HARI_BERDIRI else "bbtb")[jenis_kelamin]
    kepala, lengan = _number(lingkar_kepala_cm, 1), _number(lila_cm, 1)
    return Pertumbuhan(
        _score(skema["bbu"], load_tabel("bbu")[jenis_kelamin], hari, berat, bengkak),
        _score(skema["tbu"], load_tabel("tbu")[jenis_kelamin], hari, tinggi),
        _score(skema["bbtb"], per_panjang, tinggi, berat, bengkak),
        _score(skema["imtu"], load_tabel("imtu")[jenis_kelamin], hari, imt, bengkak),
        _KOSONG if kepala is None else _score(skema["lku"], load_tabel("lku")[jenis_kelamin], hari, kepala),
        _KOSONG if lengan is None else _score(skema["lilau"], load_tabel("lilau")[jenis_kelamin], hari, lengan),
        tinggi,
        imt,
        hari < HARI_DAPAT_BERDIRI and cara_ukur == BERDIRI,
    )


def correct_panjang(panjang: float | None, hari: int, cara_ukur: object) -> float | None:
    """Length below 731 days, height from then on; an unknown position is the one of the age."""
    if panjang is None:
        return None
    if cara_ukur == BERDIRI and hari < HARI_BERDIRI:
        return panjang + SELISIH_CM
    if cara_ukur == TELENTANG and hari >= HARI_BERDIRI:
        return panjang - SELISIH_CM
    return panjang


def _score(skema: Skema, tabel: Tabel, x: float | None, nilai: float | None, bengkak: bool = False) -> Skor:
    """Water weighs: with oedema there is no z, and the class is the worst."""
    if bengkak:
        return Skor(None, skema.kelas[0])
    if x is None or nilai is None:
        return _KOSONG
    ratus = score(tabel, x, nilai)
    if ratus is None:
        return _KOSONG
    kelas = skema.kelas[bisect_right(skema.batas, ratus)]
    return Skor(ratus / 100, kelas, not skema.terkecil <= ratus <= skema.terbesar)


def _number(isi: object, paling_kecil: float) -> float | None:
    """The number, if it can be a measure. NaN fails both comparisons."""
    nilai = isi if type(isi) is float else angka(isi)
    return nilai if nilai is not None and paling_kecil <= nilai <= TERBESAR else None
