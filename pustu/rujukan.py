"""Refer a person, and follow it until the answer is back."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from klaster.aturan import Aturan
from posyandu.kabar_warga import tell_kabar
from posyandu.kunci import lock_orang
from posyandu.models import Warga
from posyandu.models.kabar import KeadaanKabar
from posyandu.models.orang import StatusWarga
from posyandu.tugas import assign
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi
from puskesmas.teks import clean_line, clean_note
from pustu.kabar_rujukan import settle_referral, tell_answered, tell_sent
from pustu.models import Rujukan
from pustu.models.rujukan import StatusRujukan

HURUF: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Nothing that can be read as something else on a creased letter."""
PANJANG_KODE: Final = 12
TUJUAN: Final = (JenisUnit.PUSTU, JenisUnit.PUSKESMAS)
LANGKAH: Final = {
    StatusRujukan.TIBA: (StatusRujukan.DIKIRIM,),
    StatusRujukan.DIJAWAB: (StatusRujukan.TIBA,),
    StatusRujukan.BATAL: (StatusRujukan.DIKIRIM,),
}

SARAN: Final = {
    (StatusRujukan.DIKIRIM, StatusRujukan.DIJAWAB): 'Catat dahulu "Sudah sampai".',
    (StatusRujukan.TIBA, StatusRujukan.BATAL): "Orangnya sudah diperiksa; tunggu jawabannya.",
}


SEBAB: Final = "rujukan"
"""Why a cadre is sent to who has not arrived."""
JENGUK: Final = timedelta(days=3)


def days_allowed(aturan: Aturan) -> int:
    """Days after which somebody who has not arrived is asked for."""
    return int(aturan.setelan["rujukan_tiba_hari"])


@transaction.atomic
def refer(
    *,
    oleh: Pengguna,
    id: UUID,
    warga: Warga,
    dari: Unit,
    alasan: str,
    ke: Unit | None = None,
    ke_nama: str = "",
    catatan: str = "",
    temuan: tuple[str, ...] = (),
) -> Rujukan:
    """A letter to a unit of ours, or to a hospital by name. The same id answers the letter that is there."""
    if (ada := Rujukan.objects.filter(pk=id, dibuat_oleh=oleh).first()) is not None:
        return ada
    if not oleh.may(Aksi.TINDAK_LANJUT, dari):
        raise DomainError("tidak_boleh", "Anda tidak bertugas merujuk dari tempat ini.", "dari", "", 403)
    _check_target(dari, ke, ke_nama)
    warga = lock_orang([warga.pk])[warga.pk]
    if warga.status != StatusWarga.AKTIF:
        raise DomainError(
            f"warga_{warga.status}", f"Warga ini tercatat {warga.kata_status}.", "warga", "Periksa dahulu datanya."
        )
    baris = Rujukan.objects.create(
        id=id,
        warga=warga,
        dari=dari,
        ke=ke,
        ke_nama="" if ke else clean_line(ke_nama, bidang="ke_nama", paling=100),
        kode="".join(secrets.choice(HURUF) for _ in range(PANJANG_KODE)),
        tanggal=dari.hari_ini,
        alasan=clean_note(alasan, bidang="alasan", paling=300, kosong="Alasan merujuk belum diisi."),
        catatan=clean_note(catatan, bidang="catatan", paling=1000) if catatan.strip() else "",
        temuan=list(temuan),
        dibuat_oleh=oleh,
    )
    tell_sent(baris)
    _tell(baris, KeadaanKabar.DIRUJUK)
    return baris


def _tell(baris: Rujukan, keadaan: KeadaanKabar) -> None:
    """The cadre reads where the referral stands and what to do, on the phone too."""
    tell_kabar(
        id=baris.pk,
        warga=baris.warga,
        keadaan=keadaan,
        tanggal=baris.dari.hari_ini,
        tempat=baris.tujuan,
        pesan=baris.pesan_kader,
    )


def _check_target(dari: Unit, ke: Unit | None, ke_nama: str) -> None:
    if ke is None and not ke_nama.strip():
        raise DomainError("tujuan_kosong", "Tujuan rujukan belum dipilih.", "ke", "Pilih atau tulis tempatnya.")
    if ke is None:
        return
    if ke.pk == dari.pk:
        raise DomainError("tujuan_sendiri", "Tujuannya tempat ini sendiri.", "ke", "Pilih tempat lain.")
    if ke.jenis not in TUJUAN or ke.kabupaten_id != dari.kabupaten_id:
        raise DomainError("tujuan_lain", "Tempat itu tidak menerima rujukan.", "ke", "Pilih Pustu atau Puskesmas.")


def targets_of(unit: Unit) -> list[Unit]:
    """The Puskesmas above a place, to which its letters go; hospitals are written by name."""
    atas = Unit.objects.ancestors_of(unit)
    return [satu for satu in atas if satu.jenis == JenisUnit.PUSKESMAS and satu.pk != unit.pk]


