"""SVG markup of one figure. Lengths are geometry attributes and colours are classes, as the strict policy wants.

Widths are in per cent, so that a drawing fills its place while its text keeps its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from capaian.halaman import gambar
from capaian.halaman.model import Arah, Keadaan, Ukur
from capaian.halaman.tulisan import bilangan, dari, persen

KOSONG = format_html("{}", "")


def n(nilai: float) -> str:
    """A number for an attribute, short."""
    return f"{nilai:.2f}".rstrip("0").rstrip(".")


def join(bagian: Sequence[SafeString]) -> SafeString:
    """Markup one after the other."""
    return format_html_join("", "{}", ((satu,) for satu in bagian))


@cache
def mark(keadaan: Keadaan, kata: str = "") -> SafeString:
    """The shape of a state; `kata` is what a screen reader says, empty where the word stands beside it."""
    if not kata:
        return format_html('<svg class="tanda k-{0}" aria-hidden="true"><use href="#t-{0}"/></svg>', keadaan.value)
    return format_html(
        '<svg class="tanda k-{0}" role="img" aria-label="{1}"><use href="#t-{0}"/></svg>', keadaan.value, kata
    )


@cache
def icon(nama: str) -> SafeString:
    """A line icon; it always stands beside words."""
    return format_html('<svg class="ikon" aria-hidden="true"><use href="#i-{}"/></svg>', nama)


def rate(ukur: Ukur) -> str:
    """The percentage; one decimal where low is good, and where rounding would make it look like the target."""
    bagian, target = ukur.tercapai or 0.0, ukur.target
    kabur = target is not None and bagian != target and persen(bagian) == persen(target)
    return persen(bagian, 1) if ukur.arah is Arah.TURUN or kabur else persen(bagian)


def figure(ukur: Ukur) -> SafeString:
    """The percentage with its fraction under it; few people as "2 dari 3"; a dash where there is nothing to say."""
    if ukur.cacah:
        return format_html('<b class="nilai">{}</b><small>{}</small>', bilangan(ukur.pembilang), ukur.satuan)
    if ukur.penyebut is None and ukur.keadaan is Keadaan.BELUM_ADA_DATA:
        return format_html(
            '<b class="nilai">–</b><small>{}</small>', "belum diisi" if ukur.diketik else "belum ada angka"
        )
    if ukur.penyebut == 0:
        return format_html('<b class="nilai">–</b><small>{}</small>', "tidak ada sasaran")
    pecahan = dari(ukur.pembilang, ukur.penyebut)
    if ukur.kecil:
        return format_html('<b class="nilai">{}</b>', pecahan)
    return format_html('<b class="nilai">{}</b><small>{}</small>', rate(ukur), pecahan)


def describe(ukur: Ukur) -> str:
    """A figure for those who hear the page: "52 %, 230 dari 442; harapan 67 %; target 80 %"."""
    pecahan = dari(ukur.pembilang, ukur.penyebut)
    kata = [pecahan if ukur.kecil else f"{rate(ukur)}, {pecahan}"]
    if ukur.diharapkan is not None and not ukur.kecil:
        kata.append(f"harapan {persen(ukur.diharapkan)}")
    if ukur.target is not None:
        kata.append(f"target {persen(ukur.target)}")
    return "; ".join(kata)


def bullet(ukur: Ukur, ujung: float | None = None) -> SafeString:
    """The small bullet of a table row; nothing where the denominator is a handful of people."""
    if ukur.kecil:
        return KOSONG
    b = gambar.batang(ukur, ujung)
    return format_html(
        '<svg class="batang-capaian k-{}" role="img" aria-label="{}" height="26">{}</svg>',
        ukur.keadaan.value,
        describe(ukur),
        _bar(b, atas=11, tebal=10),
    )


def big_bullet(ukur: Ukur) -> SafeString:
    """The bullet with its labels, as wide as the column."""
    if ukur.kecil:
        return KOSONG
    b = gambar.batang(ukur)
    harapan, target, ramalan = gambar.place_labels(b)
    kata_target = f"{'harapan = ' if b.menyatu else ''}target {persen(ukur.target or 0)}"
    tulisan = [
        _label(harapan, f"harapan {persen(ukur.diharapkan or 0)}"),
        _label(target, kata_target, "tebal"),
        _label(ramalan, f"perkiraan {persen(ukur.bagian(ukur.perkiraan) or 0)}"),
    ]
    return format_html(
        '<svg class="batang-capaian besar k-{}" role="img" aria-label="{}" height="66">{}{}</svg>',
        ukur.keadaan.value,
        describe(ukur),
        _bar(b, atas=23, tebal=20),
        join(tulisan),
    )


def _bar(b: gambar.Batang, atas: int, tebal: int) -> SafeString:
    bagian = [
        format_html('<rect class="alas" y="{0}" width="100%" height="{1}"/>', atas, tebal),
        format_html('<rect class="isi-batang" y="{}" width="{}%" height="{}"/>', atas, n(b.isi), tebal),
    ]
    if b.perkiraan is not None:
        lebar = n(b.perkiraan - b.isi)
        bagian.append(
            format_html('<rect class="ramal" x="{}%" y="{}" width="{}%" height="{}"/>', n(b.isi), atas, lebar, tebal)
        )
    if b.penuh is not None:
        bagian.append(_line("seratus", b.penuh, atas, atas + tebal))
    if b.harapan is not None and not b.menyatu:
        bagian.append(_line("harapan", b.harapan, atas - 3, atas + tebal + 3))
    if b.target is not None:
        tebal_garis = "target menyatu" if b.menyatu else "target"
        bagian += [_line(tebal_garis, b.target, atas - 7, atas + tebal + 3), _flag(b.target, atas - 7)]
    return join(bagian)


def _line(kelas: str, x: float, atas: float, bawah: float) -> SafeString:
    return format_html('<line class="{0}" x1="{1}%" x2="{1}%" y1="{2}" y2="{3}"/>', kelas, n(x), n(atas), n(bawah))


def _flag(x: float, y: float) -> SafeString:
    """The flag flies right, or left where the drawing ends."""
    jalan = "M0 0h-7l2 2.5-2 2.5h7z" if x > 97 else "M0 0h7l-2 2.5 2 2.5h-7z"
    return format_html('<svg class="bendera" x="{}%" y="{}"><path d="{}"/></svg>', n(x), n(y), jalan)


def _label(label: gambar.Label | None, teks: str, kelas: str = "") -> SafeString:
    if label is None:
        return KOSONG
    y = 12 if label.atas else 61
    return format_html(
        '<text class="{}" x="{}%" y="{}" text-anchor="{}">{}</text>', kelas, n(label.x), y, label.sisi, teks
    )


def sparkline(titik: Sequence[float | None], keadaan: Keadaan) -> SafeString:
    """Twelve weeks in a table row, with the last one as a dot in the colour of its state."""
    ada = [t for t in titik if t is not None]
    if len(ada) < 2:
        return KOSONG
    bawah, atas = min(ada), max(ada)
    longgar = max(0.1 - (atas - bawah), 0) / 2
    potong = gambar.garis(titik, 88, 18, bawah - longgar, atas + longgar)
    x, y = potong[-1][-1]
    return format_html(
        '<svg class="garis-kecil k-{}" role="img" aria-label="12 pekan: dari {} ke {}" width="96" height="26" '
        'viewBox="-4 -4 96 26">'
        '<path d="{}"/><circle cx="{}" cy="{}" r="3"/></svg>',
        keadaan.value,
        persen(ada[0]),
        persen(ada[-1]),
        path(potong),
        n(x),
        n(y),
    )


def path(potong: Sequence[Sequence[tuple[float, float]]]) -> str:
    """Path data of a line in pieces; a lone point becomes a short dash."""
    return "".join(
        f"M{' '.join(f'{n(x)} {n(y)}' for x, y in satu)}" + ("h1" if len(satu) == 1 else "") for satu in potong
    )


def count_phrase(hitung: Sequence[int]) -> str:
    """ "1 jauh tertinggal, 3 tertinggal" from counts in the order of the states."""
    ada = [f"{bilangan(h)} {k.kata.lower()}" for k, h in zip(Keadaan, hitung, strict=True) if h]
    return ", ".join(ada) or "belum ada indikator"
