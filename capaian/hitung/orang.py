"""The people behind a figure, from the very source that counted them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, F, Func, QuerySet
from django.db.models.expressions import RawSQL
from psycopg2.sql import SQL, Composable, Literal

from capaian.hitung.hitung import render
from capaian.hitung.pekan import Pekan
from capaian.hitung.susun import build_sumber, shared_sources
from klaster.indikator import JenisIndikator
from posyandu.models import Warga
from posyandu.querysets import WargaQuerySet
from puskesmas.models import Pengguna, Unit

BERNAMA: Final = frozenset({"orang", "kehamilan", "nifas", "kelahiran", "keluarga", "kasus", "kematian"})
"""What has people behind it: the person, the mother, the eldest of the family."""


class Bagian(StrEnum):
    """Parts of a denominator: reached; not reached, and of these the session still ahead, or over."""

    SUDAH = "sudah"
    BELUM = "belum"
    MENUNGGU = "menunggu"
    TERLEWAT = "terlewat"


def people_behind(
    *, user: Pengguna | AnonymousUser, jenis: JenisIndikator, unit: Unit, pekan: Pekan, bagian: Bagian
) -> QuerySet[Warga]:
    """People of one part of a figure whom `user` may see by name, by posyandu and name.

    As long as the figure itself, but for people who have since moved out of the user's sight, and a mother whose two
    pregnancies fell due in one year, who stands here once.
    """
    return _behind(Warga.objects.visible_to(user), jenis, unit, pekan, bagian)


def first_behind(*, jenis: JenisIndikator, unit: Unit, pekan: Pekan, banyak: int, langsung: bool = False) -> list[UUID]:
    """Ids of the first who are to be looked for: not reached, or affected where less is better. For tasks.

    `langsung`: only those of the posyandu that hang on the unit directly.
    """
    bagian = Bagian.SUDAH if jenis.arah == "turun" else Bagian.BELUM
    semua = Warga.objects.under(unit)
    rows = _behind(semua.filter(unit__induk=unit) if langsung else semua, jenis, unit, pekan, bagian)
    return list(rows.values_list("pk", flat=True)[:banyak])


def _behind(semua: WargaQuerySet, jenis: JenisIndikator, unit: Unit, pekan: Pekan, bagian: Bagian) -> QuerySet[Warga]:
    if jenis.satuan not in BERNAMA:
        return Warga.objects.none()
    ids = render(_ids(jenis, unit, pekan, bagian)).replace("%", "%%")
    # An array is made once, whatever the planner believes; IN was asked again for every person on fresh tables.
    larik = RawSQL(f"ARRAY ({ids})", ())  # noqa: S611 psycopg2 has quoted every value, and none comes from a user
    dalam = Func(F("pk"), larik, template="%(expressions)s)", arg_joiner=" = ANY (", output_field=BooleanField())
    return semua.filter(dalam).order_by("unit__nama", "unit_id", "nama", "pk")


def _ids(jenis: JenisIndikator, unit: Unit, pekan: Pekan, bagian: Bagian) -> Composable:
    # A family counts where its eldest lives and is reached by a visit to any member, so it needs the whole kabupaten.
    jalur = _kabupaten_path(unit) if jenis.satuan == "keluarga" else unit.jalur
    return SQL(
        "WITH {sumber} SELECT e.warga_id FROM ({isi}) e JOIN puskesmas_unit u ON u.id = e.posyandu_id"
        " WHERE u.jalur ^@ {jalur} AND e.p0 AND {bagian}"
    ).format(
        sumber=shared_sources(jalur, pekan),
        isi=build_sumber(jenis.satuan, [jenis], jalur, pekan).isi,
        jalur=Literal(unit.jalur),
        bagian=_part(jenis, pekan, bagian),
    )


def _part(jenis: JenisIndikator, pekan: Pekan, bagian: Bagian) -> Composable:
    if bagian == Bagian.SUDAH:
        return SQL("e.n0")
    if bagian == Bagian.BELUM:
        return SQL("NOT e.n0")
    return SQL("NOT e.n0 AND {}").format(
        SQL("{}" if bagian == Bagian.MENUNGGU else "NOT {}").format(_waits(jenis, pekan))
    )


def _waits(jenis: JenisIndikator, pekan: Pekan) -> Composable:
    """Whether those not reached are still to be expected, the same question as `menunggu` in rangkum.sql."""
    if jenis.mode not in ("bulan", "musim"):
        return SQL("FALSE")
    if jenis.mode == "musim" and pekan.bulan not in jenis.musim:
        return SQL("TRUE")
    return SQL(
        "EXISTS (SELECT FROM posyandu_haribuka s WHERE s.posyandu_id = e.posyandu_id"
        " AND s.status NOT IN ('dipindah', 'batal') AND s.tanggal > {} AND s.tanggal <= {})"
    ).format(Literal(pekan.minggu), Literal(pekan.akhir_bulan))


def _kabupaten_path(unit: Unit) -> str:
    """The path of the kabupaten above `unit`."""
    ids = unit.path_ids()
    atas = ids[: ids.index(unit.kabupaten_id) + 1] if unit.kabupaten_id in ids else ids
    return "/" + "".join(f"{satu}/" for satu in atas)
