"""`/lembar/<jenis>/`: a sheet of many rows, typed from row to row with Enter, saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from posyandu.halaman.orang import search_people, to_uuid
from posyandu.halaman.sesi import read_sesi
from posyandu.models import Warga
from posyandu.models.kunjungan import Kanal
from puskesmas.bingkai import Permintaan, page
from puskesmas.halaman.isian import read_id
from puskesmas.jejak import log_read
from pustu.halaman.lembar.jenis import LEMBAR
from pustu.halaman.lembar.muat import (
    TERBANYAK,
    TERMUDA,
    TERTUA,
    Ketikan,
    columns,
    draw_rows,
    focus_of,
    keep_rows,
    list_warga,
    read_rows,
    save_rows,
    searchable,
)
from pustu.imunisasi import rules_of

KOSONG = Ketikan({}, {}, {})
SELA = ","


@page
@require_http_methods(["GET", "HEAD", "POST"])
def lembar(request: Permintaan, jenis: str) -> HttpResponse:
    data = request.POST if request.method == "POST" else request.GET
    sesi = read_sesi(request.user, data)
    if (satu := LEMBAR.get(jenis)) is None:
        raise Http404
    sesi = replace(sesi, kanal=satu.kanal)
    umur, tambah = _read_age(data.get("umur", "")), _read_added(data)
    warga = list_warga(request.user, sesi, satu, umur, tambah)
    isi = {"sesi": sesi, "jenis": satu, "umur": umur, "tambah": tambah}
    if request.method != "POST" or sesi.salah:
        return _show(request, isi, warga, KOSONG)
    baris = read_rows(data, rules_of(sesi.unit), warga, satu)
    aksi, kata = _asked(data), data.get("kata", "")
    if aksi == "cari":
        isi |= {"kata": kata, "temu": search_people(request.user, sesi, kata, "lembar", searchable(sesi, satu))}
    if aksi != "simpan":
        return _show(request, isi, warga, keep_rows(baris))
    if not baris:
        return _show(request, isi | {"kosong": True}, warga, KOSONG)
    ketikan = save_rows(request.user, sesi, read_id(data.get("id", "")), baris, frozenset(data.getlist("yakin")))
    if not ketikan.salah and not ketikan.tanya:
        return redirect(sesi.link("lembar", satu.kode, umur=umur, tambah=SELA.join(map(str, tambah))))
    return _show(request, isi, warga, ketikan)


def _asked(data: QueryDict) -> str:
    """What the sheet was sent for. Enter in a browser without scripts presses no button: a typed name is looked for."""
    if data.get("pilih"):
        return "pilih"
    return data.get("aksi") or ("cari" if data.get("kata", "").strip() else "simpan")


def _read_added(data: QueryDict) -> tuple[UUID, ...]:
    """People put on the sheet by name, the latest first; Http404 for what is no id."""
    semua = [*data.getlist("pilih"), *data.get("tambah", "").split(SELA)]
    return tuple(dict.fromkeys(to_uuid(satu) for satu in semua if satu))[:TERBANYAK]


def _show(request: Permintaan, isi: dict[str, Any], warga: Sequence[Warga], ketikan: Ketikan) -> HttpResponse:
    sesi, jenis = isi["sesi"], isi["jenis"]
    aturan = rules_of(sesi.unit)
    log_read(pengguna=request.user, halaman="lembar", warga=[orang.pk for orang in warga])
    baris = draw_rows(request.user, sesi, aturan, jenis, warga, ketikan)
    lain = {
        "pilihan_umur": range(TERMUDA, TERTUA + 1),
        "kolom": columns(aturan, jenis),
        "baris": baris,
        "fokus": "" if "temu" in isi else focus_of(baris),
        "ketikan": ketikan,
        "tambah_teks": SELA.join(map(str, isi["tambah"])),
        "imunisasi_url": sesi.link("imunisasi") if sesi.klinis and jenis.kanal == Kanal.SEKOLAH else "",
        "id": read_id(""),
    }
    return render(request, "pustu/lembar.html", isi | lain)


def _read_age(teks: str) -> int:
    """Completed years; the first class where none was chosen."""
    return next((umur for umur in range(TERMUDA, TERTUA + 1) if teks == str(umur)), TERMUDA)
