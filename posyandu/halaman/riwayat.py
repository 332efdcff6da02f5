"""Pregnancy and registers of a person, written down beside the card that depends on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, TypeVar
from uuid import UUID, uuid4

from django.http import Http404, QueryDict

from klaster.bidang import Salah
from klaster.tanggal import read_tanggal
from posyandu.halaman.orang import get_warga
from posyandu.halaman.sesi import read_sesi
from posyandu.models import Kehamilan, PenyakitTerdaftar, UsulRegister, Warga
from posyandu.models.orang import StatusWarga
from posyandu.register import Alasan, end_entry, may_enter, write_register
from posyandu.riwayat import change_hpht, close_kehamilan, may_be_pregnant, open_kehamilan
from posyandu.turunan import HAMIL_TERLAMA, Orang, load_orang
from puskesmas.errors import DomainError
from puskesmas.halaman.isian import read_id
from puskesmas.models import Pengguna

Babak = TypeVar("Babak", Kehamilan, PenyakitTerdaftar)
DIKETIK: Final = ("hpht", "minggu", "selesai", "hasil", "penyakit", "sejak", "sampai", "alasan")
PILIHAN: Final = ("terdaftar",)
TERPANJANG: Final = 200
TERTUA: Final = HAMIL_TERLAMA.days // 7
DICATAT: Final = {
    "hamil": "Kehamilan dicatat.",
    "hpht": "HPHT-nya dibetulkan; jadwalnya ikut.",
    "bersalin": "Akhir kehamilan dicatat.",
    "masuk": "Penyakitnya masuk register.",
    "usul": "Diusulkan ke bidan. Orangnya masuk register sesudah bidan memastikan.",
    "keluar": "Penyakitnya keluar dari register.",
}
MILIK: Final[Mapping[str, frozenset[str]]] = {
    "hamil": frozenset({"hpht", "minggu"}),
    "hpht": frozenset({"hpht", "minggu"}),
    "bersalin": frozenset({"selesai", "hasil"}),
    "masuk": frozenset({"penyakit", "sejak"}),
    "usul": frozenset({"penyakit", "sejak"}),
    "keluar": frozenset({"terdaftar", "sampai", "alasan"}),
}
"""The fields of each small form."""
BELUM_DICATAT: Final = Salah(
    "",
    "riwayat_belum_dicatat",
    'Isian di "Kehamilan dan penyakit" belum dicatat.',
    "Tekan tombol Catat di bagian itu, atau kosongkan isiannya, lalu simpan lagi.",
)

BUKAN_TENAGA: Final = DomainError(
    "hpht_tenaga_kesehatan", "HPHT yang sudah tercatat dibetulkan bidan.", "hpht", "Beri tahu bidan.", 403
)
DIGABUNG: Final = DomainError(
    "warga_digabung", "Data ini sudah digabung ke orang lain.", "warga", "Buka data utamanya, lalu catat di sana."
)


@dataclass(frozen=True, slots=True)
class Dicatat:
    """What became of one request: nothing asked, written down, or refused."""

    pesan: str = ""
    galat: DomainError | None = None
    isi: Mapping[str, str] = field(default_factory=dict)
    """What was typed and does not stand yet."""
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Riwayat:
    """What stands about a person now, and the small forms that change it."""

    orang: Orang
    hari_ini: date
    dicatat: Dicatat
    tenaga: bool
    """Who writes is a health worker of the place: enters and takes out; others propose."""
    usul: Sequence[UsulRegister]
    """What waits for one."""

    @property
    def kehamilan(self) -> Kehamilan | None:
        return next((satu for satu in self.orang.kehamilan if satu.selesai is None), None)

    @property
    def terdaftar(self) -> Sequence[PenyakitTerdaftar]:
        terbuka = (satu for satu in self.orang.penyakit if satu.sampai is None)
        return sorted(terbuka, key=lambda satu: (satu.sejak, satu.penyakit))

    @property
    def boleh_hamil(self) -> bool:
        return self.kehamilan is None and may_be_pregnant(self.orang.warga, self.hari_ini)

    @property
    def hasil(self) -> Sequence[tuple[str, str]]:
        return [(kode, str(nama)) for kode, nama in Kehamilan.Hasil.choices]

    @property
    def bisa_masuk(self) -> Sequence[tuple[str, str]]:
        """Registers the person can enter."""
        if self.orang.warga.status != StatusWarga.AKTIF:
            return []
        sudah = {satu.penyakit for satu in self.terdaftar} | {satu.penyakit for satu in self.usul}
        return [(kode, str(nama)) for kode, nama in PenyakitTerdaftar.Penyakit.choices if kode not in sudah]

    @property
    def alasan(self) -> Sequence[tuple[str, str]]:
        return [(kode, str(nama)) for kode, nama in Alasan.choices]

    @property
    def buka(self) -> bool:
        return bool(self.dicatat.pesan or self.dicatat.galat or self.belum)

    @property
    def belum(self) -> tuple[Salah, ...]:
        """Something was typed here, and nobody asked to write it down."""
        return (BELUM_DICATAT,) if any(self.dicatat.isi.get(kunci) for kunci in DIKETIK) else ()


def load_riwayat(pengguna: Pengguna, orang: Orang, hari_ini: date, dicatat: Dicatat) -> Riwayat:
    usul = UsulRegister.objects.visible_to(pengguna).terbuka().filter(warga__in=orang.baris).order_by("pada")
    return Riwayat(orang, hari_ini, dicatat, may_enter(pengguna, orang.warga), list(usul))


def write_riwayat(pengguna: Pengguna, warga: UUID, data: QueryDict) -> Dicatat:
    """Do what the button of a small form asks for; any other button changes nothing. What is typed stays."""
    isi = {kunci: data.get(kunci, "")[:TERPANJANG].strip() for kunci in (*DIKETIK, *PILIHAN)}
    kunci = read_id(data.get("id_riwayat", ""))
    aksi = data.get("aksi", "")
    if aksi not in DICATAT:
        return Dicatat(isi=isi, id=kunci)
    satu = get_warga(pengguna, warga)
    hari_ini = read_sesi(pengguna, data).unit.hari_ini  # a place out of reach is answered before anything is written
    try:
        if satu.digabung_ke_id is not None:
            raise DIGABUNG
        _write(pengguna, satu, aksi, data, kunci, hari_ini)
    except DomainError as galat:
        return Dicatat(galat=galat, isi=isi, id=kunci)
    kata = "usul" if aksi == "masuk" and not may_enter(pengguna, satu) else aksi
    return Dicatat(pesan=DICATAT[kata], isi=_other(aksi, isi))


def _other(aksi: str, isi: Mapping[str, str]) -> dict[str, str]:
    """What was typed into the other small forms."""
    return {kunci: teks for kunci, teks in isi.items() if kunci not in MILIK[aksi]}


def _write(pengguna: Pengguna, warga: Warga, aksi: str, data: QueryDict, kunci: UUID, hari_ini: date) -> None:
    if aksi == "hamil":
        open_kehamilan(warga=warga, hpht=_hpht(data, hari_ini), petugas=pengguna, id=kunci)
    elif aksi == "hpht":
        _redate(pengguna, warga, data, hari_ini)
    elif aksi == "bersalin":
        hamil = _own(load_orang([warga.pokok_id])[warga.pokok_id].kehamilan, data.get("kehamilan", ""))
        hasil = data.get("hasil", "")
        close_kehamilan(kehamilan=hamil, selesai=_date(data, "selesai"), hasil=hasil, petugas=pengguna)
    elif aksi == "keluar":
        sakit = _own(load_orang([warga.pokok_id])[warga.pokok_id].penyakit, data.get("terdaftar", ""))
        alasan = data.get("alasan", "")
        end_entry(oleh=pengguna, terdaftar=sakit, sampai=_date(data, "sampai"), alasan=alasan)
    else:
        penyakit = data.get("penyakit", "")
        write_register(oleh=pengguna, warga=warga, penyakit=penyakit, sejak=_date(data, "sejak"), id=kunci)


def _redate(pengguna: Pengguna, warga: Warga, data: QueryDict, hari_ini: date) -> None:
    if not may_enter(pengguna, warga):
        raise BUKAN_TENAGA
    hamil = _own(load_orang([warga.pokok_id])[warga.pokok_id].kehamilan, data.get("kehamilan", ""))
    change_hpht(kehamilan=hamil, hpht=_hpht(data, hari_ini), petugas=pengguna)


def _hpht(data: QueryDict, hari_ini: date) -> date:
    """As typed, or counted back from the weeks of today where the mother does not know the day."""
    teks = data.get("minggu", "").strip()
    if data.get("hpht", "").strip() or not teks:
        return _date(data, "hpht")
    if not (teks.isascii() and teks.isdecimal() and 1 <= int(teks) <= TERTUA):
        saran = f"Tulis angka bulat 1 sampai {TERTUA}, menurut pemeriksaan atau USG."
        raise DomainError("minggu_tidak_dikenal", "Umur kehamilan belum benar.", "minggu", saran)
    return hari_ini - timedelta(weeks=int(teks))


def _date(data: QueryDict, bidang: str) -> date:
    tanggal = read_tanggal(data.get(bidang, ""))
    if tanggal is None:
        saran = "Tulis tahun-bulan-hari, misalnya 2026-11-16."
        raise DomainError("tanggal_tidak_dikenal", "Tanggal belum diisi, atau tidak ada.", bidang, saran)
    return tanggal


def _own(milik: Sequence[Babak], teks: str) -> Babak:
    """The person's own row; somebody else's is Http404 like a missing one."""
    satu = next((satu for satu in milik if str(satu.pk) == teks), None)
    if satu is None:
        raise Http404
    return satu
