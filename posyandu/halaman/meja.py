"""The desk: everything that a person must settle inside their units, in one list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from klaster.aturan import muat_aturan
from klaster.tanggal import sebut_tanggal
from posyandu.ganda import list_gabung, open_dugaan
from posyandu.klinis import is_klinis, may_read
from posyandu.meja_kunjungan import list_beda_bagian, list_ditahan
from posyandu.models import BedaBagian, BedaWarga, DugaanGanda, Karantina, KunjunganDitahan, Penggabungan, Warga
from posyandu.operasi_karantina import list_karantina
from puskesmas.alamat import link
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from puskesmas.waktu import zone_of

PALING: Final = 100
"""Lines of each kind; more come when these are settled."""
GABUNG_PALING: Final = 10
ALASAN: Final = {"nik_sama": "NIK yang sama", "mirip": "nama dan tanggal lahir mirip"}
BIDANG: Final = {
    "nama": "Nama",
    "jenis_kelamin": "Jenis kelamin",
    "tanggal_lahir": "Tanggal lahir",
    "nik": "NIK",
    "kk": "Nomor KK",
    "alamat": "Alamat",
    "rt": "RT",
    "ibu": "Ibu",
    "telepon": "Telepon",
    "tanggal": "Tanggal kunjungan",
}
OPERASI: Final = {
    "kunjungan": "kunjungan",
    "warga": "orang baru",
    "warga_ubah": "perubahan data orang",
    "sesi_buka": "buka hari posyandu",
    "sesi_petugas": "kader bertugas",
    "sesi_tutup": "tutup hari posyandu",
    "hamil": "kehamilan",
    "hamil_selesai": "akhir kehamilan",
    "penyakit": "usul masuk register",
    "tugas_tidak_bertemu": "Nyelik tidak bertemu",
    "tugas_selesai": "Nyelik selesai",
    "dihubungi": "bidan dihubungi",
}
SEBAB: Final = {
    "menunggu": "Kunjungan yang diperbaiki belum datang",
    "konflik": "Diperbaiki dua kali",
    "ditolak": "Perbaikan ditolak",
}


TERTUTUP: Final = "catatan tenaga kesehatan"
"""Said in place of what the reader may not read."""
TEMPAT: Final = ("kunjungan__unit_layanan", "kunjungan__warga__unit")


@dataclass(frozen=True, slots=True)
class BarisMeja:
    """One thing to settle: about whom, what differs, who sent it, since when, where it is settled."""

    siapa: str
    apa: str
    oleh: str
    pada: datetime
    url: str


@dataclass(frozen=True, slots=True)
class BagianMeja:
    """All of one kind."""

    kode: str
    judul: str
    ket: str
    baris: tuple[BarisMeja, ...]


@dataclass(frozen=True, slots=True)
class BarisGabung:
    """A merge that can be undone."""

    id: int
    dari: str
    ke: str
    tempat: str
    oleh: str
    pada: datetime
    dibatalkan: str


@dataclass(frozen=True, slots=True)
class HalamanMeja:
    """`posyandu/meja/meja.html`, as `halaman`."""

    bagian: tuple[BagianMeja, ...]
    jumlah: int
    gabung: tuple[BarisGabung, ...]


def build_meja(pengguna: Pengguna) -> HalamanMeja:
    """A number of queries that does not depend on how much there is; every name shown is noted."""
    zona = zone_of(pengguna)
    beda = list_beda_bagian(pengguna).select_related("kunjungan__warga__digabung_ke", *TEMPAT)
    bagian = list(beda.order_by("kunjungan", "pk")[:PALING])
    orang = list(_open_beda_warga(pengguna)[:PALING])
    ditahan = list(_open_ditahan(pengguna)[:PALING])
    ganda = list(open_dugaan(pengguna).select_related(*PASANGAN).order_by("-pada", "pk")[:PALING])
    gabung = list(list_gabung(pengguna)[:GABUNG_PALING])
    tertulis = named(pengguna, ditahan)
    _note(pengguna, bagian, orang, ganda, gabung, tertulis)
    isi = (
        BagianMeja("bagian", "Dua nilai untuk satu kunjungan", "diketik di dua HP", _parts(pengguna, bagian, zona)),
        BagianMeja("orang", "Data orang diubah di dua tempat", "di HP dan di sini", _people(orang, zona)),
        BagianMeja("ditahan", "Perbaikan yang belum bisa masuk", "", _held(ditahan, tertulis, zona)),
        BagianMeja("karantina", "Kiriman HP yang ditahan", "belum berlaku", _quarantine(pengguna, zona)),
        BagianMeja("ganda", "Mungkin orang yang sama", "tercatat dua kali", _doubles(ganda, zona)),
    )
    return HalamanMeja(isi, sum(len(satu.baris) for satu in isi), tuple(_merge(satu, zona) for satu in gabung))


PASANGAN: Final = ("warga__unit", "warga__digabung_ke", "mirip__unit", "mirip__digabung_ke")


def _open_beda_warga(pengguna: Pengguna) -> QuerySet[BedaWarga]:
    rows = BedaWarga.objects.allowed_to(pengguna, Aksi.PUTUS_MEJA).terbuka()
    return rows.select_related("warga__digabung_ke", "warga__unit", "pengguna", "perangkat").order_by("warga", "pk")


def _open_ditahan(pengguna: Pengguna) -> QuerySet[KunjunganDitahan]:
    rows = list_ditahan(pengguna).filter(diputus_pada=None).select_related("pengguna", "perangkat")
    return rows.order_by("diterima_pada", "pk")


def read_id(isi: object) -> UUID | None:
    try:
        return UUID(str(isi))
    except ValueError:
        return None


def named(pengguna: Pengguna, ditahan: Sequence[KunjunganDitahan]) -> dict[UUID, Warga]:
    """The people whom these are about, as far as the reader may see them."""
    ids = {pk for satu in ditahan if (pk := read_id(satu.isi.get("warga")))}
    rows = Warga.objects.visible_to(pengguna).filter(pk__in=ids).select_related("digabung_ke")
    return {satu.pk: satu for satu in rows}


def _note(
    pengguna: Pengguna,
    bagian: Iterable[BedaBagian],
    orang: Iterable[BedaWarga],
    ganda: Iterable[DugaanGanda],
    gabung: Iterable[Penggabungan],
    tertulis: Iterable[UUID],
) -> None:
    semua = [satu.kunjungan.warga.pokok_id for satu in bagian] + [satu.warga.pokok_id for satu in orang]
    semua += [pk for satu in ganda for pk in (satu.warga_id, satu.mirip_id)]
    semua += [pk for satu in gabung for pk in (satu.dari_id, satu.ke_id)]
    log_read(pengguna=pengguna, halaman="meja", warga=[*semua, *tertulis])


def _parts(pengguna: Pengguna, beda: Iterable[BedaBagian], zona: tzinfo) -> tuple[BarisMeja, ...]:
    hasil = []
    for _, rows in groupby(beda, key=lambda satu: satu.kunjungan_id):
        isi = list(rows)
        kunjungan = isi[0].kunjungan
        apa = _fields(isi, may_read(pengguna, kunjungan))
        hasil.append(
            BarisMeja(
                siapa=root(kunjungan.warga).nama,
                apa=", ".join(apa),
                oleh=f"{kunjungan.unit_layanan.nama_lengkap}, {sebut_tanggal(kunjungan.tanggal)}",
                pada=min(satu.pada for satu in isi).astimezone(zona),
                url=link("meja-kunjungan", str(kunjungan.pk)),
            )
        )
    return tuple(sorted(hasil, key=lambda satu: satu.pada))


def _fields(beda: Iterable[BedaBagian], klinis: bool) -> list[str]:
    """Labels, each once; what is for health workers alone is not named to others."""
    aturan = muat_aturan()
    tampak = [satu.bidang if klinis or not is_klinis(aturan, satu.bidang) else "" for satu in beda]
    nama = (aturan.bidang[kode].label if kode in aturan.bidang else kode or TERTUTUP for kode in tampak)
    return list(dict.fromkeys(nama))


def root(warga: Warga) -> Warga:
    return warga.digabung_ke or warga


def _people(beda: Iterable[BedaWarga], zona: tzinfo) -> tuple[BarisMeja, ...]:
    hasil = []
    for _, rows in groupby(beda, key=lambda satu: satu.warga_id):
        isi = list(rows)
        hasil.append(
            BarisMeja(
                siapa=root(isi[0].warga).nama,
                apa=", ".join(dict.fromkeys(BIDANG.get(satu.bidang, satu.bidang) for satu in isi)),
                oleh=f"{isi[0].pengguna}, {isi[0].perangkat.nama}",
                pada=min(satu.diterima_pada for satu in isi).astimezone(zona),
                url=link("meja-orang", str(isi[0].warga_id)),
            )
        )
    return tuple(sorted(hasil, key=lambda satu: satu.pada))


def _held(ditahan: Iterable[KunjunganDitahan], orang: dict[UUID, Warga], zona: tzinfo) -> tuple[BarisMeja, ...]:
    return tuple(
        BarisMeja(
            siapa=said_name(orang.get(read_id(satu.isi.get("warga")) or satu.pk), satu),
            apa=SEBAB.get(satu.sebab, satu.sebab),
            oleh=sender(satu.pengguna, satu.perangkat.nama if satu.perangkat else ""),
            pada=satu.diterima_pada.astimezone(zona),
            url=link("meja-perbaikan", str(satu.pk)),
        )
        for satu in ditahan
    )


def said_name(warga: Warga | None, ditahan: KunjunganDitahan) -> str:
    if warga is not None:
        return root(warga).nama
    return "Pembatalan kunjungan" if ditahan.isi.get("batal") else "Orang di luar wilayah Anda"


def sender(pengguna: Pengguna, hp: str) -> str:
    return f"{pengguna}, {hp}" if hp else str(pengguna)


def _quarantine(pengguna: Pengguna, zona: tzinfo) -> tuple[BarisMeja, ...]:
    hasil = []
    for _, rows in groupby(list_karantina(pengguna).defer("isi_sandi"), key=lambda satu: satu.perangkat_id):
        isi: list[Karantina] = list(rows)
        macam = dict.fromkeys(OPERASI.get(satu.jenis, satu.jenis) for satu in isi)
        hasil.append(
            BarisMeja(
                siapa=sender(isi[0].pengguna, isi[0].perangkat.nama),
                apa=f"{len(isi)} catatan: {', '.join(macam)}",
                oleh="HP dicabut",
                pada=min(satu.diterima_pada for satu in isi).astimezone(zona),
                url=link("meja-karantina", str(isi[0].perangkat_id)),
            )
        )
    return tuple(hasil)


def _doubles(ganda: Iterable[DugaanGanda], zona: tzinfo) -> tuple[BarisMeja, ...]:
    return tuple(
        BarisMeja(
            siapa=f"{root(satu.warga).nama} dan {root(satu.mirip).nama}",
            apa=ALASAN.get(satu.alasan, satu.alasan),
            oleh=" dan ".join(dict.fromkeys(w.unit.nama_lengkap for w in (satu.warga, satu.mirip))),
            pada=satu.pada.astimezone(zona),
            url=link("meja-ganda", str(satu.pk)),
        )
        for satu in ganda
    )


def _merge(satu: Penggabungan, zona: tzinfo) -> BarisGabung:
    batal = satu.dibatalkan_pada
    return BarisGabung(
        id=satu.pk,
        dari=satu.dari.nama,
        ke=satu.ke.nama,
        tempat=satu.ke.unit.nama_lengkap,
        oleh=str(satu.oleh or "aturan NIK tamu"),
        pada=satu.pada.astimezone(zona),
        dibatalkan=f"Dipisahkan lagi oleh {satu.dibatalkan_oleh}" if batal else "",
    )
