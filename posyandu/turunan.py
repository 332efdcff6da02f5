"""What follows from visits: which rows are one visit, and what the rules find in it.

N/T, 2T and catch-up depend on history, so a new, changed or withdrawn visit re-derives the person's later visits too.
People are named by their root row (`Warga.pokok_id`); visits keep the row they were written for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from psycopg2.extras import execute_values

from klaster.aturan import Aturan, muat_aturan
from klaster.evaluate import Temuan, evaluate
from klaster.profil import JenisKelamin, Profil, Riwayat
from posyandu.models import BedaBagian, Kehamilan, Kunjungan, PenyakitTerdaftar, Warga
from posyandu.segera import settle_segera
from puskesmas.models import Setelan

LAMA_NIFAS = timedelta(days=42)  # KMK HK.01.07/MENKES/2015/2023: KF4 ends 42 days after birth
HAMIL_TERLAMA = timedelta(weeks=44)  # an open pregnancy older than this is a forgotten one, not a pregnancy

DIINGAT = ("pk", "warga_id", "unit_layanan_id", "kanal", "tanggal", "pengukuran", "diterima_pada")
DINILAI = (*(nama.removesuffix("_id") for nama in DIINGAT[1:]), "temuan", "versi_aturan", "bagian_dari")
"""What judging a visit reads and writes; of earlier visits only what is remembered is read."""


class Lalu(NamedTuple):
    """An earlier visit, which is history and not judged; far cheaper than a model, and a life of them is read."""

    pk: UUID
    warga_id: UUID
    unit_layanan_id: int
    kanal: str
    tanggal: date
    pengukuran: dict[str, Any]
    diterima_pada: datetime


Catatan = TypeVar("Catatan", Kunjungan, Lalu)


@dataclass(slots=True)
class Orang:
    """A person with the episodes that rules ask for. `baris` are the rows that stand for them, by id."""

    warga: Warga
    aturan: Aturan
    baris: dict[UUID, Warga] = field(default_factory=dict)
    kehamilan: list[Kehamilan] = field(default_factory=list)
    penyakit: list[PenyakitTerdaftar] = field(default_factory=list)

    def profil(self, tanggal: date, kanal: str, riwayat: tuple[Riwayat, ...] = ()) -> Profil:
        hamil = next((k for k in self.kehamilan if is_pregnant(k, tanggal)), None)
        selesai = [(k.selesai, k.hasil) for k in self.kehamilan if k.selesai and k.selesai <= tanggal]
        bersalin, hasil = max(selesai, default=(None, ""))
        return Profil(
            tanggal_lahir=self.warga.tanggal_lahir,
            jenis_kelamin=JenisKelamin(self.warga.jenis_kelamin),
            hamil=hamil is not None,
            hpht=hamil.hpht if hamil else None,
            nifas=bersalin is not None and tanggal <= bersalin + LAMA_NIFAS,
            tanggal_bersalin=bersalin,
            lahir_hidup=hasil in ("", Kehamilan.Hasil.LAHIR_HIDUP),
            keguguran=hasil == Kehamilan.Hasil.KEGUGURAN,
            penyakit=frozenset(
                p.penyakit for p in self.penyakit if p.sejak <= tanggal and (p.sampai is None or p.sampai > tanggal)
            ),
            kanal=kanal,
            riwayat=riwayat,
        )


def is_pregnant(kehamilan: Kehamilan, tanggal: date) -> bool:
    if kehamilan.selesai is not None:
        return kehamilan.hpht <= tanggal < kehamilan.selesai
    return kehamilan.hpht <= tanggal <= kehamilan.hpht + HAMIL_TERLAMA


@dataclass(slots=True)
class Putusan:
    """What the rules say about one head, and which rows are its parts."""

    kepala: Kunjungan
    bagian: list[Kunjungan]
    temuan: tuple[Temuan, ...]
    versi: str
    beda: list[BedaBagian]


def load_orang(pokok: Collection[UUID]) -> dict[UUID, Orang]:
    """People by root id, with the rows that stand for them and the episodes of all those rows."""
    rows = list(Warga.objects.filter(Q(pk__in=pokok) | Q(digabung_ke__in=pokok)))
    kabupaten = {w.kabupaten_id for w in rows}
    setelan = dict(Setelan.objects.filter(pk__in=kabupaten).values_list("pk", "aturan"))
    aturan = {satu: muat_aturan(setelan.get(satu) or None) for satu in kabupaten}
    orang = {w.pk: Orang(w, aturan[w.kabupaten_id]) for w in rows if w.digabung_ke_id is None}
    of_row = {w.pk: orang[w.pokok_id] for w in rows}
    for row in rows:
        of_row[row.pk].baris[row.pk] = row
    for kehamilan in Kehamilan.objects.filter(warga__in=of_row):
        of_row[kehamilan.warga_id].kehamilan.append(kehamilan)
    for penyakit in PenyakitTerdaftar.objects.filter(warga__in=of_row):
        of_row[penyakit.warga_id].penyakit.append(penyakit)
    return orang


def load_visits(orang: Mapping[UUID, Orang], sejak: date = date.min) -> dict[UUID, list[Kunjungan]]:
    """Visits in force from that day on, by root id of the person."""
    pokok = _roots(orang)
    visits: dict[UUID, list[Kunjungan]] = defaultdict(list)
    for visit in Kunjungan.objects.filter(warga__in=pokok, berlaku=True, tanggal__gte=sejak).only(*DINILAI):
        visits[pokok[visit.warga_id]].append(visit)
    return visits


def load_history(orang: Mapping[UUID, Orang], sebelum: date) -> dict[UUID, tuple[Riwayat, ...]]:
    """Visits in force before that day as the rules see them, by root id of the person."""
    pokok = _roots(orang)
    rows = Kunjungan.objects.filter(warga__in=pokok, berlaku=True, tanggal__lt=sebelum)
    visits: dict[UUID, list[Lalu]] = defaultdict(list)
    for row in map(Lalu._make, rows.values_list(*DIINGAT)):
        visits[pokok[row.warga_id]].append(row)
    return {satu: history(visits[satu], sebelum) for satu in orang}


def _roots(orang: Mapping[UUID, Orang]) -> dict[UUID, UUID]:
    """Row -> the row that the person is known by."""
    return {row: o.warga.pk for o in orang.values() for row in o.baris}


def judge(orang: Orang, rows: Iterable[Kunjungan], sejak: date, riwayat: tuple[Riwayat, ...] = ()) -> Iterator[Putusan]:
    """Judge one person's visits from `sejak` on; earlier ones, and `riwayat` before them, are history only."""
    lalu = list(riwayat)
    for tanggal, groups in _by_date(rows):
        past = tuple(lalu)
        for group in groups:
            kepala, bagian = _split(group)
            pengukuran = _join(kepala, bagian)
            if tanggal >= sejak:
                temuan = evaluate(orang.aturan, orang.profil(tanggal, kepala.kanal, past), pengukuran, tanggal)
                yield Putusan(kepala, bagian, temuan, orang.aturan.versi, _differ(kepala, bagian, pengukuran))
            lalu.append(Riwayat(tanggal, pengukuran))


