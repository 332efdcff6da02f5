"""Changes of a person that a phone typed without signal: merged field by field with what changed here meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from posyandu.baca import read_date, read_text, read_uuid
from posyandu.keluarga import change_keluarga, family_of, normalise_kk
from posyandu.kunci import lock_pokok
from posyandu.models import BedaWarga, Warga
from posyandu.models.beda import Pilihan
from posyandu.nama import clean_nama, clean_telepon
from posyandu.nik import hash_nik, mask_nik, normalise_nik, open_isi, open_nik, seal_isi
from posyandu.warga import PerubahanWarga, change_warga
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Perangkat
from puskesmas.peran import Aksi

ORANG: Final = frozenset({"nama", "jenis_kelamin", "tanggal_lahir", "nik", "ibu", "telepon"})
KELUARGA: Final = frozenset({"alamat", "rt", "kk"})
NOMOR: Final = frozenset({"nik", "kk"})
Isi = Mapping[str, object]


@transaction.atomic
def merge_from_phone(
    *,
    operasi: UUID,
    warga: Warga,
    dasar: Isi,
    baru: Isi,
    petugas: Pengguna,
    perangkat: Perangkat,
    diketik_pada: datetime | None,
) -> list[BedaWarga]:
    """Apply the fields that only the phone changed; those that changed on both sides become rows for a person."""
    asing = sorted(set(baru) - ORANG - KELUARGA)
    if asing or not baru:
        raise DomainError("bidang_tidak_dikenal", "Ada bidang warga yang tidak dikenal.", (asing or ["baru"])[0][:60])
    warga = lock_pokok(warga)
    kini = {bidang: current_value(warga, bidang) for bidang in baru}
    beda = [b for b in sorted(baru) if not same_value(b, kini[b], baru[b]) and not same_value(b, kini[b], dasar.get(b))]
    pakai = {b: baru[b] for b in baru if b not in beda and not same_value(b, kini[b], baru[b])}
    rows = [
        BedaWarga(
            operasi=operasi,
            warga=warga,
            bidang=bidang,
            dasar=_shown(bidang, dasar.get(bidang)),
            nilai=_shown(bidang, kini[bidang]),
            nilai_hp=_shown(bidang, _checked(bidang, baru)),
            nilai_sandi=seal_isi(str(baru[bidang]).encode()) if bidang in NOMOR and baru[bidang] else None,
            pengguna=petugas,
            perangkat=perangkat,
            diketik_pada=diketik_pada,
        )
        for bidang in beda
    ]
    apply_values(warga, pakai, petugas)
    return BedaWarga.objects.bulk_create(rows)


@transaction.atomic
def settle_beda_warga(*, oleh: Pengguna, beda: BedaWarga, pakai_hp: bool) -> BedaWarga:
    """A person chooses; the phone's value is written like any change, and refused like any."""
    rows = BedaWarga.objects.allowed_to(oleh, Aksi.KELOLA_WARGA).select_for_update(of=("self",))
    baris = rows.filter(pk=beda.pk).select_related("warga__digabung_ke").first()
    if baris is None:
        raise DomainError("beda_tidak_ditemukan", "Pilihan itu tidak ditemukan.", "", "Muat ulang halaman.", 404)
    if baris.diputus_pada is not None:
        raise DomainError("sudah_diputus", "Ini sudah diputus orang lain.", "", "Muat ulang halaman.")
    if pakai_hp:
        nilai = open_isi(baris.nilai_sandi).decode() if baris.nilai_sandi else baris.nilai_hp
        apply_values(lock_pokok(baris.warga.digabung_ke or baris.warga), {baris.bidang: nilai}, oleh)
    baris.diputus_pada, baris.diputus_oleh = timezone.now(), oleh
    baris.dipilih = Pilihan.HP if pakai_hp else Pilihan.TETAP
    baris.save(update_fields=["diputus_pada", "diputus_oleh", "dipilih"])
    return baris


# --- values ----------------------------------------------------------------------------------------------------------


