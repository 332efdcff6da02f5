"""Figures, drawings and Indonesian wording for templates. Everything is made in Python; templates only place it."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from capaian.halaman import gambar, lukis, lukis_blok, tulisan
from capaian.halaman.lukis_blok import Potong
from capaian.halaman.model import (
    Bawahan,
    BlokTren,
    GrafikTren,
    HitungEvaluasi,
    HitungKunjunganRumah,
    HitungSesi,
    Keadaan,
    KolomKlaster,
    Menuju2027,
    Sel,
    StatusEvaluasi,
    StatusSesi,
    TrenKecil,
    Ukur,
)

register = template.Library()

TANDA_EVALUASI = {
    StatusEvaluasi.DISAHKAN: "centang",
    StatusEvaluasi.DITANGGAPI: "centang",
    StatusEvaluasi.MINTA_BANTUAN: "bendera",
}
KEADAAN_SESI = {
    StatusSesi.DITUTUP: Keadaan.TERCAPAI,
    StatusSesi.DIBUKA: Keadaan.SESUAI_JALUR,
    StatusSesi.BELUM_MENGIRIM: Keadaan.TERTINGGAL,
    StatusSesi.DIRENCANAKAN: Keadaan.BELUM_WAKTUNYA,
    StatusSesi.DIPINDAH: Keadaan.BELUM_WAKTUNYA,
    StatusSesi.BATAL: Keadaan.BELUM_ADA_DATA,
}

TINGKAT_TEMUAN = {
    "info": (None, "Info"),
    "perhatian": (Keadaan.TERTINGGAL, "Perhatian"),
    "rujuk": (Keadaan.JAUH_TERTINGGAL, "Perlu dirujuk"),
    "segera": (Keadaan.JAUH_TERTINGGAL, "Segera dirujuk"),
}

for filter_, nama in (
    (tulisan.bilangan, "bilangan"),
    (tulisan.persen, "persen"),
    (tulisan.perubahan, "perubahan"),
    (tulisan.tambahan, "tambahan"),
    (tulisan.tanggal, "tanggal"),
    (tulisan.tanggal_pendek, "tanggal_pendek"),
    (tulisan.hari_tanggal, "hari_tanggal"),
    (tulisan.umur, "umur"),
    (tulisan.hari_angka, "hari_angka"),
    (tulisan.waktu, "waktu"),
    (tulisan.waktu_panjang, "waktu_panjang"),
):
    register.filter(nama, filter_)


@register.simple_tag
def ikon(nama: str) -> SafeString:
    return lukis.icon(nama)


@register.simple_tag
def tanda(keadaan: Keadaan) -> SafeString:
    """Shape alone, with its word for screen readers."""
    return lukis.mark(keadaan, keadaan.kata)


@register.simple_tag
def tanda_kode(kode: str) -> SafeString:
    """Shape alone, beside its word."""
    return lukis.mark(Keadaan(kode))


@register.simple_tag
def keadaan(nilai: Keadaan, kata: str = "") -> SafeString:
    """Shape and word; with `kata` that word instead."""
    return format_html('<span class="keadaan k-{}">{}{}</span>', nilai.value, lukis.mark(nilai), kata or nilai.kata)


@register.simple_tag
def tanda_temuan(tingkat: str, kata: str = "") -> SafeString:
    """Shape and word of a finding's urgency; with `kata` that word instead."""
    bentuk, nama = TINGKAT_TEMUAN.get(tingkat, TINGKAT_TEMUAN["info"])
    return format_html("{} {}", lukis.mark(bentuk) if bentuk else lukis.icon("info"), kata or nama)


@register.simple_tag
def legenda() -> SafeString:
    """All states with their words."""
    return format_html('<p class="legenda">{}</p>', lukis.join([keadaan(k) for k in Keadaan]))


@register.simple_tag
def angka(ukur: Ukur) -> SafeString:
    return lukis.figure(ukur)


@register.simple_tag
def batang(ukur: Ukur, ujung: float | None = None) -> SafeString:
    return lukis.bullet(ukur, ujung)


