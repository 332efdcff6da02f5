"""Loads a person's whole life with a number of queries that does not depend on how long it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from klaster.aturan import Aturan
from klaster.tahap import muat_tahap, tahap_at
from klaster.tanggal import sebut_tanggal
from klaster.temuan import TINGKAT
from klaster.umur import umur_bulan
from posyandu.klinis import open_fields, open_findings
from posyandu.models import Kunjungan, TugasKunjungan, Warga
from posyandu.models.kunjungan import Kanal
from posyandu.models.orang import StatusWarga
from posyandu.nik import mask_nik, open_nik
from posyandu.turunan import Orang, history, load_orang
from puskesmas.alamat import link
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from pustu.halaman.warga.catatan import Temu, join_parts, list_events
from pustu.halaman.warga.deret import draw_series
from pustu.halaman.warga.dosis import draw_doses
from pustu.halaman.warga.hamil import draw_pregnancies
from pustu.halaman.warga.jejak import read_trail
from pustu.halaman.warga.model import (
    BarisBerikut,
    BarisKunjungan,
    BarisTindak,
    Grafik,
    Hamil,
    KartuImunisasi,
    Kerabat,
    Perlu,
    Perubahan,
    Tumbuh,
)
from pustu.halaman.warga.tindak import (
    decided_codes,
    list_decisions,
    list_due,
    list_open_letters,
    load_decisions,
    load_due,
    say_next,
)
from pustu.halaman.warga.tumbuh import draw_growth
from pustu.kerja import is_asked
from pustu.models import TindakLanjut
from pustu.persalinan import BARU as BARU_LAHIR

BERAT: Final = (
    *("sidik", "temuan_saat_entri", "versi_aturan"),
    *(f"unit_layanan__{nama}" for nama in ("kode_wilayah", "alamat", "telepon", "rencana_buka", "dibuka_pada")),
    *(f"dicatat_oleh__{nama}" for nama in ("password", "last_login", "is_superuser", "date_joined", "telepon")),
)
"""Columns that the page shows nothing of; of a long life they would be read hundreds of times."""
SEHALAMAN: Final = 8
"""Lines of the life's story shown at first; the whole is one link away."""
SEGERA: Final = "segera"


@dataclass(frozen=True, slots=True)
class HalamanWarga:
    warga: Warga
    hari_ini: date
    tahap: str
    nik: str
    penyakit: Sequence[str]
    perlu: Sequence[Perlu]
    tumbuh: Tumbuh | None
    imunisasi: KartuImunisasi | None
    kehamilan: Sequence[Hamil]
    deret: Sequence[Grafik]
    tindak: Sequence[BarisTindak]
    berikut: Sequence[BarisBerikut]
    ibu: Kerabat | None
    """The mother, where the reader may see her."""
    peristiwa: Sequence[BarisKunjungan]
    sisa: int
    jejak: Sequence[Perubahan]
    kerabat: Sequence[Kerabat]
    catat_url: str | None
    persalinan_url: str | None
    register_url: str | None
    ubah_url: str | None
    belum_bernama: bool
    pengasuh: Kerabat | None
    """Who brings the child up instead of the mother, where the reader may see them."""


def find_warga(pengguna: Pengguna, warga: UUID) -> Warga:
    """Http404 alike for a person who is missing and one who is someone else's."""
    rows = Warga.objects.visible_to(pengguna).select_related("unit__kabupaten__setelan", "ibu", "keluarga")
    ada = rows.filter(pk=warga).first()
    if ada is None:
        raise Http404
    return ada


