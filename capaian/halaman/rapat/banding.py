"""What one person typed while another one saved: both, field by field, so that saving again is a choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from capaian.evaluasi.bahas import Draf, DrafPokok
from capaian.halaman.rapat.model import Bandingan, Beda
from capaian.halaman.rapat.muat import Bahan
from capaian.halaman.tulisan import hari_tanggal, waktu
from capaian.models import EvaluasiPekan, PokokEvaluasi
from capaian.models.evaluasi import Sebab
from klaster.indikator import muat_indikator
from puskesmas.penanggung import name_officers

Jenis = PokokEvaluasi.Jenis


@dataclass(frozen=True, slots=True)
class Ketikan:
    """A form that was refused, and the version of the draft that it was typed over."""

    draf: Draf
    versi: int


def read_stored(satu: dict[str, Any]) -> DrafPokok:
    tenggat = date.fromisoformat(satu["tenggat"]) if satu["tenggat"] else None
    return DrafPokok(Jenis(satu["jenis"]), satu["sebab"], satu["kata"], satu["apa"], satu["siapa_id"], tenggat)


def overlay(bahan: Bahan, draf: Draf) -> Bahan:
    """What was read with the typed words in the place of the stored ones."""
    lama = {satu["indikator_id"]: satu for satu in bahan.pokok}
    evaluasi = copy(bahan.evaluasi)
    evaluasi.cara, evaluasi.catatan, evaluasi.bantuan = draf.cara, draf.catatan, draf.bantuan
    hadir = _present(bahan) if draf.hadir is None else draf.hadir
    return replace(
        bahan,
        evaluasi=evaluasi,
        pokok=[_as_row(kode, satu, lama.get(kode, {})) for kode, satu in draf.pokok.items()],
        hadir=[satu | {"hadir": satu["pengguna_id"] in hadir} for satu in bahan.hadir],
    )


def _as_row(kode: str, satu: DrafPokok, lama: dict[str, Any]) -> dict[str, Any]:
    isi: dict[str, Any] = {
        "indikator_id": kode,
        "jenis": satu.jenis,
        "sebab": satu.sebab,
        "kata": satu.kata,
        "apa": satu.apa,
    }
    isi |= {"siapa_id": satu.siapa_id, "tenggat": satu.tenggat.isoformat() if satu.tenggat else None}
    return {"orang": [], "ramalan": None} | lama | isi


def _present(bahan: Bahan) -> frozenset[int]:
    return frozenset(satu["pengguna_id"] for satu in bahan.hadir if satu["hadir"])


def compare(bahan: Bahan, ketikan: Ketikan) -> Bandingan:
    """`bahan` holds what the other one saved."""
    evaluasi = bahan.evaluasi
    saat = evaluasi.disahkan_pada or evaluasi.disimpan_pada
    pembanding = _Pembanding(bahan, ketikan.draf)
    return Bandingan(
        siapa=str(evaluasi.disahkan_oleh or evaluasi.disimpan_oleh or "orang lain"),
        saat=waktu(saat.astimezone(bahan.akses.zona)) if saat else "",
        versi=ketikan.versi,
        baris=tuple(pembanding.differences()),
        titipan=tuple(pembanding.carried()),
    )


class _Pembanding:
    """Two drafts of one evaluation in the words of the page."""

    def __init__(self, bahan: Bahan, milik: Draf) -> None:
        evaluasi = bahan.evaluasi
        pokok = {satu["indikator_id"]: read_stored(satu) for satu in bahan.pokok}
        self.milik = milik if milik.hadir is not None else replace(milik, hadir=_present(bahan))
        self.lain = Draf(pokok, evaluasi.cara, evaluasi.catatan, evaluasi.bantuan, _present(bahan))
        self.jenis = {satu.kode: satu.nama for satu in muat_indikator()}
        self.petugas = name_officers(bahan.tugas, bahan.unit.pk)
        self.undangan = {satu["pengguna_id"]: satu["pengguna__nama"] for satu in bahan.hadir}

    def differences(self) -> Iterator[Beda]:
        """Only the fields that differ; where one's own is empty, the other's is taken unless one says no."""
        for jenis, judul in ((Jenis.PRIORITAS, "Prioritas"), (Jenis.PANTAU, "Dipantau")):
            yield from self._choices(jenis, judul)
        for kode in _codes(self.lain, Jenis.PRIORITAS):
            yield from self._words(kode)
        milik, lain = self.milik, self.lain
        yield from _differ("cara", "Cara", (_manner(milik), _manner(lain)), [lain.cara])
        hadir = [str(satu) for satu in sorted(lain.hadir or ())]
        yield from _differ("hadir", "Hadir", (self._present(milik), self._present(lain)), hadir)
        yield from _differ("catatan", "Catatan", (milik.catatan, lain.catatan))
        yield from _differ("bantuan", "Bantuan dari Dinas", (milik.bantuan, lain.bantuan))

    def carried(self) -> Iterator[tuple[str, str]]:
        """Words about a priority that only the other one chose: they have no field on the form."""
        for kode in _codes(self.lain, Jenis.PRIORITAS):
            if kode not in _codes(self.milik, Jenis.PRIORITAS):
                yield from ((f"lain-{nama}-{kode}", nilai) for nama, nilai in _values(self.lain.pokok[kode]).items())

    def _choices(self, jenis: Jenis, judul: str) -> Iterator[Beda]:
        milik, lain = _codes(self.milik, jenis), _codes(self.lain, jenis)
        if jenis == Jenis.PANTAU:
            milik, lain = sorted(milik), sorted(lain)
        yield from _differ(jenis.value, judul, (self._name(milik), self._name(lain)), lain)

    def _name(self, kode: Iterable[str]) -> str:
        return "; ".join(self.jenis.get(satu, satu) for satu in kode)

    def _present(self, draf: Draf) -> str:
        return ", ".join(nama for pk, nama in self.undangan.items() if pk in (draf.hadir or ()))

    def _words(self, kode: str) -> Iterator[Beda]:
        """Of one priority of the other one; where it is none of one's own, its words come along with the choice."""
        lain, nama = self.lain.pokok[kode], self.jenis.get(kode, kode)
        milik = self.milik.pokok.get(kode)
        sama = milik is not None and milik.jenis == Jenis.PRIORITAS
        kosong = DrafPokok(Jenis.PRIORITAS)
        baca = zip(self._read(milik if sama and milik else kosong), self._read(lain), strict=True)
        for (bidang, judul, punya), (_, _, punya_lain) in baca:
            nilai = [_values(lain)[bidang]]
            for beda in _differ(f"{bidang}-{kode}", f"{nama}: {judul}", (punya, punya_lain), nilai):
                yield beda if sama else replace(beda, nama="", pakai=False)

    def _read(self, satu: DrafPokok) -> tuple[tuple[str, str, str], ...]:
        """Field, its title, and its value in words."""
        return (
            ("sebab", "sebab", str(Sebab(satu.sebab).label) if satu.sebab in Sebab.values else satu.sebab),
            ("kata", "dengan kata-kata", satu.kata),
            ("apa", "tindakan", satu.apa),
            ("siapa", "siapa", self.petugas.get(satu.siapa_id or 0, "")),
            ("tenggat", "paling lambat", hari_tanggal(satu.tenggat) if satu.tenggat else ""),
        )


def _differ(nama: str, judul: str, teks: tuple[str, str], nilai: Sequence[str] | None = None) -> Iterator[Beda]:
    """`teks` is one's own and the other's; `nilai` the other's as the form sends it, where that is not its text."""
    milik, lain = teks
    if milik.split() != lain.split():
        yield Beda(nama, judul, milik, lain, (lain,) if nilai is None else tuple(nilai), bool(lain) and not milik)


def _manner(draf: Draf) -> str:
    return str(EvaluasiPekan.Cara(draf.cara).label) if draf.cara in EvaluasiPekan.Cara.values else ""


def _codes(draf: Draf, jenis: Jenis) -> list[str]:
    return [kode for kode, satu in draf.pokok.items() if satu.jenis == jenis]


def _values(satu: DrafPokok) -> dict[str, str]:
    """As the form sends them."""
    return {
        "sebab": satu.sebab,
        "kata": satu.kata,
        "apa": satu.apa,
        "siapa": str(satu.siapa_id or ""),
        "tenggat": str(satu.tenggat or ""),
    }
