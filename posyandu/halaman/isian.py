"""Typed text: read into values, and drawn again with what is wrong beside it. Nothing typed is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.http import QueryDict

from klaster.angka import tulis
from klaster.aturan import Aturan
from klaster.bidang import AngkaSalah, Bidang, Salah, parse_angka, rentang_for
from klaster.evaluate import Temuan
from klaster.formulir import Formulir, Lembar, forms_for, list_pertanyaan
from klaster.perkembangan import BIDANG as CEKLIS
from klaster.perkembangan import Kelompok as Ceklis
from klaster.perkembangan import find_ceklis
from klaster.profil import Profil
from klaster.tahap import tahap_at
from klaster.temuan import JenisTemuan
from posyandu.pratinjau import last_values, most_urgent_first

AWALAN: Final = "isi-"
YA, TIDAK = "ya", "tidak"
KATA: Final = {YA: True, "y": True, TIDAK: False, "t": False}
TERBUKA: Final = 2
"""Groups of a card that start open; the others are folded until something stands in them, as a phone is small."""
BANYAK: Final = 12
"""A group with more fields than this is folded until something stands in it."""
TERPANJANG: Final = 4000


@dataclass(frozen=True, slots=True)
class Pilihan:
    nilai: str
    nama: str
    dipilih: bool


@dataclass(frozen=True, slots=True)
class Kotak:
    """One field on the screen."""

    bidang: Bidang
    nama: str
    nilai: str
    lalu: str
    lalu_pada: date | None
    rentang: str
    pilihan: tuple[Pilihan, ...]
    salah: tuple[Salah, ...]
    peringatan: tuple[Salah, ...]
    temuan: tuple[JenisTemuan, ...]
    """What the value means, nearest to where it is typed."""
    ceklis: Ceklis | None = None
    """The items that the question is about, for a child of this age."""
    fokus: bool = False

    @property
    def panjang(self) -> bool:
        return self.bidang.tipe == "teks" and self.bidang.maks_huruf > 200


@dataclass(frozen=True, slots=True)
class Kelompok:
    """A heading with its fields; `lipat` when it starts folded."""

    judul: str
    kotak: tuple[Kotak, ...]
    lipat: bool


@dataclass(frozen=True, slots=True)
class Kartu:
    """One form."""

    nama: str
    bantuan: str
    kelompok: tuple[Kelompok, ...]
    lipat: bool


def read_isian(aturan: Aturan, data: QueryDict) -> tuple[dict[str, object], tuple[Salah, ...], dict[str, str]]:
    """Values to check, what is no value at all, and every text as it was typed."""
    teks = {
        kunci.removeprefix(AWALAN): data.get(kunci, "")[:TERPANJANG].strip()
        for kunci in data
        if kunci.startswith(AWALAN)
    }
    nilai: dict[str, object] = {}
    salah: list[Salah] = []
    for kode, satu in teks.items():
        if not satu:
            continue
        try:
            nilai[kode] = _read_satu(aturan.bidang[kode], satu) if kode in aturan.bidang else satu
        except AngkaSalah as galat:
            salah.append(galat.salah)
    return nilai, tuple(salah), teks


def _read_satu(bidang: Bidang, teks: str) -> object:
    if bidang.tipe in ("desimal", "bulat"):
        return parse_angka(teks, bidang)
    if bidang.tipe == "ya_tidak":
        if teks.casefold() not in KATA:
            pesan = f"{bidang.label}: jawabannya ya atau tidak."
            raise AngkaSalah(Salah(bidang.kode, "bukan_ya_tidak", pesan, "Ketik y untuk ya, t untuk tidak."))
        return KATA[teks.casefold()]
    return teks


def write_isian(pengukuran: Mapping[str, object]) -> dict[str, str]:
    """Stored values as they would be typed."""
    return {kode: tulis_nilai(nilai) for kode, nilai in pengukuran.items()}


def tulis_nilai(nilai: object) -> str:
    if isinstance(nilai, bool):
        return YA if nilai else TIDAK
    return tulis(nilai) if isinstance(nilai, int | float) else str(nilai)


def baca_nilai(bidang: Bidang, nilai: object) -> str:
    """A stored value for people: "12,5 kg", "Ya", the name of the choice, 16-11-2026."""
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    if isinstance(nilai, int | float):
        return f"{tulis(nilai)} {bidang.satuan}".strip()
    teks = str(nilai)
    if bidang.tipe == "tanggal":
        return "-".join(reversed(teks.split("-")))
    return bidang.pilihan.get(teks, teks)


@dataclass(frozen=True, slots=True)
class Pena:
    """Draws fields: for whom, what was typed, what came of it."""

    aturan: Aturan
    profil: Profil
    tanggal: date
    teks: Mapping[str, str]
    salah: Sequence[Salah] = ()
    peringatan: Sequence[Salah] = ()
    temuan: Mapping[str, tuple[JenisTemuan, ...]] = field(default_factory=dict)
    fokus: str = ""
    """The field that is typed first."""
    klinis: bool = True
    """Who writes is a health worker; a cadre is not asked what only those may enter."""

    def draw(self) -> tuple[Kartu, ...]:
        """The forms that ask the person something, then what was typed into fields that are not asked."""
        ditanya = [satu for satu in self.questions() if satu[1]]
        kartu = [self._kartu(formulir, lembar, ke) for ke, (formulir, lembar) in enumerate(ditanya)]
        asing = self._left_over(kartu)
        lain = (Kartu("Isian lain", "Tidak ditanyakan pada kartu ini.", (asing,), lipat=False),) if asing else ()
        return (*kartu, *lain)

    def questions(self) -> tuple[tuple[Formulir, tuple[Lembar, ...]], ...]:
        semua = forms_for(self.aturan, self.profil, tahap_at(self.profil, self.tanggal), self.klinis)
        return list_pertanyaan(self.aturan, semua, self.profil, self.tanggal)

    def _kartu(self, formulir: Formulir, lembar: Iterable[Lembar], ke: int) -> Kartu:
        kelompok = tuple(self.group(satu.judul, satu.bidang, nomor) for nomor, satu in enumerate(lembar))
        terisi = any(self._terisi(kotak) for satu in kelompok for kotak in satu.kotak)
        return Kartu(formulir.nama, formulir.bantuan, kelompok, ke > 0 and not terisi)

    def group(self, judul: str, bidang: Iterable[Bidang], nomor: int = 0) -> Kelompok:
        kotak = self._boxes(bidang)
        panjang = nomor >= TERBUKA or len(kotak) > BANYAK
        return Kelompok(judul, kotak, panjang and not any(self._terisi(satu) for satu in kotak))

    def asked(self) -> tuple[Kotak, ...]:
        """Fields that came with the page, filled or not."""
        return self._boxes([self.aturan.bidang[kode] for kode in self.teks if kode in self.aturan.bidang])

    def _left_over(self, kartu: Iterable[Kartu]) -> Kelompok | None:
        tampak = {kotak.bidang.kode for satu in kartu for kelompok in satu.kelompok for kotak in kelompok.kotak}
        lain = [
            self.aturan.bidang[k] for k, v in self.teks.items() if v and k in self.aturan.bidang and k not in tampak
        ]
        return Kelompok("Isian lain", self._boxes(lain), lipat=False) if lain else None

    def _terisi(self, kotak: Kotak) -> bool:
        return bool(kotak.nilai or kotak.salah)

    def _boxes(self, bidang: Iterable[Bidang]) -> tuple[Kotak, ...]:
        lalu = last_values(self.profil.riwayat)
        return tuple(self._kotak(satu, lalu) for satu in bidang)

    def _kotak(self, bidang: Bidang, lalu: Mapping[str, tuple[date, object]]) -> Kotak:
        pada, sebelum = lalu.get(bidang.kode, (None, None))
        teks = self.teks.get(bidang.kode, "")
        return Kotak(
            bidang=bidang,
            nama=f"{AWALAN}{bidang.kode}",
            nilai=teks,
            lalu="" if sebelum is None else baca_nilai(bidang, sebelum),
            lalu_pada=pada,
            rentang=self._rentang(bidang),
            pilihan=choices(bidang, teks),
            salah=tuple(satu for satu in self.salah if satu.bidang == bidang.kode),
            peringatan=tuple(satu for satu in self.peringatan if satu.bidang == bidang.kode),
            temuan=self.temuan.get(bidang.kode, ()),
            ceklis=find_ceklis(self.aturan, self.profil, self.tanggal) if bidang.kode == CEKLIS else None,
            fokus=bidang.kode == (self.salah[0].bidang if self.salah else self.fokus),
        )

    def _rentang(self, bidang: Bidang) -> str:
        ada = rentang_for(bidang, self.profil, self.tanggal)
        return f"{tulis(ada.minimum)} sampai {tulis(ada.maksimum)}" if ada else ""


def choices(bidang: Bidang, teks: str) -> tuple[Pilihan, ...]:
    if bidang.tipe == "ya_tidak":
        jawab = KATA.get(teks.casefold())
        return (Pilihan(YA, "Ya", jawab is True), Pilihan(TIDAK, "Tidak", jawab is False))
    return tuple(Pilihan(kode, nama, kode == teks) for kode, nama in bidang.pilihan.items())


def place_temuan(
    aturan: Aturan, temuan: Iterable[Temuan], pengukuran: Mapping[str, object]
) -> dict[str, tuple[JenisTemuan, ...]]:
    """Each finding at the last filled field that can call it; those that need no field stay out."""
    pemicu = {lini.jenis.kode: lini.pemicu for lini in aturan.lini}
    hasil: dict[str, tuple[JenisTemuan, ...]] = {}
    for satu in most_urgent_first(temuan):
        terisi = [kode for kode in pengukuran if kode in pemicu[satu.kode]]
        if terisi:
            hasil[terisi[-1]] = (*hasil.get(terisi[-1], ()), aturan.temuan[satu.kode])
    return hasil


def outside(salah: Iterable[Salah], kartu: Iterable[Kartu]) -> tuple[Salah, ...]:
    """What is wrong with something that has no field on the page."""
    tampak: Collection[str] = {
        kotak.bidang.kode for satu in kartu for kelompok in satu.kelompok for kotak in kelompok.kotak
    }
    return tuple(satu for satu in salah if satu.bidang not in tampak)
