"""The sheets there are: who stands on them, and which few fields are typed for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class JenisLembar:
    """`serumah`: one row for a house, in the name of its eldest member; else one for each person of the chosen age."""

    kode: str
    nama: str
    kanal: str
    bidang: tuple[str, ...]
    bantuan: str
    serumah: bool = False


LEMBAR: Final[Mapping[str, JenisLembar]] = {
    "sekolah": JenisLembar(
        "sekolah",
        "Skrining satu kelas",
        "sekolah",
        (
            "berat_kg",
            "panjang_cm",
            "sistole",
            "diastole",
            "mata_kanan",
            "mata_kiri",
            "telinga_kanan",
            "telinga_kiri",
            "hb_gdl",
        ),
        "Satu baris satu murid; yang tidak hadir dikosongkan. Murid kelas 1 biasanya berumur 6 atau 7 tahun.",
    ),
    "jentik": JenisLembar(
        "jentik",
        "Pemeriksaan jentik",
        "rumah",
        ("wadah_diperiksa", "wadah_jentik"),
        "Satu baris satu rumah; yang tidak diperiksa dikosongkan.",
        serumah=True,
    ),
}
