"""Pages: get the unit through the reader's scope, read the parameters, ask one function, print."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from capaian.halaman import lokal
from capaian.halaman.akses import home_access, open_access, top_units
from capaian.halaman.alur import build_alur
from capaian.halaman.cari import build_people_search, build_search
from capaian.halaman.indikator import build_indikator
from capaian.halaman.isian import build_isian
from capaian.halaman.kabupaten import build_kabupaten
from capaian.halaman.klaster import build_klaster
from capaian.halaman.param import read_param
from capaian.halaman.pilih import choose_place
from capaian.halaman.unduh import TIPE_XLSX, write_kabupaten
from capaian.halaman.unit import build_indikator_list, build_unit
from capaian.hitung.pekan import Pekan
from capaian.lokal import find_jenis
from puskesmas.alamat import link
from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.models.unit import JenisUnit


@page
@require_safe
def beranda(request: Permintaan) -> HttpResponse:
    """The kabupaten page for people of a kabupaten; others go to their own unit, those with several hats choose."""
    param = read_param(request.GET)
    if not param.unit and len(teratas := top_units(request.user)) > 1:
        return render(request, "capaian/pilih.html", {"halaman": choose_place(request.user, teratas)})
    akses = home_access(request.user, param.unit)
    if akses.unit.jenis != JenisUnit.KABUPATEN or not akses.penuh:
        return redirect(link("unit", akses.unit.kode, pekan=param.pekan or ""))
    return render(request, "capaian/kabupaten.html", {"halaman": build_kabupaten(akses, param)})


@page
@require_safe
def unit(request: Permintaan, kode: str) -> HttpResponse:
    param = read_param(request.GET)
    akses = open_access(request.user, kode)
    return render(request, "capaian/unit.html", {"halaman": build_unit(akses, param)})


@page
@require_safe
def daftar_indikator(request: Permintaan) -> HttpResponse:
    param = read_param(request.GET)
    akses = home_access(request.user, param.unit)
    halaman = build_indikator_list(akses, param)
    return render(request, "capaian/daftar_indikator.html", {"halaman": halaman})


@page
@require_safe
def klaster(request: Permintaan, kode: str) -> HttpResponse:
    """One cluster of the unit asked for, else of the reader's own."""
    param = read_param(request.GET)
    akses = home_access(request.user, param.unit)
    return render(request, "capaian/klaster.html", {"halaman": build_klaster(akses, kode, param)})


@page
@require_safe
def alur(request: Permintaan) -> HttpResponse:
    """The continuum of mother and newborn of the unit asked for, else of the reader's own."""
    param = read_param(request.GET)
    akses = home_access(request.user, param.unit)
    halaman = build_alur(akses, param, request.GET.get("langkah", ""))
    return render(request, "capaian/alur.html", {"halaman": halaman})


@page
@require_http_methods(["GET", "HEAD", "POST"])
def indikator(request: Permintaan, kode: str) -> HttpResponse:
    param = read_param(request.GET)
    akses = home_access(request.user, param.unit)
    jenis = find_jenis(akses.unit.kabupaten_id, kode)
    if jenis is None:
        raise Http404
    halaman = build_indikator(akses, jenis, param, request.POST if request.method == "POST" else None)
    salah = halaman.siapa and halaman.siapa.kirim and halaman.siapa.kirim.salah
    return render(request, "capaian/indikator.html", {"halaman": halaman}, status=400 if salah else 200)


@page
@require_safe
def isian_kini(request: Permintaan) -> HttpResponse:
    """The form of the reader's own Puskesmas for the week that is to be evaluated."""
    akses = home_access(request.user)
    if akses.unit.jenis != JenisUnit.PUSKESMAS:
        raise Http404
    return redirect(link("isian", akses.pekan(None).kode, akses.unit.kode))


@page
@require_http_methods(["GET", "HEAD", "POST"])
def isian(request: Permintaan, pekan: str, kode: str) -> HttpResponse:
    akses = open_access(request.user, kode)
    kiriman = request.POST.dict() if request.method == "POST" else None
    halaman = build_isian(akses, akses.pekan(Pekan.from_kode(pekan)), kiriman)
    status = 409 if kiriman is not None and halaman.disahkan else 400 if halaman.salah or halaman.tanya else 200
    return render(request, "capaian/isian.html", {"halaman": halaman}, status=status)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def indikator_lokal(request: Permintaan) -> HttpResponse:
    """What this kabupaten asks besides the national figures."""
    akses = lokal.open_kabupaten(request.user, read_param(request.GET).unit)
    isi, galat = request.POST.dict(), None
    if request.method == "POST":
        try:
            lokal.add(akses, isi)
            return redirect(link("indikator-lokal", unit=akses.unit.kode))
        except DomainError as salah:
            galat = salah
    halaman = lokal.build_lokal(akses, isi, galat)
    return render(request, "capaian/indikator_lokal.html", {"halaman": halaman}, status=galat.status if galat else 200)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def indikator_lokal_satu(request: Permintaan, kode: str) -> HttpResponse:
    satu, galat = lokal.find_lokal(request.user, kode), None
    isi = request.POST.dict() if request.method == "POST" else None
    if isi is not None:
        try:
            lokal.change(request.user, satu, isi)
            return redirect(link("indikator-lokal", unit=satu.kabupaten.kode))
        except DomainError as salah:
            galat = salah
    halaman = lokal.build_ubah(satu, isi, galat)
    return render(request, "capaian/ubah_lokal.html", {"halaman": halaman}, status=galat.status if galat else 200)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def orang(request: Permintaan) -> HttpResponse:
    akses = home_access(request.user)
    kata = request.POST.get("kata", "") if request.method == "POST" else None
    return render(request, "capaian/orang.html", {"halaman": build_people_search(akses, kata)})


@page
@require_http_methods(["GET", "HEAD", "POST"])
def cari(request: Permintaan) -> HttpResponse:
    akses = home_access(request.user)
    kata = request.POST.get("kata", "") if request.method == "POST" else None
    return render(request, "capaian/cari.html", {"halaman": build_search(akses, kata)})


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
