"""Register people and change what is known about them. Nothing is ever deleted."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from klaster.tanggal import sebut_tanggal
from klaster.umur import umur_tahun
from posyandu.domisili import BAYI_HARI
from posyandu.gabung import merge_warga
from posyandu.kunci import alias_ids, child_ids, lock_pokok
from posyandu.models import Domisili, Kehamilan, Keluarga, Kunjungan, Warga
from posyandu.nama import check_jenis_kelamin, check_lahir, check_sejak, clean_nama, clean_telepon
from posyandu.nik import KOSONG, SegelNik, hash_nik, normalise_nik, seal_nik
from posyandu.pemegang import ask_about_holders, find_holders, insert_warga, other_holders, save_warga
from posyandu.perubahan import note_perubahan
from posyandu.turunan import derive_findings
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.waktu import hari_ini

DEWASA = 18  # UU 35/2014 article 1: younger is a child


class PerubahanWarga(TypedDict, total=False):
    """What `change_warga` can change; a NIK of "" takes the number away."""

    nama: str
    jenis_kelamin: str
    tanggal_lahir: date
    nik: str
    keluarga: Keluarga | None
    ibu: Warga | None
    pengasuh: Warga | None
    telepon: str


@transaction.atomic
def register_warga(
    *,
    petugas: Pengguna,
    id: UUID,
    unit: Unit,
    nama: str,
    jenis_kelamin: str,
    tanggal_lahir: date,
    nik: str | None = None,
    keluarga: Keluarga | None = None,
    ibu: Warga | None = None,
    telepon: str = "",
    sejak: date | None = None,
    tamu: bool = False,
) -> Warga:
    """Write a person down at `unit`: a resident with a domicile since `sejak`, or a guest.

    The same id with the same content answers the person who is there. A guest whose NIK names one person of the
    kabupaten is linked to that person at once.
    """
    kabupaten_id = _kabupaten_of(unit, tamu)
    warga = Warga(
        pk=id,
        kabupaten_id=kabupaten_id,
        unit=unit,
        keluarga=keluarga,
        ibu=ibu,
        nama=clean_nama(nama),
        jenis_kelamin=jenis_kelamin,
        tanggal_lahir=tanggal_lahir,
        telepon=clean_telepon(telepon),
        tamu=tamu,
        dibuat_oleh=petugas,
        **(seal_nik(normalise_nik(nik)) if nik and nik.strip() else KOSONG),
    )
    today = hari_ini(kabupaten_id=kabupaten_id)
    _check_person(warga, today)
    if (known := Warga.objects.filter(pk=id).first()) is not None:
        return _same(known, warga)
    sejak = sejak or (tanggal_lahir if (today - tanggal_lahir).days <= BAYI_HARI else today)
    check_sejak(sejak, tanggal_lahir, today)
    insert_warga(warga)
    if tamu:
        warga = _link_guest(warga, petugas)
    else:
        Domisili.objects.create(warga=warga, posyandu=unit, sejak=sejak)
        mark_perlu_hitung(kabupaten_id=kabupaten_id, sejak=sejak)
    note_perubahan({warga.pk})
    return warga


@transaction.atomic
def change_warga(*, warga: Warga, petugas: Pengguna, **baru: Unpack[PerubahanWarga]) -> Warga:
    """Correct what is known about a person; a new birth date or sex judges every visit again."""
    del petugas  # the audit trail takes the user from the request
    warga = lock_pokok(warga)
    before = (warga.tanggal_lahir, warga.jenis_kelamin)
    _set_plain(warga, baru)
    if "nik" in baru:
        _set_nik(warga, baru["nik"])
    _check_person(warga, hari_ini(kabupaten_id=warga.kabupaten_id))
    judged = (warga.tanggal_lahir, warga.jenis_kelamin) != before
    if judged:
        _check_history(warga)
    save_warga(warga)
    if judged:
        _judge_again(warga, min(before[0], warga.tanggal_lahir))
    note_perubahan({warga.pk, *child_ids(alias_ids(warga.pk))})
    return warga


# --- checks ----------------------------------------------------------------------------------------------------------


def _kabupaten_of(unit: Unit, tamu: bool) -> int:
    if unit.jenis != JenisUnit.POSYANDU and not tamu:
        raise DomainError(
            "bukan_posyandu", "Warga didaftarkan di posyandu.", "unit", "Pilih posyandu tempat tinggalnya."
        )
    if unit.kabupaten_id is None or unit.jenis == JenisUnit.KABUPATEN:
        raise DomainError(
            "bukan_tempat_pelayanan", "Unit ini tidak melayani warga.", "unit", "Pilih posyandu atau pustu."
        )
    return unit.kabupaten_id


def _check_person(warga: Warga, today: date) -> None:
    check_jenis_kelamin(warga.jenis_kelamin)
    check_lahir(warga.tanggal_lahir, today)
    if warga.pengasuh is not None and umur_tahun(warga.pengasuh.tanggal_lahir, today) < DEWASA:
        raise DomainError(
            "pengasuh_anak", f"Pengasuh harus berumur {DEWASA} tahun atau lebih.", "bersama", "Pilih orang dewasa."
        )
    ibu = warga.ibu
    if ibu is None:
        return
    if ibu.jenis_kelamin != "P":
        raise DomainError("ibu_bukan_perempuan", "Ibu harus perempuan.", "ibu", "Pilih orang lain.")
    if ibu.pk == warga.pk or ibu.tanggal_lahir >= warga.tanggal_lahir:
        raise DomainError("ibu_lebih_muda", "Ibu harus lebih tua dari anak.", "ibu", "Periksa kedua tanggal lahir.")
    if warga.nik_hash and warga.nik_hash == ibu.nik_hash:
        raise DomainError("nik_milik_ibu", "NIK ini milik ibu.", "nik", "Kosongkan bila anak belum punya NIK.")


def _check_history(warga: Warga) -> None:
    """A new birth date or sex must leave the person's visits, pregnancies and children possible."""
    rows = alias_ids(warga.pk)
    first = Kunjungan.objects.filter(warga__in=rows, berlaku=True).aggregate(hari=Min("tanggal"))["hari"]
    if first is not None and first < warga.tanggal_lahir:
        raise DomainError(
            "lahir_sesudah_kunjungan",
            f"Sudah ada kunjungan tanggal {sebut_tanggal(first)}, sebelum tanggal lahir itu.",
            "tanggal_lahir",
            "Periksa tahunnya.",
        )
    if warga.jenis_kelamin == "L" and Kehamilan.objects.filter(warga__in=rows).exists():
        raise DomainError("punya_kehamilan", "Orang ini tercatat pernah hamil.", "jenis_kelamin", "Periksa orangnya.")
    if Warga.objects.filter(ibu__in=rows, tanggal_lahir__lte=warga.tanggal_lahir).exists():
        raise DomainError(
            "ibu_lebih_muda", "Ibu harus lebih tua dari anak.", "tanggal_lahir", "Periksa kedua tanggal lahir."
        )


