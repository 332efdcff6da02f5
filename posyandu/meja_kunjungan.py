"""The desk for visits: values on which two phones disagree, and corrections that could not be applied.

Visits are frozen, so a choice is written as corrections. Whoever may write the visit chooses; of two at once one does.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from posyandu.kiriman import parse_kiriman
from posyandu.kunci import lock_orang
from posyandu.kunjungan import DITERIMA, record_batch
from posyandu.models import BedaBagian, Kunjungan, KunjunganDitahan
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Penugasan
from puskesmas.peran import Aksi
from puskesmas.teks import clean_note

LAMA_MENUNGGU: Final = timedelta(days=1)
"""So long a correction may wait for its visit before a person is asked."""
TIDAK_MENCATAT: Final = DomainError(
    "tidak_mencatat",
    "Nilai kunjungan dipilih yang mencatat kunjungan di sana.",
    "",
    "Serahkan kepada bidan, kepala Pustu, atau PJ Posyandu.",
    403,
)
TIDAK_ADA: Final = DomainError("tidak_ditemukan", "Ini tidak ditemukan di wilayah Anda.", "", "Muat ulang.", 404)


def decided(oleh: object) -> DomainError:
    """Somebody was quicker."""
    siapa = str(oleh) if oleh else "orang lain"
    return DomainError("sudah_diputus", f"Ini sudah diputus {siapa}.", "", "Kembali ke meja perbaikan.", 409)


# --- two parts of one visit ------------------------------------------------------------------------------------------


def list_beda_bagian(oleh: Pengguna) -> QuerySet[BedaBagian]:
    """Open questions inside `oleh`'s units; those about rows that were replaced since ask nothing any more."""
    rows = BedaBagian.objects.allowed_to(oleh, Aksi.PUTUS_MEJA)
    return rows.filter(diputus_pada=None, kunjungan__berlaku=True, lain__berlaku=True)


def parts_of(kunjungan: UUID) -> list[Kunjungan]:
    """The rows in force that are one visit with this one, the first received first: its value counts until now."""
    satu = Kunjungan.objects.filter(pk=kunjungan).values_list("pk", "bagian_dari").first()
    kepala = (satu[1] or satu[0]) if satu else None
    if kepala is None:
        return []
    rows = Kunjungan.objects.filter(Q(pk=kepala) | Q(bagian_dari=kepala), berlaku=True)
    terkait = rows.select_related("warga__digabung_ke", "unit_layanan", "dicatat_oleh", "perangkat")
    return list(terkait.order_by("diterima_pada", "pk"))


def differing(bagian: Sequence[Kunjungan]) -> dict[str, list[Kunjungan]]:
    """For each field on which they disagree one row for each value, the one that counts now first."""
    hasil: dict[str, list[Kunjungan]] = {}
    for bidang in dict.fromkeys(kode for row in bagian for kode in row.pengukuran):
        nilai: list[Kunjungan] = []
        for row in bagian:
            if bidang in row.pengukuran and all(row.pengukuran[bidang] != satu.pengukuran[bidang] for satu in nilai):
                nilai.append(row)
        if len(nilai) > 1:
            hasil[bidang] = nilai
    return hasil


@transaction.atomic
def settle_beda_bagian(*, oleh: Pengguna, kunjungan: UUID, pilihan: Mapping[str, str]) -> list[Kunjungan]:
    """For each differing field the id of the row whose value is right; rows that say otherwise are corrected."""
    beda = BedaBagian.objects.allowed_to(oleh, Aksi.PUTUS_MEJA).filter(kunjungan=kunjungan)
    ada = beda.select_related("kunjungan__unit_layanan").order_by("pk").first()
    if ada is None:
        raise TIDAK_ADA
    if not oleh.may(Aksi.CATAT_KUNJUNGAN, ada.kunjungan.unit_layanan):
        raise TIDAK_MENCATAT
    lock_orang([ada.kunjungan.warga_id])
    terbuka = list(list_beda_bagian(oleh).filter(pk__in=beda).select_for_update(of=("self",)))
    bagian = parts_of(kunjungan)
    if not terbuka or not bagian:
        akhir = beda.exclude(diputus_pada=None).select_related("diputus_oleh").order_by("-diputus_pada").first()
        raise decided(akhir.diputus_oleh if akhir else None)
    benar = {bidang: _chosen(bidang, rows, pilihan) for bidang, rows in differing(bagian).items()}
    rows = [row.pk for row in bagian]
    BedaBagian.objects.filter(diputus_pada=None, kunjungan__in=rows, lain__in=rows).update(
        diputus_pada=timezone.now(), diputus_oleh=oleh
    )
    salah = [row for row in bagian if any(b in row.pengukuran and row.pengukuran[b] != n for b, n in benar.items())]
    for row in salah:
        _correct(oleh, row, {b: benar.get(b, n) for b, n in row.pengukuran.items()})
    return salah