def build_warga(pengguna: Pengguna, warga: Warga, kurva: str, semua: bool) -> HalamanWarga:
    """The page; notes that the reader saw this person and the relatives named on it."""
    orang = load_orang([warga.pk])[warga.pk]
    hari_ini = warga.unit.hari_ini
    rows = _visits(pengguna, orang, warga.unit)
    temu = join_parts(rows)
    catatan = [(satu.kepala.tanggal, satu.nilai, satu.kepala.temuan) for satu in temu]
    profil = orang.profil(
        hari_ini, Kanal.PUSTU, history((row for row in rows if row.berlaku), hari_ini + timedelta(days=1))
    )
    tugas = list(TugasKunjungan.objects.visible_to(pengguna).filter(warga__in=orang.baris))
    kerabat = _relatives(pengguna, warga)
    putusan = load_decisions(pengguna, orang.baris)
    due = load_due(pengguna, [warga.pk, *(satu.pk for satu in kerabat)], hari_ini)
    dekat = [_relative(warga, satu, say_next(due, satu.pk, hari_ini)) for satu in kerabat]
    log_read(pengguna=pengguna, halaman="warga", warga=[warga.pk, *(satu.pk for satu in kerabat)])
    imunisasi = draw_doses(orang.aturan, profil, umur_bulan(warga.tanggal_lahir, hari_ini), hari_ini)
    banyak = len(temu) + len(tugas)
    peristiwa = list_events(temu, tugas, orang.aturan, banyak if semua else SEHALAMAN, pengguna)
    perlu: list[Perlu] = []
    if warga.status == StatusWarga.AKTIF:
        kerja_url = reverse("kerja-putuskan", args=[warga.pk]) if _decides(pengguna, warga) else ""
        perlu += _needs(orang, temu, putusan, tugas, imunisasi, hari_ini, kerja_url)
    perlu += list_open_letters(putusan)
    return HalamanWarga(
        warga=warga,
        hari_ini=hari_ini,
        tahap=", ".join(_stages(orang, hari_ini)),
        nik=mask_nik(open_nik(warga.nik_sandi)),
        penyakit=[str(satu.get_penyakit_display()) for satu in orang.penyakit if satu.sampai is None],
        perlu=perlu,
        tumbuh=draw_growth(warga.tanggal_lahir, warga.jenis_kelamin, catatan, hari_ini, kurva),
        imunisasi=imunisasi,
        kehamilan=draw_pregnancies(orang.aturan.tabel.kontak, orang.kehamilan, catatan, hari_ini),
        deret=draw_series(catatan),
        tindak=list_decisions(pengguna, warga, putusan, orang.aturan),
        berikut=list_due(due.get(warga.pk, []), hari_ini),
        ibu=next((satu for satu in dekat if satu.hubungan == "ibu"), None),
        peristiwa=peristiwa,
        sisa=banyak - len(peristiwa),
        jejak=read_trail(warga, rows, orang.aturan, orang.penyakit if _decides(pengguna, warga) else ()),
        kerabat=dekat,
        catat_url=_write_url(pengguna, warga),
        persalinan_url=_birth_url(pengguna, warga, orang),
        register_url=_register_url(pengguna, warga),
        ubah_url=_change_url(pengguna, warga),
        belum_bernama=warga.nama.startswith("By. Ny. "),
        pengasuh=next((satu for satu in dekat if satu.hubungan == "pengasuh"), None),
    )


def _visits(pengguna: Pengguna, orang: Orang, rumah: Unit) -> list[Kunjungan]:
    """Every row, replaced and withdrawn ones too, with who wrote it and where."""
    rows = Kunjungan.objects.visible_to(pengguna).filter(warga__in=orang.baris).defer(*BERAT)
    rows = rows.select_related("unit_layanan", "dicatat_oleh").order_by("tanggal", "diterima_pada")
    semua = pengguna.may(Aksi.KLINIS, rumah)
    return list(rows) if semua else [_readable(pengguna, row, orang.aturan) for row in rows]


def _readable(pengguna: Pengguna, row: Kunjungan, aturan: Aturan) -> Kunjungan:
    """The row without what is for health workers alone, where the reader is none; it is shown, never stored."""
    if not pengguna.may(Aksi.KLINIS, row.unit_layanan):
        row.pengukuran = open_fields(aturan, row.pengukuran)
        row.temuan = open_findings(aturan, row.temuan)
    return row


def _stages(orang: Orang, hari_ini: date) -> Iterator[str]:
    kode = tahap_at(orang.profil(hari_ini, Kanal.PUSTU), hari_ini)
    return (satu.nama for satu in muat_tahap() if satu.kode in kode and satu.tujuan == "layanan")


def _relatives(pengguna: Pengguna, warga: Warga) -> list[Warga]:
    """The household, the mother and the children, as far as the reader may see them."""
    serumah = Q(keluarga=warga.keluarga_id) if warga.keluarga_id else Q(pk=None)
    dekat = serumah | Q(pk__in=[warga.ibu_id, warga.pengasuh_id]) | Q(ibu=warga.pk) | Q(pengasuh=warga.pk)
    rows = Warga.objects.visible_to(pengguna).pokok().filter(dekat, status=StatusWarga.AKTIF).exclude(pk=warga.pk)
    return list(rows.order_by("tanggal_lahir", "nama", "pk")[:20])


