"""Change an action: assign it, close it with what came of it, carry it over, cancel it."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from klaster.tanggal import sebut_tanggal
from puskesmas import masalah as cerita
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.kabar import action_matter, tell_assigned
from puskesmas.models import Masalah, Pengguna, Tindakan, Unit
from puskesmas.models.masalah import Langkah, StatusTindakan
from puskesmas.penanggung import check_due, check_owner, check_place
from puskesmas.peran import Aksi
from puskesmas.pesan import settle
from puskesmas.teks import clean_note

APA, HASIL, ALASAN = 300, 500, 200
"""Letters at most."""


@transaction.atomic
def assign_tindakan(
    *,
    oleh: Pengguna,
    unit: Unit,
    apa: str,
    penanggung_jawab: Pengguna,
    tenggat: date,
    masalah: Masalah | None = None,
    id: uuid.UUID | None = None,
) -> Tindakan:
    """Who does what by when. Assigning the same `id` again gives the action that was made the first time."""
    if (sama := _already(oleh, id)) is not None:
        return sama
    check_place(unit)
    if not oleh.may(Aksi.KELOLA_MASALAH, unit):
        raise DomainError("tidak_boleh", "Anda tidak bertugas membagi tindakan di unit ini.", "unit", "", 403)
    bersih = clean_note(apa, bidang="apa", paling=APA, kosong="Tindakannya belum diisi.")
    check_due(tenggat, unit)
    check_owner(penanggung_jawab, unit, bidang="penanggung_jawab")
    tindakan = Tindakan(
        id=id or uuid.uuid4(),
        unit=unit,
        masalah=masalah,
        apa=bersih,
        penanggung_jawab=penanggung_jawab,
        tenggat=tenggat,
        dibuat_oleh=oleh,
    )
    if masalah is not None:
        if not cerita.may_manage(oleh, masalah):
            raise DomainError("tidak_boleh", "Anda tidak bertugas menangani masalah itu.", "masalah", "", 403)
        _tell(masalah, oleh, f"{penanggung_jawab}: {bersih}")
    try:
        with transaction.atomic():
            tindakan.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError("id_dipakai_ulang", "Id ini sudah dipakai.", "id", "Muat ulang halaman.") from error
    _mark(unit, tenggat)
    tell_assigned(tindakan)
    return tindakan


@transaction.atomic
def close_tindakan(*, oleh: Pengguna, tindakan: Tindakan, hasil: str) -> Tindakan:
    """Done: what came of it."""
    baris = _lock(oleh, tindakan)
    baris.hasil = clean_note(hasil, bidang="hasil", paling=HASIL, kosong="Hasilnya belum diisi.")
    return _end(baris, oleh, StatusTindakan.SELESAI, f"Selesai: {baris.apa}. Hasil: {baris.hasil}")


@transaction.atomic
def cancel_tindakan(*, oleh: Pengguna, tindakan: Tindakan, alasan: str) -> Tindakan:
    baris = _lock(oleh, tindakan)
    baris.alasan = clean_note(alasan, bidang="alasan", paling=ALASAN)
    return _end(baris, oleh, StatusTindakan.BATAL, f"Batal: {baris.apa}. Alasan: {baris.alasan}")


@transaction.atomic
def postpone_tindakan(*, oleh: Pengguna, tindakan: Tindakan, tenggat: date, alasan: str) -> Tindakan:
    """Carried over to a later date; counted. The date that the caller saw must still be the one that stands."""
    baris = _lock(oleh, tindakan)
    if baris.tenggat != tindakan.tenggat:
        raise DomainError("sudah_ditunda", "Tindakan ini baru saja ditunda orang lain.", "tenggat", "Muat ulang.", 409)
    check_due(tenggat, baris.unit)
    if tenggat <= baris.tenggat:
        raise DomainError(
            "tenggat_tidak_mundur", "Tenggat barunya tidak sesudah yang lama.", "tenggat", "Pilih tanggal sesudahnya."
        )
    baris.alasan = clean_note(alasan, bidang="alasan", paling=ALASAN)
    _mark(baris.unit, baris.tenggat)
    baris.tenggat, baris.ditunda = tenggat, baris.ditunda + 1
    baris.save()
    settle(perihal=action_matter(baris))
    if baris.masalah is not None and baris.masalah.terbuka:
        _tell(baris.masalah, oleh, f"Ditunda sampai {sebut_tanggal(tenggat)}: {baris.apa}. Alasan: {baris.alasan}")
    return baris


@transaction.atomic
def link_masalah(*, oleh: Pengguna, tindakan: Tindakan, masalah: Masalah) -> Tindakan:
    """The running action turned out to be part of a problem, which tells of it from now on."""
    baris = _lock(oleh, tindakan)
    if baris.masalah_id == masalah.pk:
        return baris
    if baris.masalah_id is not None:
        raise DomainError(
            "sudah_bermasalah", "Tindakan ini sudah bagian dari sebuah masalah.", "tindakan", "Buka masalah itu.", 409
        )
    baris.masalah = masalah
    baris.save()
    _tell(masalah, oleh, f"Dari tindakan {baris.penanggung_jawab}: {baris.apa}")
    return baris


def may_end(pengguna: Pengguna, tindakan: Tindakan) -> bool:
    """Whoever must do it, and those who share out actions at its place."""
    return pengguna.pk == tindakan.penanggung_jawab_id or pengguna.may(Aksi.KELOLA_MASALAH, tindakan.unit)


def _end(baris: Tindakan, oleh: Pengguna, status: StatusTindakan, cerita_baris: str) -> Tindakan:
    baris.status, baris.ditutup_oleh, baris.ditutup_pada = status, oleh, timezone.now()
    baris.save()
    settle(perihal=action_matter(baris))
    _mark(baris.unit, baris.tenggat)
    if baris.masalah is not None and baris.masalah.terbuka:
        _tell(baris.masalah, oleh, cerita_baris)
    return baris


def _mark(unit: Unit, tenggat: date) -> None:
    """The figures of the week in which it was due, and of those since, are other ones now."""
    if unit.kabupaten_id is not None:
        mark_perlu_hitung(kabupaten_id=unit.kabupaten_id, sejak=min(tenggat, unit.hari_ini))


def _lock(oleh: Pengguna, tindakan: Tindakan) -> Tindakan:
    """The running action, held until the end of the transaction."""
    baris = Tindakan.objects.select_for_update().get(pk=tindakan.pk)
    if not may_end(oleh, baris):
        raise DomainError("tidak_boleh", "Tindakan ini bukan tugas Anda.", "", "Minta penanggung jawabnya.", 403)
    if baris.status != StatusTindakan.BERJALAN:
        raise DomainError(
            "tindakan_sudah_ditutup",
            f"Tindakan ini sudah {baris.get_status_display().lower()}.",
            "",
            "Muat ulang halaman.",
            409,
        )
    return baris


def _tell(masalah: Masalah, oleh: Pengguna, isi: str) -> None:
    baris = cerita.lock(masalah)
    cerita.check_open(baris)
    cerita.move(baris, Langkah.TINDAKAN, oleh, isi)


def _already(oleh: Pengguna, pk: uuid.UUID | None) -> Tindakan | None:
    ada = Tindakan.objects.filter(pk=pk).first() if pk else None
    if ada is not None and ada.dibuat_oleh_id != oleh.pk:
        raise DomainError("id_dipakai_ulang", "Id ini sudah dipakai.", "id", "Muat ulang halaman.")
    return ada
