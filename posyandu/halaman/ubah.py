"""The page on which a person's data, home and state are corrected: what it shows, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404, QueryDict

from klaster.tanggal import read_tanggal
from posyandu.domisili import set_status_warga
from posyandu.halaman.orang import matching, to_uuid
from posyandu.kehamilan_salah import BUKAN_TENAGA, withdraw_kehamilan
from posyandu.kunci import alias_ids
from posyandu.models import Kehamilan, Warga
from posyandu.models.orang import StatusWarga
from posyandu.nik import mask_nik, open_nik
from posyandu.register import may_enter
from posyandu.rumah import join_rumah, leave_rumah
from posyandu.ubah import NAMA, change_seen
from puskesmas.errors import DomainError
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit, StatusUnit
from puskesmas.peran import Aksi
from puskesmas.teks import clean_line

TIDAK_MENGELOLA: Final = DomainError(
    "tidak_mengelola_warga", "Peran Anda tidak mengubah data orang.", "", "Minta bidan atau kader setempat.", 403
)
TERBANYAK: Final = 10
PILIHAN: Final = ("sejak", "posyandu", "status", "kehamilan", "alasan")
PALING_PENDEK: Final = 2
TERPANJANG: Final = 250
AKSI: Final = ("data", "rumah", "pindah", "status", "hamil")


@dataclass(frozen=True, slots=True)
class Calon:
    """Somebody with whom the person may live now."""

    id: UUID
    nama: str
    tanggal_lahir: date
    ket: str
    dipilih: bool


@dataclass(frozen=True, slots=True)
class HalamanUbah:
    """`posyandu/ubah.html`, as `halaman`."""

    warga: Warga
    hari_ini: date
    isi: Mapping[str, str]
    dasar: Mapping[str, str]
    nik: str
    serumah: int
    """Others of the household, for whom the address changes too."""
    kata: str
    calon: Sequence[Calon]
    posyandu: Sequence[Unit]
    kehamilan: Sequence[Kehamilan]
    """Those that this reader may withdraw, the latest first."""
    status: Sequence[tuple[str, str]]
    dicari: bool
    galat: DomainError | None

    @property
    def belum_bernama(self) -> bool:
        return self.warga.nama.startswith("By. Ny. ")


def find_warga(pengguna: Pengguna, warga: UUID) -> Warga:
    """Http404 alike for a person who is missing and one who is someone else's."""
    if not pengguna.paths_for(Aksi.KELOLA_WARGA):
        raise TIDAK_MENGELOLA
    rows = Warga.objects.allowed_to(pengguna, Aksi.KELOLA_WARGA)
    ada = rows.select_related("unit__kabupaten__setelan", "keluarga", "pengasuh").filter(pk=warga).first()
    if ada is None:
        raise Http404
    return ada


def write_ubah(pengguna: Pengguna, warga: Warga, data: QueryDict) -> None:
    """Store what the pressed button stands for; DomainError refuses it."""
    aksi = data.get("aksi", "")
    if aksi == "data":
        dasar = {bidang: data.get(f"dasar-{bidang}", "")[:TERPANJANG] for bidang in NAMA}
        baru = {bidang: data.get(bidang, "")[:TERPANJANG] for bidang in NAMA if bidang in data}
        change_seen(warga=warga, dasar=dasar, baru=baru, petugas=pengguna)
    elif aksi == "rumah":
        bersama = _find_host(pengguna, data.get("bersama", ""))
        diasuh = data.get("pengasuh") == "1"
        join_rumah(warga=warga, bersama=bersama, sejak=_date(data), petugas=pengguna, pengasuh=diasuh)
    elif aksi == "pindah":
        leave_rumah(warga=warga, posyandu=_find_unit(pengguna, data), sejak=_date(data), petugas=pengguna)
    elif aksi == "hamil":
        hamil = _find_pregnancy(pengguna, warga, data.get("kehamilan", ""))
        withdraw_kehamilan(petugas=pengguna, kehamilan=hamil, alasan=data.get("alasan", ""))
    else:
        set_status_warga(warga=warga, status=data.get("status", ""), sejak=_date(data), petugas=pengguna)


def _find_host(pengguna: Pengguna, teks: str) -> Warga:
    if not teks:
        raise DomainError("bersama_kosong", "Orangnya belum dipilih.", "bersama", "Cari namanya, lalu pilih.")
    ada = Warga.objects.allowed_to(pengguna, Aksi.KELOLA_WARGA).filter(pk=to_uuid(teks)).first()
    if ada is None:
        raise Http404
    return ada


def _find_unit(pengguna: Pengguna, data: QueryDict) -> Unit:
    unit = next((satu for satu in _posyandu(pengguna) if satu.kode == data.get("posyandu", "")), None)
    if unit is None:
        raise DomainError("posyandu_kosong", "Posyandunya belum dipilih.", "posyandu", "Pilih satu.")
    return unit