def _chosen(bidang: str, rows: Collection[Kunjungan], pilihan: Mapping[str, str]) -> object:
    for row in rows:
        if pilihan.get(bidang) == str(row.pk):
            return row.pengukuran[bidang]
    raise DomainError("belum_dipilih", "Ada isian yang belum dipilih.", bidang, "Pilih satu nilai untuk tiap isian.")


def _correct(oleh: Pengguna, row: Kunjungan, pengukuran: Mapping[str, object], tanggal: str = "") -> None:
    """A correction of this row in the name of whoever chose."""
    _record(
        oleh,
        {
            "id": str(uuid.uuid4()),
            "warga": str(row.warga_id),
            "unit": row.unit_layanan.kode,
            "tanggal": tanggal or row.tanggal.isoformat(),
            "kanal": row.kanal,
            "pengukuran": dict(pengukuran),
            "menggantikan": str(row.pk),
            "diperiksa_oleh": row.diperiksa_oleh,
        },
    )


def _record(oleh: Pengguna, isi: Mapping[str, object]) -> None:
    [hasil] = record_batch(petugas=oleh, perangkat=None, kiriman=[parse_kiriman(dict(isi))])
    if hasil.status != DITERIMA:
        raise hasil.galat or DomainError("belum_tersimpan", "Pilihan belum tersimpan.", "", "Coba lagi.", 503)


# --- corrections that wait or clash ----------------------------------------------------------------------------------


def list_ditahan(oleh: Pengguna) -> QuerySet[KunjunganDitahan]:
    """What people who work, or once worked, inside `oleh`'s units sent and nobody could apply."""
    siapa = Penugasan.objects.allowed_to(oleh, Aksi.PUTUS_MEJA).values("pengguna")
    lama = timezone.now() - LAMA_MENUNGGU
    sebab = ~Q(sebab=KunjunganDitahan.Sebab.MENUNGGU) | Q(diterima_pada__lt=lama)
    return KunjunganDitahan.objects.filter(sebab, pengguna__in=siapa)


def current_of(ditahan: KunjunganDitahan) -> Kunjungan | None:
    """What the visit that was to be corrected is by now; None where it never came."""
    row = Kunjungan.objects.filter(pk=ditahan.menunggu).select_related("warga", "unit_layanan").first()
    while row is not None:
        baru = Kunjungan.objects.filter(menggantikan=row.pk).select_related("warga", "unit_layanan").first()
        if baru is None:
            break
        row = baru
    return row


@transaction.atomic
def apply_ditahan(*, oleh: Pengguna, ditahan: KunjunganDitahan, bidang: Collection[str]) -> KunjunganDitahan:
    """Take these fields from what waits (all of a withdrawal, or of what stands alone); the others stay as they are."""
    kini = current_of(ditahan)
    if kini is not None:
        lock_orang([kini.warga_id])
    baris = _lock(oleh, ditahan)
    kini = current_of(baris)
    isi = {nama: nilai for nama, nilai in baris.isi.items() if nama not in ("id", "menggantikan")}
    if kini is None or not kini.berlaku:
        if baris.isi.get("batal"):
            raise DomainError("sudah_tidak_berlaku", "Kunjungannya sudah tidak berlaku.", "", "Buang kiriman ini.")
        _record(oleh, isi | {"id": str(uuid.uuid4())})
    elif baris.isi.get("batal"):
        _record(oleh, {"id": str(uuid.uuid4()), "menggantikan": str(kini.pk), "batal": baris.isi["batal"]})
    elif bidang:
        _take(oleh, kini, isi, bidang)
    return _decide(baris, oleh, "")


def _take(oleh: Pengguna, kini: Kunjungan, isi: Mapping[str, object], bidang: Collection[str]) -> None:
    kirim = isi.get("pengukuran")
    dikirim: Mapping[str, object] = kirim if isinstance(kirim, dict) else {}
    tetap = {kode: nilai for kode, nilai in kini.pengukuran.items() if kode not in bidang}
    baru = tetap | {kode: nilai for kode, nilai in dikirim.items() if kode in bidang}
    _correct(oleh, kini, baru, str(isi.get("tanggal") or "") if "tanggal" in bidang else "")


@transaction.atomic
def discard_ditahan(*, oleh: Pengguna, ditahan: KunjunganDitahan, alasan: str) -> KunjunganDitahan:
    """What stands is right; what was sent stays written down with the reason."""
    return _decide(_lock(oleh, ditahan), oleh, clean_note(alasan, bidang="alasan"))


def _lock(oleh: Pengguna, ditahan: KunjunganDitahan) -> KunjunganDitahan:
    baris = list_ditahan(oleh).filter(pk=ditahan.pk).select_for_update(of=("self",)).first()
    if baris is None:
        raise TIDAK_ADA
    if baris.diputus_pada is not None:
        raise decided(baris.diputus_oleh)
    return baris


def _decide(baris: KunjunganDitahan, oleh: Pengguna, alasan: str) -> KunjunganDitahan:
    baris.diputus_pada, baris.diputus_oleh, baris.alasan_buang = timezone.now(), oleh, alasan
    baris.save(update_fields=["diputus_pada", "diputus_oleh", "alasan_buang"])
    return baris
