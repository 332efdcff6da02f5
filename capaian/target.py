"""Targets and official projections: what stands for a year, what is drafted, and by which document.

Two books of the same build: rates per indicator (Target) and people per life stage (Sasaran). A change is written as
a draft under its document and counts once Dinas puts the drafts of the year in force; what stood is kept as `diganti`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from capaian.hitung.pekan import Pekan
from capaian.lokal import indikator_of
from capaian.models import Sasaran, StatusDokumen, Target
from klaster.indikator import JenisIndikator
from klaster.tahap import muat_tahap
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi
from puskesmas.teks import clean_line

PALING_BANYAK: Final = 1_000_000
"""People of one group in one unit at most."""
TERLAMA: Final = date(2000, 1, 1)
SELISIH_TAHUN: Final = 1
"""A year ahead may be prepared; years before the last are closed."""

Angka = Decimal | int
Kunci = tuple[int, str]
"""Id of a unit, and code of an indicator or a life stage."""


@dataclass(frozen=True, slots=True)
class Macam:
    """One of the two books, by the names of its columns."""

    model: type[Target] | type[Sasaran]
    kolom: str
    nilai: str
    nama: str


TARGET: Final = Macam(Target, "indikator_id", "nilai", "target")
SASARAN: Final = Macam(Sasaran, "kelompok", "jumlah", "sasaran")


@dataclass(frozen=True, slots=True)
class Dokumen:
    """What a figure rests on."""

    nomor: str
    tanggal: date


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of a book. `nilai` is None for a draft that takes the figure away."""

    pk: int
    unit: int
    kode: str
    tahun: int
    nilai: Angka | None
    status: str
    dokumen: str
    tanggal: date | None

    def rests_on(self, nilai: Angka | None, dokumen: Dokumen) -> bool:
        return (self.nilai, self.dokumen, self.tanggal) == (nilai, dokumen.nomor, dokumen.tanggal)


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def indikator_bertarget(kabupaten: Unit) -> dict[str, JenisIndikator]:
    """What a target can be set for: everything with a denominator, the kabupaten's own indicators too. One query."""
    semua = indikator_of(kabupaten.pk, Pekan.from_tanggal(kabupaten.hari_ini))
    return {jenis.kode: jenis for jenis in semua if not jenis.cacah}


def kelompok_sasaran() -> dict[str, str]:
    """Names of the groups that projections are made for: the life stages that people are served by."""
    return {tahap.kode: tahap.nama for tahap in muat_tahap() if tahap.tujuan == "layanan"}


def years_of(pekan: Pekan) -> tuple[int, ...]:
    """The years whose targets count in a week: in January and February last year's stand in."""
    return (pekan.tahun, pekan.tahun - 1) if pekan.bulan <= 2 else (pekan.tahun,)


def find_document(*, unit: Unit, indikator: str, pekan: Pekan) -> tuple[str, bool]:
    """Document of the target that counts in a week, the nearest in force; True where there is only a draft.

    Rates inherit downward, so whoever sees a unit may see what set its target.
    """
    rows = Target.objects.filter(
        unit_id__in=unit.path_ids(), indikator_id=indikator, tahun__in=years_of(pekan)
    ).order_by("-tahun", "-unit__jalur")
    semua = list(rows.values_list("status", "dokumen"))
    berlaku = [dokumen for status, dokumen in semua if status == StatusDokumen.BERLAKU]
    return (berlaku[0], False) if berlaku else ("", any(status == StatusDokumen.DRAF for status, _ in semua))


def load_rows(*, macam: Macam, unit: Iterable[int], tahun: Iterable[int]) -> list[Baris]:
    """Drafts and what is in force, of these units and years. One query; the caller says which units may be seen."""
    return _load(macam, Q(unit_id__in=list(unit), tahun__in=list(tahun)))


def load_drafts(*, macam: Macam, kabupaten: Unit, tahun: int) -> list[Baris]:
    """Every draft of a kabupaten's year."""
    syarat = Q(unit__jalur__startswith=kabupaten.jalur, tahun=tahun, status=StatusDokumen.DRAF)
    return _load(macam, syarat)


def _load(macam: Macam, syarat: Q) -> list[Baris]:
    rows = macam.model.objects.filter(syarat).exclude(status=StatusDokumen.DIGANTI).order_by("unit__jalur", macam.kolom)
    kolom = ("pk", "unit_id", macam.kolom, "tahun", macam.nilai, "status", "dokumen", "tanggal_dokumen")
    return [Baris(*row) for row in rows.values_list(*kolom)]


