"""The monthly and the three-monthly meeting (lokakarya mini), made from the weeks as they were signed.

Figures of signed weeks are the frozen ones; a week that was not signed is named, its figures are not shown. The last
column is the month as it closed, where an indicator begins anew every month, else the last signed week.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import Http404

from capaian.evaluasi.rapat import meeting_indikator
from capaian.halaman.akses import Akses
from capaian.halaman.angka import KOLOM, KOLOM_POTONG, Angka, measure
from capaian.halaman.model import Kesegaran, Tautan
from capaian.halaman.param import klaster_by_kode
from capaian.halaman.rapat.model import BarisTindakan
from capaian.halaman.tulisan import BULAN
from capaian.halaman.waktu import describe_freshness
from capaian.hitung.pekan import Pekan
from capaian.keluar.isi import figure_sentence, short_figure
from capaian.keluar.rentang import Rentang
from capaian.keluar.tindakan import row_at
from capaian.lokal import indikator_of
from capaian.models import AngkaEvaluasi, BagianEvaluasi, Capaian, CapaianBulan, EvaluasiPekan, PokokEvaluasi
from capaian.models.evaluasi import SAH, Sebab
from klaster.indikator import JenisIndikator
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.models import Masalah
from puskesmas.models.unit import JenisUnit

NAMA = {1: "Lokakarya mini bulanan", 3: "Lokakarya mini tribulanan"}
ALAMAT = {1: "lokmin-bulan", 3: "lokmin-tribulan"}


@dataclass(frozen=True, slots=True)
class Kolom:
    """One week, or one month of three."""

    teks: str
    catatan: str
    """ "disahkan", "belum disahkan", "4 dari 5 pekan disahkan"."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Sel:
    keadaan: str
    teks: str
    kata: str


@dataclass(frozen=True, slots=True)
class Baris:
    """One indicator: a cell for each column, and where it stands in the end."""

    nama: str
    url: str
    sel: tuple[tuple[str, Sel | None], ...]
    """With the text of its column, for narrow screens."""
    akhir: Sel
    kalimat: str


@dataclass(frozen=True, slots=True)
class Kelompok:
    nama: str
    baris: tuple[Baris, ...]
    kosong: int
    """Indicators without any figure, which are not listed."""


@dataclass(frozen=True, slots=True)
class Cacah:
    """Something counted, with what it was counted over."""

    nama: str
    jumlah: int
    ket: str


@dataclass(frozen=True, slots=True)
class MasalahRingkas:
    dilaporkan: int
    selesai: int
    terbuka: int
    daftar: tuple[Tautan, ...]
    papan_url: str


@dataclass(frozen=True, slots=True)
class HalamanLokmin:
    """`capaian/keluar/lokmin.html`, as `halaman`."""

    judul: str
    rentang: str
    unit: Tautan
    jejak: tuple[Tautan, ...]
    kesegaran: Kesegaran
    sebelum_url: str
    sesudah_url: str | None
    lain: Tautan
    kolom: tuple[Kolom, ...]
    disahkan: int
    pekan: int
    belum: tuple[str, ...]
    """Weeks that were not signed, by name."""
    kelompok: tuple[Kelompok, ...]
    prioritas: tuple[Cacah, ...]
    sebab: tuple[Cacah, ...]
    bagian: tuple[Cacah, ...]
    tindakan: tuple[BarisTindakan, ...]
    rupa: tuple[tuple[str, int], ...]
    masalah: MasalahRingkas


@dataclass(frozen=True, slots=True)
class Bahan:
    """What was read; every part is one query."""

    akses: Akses
    rentang: Rentang
    pekan: tuple[Pekan, ...]
    """Its weeks up to the running one."""
    evaluasi: Mapping[date, EvaluasiPekan]
    angka: Mapping[tuple[str, date], Angka]
    """Frozen figures of the Puskesmas by indicator and Monday."""
    tutup: Mapping[tuple[str, date], Angka]
    """By indicator and month."""
    pokok: Sequence[PokokEvaluasi]
    bagian: Sequence[tuple[str, str, str]]

    def is_signed(self, pekan: Pekan) -> bool:
        satu = self.evaluasi.get(pekan.senin)
        return satu is not None and satu.sah


