"""`/register/`: one register, entering it, leaving it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.halaman.isian import read_id
from pustu.halaman.register.muat import build_register, read_saring
from pustu.halaman.register.tulis import (
    build_bukan,
    build_keluar,
    build_masuk,
    enter_typed,
    find_entry,
    find_person,
    find_register,
    leave_typed,
    refuse_typed,
)


@page
@require_safe
def register(request: Permintaan) -> HttpResponse:
    saring = read_saring(request.user, request.GET)
    halaman = build_register(request.user, saring, request.GET.get("hal", "1"))
    return render(request, "pustu/register.html", {"halaman": halaman})


@page
@require_http_methods(["GET", "HEAD", "POST"])
def masuk(request: Permintaan, warga: UUID) -> HttpResponse:
    satu = find_person(request.user, warga)
    ke, galat = _save(request, lambda: enter_typed(request.user, satu, request.POST))
    if ke:
        return redirect(ke)
    baru = read_id(request.POST.get("id", ""))
    halaman = build_masuk(request.user, satu, request.GET, _typed(request), galat, baru)
    return render(request, "pustu/register_masuk.html", {"halaman": halaman}, status=galat.status if galat else 200)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def bukan(request: Permintaan, warga: UUID) -> HttpResponse:
    """No case, with a reason."""
    satu, satu_register = find_person(request.user, warga), find_register(request.GET)
    ke, galat = _save(request, lambda: refuse_typed(request.user, satu, satu_register.kode, request.POST))
    if ke:
        return redirect(ke)
    baru = read_id(request.POST.get("id", ""))
    halaman = build_bukan(request.user, satu, satu_register, _typed(request), galat, baru)
    return render(request, "pustu/register_bukan.html", {"halaman": halaman}, status=galat.status if galat else 200)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def keluar(request: Permintaan, terdaftar: UUID) -> HttpResponse:
    satu = find_entry(request.user, terdaftar)
    ke, galat = _save(request, lambda: leave_typed(request.user, satu, request.POST))
    if ke:
        return redirect(ke)
    halaman = build_keluar(request.user, satu, _typed(request), galat)
    return render(request, "pustu/register_keluar.html", {"halaman": halaman}, status=galat.status if galat else 200)


def _save(request: Permintaan, simpan: Callable[[], str]) -> tuple[str, DomainError | None]:
    """Where to go once it was sent and saved; else nowhere, and what is wrong with it."""
    try:
        return (simpan() if request.method == "POST" else ""), None
    except DomainError as salah:
        return "", salah


def _typed(request: Permintaan) -> dict[str, str]:
    return {kunci: nilai[:200] for kunci, nilai in request.POST.items() if isinstance(nilai, str)}
