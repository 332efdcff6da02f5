"""The Nyelik list on a page, until the phone has it: look, say that nobody was met, or how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from posyandu.halaman.nyelik import Ditolak, build_nyelik
from posyandu.halaman.sesi import TIDAK_MENCATAT, require_writer
from posyandu.models import TugasKunjungan
from posyandu.tugas import cancel_tugas, close_tugas, mark_absent
from puskesmas.alamat import link
from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.peran import Aksi
from puskesmas.pesan import read_about


@page
@require_safe
def nyelik(request: Permintaan) -> HttpResponse:
    halaman = build_nyelik(request.user, request.GET)
    if request.method == "GET":
        read_about(perihal=halaman.perihal, oleh=request.user)
    return render(request, "posyandu/nyelik.html", {"halaman": halaman})


@page
@require_POST
def tidak_bertemu(request: Permintaan, tugas: UUID) -> HttpResponse:
    require_writer(request.user)
    mark_absent(oleh=request.user, tugas=TugasKunjungan(pk=tugas))
    return _back(request)


@page
@require_POST
def batal(request: Permintaan, tugas: UUID) -> HttpResponse:
    if not any(request.user.paths_for(aksi) for aksi in (Aksi.CATAT_KUNJUNGAN, Aksi.KIRIM_NYELIK)):
        raise TIDAK_MENCATAT
    kata = request.POST.get("alasan", "")
    return _end(request, Ditolak(tugas, "batal", kata), cancel_tugas, alasan=kata)


@page
@require_POST
def selesai(request: Permintaan, tugas: UUID) -> HttpResponse:
    require_writer(request.user)
    kata = request.POST.get("hasil", "")
    return _end(request, Ditolak(tugas, "selesai", kata), close_tugas, hasil=kata)


def _end(request: Permintaan, ketikan: Ditolak, end: Callable[..., TugasKunjungan], **kata: str) -> HttpResponse:
    """A refusal is said on the list itself, beside what was typed."""
    try:
        end(oleh=request.user, tugas=TugasKunjungan(pk=ketikan.tugas), **kata)
    except DomainError as galat:
        if galat.status != HTTPStatus.BAD_REQUEST:
            raise
        halaman = build_nyelik(request.user, request.POST, replace(ketikan, galat=galat))
        return render(request, "posyandu/nyelik.html", {"halaman": halaman}, status=galat.status)
    return _back(request)


def _back(request: Permintaan) -> HttpResponse:
    """To the list that the button stood on."""
    return redirect(link("nyelik", unit=request.POST.get("unit", "")[:60], hal=request.POST.get("hal", "")[:5]))
