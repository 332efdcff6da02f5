"""One Pustu's own page in the weekly meeting, for a phone: what lags here, who is missing, its actions and problems.

So speaks the Puskesmas for the posyandu that hang on it directly ("Langsung Puskesmas").
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from capaian.evaluasi.bahas import SEBELUM_SAH
from capaian.evaluasi.prioritas import BANYAK, SEBUT, rank_lagging
from capaian.evaluasi.ramal import forecast_month
from capaian.halaman.akses import Akses
from capaian.halaman.identitas import trail
from capaian.halaman.masalah import list_problems_of
from capaian.halaman.model import Tautan
from capaian.halaman.rapat.bentuk import EMPTY_WRITING, build_freshness, build_part, build_priority, unit_link
from capaian.halaman.rapat.langsung import as_one, has_direct
from capaian.halaman.rapat.model import HalamanBagian, Prioritas
from capaian.halaman.rapat.muat import Bahan, load_bahan_bagian
from capaian.halaman.rapat.orang import show_names
from capaian.halaman.rapat.tindakan import Milik, list_actions
from capaian.halaman.waktu import choose_existing
from capaian.hitung.orang import first_behind
from capaian.hitung.pekan import Pekan
from klaster.indikator import JenisIndikator
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.peran import Aksi


def build_bagian(
    akses: Akses, pekan: Pekan, *, catatan: str | None = None, galat: DomainError | None = None
) -> HalamanBagian:
    """The unit's own three, by the same rule as those of the Puskesmas."""
    bahan = load_bahan_bagian(akses, pekan)
    unit, langsung = akses.unit, has_direct(bahan)
    bahan = as_one(bahan) if langsung else bahan
    bagian, milik = build_part(bahan, bahan.bagian[0]), _own(bahan, langsung)
    return HalamanBagian(
        judul=f"Evaluasi p{pekan.label[1:]}",
        unit=Tautan(bagian.nama, link("unit", unit.kode, pekan=pekan.kode)),
        jejak=trail(akses, pekan),
        pekan=choose_existing(akses, pekan, lambda kode: link("evaluasi-bagian", kode, unit.kode), bahan.minggu),
        kesegaran=build_freshness(bahan),
        prioritas=tuple(_priorities(bahan, langsung)),
        bagian=bagian,
        tindakan=list_actions(akses, milik=milik),
        masalah=list_problems_of(akses, *milik),
        terbuka=bahan.evaluasi.status in SEBELUM_SAH,
        boleh=akses.pengguna.may(Aksi.BAHAS_BAGIAN, unit),
        galat=galat,
        catatan=bagian.catatan if catatan is None else catatan,
    )


def _own(bahan: Bahan, langsung: bool) -> Milik:
    """The places this part speaks for, and who works there; cadres aside."""
    tempat = {satu.pk for satu in bahan.anak} | (set() if langsung else {bahan.unit.pk})
    return Milik(tempat, {satu.pengguna_id for satu in bahan.tugas if satu.unit_id in tempat})


def _priorities(bahan: Bahan, langsung: bool) -> list[Prioritas]:
    """Of posyandu that hang on a Puskesmas directly there is no forecast: it is made for a whole unit."""
    akses, unit, pekan = bahan.akses, bahan.unit, bahan.pekan
    usul = rank_lagging((j, bahan.papan.at(unit.pk, j.kode)) for j in bahan.jenis)
    jenis = [satu.jenis for satu in usul[:BANYAK]]
    nama = show_names(akses, pekan, {j.kode: _first(bahan, j, langsung) for j in jenis})
    if not langsung:
        ramalan = forecast_month(unit=unit, pekan=pekan, semua=[j for j in jenis if j.ramal])
        bahan = replace(bahan, pokok=[{"indikator_id": k, "ramalan": r.as_dict()} for k, r in ramalan.items()])
    semua = [
        build_priority(bahan, nomor, satu, EMPTY_WRITING, nama.get(satu.kode, ()), None)
        for nomor, satu in enumerate(jenis, start=1)
    ]
    return [replace(p, url=unit_link(bahan, j, "")) for p, j in zip(semua, jenis, strict=True)] if langsung else semua


def _first(bahan: Bahan, jenis: JenisIndikator, langsung: bool) -> list[UUID]:
    return first_behind(jenis=jenis, unit=bahan.unit, pekan=bahan.pekan, banyak=SEBUT, langsung=langsung)
