"""Blank cards on paper: the same lines of data as the screen, with boxes to fill in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from klaster.bidang import Bidang
from klaster.formulir import Formulir
from puskesmas.aturan import rules_for
from puskesmas.bingkai import Permintaan, page


@dataclass(frozen=True, slots=True)
class BagianKosong:
    judul: str
    bidang: tuple[Bidang, ...]


@dataclass(frozen=True, slots=True)
class KartuKosong:
    formulir: Formulir
    bagian: tuple[BagianKosong, ...]
    lain: tuple[Formulir, ...]


@page
@require_safe
def cetak(request: Permintaan, kode: str) -> HttpResponse:
    aturan = rules_for(request.user)
    formulir = aturan.formulir.get(kode)
    if formulir is None:
        raise Http404
    bagian = tuple(BagianKosong(b.judul, tuple(aturan.bidang[satu] for satu in b.bidang)) for b in formulir.bagian)
    kartu = KartuKosong(formulir, bagian, tuple(aturan.formulir.values()))
    return render(request, "posyandu/cetak.html", {"kartu": kartu})
