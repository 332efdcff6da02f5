"""One's own e-mail address, and whether the notices of the day are counted there."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.ingat import PAGI
from puskesmas.pengguna import set_surel


@page
@require_http_methods(["GET", "HEAD", "POST"])
def surel(request: Permintaan) -> HttpResponse:
    alamat, harian = request.user.email, request.user.surel_harian
    galat = None
    if request.method == "POST":
        alamat, harian = request.POST.get("surel", ""), "harian" in request.POST
        try:
            set_surel(pengguna=request.user, surel=alamat, harian=harian)
        except DomainError as salah:
            galat = salah
        else:
            return redirect("pesan-surel")
    isi = {"surel": alamat, "harian": harian, "galat": galat, "jam": PAGI, "terpasang": bool(settings.EMAIL_HOST)}
    return render(request, "puskesmas/surel.html", isi, status=galat.status if galat else 200)
