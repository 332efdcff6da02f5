"""Sign an evaluation, open it again, answer it, or let it pass as missed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from capaian.evaluasi.bahas import (
    SEBELUM_SAH,
    Status,
    doubt_due,
    lock_evaluasi,
    require_status,
    require_version,
    take_step,
)
from capaian.evaluasi.kabar import tell_answered, tell_help, tell_reopened
from capaian.evaluasi.potong import cut_figures
from capaian.hitung.pekan import Pekan
from capaian.models import EvaluasiPekan, LangkahEvaluasi, PokokEvaluasi
from capaian.models.evaluasi import SAH, Sebab
from klaster.tanggal import sebut_tanggal
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Tindakan, Unit
from puskesmas.models.masalah import StatusTindakan
from puskesmas.models.pengguna import JenisPenugasan
from puskesmas.peran import Aksi
from puskesmas.teks import check_prose
from puskesmas.tindakan import assign_tindakan, cancel_tindakan

Langkah = LangkahEvaluasi.Jenis
TERLEWAT_SETELAH: Final = 4
"""Weeks after which an unsigned evaluation is closed as missed. [U] Ours: one round of monthly meetings."""


@transaction.atomic
def sign(*, oleh: Pengguna, evaluasi: EvaluasiPekan, versi: int, susulan: bool = False) -> EvaluasiPekan:
    """Sign what was read in `versi`. Each priority needs cause, action, who and when.

    With `susulan` earlier weeks that were never signed are signed along, each with its own figures.
    """
    baris = lock_evaluasi(evaluasi, oleh, Aksi.SAHKAN_EVALUASI)
    require_status(baris, Status.DIBAHAS)
    require_version(baris, versi)
    for salah in missing_words(baris):
        raise salah
    _assign_actions(baris, oleh)
    _seal(baris, oleh)
    tell_help(baris)
    if susulan:
        for lama in unsigned_before(baris):
            _sign_along(lama, baris, oleh)
    return baris


def missing_words(baris: EvaluasiPekan) -> Iterator[DomainError]:
    """What a priority still lacks before it may be signed."""
    for satu in baris.pokok.select_related("indikator").filter(jenis=PokokEvaluasi.Jenis.PRIORITAS):
        kurang = [kata for kata, ada in _needed(satu) if not ada]
        if kurang:
            yield DomainError(
                "prioritas_belum_lengkap",
                f"{satu.indikator.nama}: belum diisi {', '.join(kurang)}.",
                f"sebab-{satu.indikator_id}",
                "Lengkapi, atau jadikan dipantau.",
            )
        elif satu.tenggat and (ragu := doubt_due(satu.tenggat, baris.unit.hari_ini)):
            lewat = satu.tenggat < baris.unit.hari_ini
            yield DomainError(
                "tenggat_lewat" if lewat else "tenggat_terlalu_jauh",
                f"{satu.indikator.nama}, paling lambat {sebut_tanggal(satu.tenggat)}: {ragu}",
                f"tenggat-{satu.indikator_id}",
                "Pilih hari ini sampai setahun lagi.",
            )


def _assign_actions(baris: EvaluasiPekan, oleh: Pengguna) -> None:
    """Each priority's action begins now; one that was changed since an earlier signature is cancelled first."""
    for satu in baris.pokok.select_related("siapa", "tindakan").filter(jenis=PokokEvaluasi.Jenis.PRIORITAS):
        lama = satu.tindakan
        if satu.siapa is None or satu.tenggat is None or (lama is not None and _same(satu, lama)):
            continue
        if lama is not None and lama.status == StatusTindakan.BERJALAN:
            cancel_tindakan(oleh=oleh, tindakan=lama, alasan="Evaluasi dibuka lagi dan tindakannya diganti.")
        satu.tindakan = assign_tindakan(
            oleh=oleh, unit=baris.unit, apa=satu.apa, penanggung_jawab=satu.siapa, tenggat=satu.tenggat
        )
        satu.save()


def _same(satu: PokokEvaluasi, lama: Tindakan) -> bool:
    return (satu.apa, satu.siapa_id, satu.tenggat) == (lama.apa, lama.penanggung_jawab_id, lama.tenggat)


def _needed(satu: PokokEvaluasi) -> tuple[tuple[str, bool], ...]:
    return (
        ("sebab", bool(satu.sebab)),
        ("kata-kata untuk sebab lain-lain", satu.sebab != Sebab.LAIN or bool(satu.kata.strip())),
        ("tindakan", bool(satu.apa.strip())),
        ("siapa", satu.siapa_id is not None),
        ("paling lambat", satu.tenggat is not None),
    )


