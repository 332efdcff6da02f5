"""The indicators of the weekly meeting: a few, so that each is talked about; the others wait for the monthly one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import transaction

from capaian.models import IndikatorRapat
from klaster.indikator import JenisIndikator, muat_indikator
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, ProfilPuskesmas, Unit
from puskesmas.peran import Aksi

PALING_BANYAK: Final = 15


def meeting_indikator(kabupaten: Unit) -> tuple[JenisIndikator, ...]:
    """In the order in which they are shown."""
    return pick_indikator(IndikatorRapat.objects.under(kabupaten).values_list("indikator_id", flat=True))


def pick_indikator(kode: Iterable[str]) -> tuple[JenisIndikator, ...]:
    """The chosen ones; what the data calls `rapat` where nothing is chosen."""
    pilihan = set(kode)
    return tuple(satu for satu in muat_indikator() if (satu.kode in pilihan if pilihan else satu.rapat))


HARI: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@transaction.atomic
def schedule_meeting(*, oleh: Pengguna, unit: Unit, hari_rapat: int, tenggat_hari: int) -> None:
    """The weekday of a Puskesmas' meeting, 1 Monday to 7 Sunday, and how many days later signing is late."""
    if not (oleh.may(Aksi.SUSUN_EVALUASI, unit) or oleh.may(Aksi.ATUR_TARGET, unit)):
        raise DomainError("tidak_boleh", "Hari rapat diatur Kepala Puskesmas, PJ ILP, atau Dinas.", "", "", 403)
    if not 1 <= hari_rapat <= len(HARI):
        raise DomainError("hari_tidak_dikenal", "Hari rapat tidak dikenal.", "hari_rapat", "Pilih Senin sampai Minggu.")
    if not 0 <= tenggat_hari < len(HARI):
        raise DomainError("tenggat_tidak_sah", "Tenggat 0 sampai 6 hari sesudah rapat.", "tenggat_hari", "Betulkan.")
    isi = {"hari_rapat": hari_rapat, "tenggat_hari": tenggat_hari}
    ProfilPuskesmas.objects.update_or_create(unit=unit, defaults=isi)
    if unit.kabupaten_id is not None:
        mark_perlu_hitung(kabupaten_id=unit.kabupaten_id, sejak=unit.hari_ini)


@transaction.atomic
def choose_meeting_indikator(*, oleh: Pengguna, kabupaten: Unit, kode: Sequence[str]) -> None:
    """Write the set of a kabupaten; nothing chosen means the default set again."""
    if not oleh.may(Aksi.ATUR_TARGET, kabupaten):
        raise DomainError("tidak_boleh", "Indikator rapat dipilih oleh Dinas Kesehatan.", "", "", 403)
    dikenal = {satu.kode for satu in muat_indikator()}
    if asing := [satu for satu in kode if satu not in dikenal]:
        raise DomainError("indikator_tidak_dikenal", f"Indikator {asing[0][:60]!r} tidak dikenal.", "indikator")
    if len(set(kode)) > PALING_BANYAK:
        raise DomainError(
            "terlalu_banyak",
            f"Dipilih {len(set(kode))} indikator, paling banyak {PALING_BANYAK}.",
            "indikator",
            "Lepaskan beberapa; yang lain dibahas di lokakarya mini bulanan.",
        )
    lama = IndikatorRapat.objects.under(kabupaten)
    lama.exclude(indikator__in=kode).delete()
    for urutan, satu in enumerate(dict.fromkeys(kode)):
        IndikatorRapat.objects.update_or_create(kabupaten=kabupaten, indikator_id=satu, defaults={"urutan": urutan})
