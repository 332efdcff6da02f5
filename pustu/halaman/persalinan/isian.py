"""What was typed on the page of a birth, as values; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.http import QueryDict

from klaster.aturan import Aturan
from klaster.bidang import AngkaSalah, Bidang, parse_angka
from klaster.tanggal import read_tanggal
from puskesmas.errors import DomainError
from pustu.persalinan import Bayi, Persalinan

PALING_BANYAK: Final = 3
"""Children of one birth that the page has room for."""
ANGKA: Final = ("berat_lahir_gram", "panjang_lahir_cm")
YA: Final = ("imd", "vit_k", "salep_mata")
TERPANJANG: Final = 200


@dataclass(frozen=True, slots=True)
class KotakBayi:
    """The fields of one child on the page."""

    ke: int
    isi: Mapping[str, str]
    angka: tuple[tuple[Bidang, str], ...]
    ya: tuple[tuple[Bidang, bool], ...]


def read_when(data: QueryDict) -> tuple[date, str]:
    """The day and the hour."""
    tanggal = _date(data, "tanggal")
    if tanggal is None:
        raise DomainError("tanggal_kosong", "Tanggal bersalin belum diisi.", "tanggal", "Pilih tanggalnya.")
    return tanggal, data.get("jam", "").strip()[:5]


def read_persalinan(aturan: Aturan, data: QueryDict) -> Persalinan:
    tanggal, jam = read_when(data)
    meninggal = (_date(data, "ibu_meninggal_pada") or tanggal) if data.get("ibu_meninggal") else None
    return Persalinan(
        tanggal=tanggal,
        jam=jam,
        tempat=_choice(aturan, data, "tempat"),
        penolong=_choice(aturan, data, "penolong"),
        cara=_choice(aturan, data, "cara"),
        bayi=tuple(_babies(aturan, data)),
        keguguran=data.get("keguguran") == "1",
        hpht=_date(data, "hpht"),
        ibu_meninggal=meninggal,
        diperiksa_oleh="".join(h for h in data.get("diperiksa_oleh", "") if h.isprintable()).strip()[:150],
    )


def draw_babies(aturan: Aturan, data: QueryDict) -> list[KotakBayi]:
    """Room for each child, with what was typed."""
    return [
        KotakBayi(
            ke=ke,
            isi={nama: data.get(f"bayi{ke}-{nama}", "")[:TERPANJANG] for nama in ("hasil", "jenis_kelamin", "hb0")},
            angka=tuple((aturan.bidang[kode], data.get(f"bayi{ke}-{kode}", "")[:TERPANJANG]) for kode in ANGKA),
            ya=tuple((aturan.bidang[kode], data.get(f"bayi{ke}-{kode}") == "1") for kode in YA),
        )
        for ke in range(1, PALING_BANYAK + 1)
    ]


def _date(data: QueryDict, kunci: str) -> date | None:
    teks = data.get(kunci, "").strip()
    tanggal = read_tanggal(teks) if teks else None
    if teks and tanggal is None:
        raise DomainError("tanggal_tidak_dikenal", "Tanggal itu tidak ada.", kunci, "Tulis tahun-bulan-hari.")
    return tanggal


def _choice(aturan: Aturan, data: QueryDict, nama: str) -> str:
    """A code of the field's own list; anything else is as if nothing was chosen."""
    kode = data.get(nama, "")
    return kode if kode in aturan.bidang[f"persalinan_{nama}"].pilihan else ""


def _babies(aturan: Aturan, data: QueryDict) -> Iterator[Bayi]:
    for ke in range(1, PALING_BANYAK + 1):
        hasil = data.get(f"bayi{ke}-hasil", "")
        if hasil in ("hidup", "mati"):
            hidup = hasil == "hidup"
            nilai = tuple(_values(aturan, data, ke)) if hidup else ()
            yield Bayi(hidup, data.get(f"bayi{ke}-jenis_kelamin", "") if hidup else "", nilai)


def _plain(nilai: Decimal) -> int | float:
    """As a visit is sent."""
    return int(nilai) if nilai == nilai.to_integral_value() else float(nilai)


def _values(aturan: Aturan, data: QueryDict, ke: int) -> Iterator[tuple[str, object]]:
    for kode in ANGKA:
        teks = data.get(f"bayi{ke}-{kode}", "").strip()
        try:
            if teks:
                yield kode, _plain(parse_angka(teks, aturan.bidang[kode]))
        except AngkaSalah as galat:
            raise DomainError(galat.salah.kode, galat.salah.pesan, f"bayi{ke}-{kode}", galat.salah.saran) from galat
    yield from ((kode, data.get(f"bayi{ke}-{kode}") == "1") for kode in YA)
    if data.get(f"bayi{ke}-hb0") == "1":
        yield "imun_hb0", data.get("tanggal", "")
