"""`/warga/<id>/ubah/`: naming a baby, a new household or guardian, moving, dying; a plain form for each."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from posyandu.halaman.ubah import AKSI, build_ubah, find_warga, write_ubah
from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError


@page
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: Permintaan, warga: UUID) -> HttpResponse:
    satu = find_warga(request.user, warga)
    if satu.digabung_ke_id is not None:
        return redirect("warga-ubah", satu.digabung_ke_id)
    galat = None
    if request.POST.get("aksi") in AKSI:
        try:
            write_ubah(request.user, satu, request.POST)
            return redirect("warga", satu.pk)
        except DomainError as salah:
            galat = salah
    halaman = build_ubah(request.user, satu, request.POST, galat)
    return render(request, "posyandu/ubah.html", {"halaman": halaman}, status=galat.status if galat else 200)
