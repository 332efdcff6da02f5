"""The worklist as a question: findings that ask for action and that nobody has dealt with, by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from klaster.aturan import Aturan
from klaster.temuan import TINGKAT, JenisTemuan
from posyandu.models import Kunjungan, Warga
from posyandu.models.orang import StatusWarga
from posyandu.pratinjau import most_urgent_first
from posyandu.querysets import KunjunganQuerySet
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.unit import JenisUnit, StatusUnit
from puskesmas.peran import Aksi, roles_with
from puskesmas.scope import any_of, paths_of
from pustu.models import TindakLanjut
from pustu.models.rujukan import StatusRujukan

TERKAIT: Final = ("warga__unit", "warga__digabung_ke__unit", "unit_layanan", "dicatat_oleh")
LEWAT: Final = ("warga", "warga__digabung_ke")
"""From a visit to the person it belongs to now: the row it names, or the one that row was merged into."""
TEMPAT: Final = (JenisUnit.PUSTU, JenisUnit.PUSKESMAS)
BARU: Final = timedelta(days=60)
"""Older findings are asked about while nobody has seen the person since, or once somebody had decided to look again."""
LAMA: Final = timedelta(days=365)
"""After a year the yearly screening asks for the person."""


class Giliran(NamedTuple):
    """A card that is counted and not shown: one person's visits that wait. Sorts by danger, then by age."""

    menunggu: bool
    """No danger sign is among the findings."""
    sejak: date
    warga: str
    """The id as text: to make thousands of UUIDs costs more than all else that is done with those not shown."""
    unit: int
    """Where the person lives."""


class Terbuka(NamedTuple):
    """A visit with those of its findings that nobody has dealt with."""

    kunjungan: Kunjungan
    temuan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kartu:
    """One person with everything about them that nobody has dealt with, the latest visit first."""

    warga: Warga
    kunjungan: tuple[Kunjungan, ...]
    temuan: tuple[JenisTemuan, ...]

    @property
    def segera(self) -> bool:
        return any(satu.tingkat == "segera" for satu in self.temuan)

    @property
    def terakhir(self) -> Kunjungan:
        return self.kunjungan[0]


def action_codes(aturan: Aturan) -> list[str]:
    """Codes of the findings that somebody must deal with."""
    batas = TINGKAT.index("rujuk")
    return [kode for kode, jenis in aturan.temuan.items() if TINGKAT.index(jenis.tingkat) >= batas]


def dealt_with(hari_ini: date) -> Q:
    """Decisions that still hold: closed, waiting for a day to come, or for the answer to a referral."""
    menunggu = Q(keputusan__in=["bersama", "pantau"], tenggat__gt=hari_ini)
    tutup = Q(keputusan__in=["obati", "selesai"])
    dirujuk = Q(keputusan="rujuk") & ~Q(rujukan__status=StatusRujukan.BATAL)
    return menunggu | tutup | dirujuk


def still_open(rows: QuerySet[Kunjungan], perlu: frozenset[str], hari_ini: date) -> list[Terbuka]:
    """Of these visits those with a finding that asks for action and that nobody has dealt with.

    A finding that a visit gained after the decision (another part of it, a correction before it) is one of them.
    """
    isi = rows.annotate(putus=_settled(hari_ini))
    terbuka = (Terbuka(row, tuple(k for k in row.temuan if k in perlu and k not in row.putus)) for row in isi)
    return [satu for satu in terbuka if satu.temuan]


def open_findings(
    pengguna: Pengguna, aturan: Aturan, hari_ini: date, *, warga: Collection[UUID | str] | None = None
) -> list[Terbuka]:
    """Visits in force, of living people among whom the reader decides (or of these of them), with findings that ask
    for action and no decision that holds."""
    perlu = frozenset(action_codes(aturan))
    hasil = []
    for lewat in LEWAT:
        rows = _asking(pengguna, perlu, hari_ini, lewat).filter(**({} if warga is None else {f"{lewat}__in": warga}))
        hasil += still_open(rows.select_related(*TERKAIT), perlu, hari_ini)
    return hasil


def line_up(pengguna: Pengguna, aturan: Aturan, hari_ini: date) -> list[Giliran]:
    """The people of `open_findings`, in the order of `make_cards`; nothing is loaded but what they are counted by."""
    perlu = frozenset(action_codes(aturan))
    bahaya = {kode for kode, jenis in aturan.temuan.items() if jenis.tingkat == "segera"}
    orang: dict[str, Giliran] = {}
    for lewat in LEWAT:
        rows = _asking(pengguna, perlu, hari_ini, lewat)
        kode = (_words(F("temuan")), _words(_settled(hari_ini)))
        isi = rows.values_list(Cast(lewat, TextField()), f"{lewat}__unit", "tanggal", *kode)
        for warga, unit, tanggal, temuan, putus in isi:
            if sisa := perlu.intersection(temuan.split()).difference(putus.split()):
                satu = Giliran(bahaya.isdisjoint(sisa), tanggal, warga, unit)
                lain = orang.get(warga, satu)
                orang[warga] = Giliran(satu.menunggu and lain.menunggu, min(tanggal, lain.sejak), warga, unit)
    return sorted(orang.values())


