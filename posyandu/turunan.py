"""What follows from visits: which rows are one visit, and what the rules find in it.

N/T, 2T and catch-up depend on history, so a new, changed or withdrawn visit re-derives the person's later visits too.
People are named by their root row (`Warga.pokok_id`); visits keep the row they were written for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from psycopg2.extras import execute_values

from klaster.aturan import Aturan, muat_aturan
from klaster.evaluate import Temuan, evaluate
from klaster.profil import JenisKelamin, Profil, Riwayat
from posyandu.models import BedaBagian, Kehamilan, Kunjungan, PenyakitTerdaftar, Warga
from puskesmas.models import Setelan

LAMA_NIFAS = timedelta(days=42)  # KMK HK.01.07/MENKES/2015/2023: KF4 ends 42 days after birth
HAMIL_TERLAMA = timedelta(weeks=44)  # an open pregnancy older than this is a forgotten one, not a pregnancy

# What judging a visit reads and writes; a life of visits is loaded for every new one.
DINILAI = (
    "warga",
    "unit_layanan",
    "kanal",
    "tanggal",
    "pengukuran",
    "diterima_pada",
    "temuan",
    "versi_aturan",
    "bagian_dari",
)


@dataclass(slots=True)
class Orang:
    """A person with the episodes that rules ask for. `baris` are the ids of the rows that stand for them."""

    warga: Warga
    aturan: Aturan
    baris: list[UUID] = field(default_factory=list)
    kehamilan: list[Kehamilan] = field(default_factory=list)
    penyakit: list[PenyakitTerdaftar] = field(default_factory=list)

    def profil(self, tanggal: date, kanal: str, riwayat: tuple[Riwayat, ...] = ()) -> Profil:
        hamil = next((k for k in self.kehamilan if is_pregnant(k, tanggal)), None)
        return Profil(
            tanggal_lahir=self.warga.tanggal_lahir,
            jenis_kelamin=JenisKelamin(self.warga.jenis_kelamin),
            hamil=hamil is not None,
            hpht=hamil.hpht if hamil else None,
            nifas=any(k.selesai is not None and k.selesai <= tanggal <= k.selesai + LAMA_NIFAS for k in self.kehamilan),
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
    setelan = dict(Setelan.objects.filter(pk__in={w.kabupaten_id for w in rows}).values_list("pk", "aturan"))
    orang = {w.pk: Orang(w, muat_aturan(setelan.get(w.kabupaten_id) or None)) for w in rows if w.digabung_ke_id is None}
    of_row = {w.pk: orang[w.pokok_id] for w in rows}
    for row, o in of_row.items():
        o.baris.append(row)
    for kehamilan in Kehamilan.objects.filter(warga__in=of_row):
        of_row[kehamilan.warga_id].kehamilan.append(kehamilan)
    for penyakit in PenyakitTerdaftar.objects.filter(warga__in=of_row):
        of_row[penyakit.warga_id].penyakit.append(penyakit)
    return orang


def load_visits(orang: Mapping[UUID, Orang]) -> dict[UUID, list[Kunjungan]]:
    """Visits in force by root id of the person."""
    pokok = {row: o.warga.pk for o in orang.values() for row in o.baris}
    visits: dict[UUID, list[Kunjungan]] = defaultdict(list)
    for visit in Kunjungan.objects.filter(warga__in=pokok, berlaku=True).only(*DINILAI):
        visits[pokok[visit.warga_id]].append(visit)
    return visits


def judge(orang: Orang, rows: Iterable[Kunjungan], sejak: date) -> Iterator[Putusan]:
    """Judge one person's visits from `sejak` on; earlier ones are history only."""
    riwayat: list[Riwayat] = []
    for tanggal, groups in _by_date(rows):
        past = tuple(riwayat)
        for group in groups:
            kepala, *bagian = sorted(group, key=lambda row: (row.diterima_pada, row.pk))
            pengukuran, beda = _join(kepala, bagian)
            if tanggal >= sejak:
                temuan = evaluate(orang.aturan, orang.profil(tanggal, kepala.kanal, past), pengukuran, tanggal)
                yield Putusan(kepala, bagian, temuan, orang.aturan.versi, beda)
            riwayat.append(Riwayat(tanggal, pengukuran))


def _by_date(rows: Iterable[Kunjungan]) -> Iterator[tuple[date, list[list[Kunjungan]]]]:
    days: dict[date, dict[tuple[str, int], list[Kunjungan]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        days[row.tanggal][row.kanal, row.unit_layanan_id].append(row)
    for tanggal in sorted(days):
        yield tanggal, [days[tanggal][key] for key in sorted(days[tanggal])]


def _join(kepala: Kunjungan, bagian: list[Kunjungan]) -> tuple[Mapping[str, object], list[BedaBagian]]:
    """Measurements of all parts, the first received value winning; and the values that disagree."""
    if not bagian:
        return kepala.pengukuran, []
    joined: dict[str, object] = dict(kepala.pengukuran)
    beda = []
    for row in bagian:
        for bidang, nilai in row.pengukuran.items():
            if bidang in joined and joined[bidang] != nilai:
                beda.append(
                    BedaBagian(kunjungan=kepala, lain=row, bidang=bidang, nilai=joined[bidang], nilai_lain=nilai)
                )
            joined.setdefault(bidang, nilai)
    return joined, beda


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


def save_beda(putusan: Iterable[Putusan]) -> None:
    """Keep disagreeing values for a person to settle; a pair that is known already stays as it is."""
    beda = [row for p in putusan for row in p.beda]
    if beda:
        BedaBagian.objects.bulk_create(beda, ignore_conflicts=True)


@transaction.atomic
def derive_findings(*, orang: Collection[UUID], sejak: date) -> int:
    """Judge the visits of these people (root ids) anew from `sejak` on; returns how many rows changed."""
    people = load_orang(orang)
    visits = load_visits(people)
    putusan = [p for pokok, o in people.items() for p in judge(o, visits[pokok], sejak)]
    changed = apply(putusan)
    save_derived(changed)
    save_beda(putusan)
    return len(changed)
