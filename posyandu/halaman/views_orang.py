"""Writing down a person who is not on the list, on the way to their visit."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from klaster.tanggal import read_tanggal
from posyandu.halaman.sesi import Sesi, read_sesi
from posyandu.models import Warga
from posyandu.warga import register_warga
from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.halaman.isian import read_id
from puskesmas.models import Pengguna


@page
@require_http_methods(["GET", "HEAD", "POST"])
def orang(request: Permintaan) -> HttpResponse:
    """A short form; the NIK travels in the body only."""
    data = request.POST if request.method == "POST" else request.GET
    sesi = read_sesi(request.user, data)
    galat = None
    if request.method == "POST" and data.get("aksi") == "simpan":
        try:
            warga = register(request.user, sesi, data)
            return redirect(sesi.link("kunjungan-isi", str(warga.pokok_id)))
        except DomainError as salah:
            galat = salah
    isi = {kunci: data.get(kunci, "") for kunci in ("nama", "jenis_kelamin", "tanggal_lahir", "nik", "telepon", "tamu")}
    return render(
        request, "posyandu/orang.html", {"sesi": sesi, "isi": isi, "id": read_id(data.get("id", "")), "galat": galat}
    )


def register(pengguna: Pengguna, sesi: Sesi, data: QueryDict) -> Warga:
    lahir = read_tanggal(data.get("tanggal_lahir", ""))
    if lahir is None:
        raise DomainError(
            "tanggal_lahir_kosong", "Tanggal lahir belum diisi.", "tanggal_lahir", "Isi dari KTP atau KK."
        )
    return register_warga(
        petugas=pengguna,
        id=read_id(data.get("id", "")),
        unit=sesi.unit,
        nama=data.get("nama", ""),
        jenis_kelamin=data.get("jenis_kelamin", ""),
        tanggal_lahir=lahir,
        nik=data.get("nik", "") or None,
        telepon=data.get("telepon", ""),
        tamu=data.get("tamu") == "1",
    )
