"""Sending people of a list on to the cadres' home-visit lists: what was ticked, and the bar that it is ticked with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.http import QueryDict

from klaster.tanggal import read_tanggal, sebut_tanggal
from posyandu.tugas import TERJAUH, HasilKirim
from puskesmas.errors import DomainError

SEPEKAN: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Ketikan:
    """What was ticked and typed under a list, and what came of sending it."""

    dipilih: frozenset[UUID] = frozenset()
    semua: bool = False
    tenggat: str = ""
    pesan: str = ""
    galat: DomainError | None = None


@dataclass(frozen=True, slots=True)
class BilahKirim:
    """As `bagian/kirim_nyelik.html` prints it."""

    url: str
    tenggat: str
    paling_awal: str
    paling_akhir: str
    daftar_url: str
    semua: bool
    pesan: str
    salah: str
    bidang: str


def send_ticked(data: QueryDict, send: Callable[[frozenset[UUID], date], HasilKirim], sebutan: str) -> Ketikan:
    """Hands who was ticked and until when to `send`, and says what came of it; `sebutan` is what they are called.

    What can be mended on the page comes back with what was typed; DomainError for the rest.
    """
    semua = "semua" in data
    dipilih = frozenset(_read_id(teks) for teks in data.getlist("tampil" if semua else "warga"))
    ketikan = Ketikan(dipilih, semua, data.get("tenggat", "")[:20])
    try:
        tenggat = _read_tenggat(ketikan.tenggat)
        pesan = _tell(send(dipilih, tenggat), sebutan, tenggat)
    except DomainError as galat:
        if galat.bidang not in ("tenggat", "warga") or galat.status != 400:
            raise
        return replace(ketikan, galat=galat)
    return Ketikan(tenggat=ketikan.tenggat, pesan=pesan)


def _tell(hasil: HasilKirim, sebutan: str, tenggat: date) -> str:
    """ "3 anak dikirim ke daftar Nyelik, tenggat 20 Nov 2026. 1 sudah ada di daftar."."""
    kalimat = [
        f"{hasil.dibuat} {sebutan} dikirim ke daftar Nyelik, tenggat {sebut_tanggal(tenggat)}."
        if hasil.dibuat
        else "Tidak ada yang baru dikirim."
    ]
    if hasil.sudah_ada:
        kalimat.append(f"{hasil.sudah_ada} sudah ada di daftar.")
    if hasil.dilewati:
        kalimat.append(f"{hasil.dilewati} tidak perlu lagi: sudah dilayani, pindah, atau meninggal.")
    return " ".join(kalimat)


def _read_id(teks: str) -> UUID:
    try:
        return UUID(teks)
    except ValueError as galat:  # no id at all names nobody
        raise DomainError("warga_tidak_ditemukan", "Orang itu tidak ditemukan.", "warga", "", 404) from galat


def _read_tenggat(teks: str) -> date:
    tenggat = read_tanggal(teks)
    if tenggat is None:
        raise DomainError("tenggat_kosong", "Tenggatnya belum diisi.", "tenggat", "Pilih tanggalnya.")
    return tenggat


def draw_bar(ketikan: Ketikan, hari_ini: date, *, url: str, daftar_url: str) -> BilahKirim:
    galat = ketikan.galat
    return BilahKirim(
        url=url,
        tenggat=ketikan.tenggat or (hari_ini + SEPEKAN).isoformat(),
        paling_awal=hari_ini.isoformat(),
        paling_akhir=(hari_ini + TERJAUH).isoformat(),
        daftar_url=daftar_url,
        semua=ketikan.semua,
        pesan=ketikan.pesan,
        salah=f"{galat.pesan} {galat.saran}" if galat else "",
        bidang=galat.bidang if galat else "",
    )
