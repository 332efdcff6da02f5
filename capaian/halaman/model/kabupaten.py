"""The kabupaten page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from capaian.halaman.model.kerangka import Kesegaran, Pilihan, PilihPekan, Tautan
from capaian.halaman.model.ukur import Keadaan, StatusEvaluasi, Ukur


@dataclass(frozen=True, slots=True)
class HitungSesi:
    """Sessions of one week under one unit, by what became of them."""

    lengkap: int = 0
    belum_mengirim: int = 0
    batal: int = 0
    mendatang: int = 0
    """Planned for a day that has not passed."""
    url: str | None = None
    """The list of those that have not sent."""
    catatan_batal: str = ""
    """ "cuaca, Dendang"."""

    @property
    def jumlah(self) -> int:
        """Sessions that were or will be held; a cancelled one is told beside them, as on the indicator."""
        return self.lengkap + self.belum_mengirim + self.mendatang


@dataclass(frozen=True, slots=True)
class HitungKunjunganRumah:
    """Posyandu by their home-visit report of the week."""

    melapor: int
    nihil: int
    belum: int
    url: str | None = None

    @property
    def jumlah(self) -> int:
        """All posyandu."""
        return self.melapor + self.nihil + self.belum


@dataclass(frozen=True, slots=True)
class HitungEvaluasi:
    """Puskesmas by the state of this week's evaluation."""

    disahkan: int
    disiapkan: int
    """Made or being discussed, not signed; late ones too."""
    belum: int
    """Not made: the week is open, or from before the kabupaten began."""
    menunggu_jawaban: int = 0
    """Of the signed ones: asked Dinas for help and wait."""
    url: str | None = None
    terlambat: int = 0
    """Of the prepared ones: the day of the meeting is over."""

    @property
    def jumlah(self) -> int:
        """All Puskesmas."""
        return self.disahkan + self.disiapkan + self.belum


@dataclass(frozen=True, slots=True)
class TingkatIlp:
    """How many units of one tier run ILP: "pustu 22/37"."""

    nama: str
    beroperasi: int
    jumlah: int


@dataclass(frozen=True, slots=True)
class Menuju2027:
    """Rollout: units that run ILP against all, and what the plan wanted by now."""

    tingkat: tuple[TingkatIlp, ...]
    rencana: int | None = None
    """Planned by the end of this month; None without a plan."""

    @property
    def beroperasi(self) -> int:
        """Running units of every tier."""
        return sum(t.beroperasi for t in self.tingkat)

    @property
    def jumlah(self) -> int:
        """All units of every tier."""
        return sum(t.jumlah for t in self.tingkat)

    @property
    def bagian(self) -> float | None:
        """Running units as a rate of all."""
        return self.beroperasi / self.jumlah if self.jumlah else None


@dataclass(frozen=True, slots=True)
class PerluDilihat:
    """One sentence of "Yang perlu Anda lihat"; `utama` is bold, `sisa` follows with its own punctuation."""

    keadaan: Keadaan
    utama: str
    sisa: str
    tindakan: str
    """The link's words: "Lihat masalah"."""
    url: str


@dataclass(frozen=True, slots=True)
class BarisAgenda:
    """One line of "Jadwal pekan ini"; `waktu` like "13.00" or empty."""

    tanggal: date
    teks: str
    waktu: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class KolomKlaster:
    """A column of the heat table."""

    kode: str
    nama: str
    pendek: str
    """Three or four letters for the phone: "Ibu"."""


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell of the heat table: how many indicators of one cluster stand in each state."""

    hitung: tuple[int, int, int, int, int, int]
    """Counts in the order of `Keadaan`."""
    url: str | None = None

    @property
    def terburuk(self) -> Keadaan:
        """The worst state present; an empty cell has no data."""
        return next(
            (k for k, n in zip(Keadaan, self.hitung, strict=True) if n),
            Keadaan.BELUM_ADA_DATA,
        )


@dataclass(frozen=True, slots=True)
class BarisPuskesmas:
    """A row of the heat table. Rows come worst first (`peringkat`); the phone shows the same order as cards."""

    nama: str
    url: str
    pustu: int
    posyandu: int
    sel: tuple[Sel, ...]
    """One per column, same order."""
    sesi: HitungSesi
    evaluasi: StatusEvaluasi | None = None
    evaluasi_catatan: str = ""
    """ "Sen 16 Nov 15.10", "lewat 2 hari"."""
    evaluasi_url: str | None = None

    @property
    def peringkat(self) -> tuple[int, int]:
        """Sort key, worst first: most `jauh_tertinggal`, then most `tertinggal`."""
        return -sum(s.hitung[0] for s in self.sel), -sum(s.hitung[1] for s in self.sel)


@dataclass(frozen=True, slots=True)
class TrenKecil:
    """One small line: achieved divided by `BlokTren.dasar`, oldest week first; None is a week without a figure."""

    unit: Tautan
    titik: tuple[float | None, ...]
    ukur: Ukur
    """Of the page's week."""


@dataclass(frozen=True, slots=True)
class BlokTren:
    """Twelve weeks of one indicator for each child unit."""

    indikator: tuple[Pilihan, ...]
    """Options of `?indikator=`."""
    tren: tuple[TrenKecil, ...]
    dasar: str = "harapan"
    """What 100 % is: "harapan", or "target" for indicators without one."""


@dataclass(frozen=True, slots=True)
class HalamanKabupaten:
    """`capaian/kabupaten.html`, as `halaman`."""

    nama: str
    label: str
    """Tier above the name: "Kabupaten"."""
    url: str
    """This page; the GET forms send `pekan` and `indikator` to it."""
    puskesmas: int
    pustu: int
    posyandu: int
    pekan: PilihPekan
    kesegaran: Kesegaran
    sesi: HitungSesi
    kunjungan_rumah: HitungKunjunganRumah
    evaluasi: HitungEvaluasi
    menuju: Menuju2027
    perlu: tuple[PerluDilihat, ...]
    """At most five."""
    agenda: tuple[BarisAgenda, ...]
    agenda_url: str | None
    klaster: tuple[KolomKlaster, ...]
    baris: tuple[BarisPuskesmas, ...]
    indikator: int
    """How many indicators each Puskesmas is judged on."""
    tren: BlokTren | None
    unit_url: str | None = None
    """The kabupaten's own unit page."""
    excel_url: str | None = None
    target_url: str | None = None
