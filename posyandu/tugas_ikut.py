"""What happens to tasks of the Nyelik list by itself: visits fulfil them, and they go where the person goes.

A task's end is derived from the visits, as findings are: recording, correcting and withdrawing a visit ask the same
question of the tasks concerned, inside the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from posyandu.models import Kunjungan, TugasKunjungan, Warga
from posyandu.models.kunjungan import Kanal
from posyandu.models.orang import StatusWarga
from posyandu.models.tugas import TERBUKA, StatusTugas
from posyandu.querysets import KunjunganQuerySet, TugasKunjunganQuerySet

BERUBAH: Final = ("status", "hasil", "selesai_pada", "kunjungan", "kader", "posyandu", "ditemui")
SUDAH_ADA: Final = "Sudah ada di daftar untuk sebab yang sama."


class Temu(NamedTuple):
    """A visit in force: whom it met, and what it found."""

    id: UUID
    orang: UUID
    keluarga: UUID | None
    kanal: str
    tanggal: date
    oleh: int
    temuan: frozenset[str]


def settle_tugas(*, warga: Iterable[Warga], diganti: Collection[UUID] | KunjunganQuerySet = ()) -> set[UUID]:
    """After visits of these people (all their rows) were written, and those in `diganti` no longer hold for them.

    A task is fulfilled by the first visit in force dated on or after the day it was sent that answers its reason (a
    child sent for its weight is weighed); one that does not is noted. A task whose visit no longer holds, and which no
    other fulfils, is open again. One small query when nobody is on the list, as mostly, and four otherwise.
    Returns the people (root ids) whose tasks these are.
    """
    semua = {satu.pk: satu for satu in warga}
    keluarga = {satu.keluarga_id for satu in semua.values() if satu.keluarga_id}
    milik = Q(warga__in=semua) | Q(sekeluarga=True, warga__keluarga__in=keluarga)
    ada = TugasKunjungan.objects.filter(Q(milik, status__in=TERBUKA) | Q(kunjungan__in=diganti))
    if not ada.exists():
        return set()
    tugas = _load(ada)
    terbuka = {satu.pk for satu in tugas if satu.terbuka}
    temu = _visits(tugas)
    for satu in tugas:
        _settle(satu, [t for t in temu if _meets(t, satu)])
    _place(sorted((satu for satu in tugas if satu.terbuka), key=lambda satu: satu.pk not in terbuka))
    TugasKunjungan.objects.bulk_update(tugas, BERUBAH)
    return {satu.orang.pk for satu in tugas}


def follow_orang(orang: Collection[UUID]) -> None:
    """After these people (root ids) moved, left or died: open tasks go along, or end with the reason."""
    tugas = _load(TugasKunjungan.objects.terbuka().of_orang(orang))
    if tugas:
        _place(tugas)
        TugasKunjungan.objects.bulk_update(tugas, BERUBAH)


def close_row(tugas: TugasKunjungan, status: StatusTugas, hasil: str, kunjungan: UUID | None = None) -> None:
    """In memory."""
    tugas.status, tugas.hasil, tugas.kunjungan_id = status, hasil, kunjungan
    tugas.selesai_pada = timezone.now()


def _load(ada: TugasKunjunganQuerySet) -> list[TugasKunjungan]:
    """Locked, oldest first, with the person and both places."""
    rows = ada.select_related("posyandu", "warga__unit", "warga__digabung_ke__unit")
    return list(rows.order_by("sejak", "dibuat_pada", "pk").select_for_update(of=("self",)))


def _visits(tugas: Sequence[TugasKunjungan]) -> list[Temu]:
    """Visits that may fulfil one of these, earliest first."""
    orang = {satu.orang.pk for satu in tugas}
    keluarga = {satu.orang.keluarga_id for satu in tugas if satu.sekeluarga and satu.orang.keluarga_id}
    serumah = Q(warga__keluarga__in=keluarga) | Q(warga__digabung_ke__keluarga__in=keluarga)
    siapa = Q(warga__in=orang) | Q(warga__digabung_ke__in=orang) | Q(serumah, kanal=Kanal.RUMAH)
    rows = Kunjungan.objects.in_force().filter(siapa, tanggal__gte=min(satu.sejak for satu in tugas))
    isi = rows.order_by("tanggal", "diterima_pada", "pk").select_related("warga__digabung_ke")
    return [
        Temu(
            satu.pk, pokok.pk, pokok.keluarga_id, satu.kanal, satu.tanggal, satu.dicatat_oleh_id, frozenset(satu.temuan)
        )
        for satu in isi
        for pokok in (satu.warga.digabung_ke or satu.warga,)
    ]


def _meets(temu: Temu, tugas: TugasKunjungan) -> bool:
    if temu.tanggal < tugas.sejak:
        return False
    orang = tugas.orang
    if not tugas.sekeluarga:
        return temu.orang == orang.pk
    serumah = orang.keluarga_id is not None and temu.keluarga == orang.keluarga_id
    return temu.kanal == Kanal.RUMAH and (serumah or temu.orang == orang.pk)


def _settle(tugas: TugasKunjungan, bertemu: Sequence[Temu]) -> None:
    kata = tugas.hasil if tugas.status == StatusTugas.DIKUNJUNGI else ""  # said by hand, for want of an answer
    cocok = [temu for temu in bertemu if kata or _answers(temu, tugas)]
    tugas.ditemui = None if cocok or not bertemu else bertemu[-1].tanggal
    if any(temu.id == tugas.kunjungan_id for temu in cocok):
        return
    if not cocok:
        tugas.status = StatusTugas.TIDAK_BERTEMU if tugas.percobaan and not bertemu else StatusTugas.MENUNGGU
        tugas.hasil, tugas.selesai_pada, tugas.kunjungan_id = "", None, None
        return
    temu = cocok[0]
    tugas.kader_id = temu.oleh
    if temu.kanal == Kanal.RUMAH:
        close_row(tugas, StatusTugas.DIKUNJUNGI, kata, temu.id)
    else:
        close_row(tugas, StatusTugas.SELESAI, kata or f"Datang sendiri: {Kanal(temu.kanal).label}.", temu.id)


def _answers(temu: Temu, tugas: TugasKunjungan) -> bool:
    return not tugas.jawaban or not temu.temuan.isdisjoint(tugas.jawaban)


def _place(terbuka: Iterable[TugasKunjungan]) -> None:
    """Each open task stands where its person lives today, and once per person and reason; the first one stays."""
    sudah: set[tuple[UUID, str]] = set()
    for satu in terbuka:
        orang, kunci = satu.orang, (satu.orang.pk, satu.sebab_kode)
        if alasan := _why_gone(satu) or (SUDAH_ADA if kunci in sudah else ""):
            close_row(satu, StatusTugas.BATAL, alasan)
            continue
        sudah.add(kunci)
        satu.posyandu = orang.unit


def _why_gone(tugas: TugasKunjungan) -> str:
    orang = tugas.orang
    if orang.status != StatusWarga.AKTIF:
        return f"Tercatat {orang.status}."
    return "Pindah ke kabupaten lain." if orang.kabupaten_id != tugas.posyandu.kabupaten_id else ""