def _words(kode: Combinable) -> Func:
    """Codes as one text: thousands of lists are work for the collector of garbage."""
    return Func(kode, Value(" "), function="array_to_string", output_field=TextField())


def _asking(pengguna: Pengguna, perlu: Collection[str], hari_ini: date, lewat: str) -> KunjunganQuerySet:
    """Visits in force with findings that ask for action, of the people to whom `lewat` leads, decided or not.

    Those under merged rows are asked for apart, which keeps both questions short for the database.
    """
    rows = Kunjungan.objects.in_force().filter(_has_any(perlu), tanggal__gt=hari_ini - LAMA)
    return rows.filter(_asked_about(hari_ini), _decided_by(pengguna, lewat))


def _has_any(perlu: Collection[str]) -> Func:
    """One finding at least is among these: looked up by hash, where `overlap` compares each with all sixty."""
    return Func(
        F("temuan"),
        Value(list(perlu), output_field=ArrayField(TextField())),
        template="EXISTS (SELECT FROM unnest(%(expressions)s))",
        arg_joiner=") AS kode WHERE kode = ANY (",
        output_field=BooleanField(),
    )


def _decided_by(pengguna: Pengguna, lewat: str) -> Q:
    """Living people among whom the reader decides; `lewat` leads to them."""
    tempat = any_of(Q(**{f"{lewat}__unit__jalur__startswith": j}) for j in paths_of(pengguna, Aksi.TINDAK_LANJUT))
    return tempat & Q(**{f"{lewat}__digabung_ke": None, f"{lewat}__status": StatusWarga.AKTIF})


def _asked_about(hari_ini: date) -> Q:
    """Young enough, or still unanswered: the person was not met since, or somebody had decided to look again."""
    sejak = Kunjungan.objects.in_force().filter(warga=OuterRef("warga"), tanggal__gt=OuterRef("tanggal"))
    putusan = TindakLanjut.objects.filter(mencakup__contains=[OuterRef("pk")])
    return Q(tanggal__gt=hari_ini - BARU) | ~Exists(sejak) | Exists(putusan)


def _settled(hari_ini: date) -> ArraySubquery:
    """The findings of a visit that decisions deal with which still hold."""
    putusan = TindakLanjut.objects.filter(dealt_with(hari_ini), mencakup__contains=[OuterRef("pk")]).order_by()
    return ArraySubquery(putusan.values_list(Func("temuan", function="unnest", output_field=CharField())))


def is_asked(tanggal: date, akhir: date | None, diputus: bool, hari_ini: date) -> bool:
    """Whether a finding of that day still asks. `akhir`: the person's last visit; `diputus`: somebody decided once."""
    if tanggal <= hari_ini - LAMA:
        return False
    return tanggal > hari_ini - BARU or diputus or akhir is None or akhir <= tanggal


def make_cards(terbuka: Iterable[Terbuka], aturan: Aturan) -> list[Kartu]:
    """By person, aliases joined; danger signs first, then the oldest that waits."""
    menurut: dict[UUID, list[Terbuka]] = defaultdict(list)
    for satu in terbuka:
        menurut[satu.kunjungan.warga.pokok_id].append(satu)
    kartu = [_card(semua, aturan) for semua in menurut.values()]
    return sorted(kartu, key=lambda satu: (not satu.segera, satu.kunjungan[-1].tanggal, str(satu.warga.pk)))


def _card(terbuka: list[Terbuka], aturan: Aturan) -> Kartu:
    urut = sorted(terbuka, key=lambda satu: (satu.kunjungan.tanggal, satu.kunjungan.diterima_pada), reverse=True)
    kode = dict.fromkeys(kode for satu in urut for kode in satu.temuan)
    orang = urut[0].kunjungan.warga
    temuan = most_urgent_first(aturan.temuan[satu] for satu in kode)
    return Kartu(orang.digabung_ke or orang, tuple(satu.kunjungan for satu in urut), temuan)


def find_owners(unit: Iterable[Unit]) -> dict[int, Unit]:
    """By unit where people live, who must answer for their findings: the nearest Pustu or Puskesmas above (or at) it
    that is open and where somebody decides; else the Puskesmas. Two queries, however many units."""
    jalur = {satu.pk: satu.path_ids() for satu in unit}
    semua = {pk for ids in jalur.values() for pk in ids}
    tempat = Unit.objects.filter(pk__in=semua, jenis__in=TEMPAT).in_bulk()
    tugas = Penugasan.objects.active().filter(unit__in=tempat, peran__in=roles_with(Aksi.TINDAK_LANJUT))
    bertugas = set(tugas.filter(pengguna__is_active=True).values_list("unit", flat=True))
    return {pk: owner for pk, ids in jalur.items() if (owner := _nearest(ids, tempat, bertugas)) is not None}


def _nearest(ids: Sequence[int], tempat: Mapping[int, Unit], bertugas: Collection[int]) -> Unit | None:
    dekat = [tempat[pk] for pk in reversed(ids) if pk in tempat]
    ada = (satu for satu in dekat if satu.pk in bertugas and satu.status != StatusUnit.TUTUP)
    return next(ada, dekat[-1] if dekat else None)
