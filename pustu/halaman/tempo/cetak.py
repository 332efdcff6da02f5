"""The due list on A4, a page or more for each posyandu, with a box to tick."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from django.utils import timezone

from klaster.tanggal import sebut_tanggal
from klaster.umur import umur_bulan, umur_hari
from puskesmas.cetak import print_pdf
from puskesmas.contoh import has_demo
from puskesmas.models import Pengguna
from pustu.halaman.tempo.baca import NAMA, Saring, chosen, count_people, due_in, order_people
from pustu.halaman.tempo.model import BarisTempo, Hal
from pustu.halaman.tempo.muat import show_rows

TERBANYAK: Final = 600
"""Names on one print; a paper of more is worked through by nobody."""


def print_tempo(pengguna: Pengguna, saring: Saring) -> bytes:
    """Notes that the reader saw everybody who is printed."""
    rows = chosen(due_in(pengguna, saring), saring)
    jumlah = count_people(rows, saring.hari_ini).orang
    baris = show_rows(pengguna, saring, rows, list(order_people(rows)[:TERBANYAK]), halaman="jatuh-tempo-cetak")
    posyandu: dict[str, list[BarisTempo]] = defaultdict(list)
    for satu in baris:
        posyandu[satu.posyandu].append(satu)
    isi = {
        "judul": NAMA[saring.kelompok] if saring.kelompok else "Jatuh tempo",
        "tempat": saring.tempat,
        "sampai": sebut_tanggal(saring.minggu),
        "dicetak": f"{sebut_tanggal(saring.hari_ini)}, {pengguna}",
        "jumlah": jumlah,
        "sisa": max(0, jumlah - TERBANYAK),
        "posyandu": [
            {"nama": nama, "orang": [_person(satu, saring) for satu in posyandu[nama]]} for nama in sorted(posyandu)
        ],
        "contoh": has_demo(),
    }
    return print_pdf("jatuh-tempo", isi, saat=timezone.now())


def _person(satu: BarisTempo, saring: Saring) -> dict[str, Any]:
    perihal = [_word(hal) for hal in satu.hal] + ([f"dan {satu.sisa} lagi"] if satu.sisa else [])
    return {
        "nama": f"{satu.nama} (tamu)" if satu.tamu else satu.nama,
        "siapa": f"{satu.jenis_kelamin}, {_age(satu, saring)}" + (f", ibu {satu.ibu}" if satu.ibu else ""),
        "perihal": perihal,
        "alamat": ", ".join(teks for teks in (satu.alamat, satu.telepon) if teks),
        "kontak": sebut_tanggal(satu.kontak) if satu.kontak else "belum pernah",
    }


def _word(hal: Hal) -> str:
    if hal.sampai is not None:
        return f"{hal.nama}: paling akhir {sebut_tanggal(hal.sampai)}"
    return f"{hal.nama}: lewat {hal.lewat} hari" if hal.lewat else f"{hal.nama}: sampai {sebut_tanggal(hal.tenggat)}"


def _age(satu: BarisTempo, saring: Saring) -> str:
    bulan = umur_bulan(satu.tanggal_lahir, saring.hari_ini)
    if bulan < 1:
        return f"{umur_hari(satu.tanggal_lahir, saring.hari_ini)} hari"
    return f"{bulan} bulan" if bulan < 60 else f"{bulan // 12} tahun"
