"""Which three indicators a meeting should talk about: where most people are missing, weighed by what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from django.db import transaction

from capaian.evaluasi.ramal import forecast_month
from capaian.evaluasi.rapat import meeting_indikator
from capaian.hitung.orang import first_behind
from capaian.hitung.pekan import Pekan
from capaian.models import Capaian, EvaluasiPekan, PokokEvaluasi, StatusCapaian
from klaster.indikator import JenisIndikator
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit

BANYAK: Final = 3
SEBUT: Final = 4
"""So many names stand beside a priority; the rest is a link."""
PARAH: Final[Mapping[str, int]] = {StatusCapaian.JAUH_TERTINGGAL: 2, StatusCapaian.TERTINGGAL: 1}
"""Only what lags is proposed, and twice as urgent when it lags far."""


class Terukur(Protocol):
    """What is read of a figure; a stored row and its copy both have it."""

    @property
    def pembilang(self) -> int: ...
    @property
    def penyebut(self) -> int: ...
    @property
    def harapan(self) -> Decimal | None: ...
    @property
    def target(self) -> Decimal | None: ...
    @property
    def status(self) -> str: ...


class Usul(NamedTuple):
    """A lagging indicator and how much it weighs."""

    jenis: JenisIndikator
    bobot: Decimal


def people_missing(angka: Terukur, jenis: JenisIndikator) -> Decimal:
    """How many are short of what is expected by now; where less is better, how many are too many."""
    patokan = angka.harapan
    if patokan is None:
        patokan = (angka.target or Decimal()) * angka.penyebut
    selisih = patokan - angka.pembilang
    return max(-selisih if jenis.arah == "turun" else selisih, Decimal())


def propose_priorities(evaluasi: EvaluasiPekan, angka: Mapping[str, Terukur]) -> None:
    """Write the proposal: what weighs most, each with the first names behind it. Replaces an earlier proposal."""
    kabupaten = evaluasi.unit.kabupaten
    if kabupaten is None:
        return
    usul = rank_lagging((jenis, angka.get(jenis.kode)) for jenis in meeting_indikator(kabupaten))[:BANYAK]
    ramalan = foretell_shown(evaluasi, [satu.jenis for satu in usul])
    PokokEvaluasi.objects.filter(evaluasi=evaluasi).delete()
    PokokEvaluasi.objects.bulk_create(
        PokokEvaluasi(
            evaluasi=evaluasi,
            indikator_id=satu.jenis.kode,
            jenis=PokokEvaluasi.Jenis.PRIORITAS,
            urutan=urutan,
            orang=people_of_interest(evaluasi, satu.jenis),
            ramalan=ramalan.get(satu.jenis.kode),
        )
        for urutan, satu in enumerate(usul, start=1)
    )


def propose_again(*, kabupaten: Unit, sejak: date) -> int:
    """After the figures from this day on moved: what the evaluations propose that nobody discusses yet.

    They show live figures, and so must the priorities, names and forecasts beside them. Returns how many.
    """
    siap = EvaluasiPekan.objects.under(kabupaten).filter(
        status=EvaluasiPekan.Status.DISIAPKAN,
        pekan__gte=Pekan.from_tanggal(sejak).senin,
        unit__jenis=JenisUnit.PUSKESMAS,
    )
    return sum(_propose_again(satu) for satu in siap.order_by("pekan", "unit_id").values_list("pk", flat=True))


@transaction.atomic
def _propose_again(pk: int) -> bool:
    """False where the meeting began meanwhile: what it talks about is its own from then on."""
    siap = EvaluasiPekan.objects.select_for_update(of=("self",)).select_related("unit__kabupaten")
    evaluasi = siap.filter(pk=pk, status=EvaluasiPekan.Status.DISIAPKAN).first()
    if evaluasi is None:
        return False
    milik = Capaian.objects.filter(unit=evaluasi.unit_id, pekan=evaluasi.pekan)
    propose_priorities(evaluasi, {angka.indikator_id: angka for angka in milik})
    return True


def foretell_shown(evaluasi: EvaluasiPekan, semua: Iterable[JenisIndikator]) -> dict[str, dict[str, int]]:
    """Where the month will end, by code, for the indicators whose forecast is worth showing."""
    dipakai = [jenis for jenis in semua if jenis.ramal]
    hasil = forecast_month(unit=evaluasi.unit, pekan=Pekan(evaluasi.pekan), semua=dipakai)
    return {kode: ramalan.as_dict() for kode, ramalan in hasil.items()}


def people_of_interest(evaluasi: EvaluasiPekan, jenis: JenisIndikator) -> list[UUID]:
    """The first to be looked for."""
    return first_behind(jenis=jenis, unit=evaluasi.unit, pekan=Pekan(evaluasi.pekan), banyak=SEBUT)


def rank_lagging(semua: Iterable[tuple[JenisIndikator, Terukur | None]]) -> list[Usul]:
    """Everything that lags, heaviest first; equals stay in the order of the data."""
    usul = [
        Usul(jenis, people_missing(angka, jenis) * jenis.berat * PARAH[angka.status])
        for jenis, angka in semua
        if angka is not None and angka.status in PARAH
    ]
    return sorted(usul, key=lambda satu: -satu.bobot)