def history(rows: Iterable[Catatan], sebelum: date) -> tuple[Riwayat, ...]:
    """The visits before that day as the rules see them: parts joined, oldest first."""
    return tuple(
        Riwayat(tanggal, _join(*_split(group)))
        for tanggal, groups in _by_date(row for row in rows if row.tanggal < sebelum)
        for group in groups
    )


def _split(group: Iterable[Catatan]) -> tuple[Catatan, list[Catatan]]:
    """The head, which came first, and its parts."""
    urut = sorted(group, key=lambda row: (row.diterima_pada, row.pk))
    return urut[0], urut[1:]


def _by_date(rows: Iterable[Catatan]) -> Iterator[tuple[date, list[list[Catatan]]]]:
    days: dict[date, dict[tuple[str, int], list[Catatan]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        days[row.tanggal][row.kanal, row.unit_layanan_id].append(row)
    for tanggal in sorted(days):
        yield tanggal, [days[tanggal][key] for key in sorted(days[tanggal])]


def _join(kepala: Catatan, bagian: list[Catatan]) -> Mapping[str, object]:
    """Measurements of all parts, the first received value winning."""
    joined: dict[str, object] = kepala.pengukuran if not bagian else dict(kepala.pengukuran)
    for row in bagian:
        for bidang, nilai in row.pengukuran.items():
            joined.setdefault(bidang, nilai)
    return joined


def _differ(kepala: Kunjungan, bagian: list[Kunjungan], joined: Mapping[str, object]) -> list[BedaBagian]:
    """Values of parts that disagree with the one that won."""
    return [
        BedaBagian(kunjungan=kepala, lain=row, bidang=bidang, nilai=joined[bidang], nilai_lain=nilai)
        for row in bagian
        for bidang, nilai in row.pengukuran.items()
        if joined[bidang] != nilai
    ]


def apply(putusan: Iterable[Putusan]) -> list[Kunjungan]:
    """Write the verdicts onto the rows in memory; returns those that changed."""
    changed = []
    for p in putusan:
        if _set(p.kepala, [t.kode for t in p.temuan], p.versi, None):
            changed.append(p.kepala)
        changed += [row for row in p.bagian if _set(row, [], p.versi, p.kepala.pk)]
    return changed


def _set(row: Kunjungan, temuan: list[str], versi: str, kepala: UUID | None) -> bool:
    before = (row.temuan, row.versi_aturan, row.bagian_dari_id)
    row.temuan, row.versi_aturan, row.bagian_dari_id = temuan, versi, kepala
    return before != (temuan, versi, kepala)


def save_derived(rows: Collection[Kunjungan]) -> None:
    """Store the derived columns of existing rows in one statement."""
    if not rows:
        return
    values = [(str(r.pk), r.temuan, r.versi_aturan, r.bagian_dari_id and str(r.bagian_dari_id)) for r in rows]
    with connection.cursor() as cursor:
        execute_values(
            cursor.cursor,
            """UPDATE posyandu_kunjungan k SET temuan = v.temuan, versi_aturan = v.versi, bagian_dari_id = v.kepala
               FROM (VALUES %s) AS v(id, temuan, versi, kepala) WHERE k.id = v.id""",
            values,
            template="(%s::uuid, %s::varchar[], %s, %s::uuid)",
            page_size=len(values),
        )


def save_verdicts(orang: Mapping[UUID, Orang], putusan: Sequence[Putusan], sejak: date) -> None:
    """Keep disagreeing values for a person to settle (a known pair stays as it is), and follow danger signs."""
    settle_segera(orang, putusan, sejak)
    beda = [row for p in putusan for row in p.beda]
    if beda:
        BedaBagian.objects.bulk_create(beda, ignore_conflicts=True)


@transaction.atomic
def derive_findings(*, orang: Collection[UUID], sejak: date) -> int:
    """Judge the visits of these people (root ids) anew from `sejak` on; returns how many rows changed."""
    people = load_orang(orang)
    visits, lalu = load_visits(people, sejak), load_history(people, sejak)
    putusan = [p for pokok, o in people.items() for p in judge(o, visits[pokok], sejak, lalu[pokok])]
    changed = apply(putusan)
    save_derived(changed)
    save_verdicts(people, putusan, sejak)
    return len(changed)
