"""What waits for the reader, wherever they wear a hat: every section of the worklist, the most urgent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Final

from django.urls import reverse

from klaster.temuan import JenisTemuan
from posyandu.models import Segera
from puskesmas.alamat import link
from puskesmas.aturan import rules_for
from puskesmas.errors import DomainError
from puskesmas.jejak import log_read
from puskesmas.models import Masalah, Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi
from pustu.halaman.kerja.janji import BarisJanji, list_promises
from pustu.halaman.kerja.surat_masuk import DaftarRujukan, list_referrals
from pustu.halaman.kerja.tempo import DaftarTempo, list_due
from pustu.halaman.kerja.usul import BarisUsulan, list_proposals
from pustu.kerja import Giliran, Kartu, find_owners, line_up, make_cards, open_findings

SEBAGIAN: Final = 10
"""Cards of a section shown at first; the rest is one link away."""
SEMUA: Final = 200
"""Nobody reads further than this in one go; the rest follows as these are dealt with."""
BUKAN_TUGAS: Final = DomainError(
    "tidak_boleh", "Anda tidak bertugas memutuskan temuan.", "", "Daftar kerja untuk tenaga kesehatan.", 403
)


@dataclass(frozen=True, slots=True)
class BarisKerja:
    """One person with what was found, by whom, where, when."""

    url: str
    orang_url: str
    nama: str
    tanggal_lahir: date
    temuan: Sequence[JenisTemuan]
    tanggal: date
    ket: str
    tinggal: str
    """Where the person lives, if that is not where the visit was."""
    pemegang: str
    """The unit that must answer, where it is not one of the reader's own."""
    diketahui: str
    """Who said that they have a danger sign in hand."""
    dihubungi: datetime | None
    """When the cadre called about a danger sign that nobody has in hand yet."""


@dataclass(frozen=True, slots=True)
class BarisPemegang:
    """What the units below must answer for, as a number and a link."""

    nama: str
    jumlah: int
    terlama: date
    url: str


@dataclass(frozen=True, slots=True)
class HalamanKerja:
    """`pustu/kerja.html`, as `halaman`."""

    hari_ini: date
    segera: Sequence[BarisKerja]
    periksa: Sequence[BarisKerja]
    jumlah_segera: int
    jumlah_periksa: int
    bawahan: Sequence[BarisPemegang]
    dipilih: str
    """Name of the unit below whose list is shown."""
    semua_url: str
    rujukan: DaftarRujukan
    tempo: DaftarTempo
    usul: Sequence[BarisUsulan]
    janji: Sequence[BarisJanji]
    masalah: Sequence[Masalah]

    @property
    def kosong(self) -> bool:
        temuan = (self.segera, self.periksa, self.bawahan, self.usul)
        return not any((*temuan, self.rujukan.jumlah, self.janji, self.masalah, self.tempo.baris))


def require_decider(pengguna: Pengguna) -> None:
    if not pengguna.paths_for(Aksi.TINDAK_LANJUT):
        raise BUKAN_TUGAS


def build_kerja(pengguna: Pengguna, unit: str = "", semua: bool = False) -> HalamanKerja:
    """The lists of all hats together; of one unit below where `unit` names it. Notes that the reader saw the people."""
    require_decider(pengguna)
    rumah = home_unit(pengguna)
    hari_ini = rumah.hari_ini
    aturan = rules_for(pengguna)
    giliran = line_up(pengguna, aturan, hari_ini)
    pemilik = find_owners(Unit.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT))
    sendiri = own_units(pengguna)
    segera, lain = [g for g in giliran if not g.menunggu], [g for g in giliran if g.menunggu]
    dipilih = next((u for u in pemilik.values() if u.kode == unit), None)
    milik = {dipilih.pk} if dipilih else sendiri
    periksa = [g for g in lain if pemilik[g.unit].pk in milik]
    rujukan = list_referrals(pengguna, aturan, hari_ini)
    janji = list_promises(pengguna, hari_ini)
    kini = [*segera[:SEMUA], *periksa[: SEMUA if semua else SEBAGIAN]]
    tampil = make_cards(open_findings(pengguna, aturan, hari_ini, warga=[g.warga for g in kini]), aturan)
    dilihat = [*(k.warga.pk for k in tampil), *rujukan.warga, *(j.warga for j in janji)]
    log_read(pengguna=pengguna, halaman="kerja", warga=dilihat)
    tanda = _danger(pengguna, tampil)
    return HalamanKerja(
        hari_ini=hari_ini,
        segera=[_row(satu, pemilik, sendiri, tanda, rumah.zona) for satu in tampil if satu.segera],
        periksa=[_row(satu, pemilik, milik, tanda, rumah.zona) for satu in tampil if not satu.segera],
        jumlah_segera=len(segera),
        jumlah_periksa=len(periksa),
        bawahan=list(_below(lain, pemilik, sendiri)),
        dipilih=dipilih.nama_lengkap if dipilih else "",
        semua_url=link("kerja", unit=dipilih.kode if dipilih else "", semua="1"),
        rujukan=rujukan,
        tempo=list_due(pengguna, hari_ini),
        usul=list_proposals(pengguna),
        janji=janji,
        masalah=_problems(pengguna),
    )


