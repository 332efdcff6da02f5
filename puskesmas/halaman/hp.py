"""Phones of those who record visits, for people: who has which, what was lost, and the code for a new one."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final
from urllib.parse import urlencode

import segno
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils import timezone

from puskesmas.alamat import link, refuse_nul
from puskesmas.errors import DomainError
from puskesmas.hp import hp_users
from puskesmas.lembar import Lembar, describe_if_many
from puskesmas.models import Pengguna, Penugasan, Perangkat
from puskesmas.peran import Aksi, roles_with
from puskesmas.waktu import zone_of

SELEMBAR: Final = 50
LAMA: Final = timedelta(days=30)
"""So long a phone that was revoked and erased is still listed."""


@dataclass(frozen=True, slots=True)
class BarisHP:
    """One phone. `pada` are moments by the clock of the reader."""

    id: uuid.UUID
    nama: str
    pemakai: str
    kontak: datetime | None
    """Its last contact; none before it first reads."""
    dicabut: datetime | None
    dicabut_oleh: str
    alasan: str
    terhapus: datetime | None


@dataclass(frozen=True, slots=True)
class BarisPemakai:
    """One person who records visits, with their phones in use."""

    id: int
    nama: str
    tugas: str
    hp: tuple[BarisHP, ...]
    kode_url: str


@dataclass(frozen=True, slots=True)
class CabutDitolak:
    """A revocation that was refused, with what was typed."""

    hp: uuid.UUID
    kata: str
    galat: DomainError


@dataclass(frozen=True, slots=True)
class HalamanHP:
    """`puskesmas/hp.html`, as `halaman`."""

    baris: tuple[BarisPemakai, ...]
    dicabut: tuple[BarisHP, ...]
    """Revoked phones: first those that did not say yet that they erased their people."""
    belum_hapus: int
    jumlah: int
    """People who record visits."""
    ber_hp: int
    kata: str
    lembar: Lembar | None
    hal: int
    sekali: uuid.UUID
    """Makes a press of "Buat kode" count once."""
    ditolak: CabutDitolak | None


@dataclass(frozen=True, slots=True)
class KodeBaru:
    """`puskesmas/hp_kode.html`, as `kode`: shown this once."""

    angka: str
    """ "1234 5678"."""
    untuk: str
    sampai: str
    """ "10.52", by the server's clock in the time of the kabupaten."""
    sisi: int
    """Modules of the QR code on a side, with the quiet zone that readers need."""
    gambar: str
    """The dark modules as the path of an SVG."""
    alamat: str


def enrolled(rows: QuerySet[Perangkat]) -> QuerySet[Perangkat]:
    """Phones, without the systems that speak to the API; a phone that was enrolled anew is listed once."""
    return rows.filter(kirim_hash__isnull=False, diganti_oleh=None).select_related("pengguna", "dicabut_oleh")


def build_hp(pengguna: Pengguna, kata: str, hal: str, ditolak: CabutDitolak | None = None) -> HalamanHP:
    """Users by name, each with their phones; revoked phones apart. A number of queries that does not grow."""
    semua = hp_users(pengguna)
    dicari = semua.filter(nama__icontains=refuse_nul(kata, "kata").strip()[:60])
    lembar = Paginator(dicari, SELEMBAR).get_page(hal)
    orang = list(lembar.object_list)
    kelolaan = enrolled(Perangkat.objects.allowed_to(pengguna, Aksi.KELOLA_HP))
    zona = zone_of(pengguna)
    dipakai = _by_user(kelolaan.filter(dicabut_pada=None, pengguna__in=orang), zona)
    tugas = _posts(pengguna, orang)
    dicabut = _revoked(kelolaan, zona)
    return HalamanHP(
        baris=tuple(_person(satu, tugas[satu.pk], dipakai[satu.pk]) for satu in orang),
        dicabut=dicabut,
        belum_hapus=sum(satu.terhapus is None for satu in dicabut),
        jumlah=semua.count(),
        ber_hp=semua.filter(pk__in=kelolaan.filter(dicabut_pada=None).values("pengguna")).count(),
        kata=kata,
        lembar=describe_if_many(lembar, lambda ke: link("hp", kata=kata, hal=ke)),
        hal=lembar.number,
        sekali=uuid.uuid4(),
        ditolak=ditolak,
    )


