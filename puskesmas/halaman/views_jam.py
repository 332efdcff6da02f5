"""The clocks of a kabupaten: everybody who sees problems may read them, Dinas sets them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from puskesmas.bingkai import Permintaan
from puskesmas.errors import DomainError
from puskesmas.halaman.isian import read_count
from puskesmas.halaman.papan import TINGKAT
from puskesmas.halaman.views_masalah import problem_page
from puskesmas.jam import PALING, Jam, default_jam, jam_of, set_jam
from puskesmas.models import Pengguna, Unit
from puskesmas.models.masalah import ANAK_TANGGA, JenisMasalah
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi


@dataclass(frozen=True, slots=True)
class Sel:
    """One clock: its input, its rung, what stands in it, the starting value, and whether it is wrong."""

    nama: str
    label: str
    tingkat: str
    nilai: str
    awal: int
    salah: bool


@dataclass(frozen=True, slots=True)
class BarisJam:
    jenis: str
    sel: tuple[Sel, ...]


@problem_page
@require_http_methods(["GET", "HEAD", "POST"])
def jam(request: Permintaan) -> HttpResponse:
    kabupaten = _kabupaten(request.user)
    boleh = request.user.may(Aksi.ATUR_TARGET, kabupaten)
    if request.method != "POST":
        return _show(request, kabupaten, boleh=boleh)
    if not boleh:
        raise DomainError("tidak_boleh", "Jam masalah diatur Dinas Kesehatan.", "", "", 403)
    try:
        berubah = set_jam(oleh=request.user, kabupaten=kabupaten, isi=_read(request.POST))
    except DomainError as galat:
        return _show(request, kabupaten, boleh=boleh, isi=request.POST.dict(), galat=galat)
    return _show(request, kabupaten, boleh=boleh, berubah=berubah)


def _show(
    request: Permintaan,
    kabupaten: Unit,
    *,
    boleh: bool,
    isi: Mapping[str, str] | None = None,
    galat: DomainError | None = None,
    berubah: int | None = None,
) -> HttpResponse:
    data = {
        "kabupaten": kabupaten,
        "baris": _rows(jam_of(kabupaten.pk), isi or {}, galat.bidang if galat else ""),
        "kolom": tuple(TINGKAT.values()),
        "boleh": boleh,
        "galat": galat,
        "berubah": berubah,
        "paling": PALING,
    }
    return render(request, "puskesmas/jam.html", data, status=galat.status if galat else 200)


def _kabupaten(pengguna: Pengguna) -> Unit:
    """The kabupaten that the reader works in; above it there is no clock to show."""
    for satu in pengguna.active_penugasan():
        if satu.unit.kabupaten is not None:
            return satu.unit.kabupaten
    raise Http404


def _read(data: QueryDict) -> Jam:
    isi = {}
    for jenis, tingkat in default_jam():
        hari = read_count(data, f"{jenis}-{tingkat}")
        if hari is None:
            raise DomainError("wajib_diisi", "Masih ada jam yang kosong.", f"{jenis}-{tingkat}", "Isi semuanya.")
        isi[jenis, tingkat] = hari
    return isi


def _rows(jam: Jam, isi: Mapping[str, str], salah: str) -> tuple[BarisJam, ...]:
    return tuple(
        BarisJam(str(jenis.label), tuple(_cell(jam, isi, salah, jenis, tingkat) for tingkat in ANAK_TANGGA))
        for jenis in JenisMasalah
    )


def _cell(jam: Jam, isi: Mapping[str, str], salah: str, jenis: JenisMasalah, tingkat: JenisUnit) -> Sel:
    nama, kunci = f"{jenis.value}-{tingkat.value}", (jenis.value, tingkat.value)
    label = f"{jenis.label}, di {TINGKAT[tingkat.value]}"
    return Sel(
        nama, label, f"Di {TINGKAT[tingkat.value]}", isi.get(nama, str(jam[kunci])), default_jam()[kunci], nama == salah
    )
