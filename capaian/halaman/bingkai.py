"""The frame around every page: who reads, the menu; and what a page answers when it is asked for nonsense."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from capaian.halaman.akses import Akses
from capaian.halaman.alamat import link
from capaian.halaman.model import Kerangka, Menu
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.pengguna import JenisPenugasan
from puskesmas.peran import Peran

P = ParamSpec("P")


class Permintaan(HttpRequest):
    """A request of someone who is logged in."""

    user: Pengguna


View = Callable[Concatenate[Permintaan, P], HttpResponse]


def page(view: View[P]) -> Callable[..., HttpResponse]:
    """Only for people who are logged in; never kept by a browser or proxy; a refusal is a page in plain words."""

    @never_cache
    @login_required
    @wraps(view)
    def wrapped(request: Permintaan, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DomainError as galat:
            isi = {"galat": galat, "kerangka": frame(request, None, "")}
            return render(request, "galat.html", isi, status=galat.status)

    return wrapped


def show(request: Permintaan, template: str, halaman: object, akses: Akses | None, aktif: str = "") -> HttpResponse:
    """Print `halaman` with the frame around it."""
    return render(request, template, {"halaman": halaman, "kerangka": frame(request, akses, aktif)})


def frame(request: Permintaan, akses: Akses | None, aktif: str) -> Kerangka:
    tugas = request.user.active_penugasan()
    return Kerangka(
        tempat=_place(akses.unit) if akses else "",
        pengguna=str(request.user),
        peran=_hats(tugas),
        beranda_url=reverse("beranda"),
        keluar_url=reverse("keluar"),
        cari_url=reverse("cari") if tugas else None,
        menu=_menu(tugas, aktif) if tugas else (),
        data_contoh=settings.DEMO,
    )


def _place(unit: Unit) -> str:
    return unit.kabupaten.nama if unit.kabupaten else unit.nama


def _menu(tugas: list[Penugasan], aktif: str) -> tuple[Menu, ...]:
    teratas = min((satu.unit for satu in tugas), key=lambda unit: unit.jalur.count("/"))
    isi: list[tuple[str, str, str]] = [
        ("beranda", "Beranda", link("beranda")),
        ("indikator", "Indikator", link("daftar-indikator")),
        ("orang", "Orang", link("orang")),
        ("jadwal", "Jadwal", link("unit", teratas.kode, tab="jadwal")),
    ]
    return tuple(Menu(teks, url, tanda, tanda == aktif) for tanda, teks, url in isi)


def _hats(tugas: list[Penugasan]) -> str:
    """ "Plt Kepala Pustu Kelubi"; further hats as a number."""
    if not tugas:
        return "Belum ditugaskan"
    lebih = f" (+{len(tugas) - 1})" if len(tugas) > 1 else ""
    return _hat(tugas[0]) + lebih


def _hat(tugas: Penugasan) -> str:
    if tugas.peran == Peran.STAF_DINAS:
        return "Dinas Kesehatan"
    peran, jenis = str(tugas.get_peran_display()), str(tugas.unit.get_jenis_display())
    di = tugas.unit.nama if peran.endswith(jenis) else tugas.unit.nama_lengkap
    depan = "" if tugas.jenis == JenisPenugasan.DEFINITIF else f"{tugas.get_jenis_display()} "
    return f"{depan}{peran} {di}"
