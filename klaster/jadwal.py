"""What is due for a person, and when: contacts, doses, controls, screening. Dates only, so that reading them decides
whether something is still to come, due, late or over, and a night without a task changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from klaster.angka import angka
from klaster.bias import judge_bias
from klaster.imunisasi import BELUM_WAKTUNYA, WAKTUNYA, judge_imunisasi
from klaster.kontak import BIDANG, Jendela, fill_jendela
from klaster.konteks import Konteks
from klaster.profil import Profil, Riwayat
from klaster.tanggal import Lama, read_lama
from klaster.td import judge_td
from klaster.umur import umur_bulan
from klaster.untuk import Uji, compile_untuk, read_untuk

if TYPE_CHECKING:
    from klaster.aturan import Aturan

KELOMPOK: Final = ("hamil", "nifas", "neonatal", "imunisasi", "ttd", "kontrol", "kb", "skrining")
BULAN_KARTU: Final = 72
"""Doses after the sixth birthday are given at school, by class."""


@dataclass(frozen=True, slots=True)
class Jatuh:
    """One thing that is due: from `mulai` on, late after `tenggat`, no longer possible after `sampai`.

    `terakhir` is when it was last done, None when never.
    """

    kode: str
    nama: str
    kelompok: str
    mulai: date
    tenggat: date
    sampai: date | None = None
    terakhir: date | None = None


@dataclass(frozen=True, slots=True)
class Ulang:
    """A line of jadwal.toml."""

    kode: str
    nama: str
    kelompok: str
    cocok: Uji
    umur_min: int
    bidang: tuple[str, ...]
    setiap: Lama | None
    """None: the visit itself says after how many days; who never had one, or has given birth since, is not due."""
    tenggang: Lama
    bekal: str | None
    """The field that says for how many days there is medicine: the next time is when it is used up."""
    paling_lama: Lama | None
    kunjungi_hari: int | None
    """Days after it became late, from which on it is a home visit."""
    jawaban: tuple[str, ...]
    """Findings of which a visit must show one to answer that."""
    selang: str | None
    """The field that holds the days."""
    selang_menurut: Mapping[str, Mapping[str, int]]
    """Field -> choice -> days, where they are not written."""
    henti: Mapping[str, str]
    """Field -> the choice that ends it."""


def read_jadwal(baris: Iterable[Mapping[str, Any]]) -> tuple[Ulang, ...]:
    return tuple(
        Ulang(
            kode=satu["kode"],
            nama=satu["nama"],
            kelompok=satu["kelompok"],
            cocok=compile_untuk(untuk := read_untuk(satu["untuk"])),
            umur_min=min((u.umur_tahun_min or 0 for u in untuk), default=0),
            bidang=tuple(satu["bidang"]),
            setiap=read_lama(satu.get("setiap")),
            tenggang=Lama(**satu["tenggang"]),
            bekal=satu.get("bekal"),
            paling_lama=read_lama(satu.get("paling_lama")),
            kunjungi_hari=satu.get("kunjungi_hari"),
            jawaban=tuple(satu.get("jawaban", ())),
            selang=satu.get("selang"),
            selang_menurut=satu.get("selang_menurut", {}),
            henti=satu.get("henti", {}),
        )
        for satu in baris
    )


def list_jatuh(aturan: Aturan, profil: Profil, tanggal: date) -> tuple[Jatuh, ...]:
    """Everything due or to come for a person as they are on that date; `profil.riwayat` holds all visits up to it."""
    semua = (
        *_contacts(aturan.tabel.kontak, profil, tanggal),
        *_doses(aturan, profil, tanggal),
        *_school(aturan, profil, tanggal),
        *_td(aturan, profil, tanggal),
        *_repeated(aturan.ulang, profil, tanggal),
    )
    return tuple(sorted(semua, key=lambda satu: (satu.mulai, satu.kode)))


# --- contacts --------------------------------------------------------------------------------------------------------


def _starts(profil: Profil, tanggal: date) -> Iterator[tuple[str, date]]:
    if profil.hamil and profil.hpht is not None:
        yield "hamil", profil.hpht
    if profil.nifas and profil.tanggal_bersalin is not None and not profil.keguguran:
        yield "nifas", profil.tanggal_bersalin
    if profil.tanggal_lahir <= tanggal:
        yield "neonatal", profil.tanggal_lahir


def _contacts(jendela: Iterable[Jendela], profil: Profil, tanggal: date) -> Iterator[Jatuh]:
    """Contacts that did not take place and whose window is not over. Several in one window share it evenly."""
    semua = tuple(jendela)
    for jenis, awal in _starts(profil, tanggal):
        milik = [satu for satu in semua if satu.jenis == jenis and awal + timedelta(days=satu.hari_maks) >= tanggal]
        hari = sorted(
            {x.tanggal for x in profil.riwayat if awal <= x.tanggal and x.pengukuran.get(BIDANG[jenis]) is True}
        )
        terisi = fill_jendela([satu for satu in semua if satu.jenis == jenis], awal, hari)
        for satu in milik:
            yield from _window(satu, awal, terisi)


def _window(satu: Jendela, awal: date, terisi: Mapping[str, date]) -> Iterator[Jatuh]:
    lebar = satu.hari_maks - satu.hari_min + 1
    for ke, kode in enumerate(satu.isi):
        if kode not in terisi:
            mulai = satu.hari_min + lebar * ke // len(satu.isi)
            tenggat = satu.hari_min + lebar * (ke + 1) // len(satu.isi) - 1
            yield Jatuh(
                kode,
                kode.upper(),
                satu.jenis,
                *(awal + timedelta(days=n) for n in (mulai, tenggat, satu.hari_maks)),
            )


# --- doses -----------------------------------------------------------------------------------------------------------


def _doses(aturan: Aturan, profil: Profil, tanggal: date) -> Iterator[Jatuh]:
    """Doses whose date is known: of a series only the next, since the one after it counts from the day that is given.

    A child of whom no dose is known has its first ones due: nobody is left out because nothing was written down.
    """
    if umur_bulan(profil.tanggal_lahir, tanggal) >= BULAN_KARTU or tanggal < profil.tanggal_lahir:
        return
    hasil = judge_imunisasi(aturan.tabel.imunisasi, profil, {}, tanggal, tanpa_riwayat=True)
    for satu in hasil.semua if hasil else ():
        if satu.diberi is None and satu.mulai is not None:
            terlambat = satu.dosis.terlambat.sesudah(profil.tanggal_lahir)
            sampai = satu.dosis.sampai.sesudah(profil.tanggal_lahir) - timedelta(days=1)
            tenggat = max(satu.mulai, terlambat - timedelta(days=1))
            yield Jatuh(satu.dosis.kode, satu.dosis.nama, "imunisasi", satu.mulai, min(tenggat, sampai), sampai)


def _school(aturan: Aturan, profil: Profil, tanggal: date) -> Iterator[Jatuh]:
    """Doses of this calendar year's class: late once their month is over, until the end of the year."""
    lahir = profil.tanggal_lahir
    for satu in judge_bias(aturan.tabel.bias, profil, {}, tanggal).semua:
        mulai = satu.dosis.mulai.sesudah(lahir)
        if satu.status in (BELUM_WAKTUNYA, WAKTUNYA) and mulai.year == tanggal.year:
            tenggat = Lama(bulan=1, hari=-1).sesudah(mulai)
            sampai = satu.dosis.terlambat.sesudah(lahir) - timedelta(days=1)
            yield Jatuh(satu.dosis.kode, satu.dosis.nama, "imunisasi", mulai, tenggat, sampai)


