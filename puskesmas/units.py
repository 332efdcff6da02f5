"""Change the unit tree: open a unit, hang it elsewhere, change its status."""

from __future__ import annotations

import re
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Setelan, Unit
from puskesmas.models.unit import INDUK_SAH, JenisUnit, StatusUnit

KODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")

# Steps of a unit's opening; a closed unit may open again.
LANGKAH: dict[str, frozenset[str]] = {
    StatusUnit.RENCANA: frozenset({StatusUnit.PERSIAPAN, StatusUnit.BEROPERASI, StatusUnit.TUTUP}),
    StatusUnit.PERSIAPAN: frozenset({StatusUnit.RENCANA, StatusUnit.BEROPERASI, StatusUnit.TUTUP}),
    StatusUnit.BEROPERASI: frozenset({StatusUnit.TUTUP}),
    StatusUnit.TUTUP: frozenset({StatusUnit.BEROPERASI}),
}

# Rewrites a subtree in one statement: the old path's head is replaced, its tail stays.
_REHANG = """
    UPDATE puskesmas_unit
    SET jalur = %(new)s || substr(jalur, length(%(old)s) + 1),
        induk_id = CASE WHEN id = %(id)s THEN %(induk)s ELSE induk_id END,
        kabupaten_id = COALESCE(%(kabupaten)s, kabupaten_id)
    WHERE starts_with(jalur, %(old)s)
"""


def find_kabupaten(kode: str | None) -> Unit:
    """The kabupaten with this code, or the only one there is."""
    semua = Unit.objects.of_jenis(JenisUnit.KABUPATEN).order_by("kode")
    cocok = list(semua.filter(kode=kode) if kode else semua)
    if len(cocok) == 1:
        return cocok[0]
    ada = ", ".join(semua.values_list("kode", flat=True)) or "belum ada"
    if kode:
        raise DomainError("kabupaten_tidak_ada", f"Kabupaten {kode!r} tidak ada.", "kabupaten", f"Yang ada: {ada}.")
    raise DomainError("kabupaten_tidak_jelas", "Kabupaten belum dipilih.", "kabupaten", f"Tulis --kabupaten: {ada}.")


@transaction.atomic
def open_unit(
    *,
    jenis: str,
    kode: str,
    nama: str,
    induk: Unit | None,
    kode_wilayah: str = "",
    status: str = StatusUnit.BEROPERASI,
    rencana_buka: date | None = None,
    dibuka_pada: date | None = None,
    alamat: str = "",
    telepon: str = "",
) -> Unit:
    """Add a unit below `induk`; a kabupaten also gets its settings."""
    induk = Unit.objects.select_for_update().get(pk=induk.pk) if induk else None
    _check_new(jenis, kode, nama, status, induk)
    pk = _next_id()
    above = induk.kabupaten_id if induk else None
    unit = Unit(
        pk=pk,
        jenis=jenis,
        kode=kode,
        nama=nama.strip(),
        induk=induk,
        kabupaten_id=pk if jenis == JenisUnit.KABUPATEN else above,
        jalur=f"{induk.jalur if induk else '/'}{pk}/",
        kode_wilayah=kode_wilayah,
        status=status,
        rencana_buka=rencana_buka,
        dibuka_pada=dibuka_pada,
        alamat=alamat,
        telepon=telepon,
    )
    unit.save(force_insert=True)
    if jenis == JenisUnit.KABUPATEN:
        Setelan.objects.create(kabupaten=unit)
    _mark(unit, dibuka_pada)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, induk: Unit) -> Unit:
    """Hang `unit` and everything below it under `induk`."""
    rows = Unit.objects.select_for_update().filter(pk__in=[unit.pk, induk.pk]).order_by("pk")
    locked = {row.pk: row for row in rows}
    unit, induk = locked[unit.pk], locked[induk.pk]
    _check_parent(unit.jenis, induk)
    if induk.jalur.startswith(unit.jalur):
        raise DomainError(
            "induk_melingkar", "Unit tidak bisa dipindah ke bawah dirinya sendiri.", "induk", "Pilih induk lain."
        )
    _mark(unit, None)
    kabupaten = unit.pk if unit.jenis == JenisUnit.KABUPATEN else induk.kabupaten_id
    with connection.cursor() as cursor:
        cursor.execute(
            _REHANG,
            {
                "old": unit.jalur,
                "new": f"{induk.jalur}{unit.pk}/",
                "id": unit.pk,
                "induk": induk.pk,
                "kabupaten": kabupaten,
            },
        )
    unit.refresh_from_db()
    _mark(unit, None)
    return unit