def load_lokmin(akses: Akses, rentang: Rentang) -> Bahan:
    """Http404 where there are no weekly meetings, or where the reader sees no names."""
    if akses.unit.jenis != JenisUnit.PUSKESMAS or not akses.nama or akses.unit.kabupaten is None:
        raise Http404
    if rentang.terakhir > akses.terbuka.awal_bulan and rentang.terakhir > akses.hari_ini:
        raise DomainError("bulan_belum_mulai", f"{rentang.label} belum mulai.", "bulan", "Pilih yang sudah mulai.")
    pengguna, unit = akses.pengguna, akses.unit
    pekan = tuple(satu for satu in rentang.pekan if satu <= akses.terbuka)
    senin = [satu.senin for satu in pekan]
    semua = EvaluasiPekan.objects.visible_to(pengguna).filter(unit=unit, pekan__in=senin)
    sah = {"evaluasi__unit": unit, "evaluasi__pekan__in": senin, "evaluasi__status__in": SAH}
    pokok = PokokEvaluasi.objects.visible_to(pengguna).filter(**sah, jenis=PokokEvaluasi.Jenis.PRIORITAS)
    bagian = BagianEvaluasi.objects.visible_to(pengguna).filter(**sah).order_by("-unit__jenis", "unit__nama")
    evaluasi = {satu.pekan: satu for satu in semua}
    return Bahan(
        akses=akses,
        rentang=rentang,
        pekan=pekan,
        evaluasi=evaluasi,
        angka=_load_signed(akses, evaluasi.values()),
        tutup=_load_closed(akses, rentang),
        pokok=list(pokok.select_related("indikator", "tindakan__penanggung_jawab").order_by("evaluasi__pekan")),
        bagian=list(bagian.values_list("unit__nama", "unit__jenis", "status")),
    )


def _load_signed(akses: Akses, semua: Iterable[EvaluasiPekan]) -> dict[tuple[str, date], Angka]:
    """Figures as they were cut; of a week that was signed before figures were cut at all, the live ones."""
    sah = [satu for satu in semua if satu.sah]
    beku = AngkaEvaluasi.objects.visible_to(akses.pengguna).filter(evaluasi__in=sah, unit=akses.unit)
    lama = [satu.pekan for satu in sah if satu.dibahas_pada is None]
    hidup = Capaian.objects.visible_to(akses.pengguna).filter(unit=akses.unit, pekan__in=lama)
    rows = map(Angka._make, (*hidup.values_list(*KOLOM), *beku.values_list(*KOLOM_POTONG)))
    return {(satu.indikator, satu.senin): satu for satu in rows}


def _load_closed(akses: Akses, rentang: Rentang) -> dict[tuple[str, date], Angka]:
    rows = CapaianBulan.objects.visible_to(akses.pengguna).filter(unit=akses.unit, bulan__in=rentang.bulan)
    return {
        (s.indikator_id, s.bulan): Angka(
            *(s.unit_id, s.indikator_id, s.bulan, s.pembilang, s.penyebut, None, s.harapan, 0),
            *(s.target, s.target_sementara, s.status, s.dihitung_pada),
        )
        for s in rows
    }


