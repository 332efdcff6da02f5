"""Pages: get the unit through the reader's scope, read the parameters, ask one function, print."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from capaian.halaman.akses import home_access, open_access, top_units
from capaian.halaman.alamat import link
from capaian.halaman.bingkai import Permintaan, page, show
from capaian.halaman.cari import build_people_search, build_search
from capaian.halaman.indikator import build_indikator
from capaian.halaman.kabupaten import build_kabupaten
from capaian.halaman.param import indikator_by_kode, read_param
from capaian.halaman.pilih import choose_place
from capaian.halaman.unduh import TIPE_XLSX, write_kabupaten
from capaian.halaman.unit import build_indikator_list, build_unit
from puskesmas.models.unit import JenisUnit


@page
@require_safe
def beranda(request: Permintaan) -> HttpResponse:
    """The kabupaten page for people of a kabupaten; others go to their own unit, those with several hats choose."""
    param = read_param(request.GET)
    if not param.unit and len(teratas := top_units(request.user)) > 1:
        return show(request, "capaian/pilih.html", choose_place(request.user, teratas), None, "beranda")
    akses = home_access(request.user, param.unit)
    if akses.unit.jenis != JenisUnit.KABUPATEN or not akses.penuh:
        return redirect(link("unit", akses.unit.kode, pekan=param.pekan or ""))
    return show(request, "capaian/kabupaten.html", build_kabupaten(akses, param), akses, "beranda")


@page
@require_safe
def unit(request: Permintaan, kode: str) -> HttpResponse:
    param = read_param(request.GET)
    akses = open_access(request.user, kode)
    aktif = "jadwal" if param.tab == "jadwal" else ""
    return show(request, "capaian/unit.html", build_unit(akses, param), akses, aktif)


@page
@require_safe
def daftar_indikator(request: Permintaan) -> HttpResponse:
    param = read_param(request.GET)
    akses = home_access(request.user, param.unit)
    halaman = build_indikator_list(akses, param)
    return show(request, "capaian/daftar_indikator.html", halaman, akses, "indikator")


@page
@require_safe
def indikator(request: Permintaan, kode: str) -> HttpResponse:
    jenis = indikator_by_kode().get(kode)
    if jenis is None:
        raise Http404
    param = read_param(request.GET)
    akses = home_access(request.user, param.unit)
    return show(request, "capaian/indikator.html", build_indikator(akses, jenis, param), akses, "indikator")


@page
@require_http_methods(["GET", "HEAD", "POST"])
def orang(request: Permintaan) -> HttpResponse:
    akses = home_access(request.user)
    kata = request.POST.get("kata", "") if request.method == "POST" else None
    return show(request, "capaian/orang.html", build_people_search(akses, kata), akses, "orang")


@page
@require_http_methods(["GET", "HEAD", "POST"])
def cari(request: Permintaan) -> HttpResponse:
    akses = home_access(request.user)
    kata = request.POST.get("kata", "") if request.method == "POST" else None
    return show(request, "capaian/cari.html", build_search(akses, kata), akses)


@page
@require_safe
def unduh_kabupaten(request: Permintaan) -> HttpResponse:
    param = read_param(request.GET)
    akses = home_access(request.user, param.unit)
    if akses.unit.jenis != JenisUnit.KABUPATEN or not akses.penuh:
        raise Http404
    pekan = akses.pekan(param.pekan)
    nama = f"capaian-{akses.unit.kode}-{pekan.kode}.xlsx"
    kepala = {"Content-Disposition": f'attachment; filename="{nama}"'}
    return HttpResponse(write_kabupaten(akses, pekan), content_type=TIPE_XLSX, headers=kepala)