def fingerprint(*, macam: Macam, kabupaten: Unit, tahun: int) -> str:
    """Of all that stands or is drafted for a year: another value means that somebody wrote in between."""
    rows = macam.model.objects.filter(unit__jalur__startswith=kabupaten.jalur, tahun=tahun)
    isi = rows.exclude(status=StatusDokumen.DIGANTI).order_by("pk").values_list("pk", "status", macam.nilai, "dokumen")
    return sha256(repr(list(isi)).encode()).hexdigest()[:16]


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def record_target(
    *,
    petugas: Pengguna,
    kabupaten: Unit,
    tahun: int,
    dokumen: Dokumen,
    isi: Mapping[Kunci, Decimal | None],
    cap: str = "",
) -> int:
    """Draft rates (0 to 1); None takes one away. Returns how many drafts changed.

    With `cap`, the fingerprint that the writer saw, nothing is written over a change in between.
    """
    _open_book(TARGET, petugas, kabupaten, tahun, cap)
    dikenal = indikator_bertarget(kabupaten)
    for (_, kode), nilai in isi.items():
        _check_rate(dikenal, kode, nilai)
    return _draft(TARGET, kabupaten, tahun, check_document(dokumen, kabupaten), isi)


@transaction.atomic
def record_sasaran(
    *, petugas: Pengguna, kabupaten: Unit, tahun: int, dokumen: Dokumen, isi: Mapping[Kunci, int | None], cap: str = ""
) -> int:
    """Draft projections, as counts; otherwise as `record_target`."""
    _open_book(SASARAN, petugas, kabupaten, tahun, cap)
    for (_, kode), jumlah in isi.items():
        _check_count(kode, jumlah)
    return _draft(SASARAN, kabupaten, tahun, check_document(dokumen, kabupaten), isi)


@transaction.atomic
def put_in_force(*, petugas: Pengguna, kabupaten: Unit, macam: Macam, tahun: int, cap: str = "") -> int:
    """Every draft of the year counts from now on, and replaces what stood; returns how many.

    Live figures of the year are computed anew; the copies of signed weeks are nobody's to change. Projections enter
    no computation, so they mark nothing.
    """
    _open_book(macam, petugas, kabupaten, tahun, cap)
    draf = load_drafts(macam=macam, kabupaten=kabupaten, tahun=tahun)
    if not draf:
        raise DomainError("tanpa_rancangan", "Tidak ada rancangan yang menunggu.", "", "Muat ulang halaman.", 409)
    kini = load_rows(macam=macam, unit={satu.unit for satu in draf}, tahun=[tahun])
    kunci = {(satu.unit, satu.kode) for satu in draf}
    lama = [b.pk for b in kini if b.status == StatusDokumen.BERLAKU and (b.unit, b.kode) in kunci]
    _turn(macam, lama, StatusDokumen.DIGANTI)
    _turn(macam, [satu.pk for satu in draf if satu.nilai is None], StatusDokumen.DIGANTI)
    _turn(macam, [satu.pk for satu in draf if satu.nilai is not None], StatusDokumen.BERLAKU)
    if macam is TARGET:
        mark_perlu_hitung(kabupaten_id=kabupaten.pk, sejak=date(tahun, 1, 1))
    return len(draf)


@transaction.atomic
def discard_drafts(*, petugas: Pengguna, kabupaten: Unit, macam: Macam, tahun: int, cap: str = "") -> int:
    """Every draft of the year is thrown away; what is in force stays. Returns how many."""
    _open_book(macam, petugas, kabupaten, tahun, cap)
    rows = macam.model.objects.filter(unit__jalur__startswith=kabupaten.jalur, tahun=tahun)
    jumlah, _ = rows.filter(status=StatusDokumen.DRAF).delete()
    return jumlah


def _turn(macam: Macam, pk: list[int], status: StatusDokumen) -> None:
    macam.model.objects.filter(pk__in=pk).update(status=status)


