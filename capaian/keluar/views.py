"""Papers, workbook and text of one weekly meeting, for those who may read the meeting itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from capaian.evaluasi.lampiran import add_lampiran, remove_lampiran
from capaian.halaman.akses import open_access
from capaian.halaman.unduh import TIPE_XLSX
from capaian.hitung.pekan import Pekan
from capaian.keluar.berita_acara import build_berita_acara
from capaian.keluar.excel import write_rapat
from capaian.keluar.halaman import build_berkas
from capaian.keluar.isi import Isi
from capaian.keluar.lokmin import build_lokmin, load_lokmin
from capaian.keluar.muat import Rapat, load_rapat
from capaian.keluar.rentang import Rentang
from capaian.keluar.undangan import build_daftar_hadir, build_notulen, build_undangan
from capaian.models import LampiranEvaluasi
from puskesmas.alamat import link
from puskesmas.bingkai import Permintaan, page
from puskesmas.cetak import print_pdf
from puskesmas.errors import DomainError
from puskesmas.foto import TERLALU_BESAR
from puskesmas.unggah import was_too_large

NASKAH: Final[Mapping[str, Callable[[Rapat, Callable[[str], str]], Isi]]] = {
    "undangan": build_undangan,
    "daftar-hadir": build_daftar_hadir,
    "notulen": build_notulen,
    "berita-acara": build_berita_acara,
}
"""Papers by the name in their address, which is also that of their file in `naskah/`."""


def open_rapat(request: Permintaan, pekan: str, kode: str) -> Rapat:
    """The meeting; Http404 where the page of the evaluation answers so."""
    akses = open_access(request.user, kode)
    return load_rapat(akses, akses.pekan(Pekan.from_kode(pekan)))


@page
@require_http_methods(["GET", "HEAD", "POST"])
def berkas(request: Permintaan, pekan: str, kode: str) -> HttpResponse:
    """Everything to fetch or to send; POST brings the signed sheet or a photo back, or takes one away."""
    rapat = open_rapat(request, pekan, kode)
    galat = None
    if request.method == "POST":
        try:
            _change(request, rapat)
            return redirect(f"{link('berkas', rapat.bahan.pekan.kode, kode)}#lampiran")
        except DomainError as salah:
            galat = salah
    halaman = build_berkas(rapat, galat)
    return render(request, "capaian/keluar/berkas.html", {"halaman": halaman}, status=galat.status if galat else 200)


def _change(request: Permintaan, rapat: Rapat) -> None:
    aksi, _, nomor = request.POST.get("aksi", "").partition(":")
    if aksi == "hapus":
        remove_lampiran(oleh=request.user, lampiran=_find(request, rapat, nomor))
        return
    kiriman = request.FILES.get("berkas")
    if was_too_large(request):
        raise TERLALU_BESAR
    ada = kiriman if kiriman is not None and kiriman.size else None
    add_lampiran(oleh=request.user, evaluasi=rapat.evaluasi, jenis=aksi, berkas=ada)


def _find(request: Permintaan, rapat: Rapat, nomor: str) -> LampiranEvaluasi:
    try:
        pk = UUID(nomor)
    except ValueError:
        raise Http404 from None
    semua = LampiranEvaluasi.objects.visible_to(request.user).kept().filter(evaluasi=rapat.evaluasi)
    lampiran = semua.select_related("evaluasi").filter(pk=pk).first()
    if lampiran is None:
        raise Http404
    return lampiran


@page
@require_safe
def lampiran(request: Permintaan, pekan: str, kode: str, nomor: UUID) -> HttpResponse:
    """The picture itself, to those who may read the meeting."""
    semua = LampiranEvaluasi.objects.visible_to(request.user).kept()
    satu = semua.filter(pk=nomor, evaluasi__unit__kode=kode, evaluasi__pekan=Pekan.from_kode(pekan).senin).first()
    if satu is None:
        raise Http404
    return HttpResponse(bytes(satu.isi), content_type="image/jpeg", headers={"Content-Disposition": "inline"})


@page
@require_safe
def pdf(request: Permintaan, pekan: str, kode: str, jenis: str) -> HttpResponse:
    if jenis not in NASKAH:
        raise Http404
    rapat = open_rapat(request, pekan, kode)
    isi = print_pdf(jenis, NASKAH[jenis](rapat, request.build_absolute_uri), saat=rapat.saat)
    return _file(rapat, isi, "application/pdf", f"{jenis}-{{}}.pdf", "inline")


@page
@require_safe
def excel(request: Permintaan, pekan: str, kode: str) -> HttpResponse:
    rapat = open_rapat(request, pekan, kode)
    return _file(rapat, write_rapat(rapat), TIPE_XLSX, "evaluasi-{}.xlsx", "attachment")


def _file(rapat: Rapat, isi: bytes, tipe: str, nama: str, cara: str) -> HttpResponse:
    nama = nama.format(f"{rapat.bahan.pekan.kode}-{rapat.akses.unit.kode}")
    return HttpResponse(isi, content_type=tipe, headers={"Content-Disposition": f'{cara}; filename="{nama}"'})


@page
@require_safe
def lokmin(request: Permintaan, bulan: str, kode: str, banyak: int) -> HttpResponse:
    """Lokakarya mini of one month, or of the three that end with it."""
    akses = open_access(request.user, kode)
    bahan = load_lokmin(akses, Rentang.from_kode(bulan, banyak))
    return render(request, "capaian/keluar/lokmin.html", {"halaman": build_lokmin(bahan)})
