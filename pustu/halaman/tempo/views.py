"""`/jatuh-tempo/`: the list of the week, on a page and on paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from posyandu.halaman.kirim import Ketikan
from puskesmas.bingkai import Permintaan, page
from pustu.halaman.tempo.baca import read_saring
from pustu.halaman.tempo.cetak import print_tempo
from pustu.halaman.tempo.kirim import send_typed
from pustu.halaman.tempo.muat import build_tempo


@page
@require_http_methods(["GET", "HEAD", "POST"])
def jatuh_tempo(request: Permintaan) -> HttpResponse:
    """POST sends who was ticked to the Nyelik lists."""
    saring = read_saring(request.user, request.GET)
    ketikan = send_typed(request.user, saring, request.POST) if request.method == "POST" else Ketikan()
    halaman = build_tempo(request.user, saring, request.GET.get("hal", "1"), ketikan)
    isi = {"halaman": halaman, "dipilih": ketikan.dipilih}
    return render(request, "pustu/tempo.html", isi, status=ketikan.galat.status if ketikan.galat else 200)


@page
@require_safe
def cetak(request: Permintaan) -> HttpResponse:
    isi = print_tempo(request.user, read_saring(request.user, request.GET))
    nama = {"Content-Disposition": 'inline; filename="jatuh-tempo.pdf"'}
    return HttpResponse(isi, content_type="application/pdf", headers=nama)
