"""Growth of a child: the WHO curves with the child's own points, and the latest scores in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from klaster.angka import angka, tulis
from klaster.pertumbuhan.kurva import SD, BarisKurva, list_kurva
from klaster.pertumbuhan.tabel import HARI_PER_BULAN
from klaster.pertumbuhan.turunan import ukur_kunjungan
from klaster.pertumbuhan.ukur import HARI_BALITA, HARI_BERDIRI, HARI_REMAJA, Pertumbuhan, Skor
from klaster.tanggal import sebut_tanggal
from klaster.umur import umur_hari
from pustu.halaman.warga.bidang_gambar import Bingkai, frame
from pustu.halaman.warga.model import Catatan, Garis, Grafik, Indeks, Pilihan, Pita, Titik, Tumbuh

PITA: Final = ((0, 1, "jauh"), (1, 2, "tepi"), (2, 4, "tengah"), (4, 5, "tepi"), (5, 6, "jauh"))
"""Bands between two of the SD lines, by their places in `SD`."""
LAHIR: Final = (("berat_lahir_gram", "berat_kg", 1000), ("panjang_lahir_cm", "panjang_cm", 1))
HURUF: Final = {"bb_naik": "N", "bb_tidak_naik": "T", "bb_tidak_dinilai": "O", "bb_baru": "B"}


@dataclass(frozen=True, slots=True)
class Timbang:
    """A visit of a child with what growth needs of it."""

    tanggal: date
    hari: int
    nilai: Mapping[str, object]
    temuan: frozenset[str]
    ukur: Pertumbuhan

    @property
    def bulan(self) -> float:
        return self.hari / HARI_PER_BULAN


Ambil = Callable[[Timbang], float | None]


@dataclass(frozen=True, slots=True)
class Kurva:
    """One chart: which table, what lies on both axes, and which score it shows."""

    kode: str
    nama: str
    judul: str
    satuan: str
    skor: str
    y: Ambil
    x: Ambil | None = None
    """None: the age in months."""


def _field(kode: str) -> Ambil:
    def ambil(satu: Timbang) -> float | None:
        isi = satu.nilai.get(kode)
        return float(isi) if isinstance(isi, int | float) and not isinstance(isi, bool) else None

    return ambil


BALITA: Final = (
    Kurva("bbu", "BB/U", "Berat menurut umur", "kg", "bbu", _field("berat_kg")),
    Kurva("tbu", "PB/U", "Panjang atau tinggi menurut umur", "cm", "tbu", lambda satu: satu.ukur.panjang_cm),
    Kurva(
        *("bbtb", "BB/PB", "Berat menurut panjang atau tinggi", "kg", "bbtb", _field("berat_kg")),
        x=lambda satu: satu.ukur.panjang_cm,
    ),
    Kurva("lku", "LK/U", "Lingkar kepala menurut umur", "cm", "lku", _field("lingkar_kepala_cm")),
)
REMAJA: Final = (
    Kurva("imtu_2007", "IMT/U", "Indeks massa tubuh menurut umur", "kg/m²", "imtu", lambda satu: satu.ukur.imt),
    Kurva("tbu_2007", "TB/U", "Tinggi menurut umur", "cm", "tbu", lambda satu: satu.ukur.panjang_cm),
)


def draw_growth(
    lahir: date,
    jenis_kelamin: str,
    kunjungan: Sequence[Catatan],
    hari_ini: date,
    dipilih: str,
) -> Tumbuh | None:
    """None for adults. `kunjungan`: date, joined values, finding codes, oldest first."""
    umur = umur_hari(lahir, hari_ini)
    if umur > HARI_REMAJA:
        return None
    pilihan = BALITA if umur <= HARI_BALITA else REMAJA
    timbang = [_weigh(lahir, jenis_kelamin, *satu) for satu in (*_birth(lahir, kunjungan), *kunjungan)]
    kurva = next((satu for satu in pilihan if satu.kode == dipilih), pilihan[0])
    return Tumbuh(
        grafik=_draw(kurva, jenis_kelamin, timbang, umur),
        dipilih=kurva.kode,
        pilihan=[Pilihan(satu.kode, satu.nama) for satu in pilihan],
        indeks=list(_latest(pilihan, timbang)),
        naik=" ".join(huruf for satu in timbang[-6:] for huruf in _letters(satu)),
    )


def _birth(lahir: date, kunjungan: Sequence[Catatan]) -> Iterator[Catatan]:
    """What was measured at birth, on whichever visit it was written down; not what was weighed again that day."""
    sudah = {kode for hari, isi, _ in kunjungan if hari == lahir for kode in isi}
    isi = {
        kode: nilai / skala
        for asal, kode, skala in LAHIR
        if kode not in sudah and (nilai := next((n for _, x, _ in kunjungan if (n := angka(x.get(asal)))), None))
    }
    if isi:
        yield lahir, isi, ()


def _weigh(
    lahir: date, jenis_kelamin: str, tanggal: date, nilai: Mapping[str, object], temuan: Sequence[str]
) -> Timbang:
    hari = umur_hari(lahir, tanggal)
    return Timbang(tanggal, hari, nilai, frozenset(temuan), ukur_kunjungan(jenis_kelamin, hari, nilai))


def _letters(satu: Timbang) -> Iterator[str]:
    return (huruf for kode, huruf in HURUF.items() if kode in satu.temuan)


def _latest(pilihan: Sequence[Kurva], timbang: Sequence[Timbang]) -> Iterator[Indeks]:
    """The last score of each index that has one."""
    for kurva in pilihan:
        for satu in reversed(timbang):
            skor: Skor = getattr(satu.ukur, kurva.skor)
            if skor.z is not None or skor.kelas is not None:
                kelas = "ukur ulang" if skor.tidak_wajar else (skor.kelas.nama if skor.kelas else "")
                yield Indeks(kurva.nama, skor.z, kelas, satu.tanggal)
                break


def _draw(kurva: Kurva, jenis_kelamin: str, timbang: Sequence[Timbang], umur: int) -> Grafik:
    baris = _rows(kurva, jenis_kelamin, umur)
    awal, akhir = baris[0].x, baris[-1].x
    letak = ((_x(kurva, satu), kurva.y(satu), satu) for satu in timbang)
    titik = [(x, y, satu) for x, y, satu in letak if x is not None and y is not None and awal <= x <= akhir]
    isi = [n for satu in baris for n in (satu.nilai[0], satu.nilai[-1])] + [y for _, y, _ in titik]
    bingkai = frame(awal, akhir, min(isi), max(isi))
    kini = umur / HARI_PER_BULAN
    return Grafik(
        judul=kurva.judul,
        satuan=kurva.satuan,
        pita=[Pita(f"pita-{nama}", _band(bingkai, baris, a, b)) for a, b, nama in PITA],
        garis=[_line(bingkai, baris, ke) for ke in range(len(SD))],
        titik=[_point(bingkai, kurva, x, y, satu) for x, y, satu in titik],
        jejak=bingkai.path((x, y) for x, y, _ in titik),
        sumbu_x=bingkai.ticks_x(),
        sumbu_y=bingkai.ticks_y(),
        nama_x="panjang atau tinggi (cm)" if kurva.x else "umur (bulan)",
        hari_ini=bingkai.x(kini) if kurva.x is None and awal <= kini <= akhir else None,
    )


def _x(kurva: Kurva, satu: Timbang) -> float | None:
    return kurva.x(satu) if kurva.x else satu.bulan


def _rows(kurva: Kurva, jenis_kelamin: str, umur: int) -> list[BarisKurva]:
    """The table's rows for the part of life that is drawn: to two years, to five, or school age."""
    if kurva.x is not None:
        return list_kurva("bbpb" if umur < HARI_BERDIRI else "bbtb", jenis_kelamin, 20)
    if umur > HARI_BALITA:
        return list_kurva(kurva.kode, jenis_kelamin, 6)
    muda = umur < HARI_BERDIRI
    bulan = [BarisKurva(satu.x / HARI_PER_BULAN, satu.nilai) for satu in list_kurva(kurva.kode, jenis_kelamin, 15)]
    return [satu for satu in bulan if (satu.x <= 24.2 if muda else satu.x >= 23.5)]


