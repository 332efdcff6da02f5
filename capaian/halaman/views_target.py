"""Pages of targets and projections."""

from __future__ import annotations

import re
from typing import Final

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from capaian.buku_kerja import PALING_BESAR, TERLALU_BESAR
from capaian.halaman.bagi import Bagi, build_choice
from capaian.halaman.kisi import Kisi, Minta, build_kisi, kisi_link, open_kisi
from capaian.halaman.kisi_simpan import change
from capaian.halaman.param import refuse
from capaian.halaman.pendataan import Pendataan
from capaian.halaman.tempel import KOSONG, SIMPAN, Tempel, read_upload
from capaian.halaman.tulisan import bilangan
from capaian.halaman.unduh import TIPE_XLSX
from capaian.halaman.unduh_target import write_template
from capaian.target import SASARAN, TARGET, Macam
from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.unggah import was_too_large

_HASIL: Final = re.compile(r"(simpan|berlaku|buang)-([0-9]{1,6})", re.ASCII)
_KATA: Final = {
    "simpan": "{} rancangan tersimpan. Periksa, lalu berlakukan.",
    "berlaku": "{} angka berlaku. Pekan yang sudah disahkan tidak berubah.",
    "buang": "{} rancangan dibuang.",
}


class _FormMinta(forms.Form):
    """Shape only."""

    unit = forms.RegexField(r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=40, required=False)
    tahun = forms.RegexField(r"^[0-9]{4}$", required=False)
    klaster = forms.CharField(max_length=40, required=False)


def read_minta(query: QueryDict) -> Minta:
    form = _FormMinta(query)
    if not form.is_valid():
        bidang = next(iter(form.errors))
        if bidang == "tahun":
            raise DomainError("tahun_tidak_sah", "Tahun tidak dikenal.", "tahun", "Tulis misalnya 2026.")
        raise refuse(bidang)
    isi = form.cleaned_data
    return Minta(isi["unit"], int(isi["tahun"]) if isi["tahun"] else None, isi["klaster"])


@page
@require_http_methods(["GET", "HEAD", "POST"])
def target(request: Permintaan) -> HttpResponse:
    return _grid(request, TARGET)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def sasaran(request: Permintaan) -> HttpResponse:
    return _grid(request, SASARAN)


def _grid(request: Permintaan, macam: Macam) -> HttpResponse:
    kisi = open_kisi(request.user, macam, read_minta(request.GET))
    if request.method != "POST":
        return _show(request, kisi)
    hasil, isian = change(kisi, request.POST.dict())
    if isian is None:
        return redirect(kisi_link(kisi, hasil=hasil))
    status = isian.galat.status if isian.galat else 400
    return render(request, "capaian/kisi.html", {"halaman": build_kisi(kisi, isian)}, status=status)


def _show(request: Permintaan, kisi: Kisi) -> HttpResponse:
    pesan = _tell(request.GET.get("hasil", ""))
    return render(request, "capaian/kisi.html", {"halaman": build_kisi(kisi, pesan=pesan)})


@page
@require_http_methods(["GET", "HEAD", "POST"])
def target_tempel(request: Permintaan) -> HttpResponse:
    return _table(request, TARGET)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def sasaran_tempel(request: Permintaan) -> HttpResponse:
    return _table(request, SASARAN)


def _table(request: Permintaan, macam: Macam) -> HttpResponse:
    """The dry run after every button but the last; nothing that was typed is lost on the way."""
    kisi = open_kisi(request.user, macam, read_minta(request.GET))
    tempel = Tempel(kisi)
    isi, galat = request.POST.dict(), None
    try:
        if request.method == "POST":
            isi = read_upload(isi, _uploaded(request))
            if isi.get("aksi") == SIMPAN and not request.FILES:
                return redirect(kisi_link(kisi, unit=kisi.kabupaten.kode, hasil=f"simpan-{tempel.apply(isi)}"))
            if not isi.get("tabel", "").strip():
                raise KOSONG
            tempel.check_source(isi)
    except DomainError as salah:
        galat = salah
    halaman = tempel.page(isi, galat)
    status = galat.status if galat else 400 if halaman.periksa and halaman.periksa.jumlah_salah else 200
    return render(request, "capaian/tempel.html", {"halaman": halaman}, status=status)


def _uploaded(request: Permintaan) -> bytes | None:
    """The file's bytes; None where none was chosen."""
    berkas = request.FILES.get("berkas")
    if was_too_large(request) or (berkas is not None and (berkas.size or 0) > PALING_BESAR):
        raise TERLALU_BESAR
    return berkas.read() if berkas is not None else None


@page
@require_safe
def target_unduh(request: Permintaan) -> HttpResponse:
    return _template(request, TARGET)


@page
@require_safe
def sasaran_unduh(request: Permintaan) -> HttpResponse:
    return _template(request, SASARAN)


def _template(request: Permintaan, macam: Macam) -> HttpResponse:
    kisi = open_kisi(request.user, macam, read_minta(request.GET))
    nama = f"{macam.nama}-{kisi.kabupaten.kode}-{kisi.tahun}.xlsx"
    kepala = {"Content-Disposition": f'attachment; filename="{nama}"'}
    return HttpResponse(write_template(kisi), content_type=TIPE_XLSX, headers=kepala)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def sasaran_bagi(request: Permintaan) -> HttpResponse:
    kisi = open_kisi(request.user, SASARAN, read_minta(request.GET))
    if request.method != "POST" and kisi.akses.unit == kisi.kabupaten:
        return render(request, "capaian/bagi_pilih.html", {"halaman": build_choice(kisi)})
    bagi = Bagi(kisi, request.GET.get("kelompok", "balita"))
    if request.method != "POST":
        return render(request, "capaian/bagi.html", {"halaman": bagi.page()})
    hasil = bagi.save(request.POST.dict())
    if isinstance(hasil, int):
        return redirect(kisi_link(kisi, hasil=f"simpan-{hasil}"))
    status = hasil.galat.status if hasil.galat else 400
    return render(request, "capaian/bagi.html", {"halaman": bagi.page(hasil)}, status=status)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def pendataan(request: Permintaan) -> HttpResponse:
    """Somebody is asked to register the people whom the projection expects."""
    kisi = open_kisi(request.user, SASARAN, read_minta(request.GET))
    tugas = Pendataan(kisi, request.GET.get("kelompok", "balita"))
    if request.method != "POST":
        return render(request, "capaian/pendataan.html", {"halaman": tugas.page()})
    try:
        return redirect("tindakan", tugas.assign(request.POST).pk)
    except DomainError as galat:
        isi = {"halaman": tugas.page(request.POST.dict(), galat)}
        return render(request, "capaian/pendataan.html", isi, status=galat.status)


def _tell(hasil: str) -> str:
    """What the last button did; nothing for anything else in the address."""
    cocok = _HASIL.fullmatch(hasil)
    if cocok is None:
        return ""
    return _KATA[cocok[1]].format(bilangan(int(cocok[2]))) if int(cocok[2]) else "Tidak ada yang berubah."
