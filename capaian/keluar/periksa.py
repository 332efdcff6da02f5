"""Whoever holds a printed sheet may ask whether it is genuine: week, place and date, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from capaian.evaluasi.kode import find_signature
from capaian.halaman.akses import zone_of
from capaian.hitung.pekan import Pekan
from capaian.keluar.muat import group_code
from puskesmas.contoh import has_demo


@dataclass(frozen=True, slots=True)
class HalamanPeriksa:
    """`capaian/keluar/periksa.html`, as `halaman`."""

    kode: str
    unit: str
    pekan: str
    disahkan: datetime
    berlaku: bool
    contoh: bool


@never_cache
@require_safe
def periksa(request: HttpRequest, kode: str) -> HttpResponse:
    """Open to everybody who has the code; a code that is nobody's answers 404 in the same page."""
    ada = find_signature(kode)
    if ada is None:
        return render(request, "capaian/keluar/periksa.html", {"kode": kode[:24]}, status=404)
    halaman = HalamanPeriksa(
        kode=group_code(ada.langkah.kode),
        unit=ada.evaluasi.unit.nama_lengkap,
        pekan=Pekan(ada.evaluasi.pekan).label,
        disahkan=ada.langkah.pada.astimezone(zone_of(ada.evaluasi.unit)),
        berlaku=ada.berlaku,
        contoh=has_demo(),
    )
    return render(request, "capaian/keluar/periksa.html", {"halaman": halaman, "kode": halaman.kode})
