"""People to write about: found by name, expected at a session, already written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Case, Q, Value, When
from django.http import Http404

from klaster.formulir import forms_for
from klaster.tahap import tahap_at
from posyandu.halaman.sesi import Sesi
from posyandu.models import Kunjungan, Warga
from posyandu.models.orang import StatusWarga
from posyandu.querysets import KunjunganQuerySet, WargaQuerySet
from posyandu.turunan import load_orang
from puskesmas.errors import DomainError
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from puskesmas.teks import clean_line

TERBANYAK: Final = 30
PALING_PENDEK: Final = 2
SIAPA_SAJA: Final = Q()


@dataclass(frozen=True, slots=True)
class BarisOrang:
    """One person in a list."""

    id: UUID
    nama: str
    jenis_kelamin: str
    tanggal_lahir: date
    posyandu: str
    ibu: str
    alamat: str
    status: str
    url: str


@dataclass(frozen=True, slots=True)
class Temu:
    """What a search found."""

    baris: tuple[BarisOrang, ...]
    terpotong: bool = False
    pesan: str = ""


def writable(pengguna: Pengguna) -> WargaQuerySet:
    """People this user may write about, aliases left out."""
    ada: WargaQuerySet = Warga.objects.allowed_to(pengguna, Aksi.CATAT_KUNJUNGAN)
    return ada.pokok().select_related("unit", "ibu", "keluarga")


def get_warga(pengguna: Pengguna, warga: UUID | str) -> Warga:
    """A person this user may write about; Http404 alike for one who is missing and one who is someone else's."""
    warga_ku = Warga.objects.allowed_to(pengguna, Aksi.CATAT_KUNJUNGAN)
    ada = warga_ku.filter(pk=to_uuid(warga)).select_related("unit").first()
    if ada is None:
        raise Http404
    return ada


def to_uuid(teks: UUID | str) -> UUID:
    """What is no id at all names nobody."""
    try:
        return teks if isinstance(teks, UUID) else UUID(teks)
    except ValueError as galat:
        raise Http404 from galat


def search_people(pengguna: Pengguna, sesi: Sesi, mentah: str, halaman: str, hanya: Q = SIAPA_SAJA) -> Temu:
    """By name or mother's name, or the last four digits of a NIK; those of the session's place first."""
    try:
        kata = clean_line(mentah, bidang="kata", paling=100, boleh_kosong=True)
    except DomainError as galat:
        return Temu((), pesan=f"{galat.pesan} {galat.saran}")
    if len(kata) < PALING_PENDEK:
        return Temu((), pesan="Ketik paling sedikit 2 huruf namanya.")
    dekat = Case(When(unit__jalur__startswith=sesi.unit.jalur, then=Value(0)), default=Value(1))
    ada = list(matching(writable(pengguna).filter(hanya), kata).order_by(dekat, "nama", "pk")[: TERBANYAK + 1])
    return Temu(show(pengguna, sesi, ada[:TERBANYAK], halaman), len(ada) > TERBANYAK)


def matching(warga: WargaQuerySet, kata: str) -> WargaQuerySet:
    """Every word stands in the name or in the mother's; digits are those of a NIK."""
    if kata.replace(" ", "").replace("-", "").isdigit():
        return warga.search(kata)
    for satu in kata.split():
        warga = warga.filter(Q(nama__icontains=satu) | Q(ibu__nama__icontains=satu))
    return warga


def show(pengguna: Pengguna, sesi: Sesi, warga: Sequence[Warga], halaman: str) -> tuple[BarisOrang, ...]:
    """Rows for these people; notes that the reader saw them."""
    log_read(pengguna=pengguna, halaman=halaman, warga=[satu.pk for satu in warga])
    return tuple(_row(sesi, satu) for satu in warga)


def _row(sesi: Sesi, warga: Warga) -> BarisOrang:
    rt = f"RT {warga.keluarga.rt}" if warga.keluarga and warga.keluarga.rt else ""
    alamat = warga.keluarga.alamat if warga.keluarga else ""
    return BarisOrang(
        id=warga.pk,
        nama=warga.nama,
        jenis_kelamin=warga.jenis_kelamin,
        tanggal_lahir=warga.tanggal_lahir,
        posyandu=warga.unit.nama_lengkap,
        ibu=warga.ibu.nama if warga.ibu else "",
        alamat=", ".join(satu for satu in (rt, alamat) if satu),
        status="" if warga.status == StatusWarga.AKTIF else str(warga.get_status_display()),
        url=sesi.isi_url(warga.pk),
    )


def expected(pengguna: Pengguna, sesi: Sesi) -> list[Warga]:
    """Who lives at the place on the day of the session, by name; with `kartu` only those of that card."""
    warga = list(residents(pengguna, sesi).order_by("nama", "pk"))
    if not sesi.kartu:
        return warga
    sekartu = _of_card(warga, sesi)
    return [satu for satu in warga if satu.pk in sekartu]


def residents(pengguna: Pengguna, sesi: Sesi) -> WargaQuerySet:
    """Living people whose home is at the place on the day of the session."""
    tinggal = Q(domisili__sejak__lte=sesi.tanggal) & (
        Q(domisili__sampai__isnull=True) | Q(domisili__sampai__gt=sesi.tanggal)
    )
    di_sini = Q(domisili__posyandu__jalur__startswith=sesi.unit.jalur)
    ada = writable(pengguna).filter(tinggal & di_sini, status=StatusWarga.AKTIF)
    return ada.exclude(tanggal_lahir__gt=sesi.tanggal)


def _of_card(warga: Sequence[Warga], sesi: Sesi) -> frozenset[UUID]:
    """Ids of the people whose card of this session it is."""
    orang = load_orang([satu.pk for satu in warga])
    profil = {pk: satu.profil(sesi.tanggal, sesi.kanal) for pk, satu in orang.items()}
    return frozenset(
        pk
        for pk, satu in profil.items()
        if any(f.kode == sesi.kartu for f in forms_for(orang[pk].aturan, satu, tahap_at(satu, sesi.tanggal)))
    )


def visits_of(pengguna: Pengguna, sesi: Sesi) -> KunjunganQuerySet:
    """Visits in force of this place, day and channel."""
    ada: KunjunganQuerySet = Kunjungan.objects.allowed_to(pengguna, Aksi.CATAT_KUNJUNGAN)
    return ada.in_force().filter(unit_layanan=sesi.unit, tanggal=sesi.tanggal, kanal=sesi.kanal)


def written(kunjungan: KunjunganQuerySet) -> set[UUID]:
    """Whom these visits are about, aliases resolved."""
    return {pokok or warga for warga, pokok in kunjungan.values_list("warga_id", "warga__digabung_ke_id")}
