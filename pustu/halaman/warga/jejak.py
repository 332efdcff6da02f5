"""The trail that staff can read: what was changed about a person and in their visits, by whom, when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import BigIntegerField, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, JSONObject

from klaster.aturan import Aturan
from klaster.tanggal import sebut_tanggal
from posyandu.halaman.isian import baca_nilai
from posyandu.models import Kunjungan, PenyakitTerdaftar, Warga
from puskesmas.pengguna import name_of
from pustu.halaman.warga.model import Perubahan

DIPANTAU: Final[Mapping[str, str]] = {
    "nama": "Nama",
    "jenis_kelamin": "Jenis kelamin",
    "tanggal_lahir": "Tanggal lahir",
    "telepon": "Telepon",
    "nik_hash": "NIK",
    "status": "Status",
    "unit_id": "Posyandu",
    "ibu_id": "Ibu",
    "pengasuh_id": "Pengasuh",
    "keluarga_id": "Keluarga",
    "digabung_ke_id": "Penggabungan data",
}
DISEMBUNYIKAN: Final = frozenset(
    {"nik_hash", "unit_id", "ibu_id", "pengasuh_id", "keluarga_id", "digabung_ke_id", "telepon"}
)
"""Said to have changed, without the values: numbers, keys, and what is masked elsewhere."""
REGISTER: Final = ("penyakit", "sampai", "alasan_keluar")
HAMIL: Final = ("hpht", "alasan_batal")
TERBANYAK: Final = 12


def read_trail(
    warga: Warga, kunjungan: Sequence[Kunjungan], aturan: Aturan, terdaftar: Sequence[PenyakitTerdaftar]
) -> list[Perubahan]:
    """The latest first, at most `TERBANYAK`, on the clock of the place. `terdaftar`: places in registers whose story
    the reader may read."""
    rows = _read_events(warga, terdaftar)
    orang = [*_of_person(rows), *_of_visits(kunjungan, aturan), *_of_registers(rows), *_of_pregnancies(rows)]
    terbaru = sorted(orang, key=lambda satu: satu.pada, reverse=True)[:TERBANYAK]
    return [replace(satu, pada=satu.pada.astimezone(warga.unit.zona)) for satu in terbaru]


class Peristiwa(NamedTuple):
    """A row of the audit: when, its number, the name of who did it, its columns."""

    pada: datetime
    nomor: int
    oleh: str | None
    isi: dict[str, Any]


def _read_events(warga: Warga, terdaftar: Sequence[PenyakitTerdaftar]) -> list[Peristiwa]:
    """In the order they were written; one query."""
    hamil = apps.get_model("posyandu", "KehamilanEvent")._default_manager.filter(warga_id=warga.pk)
    batal = _tell(hamil.exclude(alasan_batal=""), HAMIL)
    rows = _events(warga, DIPANTAU).union(batal, *(_events(satu, REGISTER) for satu in terdaftar), all=True)
    return sorted((Peristiwa(*satu) for satu in rows), key=lambda satu: satu.nomor)


def _events(baris: Any, kolom: Iterable[str]) -> QuerySet[Any, Any]:
    """Of a row that pghistory follows; the type checker does not know what it makes."""
    return _tell(baris.events.order_by(), kolom)


def _tell(events: QuerySet[Any, Any], kolom: Iterable[str]) -> QuerySet[Any, Any]:
    siapa = Cast(KeyTextTransform("user", "pgh_context__metadata"), BigIntegerField())
    isi = JSONObject(**{nama: nama for nama in kolom})
    rows = events.alias(user=siapa).annotate(oleh=name_of("user"), isi=isi)
    hasil: QuerySet[Any, Any] = rows.values_list("pgh_created_at", "pgh_id", "oleh", "isi")
    return hasil


def _of_person(rows: Iterable[Peristiwa]) -> Iterator[Perubahan]:
    for lama, baru in pairwise(satu for satu in rows if "status" in satu.isi):
        for isi in _differences(lama.isi, baru.isi):
            yield Perubahan(baru.pada, isi, baru.oleh or "sistem")


def _differences(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> Iterator[str]:
    for kolom, nama in DIPANTAU.items():
        if lama[kolom] == baru[kolom]:
            continue
        if kolom in DISEMBUNYIKAN:
            yield f"{nama} {'dihapus' if not baru[kolom] else 'diisi' if not lama[kolom] else 'diubah'}"
        else:
            yield f"{nama}: {lama[kolom]} → {baru[kolom]}"


def _of_registers(rows: Iterable[Peristiwa]) -> Iterator[Perubahan]:
    """Who entered the person and who took them out."""
    nama = {str(kode): str(label) for kode, label in PenyakitTerdaftar.Penyakit.choices}
    for satu in (row for row in rows if "penyakit" in row.isi):
        tempat, alasan = f"register {nama[satu.isi['penyakit']]}", satu.isi["alasan_keluar"]
        kata = f"Keluar dari {tempat}: {alasan}" if satu.isi["sampai"] else f"Masuk {tempat}"
        yield Perubahan(satu.pada, kata, satu.oleh or "sistem")


def _of_pregnancies(rows: Iterable[Peristiwa]) -> Iterator[Perubahan]:
    """Those that were written down by mistake, and why."""
    for satu in (row for row in rows if "hpht" in row.isi):
        hpht = sebut_tanggal(date.fromisoformat(satu.isi["hpht"]))
        kata = f"Kehamilan dengan HPHT {hpht} dibatalkan: {satu.isi['alasan_batal']}"
        yield Perubahan(satu.pada, kata, satu.oleh or "sistem")


def _of_visits(kunjungan: Sequence[Kunjungan], aturan: Aturan) -> Iterator[Perubahan]:
    """Corrections, field by field, and withdrawals with their reason."""
    ada: dict[UUID, Kunjungan] = {row.pk: row for row in kunjungan}
    for row in kunjungan:
        asal = ada.get(row.menggantikan_id) if row.menggantikan_id else None
        if asal is None:
            continue
        oleh, pada = str(row.dicatat_oleh), row.diterima_pada
        if row.alasan_batal:
            yield Perubahan(pada, f"Kunjungan {sebut_tanggal(asal.tanggal)} dibatalkan: {row.alasan_batal}", oleh)
            continue
        yield from _corrections(asal, row, aturan, pada, oleh)


def _corrections(asal: Kunjungan, row: Kunjungan, aturan: Aturan, pada: datetime, oleh: str) -> Iterator[Perubahan]:
    for kode in dict.fromkeys((*asal.pengukuran, *row.pengukuran)):
        lama, baru = asal.pengukuran.get(kode), row.pengukuran.get(kode)
        if lama != baru and kode in aturan.bidang:
            bidang = aturan.bidang[kode]
            tulis = [baca_nilai(bidang, satu) if satu is not None else "kosong" for satu in (lama, baru)]
            yield Perubahan(pada, f"{bidang.label}: {tulis[0]} → {tulis[1]}", oleh)
