"""The week as a text for the cadres' WhatsApp group: counts only, nobody by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from klaster.tanggal import sebut_tanggal
from puskesmas.contoh import has_demo
from pustu.halaman.tempo.baca import NAMA, Jumlah, Saring


def share_url(saring: Saring, jumlah: Mapping[str, Jumlah]) -> str:
    """Opens WhatsApp with the text filled in; the reader chooses to whom."""
    return f"https://wa.me/?text={quote(write_text(saring, jumlah), safe='')}"


def write_text(saring: Saring, jumlah: Mapping[str, Jumlah]) -> str:
    """The message; asterisks make WhatsApp print in bold."""
    return "\n".join(_lines(saring, jumlah))


def _lines(saring: Saring, jumlah: Mapping[str, Jumlah]) -> Iterator[str]:
    yield f"*Jatuh tempo sampai {sebut_tanggal(saring.minggu)}, {saring.tempat}*"
    ada = {kode: n for kode, n in jumlah.items() if kode in saring.jenis}
    for kode, n in ada.items():
        lewat = f", {n.lewat} lewat" if n.lewat else ""
        yield f"{NAMA[kode]}: {n.orang} orang{lewat}"
    yield (
        "Nama-namanya ada di cetakan bidan; yang dikirim bidan ada di daftar Nyelik HP kader." if ada else "Tidak ada."
    )
    if has_demo():
        yield "(data contoh)"
