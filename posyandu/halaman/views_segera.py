"""The list of danger signs, and the button of whoever takes one in hand."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from posyandu.halaman.segera import build_segera
from posyandu.models import Segera
from posyandu.segera import acknowledge_segera
from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import TANPA_TUGAS, DomainError
from puskesmas.peran import Aksi
from puskesmas.pesan import read_about

TANPA_HAK: Final = DomainError(
    "tidak_menangani",
    "Peran Anda tidak menangani tanda bahaya.",
    "",
    "Daftar ini dibuka bidan, kepala Pustu, PJ Posyandu, Puskesmas, dan Dinas.",
    403,
)


def _require(request: Permintaan) -> None:
    if not request.user.paths_for(Aksi.KELOLA_MASALAH):
        raise TANPA_HAK if request.user.active_penugasan() else TANPA_TUGAS


@page
@require_safe
def segera(request: Permintaan) -> HttpResponse:
    _require(request)
    if request.method == "GET":
        read_about(perihal="segera", oleh=request.user)
    return render(request, "posyandu/meja/segera.html", {"halaman": build_segera(request.user)})


@page
@require_POST
def tangani(request: Permintaan, segera: UUID) -> HttpResponse:
    """The first one is kept; whoever comes second sees on the list who has it."""
    _require(request)
    try:
        acknowledge_segera(oleh=request.user, segera=Segera(pk=segera), catatan=request.POST.get("catatan", ""))
    except DomainError as galat:
        if galat.status == HTTPStatus.NOT_FOUND:
            raise Http404 from galat
        raise
    return redirect("segera")
