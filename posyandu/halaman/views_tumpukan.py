"""A pile of cards: many people of one session, one after the other, without leaving the keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from klaster.aturan import Aturan, muat_aturan
from klaster.bidang import Salah
from klaster.formulir import Formulir
from posyandu.halaman.entri import TERSIMPAN, Entri, open_entri, refuse, save_entri
from posyandu.halaman.hasil import BarisTercatat, list_tercatat
from posyandu.halaman.isian import Kelompok
from posyandu.halaman.orang import BarisOrang, Temu, expected, search_people, show, visits_of, written
from posyandu.halaman.sesi import DI_DEPAN, Sesi, forms_of, read_sesi, recent_sessions
from posyandu.models import HariBuka, Warga
from puskesmas.bingkai import Permintaan, page
from puskesmas.models import Pengguna

BERIKUTNYA = 8
TERAKHIR = 60


@dataclass(frozen=True, slots=True)
class Tumpukan:
    """What surrounds the card: who is done, who is next, what may be chosen."""

    sesi: Sesi
    sasaran: int
    hadir: int
    nama_kartu: str
    berikutnya: tuple[BarisOrang, ...]
    tercatat: tuple[BarisTercatat, ...]
    kartu: tuple[Formulir, ...]
    judul: tuple[str, ...]
    hari_buka: tuple[HariBuka, ...]


@page
@require_http_methods(["GET", "HEAD", "POST"])
def tumpukan(request: Permintaan) -> HttpResponse:
    data = request.POST if request.method == "POST" else request.GET
    sesi = read_sesi(request.user, data, tumpukan=True)
    if request.method != "POST":
        return _page(request, sesi)
    if data.get("aksi") == "cari":
        return _look_up(request, sesi, data.get("kata", ""))
    return _card(request, sesi, data.get("warga", ""))


def _look_up(request: Permintaan, sesi: Sesi, kata: str) -> HttpResponse:
    """One person still expected: the card at once. An empty name is the next one on the list."""
    belum = _waiting(request.user, sesi)
    if not kata.strip():
        if belum:
            return _card(request, sesi, str(belum[0].pk))
        return _page(request, sesi, temu=Temu((), pesan="Semua di daftar sudah dicatat. Ketik nama untuk menambah."))
    cocok = [satu for satu in belum if begins(satu.nama, kata)]
    if len(cocok) == 1:
        return _card(request, sesi, str(cocok[0].pk))
    temu = search_people(request.user, sesi, kata, "kunjungan-tumpukan")
    if len(temu.baris) == 1:
        return _card(request, sesi, str(temu.baris[0].id))
    if not temu.baris and not temu.pesan:
        temu = Temu((), pesan="Tidak ada yang cocok. Periksa ejaannya, atau cari dengan nama ibu.")
    return _page(request, sesi, kata=kata, temu=temu)


def begins(nama: str, kata: str) -> bool:
    """Each word that was typed begins a word of the name: "bi mau" is Bima Maulana."""
    bagian = nama.casefold().split()
    return all(any(satu.startswith(awal) for satu in bagian) for awal in kata.casefold().split())


def _card(request: Permintaan, sesi: Sesi, warga: str) -> HttpResponse:
    entri = open_entri(request.user, warga, request.POST)
    tolak: tuple[Salah, ...] = ()
    if entri.dicoba and entri.siap:
        hasil = save_entri(request.user, entri)
        if hasil.status in TERSIMPAN:
            return redirect(sesi.link("kunjungan-tumpukan"))
        tolak = (refuse(hasil),)
    lengkap = sesi.isi_url(entri.warga.pk)
    return _page(request, sesi, entri=entri, tolak=tolak, kelompok=choose_groups(entri, sesi), kartu_lengkap=lengkap)


def choose_groups(entri: Entri, sesi: Sesi) -> tuple[Kelompok, ...]:
    """The first heading of each card, those that were asked for, and any in which something stands."""
    pena = entri.pena
    pertama = (satu.kode for _, lembar in pena.questions() for bagian in lembar for satu in bagian.bidang)
    fokus = "" if entri.tanya_ulang else next(pertama, "")
    return tuple(
        replace(kelompok, lipat=kelompok.lipat and kelompok.judul not in sesi.bagian)
        for kartu in replace(pena, fokus=fokus).draw()
        for ke, kelompok in enumerate(kartu.kelompok)
        if (ke == 0 and not kartu.lipat)
        or kelompok.judul in sesi.bagian
        or any(satu.nilai or satu.salah for satu in kelompok.kotak)
    )


def _page(request: Permintaan, sesi: Sesi, **lain: object) -> HttpResponse:
    return render(
        request, "posyandu/tumpukan.html", {"tumpukan": build_tumpukan(request.user, sesi), "sesi": sesi, **lain}
    )


def build_tumpukan(pengguna: Pengguna, sesi: Sesi) -> Tumpukan:
    aturan = _rules(sesi)
    warga = expected(pengguna, sesi)
    belum = _still(warga, pengguna, sesi)
    milikku = visits_of(pengguna, sesi).filter(dicatat_oleh=pengguna).select_related("warga")
    kartu = forms_of(aturan.formulir, sesi)
    return Tumpukan(
        sesi=sesi,
        sasaran=len(warga),
        hadir=len(warga) - len(belum),
        nama_kartu=next((satu.nama for satu in kartu if satu.kode == sesi.kartu), ""),
        berikutnya=show(pengguna, sesi, belum[:BERIKUTNYA], "kunjungan-tumpukan"),
        tercatat=list_tercatat(aturan, milikku.order_by("-diterima_pada")[:TERAKHIR], sesi.klinis),
        kartu=kartu,
        judul=tuple(dict.fromkeys(b.judul for satu in kartu for b in satu.bagian if _chosen(satu, sesi))),
        hari_buka=tuple(recent_sessions(pengguna, sesi.tempat).select_related("posyandu")[:6]),
    )


def _chosen(formulir: Formulir, sesi: Sesi) -> bool:
    return not sesi.kartu or formulir.kode == sesi.kartu


def _rules(sesi: Sesi) -> Aturan:
    kabupaten = sesi.unit.kabupaten
    return muat_aturan(kabupaten.setelan.aturan or None) if kabupaten else muat_aturan()


def _waiting(pengguna: Pengguna, sesi: Sesi) -> list[Warga]:
    return _still(expected(pengguna, sesi), pengguna, sesi)


def _still(warga: list[Warga], pengguna: Pengguna, sesi: Sesi) -> list[Warga]:
    """Who is not written down yet, beginning after the one written last, so that the pile's order is followed."""
    kunjungan = visits_of(pengguna, sesi)
    sudah = written(kunjungan)
    terakhir = next(iter(written(kunjungan.filter(dicatat_oleh=pengguna).order_by("-diterima_pada")[:1])), None)
    urut = [satu.pk for satu in warga]
    mulai = urut.index(terakhir) + 1 if terakhir in urut else 0
    return [satu for satu in (*warga[mulai:], *warga[:mulai]) if satu.pk not in sudah]


@page
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """The session list on paper, in the order of the pile; also of a day to come, with the ages of that day."""
    sesi = read_sesi(request.user, request.GET, tumpukan=True, di_depan=DI_DEPAN)
    sudah = written(visits_of(request.user, sesi))
    baris = show(request.user, sesi, expected(request.user, sesi), "kunjungan-daftar")
    kartu = forms_of(_rules(sesi).formulir, sesi)
    isi = {"sesi": sesi, "baris": baris, "sudah": sudah, "kartu": kartu, "terjauh": sesi.unit.hari_ini + DI_DEPAN}
    return render(request, "posyandu/daftar.html", isi)