def _relative(warga: Warga, satu: Warga, berikut: str) -> Kerabat:
    return Kerabat(reverse("warga", args=[satu.pk]), satu.nama, satu.tanggal_lahir, _relation(warga, satu), berikut)


def _relation(warga: Warga, satu: Warga) -> str:
    if satu.pk == warga.ibu_id:
        return "ibu"
    if satu.pk == warga.pengasuh_id:
        return "pengasuh"
    if satu.ibu_id == warga.pk:
        return "anak" if satu.pengasuh_id is None else "anak, diasuh orang lain"
    return "anak asuh" if satu.pengasuh_id == warga.pk else "serumah"


def _needs(
    orang: Orang,
    temu: Sequence[Temu],
    putusan: Sequence[TindakLanjut],
    tugas: Sequence[TugasKunjungan],
    imunisasi: KartuImunisasi | None,
    hari_ini: date,
    kerja_url: str,
) -> Iterator[Perlu]:
    """What asks for something now: findings that nobody has dealt with, open home visits, late doses."""
    terbuka = [satu for row in reversed(temu) for satu in _open_findings(row.kepala, temu, orang, putusan, hari_ini)]
    for urut, satu in enumerate(sorted(terbuka, key=lambda satu: satu.tingkat != SEGERA)):
        yield replace(satu, url=kerja_url, tombol="Periksa dan putuskan") if kerja_url and urut == 0 else satu
    for tujuan in tugas:
        if tujuan.terbuka:
            yield Perlu(
                "perhatian", f"Kunjungan rumah: {tujuan.sebab}", f"paling lambat {sebut_tanggal(tujuan.tenggat)}"
            )
    if imunisasi and (lewat := imunisasi.lewat):
        yield Perlu("perhatian", f"Imunisasi lewat jatuh tempo: {', '.join(lewat)}", "")


def _open_findings(
    row: Kunjungan, temu: Sequence[Temu], orang: Orang, putusan: Sequence[TindakLanjut], hari_ini: date
) -> Iterator[Perlu]:
    """As the worklist asks."""
    diputus = any(row.pk in satu.mencakup for satu in putusan)
    if not is_asked(row.tanggal, temu[-1].kepala.tanggal, diputus, hari_ini):
        return
    putus = decided_codes(putusan, row.pk, hari_ini)
    for kode in (satu for satu in row.temuan if satu not in putus):
        jenis = orang.aturan.temuan.get(kode)
        if jenis and TINGKAT.index(jenis.tingkat) >= TINGKAT.index("rujuk"):
            rujuk = f"dirujuk ke {jenis.rujuk_ke}, " if jenis.rujuk_ke else ""
            yield Perlu(jenis.tingkat, jenis.nama, f"{rujuk}{sebut_tanggal(row.tanggal)}")


def _write_url(pengguna: Pengguna, warga: Warga) -> str | None:
    if warga.status == StatusWarga.AKTIF and pengguna.may(Aksi.CATAT_KUNJUNGAN, warga.unit):
        return link("kunjungan-isi", str(warga.pk))
    return None


def _birth_url(pengguna: Pengguna, warga: Warga, orang: Orang) -> str | None:
    """For a mother who is pregnant or gave birth lately, where the reader is the one who writes it down."""
    sejak = warga.unit.hari_ini - BARU_LAHIR
    hamil = any(satu.selesai is None or satu.selesai >= sejak for satu in orang.kehamilan)
    if hamil and warga.status == StatusWarga.AKTIF and pengguna.may(Aksi.KLINIS, warga.unit):
        return reverse("persalinan", args=[warga.pk])
    return None


def _change_url(pengguna: Pengguna, warga: Warga) -> str | None:
    return reverse("warga-ubah", args=[warga.pk]) if pengguna.may(Aksi.KELOLA_WARGA, warga.unit) else None


def _decides(pengguna: Pengguna, warga: Warga) -> bool:
    return warga.status == StatusWarga.AKTIF and pengguna.may(Aksi.TINDAK_LANJUT, warga.unit)


def _register_url(pengguna: Pengguna, warga: Warga) -> str | None:
    if _decides(pengguna, warga):
        return link("register-masuk", str(warga.pk))
    return None
