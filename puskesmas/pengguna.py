"""Change who works where: logins and assignments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from klaster.models import Klaster
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Penugasan, Perangkat, Unit
from puskesmas.models.pengguna import JenisPenugasan
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from puskesmas.teks import normalise_password

PANJANG_SUREL = 254
"""As long as the column, which is as long as an address may be."""
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,49}")

_WARGA = frozenset({JenisUnit.PUSKESMAS, JenisUnit.PUSTU, JenisUnit.POSYANDU})
_DINAS = frozenset({JenisUnit.NASIONAL, JenisUnit.PROVINSI, JenisUnit.KABUPATEN})

# Where each role can be held.
JENIS_PERAN: dict[Peran, frozenset[JenisUnit]] = {
    Peran.ADMIN_KABUPATEN: frozenset({JenisUnit.KABUPATEN}),
    Peran.STAF_DINAS: _DINAS,
    Peran.KEPALA_PUSKESMAS: frozenset({JenisUnit.PUSKESMAS}),
    Peran.PJ_ILP: frozenset({JenisUnit.PUSKESMAS}),
    Peran.PJ_KLASTER: frozenset({JenisUnit.PUSKESMAS}),
    Peran.PJ_LINTAS_KLASTER: frozenset({JenisUnit.PUSKESMAS}),
    Peran.PJ_POSYANDU: _WARGA,
    Peran.KEPALA_PUSTU: frozenset({JenisUnit.PUSTU}),
    Peran.BIDAN_DESA: _WARGA,
    Peran.KADER: frozenset({JenisUnit.POSYANDU}),
    Peran.TAMU_DESA: _WARGA,
}


def check_username(username: str) -> str:
    """The name as it is kept, if it is a name and still free."""
    username = username.strip().lower()
    if not USERNAME.fullmatch(username):
        raise DomainError(
            "username_tidak_sah",
            "Nama pengguna hanya boleh huruf kecil, angka, titik, dan garis, 3 sampai 50 tanda.",
            "username",
        )
    if Pengguna.objects.filter(username=username).exists():
        raise DomainError(
            "username_dipakai", "Nama pengguna ini sudah dipakai.", "username", "Pilih nama pengguna lain."
        )
    return username


@transaction.atomic
def create_pengguna(*, username: str, nama: str, password: str, telepon: str = "") -> Pengguna:
    """A login without any right yet; `assign` gives rights."""
    username, nama = check_username(username), nama.strip()
    if not nama:
        raise DomainError("nama_kosong", "Nama belum diisi.", "nama", "Isi nama lengkap.")
    pengguna = Pengguna(username=username, nama=nama, telepon=telepon)
    password = normalise_password(password)
    _check_password(password, pengguna)
    pengguna.set_password(password)
    pengguna.save(force_insert=True)
    return pengguna


@transaction.atomic
def set_surel(*, pengguna: Pengguna, surel: str, harian: bool) -> Pengguna:
    """One's own e-mail address, and whether the e-mail of the day comes there; without an address none does."""
    alamat = check_surel(surel)
    if harian and not alamat:
        raise DomainError(
            "surel_kosong", "Alamat surelnya belum diisi.", "surel", "Isi, atau matikan ringkasan harian."
        )
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna.pk)
    pengguna.email, pengguna.surel_harian = alamat, harian
    pengguna.save(update_fields=["email", "surel_harian"])
    return pengguna


def check_surel(surel: str) -> str:
    alamat = surel.strip()
    try:
        if alamat:
            EmailValidator()(alamat)
    except ValidationError as error:
        raise DomainError(
            "surel_tidak_sah", "Alamat surel itu tidak benar.", "surel", "Tulis seperti nama@contoh.go.id, tanpa spasi."
        ) from error
    if len(alamat) > PANJANG_SUREL:
        raise DomainError("terlalu_panjang", f"Surel paling panjang {PANJANG_SUREL} huruf.", "surel", "Periksa lagi.")
    return alamat


@transaction.atomic
def deactivate(*, pengguna: Pengguna) -> Pengguna:
    """Shut a login: its sessions, devices and rights end with the next request. Assignments stay as history."""
    pengguna = Pengguna.objects.select_for_update().get(pk=pengguna.pk)
    pengguna.is_active = False
    pengguna.save(update_fields=["is_active"])
    Perangkat.objects.filter(pengguna=pengguna, dicabut_pada__isnull=True).update(dicabut_pada=timezone.now())
    return pengguna


