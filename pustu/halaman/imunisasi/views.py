"""`/imunisasi/`: one page that is sent again and again; without scripts it is a plain form."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from posyandu.halaman.orang import Temu, search_people
from posyandu.halaman.sesi import Sesi, read_sesi
from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.halaman.isian import read_id
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from pustu.halaman.imunisasi.baca import Isi, read_isi
from pustu.halaman.imunisasi.muat import build_halaman, stored_vials, vaccines
from pustu.imunisasi import Diberi, give_doses, rules_of, schedule_of
from pustu.imunisasi import Sesi as SesiVaksin


@page
@require_http_methods(["GET", "HEAD", "POST"])
def imunisasi(request: Permintaan) -> HttpResponse:
    if not request.user.paths_for(Aksi.KLINIS):
        raise DomainError("tidak_menyuntik", "Imunisasi dicatat bidan atau perawat.", "", "Minta bidan Anda.", 403)
    data = request.POST if request.method == "POST" else request.GET
    sesi = read_sesi(request.user, data, tumpukan=True)
    isi = _read(request.user, sesi, data if request.method == "POST" else None)
    aksi = data.get("aksi", "") if request.method == "POST" else ""
    if aksi == "simpan" and not sesi.salah and not isi.salah:
        return _save(request, sesi, isi)
    temu = search_people(request.user, sesi, data.get("kata", ""), "imunisasi") if aksi == "cari" else None
    return _show(request, sesi, isi, temu=temu, dicoba=aksi == "simpan", kata=data.get("kata", "") if temu else "")


def _read(pengguna: Pengguna, sesi: Sesi, data: QueryDict | None) -> Isi:
    """What was sent; on opening, the vials that this session has used so far."""
    kode = vaccines(rules_of(sesi.unit), sesi)
    if data is not None:
        return read_isi(data, kode, sesi.tanggal)
    lama = QueryDict(mutable=True)
    for satu, ketikan in stored_vials(pengguna, sesi).items():
        lama[f"lot-{satu}"], lama[f"ed-{satu}"] = ketikan.lot, ketikan.kedaluwarsa
    return read_isi(lama, kode, sesi.tanggal)


def _save(request: Permintaan, sesi: Sesi, isi: Isi) -> HttpResponse:
    hasil: tuple[Diberi, ...] = ()
    galat: DomainError | None = None
    try:
        _check_named(sesi, isi)
        hasil = give_doses(
            oleh=request.user,
            halaman=read_id(request.POST.get("id", "")),
            sesi=SesiVaksin(sesi.unit, sesi.tanggal, sesi.kanal, isi.vial),
            dosis=_chosen(isi),
        )
    except DomainError as salah:
        galat = salah
    if hasil and all(satu.tersimpan for satu in hasil):
        return redirect(sesi.link("imunisasi"))
    sudah = {satu.warga for satu in hasil if satu.tersimpan}
    sisa = Isi(isi.vial, isi.ketikan, isi.hadir - sudah, isi.baris - sudah, _without(isi.tambah, sudah), isi.dosis)
    tolak = {satu.warga: satu.galat for satu in hasil if satu.galat is not None}
    kosong = not hasil and galat is None
    return _show(request, sesi, sisa, tolak=tolak, galat=galat, tersimpan=len(sudah), kosong=kosong, dicoba=True)


def _check_named(sesi: Sesi, isi: Isi) -> None:
    """A vial that was emptied after the children were ticked: nobody is given a dose of an unknown lot."""
    aturan = rules_of(sesi.unit)
    vaksin = {dosis.kode: dosis.vaksin for dosis in schedule_of(aturan, sesi.kanal).semua}
    dipakai = {vaksin[kode] for warga, kode in isi.dosis if warga in isi.hadir and kode in vaksin}
    nama = [nama for kode, nama in vaccines(aturan, sesi).items() if kode in dipakai - isi.vial.keys()]
    if nama:
        saran = "Isi lot dan kedaluwarsanya, atau lepas centang dosisnya."
        raise DomainError("lot_kosong", f"Vial {', '.join(nama)} belum diisi.", "lot", saran)


def _without(semua: tuple[UUID, ...], sudah: set[UUID]) -> tuple[UUID, ...]:
    return tuple(satu for satu in semua if satu not in sudah)


def _chosen(isi: Isi) -> dict[UUID, list[str]]:
    """Doses of those who came."""
    hasil: dict[UUID, list[str]] = defaultdict(list)
    for satu in sorted(isi.hadir):
        hasil[satu] = sorted(kode for warga, kode in isi.dosis if warga == satu)
    return dict(hasil)


def _show(
    request: Permintaan,
    sesi: Sesi,
    isi: Isi,
    *,
    temu: Temu | None = None,
    tolak: dict[UUID, DomainError] | None = None,
    **lain: object,
) -> HttpResponse:
    halaman = build_halaman(request.user, sesi, isi, tolak)
    nilai = {
        "halaman": halaman,
        "sesi": sesi,
        "isi": isi,
        "temu": temu,
        "tolak": tolak or {},
        "id": read_id(""),
        **lain,
    }
    return render(request, "pustu/imunisasi.html", nilai)
