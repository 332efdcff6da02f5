"""What the evaluation pages print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from capaian.evaluasi.jawab import Tutupan
from capaian.halaman.model import (
    Keadaan,
    Kesegaran,
    Perkiraan,
    Pilihan,
    PilihPekan,
    StatusEvaluasi,
    TabMasalah,
    Tautan,
    Ukur,
)
from puskesmas.errors import DomainError


@dataclass(frozen=True, slots=True)
class Titik:
    """One point of the step line. `letak`: sudah, kini, nanti."""

    nama: str
    catatan: str
    letak: str


@dataclass(frozen=True, slots=True)
class UkurUnit:
    """One figure of one unit, side by side with the others."""

    unit: Tautan
    ukur: Ukur


@dataclass(frozen=True, slots=True)
class Tulisan:
    """The writing beside a priority, as typed or as stored."""

    sebab: tuple[Pilihan, ...]
    kata: str
    apa: str
    siapa: tuple[Pilihan, ...]
    tenggat: str
    """ISO date, or whatever was typed."""
    tenggat_teks: str = ""
    sebab_teks: str = ""
    siapa_teks: str = ""
    salah_tenggat: str = ""
    """What is odd about the date, told while it is a draft."""
    lengkap: bool = False


@dataclass(frozen=True, slots=True)
class Prioritas:
    """One of the three: the figure, why it will or will not be reached, who is missing, what is decided."""

    nomor: int
    kode: str
    nama: str
    url: str
    ukur: Ukur
    perubahan: float | None
    tren: tuple[float | None, ...]
    perkiraan: Perkiraan | None
    terlewat: int | None
    unit: tuple[UkurUnit, ...]
    saudara: str
    """Where the Puskesmas stands among its siblings: "kabupaten 61 %; urutan 5 dari 7 puskesmas"."""
    orang: tuple[str, ...]
    """The first names with ages."""
    orang_lain: int
    orang_teks: str
    """ "212 anak belum"; empty where the indicator has no people behind it."""
    tulisan: Tulisan
    kirim: tuple[Pilihan, ...] = ()
    """Where people may be sent from to the cadres' lists: each Pustu with how many are missing, worst first."""


@dataclass(frozen=True, slots=True)
class BarisLain:
    """A lagging indicator that is not a priority."""

    kode: str
    nama: str
    url: str
    ukur: Ukur
    pantau: bool


@dataclass(frozen=True, slots=True)
class KelompokTenang:
    """Indicators of one state that need no words today, folded away."""

    keadaan: Keadaan
    baris: tuple[BarisLain, ...]


@dataclass(frozen=True, slots=True)
class BarisBagian:
    """The part of one Pustu."""

    nama: str
    status: str
    kata: str
    catatan: str
    siapa: str
    """Its head or who stands in; empty: the post is vacant."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Undangan:
    pengguna_id: int
    nama: str
    jabatan: str
    hadir: bool


@dataclass(frozen=True, slots=True)
class Rapat:
    """How it was held, who came, what is asked of Dinas."""

    undangan: tuple[Undangan, ...]
    cara: tuple[Pilihan, ...]
    cara_teks: str
    catatan: str
    bantuan: str

    @property
    def hadir(self) -> str:
        """Who came, with the office of each."""
        return "; ".join(f"{satu.nama} ({satu.jabatan})" for satu in self.undangan if satu.hadir)


@dataclass(frozen=True, slots=True)
class Jawaban:
    """A step that carries words: an answer, a reason for opening again."""

    jenis: str
    kata: str
    oleh: str
    pada: datetime
    isi: str


@dataclass(frozen=True, slots=True)
class Selisih:
    """A figure that moved after the week was signed."""

    nama: str
    url: str
    sah: str
    kini: str


@dataclass(frozen=True, slots=True)
class BarisTindakan:
    """One action. `rupa`: selesai, terlambat, berjalan, batal."""

    apa: str
    siapa: str
    tenggat: date
    rupa: str
    hasil: str
    ditunda: int
    url: str


@dataclass(frozen=True, slots=True)
class TindakanLalu:
    """Actions decided before: done or cancelled since last week, late, still running."""

    baris: tuple[BarisTindakan, ...]

    def count(self, rupa: str) -> int:
        return sum(satu.rupa == rupa for satu in self.baris)

    @property
    def selesai(self) -> int:
        return self.count("selesai")

    @property
    def terlambat(self) -> int:
        return self.count("terlambat")

    @property
    def berlanjut(self) -> int:
        return self.count("berjalan")


@dataclass(frozen=True, slots=True)
class Beda:
    """One field in which two people differ. `nama` is its name on the form; empty: it comes with the choice above."""

    nama: str
    judul: str
    milik: str
    lain: str
    nilai: tuple[str, ...]
    """The other's, as the form sends it."""
    pakai: bool


