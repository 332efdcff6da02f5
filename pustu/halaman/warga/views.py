"""The page of one person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from puskesmas.bingkai import Permintaan, page
from pustu.halaman.warga.muat import build_warga, find_warga


@page
@require_safe
def warga(request: Permintaan, warga: UUID) -> HttpResponse:
    """A row that was merged into another leads to the person it is now."""
    satu = find_warga(request.user, warga)
    if satu.digabung_ke_id is not None:
        return redirect("warga", satu.digabung_ke_id)
    halaman = build_warga(request.user, satu, request.GET.get("kurva", ""), semua="semua" in request.GET)
    return render(request, "pustu/warga.html", {"halaman": halaman, "warga": satu})