@register.simple_tag
def bullet_besar(ukur: Ukur) -> SafeString:
    return lukis.big_bullet(ukur)


@register.simple_tag
def skala(bawahan: Bawahan) -> float:
    """Right end of the scale that all bullets of the block share."""
    return gambar.skala([b.ukur for b in bawahan.baris if not b.ukur.kecil])


@register.simple_tag
def garis_kecil(titik: tuple[float | None, ...], keadaan: Keadaan) -> SafeString:
    return lukis.sparkline(titik, keadaan)


@register.simple_tag
def grafik(tren: GrafikTren) -> SafeString:
    return lukis_blok.trend(tren)


@register.simple_tag
def tren_kecil(tren: TrenKecil, blok: BlokTren) -> SafeString:
    return lukis_blok.small_trend(tren, blok)


@register.simple_tag
def rasio(tren: TrenKecil, dasar: str) -> SafeString:
    """The page's week against what was expected, with the fraction under it; people where they are few."""
    nilai = tren.titik[-1] if tren.titik else None
    u = tren.ukur
    pecahan = tulisan.dari(u.pembilang, u.penyebut)
    if nilai is None and not u.penyebut:
        return format_html("<span>{}</span>", "belum ada angka")
    if nilai is None or u.kecil:
        return format_html("<b>{}</b>", pecahan)
    jumlah = u.harapan if u.harapan is not None else (u.target or 0) * (u.penyebut or 0)
    pecahan = tulisan.dari(u.pembilang, round(jumlah))
    return format_html("<b>{}</b> dari {}<small>{}</small>", tulisan.persen(nilai, 0), dasar, pecahan)


@register.simple_tag
def sel(isi: Sel, klaster: KolomKlaster) -> SafeString:
    return lukis_blok.cell(isi, klaster)


@register.filter
def butir(daftar: tuple[KolomKlaster, ...], nomor: int) -> KolomKlaster:
    """The column that a cell stands in."""
    return daftar[nomor]


@register.simple_tag
def kotak_sesi(hitung: HitungSesi) -> SafeString:
    return lukis_blok.squares(lukis_blok.session_parts(hitung))


@register.simple_tag
def pita_rumah(hitung: HitungKunjunganRumah) -> SafeString:
    return lukis_blok.band(
        [
            Potong("penuh", hitung.melapor, "melapor"),
            Potong("nihil", hitung.nihil, "nihil"),
            Potong("belum", hitung.belum, "belum melapor"),
        ]
    )


@register.simple_tag
def kotak_evaluasi(hitung: HitungEvaluasi) -> SafeString:
    return lukis_blok.blocks(
        [
            Potong("penuh", hitung.disahkan, "disahkan"),
            Potong("sedang", hitung.disiapkan, "disiapkan"),
            Potong("nihil_garis", hitung.belum, "belum dibuat"),
        ]
    )


@register.simple_tag
def pita_menuju(menuju: Menuju2027) -> SafeString:
    sisa = menuju.jumlah - menuju.beroperasi
    return lukis_blok.band(
        [Potong("penuh", menuju.beroperasi, "beroperasi"), Potong("sisa", sisa, "belum")], menuju.rencana
    )


@register.simple_tag
def status_evaluasi(status: StatusEvaluasi) -> SafeString:
    """Icon and words; the line under them comes from the row."""
    ikon_ = lukis.icon(TANDA_EVALUASI.get(status, "jam"))
    return format_html('<span class="ev {}">{}{}</span>', status.value, ikon_, status.kata)


@register.simple_tag
def status_sesi(status: StatusSesi) -> SafeString:
    return format_html(
        '<span class="keadaan k-{0}">{1}{2}</span>',
        KEADAAN_SESI[status].value,
        lukis.mark(KEADAAN_SESI[status]),
        status.kata,
    )


@register.filter
def iso(hari: date) -> str:
    """For `<time datetime>`."""
    return hari.isoformat()
