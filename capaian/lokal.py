"""Indicators that a kabupaten adds for itself: typed by its Puskesmas, seen by nobody else."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final

from django.db import IntegrityError, transaction

from capaian.hitung.pekan import Pekan, open_week
from capaian.models import IndikatorLokal
from klaster.indikator import LOKAL, SEBUTAN, JenisIndikator, Syarat, muat_indikator
from klaster.models import Indikator, Klaster
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi
from puskesmas.teks import clean_line

TERBANYAK: Final = 40
"""In force at once in one kabupaten: the form must stay one that can be filled in every week."""
URUTAN: Final = 10_000
"""After everything that the data files name."""
PANJANG: Final = {"nama": 80, "kalimat": 200, "label_pembilang": 60, "label_penyebut": 60, "dokumen": 100}
"""Letters at most, as the columns of the table have it."""
AMBANG: Final = Decimal("0.8")
_KODE: Final = re.compile(rf"{LOKAL}([1-9][0-9]{{0,17}})", re.ASCII)
_TARGET: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kata:
    """What may be reworded later. Empty `label_penyebut`: a count of cases."""

    nama: str
    kalimat: str
    label_pembilang: str
    label_penyebut: str
    dokumen: str


@dataclass(frozen=True, slots=True)
class Sifat:
    """What a figure means, and so is fixed once added. `target` as typed, in percent; empty: none."""

    klaster: str
    arah: str
    sebutan: str
    target: str = ""


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def indikator_of(kabupaten_id: int | None, pekan: Pekan) -> tuple[JenisIndikator, ...]:
    """All indicators of a kabupaten in one week: those of the data files, then its own. One query."""
    if kabupaten_id is None:
        return muat_indikator()
    lokal = IndikatorLokal.objects.filter(kabupaten=kabupaten_id).order_by("pk")
    ada = (satu for satu in lokal if satu.berhenti_sejak is None or satu.berhenti_sejak > pekan.senin)
    return (*muat_indikator(), *map(as_jenis, ada))


def find_jenis(kabupaten_id: int | None, kode: str) -> JenisIndikator | None:
    """One indicator by its code, also a local one that was stopped; None for another kabupaten's. At most one query."""
    if not kode.startswith(LOKAL):
        return next((jenis for jenis in muat_indikator() if jenis.kode == kode), None)
    nomor = read_nomor(kode)
    lokal = IndikatorLokal.objects.filter(kabupaten=kabupaten_id, pk=nomor).first() if kabupaten_id and nomor else None
    return as_jenis(lokal) if lokal else None


def read_nomor(kode: str) -> int | None:
    """ "lokal_7" as 7."""
    cocok = _KODE.fullmatch(kode)
    return int(cocok[1]) if cocok else None


def as_jenis(lokal: IndikatorLokal) -> JenisIndikator:
    """A share is read week by week; a count of cases adds up from 1 January and is not judged."""
    cacah = not lokal.label_penyebut
    return JenisIndikator(
        kode=lokal.kode,
        nama=lokal.nama,
        kalimat=lokal.kalimat,
        klaster=lokal.klaster_id,
        arah=lokal.arah,
        irama="mingguan",
        mode="tahun" if cacah else "pekan",
        satuan="isian",
        pembilang=Syarat(),
        penyebut=Syarat(),
        target=lokal.target,
        ambang=AMBANG,
        musim=(),
        selalu_merah=False,
        sebutan=lokal.sebutan,
        label_pembilang=lokal.label_pembilang,
        label_penyebut=lokal.label_penyebut or "cacah kasus",
        sumber=lokal.dokumen,
        catatan="",
        mingguan=False,
        rapat=False,
        ramal=False,
        berat=1,
        spm=None,
        cacah=cacah,
        wabah=False,
        wabah_sejak="",
        urutan=URUTAN,
    )


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def add_lokal(*, petugas: Pengguna, kabupaten: Unit, kata: Kata, sifat: Sifat) -> IndikatorLokal:
    """A new indicator, asked for from now on; DomainError names the field that is wrong."""
    _check_place(petugas, kabupaten)
    kata = clean_kata(kata)
    _check_name(kabupaten, kata.nama)
    if IndikatorLokal.objects.filter(kabupaten=kabupaten, berhenti_sejak=None).count() >= TERBANYAK:
        raise DomainError(
            "terlalu_banyak", f"Sudah ada {TERBANYAK} indikator lokal.", "", "Hentikan dahulu yang tidak dipakai."
        )
    lokal = IndikatorLokal(
        kabupaten=kabupaten,
        klaster_id=_choose("klaster", sifat.klaster, set(Klaster.objects.values_list("kode", flat=True))),
        arah=_choose("arah", sifat.arah, set(IndikatorLokal.Arah.values)),
        sebutan=_choose("sebutan", sifat.sebutan, set(SEBUTAN)),
        target=read_target(sifat.target, cacah=not kata.label_penyebut),
        dibuat_oleh=petugas,
    )
    _save(lokal, kata)
    _mirror(lokal)
    return lokal