@transaction.atomic
def assign(
    *,
    pengguna: Pengguna,
    unit: Unit,
    peran: str,
    sejak: date,
    jenis: str,
    klaster: Klaster | None = None,
    sampai: date | None = None,
) -> Penugasan:
    """Give `pengguna` a role in `unit` for [sejak, sampai)."""
    _check_assignment(pengguna, unit, peran, jenis, klaster)
    _check_order(sejak, sampai)
    penugasan = Penugasan(
        pengguna=pengguna, unit=unit, peran=peran, klaster=klaster, jenis=jenis, sejak=sejak, sampai=sampai
    )
    try:
        with transaction.atomic():
            penugasan.save(force_insert=True)
    except IntegrityError as error:
        raise DomainError(
            "penugasan_tumpang",
            "Peran ini di unit yang sama sudah dipegang pada masa itu.",
            "sejak",
            "Akhiri yang lama dahulu.",
        ) from error
    _mark(penugasan, sejak)
    return penugasan


@transaction.atomic
def end_assignment(*, penugasan: Penugasan, sampai: date) -> Penugasan:
    """The role ends: `sampai` is the first day without it."""
    penugasan = Penugasan.objects.select_for_update().get(pk=penugasan.pk)
    _check_order(penugasan.sejak, sampai)
    if penugasan.sampai is not None and penugasan.sampai < sampai:
        raise DomainError("penugasan_sudah_berakhir", "Penugasan ini sudah berakhir lebih awal.", "sampai")
    penugasan.sampai = sampai
    penugasan.save(update_fields=["sampai"])
    _mark(penugasan, sampai)
    return penugasan


def _mark(penugasan: Penugasan, sejak: date) -> None:
    """Who is a cadre is counted, for no year but this one."""
    kabupaten_id = penugasan.unit.kabupaten_id
    if penugasan.peran == Peran.KADER and kabupaten_id is not None:
        mark_perlu_hitung(kabupaten_id=kabupaten_id, sejak=max(sejak, penugasan.unit.hari_ini.replace(month=1, day=1)))


def _check_password(password: str, pengguna: Pengguna) -> None:
    try:
        validate_password(password, pengguna)
    except ValidationError as error:
        raise DomainError(
            "sandi_lemah", " ".join(error.messages), "password", "Pakai kalimat yang mudah Anda ingat."
        ) from error


def _check_assignment(pengguna: Pengguna, unit: Unit, peran: str, jenis: str, klaster: Klaster | None) -> None:
    if peran not in Peran.values:
        raise DomainError("peran_tidak_dikenal", "Peran tidak dikenal.", "peran", "Pilih salah satu dari daftar.")
    if jenis not in JenisPenugasan.values:
        raise DomainError(
            "jenis_tidak_dikenal", "Jenis penugasan tidak dikenal.", "jenis", "Pilih definitif, Plt, atau Plh."
        )
    if not pengguna.is_active:
        raise DomainError("pengguna_nonaktif", "Pengguna ini sudah dinonaktifkan.", "pengguna", "Pilih pengguna lain.")
    if unit.jenis not in JENIS_PERAN[Peran(peran)]:
        raise DomainError(
            "peran_bukan_di_sini",
            f"{Peran(peran).label} tidak bisa ditugaskan di {unit.nama_lengkap}.",
            "unit",
            "Pilih unit lain.",
        )
    if (klaster is not None) != (peran == Peran.PJ_KLASTER):
        raise DomainError(
            "klaster_tidak_cocok", "Klaster diisi hanya untuk PJ Klaster, dan di situ harus diisi.", "klaster"
        )


def _check_order(sejak: date, sampai: date | None) -> None:
    if sampai is not None and sampai <= sejak:
        raise DomainError(
            "tanggal_terbalik", "Tanggal akhir harus sesudah tanggal mulai.", "sampai", "Periksa kedua tanggal."
        )


def name_of(kolom: str) -> Subquery:
    """Like `name_pengguna`, beside the rows of a query whose column `kolom` holds the id."""
    sebut = Coalesce(NullIf("nama", Value("")), "username")
    return Subquery(Pengguna.objects.filter(pk=OuterRef(kolom)).annotate(sebut=sebut).values("sebut"))


def name_pengguna(ids: Iterable[int | None]) -> dict[int | None, str]:
    """Names by id, for a trail that says who did something: staff are no secret to those who may read the trail."""
    ada = {satu for satu in ids if satu is not None}
    return {satu.pk: str(satu) for satu in Pengguna.objects.filter(pk__in=ada)} if ada else {}