@dataclass(frozen=True, slots=True)
class Bandingan:
    """What somebody else saved beside what was typed over an older version."""

    siapa: str
    saat: str
    versi: int
    """The version that was typed over."""
    baris: tuple[Beda, ...]
    titipan: tuple[tuple[str, str], ...]
    """Fields and values of the other one that have no place of their own on the form."""


@dataclass(frozen=True, slots=True)
class HalamanEvaluasi:
    """`capaian/evaluasi.html`, as `halaman`."""

    judul: str
    """ "Evaluasi pekan 9–15 Nov 2026"."""
    unit: Tautan
    isi: str
    """ "8 pustu, 34 posyandu"."""
    jejak: tuple[Tautan, ...]
    pekan: PilihPekan
    kesegaran: Kesegaran
    status: str
    langkah: tuple[Titik, ...]
    hitung: tuple[tuple[Keadaan, int], ...]
    tindakan_lalu: TindakanLalu
    nyelik_lalu: str
    """ "12 dikirim: 9 dikunjungi, 3 belum", since the week began until it was signed; empty where nobody was sent."""
    prioritas: tuple[Prioritas, ...]
    lainnya: tuple[BarisLain, ...]
    tenang: tuple[KelompokTenang, ...]
    isian_terisi: int
    isian_jumlah: int
    isian_url: str | None
    bagian: tuple[BarisBagian, ...]
    belum_menyampaikan: str
    """Names of the parts that nobody has spoken for."""
    rapat: Rapat
    susulan: tuple[str, ...]
    """Earlier weeks that were never signed."""
    jawaban: tuple[Jawaban, ...]
    selisih: tuple[Selisih, ...]
    terlambat: tuple[tuple[str, int], ...]
    """Who sent late what may have moved the figures: place and number of entries. Empty where nothing moved."""
    jadwal: tuple[tuple[Pilihan, ...], tuple[Pilihan, ...]]
    """Weekdays to choose the meeting from, and days after it until which signing is on time."""
    versi: int
    disimpan: str
    """ "tersimpan 13.21"; empty before the first save."""
    disahkan_oleh: str
    boleh_susun: bool
    boleh_sahkan: bool
    boleh_jawab: bool
    tutupan: tuple[Tutupan, ...] = ()
    """What an answer may bring to an end."""
    galat: DomainError | None = None
    banding: Bandingan | None = None
    pesan: str = ""

    @property
    def jumlah(self) -> int:
        """All indicators of the meeting."""
        return sum(n for _, n in self.hitung)

    @property
    def dibahas(self) -> bool:
        return self.status == "dibahas"

    @property
    def sah(self) -> bool:
        return self.status in ("disahkan", "ditanggapi")

    @property
    def menulis(self) -> bool:
        """The reader writes on this page now."""
        return self.dibahas and self.boleh_susun

    @property
    def kurang(self) -> str:
        """What stands between this page and a signature: "Prioritas 3 belum berisi sebab dan tindakan."."""
        nomor = [str(satu.nomor) for satu in self.prioritas if not satu.tulisan.lengkap]
        return f"Prioritas {', '.join(nomor)} belum berisi sebab dan tindakan." if nomor else ""


@dataclass(frozen=True, slots=True)
class HalamanBagian:
    """`capaian/evaluasi_bagian.html`, as `halaman`: one Pustu speaks for itself."""

    judul: str
    unit: Tautan
    jejak: tuple[Tautan, ...]
    pekan: PilihPekan
    kesegaran: Kesegaran
    prioritas: tuple[Prioritas, ...]
    bagian: BarisBagian
    tindakan: TindakanLalu
    """Of these places, or to be done by those who work there."""
    masalah: TabMasalah
    """Open ones of the same."""
    terbuka: bool
    """It may still be confirmed: the evaluation is not signed."""
    boleh: bool
    galat: DomainError | None = None
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class PokokRingkas:
    """A priority in one line, with what is to be done about it."""

    nama: str
    url: str
    ukur: Ukur
    tindakan: str


@dataclass(frozen=True, slots=True)
class BarisKabupaten:
    """One Puskesmas in the list of Dinas."""

    nama: str
    url: str
    kode: str
    status: StatusEvaluasi
    kata: str
    saat: str
    """ "Sel 17 Nov 14.32", "lewat 2 hari"."""
    oleh: str = ""
    prioritas: tuple[PokokRingkas, ...] = ()
    bantuan: str = ""
    menunggu_jawaban: bool = False
    tutupan: tuple[Tutupan, ...] = ()
    """What an answer may bring to an end."""
    jawaban: tuple[Jawaban, ...] = ()
    salah: str = ""
    diketik: str = ""


@dataclass(frozen=True, slots=True)
class HalamanEvaluasiKabupaten:
    """`capaian/evaluasi_kabupaten.html`, as `halaman`."""

    judul: str
    unit: Tautan
    jejak: tuple[Tautan, ...]
    pekan: PilihPekan
    baris: tuple[BarisKabupaten, ...]
    disahkan: int
    menunggu: int
    boleh_jawab: bool
    pilih_url: str | None
