"""One figure, its state, and the words for states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PENYEBUT_KECIL = 10
"""Below this a denominator is people, not a percentage."""


class Keadaan(StrEnum):
    """The six states, worst first: the order in which counts are laid out and rows are ranked."""

    JAUH_TERTINGGAL = "jauh_tertinggal"
    TERTINGGAL = "tertinggal"
    SESUAI_JALUR = "sesuai_jalur"
    TERCAPAI = "tercapai"
    BELUM_WAKTUNYA = "belum_waktunya"
    BELUM_ADA_DATA = "belum_ada_data"

    @property
    def kata(self) -> str:
        """The word on screen: "Jauh tertinggal"."""
        return self.value.replace("_", " ").capitalize()


class Arah(StrEnum):
    """Which way is good."""

    NAIK = "naik"
    TURUN = "turun"


class StatusSesi(StrEnum):
    """A HariBuka as the page shows it; `belum_mengirim` is past its date and not complete."""

    DITUTUP = "ditutup"
    DIBUKA = "dibuka"
    BELUM_MENGIRIM = "belum_mengirim"
    DIRENCANAKAN = "direncanakan"
    DIPINDAH = "dipindah"
    BATAL = "batal"

    @property
    def kata(self) -> str:
        """The word on screen; a closed session reads "Lengkap"."""
        return "Lengkap" if self is StatusSesi.DITUTUP else self.value.replace("_", " ").capitalize()


class StatusEvaluasi(StrEnum):
    """How far a Puskesmas is with the evaluation of the week."""

    BELUM = "belum"
    DISIAPKAN = "disiapkan"
    DIBAHAS = "dibahas"
    DISAHKAN = "disahkan"
    DITANGGAPI = "ditanggapi"
    MINTA_BANTUAN = "minta_bantuan"
    TERLAMBAT = "terlambat"
    TERLEWAT = "terlewat"

    @property
    def kata(self) -> str:
        """The words on screen."""
        return KATA_EVALUASI.get(self.value, self.value.capitalize())


KATA_EVALUASI = {
    "belum": "Belum dibuat",
    "dibahas": "Sedang dibahas",
    "minta_bantuan": "Disahkan, minta bantuan",
    "terlambat": "Belum disahkan",
}


@dataclass(frozen=True, slots=True)
class Ukur:
    """One figure with everything that is needed to judge it. Percentage, fraction and bullet are made from it."""

    keadaan: Keadaan
    pembilang: int
    penyebut: int | None
    """None: no denominator known, so no percentage; 0: nobody to count."""
    harapan: float | None = None
    """Expected by now, as a count; None for mode `keadaan` and outside a season."""
    target: float | None = None
    """Rate."""
    arah: Arah = Arah.NAIK
    perkiraan: int | None = None
    """Forecast numerator at the end of the period."""
    satuan: str = "orang"
    """What is counted, as the sentence says it: "balita", "ibu hamil", "rumah"."""
    cacah: bool = False
    """A count of reported cases: it has no denominator and is not judged."""
    diketik: bool = False
    """Typed by the Puskesmas: where no figure stands, nobody has typed one yet."""

    @property
    def kata(self) -> str:
        """The word for the state; a figure that has no target is there, and is not judged."""
        if self.diketik and self.keadaan is Keadaan.BELUM_ADA_DATA and not self.cacah and not self.penyebut:
            return "Belum diisi" if self.penyebut is None else "Tidak ada sasaran"
        ada = self.cacah or bool(self.penyebut)
        tanpa = self.keadaan is Keadaan.BELUM_ADA_DATA and self.target is None and ada
        return "Tanpa target" if tanpa else self.keadaan.kata

    @property
    def kecil(self) -> bool:
        """True where the figure is people ("2 dari 3") and has no percentage and no bullet."""
        return not self.penyebut or self.penyebut < PENYEBUT_KECIL

    def bagian(self, jumlah: float | None) -> float | None:
        """`jumlah` as a rate of the denominator; None where there is nothing to divide."""
        return None if jumlah is None or not self.penyebut else jumlah / self.penyebut

    @property
    def tercapai(self) -> float | None:
        """Achieved, as a rate."""
        return self.bagian(self.pembilang)

    @property
    def diharapkan(self) -> float | None:
        """Expected by now, as a rate."""
        return self.bagian(self.harapan)

    @property
    def belum(self) -> int:
        """How many are missing from the numerator."""
        return max((self.penyebut or 0) - self.pembilang, 0)
