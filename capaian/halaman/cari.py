"""Search: units, indicators and people by name. What was searched for never stands in an address or a log."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from capaian.halaman.akses import Akses
from capaian.halaman.model import BarisOrang, HalamanCari, HalamanOrang, HasilUnit, Tautan
from capaian.halaman.orang import show_people, stage_links
from capaian.lokal import indikator_of
from posyandu.models import Warga
from posyandu.querysets import WargaQuerySet
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.models import Unit
from puskesmas.peran import Aksi
from puskesmas.teks import clean_line

TERBANYAK: Final = 50
"""People shown; more than that is a sign to type more of the name."""
UNIT_TERBANYAK: Final = 20
PALING_PENDEK: Final = 2
PALING_PANJANG: Final = 100
SEPERTI_NIK: Final = 8
"""Digits in a row, spaces and hyphens left out."""


def read_kata(mentah: str) -> str:
    """The words to look for, or DomainError saying what to type instead."""
    kata = clean_line(mentah, bidang="kata", paling=PALING_PANJANG, boleh_kosong=True)
    if len(kata) < PALING_PENDEK:
        raise DomainError("kata_terlalu_pendek", "Ketik paling sedikit 2 huruf.", "kata", "Tambah huruf namanya.")
    if _looks_like_nik(kata):
        raise DomainError("cari_bukan_nik", "NIK tidak dipakai untuk mencari di sini.", "kata", "Ketik namanya.")
    return kata


def _looks_like_nik(kata: str) -> bool:
    """Codes of units have many digits too, but dots or letters between them."""
    angka = kata.replace(" ", "").replace("-", "")
    return angka.isdigit() and len(angka) >= SEPERTI_NIK


def build_people_search(akses: Akses, mentah: str | None) -> HalamanOrang:
    """The people page: nothing searched yet, a refused word, or what was found."""
    kelompok = stage_links(akses, "", "-")
    kosong = HalamanOrang(
        aksi_url=link("orang"),
        kata=None,
        kelompok=kelompok,
        boleh_nama=may_see_names(akses),
        wilayah=akses.unit.nama_lengkap,
    )
    if mentah is None or not may_see_names(akses):
        return kosong
    try:
        kata = read_kata(mentah)
    except DomainError as galat:
        return _with(kosong, kata=mentah[:PALING_PANJANG], pesan=f"{galat.pesan} {galat.saran}")
    baris, terpotong = find_people(akses, kata, "orang")
    return _with(kosong, kata=kata, baris=baris, terpotong=terpotong)


def _with(
    halaman: HalamanOrang, *, kata: str, baris: tuple[BarisOrang, ...] = (), terpotong: bool = False, pesan: str = ""
) -> HalamanOrang:
    return HalamanOrang(
        aksi_url=halaman.aksi_url,
        kata=kata,
        baris=baris,
        terpotong=terpotong,
        pesan=pesan,
        boleh_nama=halaman.boleh_nama,
        kelompok=halaman.kelompok,
        wilayah=halaman.wilayah,
    )


def may_see_names(akses: Akses) -> bool:
    return bool(akses.pengguna.paths_for(Aksi.LIHAT_ORANG))


def find_people(akses: Akses, kata: str, halaman: str) -> tuple[tuple[BarisOrang, ...], bool]:
    """People in the reader's whole scope whose name, or whose mother's, holds every word."""
    warga: WargaQuerySet = Warga.objects.visible_to(akses.pengguna).pokok()
    for satu in kata.split():
        warga = warga.filter(Q(nama__icontains=satu) | Q(ibu__nama__icontains=satu))
    ada = list(warga.order_by("nama", "pk").values_list("pk", flat=True)[: TERBANYAK + 1])
    return show_people(akses, halaman, ada[:TERBANYAK], akses.hari_ini), len(ada) > TERBANYAK


def build_search(akses: Akses, mentah: str | None) -> HalamanCari:
    """The common search page."""
    if mentah is None:
        return HalamanCari(aksi_url=link("cari"), kata=None)
    try:
        kata = read_kata(mentah)
    except DomainError as galat:
        pesan = f"{galat.pesan} {galat.saran}"
        return HalamanCari(aksi_url=link("cari"), kata=mentah[:PALING_PANJANG], pesan=pesan)
    orang, terpotong = find_people(akses, kata, "cari") if may_see_names(akses) else ((), False)
    return HalamanCari(
        aksi_url=link("cari"),
        kata=kata,
        unit=find_units(akses, kata),
        indikator=find_indikator(akses, kata),
        orang=orang,
        terpotong=terpotong,
    )


def find_units(akses: Akses, kata: str) -> tuple[HasilUnit, ...]:
    """Units of the reader's scope by name or code."""
    unit = Unit.objects.visible_to(akses.pengguna).select_related("induk__induk")
    for satu in kata.split():
        unit = unit.filter(Q(nama__icontains=satu) | Q(kode__istartswith=satu) | Q(jenis__iexact=satu))
    return tuple(
        HasilUnit(satu.nama, str(satu.get_jenis_display()), link("unit", satu.kode), _above(satu))
        for satu in unit.order_by("jalur")[:UNIT_TERBANYAK]
    )


def _above(unit: Unit) -> str:
    """ "Pustu Kelubi, Puskesmas Manggar"."""
    induk = unit.induk
    atas = [satu for satu in (induk, induk.induk if induk else None) if satu]
    return ", ".join(satu.nama_lengkap for satu in atas)


def find_indikator(akses: Akses, kata: str) -> tuple[Tautan, ...]:
    kecil = kata.casefold().split()
    return tuple(
        Tautan(jenis.nama, link("indikator", jenis.kode, unit=akses.unit.kode))
        for jenis in indikator_of(akses.unit.kabupaten_id, akses.terbuka)
        if all(satu in jenis.nama.casefold() for satu in kecil)
    )