def build_lokmin(bahan: Bahan) -> HalamanLokmin:
    akses, rentang = bahan.akses, bahan.rentang
    unit, sah = akses.unit, [satu for satu in bahan.pekan if bahan.is_signed(satu)]
    alamat, lain = ALAMAT[rentang.banyak], 4 - rentang.banyak
    tindakan = _actions(bahan)
    hitung = Counter(satu.rupa for satu in tindakan)
    dihitung = max((satu.dihitung_pada for satu in bahan.angka.values()), default=None)
    mulai = rentang.move(1).terakhir <= akses.hari_ini
    return HalamanLokmin(
        judul=NAMA[rentang.banyak],
        rentang=rentang.label,
        unit=(sendiri := Tautan(unit.nama_lengkap, link("unit", unit.kode))),
        jejak=(sendiri, Tautan("Evaluasi", link("evaluasi", akses.pekan(None).kode, unit.kode))),
        kesegaran=describe_freshness(akses, bahan.pekan[-1], dihitung, 0, None),
        sebelum_url=link(alamat, rentang.move(-1).kode, unit.kode),
        sesudah_url=link(alamat, rentang.move(1).kode, unit.kode) if mulai else None,
        lain=Tautan(NAMA[lain], link(ALAMAT[lain], rentang.kode, unit.kode)),
        kolom=tuple(_columns(bahan)),
        disahkan=len(sah),
        pekan=len(bahan.pekan),
        belum=tuple(f"{s.label} ({_state(bahan, s)})" for s in bahan.pekan if s not in sah),
        kelompok=_groups(bahan),
        prioritas=_count_priorities(bahan),
        sebab=_count_causes(bahan),
        bagian=_count_parts(bahan),
        tindakan=tindakan,
        rupa=tuple((rupa, hitung[rupa]) for rupa in ("selesai", "terlambat", "berjalan", "batal")),
        masalah=_problems(bahan),
    )


# ── Columns and rows ─────────────────────────────────────────────────────────────────────────────────────────────────


def _state(bahan: Bahan, pekan: Pekan) -> str:
    satu = bahan.evaluasi.get(pekan.senin)
    if satu is not None:
        return "disahkan" if satu.sah else "terlewat" if satu.status == "terlewat" else "belum disahkan"
    return "berjalan" if pekan == bahan.akses.terbuka else "tidak dibuat"


def _columns(bahan: Bahan) -> list[Kolom]:
    if bahan.rentang.banyak == 1:
        return [
            Kolom(
                satu.label.removeprefix("Pekan ").removesuffix(f" {satu.tahun}"),
                _state(bahan, satu),
                link("evaluasi", satu.kode, bahan.akses.unit.kode) if satu.senin in bahan.evaluasi else None,
            )
            for satu in bahan.pekan
        ]
    kolom = []
    for bulan in bahan.rentang.bulan:
        pekan = [satu for satu in bahan.pekan if satu.awal_bulan == bulan]
        sah = sum(bahan.is_signed(satu) for satu in pekan)
        url = link("lokmin-bulan", f"{bulan:%Y-%m}", bahan.akses.unit.kode)
        kolom.append(Kolom(f"{BULAN[bulan.month - 1]} {bulan.year}", f"{sah} dari {len(pekan)} pekan disahkan", url))
    return kolom


def _cells(bahan: Bahan, jenis: JenisIndikator) -> list[Angka | None]:
    if bahan.rentang.banyak == 1:
        return [bahan.angka.get((jenis.kode, satu.senin)) for satu in bahan.pekan]
    return [_month_end(bahan, jenis, bulan) for bulan in bahan.rentang.bulan]


def _month_end(bahan: Bahan, jenis: JenisIndikator, bulan: date) -> Angka | None:
    """The month as it closed, else its last signed week."""
    pekan = (satu for satu in reversed(bahan.pekan) if satu.awal_bulan == bulan)
    terakhir = next((a for satu in pekan if (a := bahan.angka.get((jenis.kode, satu.senin)))), None)
    return bahan.tutup.get((jenis.kode, bulan), terakhir)


def _groups(bahan: Bahan) -> tuple[Kelompok, ...]:
    """Those of the weekly meeting first, then all others by cluster."""
    kabupaten = bahan.akses.unit.kabupaten
    rapat = meeting_indikator(kabupaten) if kabupaten else ()
    semua = indikator_of(bahan.akses.unit.kabupaten_id or 0, bahan.pekan[-1])
    lain: dict[str, list[JenisIndikator]] = defaultdict(list)
    for satu in semua:
        if satu not in rapat:
            lain[satu.klaster].append(satu)
    nama = klaster_by_kode()
    return (
        _group(bahan, "Indikator rapat pekanan", rapat),
        *(_group(bahan, teks, lain[kode]) for kode, teks in nama.items() if lain[kode]),
    )


def _group(bahan: Bahan, nama: str, semua: Sequence[JenisIndikator]) -> Kelompok:
    judul = [satu.teks for satu in _columns(bahan)]
    baris = [satu for jenis in semua if (satu := _row(bahan, jenis, judul)) is not None]
    return Kelompok(nama, tuple(baris), len(semua) - len(baris))