def _seal(baris: EvaluasiPekan, oleh: Pengguna) -> None:
    baris.status = Status.DISAHKAN
    baris.disahkan_pada, baris.disahkan_oleh = timezone.now(), oleh
    baris.disahkan_sebagai = _hat(oleh, baris.unit)
    baris.save()
    take_step(baris, Langkah.DISAHKAN, oleh)
    _recount(baris)


def _hat(oleh: Pengguna, unit: Unit) -> str:
    """Definitif before Plt and Plh, should somebody hold two."""
    di_sini = (t for t in oleh.active_penugasan() if unit.jalur.startswith(t.unit.jalur))
    jenis = (str(t.jenis) for t in di_sini if Aksi.SAHKAN_EVALUASI in t.aksi())
    return min(jenis, key=list(JenisPenugasan.values).index)


def _recount(baris: EvaluasiPekan) -> None:
    """Signing on time is itself an indicator, of the week in which the meeting is held."""
    if baris.unit.kabupaten_id is not None:
        mark_perlu_hitung(kabupaten_id=baris.unit.kabupaten_id, sejak=Pekan(baris.pekan).next.senin)


def unsigned_before(baris: EvaluasiPekan) -> list[EvaluasiPekan]:
    """Weeks of the same Puskesmas before this one that may still be signed, oldest first."""
    lama = EvaluasiPekan.objects.select_for_update(of=("self",)).select_related("unit")
    return list(lama.filter(unit=baris.unit_id, pekan__lt=baris.pekan, status__in=SEBELUM_SAH).order_by("pekan"))


def _sign_along(lama: EvaluasiPekan, baris: EvaluasiPekan, oleh: Pengguna) -> None:
    if lama.status == Status.DISIAPKAN:
        cut_figures(lama)
        lama.dibahas_pada = timezone.now()
    lama.bersama = baris
    lama.versi += 1
    _seal(lama, oleh)


@transaction.atomic
def reopen(*, oleh: Pengguna, evaluasi: EvaluasiPekan, alasan: str) -> EvaluasiPekan:
    """Open a signed evaluation again; the reason is kept for ever. The figures stay as cut until they are cut anew."""
    baris = lock_evaluasi(evaluasi, oleh, Aksi.SAHKAN_EVALUASI)
    require_status(baris, *SAH, Status.TERLEWAT)
    _require_text(alasan, "alasan", "Alasan membuka lagi belum diisi.")
    if baris.dibahas_pada is None:
        baris.dibahas_pada = timezone.now()
        cut_figures(baris)
    baris.status = Status.DIBAHAS
    baris.disahkan_pada = baris.disahkan_oleh = baris.bersama = None
    baris.disahkan_sebagai = ""
    baris.versi += 1
    baris.save()
    take_step(baris, Langkah.DIBUKA_LAGI, oleh, alasan.strip())
    tell_reopened(baris, oleh)
    _recount(baris)
    return baris


@transaction.atomic
def answer(*, oleh: Pengguna, evaluasi: EvaluasiPekan, isi: str) -> EvaluasiPekan:
    """Dinas answers a signed evaluation; further answers are added, none is changed. The same one sent again is one."""
    baris = lock_evaluasi(evaluasi, oleh, Aksi.JAWAB_EVALUASI)
    require_status(baris, *SAH)
    _require_text(isi, "jawaban", "Jawaban belum diisi.")
    akhir = baris.langkah.last()
    if akhir is not None and (akhir.jenis, akhir.oleh, akhir.isi) == (Langkah.DITANGGAPI, oleh, isi.strip()):
        return baris
    if baris.status == Status.DISAHKAN:
        baris.status, baris.ditanggapi_pada = Status.DITANGGAPI, timezone.now()
        baris.save()
    take_step(baris, Langkah.DITANGGAPI, oleh, isi.strip())
    tell_answered(baris, oleh)
    return baris


def _require_text(teks: str, bidang: str, pesan: str) -> None:
    if not teks.strip():
        raise DomainError("teks_kosong", pesan, bidang, "Tulis satu atau dua kalimat.")
    check_prose(teks, bidang=bidang, paling=2000)


@transaction.atomic
def close_missed(*, kabupaten: Unit) -> int:
    """Evaluations that nobody signed within the allowed weeks read "terlewat"; returns how many. Can run twice."""
    batas = Pekan.from_tanggal(kabupaten.hari_ini).senin - timedelta(weeks=TERLEWAT_SETELAH)
    lama = EvaluasiPekan.objects.under(kabupaten).exclude(unit=kabupaten).filter(pekan__lt=batas)
    tertinggal = list(lama.filter(status__in=SEBELUM_SAH).select_for_update(skip_locked=True, of=("self",)))
    for satu in tertinggal:
        satu.status = Status.TERLEWAT
        satu.versi += 1
        satu.save()
        LangkahEvaluasi.objects.create(evaluasi=satu, jenis=Langkah.TERLEWAT)
    return len(tertinggal)