@transaction.atomic
def reword_lokal(*, petugas: Pengguna, lokal: IndikatorLokal, kata: Kata) -> IndikatorLokal:
    """Other words for the same figure."""
    _check_place(petugas, lokal.kabupaten)
    lokal = IndikatorLokal.objects.select_for_update(of=("self",)).select_related("kabupaten").get(pk=lokal.pk)
    kata = clean_kata(kata)
    if bool(kata.label_penyebut) != bool(lokal.label_penyebut):
        raise DomainError(
            "penyebut_tetap",
            "Penyebut tidak dapat ditambah atau dihapus.",
            "label_penyebut",
            "Hentikan indikator ini, lalu tambahkan yang baru.",
        )
    if lokal.berhenti_sejak is None:
        _check_name(lokal.kabupaten, kata.nama, kecuali=lokal.pk)
    _save(lokal, kata)
    _mirror(lokal)
    return lokal


@transaction.atomic
def stop_lokal(*, petugas: Pengguna, lokal: IndikatorLokal) -> IndikatorLokal:
    """Not asked for any more from next week on. Weeks until then keep their figures."""
    _check_place(petugas, lokal.kabupaten)
    lokal = IndikatorLokal.objects.select_for_update(of=("self",)).select_related("kabupaten__setelan").get(pk=lokal.pk)
    if lokal.berhenti_sejak is not None:
        raise DomainError("sudah_berhenti", "Indikator ini sudah dihentikan.", "", "Muat ulang halaman.")
    lokal.berhenti_sejak = open_week(lokal.kabupaten.setelan.zona).next.senin
    lokal.save(update_fields=["berhenti_sejak"])
    return lokal


def _save(lokal: IndikatorLokal, kata: Kata) -> None:
    for satu in fields(kata):
        setattr(lokal, satu.name, getattr(kata, satu.name))
    try:
        with transaction.atomic():
            lokal.save()
    except IntegrityError as galat:
        if "indikator_lokal_nama_sekali" not in str(galat):
            raise
        raise _name_taken() from None  # two of them at once; the table settles it


def _mirror(lokal: IndikatorLokal) -> None:
    """The row that figures and targets point to."""
    isi = {
        "nama": lokal.nama,
        "klaster_id": lokal.klaster_id,
        "arah": lokal.arah,
        "irama": "mingguan",
        "mode": as_jenis(lokal).mode,
        "satuan": "isian",
        "mingguan": False,
        "urutan": URUTAN,
    }
    Indikator.objects.update_or_create(kode=lokal.kode, defaults=isi)


# ── Refusing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _check_place(petugas: Pengguna, kabupaten: Unit) -> None:
    if kabupaten.jenis != JenisUnit.KABUPATEN or not petugas.may(Aksi.ATUR_TARGET, kabupaten):
        raise DomainError("tidak_boleh", "Indikator lokal diatur oleh Dinas Kesehatan kabupatennya.", "", "", 403)


def clean_kata(kata: Kata) -> Kata:
    """The words made uniform; all but the denominator are required."""
    return Kata(
        **{
            nama: clean_line(getattr(kata, nama), bidang=nama, paling=batas, boleh_kosong=nama == "label_penyebut")
            for nama, batas in PANJANG.items()
        }
    )


def _check_name(kabupaten: Unit, nama: str, kecuali: int = 0) -> None:
    nasional = any(jenis.nama.casefold() == nama.casefold() for jenis in muat_indikator())
    berlaku = IndikatorLokal.objects.filter(kabupaten=kabupaten, berhenti_sejak=None, nama__iexact=nama)
    if nasional or berlaku.exclude(pk=kecuali).exists():
        raise _name_taken()


def _name_taken() -> DomainError:
    return DomainError("nama_terpakai", "Sudah ada indikator dengan nama itu.", "nama", "Pakai nama lain.")


def _choose(bidang: str, nilai: str, dikenal: set[str]) -> str:
    if nilai not in dikenal:
        raise DomainError("pilihan_tidak_dikenal", "Pilihan itu tidak ada.", bidang, "Pilih dari daftar.")
    return nilai


def read_target(teks: str, *, cacah: bool) -> Decimal | None:
    """ "80" or "82,5" percent as a rate; empty: no target."""
    teks = teks.strip().removesuffix("%").strip()
    if not teks:
        return None
    if cacah:
        raise DomainError("target_tanpa_penyebut", "Banyaknya kasus tidak punya target.", "target", "Kosongkan.")
    nilai = Decimal(teks.replace(",", ".")) / 100 if _TARGET.fullmatch(teks) else Decimal(0)
    if not 0 < nilai <= 1:
        raise DomainError(
            "target_tidak_sah",
            "Target ditulis dalam persen, lebih dari 0 sampai 100.",
            "target",
            "Misalnya 80 atau 82,5.",
        )
    return nilai
