"""Tell people something, once, in the transaction of what happened; and note what they have read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format

from puskesmas.models import Pengguna, Penugasan, Pesan, Unit
from puskesmas.models.pesan import PesanQuerySet
from puskesmas.peran import Aksi, roles_with

KUNCI: Final = ("pengguna", "kunci")


def notify(*, pesan: Iterable[Pesan]) -> None:
    """Tell each person each thing once: what was told under the same key stays as it is, read or not."""
    Pesan.objects.bulk_create(_in_order(pesan), ignore_conflicts=True)


def renew(*, pesan: Iterable[Pesan]) -> None:
    """Like `notify`, but a later count replaces the sentence, which is new again."""
    Pesan.objects.bulk_create(
        _in_order(pesan),
        update_conflicts=True,
        unique_fields=KUNCI,
        update_fields=["kalimat", "jumlah", "dibuat_pada", "dibaca_pada"],
    )


def _in_order(pesan: Iterable[Pesan]) -> list[Pesan]:
    """Two transactions that tell the same people take the rows in the same order and never wait for each other."""
    semua = sorted(pesan, key=lambda satu: (satu.pengguna_id, satu.kunci))
    for satu in semua:
        satu.kelompok = satu.kelompok or satu.kunci
    return semua


def staff_at(unit: Unit | int | None, aksi: Aksi) -> set[int]:
    """Ids of those whose role at this very unit, not above it, allows `aksi` today."""
    tugas = Penugasan.objects.active().filter(unit=unit, peran__in=roles_with(aksi), pengguna__is_active=True)
    return set(tugas.values_list("pengguna", flat=True))


def write_date(hari: date) -> str:
    """ "28 Nov 2026"."""
    return date_format(hari, "j M Y")


@dataclass(frozen=True, slots=True)
class Kelompok:
    """A line of the inbox: one notice, or several of the same kind, place and day."""

    pesan: Pesan
    """The newest of them."""
    jumlah: int
    kalimat: str
    alamat: str


def group(pesan: Sequence[Pesan]) -> list[Kelompok]:
    """Newest first, as `pesan` is; what was read and what is new of the same matter are two lines."""
    isi: dict[tuple[str, bool], list[Pesan]] = {}
    for satu in pesan:
        isi.setdefault((satu.kelompok, satu.dibaca_pada is None), []).append(satu)
    return [_merge(anggota) for anggota in isi.values()]


def _merge(anggota: Sequence[Pesan]) -> Kelompok:
    satu, jumlah = anggota[0], sum(pesan.jumlah for pesan in anggota)
    if len(anggota) == 1 or not satu.kalimat_banyak:
        return Kelompok(satu, satu.jumlah, satu.kalimat, satu.alamat)
    return Kelompok(satu, jumlah, f"{jumlah} {satu.kalimat_banyak}", satu.alamat_banyak or satu.alamat)


def open_line(*, oleh: Pengguna, pk: uuid.UUID) -> Kelompok | None:
    """The line of the inbox that this notice is in, all of it marked as read; None where it is not one's own."""
    milik = Pesan.objects.visible_to(oleh)
    satu = milik.filter(pk=pk).first()
    if satu is None:
        return None
    sebaris = milik.filter(kelompok=satu.kelompok)
    baru = list(sebaris.unread())
    sebaris.unread().update(dibaca_pada=timezone.now())
    return _merge(baru or list(sebaris))


def read_about(*, perihal: str, oleh: Pengguna) -> None:
    """`oleh` looks at the matter itself ("masalah:<id>"): its notices are read. Costs nothing without a new one."""
    if oleh.unread() and _about(Pesan.objects.visible_to(oleh), perihal).update(dibaca_pada=timezone.now()):
        oleh.forget()


def settle(*, perihal: str) -> None:
    """The matter was dealt with: nobody is asked any more."""
    _about(Pesan.objects.all(), perihal).update(dibaca_pada=timezone.now())


def _about(pesan: PesanQuerySet, perihal: str) -> PesanQuerySet:
    return pesan.unread().filter(kunci__startswith=f"{perihal}:")


def read_all(*, oleh: Pengguna, sampai: datetime) -> int:
    """Everything that was there at `sampai`, so that what came since stays new; returns how many."""
    return Pesan.objects.visible_to(oleh).unread().filter(dibuat_pada__lte=sampai).update(dibaca_pada=timezone.now())
