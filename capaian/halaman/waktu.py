"""The week a page is about, how to reach the others, and how fresh its figures are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist

from capaian.halaman.akses import Akses
from capaian.halaman.angka import PANJANG
from capaian.halaman.model import Kesegaran, PekanPilihan, PilihPekan
from capaian.hitung.pekan import Pekan

ZONA: Final = {7: "WIB", 8: "WITA", 9: "WIT"}
"""Indonesia's three clocks by their distance from UTC in hours."""


def choose_week(akses: Akses, pekan: Pekan, alamat: Callable[[str], str]) -> PilihPekan:
    """The chooser of one page; `alamat` makes the page's address for the code of a week."""
    terbuka = akses.terbuka
    daftar = [Pekan(terbuka.senin - timedelta(weeks=mundur)) for mundur in range(PANJANG + 1)]
    if pekan not in daftar:
        daftar.append(pekan)
    return PilihPekan(
        kode=pekan.kode,
        label=pekan.label,
        sebelum_url=alamat(pekan.previous.kode),
        sesudah_url=alamat(pekan.next.kode) if pekan < terbuka else None,
        daftar=tuple(PekanPilihan(satu.label, alamat(satu.kode), satu == pekan) for satu in daftar),
        berjalan=pekan == terbuka,
    )


def describe_freshness(
    akses: Akses, pekan: Pekan, dihitung_pada: datetime | None, belum_mengirim: int, url: str | None
) -> Kesegaran:
    jam = akses.sekarang.astimezone(akses.zona)
    selisih = jam.utcoffset() or timedelta()
    return Kesegaran(
        dihitung_pada=None if dihitung_pada is None else dihitung_pada.astimezone(akses.zona),
        belum_mengirim=belum_mengirim,
        belum_mengirim_url=url if belum_mengirim else None,
        zona=ZONA.get(int(selisih.total_seconds() // 3600), ""),
        skdr=pekan.skdr.removeprefix("SKDR "),
        sedang_dihitung=_is_pending(akses, pekan),
        data_contoh=settings.DEMO,
    )


def _is_pending(akses: Akses, pekan: Pekan) -> bool:
    """Whether writes of this week or before wait for the next recomputation."""
    try:
        return akses.unit.kabupaten is not None and akses.unit.kabupaten.perlu_hitung.sejak_tanggal <= pekan.minggu
    except ObjectDoesNotExist:
        return False
