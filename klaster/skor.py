"""Named scores: the points of answers added up, such as PUMA, SRQ-20 and AKS. The lines of data/skor.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from klaster.galat import DataSalah
from klaster.konteks import Konteks
from klaster.sumber import tulis_sumber
from klaster.untuk import Uji, compile_untuk, read_untuk

YA_TIDAK: Final[Mapping[str, int]] = {"ya": 1, "tidak": 0}
Bagian = tuple[str, Mapping[object, int]]  # field, and the points of its answers


@dataclass(frozen=True, slots=True)
class Skor:
    """`tambahan`: points for who the person is. All points are 0 or more, so what is filled is a lower bound."""

    kode: str
    nama: str
    maksimum: int
    bidang: tuple[Bagian, ...]
    tambahan: tuple[tuple[int, Uji], ...]
    sumber: str

    def add_up(self, konteks: Konteks) -> int:
        """The points of what is filled; a missing answer counts nothing."""
        return self._read(konteks)[0]

    def is_lengkap(self, konteks: Konteks) -> bool:
        return self._read(konteks)[1]

    def _read(self, konteks: Konteks) -> tuple[int, bool]:
        """Points so far, and whether every answer is there; added up once for one visit."""
        hasil = konteks.skor.get(self.kode)
        if hasil is None:
            poin = [isi.get(nilai) for nilai, isi in self._answers(konteks)]
            jumlah = sum(satu for satu in poin if satu) + sum(satu for satu, uji in self.tambahan if uji(konteks))
            hasil = konteks.skor[self.kode] = (jumlah, None not in poin)
        return hasil

    def _answers(self, konteks: Konteks) -> Iterator[tuple[object, Mapping[object, int]]]:
        """The answers with the points of their fields; what is neither yes/no nor text is no answer."""
        for kode, poin in self.bidang:
            nilai = konteks.nilai.get(kode)
            yield nilai if type(nilai) in (bool, str) else None, poin


def read_skor(baris: Mapping[str, Any], bidang: Mapping[str, Mapping[str, Any]], dokumen: Mapping[str, Any]) -> Skor:
    """Raises DataSalah for a field whose answers do not all have points."""
    bagian = tuple((kode, _read_poin(baris["kode"], bidang.get(kode))) for kode in baris["bidang"])
    tambahan = [(satu["poin"], compile_untuk(read_untuk(satu["untuk"]))) for satu in baris.get("tambahan", ())]
    return Skor(
        kode=baris["kode"],
        nama=baris["nama"],
        maksimum=baris["maksimum"],
        bidang=bagian,
        tambahan=tuple(tambahan),
        sumber=tulis_sumber(baris["sumber"], dokumen),
    )


def _read_poin(skor: str, bidang: Mapping[str, Any] | None) -> Mapping[object, int]:
    if bidang is None or bidang["tipe"] not in ("ya_tidak", "pilihan"):
        raise DataSalah(f"Skor {skor}: bidang tidak dikenal, atau bukan ya/tidak dan bukan pilihan")
    poin = bidang.get("poin", YA_TIDAK if bidang["tipe"] == "ya_tidak" else None)
    jawaban = YA_TIDAK if bidang["tipe"] == "ya_tidak" else bidang["pilihan"]
    if poin is None or poin.keys() != jawaban.keys() or min(poin.values()) < 0:
        raise DataSalah(f"Skor {skor}: setiap jawaban {bidang['kode']} harus punya poin 0 atau lebih")
    if bidang["tipe"] == "ya_tidak":
        return {True: poin["ya"], False: poin["tidak"]}
    return dict(poin)
