"""Where and when people are written down: one place, one day, one channel, carried from page to page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.http import Http404, QueryDict

from klaster.bidang import Salah
from klaster.formulir import Formulir
from klaster.tanggal import read_tanggal
from posyandu.models import HariBuka
from posyandu.models.kunjungan import Kanal
from posyandu.nama import PALING_TUA
from posyandu.querysets import HariBukaQuerySet
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit, StatusUnit
from puskesmas.peran import Aksi

TIDAK_MENCATAT: Final = DomainError(
    "tidak_mencatat",
    "Peran Anda tidak mencatat kunjungan.",
    "",
    "Kunjungan dicatat kader, bidan, dan PJ Posyandu.",
    403,
)
TEMPAT: Final = (JenisUnit.POSYANDU, JenisUnit.PUSTU, JenisUnit.PUSKESMAS)
BARU_LEWAT: Final = timedelta(days=31)
"""A pile of cards belongs to the last session; posyandu open once a month."""
DI_DEPAN: Final = timedelta(days=62)
"""How far ahead the list of a session can be printed."""
TERLAMA: Final = timedelta(days=PALING_TUA * 366)
"""Nobody who can be written down was born earlier."""
SELA: Final = "|"


@dataclass(frozen=True, slots=True)
class Sesi:
    """`kartu` keeps to people of one form; `bagian` are the headings that are typed besides the first of a card.

    `klinis`: who writes here is a health worker.
    """

    unit: Unit
    tanggal: date
    kanal: str
    tempat: tuple[Unit, ...]
    tanggal_teks: str
    klinis: bool
    kartu: str = ""
    bagian: tuple[str, ...] = ()
    salah: tuple[Salah, ...] = ()

    @property
    def nama_kanal(self) -> str:
        return str(Kanal(self.kanal).label)

    @property
    def semua_kanal(self) -> Sequence[tuple[str, str]]:
        return [(str(nilai), str(nama)) for nilai, nama in Kanal.choices]

    @property
    def bagian_teks(self) -> str:
        return SELA.join(self.bagian)

    @property
    def param(self) -> dict[str, object]:
        isi = {"unit": self.unit.kode, "tanggal": self.tanggal.isoformat(), "kanal": self.kanal}
        return {**isi, "kartu": self.kartu, "bagian": self.bagian_teks}

    @property
    def baru_url(self) -> str:
        return self.link("kunjungan-baru")

    @property
    def orang_url(self) -> str:
        return self.link("kunjungan-orang")

    @property
    def tumpukan_url(self) -> str:
        return self.link("kunjungan-tumpukan")

    @property
    def daftar_url(self) -> str:
        return self.link("kunjungan-daftar")

    def isi_url(self, warga: UUID) -> str:
        return self.link("kunjungan-isi", str(warga))

    def link(self, nama: str, *potong: str, **lain: object) -> str:
        return link(nama, *potong, **{**self.param, **lain})


def require_writer(pengguna: Pengguna) -> None:
    if not pengguna.paths_for(Aksi.CATAT_KUNJUNGAN):
        raise TIDAK_MENCATAT


def list_tempat(pengguna: Pengguna) -> tuple[Unit, ...]:
    """Places this user may write visits at, posyandu first."""
    require_writer(pengguna)
    unit = Unit.objects.allowed_to(pengguna, Aksi.CATAT_KUNJUNGAN).filter(jenis__in=TEMPAT)
    rows = unit.exclude(status=StatusUnit.TUTUP).select_related("kabupaten__setelan")
    tempat = tuple(sorted(rows, key=lambda satu: (TEMPAT.index(JenisUnit(satu.jenis)), satu.nama, satu.pk)))
    if not tempat:
        raise TIDAK_MENCATAT
    return tempat


def read_sesi(
    pengguna: Pengguna, data: QueryDict, *, tumpukan: bool = False, di_depan: timedelta = timedelta(0)
) -> Sesi:
    """The session that was asked for. A pile is by default of the last session, anything else of today.

    `di_depan`: how far ahead it may lie; a visit may not. A place out of reach is Http404; a date that cannot be is
    reported in `salah`, and today stands in for it.
    """
    tempat = list_tempat(pengguna)
    diminta = data.get("unit", "")
    unit = next((satu for satu in tempat if satu.kode == diminta), None)
    if diminta and unit is None:
        raise Http404
    terakhir = _last_session(pengguna, tempat if unit is None else (unit,)) if tumpukan else None
    unit = unit or next((satu for satu in tempat if terakhir and satu.pk == terakhir.posyandu_id), tempat[0])
    bawaan = terakhir.tanggal if terakhir and not data.get("tanggal") else unit.hari_ini
    tanggal, salah = _read_tanggal(data.get("tanggal", ""), bawaan, unit.hari_ini, di_depan)
    return Sesi(
        unit=unit,
        tanggal=tanggal,
        kanal=_read_kanal(data.get("kanal", ""), unit),
        tempat=tempat,
        tanggal_teks=data.get("tanggal", "")[:20] if salah else tanggal.isoformat(),
        klinis=pengguna.may(Aksi.KLINIS, unit),
        kartu=data.get("kartu", "")[:60],
        bagian=tuple(satu for teks in data.getlist("bagian") for satu in teks[:2000].split(SELA) if satu),
        salah=salah,
    )


def _read_tanggal(teks: str, bawaan: date, hari_ini: date, di_depan: timedelta) -> tuple[date, tuple[Salah, ...]]:
    if not teks:
        return bawaan, ()
    tanggal = read_tanggal(teks)
    if tanggal is None:
        saran = "Tulis tahun-bulan-hari, misalnya 2026-11-16."
        return hari_ini, (Salah("tanggal", "tanggal_tidak_dikenal", "Tanggal kunjungan tidak ada.", saran),)
    if di_depan and tanggal > hari_ini + di_depan:
        pesan = f"Daftar dibuat paling jauh {di_depan.days} hari ke depan."
        return hari_ini, (Salah("tanggal", "tanggal_terlalu_jauh", pesan, "Pilih tanggal yang lebih dekat."),)
    if not di_depan and tanggal > hari_ini:
        pesan = "Tanggal kunjungan tidak boleh di masa depan."
        return hari_ini, (Salah("tanggal", "tanggal_masa_depan", pesan, "Isi hari ini atau yang sudah lewat."),)
    if tanggal < hari_ini - TERLAMA:
        pesan = "Tanggal kunjungan terlalu lama berlalu."
        return hari_ini, (Salah("tanggal", "tanggal_terlalu_lama", pesan, "Periksa tahunnya."),)
    return tanggal, ()


def _read_kanal(teks: str, unit: Unit) -> str:
    return teks if teks in Kanal.values else str(unit.jenis)


def _last_session(pengguna: Pengguna, tempat: Sequence[Unit]) -> HariBuka | None:
    return recent_sessions(pengguna, tempat).first()


def recent_sessions(pengguna: Pengguna, tempat: Sequence[Unit]) -> HariBukaQuerySet:
    hari_ini = tempat[0].hari_ini
    rows = HariBuka.objects.visible_to(pengguna).held().between(hari_ini - BARU_LEWAT, hari_ini)
    return rows.filter(posyandu__in=[satu.pk for satu in tempat]).order_by("-tanggal", "posyandu__nama")


def forms_of(semua: Mapping[str, Formulir], sesi: Sesi) -> tuple[Formulir, ...]:
    """The cards of a channel that this user fills in, for choosing one kind."""
    return tuple(f for f in semua.values() if sesi.kanal in f.kanal and (sesi.klinis or not f.klinis))
