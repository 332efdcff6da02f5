"""One meeting as a text for a WhatsApp group: counts only, nobody who stands behind a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import quote

from capaian.halaman.rapat.model import Prioritas
from capaian.halaman.tulisan import TETAP, hari_tanggal, waktu
from capaian.keluar.isi import figure_sentence
from capaian.keluar.muat import Rapat

PANJANG: Final = 200
"""Letters of one typed text; a message is read on a phone."""
_NIK: Final = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")


def write_text(rapat: Rapat) -> str:
    """The message; asterisks make WhatsApp print in bold."""
    return "\n".join(_lines(rapat)).replace(TETAP, " ").strip()


def share_link(teks: str) -> str:
    """Opens WhatsApp with the text filled in; the reader chooses to whom."""
    return f"https://wa.me/?text={quote(teks, safe='')}"


def _lines(rapat: Rapat) -> Iterator[str]:
    halaman, e = rapat.halaman, rapat.evaluasi
    yield f"*{halaman.judul}, {halaman.unit.teks}*"
    saat = waktu(rapat.local(e.disahkan_pada)) if e.disahkan_pada else ""
    yield f"Disahkan {saat} oleh {halaman.disahkan_oleh}" if e.sah else "RANCANGAN, belum disahkan"
    for satu in halaman.prioritas:
        yield from _priority(satu)
    if halaman.rapat.bantuan.strip():
        yield f"\nBantuan yang diminta dari Dinas: {_short(halaman.rapat.bantuan)}"
    if halaman.kesegaran.data_contoh:
        yield "\n(data contoh)"


def _priority(satu: Prioritas) -> Iterator[str]:
    t = satu.tulisan
    yield f"\n*{satu.nomor}. {satu.nama}*: {satu.ukur.kata.lower()}, {figure_sentence(satu.ukur)}"
    sebab = ": ".join(filter(None, (t.sebab_teks, t.kata.strip())))
    yield f"Sebab: {_short(sebab) or 'belum diisi'}"
    yield f"Tindakan: {_short(t.apa) or 'belum diisi'}"
    if t.siapa_teks:
        tenggat = f", paling lambat {hari_tanggal(date.fromisoformat(t.tenggat))}" if t.tenggat else ""
        yield f"Siapa: {t.siapa_teks}{tenggat}"


def _short(teks: str) -> str:
    """In one line, cut at `PANJANG`; 16 digits that may be a NIK are not sent on."""
    satu = _NIK.sub("[16 angka dihapus]", " ".join(teks.split()))
    return satu if len(satu) <= PANJANG else satu[: PANJANG - 1].rstrip() + "…"
