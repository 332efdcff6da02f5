"""Pages of the desk: the list, and one page for each kind of thing to settle. Each is settled once."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from posyandu.ganda import list_dugaan, list_gabung, settle_different, settle_same, settle_undo
from posyandu.halaman.meja import build_meja
from posyandu.halaman.meja_ganda import build_ganda, build_karantina
from posyandu.halaman.meja_putus import build_bagian, build_beda_warga, build_ditahan
from posyandu.meja_kunjungan import apply_ditahan, discard_ditahan, list_ditahan, settle_beda_bagian
from posyandu.models import BedaWarga
from posyandu.operasi_karantina import apply_karantina, discard_karantina, list_karantina
from posyandu.ubah_hp import settle_beda_warga
from puskesmas.bingkai import P, Permintaan, View, page
from puskesmas.errors import TANPA_TUGAS, DomainError
from puskesmas.peran import Aksi

TANPA_HAK: Final = DomainError(
    "tidak_memutus",
    "Peran Anda tidak memutus data yang berbeda.",
    "",
    "Meja perbaikan dibuka bidan, kepala Pustu, PJ Posyandu, dan Puskesmas.",
    403,
)
BELUM_DIPILIH: Final = DomainError(
    "belum_dipilih", "Ada isian yang belum dipilih.", "", "Pilih satu nilai untuk tiap isian."
)


def desk_page(view: View[P]) -> Callable[..., HttpResponse]:
    """A page for those who settle what differs somewhere."""

    @page
    def wrapped(request: Permintaan, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.paths_for(Aksi.PUTUS_MEJA):
            raise TANPA_HAK if request.user.active_penugasan() else TANPA_TUGAS
        return view(request, *args, **kwargs)

    return wrapped


@desk_page
@require_safe
def meja(request: Permintaan) -> HttpResponse:
    return render(request, "posyandu/meja/meja.html", {"halaman": build_meja(request.user)})


def _chosen(request: Permintaan) -> dict[str, str]:
    return {nama.removeprefix("pilih-"): str(nilai) for nama, nilai in request.POST.items() if nama != "aksi"}


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def bagian(request: Permintaan, kunjungan: UUID) -> HttpResponse:
    if request.method != "POST":
        return render(request, "posyandu/meja/putus.html", {"halaman": build_bagian(request.user, kunjungan)})
    try:
        settle_beda_bagian(oleh=request.user, kunjungan=kunjungan, pilihan=_chosen(request))
    except DomainError as galat:
        _refuse_unseen(galat)
        isi = {"halaman": build_bagian(request.user, kunjungan, _chosen(request), galat)}
        return render(request, "posyandu/meja/putus.html", isi, status=galat.status)
    return redirect("meja")


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def orang(request: Permintaan, warga: UUID) -> HttpResponse:
    if request.method != "POST":
        return render(request, "posyandu/meja/putus.html", {"halaman": build_beda_warga(request.user, warga)})
    try:
        _settle_person(request, warga)
    except DomainError as galat:
        _refuse_unseen(galat)
        isi = {"halaman": build_beda_warga(request.user, warga, _chosen(request), galat)}
        return render(request, "posyandu/meja/putus.html", isi, status=galat.status)
    return redirect("meja")


@transaction.atomic
def _settle_person(request: Permintaan, warga: UUID) -> None:
    """All fields that the page asked about, or none."""
    pilihan = {nama: nilai for nama, nilai in _chosen(request).items() if nilai in ("tetap", "hp")}
    milik = BedaWarga.objects.allowed_to(request.user, Aksi.PUTUS_MEJA).filter(warga=warga)
    rows = {str(satu.pk): satu for satu in milik}
    if not rows:
        raise Http404
    ditanya = [satu for satu in request.POST.getlist("ditanya") if satu in rows]
    if not ditanya or any(satu not in pilihan for satu in ditanya):
        raise BELUM_DIPILIH
    for satu in sorted(ditanya):
        settle_beda_warga(oleh=request.user, beda=rows[satu], pakai_hp=pilihan[satu] == "hp")


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def perbaikan(request: Permintaan, ditahan: UUID) -> HttpResponse:
    if request.method != "POST":
        return render(request, "posyandu/meja/putus.html", {"halaman": build_ditahan(request.user, ditahan)})
    try:
        _settle_held(request, ditahan)
    except DomainError as galat:
        _refuse_unseen(galat)
        ketikan = (
            _chosen(request) if request.POST.get("aksi") == "pilih" else {"alasan": request.POST.get("alasan", "")}
        )
        isi = {"halaman": build_ditahan(request.user, ditahan, ketikan, galat)}
        return render(request, "posyandu/meja/putus.html", isi, status=galat.status)
    return redirect("meja")


def _settle_held(request: Permintaan, pk: UUID) -> None:
    satu = list_ditahan(request.user).filter(pk=pk).first()
    if satu is None:
        raise Http404
    if request.POST.get("aksi") == "buang":
        discard_ditahan(oleh=request.user, ditahan=satu, alasan=request.POST.get("alasan", ""))
        return
    pilihan = _chosen(request)
    ditanya = request.POST.getlist("ditanya")
    if any(pilihan.get(kode) not in ("kini", "kiriman") for kode in ditanya):
        raise BELUM_DIPILIH
    apply_ditahan(oleh=request.user, ditahan=satu, bidang={kode for kode in ditanya if pilihan[kode] == "kiriman"})


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def karantina(request: Permintaan, perangkat: UUID) -> HttpResponse:
    """One item after the other in the order of the phone; "semua" stops at the first that is refused."""
    if request.method != "POST":
        return render(request, "posyandu/meja/karantina.html", {"halaman": build_karantina(request.user, perangkat)})
    rows = list(list_karantina(request.user).filter(perangkat=perangkat))
    aksi, pilih = request.POST.get("aksi", ""), request.POST.get("satu", "")
    dipilih = rows if aksi == "semua" else [satu for satu in rows if str(satu.pk) == pilih]
    if not dipilih:
        raise Http404
    for satu in dipilih:
        kata = request.POST.get("alasan", "")
        try:
            if aksi == "buang":
                discard_karantina(oleh=request.user, karantina=satu, alasan=kata)
            else:
                apply_karantina(oleh=request.user, karantina=satu)
        except DomainError as galat:
            _refuse_unseen(galat)
            isi = {"halaman": build_karantina(request.user, perangkat, satu.pk, galat, kata)}
            return render(request, "posyandu/meja/karantina.html", isi, status=galat.status)
    sisa = list_karantina(request.user).filter(perangkat=perangkat).exists()
    return redirect("meja-karantina", perangkat) if sisa else redirect("meja")


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def ganda(request: Permintaan, dugaan: int) -> HttpResponse:
    if request.method != "POST":
        return render(request, "posyandu/meja/ganda.html", {"halaman": build_ganda(request.user, dugaan)})
    satu = list_dugaan(request.user).filter(pk=dugaan).first()
    if satu is None:
        raise Http404
    try:
        if request.POST.get("aksi") == "beda":
            settle_different(oleh=request.user, dugaan=satu)
        else:
            settle_same(oleh=request.user, dugaan=satu, tetap=request.POST.get("tetap", ""))
    except DomainError as galat:
        _refuse_unseen(galat)
        isi = {"halaman": build_ganda(request.user, dugaan, galat)}
        return render(request, "posyandu/meja/ganda.html", isi, status=galat.status)
    return redirect("meja")


@desk_page
@require_POST
def pisah(request: Permintaan, gabung: int) -> HttpResponse:
    satu = list_gabung(request.user).filter(pk=gabung).first()
    if satu is None:
        raise Http404
    settle_undo(oleh=request.user, penggabungan=satu)
    return redirect("meja")


def _refuse_unseen(galat: DomainError) -> None:
    """What is not there and what is somebody else's are the same page."""
    if galat.status == HTTPStatus.NOT_FOUND:
        raise Http404 from galat
