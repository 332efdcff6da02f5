"""Split the projection of a Puskesmas among its Pustu and posyandu: a proposal that Dinas edits and saves as drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404

from capaian.bagi import split
from capaian.halaman.jadwal import residents
from capaian.halaman.kelompok import in_stage, service_stages
from capaian.halaman.kisi import Isian, Kisi, kisi_link, may_write, name_of
from capaian.halaman.kisi_simpan import read_document, record
from capaian.halaman.model import Pilihan, Tautan
from capaian.halaman.model.tempel import BarisBagi, HalamanBagi, HalamanPilihBagi
from capaian.halaman.tulisan import bilangan
from capaian.ketikan import read_count
from capaian.models import StatusDokumen
from capaian.target import SASARAN, Dokumen, Kunci, fingerprint, kelompok_sasaran, load_rows
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit, StatusUnit

TETAP: Final = "tetap"
"""Name of the tick that saves in spite of sums that do not fit."""
ASING: Final = DomainError("kelompok_tidak_dikenal", "Kelompok itu tidak dikenal.", "kelompok", "Pilih dari daftar.")
TANPA_JUMLAH: Final = DomainError(
    "tanpa_jumlah", "Puskesmas ini belum punya sasaran kelompok itu.", "", "Isi dahulu angkanya di tabel Sasaran."
)


def build_choice(kisi: Kisi) -> HalamanPilihBagi:
    """Where no Puskesmas was named, which there are to split."""
    if not may_write(kisi):
        raise PermissionDenied
    semua = Unit.objects.visible_to(kisi.akses.pengguna).under(kisi.kabupaten).of_jenis(JenisUnit.PUSKESMAS)
    buka = semua.exclude(status=StatusUnit.TUTUP).order_by("nama", "pk")
    return HalamanPilihBagi(
        tahun=kisi.tahun,
        jejak=(Tautan(f"Sasaran {kisi.tahun}", kisi_link(kisi)),),
        puskesmas=tuple(
            Tautan(satu.nama_lengkap, link("sasaran-bagi", unit=satu.kode, tahun=kisi.tahun)) for satu in buka
        ),
    )


class Bagi:
    """One Puskesmas and life stage: the units below, who is known there, what is set, what would be fair."""

    def __init__(self, kisi: Kisi, kelompok: str) -> None:
        if not may_write(kisi):
            raise PermissionDenied
        if kisi.akses.unit.jenis != JenisUnit.PUSKESMAS:
            raise Http404
        if kelompok not in kelompok_sasaran():
            raise ASING
        self.kisi, self.kelompok, self.puskesmas = kisi, kelompok, kisi.akses.unit
        semua = Unit.objects.visible_to(kisi.akses.pengguna).under(self.puskesmas).exclude(status=StatusUnit.TUTUP)
        self.unit = {unit.pk: unit for unit in semua}
        rows = load_rows(macam=SASARAN, unit=self.unit, tahun=[kisi.tahun])
        rows = [b for b in rows if b.kode == kelompok]
        self.resmi = {b.unit: b for b in rows if b.status == StatusDokumen.BERLAKU}
        self.resmi |= {b.unit: b for b in rows if b.status == StatusDokumen.DRAF}
        self.terdata = self._count_known()

    def now(self, pk: int) -> int | None:
        nilai = self.resmi[pk].nilai if pk in self.resmi else None
        return None if nilai is None else int(nilai)

    def children(self, pk: int) -> list[Unit]:
        """Pustu first, then the posyandu that hang on the unit directly."""
        urutan = list(JenisUnit.values)
        anak = [satu for satu in self.unit.values() if satu.induk_id == pk]
        return sorted(anak, key=lambda satu: (urutan.index(satu.jenis), satu.nama))

    def parents(self) -> list[Unit]:
        """The units whose children must sum to them."""
        return [unit for unit in self.unit.values() if self.children(unit.pk)]

    def below(self) -> Iterator[Unit]:
        """Every unit below in the order of the page: a Pustu, its posyandu, and so on."""
        for satu in self.children(self.puskesmas.pk):
            yield satu
            yield from self.children(satu.pk)

    def _count_known(self) -> dict[int, int]:
        """People of the stage who live under each unit today."""
        tahap = next(t for t in service_stages() if t.kode == self.kelompok)
        orang = in_stage(residents(self.kisi.akses), tahap, self.kisi.akses.hari_ini).order_by()
        per_unit: dict[int, int] = dict(orang.values_list("unit_id").annotate(n=Count("pk", distinct=True)))
        return {
            pk: sum(n for lain, n in per_unit.items() if lain in self.unit and self._is_under(lain, unit))
            for pk, unit in self.unit.items()
        }

    def _is_under(self, pk: int, unit: Unit) -> bool:
        return self.unit[pk].jalur.startswith(unit.jalur)

    def propose(self, jumlah: int) -> dict[int, int]:
        """In proportion to the people known: the Puskesmas among its children, then each Pustu among its posyandu."""
        usul = split(jumlah, {satu.pk: self.terdata[satu.pk] for satu in self.children(self.puskesmas.pk)})
        for pustu in self.children(self.puskesmas.pk):
            usul |= split(usul[pustu.pk], {satu.pk: self.terdata[satu.pk] for satu in self.children(pustu.pk)})
        return usul

    def differences(self, nilai: Mapping[int, int | None]) -> list[str]:
        """ "Pustu Kelubi: posyandunya berjumlah 118, kurang 2"."""
        nanti = {self.puskesmas.pk: self.now(self.puskesmas.pk), **nilai}
        kata = []
        for unit in self.parents():
            jumlah = sum(nanti.get(satu.pk) or 0 for satu in self.children(unit.pk))
            if beda := jumlah - (nanti.get(unit.pk) or 0):
                banding = f"{'lebih' if beda > 0 else 'kurang'} {bilangan(abs(beda))}"
                kata.append(f"{unit.nama_lengkap}: di bawahnya berjumlah {bilangan(jumlah)}, {banding}")
        return kata

    def save(self, isi: Mapping[str, str]) -> Isian | int:
        """How many drafts were kept, or the form with what is wrong or does not add up."""
        nilai, salah = self._read(isi)
        if salah:
            return Isian(isi, salah)
        if self.differences(nilai) and not isi.get(TETAP):
            return Isian(isi)
        baru: dict[Kunci, int | None] = {(pk, self.kelompok): n for pk, n in nilai.items() if n != self.now(pk)}
        try:
            return record(self.kisi, read_document(isi), baru, isi.get("cap", ""))
        except DomainError as galat:
            return Isian(isi, galat=galat)

    def _read(self, isi: Mapping[str, str]) -> tuple[dict[int, int | None], dict[str, str]]:
        nilai: dict[int, int | None] = {}
        salah: dict[str, str] = {}
        for unit in self.below():
            nama = name_of(unit, self.kelompok)
            try:
                nilai[unit.pk] = read_count(isi.get(nama, ""))
            except DomainError as galat:
                salah[nama] = f"{galat.pesan} {galat.saran}".strip()
        return nilai, salah

    def page(self, isian: Isian | None = None) -> HalamanBagi:
        isian = isian or Isian()
        kisi, jumlah = self.kisi, self.now(self.puskesmas.pk)
        usul = {} if jumlah is None else self.propose(jumlah)
        nilai, salah = self._read(isian.isi) if isian.isi else ({}, {})
        sumber = self.resmi.get(self.puskesmas.pk)
        dokumen = Dokumen(sumber.dokumen, sumber.tanggal) if sumber and sumber.tanggal else None
        return HalamanBagi(
            nama=kelompok_sasaran()[self.kelompok],
            unit=Tautan(self.puskesmas.nama_lengkap, link("unit", self.puskesmas.kode)),
            jejak=(Tautan(f"Sasaran {kisi.tahun}, {self.puskesmas.nama_lengkap}", kisi_link(kisi)),),
            tahun=kisi.tahun,
            jumlah="" if jumlah is None else bilangan(jumlah),
            terdata=self.terdata[self.puskesmas.pk],
            kelompok=tuple(Pilihan(kode, nama, kode == self.kelompok) for kode, nama in kelompok_sasaran().items()),
            baris=tuple(self._row(unit, usul, isian) for unit in self.below()),
            kisi_url=kisi_link(kisi),
            cap=fingerprint(macam=SASARAN, kabupaten=kisi.kabupaten, tahun=kisi.tahun),
            dokumen=isian.isi.get("dokumen", dokumen.nomor if dokumen else ""),
            tanggal_dokumen=isian.isi.get("tanggal_dokumen", f"{dokumen.tanggal:%Y-%m-%d}" if dokumen else ""),
            selisih=tuple(self.differences(nilai)) if isian.isi and not salah else (),
            galat=isian.galat if jumlah is not None else TANPA_JUMLAH,
            jumlah_salah=len(salah),
        )

    def _row(self, unit: Unit, usul: Mapping[int, int], isian: Isian) -> BarisBagi:
        kini, masukan = self.now(unit.pk), name_of(unit, self.kelompok)
        return BarisBagi(
            nama=unit.nama_lengkap,
            dalam=unit.induk_id != self.puskesmas.pk,
            terdata=self.terdata[unit.pk],
            kini="" if kini is None else bilangan(kini),
            masukan=masukan,
            nilai=isian.isi.get(masukan, bilangan(usul[unit.pk]) if unit.pk in usul else ""),
            salah=isian.salah.get(masukan, ""),
        )
