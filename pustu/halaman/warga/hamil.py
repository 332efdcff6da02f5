"""Pregnancies, each with the contacts before and after the birth: which took place, when, which are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from klaster.angka import angka
from klaster.kontak import BIDANG, Jendela, fill_jendela
from klaster.tanggal import sebut_tanggal
from posyandu.models import Kehamilan
from posyandu.turunan import HAMIL_TERLAMA
from pustu.halaman.warga.model import BarisKontak, Catatan, Hamil

LAHIR_MATI: Final = "persalinan_lahir_mati"
NAMA: Final = {"hamil": "K", "nifas": "KF"}


def draw_pregnancies(
    jendela: Sequence[Jendela], kehamilan: Sequence[Kehamilan], kunjungan: Sequence[Catatan], hari_ini: date
) -> list[Hamil]:
    """The latest first."""
    urut = sorted(kehamilan, key=lambda satu: satu.hpht, reverse=True)
    return [_draw(jendela, satu, kunjungan, hari_ini) for satu in urut]


def _draw(jendela: Sequence[Jendela], satu: Kehamilan, kunjungan: Sequence[Catatan], hari_ini: date) -> Hamil:
    kontak = list(_contacts(jendela, "hamil", satu.hpht, satu.selesai or hari_ini, kunjungan, hari_ini))
    if satu.selesai:
        kontak += _contacts(jendela, "nifas", satu.selesai, date.max, kunjungan, hari_ini)
        judul = f"{_outcome(satu, kunjungan)} {sebut_tanggal(satu.selesai)}"
    else:
        lewat = hari_ini > satu.hpht + HAMIL_TERLAMA
        judul = "Belum dicatat akhirnya" if lewat else f"Hamil {(hari_ini - satu.hpht).days // 7} minggu"
    ket = f"HPHT {sebut_tanggal(satu.hpht)} · perkiraan lahir {sebut_tanggal(satu.hpl)}"
    return Hamil(judul, ket, satu.selesai is None, kontak)


def _outcome(satu: Kehamilan, kunjungan: Sequence[Catatan]) -> str:
    """Of twins of whom one was stillborn, both."""
    lahir = next((isi for hari, isi, _ in kunjungan if hari == satu.selesai and LAHIR_MATI in isi), {})
    mati = angka(lahir.get(LAHIR_MATI)) or 0
    kata = {
        Kehamilan.Hasil.LAHIR_HIDUP: f"Lahir hidup, {mati:g} lahir mati," if mati else "",
        Kehamilan.Hasil.LAHIR_MATI: f"{mati:g} anak lahir mati," if mati > 1 else "",
    }
    return kata.get(Kehamilan.Hasil(satu.hasil), "") or str(satu.get_hasil_display())


def _contacts(
    jendela: Sequence[Jendela], jenis: str, awal: date, akhir: date, kunjungan: Sequence[Catatan], hari_ini: date
) -> Iterator[BarisKontak]:
    """Every contact of the series: its day, or whether its time is over, running or still to come."""
    milik = [satu for satu in jendela if satu.jenis == jenis]
    periksa = sorted({hari for hari, isi, _ in kunjungan if awal <= hari <= akhir and isi.get(BIDANG[jenis]) is True})
    terisi = fill_jendela(milik, awal, periksa)
    for satu in milik:
        for kode in satu.isi:
            ada = terisi.get(kode)
            kata = sebut_tanggal(ada) if ada else _missing(satu, awal, min(akhir, hari_ini), hari_ini)
            yield BarisKontak(kode.upper(), ada is not None, kata)


def _missing(jendela: Jendela, awal: date, akhir: date, hari_ini: date) -> str:
    hari = (akhir - awal).days
    if hari > jendela.hari_maks or akhir < hari_ini:
        return "terlewat"
    return "waktunya" if hari >= jendela.hari_min else "belum waktunya"