def draw_kode(kode: str, untuk: Pengguna, sampai: datetime, alamat: str) -> KodeBaru:
    """`alamat` is the page of the phone app; the code stands in its fragment, which is never sent to a server."""
    tujuan = f"{alamat}#{urlencode({'kode': kode})}"
    qr = segno.make(tujuan, error="m", micro=False)
    return KodeBaru(
        angka=f"{kode[:4]} {kode[4:]}",
        untuk=str(untuk),
        sampai=f"{sampai:%H.%M}",
        sisi=len(qr.matrix) + 8,
        gambar="".join(_modules(qr.matrix)),
        alamat=alamat,
    )


def _modules(matriks: Iterable[Iterable[int]]) -> Iterator[str]:
    """Each dark module as a square, four modules away from the edge."""
    for y, deret in enumerate(matriks, 4):
        for x, gelap in enumerate(deret, 4):
            if gelap:
                yield f"M{x} {y}h1v1h-1z"


def _by_user(hp: Iterable[Perangkat], zona: tzinfo) -> dict[int, list[BarisHP]]:
    hasil: dict[int, list[BarisHP]] = defaultdict(list)
    for satu in hp:
        hasil[satu.pengguna_id].append(_phone(satu, zona))
    return hasil


def _posts(pengguna: Pengguna, orang: Iterable[Pengguna]) -> dict[int, str]:
    """What each of them does where: "Kader Posyandu Melati, Bidan desa Pustu Kelubi"."""
    tugas: dict[int, list[str]] = defaultdict(list)
    aktif = Penugasan.objects.allowed_to(pengguna, Aksi.KELOLA_HP).active()
    aktif = aktif.filter(pengguna__in=list(orang), peran__in=roles_with(Aksi.CATAT_KUNJUNGAN))
    for satu in aktif.select_related("unit").order_by("unit__jalur", "pk"):
        tugas[satu.pengguna_id].append(_post(satu))
    return defaultdict(str, {pk: ", ".join(isi) for pk, isi in tugas.items()})


def _post(tugas: Penugasan) -> str:
    peran, jenis = str(tugas.get_peran_display()), str(tugas.unit.get_jenis_display())
    return f"{peran} {tugas.unit.nama if peran.endswith(jenis) else tugas.unit.nama_lengkap}"


def _revoked(kelolaan: QuerySet[Perangkat], zona: tzinfo) -> tuple[BarisHP, ...]:
    dicabut = kelolaan.filter(dicabut_pada__isnull=False).exclude(terhapus_pada__lt=timezone.now() - LAMA)
    urut = sorted(dicabut, key=lambda satu: (satu.terhapus_pada is not None, satu.pengguna.nama, str(satu.pk)))
    return tuple(_phone(satu, zona) for satu in urut)


def _person(satu: Pengguna, tugas: str, hp: Iterable[BarisHP]) -> BarisPemakai:
    return BarisPemakai(satu.pk, str(satu), tugas, tuple(hp), link("hp-kode", str(satu.pk)))


def _phone(satu: Perangkat, zona: tzinfo) -> BarisHP:
    return BarisHP(
        id=satu.pk,
        nama=satu.nama,
        pemakai=str(satu.pengguna),
        kontak=satu.dipakai_pada and satu.dipakai_pada.astimezone(zona),
        dicabut=satu.dicabut_pada and satu.dicabut_pada.astimezone(zona),
        dicabut_oleh=str(satu.dicabut_oleh or ""),
        alasan=satu.alasan_cabut,
        terhapus=satu.terhapus_pada and satu.terhapus_pada.astimezone(zona),
    )
