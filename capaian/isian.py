"""Figures that visits cannot know, typed once a week for a Puskesmas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.db import transaction

from capaian.hitung.pekan import Pekan, open_week
from capaian.lokal import indikator_of
from capaian.models import EvaluasiPekan, Isian
from klaster.indikator import JenisIndikator
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi

TERBESAR: Final = 1_000_000
WAJAR: Final = 5
"""A value jumps when it is more than twice or less than half of last week's, and one of both is above this."""
DISAHKAN: Final = (EvaluasiPekan.Status.DISAHKAN, EvaluasiPekan.Status.DITANGGAPI)


class Nilai(NamedTuple):
    """One figure; `penyebut` is None for a count of cases."""

    pembilang: int
    penyebut: int | None = None


def isian_indikator(kabupaten_id: int | None, pekan: Pekan) -> dict[str, JenisIndikator]:
    """What is typed in a week, by code: the national figures, then the kabupaten's own."""
    return {jenis.kode: jenis for jenis in indikator_of(kabupaten_id, pekan) if jenis.satuan == "isian"}


def is_signed(*, unit: Unit, pekan: Pekan) -> bool:
    """Whether the week's figures stay as they are."""
    return EvaluasiPekan.objects.filter(unit=unit, pekan=pekan.senin, status__in=DISAHKAN).exists()


def load_isian(*, unit: Unit, pekan: Pekan) -> dict[str, Nilai]:
    """What stands for a week, by code of the indicator."""
    rows = Isian.objects.filter(unit=unit, pekan=pekan.senin)
    isi = rows.values_list("indikator_id", "pembilang", "penyebut")
    return {kode: Nilai(pembilang, penyebut) for kode, pembilang, penyebut in isi}


@transaction.atomic
def record_isian(*, petugas: Pengguna, unit: Unit, pekan: Pekan, isi: Mapping[str, Nilai | None]) -> int:
    """Write the figures of one week; None takes one away. Returns how many changed; DomainError names what is wrong."""
    _check_place(petugas, unit, pekan)
    dikenal = isian_indikator(unit.kabupaten_id, pekan)
    for kode, nilai in isi.items():
        if nilai is not None:
            check_nilai(dikenal.get(kode), nilai, kode)
    ada = load_isian(unit=unit, pekan=pekan)
    berubah = {kode: nilai for kode, nilai in isi.items() if ada.get(kode) != nilai}
    for kode, nilai in berubah.items():
        _write(petugas, unit, pekan, kode, nilai)
    if berubah and unit.kabupaten_id is not None:
        mark_perlu_hitung(kabupaten_id=unit.kabupaten_id, sejak=pekan.senin)
    return len(berubah)


def _write(petugas: Pengguna, unit: Unit, pekan: Pekan, kode: str, nilai: Nilai | None) -> None:
    if nilai is None:
        Isian.objects.filter(unit=unit, pekan=pekan.senin, indikator=kode).delete()
        return
    isi = {"pembilang": nilai.pembilang, "penyebut": nilai.penyebut, "oleh": petugas}
    Isian.objects.update_or_create(unit=unit, pekan=pekan.senin, indikator_id=kode, defaults=isi)


def _check_place(petugas: Pengguna, unit: Unit, pekan: Pekan) -> None:
    if not petugas.may(Aksi.ISI_ANGKA, unit):
        raise DomainError("tidak_boleh", "Anda tidak bertugas mengisi angka unit ini.", "unit", "", 403)
    if unit.jenis != JenisUnit.PUSKESMAS or unit.kabupaten is None:
        raise DomainError("bukan_puskesmas", "Angka pekanan diisi per Puskesmas.", "unit", "Pilih Puskesmas.")
    if pekan > open_week(unit.kabupaten.setelan.zona):
        raise DomainError(
            "pekan_belum_mulai", f"{pekan.label} belum mulai.", "pekan", "Pilih pekan ini atau sebelumnya."
        )
    if is_signed(unit=unit, pekan=pekan):
        raise DomainError(
            "pekan_disahkan", f"Evaluasi {pekan.label} sudah disahkan.", "pekan", "Isi angka di pekan berikutnya."
        )


def check_nilai(jenis: JenisIndikator | None, nilai: Nilai, kode: str) -> None:
    """Shape of one figure; DomainError with the code of the indicator as its field."""
    if jenis is None:
        raise DomainError("indikator_tidak_dikenal", "Angka itu tidak diisi di sini.", kode, "Muat ulang halaman.")
    if jenis.cacah != (nilai.penyebut is None):
        pesan = "Penyebut tidak diisi." if jenis.cacah else f"Isi juga: {jenis.label_penyebut}."
        raise DomainError("penyebut_salah", pesan, kode, "Isi kedua angka, atau kosongkan keduanya.")
    if not all(0 <= satu <= TERBESAR for satu in nilai if satu is not None):
        raise DomainError("angka_di_luar_batas", "Angka harus 0 sampai 1.000.000.", kode, "Periksa lagi.")
    if nilai.penyebut is not None and nilai.pembilang > nilai.penyebut:
        raise DomainError(
            "lebih_dari_penyebut",
            f"{jenis.label_pembilang} lebih banyak daripada {jenis.label_penyebut}.",
            kode,
            "Periksa kedua angka.",
        )


def is_jump(kini: int, lalu: int | None) -> bool:
    """Whether a value is so far from last week's that it is asked about."""
    if lalu is None or max(kini, lalu) <= WAJAR:
        return False
    return kini > 2 * lalu or 2 * kini < lalu
