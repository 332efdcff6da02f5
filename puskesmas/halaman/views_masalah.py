"""Pages about problems: the board, the report, one problem, its photos, the clocks. All work without scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from puskesmas import masalah as ubah
from puskesmas.alamat import refuse_nul
from puskesmas.bingkai import P, Permintaan, View, page
from puskesmas.errors import DomainError
from puskesmas.foto import TERLALU_BESAR, add_foto
from puskesmas.halaman.isian import need_due, need_owner, read_count, read_due, read_id, read_version
from puskesmas.halaman.kartu import TERKAIT
from puskesmas.halaman.lapor import build_report
from puskesmas.halaman.papan import build_board, read_saring
from puskesmas.halaman.rinci import NAIKKAN, TUGASKAN, build_masalah
from puskesmas.kabar import problem_matter
from puskesmas.models import Masalah, Tindakan, Unit
from puskesmas.models.masalah import Langkah
from puskesmas.peran import Aksi
from puskesmas.pesan import read_about
from puskesmas.tindakan import assign_tindakan, link_masalah
from puskesmas.unggah import was_too_large

TANPA_HAK: Final = DomainError("tidak_boleh", "Masalah hanya dibuka petugas.", "", "Hubungi Kepala Pustu.", 403)
JUDUL: Final = 120
"""Letters of a headline."""
Isi = Mapping[str, str]


def problem_page(view: View[P]) -> Callable[..., HttpResponse]:
    """A page for those who may see problems somewhere."""

    @page
    def wrapped(request: Permintaan, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.paths_for(Aksi.LIHAT_MASALAH):
            raise TANPA_HAK
        return view(request, *args, **kwargs)

    return wrapped


@problem_page
@require_safe
def papan(request: Permintaan) -> HttpResponse:
    return render(request, "puskesmas/papan.html", {"halaman": build_board(request.user, read_saring(request.GET))})


@problem_page
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: Permintaan) -> HttpResponse:
    """The report; what was typed stays when it is refused, only a photo must be chosen again."""
    if not request.user.paths_for(Aksi.LAPOR_MASALAH):
        raise DomainError("tidak_boleh", "Anda tidak bertugas melaporkan masalah.", "", "", 403)
    if request.method != "POST":
        return render(request, "puskesmas/lapor.html", {"halaman": build_report(request.user, _proposed(request))})
    try:
        masalah = _report(request)
    except DomainError as galat:
        isi = {"halaman": build_report(request.user, request.POST.dict(), galat)}
        return render(request, "puskesmas/lapor.html", isi, status=galat.status)
    return redirect("masalah", masalah.pk)


@transaction.atomic
def _report(request: Permintaan) -> Masalah:
    data = request.POST
    tempat = Unit.objects.allowed_to(request.user, Aksi.LAPOR_MASALAH).filter(
        kode=refuse_nul(data.get("unit", ""), "unit")
    )
    unit = tempat.select_related("kabupaten__setelan", "induk").first()
    if unit is None:
        raise DomainError("unit_tidak_ditemukan", "Tempatnya belum dipilih.", "unit", "Pilih dari daftar.")
    masalah = ubah.report_masalah(
        oleh=request.user,
        id=read_id(data.get("id", "")),
        unit=unit,
        jenis=data.get("jenis", ""),
        judul=data.get("judul", ""),
        uraian=data.get("uraian", ""),
        jumlah_orang=read_count(data, "jumlah_orang"),
        tenggat=read_due(data),
    )
    if (tindakan := _linked_action(request, data.get("tindakan", ""))) is not None:
        link_masalah(oleh=request.user, tindakan=tindakan, masalah=masalah)
    _keep_photo(request, masalah)
    return masalah


def _linked_action(request: Permintaan, teks: str) -> Tindakan | None:
    """The action that a report comes from; a missing and a foreign one alike are refused."""
    if not teks:
        return None
    try:
        pk = UUID(teks)
    except ValueError:
        raise Http404 from None
    satu = Tindakan.objects.visible_to(request.user).select_related("unit").filter(pk=pk).first()
    if satu is None:
        raise Http404
    return satu


def _proposed(request: Permintaan) -> Isi:
    """What the address proposes; of an action its place and its words."""
    isi = request.GET.dict()
    satu = _linked_action(request, isi.get("tindakan", ""))
    if satu is None:
        return isi
    tempat = satu.unit.kode if request.user.may(Aksi.LAPOR_MASALAH, satu.unit) else ""
    return {"unit": tempat, "judul": satu.apa[:JUDUL], "uraian": satu.apa if satu.apa[JUDUL:] else "", **isi}


@problem_page
@require_http_methods(["GET", "HEAD", "POST"])
def rinci(request: Permintaan, masalah: UUID) -> HttpResponse:
    satu = _find(request, masalah)
    if request.method == "GET":
        read_about(perihal=problem_matter(satu), oleh=request.user)
    if request.method != "POST":
        return render(request, "puskesmas/masalah.html", {"halaman": build_masalah(request.user, satu)})
    try:
        STEP.get(request.POST.get("langkah", ""), _unknown)(request, satu, request.POST)
    except DomainError as galat:
        halaman = build_masalah(request.user, _find(request, masalah), request.POST.dict(), galat)
        return render(request, "puskesmas/masalah.html", {"halaman": halaman}, status=galat.status)
    return redirect("masalah", masalah)


@problem_page
@require_safe
def foto(request: Permintaan, masalah: UUID, foto: UUID) -> HttpResponse:
    """The picture itself, to those who see the problem."""
    satu = _find(request, masalah).foto.filter(pk=foto).first()
    if satu is None:
        raise Http404
    return HttpResponse(bytes(satu.isi), content_type="image/jpeg", headers={"Content-Disposition": "inline"})


def _find(request: Permintaan, pk: UUID) -> Masalah:
    """Missing and foreign ones alike are 404."""
    rows = Masalah.objects.visible_to(request.user).select_related(*TERKAIT, "pelapor", "dipegang__induk__induk")
    satu = rows.filter(pk=pk).first()
    if satu is None:
        raise Http404
    return satu


# ── Steps ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _handle(request: Permintaan, masalah: Masalah, data: QueryDict) -> None:
    ubah.handle_masalah(
        oleh=request.user,
        masalah=masalah,
        pemilik=need_owner(data, masalah.unit, "pemilik"),
        tenggat=need_due(data),
        isi=data.get("isi", ""),
        versi=read_version(data, masalah.versi),
    )


def _assign(request: Permintaan, masalah: Masalah, data: QueryDict) -> None:
    assign_tindakan(
        oleh=request.user,
        id=read_id(data.get("id", "")),
        unit=masalah.unit,
        masalah=masalah,
        apa=data.get("isi", ""),
        penanggung_jawab=need_owner(data, masalah.unit, "pemilik"),
        tenggat=need_due(data),
    )


def _comment(request: Permintaan, masalah: Masalah, data: QueryDict) -> None:
    ubah.comment(oleh=request.user, masalah=masalah, isi=data.get("isi", ""))


def _photo(request: Permintaan, masalah: Masalah, data: QueryDict) -> None:
    del data
    if not _keep_photo(request, masalah):
        raise DomainError("wajib_diisi", "Fotonya belum dipilih.", "foto", "Pilih satu foto.")


def _keep_photo(request: Permintaan, masalah: Masalah) -> bool:
    berkas = request.FILES.get("foto")
    if was_too_large(request):
        raise TERLALU_BESAR
    if berkas is None or not berkas.size:
        return False
    add_foto(oleh=request.user, masalah=masalah, berkas=berkas)
    return True


def _unknown(request: Permintaan, masalah: Masalah, data: QueryDict) -> None:
    raise DomainError("langkah_tidak_dikenal", "Langkah itu tidak ada.", "", "Muat ulang halaman.")


Step = Callable[[Permintaan, Masalah, QueryDict], None]


def _worded(nama: str, act: Callable[..., Masalah]) -> Step:
    """A step that takes words only."""

    def step(request: Permintaan, masalah: Masalah, data: QueryDict) -> None:
        kata = {nama: data.get("isi", "")}
        act(oleh=request.user, masalah=masalah, versi=read_version(data, masalah.versi), **kata)

    return step


STEP: Final[Mapping[str, Step]] = {
    Langkah.TANGANI.value: _handle,
    Langkah.USUL_SELESAI.value: _worded("hasil", ubah.propose_done),
    Langkah.TERIMA.value: _worded("isi", ubah.accept_done),
    Langkah.TOLAK.value: _worded("alasan", ubah.reject_done),
    Langkah.BUKA_KEMBALI.value: _worded("alasan", ubah.reopen_masalah),
    Langkah.BATAL.value: _worded("alasan", ubah.cancel_masalah),
    Langkah.KOMENTAR.value: _comment,
    Langkah.FOTO.value: _photo,
    NAIKKAN: _worded("alasan", ubah.raise_masalah),
    TUGASKAN: _assign,
}
