"""The rule book as pages, with the settings of the reader's kabupaten. Everybody who is logged in may read it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klaster.buku.daftar import RAK, normalise, search
from klaster.buku.isi import Buku, open_buku
from puskesmas.aturan import rules_for
from puskesmas.bingkai import Permintaan, page


@page
@require_safe
def aturan(request: Permintaan) -> HttpResponse:
    """The shelves, or what a search found in all of them."""
    buku = open_buku(rules_for(request.user))
    kata = normalise(request.GET.get("kata", ""))
    rak = [(jenis, satu, len(satu.entri(buku))) for jenis, satu in RAK.items()]
    hasil = [(RAK[jenis], entri) for jenis, entri in search(buku, kata).items()]
    isi = {"rak": rak, "kata": kata, "hasil": hasil, "versi": buku.aturan.versi}
    return render(request, "klaster/aturan.html", isi)


@page
@require_safe
def rak(request: Permintaan, jenis: str) -> HttpResponse:
    """Every page of one shelf."""
    buku = open_buku(rules_for(request.user))
    if jenis not in RAK:
        raise Http404
    return render(request, "klaster/rak.html", {"rak": RAK[jenis], "entri": RAK[jenis].entri(buku), **_foot(buku)})


@page
@require_safe
def satu(request: Permintaan, jenis: str, kode: str) -> HttpResponse:
    """One line of the data, as a page."""
    buku = open_buku(rules_for(request.user))
    halaman = RAK[jenis].build(buku, kode) if jenis in RAK else None
    if halaman is None:
        raise Http404
    return render(request, "klaster/satu.html", {"halaman": halaman, "rak": RAK[jenis], **_foot(buku)})


def _foot(buku: Buku) -> dict[str, str]:
    return {"versi": buku.aturan.versi}
