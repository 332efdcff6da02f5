"""SVG markup of whole blocks: the trend of twelve weeks, small lines, strips of squares, cells of the heat table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from capaian.halaman import gambar
from capaian.halaman.lukis import KOSONG, count_phrase, describe, join, mark, n, path
from capaian.halaman.model import BlokTren, GrafikTren, HitungSesi, Keadaan, KolomKlaster, Sel, TrenKecil, Ukur
from capaian.halaman.tulisan import TETAP, bilangan, persen

TINGGI: Final = 224
"""Pixels from the axis of the trend to its top; text has 12 above and 44 below."""
ATAS: Final = 12
PALING_BANYAK_KOTAK: Final = 64
"""More pieces than this are drawn as one band instead of squares."""


class Potong(NamedTuple):
    """So many pieces of one look: penuh, sedang, belum, nihil, batal, mendatang."""

    rupa: str
    jumlah: int
    kata: str


# ── Trend of twelve weeks ────────────────────────────────────────────────────────────────────────────────────────────


def trend(tren: GrafikTren) -> SafeString:
    """Bars with a tick for harapan and a line for the target; the axis in a column of its own."""
    g = gambar.grafik(tren)
    ukuran = [b for k in tren.kelompok for b in k.batang]
    balok = [b for k in g.kelompok for b in k.balok]
    isi = [_week(b, m.label, m.ukur, m.kini, g.hitungan) for b, m in zip(balok, ukuran, strict=True)]
    bulan = [_month(g_k, k.nama, k.tutup) for g_k, k in zip(g.kelompok, tren.kelompok, strict=True)]
    garis = [_grid(nomor, n(TINGGI * (1 - nomor / 4) + ATAS)) for nomor in range(1, 5)]
    tinggi = ATAS + TINGGI + 44
    return format_html(
        '<div class="grafik" role="img" aria-label="{}"><svg class="sumbu" width="46" height="{}">{}</svg>'
        '<svg class="plot" height="{}">{}{}{}{}</svg></div>',
        _say_trend(tren),
        tinggi,
        join([_axis(nilai, nomor, g.hitungan) for nomor, nilai in enumerate(g.sumbu)]),
        tinggi,
        join(garis),
        join(isi),
        join(bulan),
        _target(g.target, tren.target),
    )


def _say_trend(tren: GrafikTren) -> str:
    kata = [
        f"{b.label} {k.nama}: {describe(b.ukur) if b.ukur else 'belum ada angka'}"
        for k in tren.kelompok
        for b in k.batang
    ]
    return "Tren per pekan. " + ". ".join(kata)


def _axis(nilai: float, nomor: int, hitungan: bool) -> SafeString:
    y = ATAS + TINGGI * (1 - nomor / 4) + 4
    return format_html(
        '<text x="40" y="{}" text-anchor="end">{}</text>', n(y), bilangan(nilai) if hitungan else persen(nilai)
    )


def _grid(nomor: int, y: str) -> SafeString:
    return format_html('<line class="kisi k{0}" x1="0" x2="100%" y1="{1}" y2="{1}"/>', nomor, y)


def _week(b: gambar.Balok, label: str, ukur: Ukur | None, kini: bool, hitungan: bool) -> SafeString:
    tengah, dasar = n(b.x + b.lebar / 2), ATAS + TINGGI
    kelas = ("bar kini" if kini else "bar") + (f" k-{ukur.keadaan.value}" if kini and ukur else "")
    bagian = [format_html('<text class="label" x="{}%" y="{}">{}</text>', tengah, dasar + 18, label)]
    if b.tinggi is None or ukur is None:
        bagian.append(format_html('<text class="nilai" x="{}%" y="{}">–</text>', tengah, dasar - 7))
    else:
        tinggi = TINGGI * min(b.tinggi, 100) / 100
        angka = bilangan(ukur.pembilang) if hitungan else persen(ukur.tercapai or 0).split(TETAP)[0]
        kelas += "" if tinggi > 22 else " pendek"
        x, lebar = n(b.x + b.lebar * 0.13), n(b.lebar * 0.74)
        bagian.append(
            format_html(
                '<rect class="balok" x="{}%" y="{}" width="{}%" height="{}"/>'
                '<text class="nilai" x="{}%" y="{}">{}</text>',
                *(x, n(dasar - tinggi), lebar, n(tinggi)),
                *(tengah, dasar - 7, angka),
            )
        )
    if b.harapan is not None:
        bagian.append(_tick(b, dasar - TINGGI * min(b.harapan, 100) / 100))
    return format_html('<g class="{}">{}</g>', kelas, join(bagian))


def _tick(b: gambar.Balok, y: float) -> SafeString:
    return format_html(
        '<line class="harapan" x1="{}%" x2="{}%" y1="{}" y2="{}"/>',
        n(b.x + b.lebar * 0.04),
        n(b.x + b.lebar * 0.96),
        n(y),
        n(y),
    )


def _month(k: gambar.Kelompok, nama: str, tutup: float | None) -> SafeString:
    dasar, kanan = ATAS + TINGGI, n(k.x + k.lebar)
    akhir = KOSONG
    if tutup is not None and len(k.balok) > 2:
        akhir = format_html(
            '<text class="tutup" x="{}%" y="{}" text-anchor="end">tutup {}</text>', kanan, dasar + 41, persen(tutup)
        )
    return format_html(
        '<line class="alas" x1="{0}%" x2="{1}%" y1="{2}" y2="{2}"/><line class="bulan" x1="{0}%" x2="{1}%" y1="{3}" '
        'y2="{3}"/><text class="nama" x="{0}%" y="{4}">{5}</text>{6}',
        n(k.x),
        kanan,
        dasar,
        dasar + 25.5,
        dasar + 41,
        nama,
        akhir,
    )


def _target(letak: float | None, target: float | None) -> SafeString:
    if letak is None or target is None:
        return KOSONG
    y = ATAS + TINGGI * (1 - min(letak, 100) / 100)
    return format_html(
        '<line class="target" x1="0" x2="100%" y1="{0}" y2="{0}"/>'
        '<text class="kata-target" x="100%" y="{1}" text-anchor="end">target {2}</text>',
        n(y),
        n(y - 5),
        persen(target),
    )


# ── Small lines ──────────────────────────────────────────────────────────────────────────────────────────────────────


def small_trend(tren: TrenKecil, blok: BlokTren) -> SafeString:
    """One line against 100 % (thick) and 80 % (dashed), on the scale that all lines of the block share."""
    ada = [t for satu in blok.tren for t in satu.titik if t is not None]
    bawah, atas = min([0.6, *ada]), min(max([1.2, *ada]), 2.0)
    potong = gambar.garis(tren.titik, 100, 56, bawah, atas)
    acuan = [
        _reference(kelas, 60 - 56 * (nilai - bawah) / (atas - bawah)) for kelas, nilai in (("penuh", 1), ("batas", 0.8))
    ]
    titik = KOSONG
    if potong:
        x, y = potong[-1][-1]
        titik = format_html('<circle cx="{}%" cy="{}" r="3.5"/>', n(x * 0.96), n(y + 4))
    return format_html(
        '<svg class="tren-garis k-{}" height="64" role="img" aria-label="{}">{}<svg y="4" width="96%" height="56" '
        'viewBox="0 0 100 56" preserveAspectRatio="none"><path d="{}"/></svg>{}</svg>',
        tren.ukur.keadaan.value,
        _say_small(tren, blok.dasar),
        join(acuan),
        path(potong),
        titik,
    )


def _reference(kelas: str, y: float) -> SafeString:
    return format_html('<line class="{0}" x1="0" x2="100%" y1="{1}" y2="{1}"/>', kelas, n(y))


def _say_small(tren: TrenKecil, dasar: str) -> str:
    ada = [persen(t) for t in tren.titik if t is not None]
    return f"12 pekan, terhadap {dasar}: {', '.join(ada)}" if ada else "Belum ada angka"


# ── Strips ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def session_parts(sesi: HitungSesi) -> list[Potong]:
    return [
        Potong("penuh", sesi.lengkap, "lengkap"),
        Potong("belum", sesi.belum_mengirim, "belum mengirim"),
        Potong("mendatang", sesi.mendatang, "belum tiba"),
        Potong("batal", sesi.batal, "batal"),
    ]


def squares(potong: Sequence[Potong]) -> SafeString:
    """One small box for each piece; a band where they are too many to be told apart."""
    jumlah = sum(p.jumlah for p in potong)
    if not jumlah or jumlah > PALING_BANYAK_KOTAK:
        return band(potong)
    isi, x = list[SafeString](), 0
    for p in potong:
        tepi = [x + 10 * ke for ke in range(p.jumlah)]
        isi.append(format_html('<path class="{}" d="{}"/>', p.rupa, "".join(f"M{a}.5 1h6v11h-6z" for a in tepi)))
        if p.rupa == "batal":
            isi.append(format_html('<path class="coret" d="{}"/>', "".join(f"M{a + 1} 11.5l5-10" for a in tepi)))
        x += 10 * p.jumlah
    return format_html(
        '<svg class="kotak" role="img" aria-label="{0}" viewBox="0 0 {1} 13" width="{1}" height="13">{2}</svg>',
        _say_parts(potong),
        jumlah * 10,
        join(isi),
    )


def band(potong: Sequence[Potong], tanda: int | None = None) -> SafeString:
    """Pieces in proportion, `tanda` as a tick at that many."""
    jumlah = sum(p.jumlah for p in potong)
    bagian, x = [format_html('<rect class="alas" width="{}" y="3" height="12"/>', "100%")], 0.0
    for p in potong:
        lebar = p.jumlah / jumlah * 100 if jumlah else 0.0
        if p.jumlah and p.rupa != "sisa":
            bagian.append(
                format_html('<rect class="{}" x="{}%" y="3" width="{}%" height="12"/>', p.rupa, n(x), n(lebar))
            )
        x += lebar
    if tanda is not None and jumlah:
        letak = n(min(tanda / jumlah, 1) * 100)
        bagian.append(format_html('<line class="harapan" x1="{0}%" x2="{0}%" y1="0" y2="18"/>', letak))
    return format_html(
        '<svg class="pita" role="img" aria-label="{}" height="18">{}</svg>', _say_parts(potong), join(bagian)
    )


def blocks(potong: Sequence[Potong]) -> SafeString:
    """Wide boxes across the column, for things as few as Puskesmas."""
    jumlah = sum(p.jumlah for p in potong)
    if not jumlah or jumlah > 24:
        return band(potong)
    petak, kotak = 100 / jumlah, list[SafeString]()
    for p in potong:
        for _ in range(p.jumlah):
            x, lebar = len(kotak) * petak, petak * 0.82
            kotak.append(
                format_html('<rect class="{}" x="{}%" y="3" width="{}%" height="12"/>', p.rupa, n(x), n(lebar))
            )
            if p.rupa == "sedang":
                kotak[-1] += format_html(
                    '<rect class="penuh" x="{}%" y="3" width="{}%" height="12"/>', n(x), n(lebar / 2)
                )
    return format_html(
        '<svg class="pita" role="img" aria-label="{}" height="18">{}</svg>', _say_parts(potong), join(kotak)
    )


def _say_parts(potong: Sequence[Potong]) -> str:
    return ", ".join(f"{bilangan(p.jumlah)} {p.kata}" for p in potong if p.jumlah) or "tidak ada"


# ── Heat table ───────────────────────────────────────────────────────────────────────────────────────────────────────


def cell(sel: Sel, klaster: KolomKlaster) -> SafeString:
    """Counts by state, each in its own slot; both kinds of "no figure yet" share the last."""
    jauh, tertinggal, sesuai, tercapai, waktunya, kosong = sel.hitung
    terakhir = Keadaan.BELUM_ADA_DATA if kosong else Keadaan.BELUM_WAKTUNYA
    slot = zip((*list(Keadaan)[:4], terakhir), (jauh, tertinggal, sesuai, tercapai, waktunya + kosong), strict=True)
    isi = [
        format_html(
            '<span class="s{}{}">{}{}</span>', nomor, " b" if k is sel.terburuk else "", mark(k), bilangan(jumlah)
        )
        for nomor, (k, jumlah) in enumerate(slot)
        if jumlah
    ]
    dalam = format_html(
        '<span class="nama" aria-hidden="true">{}</span><span class="slot" aria-hidden="true">{}</span>'
        '<span class="tersembunyi">{}: {}</span>',
        klaster.pendek,
        join(isi),
        klaster.nama,
        count_phrase(sel.hitung),
    )
    if sel.url is None:
        return format_html('<span class="isi-sel k-{}">{}</span>', sel.terburuk.value, dalam)
    return format_html('<a class="isi-sel k-{}" href="{}">{}</a>', sel.terburuk.value, sel.url, dalam)