def _band(bingkai: Bingkai, baris: Sequence[BarisKurva], bawah: int, atas: int) -> str:
    pergi = [(satu.x, satu.nilai[bawah]) for satu in baris]
    pulang = [(satu.x, satu.nilai[atas]) for satu in reversed(baris)]
    return bingkai.path((*pergi, *pulang))


def _line(bingkai: Bingkai, baris: Sequence[BarisKurva], ke: int) -> Garis:
    sd = SD[ke]
    nama = "median" if sd == 0 else f"{'+' if sd > 0 else '−'}{abs(sd)} SD"
    return Garis(f"sd{abs(sd)}", bingkai.path((s.x, s.nilai[ke]) for s in baris), nama, bingkai.y(baris[-1].nilai[ke]))


def _point(bingkai: Bingkai, kurva: Kurva, x: float, y: float, satu: Timbang) -> Titik:
    naik = kurva.skor == "bbu" and satu.temuan
    bentuk = "tidak_naik" if naik and "bb_tidak_naik" in satu.temuan else "biasa"
    kata = f"{sebut_tanggal(satu.tanggal)}: {tulis(y)} {kurva.satuan}{', tidak naik' if bentuk == 'tidak_naik' else ''}"
    return Titik(bingkai.x(x), bingkai.y(y), bentuk, kata)
