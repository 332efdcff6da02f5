"""The meeting as a workbook: what was decided, every indicator across the Pustu, every figure, earlier actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from capaian.halaman.angka import Angka, measure
from capaian.halaman.bawahan import split_direct
from capaian.halaman.rapat.bentuk import sum_direct
from capaian.halaman.tulisan import tanggal, waktu_panjang
from capaian.halaman.unduh import KEPALA, LEBAR, Isi, figure_formats, figure_row, write_sheet
from capaian.keluar.isi import figure_sentence, short_figure
from capaian.keluar.muat import Rapat
from klaster.indikator import JenisIndikator

Kolom = Sequence[tuple[str, int]]
POKOK: Kolom = (
    *(("Nomor", 8), ("Indikator", 34), ("Keadaan", 16), ("Capaian", 40), ("Sebab", 26), ("Dengan kata-kata", 40)),
    *(("Tindakan", 40), ("Siapa", 34), ("Paling lambat", 16)),
)
TINDAKAN: Kolom = (("Keadaan", 14), ("Tindakan", 50), ("Siapa", 30), ("Paling lambat", 16), ("Hasil", 50))


def write_rapat(rapat: Rapat) -> bytes:
    """The file's bytes. Text is always written as text, so that a cause like "=1+1" stays words."""
    berkas = BytesIO()
    aman = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    judul, satuan = _title(rapat), _units(rapat)
    with xlsxwriter.Workbook(berkas, aman) as buku:
        buku.set_properties({"created": rapat.local(rapat.saat).replace(tzinfo=None)})
        write_sheet(buku, "Prioritas", judul, POKOK, _priorities(rapat), {})
        kolom = [("Indikator", 34), *((nama, 14) for _, nama, _ in satuan)]
        write_sheet(buku, "Menurut Pustu", judul, kolom, _matrix(rapat, satuan), {})
        semua = [figure_row(kode, nama, j, a.get(j.kode)) for kode, nama, a in satuan for j in rapat.bahan.jenis]
        write_sheet(buku, "Angka", judul, list(zip(KEPALA, LEBAR, strict=True)), semua, figure_formats(buku))
        write_sheet(buku, "Tindakan sebelumnya", judul, TINDAKAN, _actions(rapat), {})
    return berkas.getvalue()


def _title(rapat: Rapat) -> str:
    e, kesegaran = rapat.evaluasi, rapat.halaman.kesegaran
    saat = e.dibahas_pada or kesegaran.dihitung_pada
    sah = f"disahkan {waktu_panjang(rapat.local(e.disahkan_pada))}" if e.disahkan_pada else "RANCANGAN, belum disahkan"
    per = waktu_panjang(rapat.local(saat)) if saat else "belum dihitung"
    contoh = ", data contoh" if kesegaran.data_contoh else ""
    return f"{rapat.akses.unit.nama_lengkap}, {rapat.bahan.pekan.label}, {sah}, angka per {per}{contoh}"


def _units(rapat: Rapat) -> list[tuple[str, str, dict[str, Angka | None]]]:
    """Code, name and figures: the Puskesmas, each Pustu, and the posyandu without one as "Langsung"."""
    bahan = rapat.bahan
    sendiri, lepas = split_direct(bahan.unit, bahan.anak)
    isi = [
        (satu.kode, satu.nama, {j.kode: bahan.papan.at(satu.pk, j.kode) for j in bahan.jenis})
        for satu in (bahan.unit, *sendiri)
    ]
    return [*isi, ("", "Langsung", sum_direct(bahan, bahan.jenis))] if lepas else isi


def _priorities(rapat: Rapat) -> list[tuple[Isi, ...]]:
    baris: list[tuple[Isi, ...]] = []
    for satu in rapat.halaman.prioritas:
        t = satu.tulisan
        tenggat = tanggal(date.fromisoformat(t.tenggat)) if t.tenggat and t.apa else ""
        depan = (satu.nomor, satu.nama, satu.ukur.kata, figure_sentence(satu.ukur))
        baris.append((*depan, t.sebab_teks, t.kata, t.apa, t.siapa_teks, tenggat))
    return baris


def _matrix(rapat: Rapat, satuan: Sequence[tuple[str, str, dict[str, Angka | None]]]) -> list[tuple[Isi, ...]]:
    def cell(jenis: JenisIndikator, angka: Angka | None) -> str:
        ukur = measure(angka, jenis)
        return f"{short_figure(ukur)} {ukur.kata.lower()}" if angka else "–"

    return [(j.nama, *(cell(j, angka.get(j.kode)) for _, _, angka in satuan)) for j in rapat.bahan.jenis]


def _actions(rapat: Rapat) -> list[tuple[Isi, ...]]:
    return [(s.rupa.capitalize(), s.apa, s.siapa, tanggal(s.tenggat), s.hasil) for s in rapat.tindakan]