def home_unit(pengguna: Pengguna) -> Unit:
    """The highest place where the reader decides."""
    tugas = [satu for satu in pengguna.active_penugasan() if Aksi.TINDAK_LANJUT in satu.aksi()]
    if not tugas:
        raise BUKAN_TUGAS
    return min((satu.unit for satu in tugas), key=lambda unit: unit.jalur.count("/"))


def own_units(pengguna: Pengguna) -> set[int]:
    """Where the reader wears a hat that decides."""
    return {satu.unit_id for satu in pengguna.active_penugasan() if Aksi.TINDAK_LANJUT in satu.aksi()}


def _danger(pengguna: Pengguna, kartu: Sequence[Kartu]) -> dict[object, Segera]:
    """By visit what was said about its danger sign."""
    kepala = [satu.pk for k in kartu if k.segera for satu in k.kunjungan]
    rows = Segera.objects.visible_to(pengguna).filter(kunjungan__in=kepala, gugur_pada=None)
    return {satu.kunjungan_id: satu for satu in rows.select_related("diketahui_oleh")}


def _row(
    kartu: Kartu, pemilik: Mapping[int, Unit], milik: Collection[int], tanda: Mapping[object, Segera], zona: tzinfo
) -> BarisKerja:
    akhir, unit = kartu.terakhir, pemilik[kartu.warga.unit_id]
    segera = next((tanda[satu.pk] for satu in kartu.kunjungan if satu.pk in tanda), None)
    return BarisKerja(
        url=reverse("kerja-putuskan", args=[kartu.warga.pk]),
        orang_url=reverse("warga", args=[kartu.warga.pk]),
        nama=kartu.warga.nama,
        tanggal_lahir=kartu.warga.tanggal_lahir,
        temuan=kartu.temuan,
        tanggal=akhir.tanggal,
        ket=f"{akhir.dicatat_oleh}, {akhir.unit_layanan.nama_lengkap}",
        tinggal="" if akhir.unit_layanan_id == kartu.warga.unit_id else kartu.warga.unit.nama_lengkap,
        pemegang="" if unit.pk in milik else unit.nama_lengkap,
        diketahui=str(segera.diketahui_oleh) if segera and segera.diketahui_oleh else "",
        dihubungi=_contacted(segera, zona) if segera else None,
    )


def _contacted(segera: Segera, zona: tzinfo) -> datetime | None:
    """When the cadre reached somebody, as long as nobody has taken it over; on the reader's clock."""
    if segera.dihubungi_pada is None or segera.diketahui_pada is not None:
        return None
    return segera.dihubungi_pada.astimezone(zona)


def _below(
    giliran: Sequence[Giliran], pemilik: Mapping[int, Unit], sendiri: Collection[int]
) -> Sequence[BarisPemegang]:
    """Units below that hold something, the fullest first."""
    jumlah: Counter[int] = Counter()
    terlama: dict[int, date] = {}
    unit = {satu.pk: satu for satu in pemilik.values()}
    for satu in giliran:
        pk = pemilik[satu.unit].pk
        if pk not in sendiri:
            jumlah[pk] += 1
            terlama[pk] = min(terlama.get(pk, date.max), satu.sejak)
    return [
        BarisPemegang(unit[pk].nama_lengkap, n, terlama[pk], link("kerja", unit=unit[pk].kode))
        for pk, n in jumlah.most_common()
    ]


def _problems(pengguna: Pengguna) -> list[Masalah]:
    milik = Unit.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT).filter(
        jenis__in=[JenisUnit.PUSTU, JenisUnit.PUSKESMAS]
    )
    rows = Masalah.objects.visible_to(pengguna).open().filter(dipegang__in=milik).select_related("unit")
    return list(rows.order_by("dilaporkan_pada")[:5])
