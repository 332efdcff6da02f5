"""The pages of local indicators: Dinas lists, adds, rewords and stops them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Final
from zoneinfo import ZoneInfo

from django.http import Http404

from capaian.halaman.akses import Akses, home_access, zone_of
from capaian.halaman.model import Pilihan, Tautan
from capaian.halaman.model.lokal import BarisLokal, HalamanIndikatorLokal, HalamanUbahLokal
from capaian.halaman.param import klaster_by_kode
from capaian.halaman.tulisan import persen
from capaian.hitung.pekan import Pekan
from capaian.lokal import Kata, Sifat, add_lokal, read_nomor, reword_lokal, stop_lokal
from capaian.models import IndikatorLokal
from klaster.indikator import SEBUTAN
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi

HENTIKAN: Final = "hentikan"
"""What the second button of the form sends as `aksi`."""
BUKAN_DINAS: Final = DomainError(
    "tidak_boleh", "Indikator lokal diatur oleh Dinas Kesehatan.", "", "Sampaikan usulan Anda kepada Dinas.", 403
)


def open_kabupaten(pengguna: Pengguna, kode: str) -> Akses:
    """The kabupaten whose indicators this user may set; any other place is Http404."""
    require_dinas(pengguna)
    akses = home_access(pengguna, kode)
    if akses.unit.jenis != JenisUnit.KABUPATEN or not pengguna.may(Aksi.ATUR_TARGET, akses.unit):
        raise Http404
    return akses


def require_dinas(pengguna: Pengguna) -> None:
    if not pengguna.paths_for(Aksi.ATUR_TARGET):
        raise BUKAN_DINAS


def build_lokal(akses: Akses, isi: Mapping[str, str], galat: DomainError | None) -> HalamanIndikatorLokal:
    rows = IndikatorLokal.objects.visible_to(akses.pengguna).filter(kabupaten=akses.unit)
    semua = list(rows.select_related("klaster", "kabupaten", "dibuat_oleh").order_by("klaster__urutan", "nama", "pk"))
    return HalamanIndikatorLokal(
        unit=Tautan(akses.unit.nama, link("unit", akses.unit.kode)),
        jejak=(Tautan(akses.unit.nama_lengkap, link("unit", akses.unit.kode)),),
        berlaku=tuple(_row(satu, akses.zona) for satu in semua if satu.berhenti_sejak is None),
        berhenti=tuple(_row(satu, akses.zona) for satu in semua if satu.berhenti_sejak is not None),
        isi=isi,
        galat=galat,
        klaster=_options(klaster_by_kode().items(), isi.get("klaster")),
        arah=_options(IndikatorLokal.Arah.choices, isi.get("arah", "naik")),
        sebutan=_options(((satu, satu) for satu in SEBUTAN), isi.get("sebutan", "orang")),
    )


def _options(isi: Iterable[tuple[str, str]], dipilih: str | None) -> tuple[Pilihan, ...]:
    return tuple(Pilihan(kode, teks, kode == dipilih) for kode, teks in isi)


def _row(lokal: IndikatorLokal, zona: ZoneInfo) -> BarisLokal:
    berhenti = lokal.berhenti_sejak
    return BarisLokal(
        nama=lokal.nama,
        kalimat=lokal.kalimat,
        ubah_url=link("indikator-lokal-satu", lokal.kode),
        angka_url=link("indikator", lokal.kode, unit=lokal.kabupaten.kode),
        klaster=lokal.klaster.nama,
        dinilai=_judged(lokal),
        dokumen=lokal.dokumen,
        oleh=str(lokal.dibuat_oleh),
        pada=lokal.dibuat_pada.astimezone(zona).date(),
        berhenti=Pekan(berhenti).label if berhenti else "",
    )


def _judged(lokal: IndikatorLokal) -> str:
    if not lokal.label_penyebut:
        return "banyaknya kasus, tanpa target"
    target = f"target {persen(float(lokal.target))}" if lokal.target is not None else "tanpa target"
    return f"{target}, {lokal.get_arah_display().lower()}"


def add(akses: Akses, isi: Mapping[str, str]) -> IndikatorLokal:
    """From the form; DomainError names the field that is wrong."""
    sifat = Sifat(**{satu.name: isi.get(satu.name, "") for satu in fields(Sifat)})
    return add_lokal(petugas=akses.pengguna, kabupaten=akses.unit, kata=_words(isi), sifat=sifat)


def _words(isi: Mapping[str, str]) -> Kata:
    return Kata(**{satu.name: isi.get(satu.name, "") for satu in fields(Kata)})


def find_lokal(pengguna: Pengguna, kode: str) -> IndikatorLokal:
    """One local indicator that this user may set, else Http404."""
    require_dinas(pengguna)
    rows = IndikatorLokal.objects.visible_to(pengguna).filter(pk=read_nomor(kode) or 0)
    lokal = rows.select_related("klaster", "kabupaten__setelan", "dibuat_oleh").first()
    if lokal is None:
        raise Http404
    return lokal


def build_ubah(lokal: IndikatorLokal, isi: Mapping[str, str] | None, galat: DomainError | None) -> HalamanUbahLokal:
    atas = lokal.kabupaten
    return HalamanUbahLokal(
        baris=_row(lokal, zone_of(atas)),
        jejak=(
            Tautan(atas.nama_lengkap, link("unit", atas.kode)),
            Tautan("Indikator lokal", link("indikator-lokal", unit=atas.kode)),
        ),
        isi=isi or {satu.name: getattr(lokal, satu.name) for satu in fields(Kata)},
        galat=galat,
        cacah=not lokal.label_penyebut,
    )


def change(pengguna: Pengguna, lokal: IndikatorLokal, isi: Mapping[str, str]) -> IndikatorLokal:
    """From the form: the words, or the end."""
    if isi.get("aksi") == HENTIKAN:
        return stop_lokal(petugas=pengguna, lokal=lokal)
    return reword_lokal(petugas=pengguna, lokal=lokal, kata=_words(isi))