@transaction.atomic
def mark_arrived(*, oleh: Pengguna, rujukan: Rujukan) -> Rujukan:
    """Seen at the place; twice is once."""
    baris = _lock(oleh, rujukan)
    _check_receiver(oleh, baris)
    if baris.status == StatusRujukan.TIBA:
        return baris
    _check_step(baris, StatusRujukan.TIBA)
    baris.status, baris.tiba_pada, baris.tiba_oleh = StatusRujukan.TIBA, timezone.now(), oleh
    baris.save(update_fields=["status", "tiba_pada", "tiba_oleh"])
    settle_referral(baris)
    _tell(baris, KeadaanKabar.TIBA)
    return baris


@transaction.atomic
def answer_rujukan(*, oleh: Pengguna, rujukan: Rujukan, pesan_kader: str, jawaban: str = "") -> Rujukan:
    """What was found (for health workers) and what is to be done in the village (for the cadre too).

    The same answer sent again is the answer that is there: a phone may not have heard that it arrived.
    """
    baris = _lock(oleh, rujukan)
    _check_receiver(oleh, baris)
    pesan = clean_note(pesan_kader, bidang="pesan_kader", paling=300, kosong="Pesan untuk desa belum diisi.")
    isi = clean_note(jawaban, bidang="jawaban", paling=1000) if jawaban.strip() else ""
    if (baris.dijawab_oleh_id, baris.pesan_kader, baris.jawaban) == (oleh.pk, pesan, isi):
        return baris
    _check_step(baris, StatusRujukan.DIJAWAB)
    baris.pesan_kader, baris.jawaban = pesan, isi
    now = timezone.now()
    baris.status, baris.dijawab_pada, baris.dijawab_oleh = StatusRujukan.DIJAWAB, now, oleh
    baris.save(update_fields=["status", "dijawab_pada", "dijawab_oleh", "jawaban", "pesan_kader"])
    if baris.dari.kabupaten_id is not None:
        mark_perlu_hitung(kabupaten_id=baris.dari.kabupaten_id, sejak=baris.dari.hari_ini)
    tell_answered(baris, oleh)
    _tell(baris, KeadaanKabar.DIJAWAB)
    return baris


@transaction.atomic
def cancel_rujukan(*, oleh: Pengguna, rujukan: Rujukan, alasan: str) -> Rujukan:
    """By those who sent it, while nobody has seen the person arrive; its findings are on the worklist again."""
    baris = _lock(oleh, rujukan)
    if not oleh.may(Aksi.TINDAK_LANJUT, baris.dari):
        raise DomainError("tidak_boleh", "Hanya pengirimnya yang membatalkan rujukan.", "", "", 403)
    alasan = clean_note(alasan, bidang="alasan")
    if baris.alasan_batal == alasan:
        return baris
    _check_step(baris, StatusRujukan.BATAL)
    baris.status, baris.alasan_batal = StatusRujukan.BATAL, alasan
    baris.save(update_fields=["status", "alasan_batal"])
    settle_referral(baris)
    _tell(baris, KeadaanKabar.BATAL)
    return baris


@transaction.atomic
def ask_after(*, oleh: Pengguna, rujukan: Rujukan) -> None:
    """A cadre is asked to look after who has not arrived; twice is once."""
    baris = _lock(oleh, rujukan)
    _check_step(baris, StatusRujukan.BATAL)
    sebab = f"Dirujuk ke {baris.tujuan}, belum tercatat datang"
    tenggat = baris.dari.hari_ini + JENGUK
    assign(oleh=oleh, warga=[baris.warga], sebab_kode=SEBAB, sebab=sebab, tenggat=tenggat)


def _lock(oleh: Pengguna, rujukan: Rujukan) -> Rujukan:
    """The row, for those who work at either end of it."""
    rows = Rujukan.objects.visible_to(oleh).filter(pk=rujukan.pk).select_related("dari", "ke", "warga")
    baris = rows.select_for_update(of=("self",)).first()
    if baris is None:
        raise DomainError("rujukan_tidak_ditemukan", "Rujukan itu tidak ada di wilayah Anda.", "", "Muat ulang.", 404)
    if not any(oleh.may(Aksi.TINDAK_LANJUT, ujung) for ujung in (baris.dari, baris.ke) if ujung):
        raise DomainError("tidak_boleh", "Anda tidak bertugas di kedua ujung rujukan ini.", "", "", 403)
    return baris


def _check_receiver(oleh: Pengguna, baris: Rujukan) -> None:
    """Only those who receive know who came; what a hospital outside says is written down by the sender."""
    if not oleh.may(Aksi.TINDAK_LANJUT, baris.penerima):
        pesan = f"Kedatangan dan jawaban dicatat {baris.penerima.nama_lengkap}."
        raise DomainError("bukan_penerima", pesan, "", "Hubungi penerima rujukan.", 403)


def _check_step(baris: Rujukan, status: StatusRujukan) -> None:
    if baris.status not in LANGKAH[status]:
        kata = baris.get_status_display().lower()
        saran = SARAN.get((StatusRujukan(baris.status), status), "Muat ulang halaman.")
        raise DomainError("langkah_tidak_bisa", f"Rujukan ini {kata}.", "status", saran, 409)
