"""Who is due for what in the session, with what was typed so far drawn into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.http import Http404

from klaster.aturan import Aturan
from klaster.beri import Berikut, next_doses
from klaster.tanggal import sebut_tanggal
from posyandu.halaman.orang import residents, writable
from posyandu.halaman.sesi import Sesi
from posyandu.models import Kunjungan, Warga
from posyandu.models.kunjungan import Kanal
from posyandu.querysets import KunjunganQuerySet
from puskesmas.errors import DomainError
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from pustu.halaman.imunisasi.baca import Isi, Ketikan
from pustu.imunisasi import load_profiles, rules_of, schedule_of

TERTUA: Final = timedelta(days=6 * 366)
"""No dose of the card is due after this age."""
MURID: Final = (6, 13)
"""Ages reached in the year by those who may have a dose at school, and a year more."""
TERBANYAK: Final = 300
KOSONG: Final = Ketikan("", "")


@dataclass(frozen=True, slots=True)
class BarisVial:
    """One vaccine: how many wait for it, and its vial as typed."""

    kode: str
    nama: str
    jumlah: int
    ketikan: Ketikan


@dataclass(frozen=True, slots=True)
class KotakDosis:
    """One dose of one child."""

    nilai: str
    nama: str
    ket: str
    dicentang: bool


@dataclass(frozen=True, slots=True)
class BarisAnak:
    warga: Warga
    hadir: bool
    dosis: tuple[KotakDosis, ...]
    galat: DomainError | None


@dataclass(frozen=True, slots=True)
class Tercatat:
    """A child of this session that is written down."""

    kunjungan: UUID
    nama: str
    isi: str


@dataclass(frozen=True, slots=True)
class Halaman:
    sesi: Sesi
    vial: tuple[BarisVial, ...]
    anak: tuple[BarisAnak, ...]
    terpotong: bool
    dipilih: tuple[str, ...]
    """Names of the vaccines whose vial is known."""
    tercatat: tuple[Tercatat, ...]
    tambah: tuple[UUID, ...]


def vaccines(aturan: Aturan, sesi: Sesi) -> dict[str, str]:
    """Vaccines of which some dose is in force, by code, in the order of the schedule's table."""
    dipakai = {dosis.vaksin for dosis in schedule_of(aturan, sesi.kanal).at(sesi.tanggal)[0]}
    return {satu["kode"]: satu["nama"] for satu in aturan.isi["vaksin"] if satu["kode"] in dipakai}


def build_halaman(pengguna: Pengguna, sesi: Sesi, isi: Isi, galat: Mapping[UUID, DomainError] | None = None) -> Halaman:
    aturan = rules_of(sesi.unit)
    semua = vaccines(aturan, sesi)
    warga = _children(pengguna, sesi, (*isi.tambah, *isi.hadir))
    dosis = _next(aturan, warga, sesi, tuple(semua))
    tinggal = {satu.pk for satu in warga if satu.pk not in isi.tambah}
    menunggu = Counter(d.dosis.vaksin for pk in tinggal for d in dosis[pk] if _is_due(d))
    baris = [
        satu
        for satu in warga
        if satu.pk in isi.tambah or satu.pk in isi.hadir or any(_is_due(d, isi.vial) for d in dosis[satu.pk])
    ]
    tampil = baris[:TERBANYAK] if isi.vial else []
    log_read(pengguna=pengguna, halaman="imunisasi", warga=[satu.pk for satu in tampil])
    return Halaman(
        sesi=sesi,
        vial=tuple(BarisVial(k, nama, menunggu[k], isi.ketikan.get(k, KOSONG)) for k, nama in semua.items()),
        anak=tuple(
            _row(satu, [d for d in dosis[satu.pk] if d.dosis.vaksin in isi.vial], isi, galat) for satu in tampil
        ),
        terpotong=bool(isi.vial) and len(baris) > TERBANYAK,
        dipilih=tuple(nama for kode, nama in semua.items() if kode in isi.vial),
        tercatat=_written(pengguna, sesi, aturan),
        tambah=isi.tambah,
    )


def _is_due(berikut: Berikut, vaksin: Collection[str] | None = None) -> bool:
    return berikut.jatuh_tempo and berikut.tolak is None and (vaksin is None or berikut.dosis.vaksin in vaksin)


