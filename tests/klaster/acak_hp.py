"""Random people and visits as a phone stores and sends them: likely values, values near limits, and hostile ones.

Drawn from a seeded generator and not by hypothesis: thousands of whole visits in seconds, each with its seed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from klaster.berkas import shared_data
from klaster.profil import KANAL

Json = Any

HARI_INI = date(2026, 11, 16)
PENYAKIT = ("hipertensi", "diabetes", "tbc", "odgj_berat", "lain")
BIDANG: list[dict[str, Any]] = list(shared_data()["bidang"])
UKUR = [satu for satu in BIDANG if satu["tipe"] in ("desimal", "bulat")]
DOSIS = [satu for satu in BIDANG if satu["tipe"] == "tanggal"]
_PER_KODE = {satu["kode"]: satu for satu in BIDANG}
FORMULIR = [
    [_PER_KODE[kode] for bagian in form["bagian"] for kode in bagian["bidang"]] for form in shared_data()["formulir"]
]
TEKS_ANGKA = (
    *("12,5", "12.5", " 12,5 ", "3.000", "3000", "-1,5", "1e400", "NaN", "Infinity", "0x10", "1_000", "١٢", "", " "),
    *("12.500", "12,500", "0,30", "00012", "+5", "5,", ",5", "1 2", "12,5 kg", "-0", "999999999,999999999"),
    *("\x1c7\x85", "\ufeff7", "70,00", "70.0", "120/80", "100000000,000000001"),
)
TEKS_LAIN = (
    *("NaN", "1e400", "true", "null", "", "e\u0301", "\u202ekebalik", "a\u200bb", "\x00", "\ud800", "😀" * 30),
    *("catatan\nbaru", "  tepi  ", "constructor", "__proto__", "toString", "x" * 2001, "😀" * 1500),
)
ANEH: tuple[Json, ...] = (
    *(None, True, False, 0, -1, 1, 0.1, 12.0, 1e-7, -1e-300, 1e21, 1e300, float("inf"), float("-inf"), 10**400, 2**63),
    *([], [1, 2], {}, {"a": {"b": [None]}}, {"berat_kg": 3}, 10**20, 123456.789, 999999.99, 1000000),
)
ASING = ("asing", "", "Berat_kg", "__proto__", "constructor", "é" * 70, "bidang baru", "\ud800", "berat kg")
TANGGAL_ANEH = ("2026-02-30", "2026-2-3", "0000-01-01", "2026-W46-1", "20261116", "2026-11-16T00:00")


def make_visit(benih: int) -> dict[str, Json]:
    """A question for both languages: person, values, date; a few are no profile, or no table of values, at all."""
    acak = Random(benih)
    pada = HARI_INI if acak.random() < 0.5 else date(2009, 1, 1) + timedelta(days=acak.randrange(8500))
    profil = make_person(acak, pada)
    lahir = date.fromisoformat(profil["tanggal_lahir"])
    isi: Json = make_values(acak, lahir, pada)
    tanggal: Json = str(pada)
    rusak = acak.random()
    if rusak < 0.03:
        profil[acak.choice([*profil, "asing"])] = acak.choice((*ANEH, *TEKS_LAIN, *TANGGAL_ANEH))
    elif rusak < 0.04:
        isi = acak.choice([None, [], "berat", 5])
    elif rusak < 0.05:
        tanggal = acak.choice(TANGGAL_ANEH)
    return {"profil": profil, "pengukuran": isi, "tanggal": tanggal}


def make_person(acak: Random, pada: date) -> dict[str, Json]:
    """Every age, half of them children; sometimes not yet born, or impossible."""
    terbesar = acak.choice((1900, 1900, 7300, 22_000, 36_000))
    lahir = pada - timedelta(days=acak.randrange(-3, terbesar) if acak.random() < 0.97 else 44_500)
    ibu = 5500 < (pada - lahir).days < 18_000 or acak.random() < 0.1
    lalu = sorted((acak.randrange(-3, 200) for _ in range(acak.choice((0, 1, 3, 8)))), reverse=True)
    return {
        "tanggal_lahir": str(lahir),
        "jenis_kelamin": acak.choice("LP"),
        "hamil": ibu and acak.random() < 0.5,
        "hpht": str(pada - timedelta(days=acak.randrange(-5, 320))) if ibu and acak.random() < 0.7 else None,
        "nifas": ibu and acak.random() < 0.4,
        "tanggal_bersalin": str(pada - timedelta(days=acak.randrange(-5, 900)))
        if ibu and acak.random() < 0.5
        else None,
        "lahir_hidup": acak.random() < 0.8,
        "penyakit": acak.sample(PENYAKIT, acak.randrange(3)),
        "kanal": acak.choice(KANAL),
        "riwayat": [
            {"tanggal": str(pada - timedelta(days=hari)), "pengukuran": make_values(acak, lahir, pada)} for hari in lalu
        ],
    }


def make_values(acak: Random, lahir: date, pada: date) -> dict[str, Json]:
    """A whole form, or weight and length; else measures, fields of one theme, doses, now and then an unknown field."""
    if acak.random() < 0.15:
        return {satu["kode"]: make_value(acak, satu, lahir, pada) for satu in acak.choice(FORMULIR)}
    if acak.random() < 0.3:
        return {satu["kode"]: make_value(acak, satu, lahir, pada) for satu in UKUR[:2]}
    awal = acak.randrange(len(BIDANG))
    semua = [
        *acak.sample(UKUR[:8], acak.randrange(6)),
        *acak.sample(BIDANG[awal : awal + 30], min(acak.randrange(12), len(BIDANG) - awal)),
        *acak.sample(DOSIS, acak.choice((0, 0, 3, 9))),
    ]
    acak.shuffle(semua)
    isi = {satu["kode"]: make_value(acak, satu, lahir, pada) for satu in semua}
    if acak.random() < 0.05:
        isi[acak.choice(ASING)] = acak.choice(ANEH)
    return isi


def make_value(acak: Random, bidang: dict[str, Any], lahir: date, pada: date) -> Json:
    if acak.random() < 0.05:
        return acak.choice((*ANEH, *TEKS_LAIN))
    wajar: dict[str, Callable[[], Json]] = {
        "desimal": lambda: _number(acak, bidang, (pada - lahir).days),
        "bulat": lambda: _number(acak, bidang, (pada - lahir).days),
        "ya_tidak": lambda: acak.random() < 0.5,
        "pilihan": lambda: acak.choice([*bidang.get("pilihan", ()), "lain"]),
        "tanggal": lambda: _day(acak, lahir, pada),
        "teks": lambda: acak.choice((*TEKS_LAIN, "catatan biasa")),
    }
    return wajar[bidang["tipe"]]()


def _number(acak: Random, bidang: dict[str, Any], hari: int) -> Json:
    """A likely weight or length for the age, around a limit in steps of the field, in between, or a typed text."""
    langkah = 10 ** bidang.get("desimal", 0)
    batas = [
        satu[kunci]
        for satu in bidang.get("rentang", ())
        for kunci in ("minimum", "maksimum", "lunak_min", "lunak_maks")
        if isinstance(satu.get(kunci), int | float)
    ] or [0, 100]
    bulan = min(max(hari, 0) / 30, 220)
    wajar = {"berat_kg": 4 + 7 * (bulan / 24) ** 0.6, "panjang_cm": min(175, 52 + 35 * (bulan / 24) ** 0.6)}
    cara = acak.random()
    if bidang["kode"] in wajar and cara < 0.7:
        nilai = acak.gauss(wajar[bidang["kode"]], wajar[bidang["kode"]] * 0.1)
    elif cara < 0.4:
        nilai = acak.choice(batas) + acak.randrange(-3, 4) / langkah
    else:
        nilai = acak.uniform(min(batas), max(batas))
    nilai = round(nilai, bidang.get("desimal", 0) if acak.random() < 0.95 else 4)
    tulisan = acak.random()
    if tulisan < 0.15:
        return str(nilai).replace(".", ",") if tulisan < 0.1 else acak.choice(TEKS_ANGKA)
    return nilai


def _day(acak: Random, lahir: date, pada: date) -> str:
    if acak.random() < 0.04:
        return acak.choice(TANGGAL_ANEH)
    return str(lahir + timedelta(days=acak.randrange(-2, max(4, (pada - lahir).days + 3))))