def _draft(macam: Macam, kabupaten: Unit, tahun: int, dokumen: Dokumen, isi: Mapping[Kunci, Angka | None]) -> int:
    """What stands already needs no draft, whoever signed it."""
    unit = {pk for pk, _ in isi}
    if Unit.objects.under(kabupaten).filter(pk__in=unit).count() != len(unit):
        raise DomainError("unit_tidak_dikenal", "Ada unit dari kabupaten lain.", "unit", "Muat ulang halaman.")
    kini = load_rows(macam=macam, unit=unit, tahun=[tahun])
    berlaku = {(b.unit, b.kode): b.nilai for b in kini if b.status == StatusDokumen.BERLAKU}
    draf = {(b.unit, b.kode): b for b in kini if b.status == StatusDokumen.DRAF}
    baru = {kunci: nilai for kunci, nilai in isi.items() if nilai != berlaku.get(kunci)}
    tetap = {kunci for kunci in baru if kunci in draf and draf[kunci].rests_on(baru[kunci], dokumen)}
    hapus = [draf[kunci].pk for kunci in isi if kunci in draf and kunci not in tetap]
    macam.model.objects.filter(pk__in=hapus).delete()
    tulis = {kunci: nilai for kunci, nilai in baru.items() if kunci not in tetap}
    _create(macam, tahun, dokumen, tulis)
    return len({*tulis, *(kunci for kunci in isi if kunci in draf and kunci not in tetap)})


def _create(macam: Macam, tahun: int, dokumen: Dokumen, isi: Mapping[Kunci, Angka | None]) -> None:
    bersama: dict[str, Any] = {"tahun": tahun, "dokumen": dokumen.nomor, "tanggal_dokumen": dokumen.tanggal}
    rows: list[Any] = [
        macam.model(**{"unit_id": pk, macam.kolom: kode, macam.nilai: nilai}, **bersama)
        for (pk, kode), nilai in isi.items()
    ]
    macam.model.objects.bulk_create(rows)


# ── Refusing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _open_book(macam: Macam, petugas: Pengguna, kabupaten: Unit, tahun: int, cap: str) -> None:
    """One writer per kabupaten at a time, so that drafts and what they replace always fit together."""
    if kabupaten.jenis != JenisUnit.KABUPATEN or not petugas.may(Aksi.ATUR_TARGET, kabupaten):
        raise DomainError("tidak_boleh", "Target dan sasaran diatur oleh Dinas Kesehatan kabupatennya.", "", "", 403)
    check_year(tahun, kabupaten.hari_ini)
    Unit.objects.select_for_update(no_key=True).get(pk=kabupaten.pk)
    if cap and cap != fingerprint(macam=macam, kabupaten=kabupaten, tahun=tahun):
        raise DomainError(
            "sudah_berubah",
            f"{macam.nama.capitalize()} {tahun} baru saja diubah orang lain.",
            "",
            "Periksa angka terbarunya, lalu simpan sekali lagi.",
            409,
        )


def check_year(tahun: int, hari_ini: date) -> None:
    if abs(tahun - hari_ini.year) > SELISIH_TAHUN:
        raise DomainError(
            "tahun_tidak_sah",
            f"Tahun {tahun} tidak dapat diatur.",
            "tahun",
            f"Pilih {hari_ini.year - SELISIH_TAHUN} sampai {hari_ini.year + SELISIH_TAHUN}.",
        )


def check_document(dokumen: Dokumen, kabupaten: Unit) -> Dokumen:
    """Signed neither in the future nor long ago; with a clean number."""
    if not TERLAMA <= dokumen.tanggal <= kabupaten.hari_ini:
        raise DomainError(
            "tanggal_dokumen_salah",
            "Tanggal dokumennya di masa depan atau terlalu lama.",
            "tanggal_dokumen",
            "Tulis tanggal dokumen itu ditetapkan.",
        )
    return Dokumen(clean_line(dokumen.nomor, bidang="dokumen", paling=100), dokumen.tanggal)


def _check_rate(dikenal: Mapping[str, JenisIndikator], kode: str, nilai: Decimal | None) -> None:
    if kode not in dikenal:
        raise DomainError("indikator_tidak_dikenal", "Indikator itu tidak punya target.", kode, "Muat ulang halaman.")
    if nilai is not None and not 0 <= nilai <= 1:
        raise DomainError("angka_di_luar_batas", "Target 0 sampai 100 %.", kode, "Periksa lagi.")


def _check_count(kode: str, jumlah: int | None) -> None:
    if kode not in kelompok_sasaran():
        raise DomainError("kelompok_tidak_dikenal", "Kelompok itu tidak dikenal.", kode, "Muat ulang halaman.")
    if jumlah is not None and not 0 <= jumlah <= PALING_BANYAK:
        raise DomainError("angka_di_luar_batas", "Sasaran 0 sampai 1.000.000 orang.", kode, "Periksa lagi.")