def _td(aturan: Aturan, profil: Profil, tanggal: date) -> Iterator[Jatuh]:
    hasil = judge_td(aturan.tabel.td, profil, {}, tanggal) if profil.hamil and profil.hpht else None
    if hasil and hasil.berikut and hasil.mulai and profil.hpht:
        mulai = max(hasil.mulai, profil.hpht)
        yield Jatuh(hasil.berikut.kode, hasil.berikut.nama, "imunisasi", mulai, mulai + timedelta(days=30))


# --- again and again -------------------------------------------------------------------------------------------------


def _repeated(ulang: Iterable[Ulang], profil: Profil, tanggal: date) -> Iterator[Jatuh]:
    konteks = Konteks(profil, {}, tanggal)
    for satu in ulang:
        if satu.cocok(konteks):
            jatuh = _next(satu, satu.setiap, profil) if satu.setiap else _as_written(satu, profil)
            if jatuh is not None:
                yield jatuh


def _holds(satu: Ulang, kunjungan: Riwayat) -> bool:
    return any(kunjungan.pengukuran.get(kode) is not None for kode in satu.bidang)


def _as_written(satu: Ulang, profil: Profil) -> Jatuh | None:
    """So many days after the last visit as it says, or as the one before it said where it says nothing."""
    awal = profil.tanggal_bersalin or date.min
    lalu = [x for x in reversed(profil.riwayat) if x.tanggal >= awal and _holds(satu, x)]
    if not lalu or any(lalu[0].pengukuran.get(kode) == pilihan for kode, pilihan in satu.henti.items()):
        return None
    hari = next((hari for x in lalu if (hari := _days(satu, x)) is not None), 0)
    mulai = lalu[0].tanggal + timedelta(days=hari)
    jatuh = Jatuh(satu.kode, satu.nama, satu.kelompok, mulai, satu.tenggang.sesudah(mulai), None, lalu[0].tanggal)
    return jatuh if hari else None


def _days(satu: Ulang, kunjungan: Riwayat) -> int | None:
    """None: the visit does not say; 0: nobody has to come back for what it says."""
    hari = angka(kunjungan.pengukuran.get(satu.selang)) if satu.selang else None
    if hari is not None:
        return int(hari)
    dipilih = ((menurut, kunjungan.pengukuran.get(kode)) for kode, menurut in satu.selang_menurut.items())
    return next((menurut.get(str(pilihan), 0) for menurut, pilihan in dipilih if pilihan is not None), None)


def _next(satu: Ulang, setiap: Lama, profil: Profil) -> Jatuh:
    """After the last time; who never came is due since they belong to it: since the age, or the pregnancy began."""
    lalu = next((x for x in reversed(profil.riwayat) if _holds(satu, x)), None)
    if lalu is None:
        dulu = Lama(bulan=12 * satu.umur_min).sesudah(profil.tanggal_lahir)
        mulai = max(dulu, profil.hpht) if profil.hamil and profil.hpht else dulu
        return Jatuh(satu.kode, satu.nama, satu.kelompok, mulai, satu.tenggang.sesudah(mulai))
    mulai = setiap.sesudah(lalu.tanggal)
    hari = angka(lalu.pengukuran.get(satu.bekal)) if satu.bekal else None
    if hari and satu.paling_lama is not None:
        habis = lalu.tanggal + timedelta(days=int(hari))
        mulai = min(habis, satu.paling_lama.sesudah(lalu.tanggal))
    return Jatuh(satu.kode, satu.nama, satu.kelompok, mulai, satu.tenggang.sesudah(mulai), None, lalu.tanggal)
