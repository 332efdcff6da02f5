"""Registers: how each person in them fares, and who should be looked at for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet, TextChoices
from django.db.models.functions import Coalesce

from klaster.register import Register
from posyandu.models import Kunjungan, PenyakitTerdaftar, UsulRegister, Warga
from posyandu.models.orang import StatusWarga
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from pustu.models import TindakLanjut
from pustu.models.tindak_lanjut import Keputusan

SETAHUN: Final = timedelta(days=365)
"""A control longer ago says nothing about today."""
BARU: Final = timedelta(days=60)
"""A finding longer ago proposes nobody: measure again first."""


@dataclass(frozen=True, slots=True)
class Usulan:
    """Why somebody is proposed: findings of that day, or a cadre who says so since then."""

    temuan: tuple[str, ...]
    tanggal: date
    oleh: Pengguna | None


class Keadaan(TextChoices):
    """How somebody in a register fares, worst first."""

    TIDAK = "tidak", "Tidak terkendali"
    BELUM = "belum", "Belum diperiksa setahun"
    BAIK = "baik", "Terkendali"


@dataclass(frozen=True, slots=True)
class Kontrol:
    """The last control of a person, and what it says."""

    tanggal: date
    keadaan: Keadaan


def last_controls(
    pengguna: Pengguna, register: Register, orang: Collection[UUID], hari_ini: date
) -> dict[UUID, Kontrol]:
    """By root id; people who were not controlled within a year are left out. One query."""
    milik = Q(warga__in=orang) | Q(warga__digabung_ke__in=orang)
    rows = Kunjungan.objects.visible_to(pengguna).in_force().filter(milik, tanggal__gt=hari_ini - SETAHUN)
    rows = rows.filter(temuan__overlap=list(register.ukur))
    isi = rows.annotate(orang=Coalesce("warga__digabung_ke_id", "warga_id")).order_by(
        "orang", "-tanggal", "-diterima_pada"
    )
    satu = isi.distinct("orang").values_list("orang", "tanggal", "temuan")
    return {
        pk: Kontrol(tanggal, Keadaan.BAIK if register.buruk.isdisjoint(temuan) else Keadaan.TIDAK)
        for pk, tanggal, temuan in satu
    }


def count_portions(pengguna: Pengguna, sejak: Mapping[UUID, date]) -> dict[UUID, int]:
    """Portions of extra food since each (root id) entered: those that were counted, else one each time it was given."""
    if not sejak:
        return {}
    milik = Q(warga__in=sejak) | Q(warga__digabung_ke__in=sejak)
    rows = Kunjungan.objects.visible_to(pengguna).filter(milik, berlaku=True, tanggal__gte=min(sejak.values()))
    diberi = rows.filter(Q(pengukuran__has_key="mt_porsi") | Q(pengukuran__mt_diberi=True))
    jumlah = dict.fromkeys(sejak, 0)
    for pk, pokok, tanggal, isi in diberi.values_list("warga_id", "warga__digabung_ke_id", "tanggal", "pengukuran"):
        orang = pokok or pk
        if tanggal >= sejak[orang]:
            jumlah[orang] += int(isi.get("mt_porsi", 1) or 0)
    return jumlah


def find_proposed(
    pengguna: Pengguna, register: Register, sudah: Collection[UUID], hari_ini: date
) -> dict[UUID, Usulan]:
    """By root id who is not in the register and should be looked at for it: those whom a cadre proposed, the one who
    waits longest first, and those whose last control asks for it."""
    boleh = Warga.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT).filter(status=StatusWarga.AKTIF, tamu=False)
    usul = {pk: satu for pk, satu in _said(boleh, register).items() if pk not in sudah}
    ditemukan = _found(pengguna, boleh, register, hari_ini)
    return usul | {pk: satu for pk, satu in ditemukan.items() if pk not in usul and pk not in sudah}


def _said(boleh: QuerySet[Warga], register: Register) -> dict[UUID, Usulan]:
    milik = Q(warga__in=boleh) | Q(warga__digabung_ke__in=boleh)
    rows = UsulRegister.objects.terbuka().filter(milik, penyakit=register.kode).order_by("-pada")
    semua = {satu.warga.pokok_id: Usulan((), satu.sejak, satu.oleh) for satu in rows.select_related("warga", "oleh")}
    return dict(reversed(semua.items()))


def _found(pengguna: Pengguna, boleh: QuerySet[Warga], register: Register, hari_ini: date) -> dict[UUID, Usulan]:
    """Left out is whose last control somebody has looked at since: refused, or taken out of the register."""
    if not register.usul:
        return {}
    milik = Q(warga__in=boleh) | Q(warga__digabung_ke__in=boleh)
    rows = Kunjungan.objects.visible_to(pengguna).in_force().filter(milik, tanggal__gt=hari_ini - BARU)
    rows = rows.filter(temuan__overlap=list(register.ukur | register.usul)).select_related("warga")
    akhir: dict[UUID, Kunjungan] = {}
    for satu in rows.order_by("tanggal", "diterima_pada"):
        akhir[satu.warga.pokok_id] = satu
    minta = {pk: satu for pk, satu in akhir.items() if not register.usul.isdisjoint(satu.temuan)}
    dilihat = _looked_at(pengguna, register, minta)
    return {
        pk: Usulan(tuple(kode for kode in satu.temuan if kode in register.usul), satu.tanggal, None)
        for pk, satu in minta.items()
        if pk not in dilihat
    }


def _looked_at(pengguna: Pengguna, register: Register, minta: Mapping[UUID, Kunjungan]) -> set[UUID]:
    """Root ids of those about whose last control a health worker has said that it is no case."""
    milik = Q(warga__in=minta) | Q(warga__digabung_ke__in=minta)
    orang = Coalesce("warga__digabung_ke_id", "warga_id")
    bukan = UsulRegister.objects.filter(milik, penyakit=register.kode, keputusan=UsulRegister.Keputusan.BUKAN)
    keluar = PenyakitTerdaftar.objects.filter(milik, penyakit=register.kode).exclude(sampai=None)
    tutup = TindakLanjut.objects.visible_to(pengguna).filter(
        keputusan=Keputusan.SELESAI, mencakup__overlap=[satu.pk for satu in minta.values()]
    )
    selesai = {pk for mencakup in tutup.values_list("mencakup", flat=True) for pk in mencakup}
    return {
        *(pk for pk, pada in bukan.values_list(orang, "diputus_pada") if minta[pk].diterima_pada <= pada),
        *(pk for pk, sampai in keluar.values_list(orang, "sampai") if minta[pk].tanggal <= sampai),
        *(pk for pk, satu in minta.items() if satu.pk in selesai),
    }