def _children(pengguna: Pengguna, sesi: Sesi, lain: Collection[UUID]) -> list[Warga]:
    """Those who live here and are young enough, and those who were added from elsewhere; Http404 for anybody else."""
    muda = residents(pengguna, sesi)
    if sesi.kanal == Kanal.SEKOLAH:
        muda = muda.filter(tanggal_lahir__year__range=[sesi.tanggal.year - umur for umur in reversed(MURID)])
    else:
        muda = muda.filter(tanggal_lahir__gt=sesi.tanggal - TERTUA)
    semua = {satu.pk: satu for satu in muda}
    tamu = {pk for pk in lain if pk not in semua}
    semua |= {satu.pk: satu for satu in writable(pengguna).filter(pk__in=tamu)} if tamu else {}
    if not tamu <= semua.keys():
        raise Http404
    return sorted(semua.values(), key=lambda satu: (satu.nama.casefold(), str(satu.pk)))


def _next(
    aturan: Aturan, warga: Sequence[Warga], sesi: Sesi, vaksin: Collection[str]
) -> dict[UUID, tuple[Berikut, ...]]:
    profil = load_profiles(aturan, warga, sesi.kanal)
    return {pk: next_doses(schedule_of(aturan, sesi.kanal), satu, sesi.tanggal, vaksin) for pk, satu in profil.items()}


def _row(warga: Warga, dosis: Sequence[Berikut], isi: Isi, galat: Mapping[UUID, DomainError] | None) -> BarisAnak:
    return BarisAnak(
        warga=warga,
        hadir=warga.pk in isi.hadir,
        dosis=tuple(_box(warga.pk, satu, isi) for satu in dosis),
        galat=(galat or {}).get(warga.pk),
    )


def _box(warga: UUID, berikut: Berikut, isi: Isi) -> KotakDosis:
    kode = berikut.dosis.kode
    tampil = (warga, kode) in isi.dosis if warga in isi.baris else _is_due(berikut)
    return KotakDosis(f"{warga}.{kode}", berikut.dosis.nama, _say(berikut), tampil)


def _say(berikut: Berikut) -> str:
    if berikut.tolak is not None:
        return berikut.tolak.pesan.removeprefix(berikut.dosis.nama).strip()
    mulai = sebut_tanggal(berikut.mulai) if berikut.mulai else ""
    if berikut.jatuh_tempo:
        return f"sejak {mulai}"
    return f"baru waktunya {mulai}"


def stored_vials(pengguna: Pengguna, sesi: Sesi) -> dict[str, Ketikan]:
    """The vials of the visits of this session, the last that was written first: what was typed once stays typed."""
    hasil: dict[str, Ketikan] = {}
    for nilai in _visits(pengguna, sesi).order_by("-diterima_pada").values_list("pengukuran", flat=True)[:50]:
        for kunci, lot in nilai.items():
            if kunci.startswith("lot_") and (kode := kunci.removeprefix("lot_")) not in hasil:
                hasil[kode] = Ketikan(str(lot), str(nilai.get(f"ed_{kode}", "")))
    return hasil


def _visits(pengguna: Pengguna, sesi: Sesi) -> KunjunganQuerySet:
    rows: KunjunganQuerySet = Kunjungan.objects.allowed_to(pengguna, Aksi.CATAT_KUNJUNGAN)
    return rows.filter(berlaku=True, unit_layanan=sesi.unit, tanggal=sesi.tanggal, kanal=sesi.kanal)


def _written(pengguna: Pengguna, sesi: Sesi, aturan: Aturan) -> tuple[Tercatat, ...]:
    """Children who got a dose on this day, latest first."""
    nama = {dosis.kode: dosis.nama for dosis in schedule_of(aturan, sesi.kanal).semua}
    rows = _visits(pengguna, sesi).filter(pengukuran__has_any_keys=list(nama)).select_related("warga")
    hari = sesi.tanggal.isoformat()
    semua = [(row, [nama[k] for k in nama if row.pengukuran.get(k) == hari]) for row in rows.order_by("-diterima_pada")]
    return tuple(
        Tercatat(row.bagian_dari_id or row.pk, row.warga.nama, ", ".join(dosis)) for row, dosis in semua if dosis
    )