def _row(bahan: Bahan, jenis: JenisIndikator, judul: Sequence[str]) -> Baris | None:
    angka = _cells(bahan, jenis)
    akhir = _month_end(bahan, jenis, bahan.rentang.terakhir) or next((a for a in reversed(angka) if a), None)
    if akhir is None:
        return None
    pekan = [satu for satu in bahan.pekan if bahan.is_signed(satu)] or list(bahan.pekan)
    url = link("indikator", jenis.kode, unit=bahan.akses.unit.kode, pekan=pekan[-1].kode)
    kalimat = figure_sentence(measure(akhir, jenis))
    sel = tuple((teks, _cell(a, jenis) if a else None) for teks, a in zip(judul, angka, strict=True))
    return Baris(jenis.nama, url, sel, _cell(akhir, jenis), kalimat)


def _cell(angka: Angka, jenis: JenisIndikator) -> Sel:
    ukur = measure(angka, jenis)
    return Sel(ukur.keadaan, short_figure(ukur), ukur.kata)


# ── What the meetings decided ────────────────────────────────────────────────────────────────────────────────────────


def _count_priorities(bahan: Bahan) -> tuple[Cacah, ...]:
    hitung = Counter(satu.indikator.nama for satu in bahan.pokok)
    return tuple(Cacah(nama, n, "pekan") for nama, n in hitung.most_common())


def _count_causes(bahan: Bahan) -> tuple[Cacah, ...]:
    atas: dict[str, Counter[str]] = defaultdict(Counter)
    for satu in bahan.pokok:
        if satu.sebab:
            atas[satu.sebab][satu.indikator.nama] += 1
    urut = sorted(atas.items(), key=lambda isi: -isi[1].total())
    return tuple(Cacah(str(Sebab(kode).label), isi.total(), ", ".join(isi)) for kode, isi in urut)


def _count_parts(bahan: Bahan) -> tuple[Cacah, ...]:
    """In how many of the signed weeks each Pustu spoke."""
    dibahas: Counter[str] = Counter()
    semua: Counter[str] = Counter()
    for nama, jenis, status in bahan.bagian:
        teks = "Langsung Puskesmas" if jenis == JenisUnit.PUSKESMAS else f"Pustu {nama}"
        semua[teks] += 1
        dibahas[teks] += status == BagianEvaluasi.Status.DIBAHAS
    return tuple(Cacah(teks, dibahas[teks], f"dari {n} pekan") for teks, n in semua.items())


def _end(bahan: Bahan) -> datetime:
    """The end of the period, or now where it still runs."""
    akhir = datetime.combine(bahan.rentang.move(1).terakhir, time(), bahan.akses.zona)
    return min(akhir, bahan.akses.sekarang)


def _actions(bahan: Bahan) -> tuple[BarisTindakan, ...]:
    """What the signed weeks decided, as it stood at the end of the period."""
    return tuple(row_at(bahan.akses, satu.tindakan, _end(bahan)) for satu in bahan.pokok if satu.tindakan)


def _problems(bahan: Bahan) -> MasalahRingkas:
    zona, akhir = bahan.akses.zona, _end(bahan)
    awal = datetime.combine(bahan.rentang.awal, time(), zona)
    rows = Masalah.objects.visible_to(bahan.akses.pengguna).under(bahan.akses.unit)
    semua = list(rows.filter(dilaporkan_pada__lte=akhir).select_related("unit").order_by("dilaporkan_pada"))
    terbuka = [satu for satu in semua if satu.ditutup_pada is None or satu.ditutup_pada > akhir]
    return MasalahRingkas(
        dilaporkan=sum(satu.dilaporkan_pada >= awal for satu in semua),
        selesai=sum(satu.ditutup_pada is not None and awal <= satu.ditutup_pada <= akhir for satu in semua),
        terbuka=len(terbuka),
        daftar=tuple(Tautan(f"{s.judul} · {s.unit.nama_lengkap}", link("masalah", str(s.pk))) for s in terbuka[:10]),
        papan_url=link("masalah-papan", unit=bahan.akses.unit.kode),
    )
