"""Phones of those who record visits: enrolled with a one-time code, enrolled anew, revoked, wiped."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from puskesmas.errors import DomainError
from puskesmas.models import KodeHP, Pengguna, Penugasan, Perangkat
from puskesmas.models.pengguna import works_inside
from puskesmas.peran import Aksi, roles_with
from puskesmas.perangkat import hash_token
from puskesmas.scope import paths_of
from puskesmas.teks import clean_line, clean_note

LAMA_KODE: Final = timedelta(minutes=10)
PERCOBAAN: Final = 20
SALAH: Final = DomainError(
    "kode_salah",
    "Kode ini salah, sudah dipakai, atau sudah lewat 10 menit.",
    "kode",
    "Minta kode baru di Puskesmas, Pustu, atau kepada bidan.",
    401,
)


@dataclass(frozen=True, slots=True)
class Pendaftaran:
    """What a phone gets when it is enrolled; both tokens are shown this once."""

    perangkat: Perangkat
    token: str
    token_kirim: str


def hash_kode(kode: str) -> str:
    """A plain hash of eight digits is guessed in a second; this one needs a key that is not in the database."""
    return salted_hmac("puskesmas.hp.kode", kode, algorithm="sha256").hexdigest()


def hp_users(oleh: Pengguna) -> QuerySet[Pengguna]:
    """Those for whom `oleh` may enrol a phone: people who record visits and work only inside `oleh`'s units."""
    mencatat = Penugasan.objects.active().filter(peran__in=roles_with(Aksi.CATAT_KUNJUNGAN)).values("pengguna")
    di_dalam = works_inside(paths_of(oleh, Aksi.KELOLA_HP))
    return Pengguna.objects.filter(di_dalam, is_active=True, pk__in=mencatat).order_by("nama", "pk")


@transaction.atomic
def make_kode_hp(*, oleh: Pengguna, untuk: Pengguna) -> tuple[KodeHP, str]:
    """A new code for this user and its eight digits, shown this once; earlier unused ones stop working."""
    if not hp_users(oleh).filter(pk=untuk.pk).exists():
        raise DomainError(
            "pengguna_tidak_ditemukan",
            "Pengguna ini tidak ditemukan di antara kader dan bidan wilayah Anda.",
            "pengguna",
            "Pilih orang dari daftar.",
            404,
        )
    kini = timezone.now()
    list(Pengguna.objects.select_for_update(no_key=True).filter(pk=untuk.pk))
    KodeHP.objects.filter(untuk=untuk, dipakai_pada=None, berlaku_sampai__gt=kini).update(berlaku_sampai=kini)
    for _ in range(PERCOBAAN):
        kode = f"{secrets.randbelow(10**8):08}"
        try:
            with transaction.atomic():
                baris = KodeHP.objects.create(
                    kode_hash=hash_kode(kode),
                    untuk=untuk,
                    dibuat_oleh=oleh,
                    dibuat_pada=kini,
                    berlaku_sampai=kini + LAMA_KODE,
                )
                return baris, kode
        except IntegrityError:  # these digits were given out before
            continue
    raise DomainError("coba_lagi", "Kode belum bisa dibuat.", "", "Coba lagi.", 503)


def find_kode(kode: str) -> KodeHP | None:
    """The code if it may be used now."""
    berlaku = KodeHP.objects.filter(dipakai_pada=None, berlaku_sampai__gt=timezone.now(), untuk__is_active=True)
    return berlaku.filter(kode_hash=hash_kode(kode)).select_related("untuk").first()


@transaction.atomic
def enrol(*, kode: str, nama: str, ganti: Mapping[str, str] | None = None) -> Pendaftaran:
    """Trade a one-time code for a phone with its two tokens; of two at once one is refused.

    `ganti` (`perangkat`, `token_kirim`) names the phone's former enrolment for the same user and proves that it is
    the same phone: that one is revoked, and what it still sends is the user's.
    """
    nama = clean_line(nama, bidang="nama", paling=100, boleh_kosong=True) or "HP"
    baris = KodeHP.objects.select_for_update().filter(kode_hash=hash_kode(kode)).first()
    if baris is None or find_kode(kode) is None:
        raise SALAH
    token, token_kirim = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    perangkat = Perangkat.objects.create(
        pengguna=baris.untuk, nama=nama, token_hash=hash_token(token), kirim_hash=hash_token(token_kirim)
    )
    baris.dipakai_pada, baris.perangkat = timezone.now(), perangkat
    baris.save(update_fields=["dipakai_pada", "perangkat"])
    if ganti is not None:
        _replace(perangkat, ganti)
    return Pendaftaran(perangkat, token, token_kirim)


def _replace(baru: Perangkat, ganti: Mapping[str, str]) -> None:
    """A phone that a person had revoked stays so: what it sends still waits for a person."""
    lama = Perangkat.objects.select_for_update(of=("self",)).filter(pk=ganti["perangkat"]).first()
    terbukti = lama is not None and hmac.compare_digest(lama.kirim_hash or "", hash_token(ganti["token_kirim"]))
    if lama is None or not terbukti or lama.pengguna_id != baru.pengguna_id:
        raise DomainError(
            "ganti_dari_salah",
            "HP yang digantikan tidak cocok dengan kode ini.",
            "ganti_dari",
            "Daftarkan tanpa menggantikan, atau minta kode untuk pemakai HP itu.",
        )
    if lama.dicabut_pada is None:
        lama.dicabut_pada, lama.diganti_oleh = timezone.now(), baru
        lama.save(update_fields=["dicabut_pada", "diganti_oleh"])


@transaction.atomic
def revoke_hp(*, oleh: Pengguna, perangkat: Perangkat, alasan: str = "") -> Perangkat:
    """The phone is lost or changed hands: it reads nothing from its next contact on, and what it sends waits.

    The first revocation by a person counts; one by enrolling anew becomes a person's.
    """
    baris = Perangkat.objects.select_for_update(of=("self",)).filter(pk=perangkat.pk)
    boleh = baris.filter(pengguna=oleh) | baris.filter(pk__in=Perangkat.objects.allowed_to(oleh, Aksi.KELOLA_HP))
    hp = boleh.first()
    if hp is None:
        raise DomainError("hp_tidak_ditemukan", "HP itu tidak ditemukan di wilayah Anda.", "", "Muat ulang.", 404)
    if hp.dicabut_oleh is None:
        hp.dicabut_oleh, hp.alasan_cabut = oleh, clean_note(alasan, bidang="alasan") if alasan else ""
    hp.dicabut_pada, hp.diganti_oleh = hp.dicabut_pada or timezone.now(), None
    hp.save(update_fields=["dicabut_pada", "dicabut_oleh", "alasan_cabut", "diganti_oleh"])
    return hp


@transaction.atomic
def note_wiped(*, perangkat: Perangkat) -> Perangkat:
    """A revoked phone says that it erased its people; the first receipt counts."""
    hp = Perangkat.objects.select_for_update(of=("self",)).select_related("pengguna").get(pk=perangkat.pk)
    if hp.dicabut_pada is None and hp.pengguna.is_active:
        raise DomainError("hp_tidak_dicabut", "HP ini tidak dicabut.", "", "Tidak ada yang perlu dihapus.", 409)
    hp.terhapus_pada = hp.terhapus_pada or timezone.now()
    hp.save(update_fields=["terhapus_pada"])
    return hp
