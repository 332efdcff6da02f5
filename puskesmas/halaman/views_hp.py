"""Pages about the phones of those who record visits: the list, the one-time code, taking a phone away."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from puskesmas.alamat import link
from puskesmas.bingkai import P, Permintaan, View, page
from puskesmas.errors import TANPA_TUGAS, DomainError
from puskesmas.halaman.hp import CabutDitolak, build_hp, draw_kode
from puskesmas.hp import hp_users, make_kode_hp, revoke_hp
from puskesmas.models import Pengguna, Perangkat
from puskesmas.peran import Aksi
from puskesmas.teks import clean_note
from puskesmas.waktu import zone_of

TANPA_HAK: Final = DomainError(
    "tidak_mengelola_hp",
    "Peran Anda tidak mendaftarkan HP.",
    "",
    "HP didaftarkan Puskesmas, kepala Pustu, bidan, atau PJ Posyandu.",
    403,
)
TERPAKAI: Final = "hp_sekali"
INGAT: Final = 20
"""Presses of "Buat kode" that a session remembers, so that a reload makes no second code."""


def hp_page(view: View[P]) -> Callable[..., HttpResponse]:
    """A page for those who enrol phones somewhere."""

    @page
    def wrapped(request: Permintaan, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.paths_for(Aksi.KELOLA_HP):
            raise TANPA_HAK if request.user.active_penugasan() else TANPA_TUGAS
        return view(request, *args, **kwargs)

    return wrapped


@hp_page
@require_safe
def hp(request: Permintaan) -> HttpResponse:
    halaman = build_hp(request.user, request.GET.get("kata", ""), request.GET.get("hal", "1"))
    return render(request, "puskesmas/hp.html", {"halaman": halaman})


@hp_page
@require_http_methods(["GET", "HEAD", "POST"])
def kode(request: Permintaan, pengguna: int) -> HttpResponse:
    """A press makes a code and shows it; sent again, by a reload for instance, it makes none."""
    untuk = _find(request, pengguna)
    if request.method != "POST":
        return redirect(link("hp", kata=untuk.nama))
    if not _first_time(request, request.POST.get("sekali", "")):
        return render(request, "puskesmas/hp_kode.html", {"untuk": untuk}, status=HTTPStatus.CONFLICT)
    baris, angka = make_kode_hp(oleh=request.user, untuk=untuk)
    alamat = request.build_absolute_uri(link("kader"))
    sampai = baris.berlaku_sampai.astimezone(zone_of(request.user))
    return render(request, "puskesmas/hp_kode.html", {"kode": draw_kode(angka, untuk, sampai, alamat)})


@hp_page
@require_POST
def cabut(request: Permintaan, hp: UUID) -> HttpResponse:
    kata = request.POST.get("alasan", "")
    try:
        alasan = clean_note(kata, bidang="alasan", kosong="Sebabnya belum diisi.")
        revoke_hp(oleh=request.user, perangkat=Perangkat(pk=hp), alasan=alasan)
    except DomainError as galat:
        if galat.status != HTTPStatus.BAD_REQUEST:
            raise Http404 from galat
        halaman = build_hp(
            request.user, request.POST.get("kata", ""), request.POST.get("hal", "1"), CabutDitolak(hp, kata, galat)
        )
        return render(request, "puskesmas/hp.html", {"halaman": halaman}, status=galat.status)
    return redirect(link("hp", kata=request.POST.get("kata", "")[:60], hal=request.POST.get("hal", "")[:5]))


def _find(request: Permintaan, pk: int) -> Pengguna:
    """Missing and foreign ones alike are 404."""
    satu = hp_users(request.user).filter(pk=pk).first()
    if satu is None:
        raise Http404
    return satu


def _first_time(request: Permintaan, sekali: str) -> bool:
    lalu: list[str] = request.session.get(TERPAKAI, [])
    if sekali in lalu:
        return False
    request.session[TERPAKAI] = [*lalu, sekali[:36]][-INGAT:]
    return True
