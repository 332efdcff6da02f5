"""Derived values of mother and child, by the names under which the data lines use them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from klaster.angka import angka, gram
from klaster.imunisasi import TERLALU_DINI, TERTINGGAL, WAKTUNYA, Imunisasi, judge_imunisasi
from klaster.kontak import BIDANG, Kontak, judge_kontak
from klaster.td import Td, judge_td

if TYPE_CHECKING:
    from klaster.konteks import Konteks

BUKU: Final = "imunisasi_lengkap"
TABLET: Final = "tablet_tambah_darah"
TABLET_TERBANYAK: Final = 10_000  # more in one visit is no count of tablets
BERAT_AWAL: Final = "bb_awal_hamil_kg"
TINGGI: Final = "panjang_cm"
TANYA_BUKU: Final = "lihat Buku KIA"


def _imunisasi(konteks: Konteks) -> Imunisasi | None:
    if "imunisasi" not in konteks.ingat:
        konteks.ingat["imunisasi"] = judge_imunisasi(
            konteks.tabel.imunisasi, konteks.profil, konteks.nilai, konteks.tanggal
        )
    return konteks.ingat["imunisasi"]  # type: ignore[return-value]  # put there just above


def _status(konteks: Konteks) -> object:
    """`tertinggal`, `waktunya` or `lengkap`; what the KIA book says decides where no dose is known."""
    buku, hasil = konteks.nilai.get(BUKU), _imunisasi(konteks)
    if buku is False or (hasil is not None and TERTINGGAL in hasil.ada):
        return TERTINGGAL
    if hasil is not None:
        return WAKTUNYA if WAKTUNYA in hasil.ada else "lengkap"
    return "lengkap" if buku is True else None


def _kurang(konteks: Konteks) -> object:
    hasil = _imunisasi(konteks)
    return (hasil and (hasil.names(TERTINGGAL) or hasil.names(WAKTUNYA))) or TANYA_BUKU


def _berikut(konteks: Konteks) -> object:
    hasil = _imunisasi(konteks)
    return (hasil and hasil.berikut()) or TANYA_BUKU


def _dini(konteks: Konteks) -> object:
    hasil = _imunisasi(konteks)
    return hasil.names(TERLALU_DINI) if hasil else ""


def _ada_dini(konteks: Konteks) -> object:
    hasil = _imunisasi(konteks)
    return hasil is not None and TERLALU_DINI in hasil.ada


def _dasar(konteks: Konteks) -> object:
    hasil = _imunisasi(konteks)
    return hasil is not None and hasil.dasar_lengkap()


def _td(konteks: Konteks) -> Td | None:
    if "td" not in konteks.ingat:
        konteks.ingat["td"] = judge_td(konteks.tabel.td, konteks.profil, konteks.nilai, konteks.tanggal)
    return konteks.ingat["td"]  # type: ignore[return-value]  # put there just above


def _td_status(konteks: Konteks) -> object:
    td = _td(konteks)
    return f"T{td.ke}" if td else None


def _td_waktunya(konteks: Konteks) -> object:
    td = _td(konteks)
    return td is not None and td.mulai is not None and td.mulai <= konteks.tanggal


def _td_berikut(konteks: Konteks) -> object:
    td = _td(konteks)
    return td.next_words(konteks.tanggal) if td else TANYA_BUKU


def _td_dini(konteks: Konteks) -> object:
    td = _td(konteks)
    return ", ".join(td.dini) if td else ""


def _ada_td_dini(konteks: Konteks) -> object:
    td = _td(konteks)
    return td is not None and bool(td.dini)


def _minggu_hamil(konteks: Konteks) -> object:
    """Completed weeks since the first day of the last menses."""
    hpht = konteks.profil.hpht if konteks.profil.hamil else None
    return None if hpht is None or hpht > konteks.tanggal else (konteks.tanggal - hpht).days // 7


def _tablet_hamil(konteks: Konteks) -> object:
    """Iron tablets handed out since the pregnancy began, with those of this visit."""
    hpht = konteks.profil.hpht if konteks.profil.hamil else None
    if hpht is None:
        return None
    lalu = (x.pengukuran.get(TABLET) for x in konteks.profil.riwayat if hpht <= x.tanggal <= konteks.tanggal)
    return sum(_butir(nilai) for nilai in (*lalu, konteks.nilai.get(TABLET)))


def _butir(nilai: object) -> int | float:
    jumlah = angka(nilai) or 0
    return jumlah if 0 < jumlah <= TABLET_TERBANYAK else 0


def _imt_awal_hamil(konteks: Konteks) -> object:
    """Body mass index before the pregnancy, with today's height or the latest known; one division of whole numbers."""
    berat, tinggi = gram(konteks.nilai.get(BERAT_AWAL)), _tinggi_mm(konteks)
    return None if berat is None or tinggi is None else berat * 1000 / tinggi**2