def current_value(warga: Warga, bidang: str) -> object:
    """As the phone writes it; numbers in full."""
    keluarga = warga.keluarga
    baca: dict[str, Callable[[], object]] = {
        "nama": lambda: warga.nama,
        "jenis_kelamin": lambda: warga.jenis_kelamin,
        "tanggal_lahir": warga.tanggal_lahir.isoformat,
        "telepon": lambda: warga.telepon,
        "nik": lambda: open_nik(warga.nik_sandi),
        "ibu": lambda: str(warga.ibu.pokok_id) if warga.ibu else "",
        "alamat": lambda: keluarga.alamat if keluarga else "",
        "rt": lambda: keluarga.rt if keluarga else "",
        "kk": lambda: open_nik(keluarga.kk_sandi) if keluarga else "",
    }
    return baca[bidang]()


def same_value(bidang: str, kini: object, lain: object) -> bool:
    """Compared as they would be stored; of a number the phone may know no more than its last four digits."""
    a, b = str(kini or "").strip(), str(lain or "").strip()
    if bidang in NOMOR and b and (len(b) == 4 or b.startswith("*")):
        return a[-4:] == b[-4:]
    return a == b or _stored(bidang, a) == _stored(bidang, b)


def _stored(bidang: str, teks: str) -> str:
    bersih: dict[str, Callable[[str], str]] = {
        "nama": clean_nama,
        "telepon": clean_telepon,
        "nik": lambda isi: hash_nik(normalise_nik(isi)) if isi else "",
        "kk": lambda isi: hash_nik(normalise_kk(isi)) if isi else "",
    }
    try:
        return bersih.get(bidang, str)(teks)
    except DomainError:  # what cannot be stored is the same as nothing that is
        return f"?{teks}"


def _shown(bidang: str, nilai: object) -> object:
    return mask_nik(str(nilai or "")) if bidang in NOMOR else nilai


def _checked(bidang: str, baru: Isi) -> object:
    """Nobody is asked to choose a value of the wrong kind."""
    if bidang == "tanggal_lahir":
        return read_date(baru, bidang).isoformat()
    return read_text(baru, bidang, 200)


def apply_values(warga: Warga, pakai: Isi, petugas: Pengguna) -> None:
    orang = {bidang: nilai for bidang, nilai in pakai.items() if bidang in ORANG}
    rumah = {bidang: read_text(pakai, bidang, 200) for bidang in pakai if bidang in KELUARGA}
    if rumah and warga.keluarga is not None:
        change_keluarga(
            keluarga=warga.keluarga,
            petugas=petugas,
            alamat=rumah.get("alamat"),
            rt=rumah.get("rt"),
            nomor_kk=rumah.get("kk"),
        )
    perubahan = _typed(orang, petugas)
    if rumah and warga.keluarga is None:
        isi = {"alamat": rumah.get("alamat", ""), "rt": rumah.get("rt", ""), "nomor_kk": rumah.get("kk", "")}
        perubahan["keluarga"] = family_of(unit=warga.unit, ibu=None, **isi)
    if perubahan:
        change_warga(warga=warga, petugas=petugas, **perubahan)


def _typed(isi: Isi, petugas: Pengguna) -> PerubahanWarga:
    hasil = PerubahanWarga()
    if "nama" in isi:
        hasil["nama"] = read_text(isi, "nama", 1000)
    if "jenis_kelamin" in isi:
        hasil["jenis_kelamin"] = read_text(isi, "jenis_kelamin", 10)
    if "tanggal_lahir" in isi:
        hasil["tanggal_lahir"] = read_date(isi, "tanggal_lahir")
    if "nik" in isi:
        hasil["nik"] = read_text(isi, "nik", 60)
    if "telepon" in isi:
        hasil["telepon"] = read_text(isi, "telepon", 60)
    if "ibu" in isi:
        hasil["ibu"] = _mother(isi, petugas)
    return hasil


def _mother(isi: Isi, petugas: Pengguna) -> Warga | None:
    if not isi["ibu"]:
        return None
    rows = Warga.objects.allowed_to(petugas, Aksi.KELOLA_WARGA).select_related("digabung_ke")
    ibu = rows.filter(pk=read_uuid(isi, "ibu")).first()
    if ibu is None:
        raise DomainError("ibu_tidak_ditemukan", "Ibu itu tidak ditemukan di wilayah Anda.", "ibu", "Cari lagi.")
    return ibu.digabung_ke or ibu
