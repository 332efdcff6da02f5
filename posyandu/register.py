"""Who may stand in a register: a cadre proposes, a health worker enters, refuses, and takes out; each with a reason."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, TextChoices
from django.utils import timezone

from posyandu.kabar_warga import tell_kabar
from posyandu.kunci import alias_ids, lock_pokok
from posyandu.models import PenyakitTerdaftar, UsulRegister, Warga
from posyandu.models.kabar import KeadaanKabar
from posyandu.riwayat import check_entry, enter_register, leave_register
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from puskesmas.teks import clean_note
from puskesmas.waktu import hari_ini


class Alasan(TextChoices):
    """Why somebody leaves; the label is what is kept."""

    SEMBUH = "sembuh", "Sembuh"
    LULUS = "lulus", "Lulus: gizi pulih atau pengobatan selesai"
    BERSALIN = "bersalin", "Sudah bersalin"
    PINDAH = "pindah", "Pindah"
    MENINGGAL = "meninggal", "Meninggal"
    SALAH = "salah", "Salah catat"


class Bukan(TextChoices):
    """Why somebody who was proposed is no case; the label is what is kept."""

    NORMAL = "normal", "Diperiksa ulang, hasilnya normal"
    SALAH = "salah", "Salah ukur atau salah catat"
    LAIN = "lain", "Ada sebab lain"


def may_enter(oleh: Pengguna, warga: Warga) -> bool:
    """A register is filled by health workers."""
    return oleh.may(Aksi.TINDAK_LANJUT, (warga.digabung_ke or warga).unit)


@transaction.atomic
def write_register(*, oleh: Pengguna, warga: Warga, penyakit: str, sejak: date, id: UUID) -> None:
    """What was written beside a card or on a phone: entered by a health worker, proposed by anybody else."""
    tulis = confirm_entry if may_enter(oleh, warga) else propose_entry
    tulis(oleh=oleh, warga=warga, penyakit=penyakit, sejak=sejak, id=id)


@transaction.atomic
def propose_entry(*, oleh: Pengguna, warga: Warga, penyakit: str, sejak: date, id: UUID) -> None:
    """Waits for a health worker; the cadre reads so. A second proposal of the same is the one that waits."""
    warga = lock_pokok(warga)
    milik = alias_ids(warga.pk)
    if PenyakitTerdaftar.objects.filter(pk=id, warga__in=milik, penyakit=penyakit).exists():
        return
    if (ada := UsulRegister.objects.filter(pk=id).first()) is not None:
        _check_same(ada, sama=ada.warga_id in milik and (ada.penyakit, ada.sejak) == (penyakit, sejak))
        return
    check_entry(warga, penyakit, sejak)
    if _waiting(milik, penyakit).exists():
        return
    usul = UsulRegister.objects.create(id=id, warga=warga, penyakit=penyakit, sejak=sejak, oleh=oleh)
    _tell(usul, KeadaanKabar.DIUSULKAN)


@transaction.atomic
def confirm_entry(*, oleh: Pengguna, warga: Warga, penyakit: str, sejak: date, id: UUID) -> PenyakitTerdaftar:
    """A health worker confirms that the person belongs into the register; the same id a second time changes nothing."""
    _require(oleh, warga)
    terdaftar = enter_register(warga=warga, penyakit=penyakit, sejak=sejak, petugas=oleh, id=id)
    _settle(oleh, _waiting(alias_ids(terdaftar.warga_id), penyakit), UsulRegister.Keputusan.MASUK)
    return terdaftar


@transaction.atomic
def refuse_entry(
    *,
    oleh: Pengguna,
    warga: Warga,
    penyakit: str,
    alasan: str,
    id: UUID,
    catatan: str = "",
) -> None:
    """No case, for a reason of the list. What is found from now on proposes anew; the same id changes nothing."""
    _require(oleh, warga)
    warga = lock_pokok(warga)
    if alasan not in Bukan.values:
        raise DomainError("alasan_kosong", "Alasannya belum dipilih.", "alasan", "Pilih salah satu dari daftar.")
    milik = alias_ids(warga.pk)
    hari = hari_ini(kabupaten_id=warga.kabupaten_id)
    if UsulRegister.objects.filter(pk=id, warga__in=milik).exists():
        return
    check_entry(warga, penyakit, hari)
    kata = clean_note(_words(Bukan(alasan), catatan), bidang="alasan", paling=150)
    UsulRegister.objects.create(
        id=id,
        warga=warga,
        penyakit=penyakit,
        sejak=hari,
        oleh=oleh,
        keputusan=UsulRegister.Keputusan.BUKAN,
        alasan=kata,
        diputus_oleh=oleh,
        diputus_pada=timezone.now(),
    )
    _settle(oleh, _waiting(milik, penyakit), UsulRegister.Keputusan.BUKAN, kata)


@transaction.atomic
def end_entry(
    *, oleh: Pengguna, terdaftar: PenyakitTerdaftar, sampai: date, alasan: str, catatan: str = ""
) -> PenyakitTerdaftar:
    """The person leaves with a reason of the list, and a word where it is wanted; rows that were merged leave along."""
    _require(oleh, terdaftar.warga)
    if alasan not in Alasan.values:
        raise DomainError("alasan_kosong", "Alasan keluar belum dipilih.", "alasan", "Pilih salah satu dari daftar.")
    kata = _words(Alasan(alasan), catatan)
    keluar = leave_register(terdaftar=terdaftar, sampai=sampai, alasan=kata, petugas=oleh)
    kembar = PenyakitTerdaftar.objects.filter(
        warga__in=alias_ids(terdaftar.warga.pokok_id), penyakit=terdaftar.penyakit, sampai=None, sejak__lt=sampai
    )
    for satu in kembar:
        leave_register(terdaftar=satu, sampai=sampai, alasan=kata, petugas=oleh)
    return keluar


@transaction.atomic
def withdraw_entries(*, oleh: Pengguna, warga: Warga, penyakit: str, sejak: date) -> None:
    """The state never was: whoever entered since then for it stood there one day, and what waits is refused."""
    kata, milik = str(Alasan.SALAH.label), alias_ids(warga.pk)
    for satu in PenyakitTerdaftar.objects.filter(warga__in=milik, penyakit=penyakit, sejak__gte=sejak):
        satu.sampai, satu.alasan_keluar = satu.sejak + timedelta(days=1), kata
        satu.save(update_fields=["sampai", "alasan_keluar"])
    _settle(oleh, _waiting(milik, penyakit), UsulRegister.Keputusan.BUKAN, kata)


def _require(oleh: Pengguna, warga: Warga) -> None:
    if not may_enter(oleh, warga):
        raise DomainError("tidak_boleh", "Register diisi bidan, perawat atau dokter.", "warga", "Hubungi Pustu.", 403)


def _check_same(ada: UsulRegister, *, sama: bool) -> None:
    if not sama:
        raise DomainError("id_dipakai_ulang", f"Usul {ada.pk} sudah dipakai untuk isi lain.", "id", "Catat lagi.")


def _words(alasan: Alasan | Bukan, catatan: str) -> str:
    return ". ".join(filter(None, (str(alasan.label), catatan.strip())))


def _waiting(milik: Collection[UUID], penyakit: str) -> QuerySet[UsulRegister]:
    """Proposals of one person, under whichever row, that nobody has looked at."""
    return UsulRegister.objects.terbuka().filter(warga__in=milik, penyakit=penyakit)


def _settle(oleh: Pengguna, usul: QuerySet[UsulRegister], keputusan: str, alasan: str = "") -> None:
    """Those who proposed read that somebody looked; not what was found."""
    for satu in usul.select_for_update(of=("self",)).select_related("warga"):
        satu.keputusan, satu.alasan = keputusan, alasan
        satu.diputus_oleh, satu.diputus_pada = oleh, timezone.now()
        satu.save(update_fields=["keputusan", "alasan", "diputus_oleh", "diputus_pada"])
        _tell(satu, KeadaanKabar.DITANGANI)


def _tell(usul: UsulRegister, keadaan: KeadaanKabar) -> None:
    hari = hari_ini(kabupaten_id=usul.warga.kabupaten_id)
    tell_kabar(id=usul.pk, warga=usul.warga, keadaan=keadaan, tanggal=hari, tempat="")