def _find_pregnancy(pengguna: Pengguna, warga: Warga, teks: str) -> Kehamilan:
    """Her own, also one that was withdrawn; somebody else's is Http404 like a missing one."""
    if not may_enter(pengguna, warga):
        raise BUKAN_TENAGA
    if not teks:
        raise DomainError("kehamilan_kosong", "Kehamilannya belum dipilih.", "kehamilan", "Pilih satu.")
    ada = Kehamilan.tertulis.filter(warga__in=alias_ids(warga.pk), pk=to_uuid(teks)).first()
    if ada is None:
        raise Http404
    return ada


def _date(data: QueryDict) -> date:
    tanggal = read_tanggal(data.get("sejak", ""))
    if tanggal is None:
        raise DomainError("tanggal_kosong", "Tanggalnya belum diisi, atau tidak ada.", "sejak", "Pilih tanggalnya.")
    return tanggal


def build_ubah(pengguna: Pengguna, warga: Warga, data: QueryDict, galat: DomainError | None) -> HalamanUbah:
    """The forms as stored, or as typed when they were refused; notes whose names the reader saw."""
    warga = find_warga(pengguna, warga.pk)
    dasar = _stored(warga)
    ketikan = {kunci: data.get(kunci, "")[:TERPANJANG] for kunci in (*NAMA, *PILIHAN) if kunci in data}
    kata = data.get("kata", "")[:TERPANJANG]
    calon = _candidates(pengguna, warga, kata, data.get("bersama", ""))
    log_read(pengguna=pengguna, halaman="warga-ubah", warga=[warga.pk, *(satu.id for satu in calon)])
    rumah = Warga.objects.visible_to(pengguna).filter(keluarga=warga.keluarga_id, status=StatusWarga.AKTIF)
    return HalamanUbah(
        warga=warga,
        hari_ini=warga.unit.hari_ini,
        isi={**dasar, "nik": "", "sejak": warga.unit.hari_ini.isoformat(), **ketikan},
        dasar=dasar,
        nik=mask_nik(open_nik(warga.nik_sandi)),
        serumah=rumah.exclude(pk=warga.pk).count() if warga.keluarga_id else 0,
        kata=kata,
        calon=calon,
        posyandu=[satu for satu in _posyandu(pengguna) if satu.pk != warga.unit_id or warga.tamu],
        kehamilan=_pregnancies(pengguna, warga),
        status=[(kode, str(nama)) for kode, nama in StatusWarga.choices if kode != warga.status],
        dicari=bool(kata),
        galat=galat,
    )


def _stored(warga: Warga) -> dict[str, str]:
    return {
        "nama": warga.nama,
        "jenis_kelamin": warga.jenis_kelamin,
        "tanggal_lahir": warga.tanggal_lahir.isoformat(),
        "nik": mask_nik(open_nik(warga.nik_sandi)),
        "telepon": warga.telepon,
        "alamat": warga.keluarga.alamat if warga.keluarga else "",
        "rt": warga.keluarga.rt if warga.keluarga else "",
    }


def _pregnancies(pengguna: Pengguna, warga: Warga) -> list[Kehamilan]:
    rows = Kehamilan.objects.visible_to(pengguna).filter(warga__in=alias_ids(warga.pk))
    return list(rows.order_by("-hpht")) if may_enter(pengguna, warga) else []


def _posyandu(pengguna: Pengguna) -> list[Unit]:
    unit = Unit.objects.allowed_to(pengguna, Aksi.KELOLA_WARGA).filter(jenis=JenisUnit.POSYANDU)
    return list(unit.exclude(status=StatusUnit.TUTUP).order_by("nama", "pk"))


def _candidates(pengguna: Pengguna, warga: Warga, kata: str, dipilih: str) -> list[Calon]:
    """Living residents of that name, those of the same posyandu first."""
    try:
        bersih = clean_line(kata, bidang="kata", paling=100, boleh_kosong=True)
    except DomainError:
        return []
    if len(bersih) < PALING_PENDEK:
        return []
    rows = Warga.objects.allowed_to(pengguna, Aksi.KELOLA_WARGA).pokok().select_related("unit", "keluarga")
    ada = matching(rows.filter(status=StatusWarga.AKTIF, tamu=False).exclude(pk=warga.pk), bersih)
    urut = ada.annotate(dekat=Count("pk", filter=Q(unit=warga.unit_id))).order_by("-dekat", "nama", "pk")
    return [_candidate(satu, dipilih) for satu in urut[:TERBANYAK]]


def _candidate(warga: Warga, dipilih: str) -> Calon:
    rt = f"RT {warga.keluarga.rt}" if warga.keluarga and warga.keluarga.rt else ""
    alamat = warga.keluarga.alamat if warga.keluarga else ""
    ket = ", ".join(satu for satu in (warga.unit.nama_lengkap, rt, alamat) if satu)
    return Calon(warga.pk, warga.nama, warga.tanggal_lahir, ket, str(warga.pk) == dipilih)
