"""From a figure to the people who would change it, and on to the home-visit lists of their cadres."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from capaian.hitung.hitung import zona_of
from capaian.hitung.orang import BERNAMA, Bagian, people_behind
from capaian.hitung.pekan import Pekan, open_week
from klaster.indikator import JenisIndikator
from posyandu.models import Warga
from posyandu.tugas import HasilKirim, assign, check_reach
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi

TANPA_NAMA: Final = DomainError(
    "tanpa_daftar_nama",
    "Indikator ini tanpa daftar nama: yang dihitung bukan orang satu per satu.",
    "indikator",
    "Tulis tindakannya di evaluasi pekan.",
)


def require_sender(oleh: Pengguna, unit: Unit) -> None:
    if not oleh.may(Aksi.KIRIM_NYELIK, unit):
        raise DomainError("tidak_boleh", "Peran Anda tidak mengirim orang ke daftar Nyelik unit ini.", "unit", "", 403)


def wanted_part(jenis: JenisIndikator) -> Bagian:
    """Whom to look for: the missing, or the affected where less is better."""
    return Bagian.SUDAH if jenis.arah == "turun" else Bagian.BELUM


def reason(jenis: JenisIndikator) -> str:
    """ "Balita ditimbang: belum", "Balita tidak naik berat: tidak naik"."""
    if jenis.arah == "turun":
        return f"{jenis.nama}: {jenis.label_pembilang.split(' (', maxsplit=1)[0]}"
    return f"{jenis.nama}: {'tidak' if jenis.mode == 'keadaan' else 'belum'}"


def find_missing(*, oleh: Pengguna, unit: Unit, pekan: Pekan, jenis: JenisIndikator) -> list[Warga]:
    """Everybody whom a figure asks for, read anew; DomainError for figures without names."""
    if jenis.satuan not in BERNAMA:
        raise TANPA_NAMA
    return list(people_behind(user=oleh, jenis=jenis, unit=unit, pekan=pekan, bagian=wanted_part(jenis)))


def send_missing(
    *,
    oleh: Pengguna,
    unit: Unit,
    pekan: Pekan,
    jenis: JenisIndikator,
    tenggat: date,
    warga_ids: Collection[UUID] | None = None,
) -> HasilKirim:
    """Put those who are missing in `unit` on their cadres' lists: all of them, or those of `warga_ids`.

    `dilewati` counts who needs no visit any more: served after the week, or on the list no longer. A constant number of
    queries.
    """
    require_sender(oleh, unit)
    if warga_ids is not None:
        check_reach(oleh, warga_ids)
    belum = find_missing(oleh=oleh, unit=unit, pekan=pekan, jenis=jenis)
    diminta = {satu.pk for satu in belum} if warga_ids is None else set(warga_ids)
    dilayani = _served_since(oleh, unit, pekan, jenis)
    pilih = [satu for satu in belum if satu.pk in diminta - dilayani]
    lewat = len(diminta) - len(pilih)
    if not pilih and (lewat or warga_ids is None):
        return HasilKirim(dilewati=lewat)
    hasil = assign(
        oleh=oleh,
        warga=pilih,
        sebab_kode=jenis.kode,
        sebab=reason(jenis),
        jawaban=jenis.jawaban,
        tenggat=tenggat,
        sekeluarga=jenis.satuan == "keluarga",
    )
    return replace(hasil, dilewati=hasil.dilewati + lewat)


def _served_since(oleh: Pengguna, unit: Unit, pekan: Pekan, jenis: JenisIndikator) -> set[UUID]:
    """People whom the running week counts as reached: a visit that came after the week that is looked at."""
    kini = open_week(zona_of(unit.kabupaten or unit))
    if pekan == kini or jenis.arah == "turun":
        return set()
    sudah = people_behind(user=oleh, jenis=jenis, unit=unit, pekan=kini, bagian=Bagian.SUDAH)
    return set(sudah.order_by().values_list("pk", flat=True))
