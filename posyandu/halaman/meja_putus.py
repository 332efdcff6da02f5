"""What differs, side by side: both values of each field with who typed them, on which phone, when they came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Final
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from klaster.aturan import muat_aturan
from klaster.tanggal import sebut_tanggal
from posyandu.halaman.isian import baca_nilai
from posyandu.halaman.meja import BIDANG, SEBAB, TEMPAT, TERTUTUP, named, read_id, root, said_name, sender
from posyandu.klinis import is_klinis, may_read
from posyandu.meja_kunjungan import current_of, differing, list_beda_bagian, list_ditahan, parts_of
from posyandu.models import BedaBagian, BedaWarga, Kunjungan, KunjunganDitahan, Warga
from puskesmas.errors import DomainError
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from puskesmas.waktu import zone_of

TIDAK_MENCATAT: Final = "Nilainya dipilih yang mencatat kunjungan di sana: bidan, kepala Pustu, atau PJ Posyandu."
DISEMBUNYIKAN: Final = f"Ada {TERTUTUP} yang tidak ditampilkan kepada Anda."
TIDAK_MENGELOLA: Final = "Datanya dipilih bidan, kepala Pustu, PJ Posyandu, atau Kepala Puskesmas."


@dataclass(frozen=True, slots=True)
class Nilai:
    """One value to choose. `kini` counts until somebody chooses."""

    kirim: str
    teks: str
    oleh: str
    diketik: datetime | None
    diterima: datetime | None
    kini: bool
    dipilih: bool


@dataclass(frozen=True, slots=True)
class BedaBidang:
    kode: str
    label: str
    nilai: tuple[Nilai, ...]
    salah: bool


@dataclass(frozen=True, slots=True)
class HalamanPutus:
    """`posyandu/meja/putus.html`, as `halaman`."""

    judul: str
    jejak: str
    siapa: str
    warga: UUID | None
    ket: str
    bidang: tuple[BedaBidang, ...] = ()
    boleh: bool = True
    tak_boleh: str = ""
    tunggal: str = ""
    """What taking it does, where there is no field to choose: of a withdrawal, or where the visit never came."""
    dibuang: bool = False
    """It may be thrown away with a reason."""
    catatan: tuple[str, ...] = ()
    selesai: str = ""
    """Who decided, once somebody did."""
    galat: DomainError | None = None
    kata: str = ""
    isi: Mapping[str, str] = field(default_factory=dict)


Ketikan = Mapping[str, str]


def _local(saat: datetime | None, zona: tzinfo) -> datetime | None:
    return saat and saat.astimezone(zona)


def say_decided(oleh: object, pada: datetime | None, zona: tzinfo) -> str:
    return f"Sudah diputus {oleh or 'orang lain'} pada {_say_time(pada, zona)}." if pada else ""


def _say_time(saat: datetime, zona: tzinfo) -> str:
    setempat = saat.astimezone(zona)
    return f"{sebut_tanggal(setempat)} {setempat:%H.%M}"


def say_value(kode: str, nilai: object) -> str:
    """As people read it."""
    bidang = muat_aturan().bidang.get(kode)
    if nilai in (None, ""):
        return "kosong"
    if bidang is not None:
        return baca_nilai(bidang, nilai)
    try:
        return sebut_tanggal(date.fromisoformat(str(nilai)))
    except ValueError:
        return str(nilai)[:200]


def label_of(kode: str) -> str:
    bidang = muat_aturan().bidang.get(kode)
    return bidang.label if bidang else BIDANG.get(kode, kode)


# --- two parts of one visit ------------------------------------------------------------------------------------------


def build_bagian(
    pengguna: Pengguna, kunjungan: UUID, ketikan: Ketikan | None = None, galat: DomainError | None = None
) -> HalamanPutus:
    """Http404 alike for what is not there, not theirs, or was never asked."""
    semua = BedaBagian.objects.allowed_to(pengguna, Aksi.PUTUS_MEJA).filter(kunjungan=kunjungan)
    ada = semua.select_related("kunjungan__warga__digabung_ke", *TEMPAT).order_by("pk").first()
    if ada is None:
        raise Http404
    zona, kepala = zone_of(pengguna), ada.kunjungan
    terbuka = list_beda_bagian(pengguna).filter(kunjungan=kunjungan).exists()
    bagian = parts_of(kunjungan) if terbuka else []
    orang, beda, tutup = root(kepala.warga), differing(bagian), _closed(may_read(pengguna, kepala))
    log_read(pengguna=pengguna, halaman="meja-kunjungan", warga=[orang.pk])
    akhir = semua.exclude(diputus_pada=None).select_related("diputus_oleh").order_by("-diputus_pada").first()
    return HalamanPutus(
        judul=orang.nama,
        jejak="Dua nilai untuk satu kunjungan",
        siapa=orang.nama,
        warga=orang.pk,
        ket=f"{kepala.tempat}, {sebut_tanggal(kepala.tanggal)}",
        bidang=tuple(_field(kode, rows, zona, ketikan) for kode, rows in beda.items() if not tutup(kode)),
        catatan=(DISEMBUNYIKAN,) if any(map(tutup, beda)) else (),
        boleh=pengguna.may(Aksi.CATAT_KUNJUNGAN, kepala.unit_layanan),
        tak_boleh=TIDAK_MENCATAT,
        selesai="" if terbuka else _ended(akhir, zona),
        galat=galat,
    )


def _closed(klinis: bool) -> Callable[[str], bool]:
    """Which fields the reader is not shown."""
    aturan = muat_aturan()
    return lambda kode: not klinis and is_klinis(aturan, kode)


def _ended(akhir: BedaBagian | None, zona: tzinfo) -> str:
    selesai = say_decided(akhir.diputus_oleh, akhir.diputus_pada, zona) if akhir else ""
    return selesai or "Tidak berbeda lagi: kunjungannya sudah diperbaiki."


def _field(kode: str, rows: Iterable[Kunjungan], zona: tzinfo, ketikan: Ketikan | None) -> BedaBidang:
    nilai = tuple(
        Nilai(
            kirim=str(row.pk),
            teks=say_value(kode, row.pengukuran[kode]),
            oleh=sender(row.dicatat_oleh, row.perangkat.nama if row.perangkat else "komputer"),
            diketik=_local(row.dicatat_pada, zona),
            diterima=_local(row.diterima_pada, zona),
            kini=ke == 0,
            dipilih=bool(ketikan) and ketikan.get(kode) == str(row.pk) if ketikan else False,
        )
        for ke, row in enumerate(rows)
    )
    return BedaBidang(kode, label_of(kode), nilai, salah=ketikan is not None and not any(n.dipilih for n in nilai))


# --- fields of a person ----------------------------------------------------------------------------------------------


def build_beda_warga(
    pengguna: Pengguna, warga: UUID, ketikan: Ketikan | None = None, galat: DomainError | None = None
) -> HalamanPutus:
    semua = BedaWarga.objects.allowed_to(pengguna, Aksi.PUTUS_MEJA).filter(warga=warga)
    rows = list(semua.select_related("warga__digabung_ke", "warga__unit", "pengguna", "perangkat", "diputus_oleh"))
    if not rows:
        raise Http404
    zona, orang = zone_of(pengguna), root(rows[0].warga)
    terbuka = [satu for satu in rows if satu.diputus_pada is None]
    akhir = max(
        (satu for satu in rows if satu.diputus_pada), key=lambda satu: satu.diputus_pada or timezone.now(), default=None
    )
    nama = _mothers(pengguna, terbuka)
    log_read(pengguna=pengguna, halaman="meja-orang", warga=[orang.pk, *nama])
    return HalamanPutus(
        judul=orang.nama,
        jejak="Data orang diubah di dua tempat",
        siapa=orang.nama,
        warga=orang.pk,
        ket=rows[0].warga.unit.nama_lengkap,
        bidang=tuple(_person_field(satu, nama, zona, ketikan) for satu in terbuka),
        boleh=pengguna.may(Aksi.KELOLA_WARGA, rows[0].warga.unit),
        tak_boleh=TIDAK_MENGELOLA,
        selesai="" if terbuka or akhir is None else say_decided(akhir.diputus_oleh, akhir.diputus_pada, zona),
        galat=galat,
    )


def _mothers(pengguna: Pengguna, beda: Iterable[BedaWarga]) -> dict[UUID, str]:
    ids = {pk for satu in beda if satu.bidang == "ibu" for n in (satu.nilai, satu.nilai_hp) if (pk := read_id(n))}
    rows = Warga.objects.visible_to(pengguna).filter(pk__in=ids) if ids else Warga.objects.visible_to(pengguna).none()
    return dict(rows.values_list("pk", "nama"))


def _person_field(satu: BedaWarga, ibu: Mapping[UUID, str], zona: tzinfo, ketikan: Ketikan | None) -> BedaBidang:
    dipilih = (ketikan or {}).get(str(satu.pk), "")

    def say(nilai: object) -> str:
        if satu.bidang == "ibu" and (pk := read_id(nilai)):
            return ibu.get(pk, "orang di luar wilayah Anda")
        return say_value(satu.bidang, nilai)

    di_sini = Nilai("tetap", say(satu.nilai), "Tersimpan di sini", None, None, kini=True, dipilih=dipilih == "tetap")
    dari_hp = Nilai(
        "hp",
        say(satu.nilai_hp),
        sender(satu.pengguna, satu.perangkat.nama),
        _local(satu.diketik_pada, zona),
        _local(satu.diterima_pada, zona),
        kini=False,
        dipilih=dipilih == "hp",
    )
    label = f"{label_of(satu.bidang)} (semula {say(satu.dasar)})"
    return BedaBidang(str(satu.pk), label, (di_sini, dari_hp), salah=ketikan is not None and not dipilih)


# --- corrections that wait or clash ----------------------------------------------------------------------------------


def build_ditahan(
    pengguna: Pengguna, pk: UUID, ketikan: Ketikan | None = None, galat: DomainError | None = None
) -> HalamanPutus:
    ditahan = list_ditahan(pengguna).filter(pk=pk).select_related("pengguna", "perangkat", "diputus_oleh").first()
    if ditahan is None:
        raise Http404
    zona, orang = zone_of(pengguna), named(pengguna, [ditahan])
    kini = _visible(pengguna, current_of(ditahan))
    warga = root(kini.warga) if kini else next((root(satu) for satu in orang.values()), None)
    log_read(pengguna=pengguna, halaman="meja-perbaikan", warga=[warga.pk] if warga else [])
    berlaku = kini is not None and kini.berlaku
    tutup = _closed(may_read(pengguna, kini) if kini else bool(pengguna.paths_for(Aksi.KLINIS)))
    batal = str(ditahan.isi.get("batal") or "")
    return HalamanPutus(
        judul=warga.nama if warga else said_name(None, ditahan),
        jejak=SEBAB.get(ditahan.sebab, ditahan.sebab),
        siapa=warga.nama if warga else "",
        warga=warga.pk if warga else None,
        ket=f"Dikirim {sender(ditahan.pengguna, ditahan.perangkat.nama if ditahan.perangkat else '')}"
        f", diterima {_say_time(ditahan.diterima_pada, zona)}",
        bidang=_held_fields(ditahan, kini, zona, ketikan, tutup) if kini and berlaku and not batal else (),
        boleh=bool(pengguna.paths_for(Aksi.CATAT_KUNJUNGAN)),
        tak_boleh=TIDAK_MENCATAT,
        tunggal=_single(berlaku=berlaku, batal=batal),
        dibuang=True,
        catatan=_story(ditahan, kini, zona, tutup),
        selesai=say_decided(ditahan.diputus_oleh, ditahan.diputus_pada, zona),
        galat=galat,
        kata=(ketikan or {}).get("alasan", ""),
    )


def _visible(pengguna: Pengguna, kini: Kunjungan | None) -> Kunjungan | None:
    if kini is None:
        return None
    terkait = ("warga__digabung_ke", "warga__unit", "unit_layanan", "dicatat_oleh", "perangkat")
    return Kunjungan.objects.visible_to(pengguna).filter(pk=kini.pk).select_related(*terkait).first()


def _single(*, berlaku: bool, batal: str) -> str:
    if batal:
        return "Batalkan kunjungannya" if berlaku else ""
    return "" if berlaku else "Catat sebagai kunjungan sendiri"


def _story(
    ditahan: KunjunganDitahan, kini: Kunjungan | None, zona: tzinfo, tutup: Callable[[str], bool]
) -> tuple[str, ...]:
    """What one must know before choosing."""
    batal = ditahan.isi.get("batal")
    kata = [f'Kiriman ini membatalkan kunjungan: "{batal}"'] if batal else []
    if kini is None:
        kata.append("Kunjungan yang diperbaiki belum ada di server, atau di luar wilayah Anda.")
    elif not kini.berlaku:
        kata.append(f'Kunjungan itu sudah dibatalkan {kini.dicatat_oleh}: "{kini.alasan_batal}"')
    else:
        pada = _say_time(kini.diterima_pada, zona)
        kata.append(f"Yang berlaku: catatan {kini.dicatat_oleh}, diterima {pada}.")
    isi = _sent(ditahan)
    if kini is None or not kini.berlaku:
        kata += [f"{label_of(kode)}: {say_value(kode, nilai)}" for kode, nilai in isi.items() if not tutup(kode)]
    if any(map(tutup, (*isi, *(kini.pengukuran if kini else ())))):
        kata.append(DISEMBUNYIKAN)
    return tuple(kata)


def _sent(ditahan: KunjunganDitahan) -> dict[str, object]:
    kirim = ditahan.isi.get("pengukuran")
    return dict(kirim) if isinstance(kirim, dict) else {}


def _held_fields(
    ditahan: KunjunganDitahan,
    kini: Kunjungan,
    zona: tzinfo,
    ketikan: Ketikan | None,
    tutup: Callable[[str], bool],
) -> tuple[BedaBidang, ...]:
    dikirim = _sent(ditahan)
    berlaku: dict[str, object] = dict(kini.pengukuran)
    if ditahan.isi.get("tanggal") and ditahan.isi["tanggal"] != kini.tanggal.isoformat():
        dikirim["tanggal"], berlaku["tanggal"] = ditahan.isi["tanggal"], kini.tanggal.isoformat()
    semua = dict.fromkeys([*berlaku, *dikirim])
    beda = [kode for kode in semua if berlaku.get(kode) != dikirim.get(kode) and not tutup(kode)]
    hp = ditahan.perangkat.nama if ditahan.perangkat else "komputer"
    hasil = []
    for kode in beda:
        dipilih = (ketikan or {}).get(kode, "")
        sisi = (
            Nilai(
                "kini",
                say_value(kode, berlaku.get(kode)),
                sender(kini.dicatat_oleh, kini.perangkat.nama if kini.perangkat else "komputer"),
                _local(kini.dicatat_pada, zona),
                _local(kini.diterima_pada, zona),
                kini=True,
                dipilih=dipilih == "kini",
            ),
            Nilai(
                "kiriman",
                say_value(kode, dikirim.get(kode)),
                sender(ditahan.pengguna, hp),
                None,
                _local(ditahan.diterima_pada, zona),
                kini=False,
                dipilih=dipilih == "kiriman",
            ),
        )
        hasil.append(BedaBidang(kode, label_of(kode), sisi, salah=ketikan is not None and not dipilih))
    return tuple(hasil)
