"""Paste or upload a whole table: a dry run first, one button to keep it as drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from typing import Final

from django.core.exceptions import PermissionDenied

from capaian.buku_kerja import read_workbook
from capaian.halaman.kisi import JUDUL, RUTE, Kisi, may_write
from capaian.halaman.kisi_simpan import read_document, record
from capaian.halaman.model import Tautan
from capaian.halaman.model.tempel import BarisPeriksa, BarisSalah, HalamanTempel, Periksa
from capaian.halaman.tulisan import bilangan
from capaian.ketikan import read_count, read_percent
from capaian.models import StatusDokumen
from capaian.target import SASARAN, TARGET, Angka, Kunci, check_document, fingerprint, load_rows
from capaian.tempel import TERBANYAK_SALAH, Hasil, Kamus, join_cells, read_table
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.models import Unit

SIMPAN: Final = "simpan"
TAMPIL: Final = 300
"""Changes that are listed; more are counted."""
CONTOH: Final = {
    TARGET.nama: "Persen: 80, 82,5 atau 80 %. Tulis 0,8 % lengkap dengan tandanya; 0,8 saja bisa berarti 80 %.",
    SASARAN.nama: "Orang, angka bulat: 1250 atau 1.250.",
}
KOSONG: Final = DomainError("tabel_kosong", "Tabelnya masih kosong.", "tabel", "Tempel tabelnya atau pilih berkas.")
MASIH_SALAH: Final = DomainError("tabel_salah", "Tabelnya masih ada yang salah.", "tabel", "Betulkan dahulu.")
BELUM_DIPERIKSA: Final = DomainError(
    "belum_diperiksa", "Tabelnya berubah sesudah diperiksa.", "tabel", "Baca hasil pemeriksaan yang baru, lalu simpan."
)
TANPA_PERUBAHAN: Final = DomainError("tanpa_perubahan", "Tidak ada yang berubah.", "tabel", "Periksa isi tabelnya.")


class Tempel:
    """The table page of one book: its units and what stands now."""

    def __init__(self, kisi: Kisi) -> None:
        if not may_write(kisi):
            raise PermissionDenied
        self.kisi = kisi
        semua = Unit.objects.visible_to(kisi.akses.pengguna).under(kisi.kabupaten)
        self.unit = {unit.pk: unit for unit in semua}
        rows = load_rows(macam=kisi.macam, unit=self.unit, tahun=[kisi.tahun])
        berlaku = {(b.unit, b.kode): b.nilai for b in rows if b.status == StatusDokumen.BERLAKU}
        self.kini = berlaku | {(b.unit, b.kode): b.nilai for b in rows if b.status == StatusDokumen.DRAF}

    def read(self, teks: str) -> Hasil:
        baca = read_percent if self.kisi.macam is TARGET else read_count
        return read_table(teks, Kamus(self._unit_names(), self._item_names(), baca))

    def _unit_names(self) -> dict[str, int]:
        """Codes, and the names that only one unit bears."""
        nama = Counter(unit.nama_lengkap.casefold() for unit in self.unit.values())
        tunggal = {u.nama_lengkap.casefold(): pk for pk, u in self.unit.items() if nama[u.nama_lengkap.casefold()] == 1}
        return tunggal | {unit.kode.casefold(): pk for pk, unit in self.unit.items()}

    def _item_names(self) -> dict[str, str]:
        nama = {nama.casefold(): kode for kode, nama in self.kisi.nama_item.items()}
        return nama | {kode: kode for kode in self.kisi.nama_item}

    def changes(self, hasil: Hasil) -> dict[Kunci, Angka | None]:
        return {kunci: nilai for kunci, nilai in hasil.isi.items() if nilai != self.kini.get(kunci)}

    def check(self, hasil: Hasil) -> Periksa:
        berubah = self.changes(hasil)
        tampil = list(berubah.items())[:TAMPIL]
        return Periksa(
            berubah=tuple(self._row(pk, kode, nilai) for (pk, kode), nilai in tampil),
            jumlah_berubah=len(berubah),
            jumlah_tetap=len(hasil.isi) - len(berubah),
            salah=tuple(
                BarisSalah(f"Baris {s.baris}{f', {s.kolom}' if s.kolom else ''}", s.pesan)
                for s in hasil.salah[:TERBANYAK_SALAH]
            ),
            jumlah_salah=len(hasil.salah),
            selisih=tuple(self.differences(berubah)) if self.kisi.macam is SASARAN else (),
        )

    def _row(self, pk: int, kode: str, nilai: Angka | None) -> BarisPeriksa:
        return BarisPeriksa(
            unit=self.unit[pk].nama_lengkap,
            nama=self.kisi.nama_item.get(kode, kode),
            lama=self.kisi.show(self.kini.get((pk, kode))) or self.kisi.tanpa,
            baru=self.kisi.show(nilai) or "dicabut",
        )

    def differences(self, berubah: Mapping[Kunci, Angka | None]) -> list[str]:
        """ "Manggar, Balita: unit di bawahnya berjumlah 1.020, lebih 20"; only where all below have a figure."""
        nanti = {**self.kini, **berubah}
        kena = {(atas, kode) for pk, kode in berubah for atas in (pk, self.unit[pk].induk_id) if atas in self.unit}
        urut = sorted(kena, key=lambda satu: (self.unit[satu[0] or 0].jalur, satu[1]))
        return [kata for pk, kode in urut if (kata := self._difference(pk or 0, kode, nanti))]

    def _difference(self, pk: int, kode: str, nanti: Mapping[Kunci, Angka | None]) -> str:
        anak = [nanti.get((satu.pk, kode)) for satu in self.unit.values() if satu.induk_id == pk]
        induk = nanti.get((pk, kode))
        if induk is None or not anak or any(satu is None for satu in anak):
            return ""
        jumlah = sum(int(satu or 0) for satu in anak)
        beda = jumlah - int(induk)
        kata = f"{'lebih' if beda > 0 else 'kurang'} {bilangan(abs(beda))}"
        nama = f"{self.unit[pk].nama_lengkap}, {self.kisi.nama_item.get(kode, kode)}"
        return f"{nama}: unit di bawahnya berjumlah {bilangan(jumlah)}, {kata}." if beda else ""

    def apply(self, isi: Mapping[str, str]) -> int:
        """Keep the table as drafts, the very one that was looked at; returns how many."""
        if isi.get("diperiksa") != seal(isi.get("tabel", "")):
            raise BELUM_DIPERIKSA
        hasil = self.read(isi.get("tabel", ""))
        if hasil.salah:
            raise MASIH_SALAH
        berubah = self.changes(hasil)
        if not berubah:
            raise TANPA_PERUBAHAN
        return record(self.kisi, read_document(isi), berubah, isi.get("cap", ""))

    def check_source(self, isi: Mapping[str, str]) -> None:
        """The document, as saving will ask for it."""
        check_document(read_document(isi), self.kisi.kabupaten)

    def page(self, isi: Mapping[str, str], galat: DomainError | None = None) -> HalamanTempel:
        kisi, teks = self.kisi, isi.get("tabel", "")
        rute = RUTE[kisi.macam.nama]
        alamat = partial(link, unit=kisi.kabupaten.kode, tahun=kisi.tahun)
        return HalamanTempel(
            judul=JUDUL[kisi.macam.nama],
            tahun=kisi.tahun,
            kabupaten=Tautan(kisi.kabupaten.nama, link("unit", kisi.kabupaten.kode)),
            jejak=(
                Tautan(kisi.kabupaten.nama_lengkap, link("unit", kisi.kabupaten.kode)),
                Tautan(f"{JUDUL[kisi.macam.nama]} {kisi.tahun}", alamat(rute)),
            ),
            kisi_url=alamat(rute),
            unduh_url=alamat(f"{rute}-unduh"),
            contoh=CONTOH[kisi.macam.nama],
            isi=isi,
            diperiksa=seal(teks),
            cap=fingerprint(macam=kisi.macam, kabupaten=kisi.kabupaten, tahun=kisi.tahun),
            periksa=self.check(self.read(teks)) if teks.strip() else None,
            galat=galat,
        )


def seal(teks: str) -> str:
    """Of a table, whatever line ends a browser makes of it."""
    return sha256("\n".join(teks.split("\r\n")).strip().encode()).hexdigest()[:16]


def read_upload(isi: Mapping[str, str], berkas: bytes | None) -> dict[str, str]:
    """The form with the uploaded sheet as its table, so that it can be mended on the page."""
    return {**isi, "tabel": join_cells(read_workbook(berkas))} if berkas is not None else dict(isi)