def _tinggi_mm(konteks: Konteks) -> int | None:
    for isi in (konteks.nilai, *(lalu.pengukuran for lalu in reversed(konteks.profil.riwayat))):
        tinggi = angka(isi.get(TINGGI))
        if tinggi is not None and 50 < tinggi < 300:
            return round(tinggi * 10)
    return None


def _kontak(jenis: str, konteks: Konteks) -> Kontak | None:
    if jenis not in konteks.ingat:
        konteks.ingat[jenis] = judge_kontak(konteks.tabel.kontak, jenis, konteks.profil, konteks.nilai, konteks.tanggal)
    return konteks.ingat[jenis]  # type: ignore[return-value]  # put there just above


def _jendela(jenis: str, konteks: Konteks) -> object:
    kontak = _kontak(jenis, konteks)
    return kontak.kode if kontak else None


def _pertama(jenis: str, konteks: Konteks) -> object:
    kontak = _kontak(jenis, konteks)
    return kontak.pertama if kontak else None


def _inti(jenis: str, konteks: Konteks) -> object:
    kontak = _kontak(jenis, konteks)
    return kontak.inti_lengkap if kontak else None


def _lengkap(jenis: str, konteks: Konteks) -> object:
    kontak = _kontak(jenis, konteks)
    return kontak.lengkap if kontak else None


_PER_KONTAK: Final = {"": _jendela, "_pertama": _pertama, "_inti": _inti, "_lengkap": _lengkap}
# kontak_hamil, kontak_hamil_pertama, …: the window a check-up fills, whether it is the first, whether all are filled.
KONTAK: Final[Mapping[str, Callable[[Konteks], object]]] = {
    f"kontak_{jenis}{akhiran}": partial(hitung, jenis) for jenis in BIDANG for akhiran, hitung in _PER_KONTAK.items()
}
TURUNAN: Final[Mapping[str, Callable[[Konteks], object]]] = {
    "imunisasi_status": _status,
    "imunisasi_kurang": _kurang,
    "imunisasi_berikut": _berikut,
    "imunisasi_dini": _dini,
    "ada_imunisasi_dini": _ada_dini,
    "imunisasi_dasar": _dasar,
    "td_status": _td_status,
    "td_waktunya": _td_waktunya,
    "td_berikut": _td_berikut,
    "td_dini": _td_dini,
    "ada_td_dini": _ada_td_dini,
    "minggu_hamil": _minggu_hamil,
    "tablet_hamil": _tablet_hamil,
    "imt_awal_hamil": _imt_awal_hamil,
    **KONTAK,
}
_TANPA: Final[frozenset[str]] = frozenset()  # earlier visits suffice
BAHAN: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(TURUNAN, _TANPA),
    "tablet_hamil": frozenset({TABLET}),
    "imt_awal_hamil": frozenset({BERAT_AWAL}),
    **{kode: frozenset({BIDANG[kode.split("_")[1]]}) for kode in KONTAK},
}