def _same(known: Warga, sent: Warga) -> Warga:
    """A repeated registration answers the person that is there; another person under that id is refused."""
    fields = ("nama", "jenis_kelamin", "tanggal_lahir", "nik_hash", "tamu", "kabupaten_id")
    if any(getattr(known, name) != getattr(sent, name) for name in fields):
        raise DomainError(
            "id_dipakai_ulang", "Id ini sudah dipakai orang lain.", "id", "Buat id baru untuk orang baru."
        )
    return known


# --- writing ---------------------------------------------------------------------------------------------------------


def _link_guest(warga: Warga, petugas: Pengguna) -> Warga:
    """One holder of the guest's NIK: they are one person. Several: a person decides."""
    holders = find_holders(warga.kabupaten_id, warga.nik_hash)
    if len(holders) == 1 and holders[0].jenis_kelamin == warga.jenis_kelamin:
        merge_warga(dari=warga, ke=holders[0], petugas=petugas)
        warga.refresh_from_db()
        return warga
    ask_about_holders(warga)
    return warga


def _set_plain(warga: Warga, baru: PerubahanWarga) -> None:
    warga.nama = clean_nama(baru["nama"]) if "nama" in baru else warga.nama
    warga.telepon = clean_telepon(baru["telepon"]) if "telepon" in baru else warga.telepon
    warga.jenis_kelamin = baru.get("jenis_kelamin", warga.jenis_kelamin)
    warga.tanggal_lahir = baru.get("tanggal_lahir", warga.tanggal_lahir)
    warga.keluarga = baru.get("keluarga", warga.keluarga)
    warga.ibu = baru.get("ibu", warga.ibu)
    warga.pengasuh = baru.get("pengasuh", warga.pengasuh)


def _set_nik(warga: Warga, nik: str) -> None:
    nik = normalise_nik(nik) if nik.strip() else ""
    if nik and warga.nik_hash == hash_nik(nik):
        return
    segel: SegelNik = seal_nik(nik) if nik else KOSONG
    warga.nik_sandi, warga.nik_hash, warga.nik_akhir = segel["nik_sandi"], segel["nik_hash"], segel["nik_akhir"]
    warga.nik_ganda = not warga.tamu and bool(other_holders(warga))


def _judge_again(warga: Warga, sejak: date) -> None:
    Domisili.objects.filter(warga=warga, sejak__lt=warga.tanggal_lahir, sampai=None).update(sejak=warga.tanggal_lahir)
    derive_findings(orang=[warga.pk], sejak=sejak)
    mark_perlu_hitung(kabupaten_id=warga.kabupaten_id, sejak=sejak)
