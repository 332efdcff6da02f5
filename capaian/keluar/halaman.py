"""The page from which everything of one meeting is fetched, sent, printed, and to which the signed sheet returns."""

from __future__ import annotations

from dataclasses import dataclass

from capaian.halaman.model import Kesegaran, PilihPekan, Tautan
from capaian.halaman.tulisan import waktu
from capaian.halaman.waktu import choose_existing
from capaian.keluar.muat import Rapat, group_code
from capaian.keluar.wa import share_link, write_text
from capaian.models import LampiranEvaluasi
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.peran import Aksi

Jenis = LampiranEvaluasi.Jenis

NASKAH = (
    ("undangan", "Undangan", "sebelum rapat; nomor dan pukul diisi dengan tangan"),
    ("daftar-hadir", "Daftar hadir", "untuk ditandatangani di tempat"),
    ("notulen", "Notulen", "semua yang dibahas, dengan teks utuh"),
    ("berita-acara", "Berita acara", "satu lembar untuk ditandatangani dan disimpan"),
)
BULANAN = "halaman untuk dicetak, dari pekan-pekan yang disahkan bulan ini"
TRIBULANAN = "sama, untuk tiga bulan"
EXCEL = "prioritas, semua indikator menurut Pustu, tindakan sebelumnya"


@dataclass(frozen=True, slots=True)
class Naskah:
    nama: str
    ket: str
    url: str


@dataclass(frozen=True, slots=True)
class Lampiran:
    """One picture; `ket` says who sent it and when."""

    id: str
    url: str
    ket: str
    lebar: int
    tinggi: int


@dataclass(frozen=True, slots=True)
class KelompokLampiran:
    """Pictures of one kind, and whether more may be sent now."""

    jenis: str
    nama: str
    isi: tuple[Lampiran, ...]
    kosong: str
    tombol: str
    boleh: bool


@dataclass(frozen=True, slots=True)
class HalamanBerkas:
    """`capaian/keluar/berkas.html`, as `halaman`."""

    judul: str
    unit: Tautan
    jejak: tuple[Tautan, ...]
    pekan: PilihPekan
    kesegaran: Kesegaran
    sah: bool
    kode: str
    """ "7F3A-92BD-01CE-44AF"; empty before it is signed."""
    periksa_url: str
    naskah: tuple[Naskah, ...]
    wa_teks: str
    wa_url: str
    lampiran: tuple[KelompokLampiran, ...]
    boleh_lampir: bool
    galat: DomainError | None = None


def build_berkas(rapat: Rapat, galat: DomainError | None = None) -> HalamanBerkas:
    akses, pekan, evaluasi = rapat.akses, rapat.bahan.pekan, rapat.halaman
    alamat = (pekan.kode, akses.unit.kode)
    bulan = f"{pekan.minggu:%Y-%m}"
    teks, kode = write_text(rapat), group_code(rapat.kode)
    return HalamanBerkas(
        judul=f"Berkas rapat p{pekan.label[1:]}",
        unit=evaluasi.unit,
        jejak=(*evaluasi.jejak, Tautan("Evaluasi", link("evaluasi", *alamat))),
        pekan=choose_existing(akses, pekan, lambda lain: link("berkas", lain, akses.unit.kode), rapat.bahan.minggu),
        kesegaran=evaluasi.kesegaran,
        sah=evaluasi.sah,
        kode=kode,
        periksa_url=link("periksa", kode) if kode else "",
        naskah=(
            *(Naskah(f"{nama} (PDF)", ket, link("berkas-pdf", *alamat, jenis)) for jenis, nama, ket in NASKAH),
            Naskah("Lembar kerja (Excel)", EXCEL, link("berkas-excel", *alamat)),
            Naskah("Lokakarya mini bulanan", BULANAN, link("lokmin-bulan", bulan, akses.unit.kode)),
            Naskah("Lokakarya mini tribulanan", TRIBULANAN, link("lokmin-tribulan", bulan, akses.unit.kode)),
        ),
        wa_teks=teks,
        wa_url=share_link(teks),
        lampiran=_list_lampiran(rapat),
        boleh_lampir=akses.pengguna.may(Aksi.SUSUN_EVALUASI, akses.unit),
        galat=galat,
    )


def _list_lampiran(rapat: Rapat) -> tuple[KelompokLampiran, ...]:
    """The scan, then the photos; one query, without the pictures themselves."""
    rows = LampiranEvaluasi.objects.visible_to(rapat.akses.pengguna).kept().filter(evaluasi=rapat.evaluasi)
    semua = list(rows.defer("isi").select_related("oleh"))
    boleh = rapat.akses.pengguna.may(Aksi.SUSUN_EVALUASI, rapat.akses.unit)
    return tuple(
        KelompokLampiran(
            jenis=jenis,
            nama=str(Jenis(jenis).label),
            isi=tuple(_row(rapat, satu) for satu in semua if satu.jenis == jenis),
            kosong=kosong,
            tombol=tombol,
            boleh=boleh and (jenis == Jenis.FOTO or rapat.evaluasi.sah),
        )
        for jenis, kosong, tombol in (
            (Jenis.PINDAIAN, "Belum ada. Sesudah ditandatangani, pindai atau foto lembarnya.", "Kirim pindaian"),
            (Jenis.FOTO, "Belum ada.", "Kirim foto"),
        )
    )


def _row(rapat: Rapat, satu: LampiranEvaluasi) -> Lampiran:
    alamat = (rapat.bahan.pekan.kode, rapat.akses.unit.kode, str(satu.pk))
    ket = f"{satu.oleh}, {waktu(rapat.local(satu.pada))}"
    return Lampiran(str(satu.pk), link("berkas-lampiran", *alamat), ket, satu.lebar, satu.tinggi)