@transaction.atomic
def set_status(*, unit: Unit, status: str, sejak: date) -> Unit:
    """Take the next step of a unit's opening, or close it."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if status not in LANGKAH[unit.status]:
        raise DomainError(
            "status_tidak_bisa",
            f"{unit.nama_lengkap} berstatus {unit.get_status_display().lower()}; langkah itu tidak bisa.",
            "status",
            "Muat ulang halaman, lalu pilih langkah yang tersedia.",
        )
    if status == StatusUnit.TUTUP:
        _check_nothing_open_below(unit)
    unit.status = status
    unit.dibuka_pada = sejak if status == StatusUnit.BEROPERASI and unit.dibuka_pada is None else unit.dibuka_pada
    unit.ditutup_pada = sejak if status == StatusUnit.TUTUP else None
    unit.save(update_fields=["status", "dibuka_pada", "ditutup_pada"])
    _mark(unit, sejak)
    return unit


def _next_id() -> int:
    """The id before the row is there, because the path is written with the row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('puskesmas_unit', 'id'))")
        return int(cursor.fetchone()[0])


def _check_new(jenis: str, kode: str, nama: str, status: str, induk: Unit | None) -> None:
    if jenis not in INDUK_SAH:
        raise DomainError("jenis_tidak_dikenal", "Jenis unit tidak dikenal.", "jenis", "Pilih salah satu dari daftar.")
    if status not in StatusUnit.values:
        raise DomainError(
            "status_tidak_dikenal", "Status unit tidak dikenal.", "status", "Pilih salah satu dari daftar."
        )
    if not KODE.fullmatch(kode):
        raise DomainError("kode_tidak_sah", "Kode unit hanya boleh huruf, angka, titik, dan tanda hubung.", "kode")
    if not nama.strip():
        raise DomainError("nama_kosong", "Nama unit belum diisi.", "nama", "Isi nama unit.")
    if Unit.objects.filter(kode=kode).exists():
        raise DomainError("kode_dipakai", f"Kode {kode} sudah dipakai unit lain.", "kode", "Pakai kode lain.")
    _check_parent(jenis, induk)


def _check_parent(jenis: str, induk: Unit | None) -> None:
    if (induk.jenis if induk else None) not in INDUK_SAH[jenis]:
        above = induk.get_jenis_display() if induk else "puncak"
        raise DomainError(
            "induk_tidak_sah",
            f"{JenisUnit(jenis).label} tidak bisa berada di bawah {above}.",
            "induk",
            "Pilih induk lain.",
        )


def _check_nothing_open_below(unit: Unit) -> None:
    below = Unit.objects.under(unit).exclude(pk=unit.pk).exclude(status=StatusUnit.TUTUP)
    if below.exists():
        raise DomainError(
            "masih_ada_bawahan",
            "Masih ada unit yang buka di bawahnya.",
            "status",
            "Pindahkan atau tutup unit bawahannya dahulu.",
        )


def _mark(unit: Unit, sejak: date | None) -> None:
    """Sums above the unit change; without a date, from the start of this year."""
    if unit.kabupaten_id is not None:
        today = timezone.localdate()
        mark_perlu_hitung(kabupaten_id=unit.kabupaten_id, sejak=sejak or today.replace(month=1, day=1))
