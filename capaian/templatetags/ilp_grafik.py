"""The trend of twelve weeks as one drawing: months apart, bars for achieved, ticks for harapan, a line for the target."""

from __future__ import annotations

from typing import Final

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from capaian.halaman import gambar, tulisan
from capaian.halaman.model import BatangPekan, GrafikTren, KelompokBatang

register = template.Library()

LEBAR: Final = 640
TINGGI: Final = 200
KIRI: Final = 44
BAWAH: Final = 44


@register.simple_tag
def grafik_tren(tren: GrafikTren) -> SafeString:
    """The drawing; the same figures stand in a table for screen readers beside it."""
    g = gambar.grafik(tren)
    isi = format_html_join(
        "",
        "{}",
        [(_month(bulan, letak),) for bulan, letak in zip(tren.kelompok, g.kelompok, strict=True)],
    )
    return format_html(
        '<svg class="grafik" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        LEBAR,
        TINGGI + BAWAH,
        _say(tren),
        _axis(g),
        isi,
        _target(g),
    )


def _say(tren: GrafikTren) -> str:
    isi = [(b, b.ukur) for k in tren.kelompok for b in k.batang if b.ukur and b.ukur.tercapai is not None]
    return "; ".join(f"{b.label}: {tulisan.persen(u.tercapai or 0)}" for b, u in isi) or "Belum ada angka"


def _x(persen: float) -> float:
    return KIRI + (LEBAR - KIRI) * persen / 100


def _y(persen: float) -> float:
    return TINGGI - (TINGGI - 16) * min(persen, 100) / 100


def _axis(g: gambar.Grafik) -> SafeString:
    baris = [
        (_y(25 * ke), LEBAR, _y(25 * ke) + 4, tulisan.bilangan(nilai) if g.hitungan else tulisan.persen(nilai))
        for ke, nilai in enumerate(g.sumbu)
    ]
    bentuk = '<line class="sumbu" x1="44" x2="{1}" y1="{0:.1f}" y2="{0:.1f}"/><text x="38" y="{2:.1f}" text-anchor="end">{3}</text>'
    return format_html_join("", bentuk, baris)


def _target(g: gambar.Grafik) -> SafeString:
    if g.target is None:
        return SafeString("")
    return format_html(
        '<line class="target" x1="{0}" x2="{1}" y1="{2:.1f}" y2="{2:.1f}"/><text x="{1}" y="{3:.1f}" text-anchor="end">target</text>',
        KIRI,
        LEBAR,
        _y(g.target),
        _y(g.target) - 5,
    )


def _month(bulan: KelompokBatang, letak: gambar.Kelompok) -> SafeString:
    balok = format_html_join("", "{}", [(_week(pekan, b),) for pekan, b in zip(bulan.batang, letak.balok, strict=True)])
    tutup = "" if bulan.tutup is None else f"tutup {tulisan.persen(bulan.tutup)}"
    return format_html(
        '{}<text x="{:.1f}" y="{}">{}</text><text x="{:.1f}" y="{}" text-anchor="end">{}</text>',
        balok,
        _x(letak.x) + 3,
        TINGGI + 38,
        bulan.nama,
        _x(letak.x + letak.lebar) - 3,
        TINGGI + 38,
        tutup,
    )


def _week(pekan: BatangPekan, b: gambar.Balok) -> SafeString:
    kiri, kanan = _x(b.x) + 3, _x(b.x + b.lebar) - 3
    tengah = (kiri + kanan) / 2
    label = format_html('<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>', tengah, TINGGI + 18, pekan.label)
    if pekan.ukur is None or b.tinggi is None:
        return label
    return format_html(
        '<rect class="balok{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>{}{}{}',
        f" kini k-{pekan.ukur.keadaan.value}" if pekan.kini else "",
        kiri,
        _y(b.tinggi),
        kanan - kiri,
        TINGGI - _y(b.tinggi),
        _tick(b, kiri, kanan),
        _value(pekan, b, tengah),
        label,
    )


def _tick(b: gambar.Balok, kiri: float, kanan: float) -> SafeString:
    if b.harapan is None:
        return SafeString("")
    return format_html(
        '<line class="harapan" x1="{0:.1f}" x2="{1:.1f}" y1="{2:.1f}" y2="{2:.1f}"/>',
        kiri - 2,
        kanan + 2,
        _y(b.harapan),
    )


def _value(pekan: BatangPekan, b: gambar.Balok, tengah: float) -> SafeString:
    if pekan.ukur is None or b.tinggi is None:
        return SafeString("")
    bagian = pekan.ukur.tercapai
    teks = (
        tulisan.bilangan(pekan.ukur.pembilang) if pekan.ukur.kecil or bagian is None else tulisan.bilangan(bagian * 100)
    )
    rendah = b.tinggi < 10
    kelas = "nilai di-atas-warna" if pekan.kini and not rendah else "nilai"
    y = _y(b.tinggi) - 4 if rendah else TINGGI - 6
    return format_html('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>', kelas, tengah, y, teks)
