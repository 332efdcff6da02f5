"""The inbox: what happened, newest first; opening a notice marks it as read and leads to its place.

Reading is a POST, so that neither a preview of a link nor a browser that fetches ahead marks anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.models import Pesan
from puskesmas.pesan import Kelompok, group, open_line, read_all
from puskesmas.waktu import zone_of

PALING: Final = 100
"""So many lines are listed; older ones have had their time."""
TERBACA: Final = 1000
"""Notices that are read for them at most."""


@dataclass(frozen=True, slots=True)
class BarisPesan:
    isi: Kelompok
    pada: datetime
    """By the clock of the reader's kabupaten."""
    wa_url: str
    """Opens WhatsApp with the sentence and the address of the place, to be sent to a colleague."""


@page
@require_http_methods(["GET", "HEAD", "POST"])
def pesan(request: Permintaan) -> HttpResponse:
    if request.method == "POST":
        read_all(oleh=request.user, sampai=_until(request))
        return redirect("pesan")
    zona = zone_of(request.user)
    semua = group(list(Pesan.objects.visible_to(request.user)[:TERBACA]))[:PALING]
    daftar = [BarisPesan(satu, satu.pesan.dibuat_pada.astimezone(zona), share(request, satu)) for satu in semua]
    isi = {
        "daftar": daftar,
        "baru": sum(satu.pesan.dibaca_pada is None for satu in semua),
        "sampai": semua[0].pesan.dibuat_pada.isoformat() if semua else "",
        "paling": PALING if len(daftar) == PALING else None,
    }
    return render(request, "puskesmas/pesan.html", isi)


@page
@require_POST
def buka(request: Permintaan, pesan: UUID) -> HttpResponse:
    baris = open_line(oleh=request.user, pk=pesan)
    if baris is None:
        raise Http404
    return redirect(baris.alamat)


def share(request: Permintaan, baris: Kelompok) -> str:
    teks = f"{baris.kalimat}\n{request.build_absolute_uri(baris.alamat)}"
    return f"https://wa.me/?{urlencode({'text': teks})}"


def _until(request: Permintaan) -> datetime:
    """When the list was read that the button stood on."""
    teks = request.POST.get("sampai", "")
    try:
        sampai = parse_datetime(teks)
    except ValueError:
        sampai = None
    if sampai is None or sampai.tzinfo is None:
        raise DomainError("waktu_tidak_sah", "Daftarnya tidak jelas.", "sampai", "Muat ulang kotak pesan.")
    return sampai
