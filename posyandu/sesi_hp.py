"""Opening days as phones tell of them: opened without signal, with cadres by name, closed by several phones.

A phone may open a day that nobody planned: it took place, so it gets a row. What each phone declares is kept by phone;
the roster is the union, the declared number the sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Sum

from posyandu.hari_kunjungan import add_session
from posyandu.models import HariBuka, PernyataanHariBuka, PetugasHariBuka, ProfilPosyandu
from posyandu.models.sesi import StatusHariBuka
from posyandu.models.unit import PolaBuka
from posyandu.sesi import close_session, open_session, refuse_future, set_roster
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Perangkat, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.teks import clean_line


@transaction.atomic
def open_for_phone(*, unit: Unit, tanggal: date, petugas: Pengguna) -> HariBuka:
    """The table is set; a second phone at the table, or one that comes after the closing, changes nothing."""
    hari_buka = _find(unit, tanggal)
    if hari_buka.status == StatusHariBuka.DIRENCANAKAN:
        return open_session(hari_buka=hari_buka, petugas=petugas)
    return hari_buka


@transaction.atomic
def declare_roster(
    *, unit: Unit, tanggal: date, perangkat: Perangkat, nama: Sequence[str], petugas: Pengguna
) -> list[PetugasHariBuka]:
    """Who was on duty according to this phone; names of other phones stay."""
    del petugas  # the audit trail takes the user from the request
    hari_buka = _find(unit, tanggal)
    baris = _declared(hari_buka, perangkat)
    return _join_roster(hari_buka, baris, nama)


@transaction.atomic
def close_for_phone(
    *,
    unit: Unit,
    tanggal: date,
    perangkat: Perangkat,
    jumlah: int,
    nama: Sequence[str] | None,
    petugas: Pengguna,
) -> HariBuka:
    """The day is over for this phone, which holds `jumlah` visits of it; the day's number is that of all phones."""
    hari_buka = _find(unit, tanggal)
    baris = _declared(hari_buka, perangkat)
    baris.jumlah = jumlah
    baris.save(update_fields=["jumlah"])
    if nama is not None:
        _join_roster(hari_buka, baris, nama)
    return close_session(hari_buka=hari_buka, jumlah_dinyatakan=_count_declared(hari_buka), petugas=petugas)


def _count_declared(hari_buka: HariBuka) -> int:
    """What the phones hold together. A visit whose parts lie on two of them is one visit."""
    semua = PernyataanHariBuka.objects.filter(hari_buka=hari_buka).aggregate(jumlah=Sum("jumlah"))["jumlah"] or 0
    bagian = hari_buka.kunjungan.filter(berlaku=True, bagian_dari__isnull=False).count()
    return min(max(semua - bagian, 0), 5000)


def _find(unit: Unit, tanggal: date) -> HariBuka:
    """The locked session of that day, written down now where nobody had planned one."""
    if unit.jenis != JenisUnit.POSYANDU:
        raise DomainError("bukan_posyandu", "Hari buka hanya ada di posyandu.", "unit", "Pilih posyandunya.")
    profil = ProfilPosyandu.objects.filter(pk=unit.pk).first()
    baru = HariBuka(posyandu=unit, tanggal=tanggal, pola=profil.pola if profil else PolaBuka.BULANAN)
    refuse_future(baru)
    if not HariBuka.objects.held().filter(posyandu=unit, tanggal=tanggal).exists():
        add_session(baru)
    return HariBuka.objects.held().select_for_update(of=("self",)).get(posyandu=unit, tanggal=tanggal)


def _declared(hari_buka: HariBuka, perangkat: Perangkat) -> PernyataanHariBuka:
    return PernyataanHariBuka.objects.get_or_create(hari_buka=hari_buka, perangkat=perangkat)[0]


def _join_roster(hari_buka: HariBuka, baris: PernyataanHariBuka, nama: Sequence[str]) -> list[PetugasHariBuka]:
    """What this phone named before and does not name now goes, unless somebody else named it or it was confirmed."""
    bersih = list(dict.fromkeys(clean_line(satu, bidang="petugas", paling=150) for satu in nama))
    ada = PetugasHariBuka.objects.filter(hari_buka=hari_buka)
    lain = PernyataanHariBuka.objects.filter(hari_buka=hari_buka).exclude(pk=baris.pk)
    disebut_lain = {satu for daftar in lain.values_list("petugas", flat=True) for satu in daftar}
    dibuang = set(baris.petugas) - set(bersih) - disebut_lain
    tetap = [satu.nama for satu in ada if satu.nama not in dibuang or satu.dikonfirmasi_pada is not None]
    baris.petugas = bersih
    baris.save(update_fields=["petugas"])
    return set_roster(hari_buka=hari_buka, nama=[*tetap, *bersih])
