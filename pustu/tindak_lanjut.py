"""Decide about findings that ask for action: treat, refer, visit together, watch, or close."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from posyandu.kabar_warga import tell_kabar
from posyandu.kunci import alias_ids, lock_orang
from posyandu.models import Kunjungan, Segera, Warga
from posyandu.models.kabar import KeadaanKabar
from posyandu.segera import acknowledge_segera
from puskesmas.aturan import rules_for
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from puskesmas.teks import clean_note
from puskesmas.waktu import zone_of
from pustu.kerja import Terbuka, action_codes, still_open
from pustu.models import Rujukan, TindakLanjut
from pustu.models.tindak_lanjut import MENUNGGU, Keputusan
from pustu.rujukan import refer

TERJAUH: Final = timedelta(days=92)
"""Three months: longer than that nobody waits for a look."""
KABAR: Final = {
    Keputusan.OBATI: KeadaanKabar.DITANGANI,
    Keputusan.SELESAI: KeadaanKabar.DITANGANI,
    Keputusan.PANTAU: KeadaanKabar.DIPANTAU,
    Keputusan.BERSAMA: KeadaanKabar.BERSAMA,
}


@dataclass(frozen=True, slots=True)
class Tujuan:
    """Where a referral goes and why."""

    alasan: str
    ke: Unit | None = None
    ke_nama: str = ""


@transaction.atomic
def decide(
    *,
    oleh: Pengguna,
    id: UUID,
    warga: Warga,
    kunjungan: Sequence[UUID],
    unit: Unit,
    keputusan: str,
    hasil: str = "",
    tenggat: date | None = None,
    tujuan: Tujuan | None = None,
    dilihat: Collection[str] | None = None,
) -> TindakLanjut:
    """One decision that covers these visits, and of their findings those that were `dilihat` (None: all there are).

    The same id answers the decision that is there; what somebody has dealt with meanwhile is refused and says who did,
    so that two people never decide the same.
    """
    if keputusan not in Keputusan.values:
        raise DomainError("keputusan_kosong", "Keputusannya belum dipilih.", "keputusan", "Pilih salah satu.")
    if not oleh.may(Aksi.TINDAK_LANJUT, unit):
        raise DomainError("tidak_boleh", "Anda tidak bertugas memutuskan temuan di sini.", "unit", "", 403)
    orang = lock_orang([warga.pk])
    pokok = orang[warga.pk].pokok_id
    if (ada := TindakLanjut.objects.filter(pk=id).first()) is not None:
        return _same(ada, oleh, pokok, keputusan)
    _check_place(orang[pokok], unit)
    terbuka = _open_visits(oleh, pokok, kunjungan, unit)
    temuan = {kode for satu in terbuka for kode in satu.temuan if dilihat is None or kode in dilihat}
    if not temuan:
        raise DomainError("temuan_berubah", "Temuannya sudah berubah.", "kunjungan", "Muat ulang halaman.", 409)
    baris = TindakLanjut(
        id=id,
        warga_id=pokok,
        unit=unit,
        mencakup=[satu.kunjungan.pk for satu in terbuka],
        temuan=sorted(temuan),
        keputusan=keputusan,
        hasil=_result(keputusan, hasil),
        tenggat=_due(keputusan, tenggat, unit.hari_ini),
        oleh=oleh,
    )
    if keputusan == Keputusan.RUJUK:
        baris.rujukan = _refer(oleh, baris, unit, tujuan)
    baris.save(force_insert=True)
    _take_in_hand(oleh, baris)
    if unit.kabupaten_id is not None:
        mark_perlu_hitung(kabupaten_id=unit.kabupaten_id, sejak=unit.hari_ini)
    if keputusan != Keputusan.RUJUK:
        _tell(baris, orang[pokok])
    return baris


def _take_in_hand(oleh: Pengguna, baris: TindakLanjut) -> None:
    """Who decides about a danger sign has it in hand; it climbs no further."""
    rows = Segera.objects.allowed_to(oleh, Aksi.KELOLA_MASALAH).terbuka()
    for satu in rows.filter(kunjungan__in=baris.mencakup):
        acknowledge_segera(oleh=oleh, segera=satu)


def _tell(baris: TindakLanjut, warga: Warga) -> None:
    """The cadre reads that somebody dealt with it, not what was found."""
    tell_kabar(
        id=baris.pk,
        warga=warga,
        keadaan=KABAR[Keputusan(baris.keputusan)],
        tanggal=baris.unit.hari_ini,
        tempat=baris.unit.nama_lengkap,
        sampai=baris.tenggat,
    )


def _same(ada: TindakLanjut, oleh: Pengguna, pokok: UUID, keputusan: str) -> TindakLanjut:
    """What was sent again is the decision that is there; anything else under its id is a page gone stale."""
    if (ada.oleh_id, ada.keputusan) != (oleh.pk, keputusan) or ada.warga.pokok_id != pokok:
        raise DomainError("id_dipakai_ulang", "Isian ini sudah tersimpan.", "id", "Buka lagi dari daftar kerja.", 409)
    return ada


def _check_place(orang: Warga, unit: Unit) -> None:
    """The person may have moved away since the page was opened."""
    if not orang.unit.jalur.startswith(unit.jalur):
        pesan = f"Orang ini tinggal di wilayah {orang.unit.nama_lengkap}."
        raise DomainError("bukan_wilayah", pesan, "warga", "Temuannya diputuskan di sana.", 409)


def _open_visits(oleh: Pengguna, pokok: UUID, ids: Sequence[UUID], unit: Unit) -> list[Terbuka]:
    """The visits that this decision may cover; a correction meanwhile is as if somebody else had decided."""
    rows = Kunjungan.objects.visible_to(oleh).in_force().filter(pk__in=ids, warga__in=alias_ids(pokok))
    perlu = frozenset(action_codes(rules_for(oleh)))
    terbuka = still_open(rows, perlu, unit.hari_ini)
    if not terbuka or rows.count() < len(set(ids)):
        raise _too_late(oleh, ids)
    return terbuka


def _too_late(oleh: Pengguna, ids: Sequence[UUID]) -> DomainError:
    """Says who was quicker, where somebody was."""
    rows = TindakLanjut.objects.filter(mencakup__overlap=list(ids)).select_related("oleh")
    lain = rows.order_by("-pada").first()
    if lain is None:
        pesan = "Kunjungan ini baru saja diperbaiki atau dibatalkan."
        return DomainError("temuan_berubah", pesan, "kunjungan", "Muat ulang halaman.", 409)
    saat = date_format(timezone.localtime(lain.pada, zone_of(oleh)), "j M, H.i")
    pesan = f"{lain.oleh} sudah memutuskan: {lain.get_keputusan_display()}, {saat}."
    return DomainError("sudah_diputuskan", pesan, "kunjungan", "Keputusannya ada di bawah.", 409)


def _result(keputusan: str, hasil: str) -> str:
    wajib = keputusan in (Keputusan.OBATI, Keputusan.SELESAI)
    if not hasil.strip() and not wajib:
        return ""
    return clean_note(hasil, bidang="hasil", paling=1000, kosong="Hasil pemeriksaannya belum diisi.")


def _due(keputusan: str, tenggat: date | None, hari_ini: date) -> date | None:
    if keputusan not in MENUNGGU:
        return None
    if tenggat is None:
        raise DomainError("tenggat_kosong", "Tanggalnya belum diisi.", "tenggat", "Isi kapan dilihat lagi.")
    if not hari_ini <= tenggat <= hari_ini + TERJAUH:
        raise DomainError(
            "tenggat_tidak_sah", "Tanggalnya sudah lewat atau terlalu jauh.", "tenggat", "Pilih paling lama 3 bulan."
        )
    return tenggat


def _refer(oleh: Pengguna, baris: TindakLanjut, unit: Unit, tujuan: Tujuan | None) -> Rujukan:
    if tujuan is None:
        raise DomainError("tujuan_kosong", "Tujuan rujukan belum dipilih.", "ke", "Pilih atau tulis tempatnya.")
    return refer(
        oleh=oleh,
        id=baris.pk,
        warga=Warga.objects.get(pk=baris.warga_id),
        dari=unit,
        alasan=tujuan.alasan,
        ke=tujuan.ke,
        ke_nama=tujuan.ke_nama,
        catatan=baris.hasil,
        temuan=tuple(baris.temuan),
    )
