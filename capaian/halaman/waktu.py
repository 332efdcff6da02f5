"""The week a page is about, how to reach the others, and how fresh its figures are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ObjectDoesNotExist

from capaian.halaman.akses import Akses
from capaian.halaman.angka import PANJANG
from capaian.halaman.model import Kesegaran, PekanPilihan, PilihPekan
from capaian.hitung.pekan import Pekan

ZONA: Final = {7: "WIB", 8: "WITA", 9: "WIT"}
"""Indonesia's three clocks by their distance from UTC in hours."""


def choose_week(akses: Akses, pekan: Pekan, alamat: Callable[[str], str], terakhir: Pekan | None = None) -> PilihPekan:
    """The chooser of one page; `alamat` makes its address for a week. Up to `terakhir`, else the running week."""
    terbuka = akses.terbuka
    awal = min(terbuka, terakhir or terbuka)
    daftar = [Pekan(awal.senin - timedelta(weeks=mundur)) for mundur in range(PANJANG + 1)]
    sesudah = pekan.next if pekan < (terakhir or terbuka) else None
    return _draw(akses, pekan, alamat, daftar, (pekan.previous, sesudah))


def choose_existing(akses: Akses, pekan: Pekan, alamat: Callable[[str], str], semua: Iterable[date]) -> PilihPekan:
    """The same for a page that only some weeks have: `semua` are their Mondays."""
    ada = sorted(Pekan(satu) for satu in semua)
    sebelum = max((satu for satu in ada if satu < pekan), default=None)
    sesudah = min((satu for satu in ada if pekan < satu), default=None)
    return _draw(akses, pekan, alamat, ada[: -PANJANG - 2 : -1], (sebelum, sesudah))


def _draw(
    akses: Akses,
    pekan: Pekan,
    alamat: Callable[[str], str],
    daftar: Sequence[Pekan],
    sebelah: tuple[Pekan | None, Pekan | None],
) -> PilihPekan:
    sebelum, sesudah = sebelah
    semua = daftar if pekan in daftar else (*daftar, pekan)
    return PilihPekan(
        kode=pekan.kode,
        label=pekan.label,
        sebelum_url=alamat(sebelum.kode) if sebelum else None,
        sesudah_url=alamat(sesudah.kode) if sesudah else None,
        daftar=tuple(PekanPilihan(satu.label, alamat(satu.kode), satu == pekan) for satu in semua),
        berjalan=pekan == akses.terbuka,
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
        data_contoh=akses.contoh,
    )


def _is_pending(akses: Akses, pekan: Pekan) -> bool:
    """Whether writes of this week or before wait for the next recomputation."""
    try:
        return akses.unit.kabupaten is not None and akses.unit.kabupaten.perlu_hitung.sejak_tanggal <= pekan.minggu
    except ObjectDoesNotExist:
        return False
