"""The evaluation of one Puskesmas and week, the part of one Pustu, and the list for Dinas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from capaian.evaluasi.bahas import confirm_part, save_draft, start_discussion
from capaian.evaluasi.jawab import answer_and_close
from capaian.evaluasi.kabar import note_opened
from capaian.evaluasi.nyelik import send_missing
from capaian.evaluasi.rapat import choose_meeting_indikator, meeting_indikator, schedule_meeting
from capaian.evaluasi.sah import reopen, sign
from capaian.halaman.akses import Akses, home_access, open_access
from capaian.halaman.param import indikator_by_kode
from capaian.halaman.rapat.bagian import build_bagian
from capaian.halaman.rapat.banding import Ketikan
from capaian.halaman.rapat.bentuk import build_evaluasi, build_page
from capaian.halaman.rapat.kabupaten import build_kabupaten
from capaian.halaman.rapat.kiriman import read_date, read_draft, read_number
from capaian.halaman.rapat.muat import load_bahan
from capaian.halaman.rapat.pilihan import build_pilihan
from capaian.halaman.rapat.tulis import build_saved, tell_unsaved
from capaian.hitung.pekan import Pekan
from capaian.models import BagianEvaluasi, EvaluasiPekan
from puskesmas.alamat import link, refuse_nul
from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi

CARA: Final = ["GET", "HEAD", "POST"]


@page
@require_safe
def evaluasi_kini(request: Permintaan) -> HttpResponse:
    """Last week's evaluation of the reader's own Puskesmas, or the list of all of them."""
    akses = home_access(request.user)
    if not akses.nama:
        raise Http404
    pekan = akses.pekan(None).kode
    if akses.unit.jenis == JenisUnit.PUSKESMAS:
        return redirect(link("evaluasi", pekan, akses.unit.kode))
    if akses.unit.jenis == JenisUnit.PUSTU:
        return redirect(link("evaluasi-bagian", pekan, akses.unit.kode))
    if akses.unit.jenis == JenisUnit.KABUPATEN:
        return redirect(link("evaluasi-kabupaten", pekan))
    raise Http404


@page
@require_http_methods(CARA)
def evaluasi(request: Permintaan, pekan: str, kode: str) -> HttpResponse:
    akses = open_access(request.user, kode)
    minggu = akses.pekan(Pekan.from_kode(pekan))
    if request.method == "POST":
        return _write(request, akses, minggu)
    bahan = load_bahan(akses, minggu)
    note_opened(baris=bahan.evaluasi, oleh=request.user)
    return render(request, "capaian/evaluasi.html", {"halaman": build_page(bahan)})


def _write(request: Permintaan, akses: Akses, pekan: Pekan) -> HttpResponse:
    """One button of the page. A refusal prints the page again with everything that was typed."""
    ada = EvaluasiPekan.objects.visible_to(request.user).filter(unit=akses.unit, pekan=pekan.senin).first()
    if ada is None or akses.unit.kabupaten is None or not akses.nama:
        raise Http404
    if request.POST.get("aksi") == "sahkan" and ada.sah and ada.disahkan_oleh_id == request.user.pk:
        return redirect(link("evaluasi", pekan.kode, akses.unit.kode))  # a second tap of the same person
    ketikan: Ketikan | None = None
    try:
        if request.POST.get("aksi", "").partition(":")[0] in LANGKAH:
            LANGKAH[request.POST["aksi"]](request, ada)
            return redirect(link("evaluasi", pekan.kode, akses.unit.kode))
        dikenal = frozenset(satu.kode for satu in meeting_indikator(akses.unit.kabupaten))
        draf, galat = read_draft(request.POST, dikenal)
        ketikan = Ketikan(draf, read_number(request.POST.get("versi", "")))
        if galat is not None:
            raise galat
        baris = save_draft(oleh=request.user, evaluasi=ada, versi=ketikan.versi, draf=draf)
        ketikan = Ketikan(draf, baris.versi)
        return _continue(request, akses, pekan, baris)
    except DomainError as galat:
        if request.POST.get("aksi") == "otomatis":
            return render(request, "capaian/bagian/tersimpan.html", {"saat": tell_unsaved(galat)}, status=galat.status)
        halaman = build_evaluasi(akses, pekan, ketikan=ketikan, galat=galat)
        isi = {"halaman": halaman, "diketik": request.POST, "tutup": request.POST.getlist("tutup")}
        return render(request, "capaian/evaluasi.html", isi, status=galat.status)


def _continue(request: Permintaan, akses: Akses, pekan: Pekan, baris: EvaluasiPekan) -> HttpResponse:
    """What the button asks for once the draft is kept."""
    aksi, _, kode = request.POST.get("aksi", "").partition(":")
    if aksi == "otomatis":
        return render(request, "capaian/bagian/tersimpan.html", build_saved(akses, baris))
    if aksi == "nyelik":
        pesan = _send(request, akses, pekan, kode)
        return render(request, "capaian/evaluasi.html", {"halaman": build_evaluasi(akses, pekan, pesan=pesan)})
    if aksi == "segarkan":
        start_discussion(oleh=request.user, evaluasi=baris)
    if aksi == "sahkan":
        sign(oleh=request.user, evaluasi=baris, versi=baris.versi, susulan="susulan" in request.POST)
    return redirect(link("evaluasi", pekan.kode, akses.unit.kode))


@page
@require_http_methods(CARA)
def bagian(request: Permintaan, pekan: str, kode: str) -> HttpResponse:
    """A Pustu says "sudah dibahas", or that it was not."""
    akses = open_access(request.user, kode)
    minggu = akses.pekan(Pekan.from_kode(pekan))
    if request.method != "POST":
        return render(request, "capaian/evaluasi_bagian.html", {"halaman": build_bagian(akses, minggu)})
    satu = BagianEvaluasi.objects.visible_to(request.user).filter(unit=akses.unit, evaluasi__pekan=minggu.senin).first()
    if satu is None:
        raise Http404
    catatan = request.POST.get("catatan", "").strip()
    try:
        if request.POST.get("aksi", "dibahas") not in ("dibahas", "tidak_dibahas"):
            raise DomainError("langkah_tidak_dikenal", "Tombol itu tidak dikenal.", "aksi", "Muat ulang halaman.")
        confirm_part(
            oleh=request.user, bagian=satu, catatan=catatan, dibahas=request.POST.get("aksi") != "tidak_dibahas"
        )
    except DomainError as galat:
        halaman = build_bagian(akses, minggu, catatan=catatan, galat=galat)
        return render(request, "capaian/evaluasi_bagian.html", {"halaman": halaman}, status=galat.status)
    return redirect(link("evaluasi-bagian", minggu.kode, akses.unit.kode))


@page
@require_http_methods(CARA)
def evaluasi_kabupaten(request: Permintaan, pekan: str) -> HttpResponse:
    """The seven rows of Dinas; an answer is written inline."""
    akses = home_access(request.user)
    minggu = akses.pekan(Pekan.from_kode(pekan))
    if akses.unit.jenis != JenisUnit.KABUPATEN or not akses.nama:
        raise Http404
    salah: dict[str, tuple[DomainError, str]] = {}
    if request.method == "POST":
        kode, isi = refuse_nul(request.POST.get("unit", ""), "unit"), request.POST.get("isi", "")
        semua = EvaluasiPekan.objects.visible_to(request.user).exclude(unit=akses.unit)
        ada = semua.filter(unit__kode=kode, pekan=minggu.senin).first()
        if ada is None:
            raise Http404
        try:
            answer_and_close(oleh=request.user, evaluasi=ada, isi=isi, tutup=request.POST.getlist("tutup"))
            return redirect(f"{link('evaluasi-kabupaten', minggu.kode)}#unit-{kode}")
        except DomainError as galat:
            salah[kode] = (galat, isi)
    halaman = build_kabupaten(akses, minggu, salah=salah)
    status = max((galat.status for galat, _ in salah.values()), default=200)
    isi_halaman = {"halaman": halaman, "tutup": request.POST.getlist("tutup")}
    return render(request, "capaian/evaluasi_kabupaten.html", isi_halaman, status=status)


@page
@require_http_methods(CARA)
def pilih_indikator(request: Permintaan) -> HttpResponse:
    """Dinas chooses what the weekly meetings talk about."""
    akses = home_access(request.user)
    if akses.unit.jenis != JenisUnit.KABUPATEN or not request.user.may(Aksi.ATUR_TARGET, akses.unit):
        raise Http404
    galat = None
    dipilih = request.POST.getlist("indikator") if request.method == "POST" else None
    if dipilih is not None:
        try:
            choose_meeting_indikator(oleh=request.user, kabupaten=akses.unit, kode=dipilih)
            return redirect(f"{link('evaluasi-indikator')}?tersimpan=1")
        except DomainError as salah:
            galat = salah
    halaman = build_pilihan(akses, dipilih, galat, tersimpan="tersimpan" in request.GET)
    return render(request, "capaian/evaluasi_indikator.html", {"halaman": halaman}, status=400 if galat else 200)


def _send(request: Permintaan, akses: Akses, pekan: Pekan, kode: str) -> str:
    """Send the people behind a priority to the cadres' lists, of one Pustu or of all; says how many."""
    dari = refuse_nul(request.POST.get(f"dari-{kode}", ""), f"dari-{kode}")
    unit = Unit.objects.visible_to(request.user).under(akses.unit).filter(kode=dari).first()
    jenis = indikator_by_kode().get(kode)
    if unit is None or jenis is None:
        raise DomainError("unit_tidak_ditemukan", "Tempat yang dikirim belum dipilih.", f"dari-{kode}", "Pilih Pustu.")
    tenggat = read_date(request.POST.get(f"tenggat-{kode}", ""), f"tenggat-{kode}")
    if tenggat is None:
        raise DomainError("tenggat_kosong", "Paling lambat belum diisi.", f"tenggat-{kode}", "Pilih tanggal.")
    hasil = send_missing(oleh=request.user, unit=unit, pekan=pekan, jenis=jenis, tenggat=tenggat)
    sudah = f", {hasil.sudah_ada} sudah ada di daftar" if hasil.sudah_ada else ""
    lewat = f", {hasil.dilewati} sudah dilayani sesudah pekan ini" if hasil.dilewati else ""
    return f"{jenis.nama}: {hasil.dibuat} orang masuk daftar Nyelik {unit.nama}{sudah}{lewat}."


def _start(request: Permintaan, ada: EvaluasiPekan) -> None:
    start_discussion(oleh=request.user, evaluasi=ada)


def _reopen(request: Permintaan, ada: EvaluasiPekan) -> None:
    reopen(oleh=request.user, evaluasi=ada, alasan=request.POST.get("alasan", ""))


def _answer(request: Permintaan, ada: EvaluasiPekan) -> None:
    tutup = request.POST.getlist("tutup")
    answer_and_close(oleh=request.user, evaluasi=ada, isi=request.POST.get("isi", ""), tutup=tutup)


def _schedule(request: Permintaan, ada: EvaluasiPekan) -> None:
    schedule_meeting(
        oleh=request.user,
        unit=ada.unit,
        hari_rapat=read_number(request.POST.get("hari_rapat", "")),
        tenggat_hari=read_number(request.POST.get("tenggat_hari", "")),
    )


LANGKAH: Final[dict[str, Callable[[Permintaan, EvaluasiPekan], None]]] = {
    "mulai": _start,
    "buka": _reopen,
    "jawab": _answer,
    "jadwal": _schedule,
}
"""Buttons that take a step without sending the draft."""
