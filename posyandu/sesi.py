"""Opening days: plan them from each posyandu's rule, open, close, move, cancel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from klaster.tanggal import sebut_tanggal
from posyandu.models import HariBuka, PetugasHariBuka, ProfilPosyandu
from posyandu.models.sesi import StatusHariBuka
from posyandu.models.unit import PolaBuka
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import StatusUnit
from puskesmas.teks import clean_line, clean_note
from puskesmas.waktu import hari_ini, is_workday

# A phone that was offline all day sends only the closing; closing again corrects the declared number.
LANGKAH: dict[str, frozenset[str]] = {
    StatusHariBuka.DIRENCANAKAN: frozenset(
        {StatusHariBuka.DIBUKA, StatusHariBuka.DITUTUP, StatusHariBuka.DIPINDAH, StatusHariBuka.BATAL}
    ),
    StatusHariBuka.DIBUKA: frozenset({StatusHariBuka.DITUTUP, StatusHariBuka.BATAL}),
    StatusHariBuka.DITUTUP: frozenset({StatusHariBuka.DITUTUP}),
    StatusHariBuka.DIPINDAH: frozenset(),
    StatusHariBuka.BATAL: frozenset(),
}


@transaction.atomic
def plan_sessions(*, posyandu: Iterable[Unit], dari: date, sampai: date) -> int:
    """Add the missing opening days of [dari, sampai]; returns how many. Planning twice adds nothing."""
    units = {unit.pk: unit for unit in posyandu if unit.status != StatusUnit.TUTUP}
    known = HariBuka.objects.filter(posyandu__in=units, tanggal__range=(dari, sampai))
    taken = set(known.values_list("posyandu_id", "tanggal"))
    rows = [
        HariBuka(posyandu_id=profil.pk, tanggal=tanggal, pola=profil.pola)
        for profil in ProfilPosyandu.objects.filter(pk__in=units)
        for tanggal in opening_days(profil, dari, sampai)
        if (profil.pk, tanggal) not in taken
    ]
    HariBuka.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
    _mark_planned(rows, units)
    return len(rows)


@transaction.atomic
def open_session(*, hari_buka: HariBuka, petugas: Pengguna) -> HariBuka:
    """The table is set and the first person may come."""
    del petugas  # the audit trail takes the user from the request
    hari_buka = _step(hari_buka, StatusHariBuka.DIBUKA)
    refuse_future(hari_buka)
    hari_buka.dibuka_pada = timezone.now()
    return _save(hari_buka)


@transaction.atomic
def close_session(*, hari_buka: HariBuka, jumlah_dinyatakan: int, petugas: Pengguna) -> HariBuka:
    """The day is over; the phone says how many visits it has, so that missing ones are noticed."""
    del petugas  # the audit trail takes the user from the request
    if not 0 <= jumlah_dinyatakan <= 5000:
        raise DomainError(
            "jumlah_tidak_masuk_akal", "Jumlah kunjungan harus 0 sampai 5000.", "jumlah_dinyatakan", "Hitung lagi."
        )
    hari_buka = _step(hari_buka, StatusHariBuka.DITUTUP)
    refuse_future(hari_buka)
    hari_buka.jumlah_dinyatakan = jumlah_dinyatakan
    hari_buka.ditutup_pada = hari_buka.ditutup_pada or timezone.now()
    return _save(hari_buka)


@transaction.atomic
def move_session(*, hari_buka: HariBuka, tanggal: date, alasan: str) -> HariBuka:
    """Hold the session on another day; returns the new one."""
    hari_buka = _step(hari_buka, StatusHariBuka.DIPINDAH)
    _refuse_visited(hari_buka)
    if tanggal == hari_buka.tanggal:
        raise DomainError("tanggal_sama", "Tanggal barunya sama dengan yang lama.", "tanggal", "Pilih tanggal lain.")
    baru = HariBuka(posyandu_id=hari_buka.posyandu_id, tanggal=tanggal, pola=hari_buka.pola)
    try:
        with transaction.atomic():
            baru.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(
            "sudah_ada_hari_buka", "Posyandu ini sudah buka tanggal itu.", "tanggal", "Pilih tanggal lain."
        ) from error
    hari_buka.dipindah_ke, hari_buka.alasan = baru, clean_note(alasan, bidang="alasan")
    _save(hari_buka, sejak=min(tanggal, hari_buka.tanggal))
    return baru


@transaction.atomic
def cancel_session(*, hari_buka: HariBuka, alasan: str) -> HariBuka:
    """The session does not take place."""
    hari_buka = _step(hari_buka, StatusHariBuka.BATAL)
    _refuse_visited(hari_buka)
    hari_buka.alasan = clean_note(alasan, bidang="alasan")
    return _save(hari_buka)


@transaction.atomic
def set_roster(*, hari_buka: HariBuka, nama: Iterable[str]) -> list[PetugasHariBuka]:
    """Who was on duty, by name; those already written down keep their confirmation."""
    row = HariBuka.objects.select_for_update(of=("self",)).select_related("posyandu").get(pk=hari_buka.pk)
    names = list(dict.fromkeys(clean_line(n, bidang="nama", paling=150) for n in nama))
    PetugasHariBuka.objects.filter(hari_buka=hari_buka).exclude(nama__in=names).delete()
    rows = [PetugasHariBuka(hari_buka=hari_buka, nama=n) for n in names]
    PetugasHariBuka.objects.bulk_create(rows, ignore_conflicts=True)
    if row.posyandu.kabupaten_id is not None:
        mark_perlu_hitung(kabupaten_id=row.posyandu.kabupaten_id, sejak=row.tanggal)
    return list(PetugasHariBuka.objects.filter(hari_buka=hari_buka).order_by("nama"))


def opening_days(profil: ProfilPosyandu, dari: date, sampai: date) -> Iterator[date]:
    """Days of [dari, sampai] on which the rule opens the posyandu."""
    for offset in range((sampai - dari).days + 1):
        hari = dari + timedelta(days=offset)
        if profil.pola == PolaBuka.HARIAN:
            if is_workday(hari):
                yield hari
        elif hari.isoweekday() == profil.hari and (hari.day - 1) // 7 + 1 == profil.pekan_ke:
            yield hari


def _step(hari_buka: HariBuka, status: str) -> HariBuka:
    """The locked row with its next status set; a step that is not in the table is refused."""
    row = HariBuka.objects.select_for_update(of=("self",)).select_related("posyandu").get(pk=hari_buka.pk)
    if status not in LANGKAH[row.status]:
        raise DomainError(
            "langkah_tidak_bisa",
            f"Hari buka {sebut_tanggal(row.tanggal)} sudah {row.get_status_display().lower()}.",
            "status",
            "Muat ulang halaman.",
        )
    row.status = status
    return row


def refuse_future(hari_buka: HariBuka) -> None:
    """Nothing is said of a day that has not come."""
    kabupaten_id = hari_buka.posyandu.kabupaten_id
    if kabupaten_id is not None and hari_buka.tanggal > hari_ini(kabupaten_id=kabupaten_id):
        raise DomainError(
            "belum_waktunya",
            f"Hari buka ini baru tanggal {sebut_tanggal(hari_buka.tanggal)}.",
            "tanggal",
            "Periksa juga jam HP Anda.",
        )


def _refuse_visited(hari_buka: HariBuka) -> None:
    if hari_buka.kunjungan.filter(berlaku=True).exists():
        raise DomainError(
            "sudah_ada_kunjungan", "Sudah ada kunjungan pada hari buka ini.", "", "Tutup saja hari buka ini."
        )


def _save(hari_buka: HariBuka, sejak: date | None = None) -> HariBuka:
    hari_buka.save()
    if hari_buka.posyandu.kabupaten_id is not None:
        mark_perlu_hitung(kabupaten_id=hari_buka.posyandu.kabupaten_id, sejak=sejak or hari_buka.tanggal)
    return hari_buka


def _mark_planned(rows: Iterable[HariBuka], units: dict[int, Unit]) -> None:
    first: dict[int, date] = defaultdict(lambda: date.max)
    for row in rows:
        kabupaten_id = units[row.posyandu_id].kabupaten_id
        if kabupaten_id is not None:
            first[kabupaten_id] = min(first[kabupaten_id], row.tanggal)
    for kabupaten_id in sorted(first):
        mark_perlu_hitung(kabupaten_id=kabupaten_id, sejak=first[kabupaten_id])
