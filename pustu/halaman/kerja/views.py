"""`/kerja/`: the list, one card, and referrals."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from klaster.tanggal import read_tanggal
from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.halaman.isian import read_id
from puskesmas.models import Unit
from pustu.halaman.kerja.muat import build_kerja
from pustu.halaman.kerja.satu import build_putuskan, deciding_place, find_person
from pustu.halaman.kerja.surat import build_rujukan, find_by_kode, find_rujukan, print_letter
from pustu.models.tindak_lanjut import Keputusan
from pustu.rujukan import answer_rujukan, ask_after, cancel_rujukan, mark_arrived, targets_of
from pustu.tindak_lanjut import Tujuan, decide


@page
@require_safe
def kerja(request: Permintaan) -> HttpResponse:
    halaman = build_kerja(request.user, request.GET.get("unit", ""), semua="semua" in request.GET)
    return render(request, "pustu/kerja.html", {"halaman": halaman})


@page
@require_http_methods(["GET", "HEAD", "POST"])
def putuskan(request: Permintaan, warga: UUID) -> HttpResponse:
    """One person's open findings, and what to do about them."""
    satu = find_person(request.user, warga)
    galat = None
    if request.method == "POST":
        try:
            baris = _decide(request, satu.pk)
            return redirect("rujukan", baris) if baris else redirect("kerja")
        except DomainError as salah:
            galat = salah
    isi = {kunci: nilai for kunci, nilai in request.POST.items() if isinstance(nilai, str)}
    halaman = build_putuskan(request.user, satu, isi, galat, read_id(request.POST.get("id", "")))
    isi_halaman = {"halaman": halaman, "pilihan": Keputusan.choices}
    return render(request, "pustu/putuskan.html", isi_halaman, status=galat.status if galat else 200)


def _decide(request: Permintaan, warga: UUID) -> UUID | None:
    """Stores what was chosen; answers the referral that was made, if any."""
    data = request.POST
    satu = find_person(request.user, warga)
    unit = deciding_place(request.user, satu)
    baris = decide(
        oleh=request.user,
        id=read_id(data.get("id", "")),
        warga=satu,
        kunjungan=[read_id(teks) for teks in data.getlist("kunjungan")],
        unit=unit,
        keputusan=data.get("keputusan", ""),
        hasil=data.get("hasil", ""),
        tenggat=read_tanggal(data.get("tenggat", "")),
        tujuan=_read_target(unit, data),
        dilihat=data.getlist("temuan") or None,
    )
    return baris.rujukan_id


def _read_target(unit: Unit, data: QueryDict) -> Tujuan | None:
    if data.get("keputusan") != "rujuk":
        return None
    kode = data.get("ke", "")
    ke = next((satu for satu in targets_of(unit) if satu.kode == kode), None)
    if kode and ke is None:
        raise DomainError("tujuan_lain", "Tujuan rujukan tidak ditemukan.", "ke", "Pilih dari daftar.")
    return Tujuan(data.get("alasan", ""), ke, data.get("ke_nama", ""))


@page
@require_http_methods(["GET", "HEAD", "POST"])
def rujukan(request: Permintaan, rujukan: UUID) -> HttpResponse:
    """One referral: its letter, where it stands, and the next step for whoever works at either end."""
    satu = find_rujukan(request.user, rujukan)
    galat = None
    if request.method == "POST":
        try:
            LANGKAH.get(request.POST.get("langkah", ""), _unknown)(request, rujukan)
            return redirect("rujukan", rujukan)
        except DomainError as salah:
            galat = salah
    halaman = build_rujukan(request.user, satu, request.POST, galat)
    return render(request, "pustu/rujukan.html", {"halaman": halaman}, status=galat.status if galat else 200)


def _arrive(request: Permintaan, pk: UUID) -> None:
    mark_arrived(oleh=request.user, rujukan=find_rujukan(request.user, pk))


def _answer(request: Permintaan, pk: UUID) -> None:
    data = request.POST
    answer_rujukan(
        oleh=request.user,
        rujukan=find_rujukan(request.user, pk),
        pesan_kader=data.get("pesan_kader", ""),
        jawaban=data.get("jawaban", ""),
    )


def _cancel(request: Permintaan, pk: UUID) -> None:
    cancel_rujukan(oleh=request.user, rujukan=find_rujukan(request.user, pk), alasan=request.POST.get("alasan", ""))


def _ask_after(request: Permintaan, pk: UUID) -> None:
    ask_after(oleh=request.user, rujukan=find_rujukan(request.user, pk))


def _unknown(request: Permintaan, pk: UUID) -> None:
    raise DomainError("langkah_tidak_dikenal", "Tombol itu tidak dikenal.", "langkah", "Muat ulang halaman.")


LANGKAH = {"tiba": _arrive, "jawab": _answer, "batal": _cancel, "jenguk": _ask_after}


@page
@require_safe
def surat(request: Permintaan, rujukan: UUID) -> HttpResponse:
    """The letter on A4 with its QR."""
    satu = find_rujukan(request.user, rujukan)
    isi = print_letter(request.user, satu, request.build_absolute_uri)
    letak = {"Content-Disposition": f'inline; filename="rujukan-{satu.kode}.pdf"'}
    return HttpResponse(isi, content_type="application/pdf", headers=letak)


@page
@require_safe
def dari_kode(request: Permintaan, kode: str) -> HttpResponse:
    """Where the QR of a letter leads: the referral, for those at either end; for everybody else nothing."""
    return redirect("rujukan", find_by_kode(request.user, kode).pk)
