"""The page of one action: close it with its outcome, carry it over, cancel it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from puskesmas.alamat import link
from puskesmas.bingkai import Permintaan
from puskesmas.errors import DomainError
from puskesmas.halaman.isian import need_due
from puskesmas.halaman.kartu import place_name
from puskesmas.halaman.views_masalah import problem_page
from puskesmas.kabar import action_matter
from puskesmas.models import Masalah, Pengguna, Tindakan
from puskesmas.peran import Aksi
from puskesmas.pesan import read_about
from puskesmas.tindakan import cancel_tindakan, close_tindakan, may_end, postpone_tindakan


@problem_page
@require_http_methods(["GET", "HEAD", "POST"])
def tindakan(request: Permintaan, tindakan: UUID) -> HttpResponse:
    satu = _find(request.user, tindakan)
    if request.method == "GET":
        read_about(perihal=action_matter(satu), oleh=request.user)
    if request.method != "POST":
        return _show(request, satu)
    try:
        ACT.get(request.POST.get("aksi", ""), _unknown)(request.user, satu, request.POST)
    except DomainError as galat:
        return _show(request, _find(request.user, tindakan), galat)
    return redirect("tindakan", tindakan)


def _show(request: Permintaan, satu: Tindakan, galat: DomainError | None = None) -> HttpResponse:
    isi = {
        "tindakan": satu,
        "tempat": place_name(satu.unit),
        "masalah": Masalah.objects.visible_to(request.user).filter(tindakan=satu).first(),
        "boleh": satu.status == "berjalan" and may_end(request.user, satu),
        "lapor_url": link("masalah-baru", tindakan=satu.pk) if _may_report(request.user, satu) else "",
        "isi": request.POST.dict(),
        "galat": galat,
    }
    return render(request, "puskesmas/tindakan.html", isi, status=galat.status if galat else 200)


def _may_report(pengguna: Pengguna, satu: Tindakan) -> bool:
    """Whether the running action may become a problem: it is part of none yet."""
    lepas = satu.status == "berjalan" and satu.masalah_id is None
    return lepas and may_end(pengguna, satu) and bool(pengguna.paths_for(Aksi.LAPOR_MASALAH))


def _find(pengguna: Pengguna, pk: UUID) -> Tindakan:
    rows = Tindakan.objects.visible_to(pengguna).select_related(
        "unit__induk", "unit__kabupaten__setelan", "penanggung_jawab", "dibuat_oleh", "ditutup_oleh"
    )
    satu = rows.filter(pk=pk).first()
    if satu is None:
        raise Http404
    return satu


def _close(oleh: Pengguna, satu: Tindakan, data: QueryDict) -> None:
    close_tindakan(oleh=oleh, tindakan=satu, hasil=data.get("hasil", ""))


def _postpone(oleh: Pengguna, satu: Tindakan, data: QueryDict) -> None:
    postpone_tindakan(oleh=oleh, tindakan=satu, tenggat=need_due(data), alasan=data.get("alasan", ""))


def _cancel(oleh: Pengguna, satu: Tindakan, data: QueryDict) -> None:
    cancel_tindakan(oleh=oleh, tindakan=satu, alasan=data.get("alasan", ""))


def _unknown(oleh: Pengguna, satu: Tindakan, data: QueryDict) -> None:
    raise DomainError("langkah_tidak_dikenal", "Langkah itu tidak ada.", "", "Muat ulang halaman.")


ACT: Final[Mapping[str, Callable[[Pengguna, Tindakan, QueryDict], None]]] = {
    "tutup": _close,
    "tunda": _postpone,
    "batal": _cancel,
}
