"""Writing down one visit: choose the person, fill in the card, see what it means."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from klaster.bidang import Salah
from posyandu.halaman.entri import TERSIMPAN, Entri, get_kunjungan, open_entri, refuse, save_entri
from posyandu.halaman.hasil import build_hasil
from posyandu.halaman.orang import search_people
from posyandu.halaman.riwayat import Dicatat, Riwayat, load_riwayat, write_riwayat
from posyandu.halaman.sesi import read_sesi, require_writer
from posyandu.kiriman import parse_kiriman
from posyandu.klinis import is_birth
from posyandu.kunjungan import record_kunjungan
from posyandu.models import Kunjungan
from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi

PERSALINAN: Final = DomainError(
    "catatan_persalinan",
    "Catatan persalinan tidak dibatalkan sendiri: ada kehamilan dan bayinya.",
    "",
    "Batalkan dari halaman persalinan ibunya.",
)
HARI_LAHIR: Final = Salah(
    "tanggal",
    "tanggal_persalinan",
    "Tanggal bersalin tidak diubah di sini: kehamilan dan bayinya ikut.",
    "Betulkan dari halaman persalinan ibunya.",
)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: Permintaan) -> HttpResponse:
    """Whom is it about? Names travel in the body, never in the address."""
    data = request.POST if request.method == "POST" else request.GET
    sesi = read_sesi(request.user, data)
    kata = data.get("kata") if request.method == "POST" else None
    temu = None if kata is None else search_people(request.user, sesi, kata, "kunjungan-baru")
    menyuntik = bool(request.user.paths_for(Aksi.KLINIS))
    isi = {"sesi": sesi, "kata": kata, "temu": temu, "menyuntik": menyuntik}
    return render(request, "posyandu/baru.html", isi)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def isi(request: Permintaan, warga: UUID) -> HttpResponse:
    """The card of one person."""
    require_writer(request.user)
    data = request.POST if request.method == "POST" else request.GET
    dicatat = write_riwayat(request.user, warga, data) if request.method == "POST" else Dicatat()
    entri = open_entri(request.user, warga, data)
    riwayat = load_riwayat(request.user, entri.berkas.orang, entri.sesi.unit.hari_ini, dicatat)
    return _answer(request, entri, riwayat)


@page
@require_http_methods(["GET", "HEAD", "POST"])
def perbaiki(request: Permintaan, kunjungan: UUID) -> HttpResponse:
    """The same card with the values of a stored visit; what is saved replaces it."""
    require_writer(request.user)
    asal = get_kunjungan(request.user, kunjungan)
    data = request.POST if request.method == "POST" else request.GET
    entri = open_entri(request.user, asal.warga_id, data, asal=asal)
    tolak = (HARI_LAHIR,) if is_birth(asal) and entri.sesi.tanggal != asal.tanggal else ()
    return _answer(request, entri, tolak=tolak)


def _answer(
    request: Permintaan, entri: Entri, riwayat: Riwayat | None = None, tolak: tuple[Salah, ...] = ()
) -> HttpResponse:
    simpan = request.method == "POST" and request.POST.get("aksi") == "simpan"
    tolak = riwayat.belum if simpan and riwayat else tolak
    if simpan and entri.siap and not tolak:
        hasil = save_entri(request.user, entri)
        if hasil.status in TERSIMPAN:
            return redirect(entri.sesi.link("kunjungan-hasil", str(entri.id)))
        tolak = (refuse(hasil),)
    isi = {"entri": entri, "sesi": entri.sesi, "tolak": tolak, "riwayat": riwayat}
    return render(request, "posyandu/isi.html", isi)


@page
@require_POST
def nilai(request: Permintaan) -> HttpResponse:
    """What the values typed so far mean; nothing is stored."""
    require_writer(request.user)
    asal = get_kunjungan(request.user, lama) if (lama := request.POST.get("menggantikan")) else None
    entri = open_entri(request.user, request.POST.get("warga", ""), request.POST, asal=asal)
    return render(request, "posyandu/bagian/nilai_luar.html", {"entri": entri})


@page
@require_safe
def hasil(request: Permintaan, kunjungan: UUID) -> HttpResponse:
    require_writer(request.user)
    halaman = build_hasil(request.user, get_kunjungan(request.user, kunjungan))
    sesi = read_sesi(request.user, request.GET)
    return render(request, "posyandu/hasil.html", {"halaman": halaman, "sesi": sesi, "id_batal": uuid4()})


@page
@require_POST
def batal(request: Permintaan, kunjungan: UUID) -> HttpResponse:
    """Withdraw a visit with a reason; it stays readable and no longer counts."""
    require_writer(request.user)
    asal = get_kunjungan(request.user, kunjungan)
    withdraw(request.user, asal, request.POST.get("id", ""), request.POST.get("alasan", ""))
    return redirect("kunjungan-hasil", asal.pk)


def withdraw(pengguna: Pengguna, asal: Kunjungan, id_batal: str, alasan: str) -> None:
    if is_birth(asal):
        raise PERSALINAN
    if not alasan.strip():
        raise DomainError(
            "alasan_kosong",
            "Alasan pembatalan belum diisi.",
            "alasan",
            "Kembali, lalu tulis sebabnya, mis. salah orang.",
        )
    isi = {"id": id_batal, "menggantikan": str(asal.pk), "batal": alasan.strip()}
    hasil = record_kunjungan(petugas=pengguna, perangkat=None, kiriman=parse_kiriman(isi))
    if hasil.status not in TERSIMPAN:
        raise hasil.galat or DomainError("belum_dibatalkan", "Kunjungan belum dibatalkan.", saran="Coba lagi.")
