"""What every paper of a meeting is made of: the evaluation as read, without the people behind its figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from capaian.halaman.akses import Akses
from capaian.halaman.rapat.bentuk import build_page
from capaian.halaman.rapat.model import BarisTindakan, HalamanEvaluasi
from capaian.halaman.rapat.muat import Bahan, load_bahan
from capaian.hitung.pekan import Pekan
from capaian.keluar.tindakan import list_actions_before
from capaian.models import EvaluasiPekan


@dataclass(frozen=True, slots=True)
class Rapat:
    """One meeting, ready to be laid out."""

    bahan: Bahan
    halaman: HalamanEvaluasi
    tindakan: tuple[BarisTindakan, ...]
    """Actions of earlier meetings, as they stood when this one was signed."""

    @property
    def evaluasi(self) -> EvaluasiPekan:
        return self.bahan.evaluasi

    @property
    def akses(self) -> Akses:
        return self.bahan.akses

    @property
    def saat(self) -> datetime:
        """When what is printed last changed."""
        e = self.evaluasi
        return e.disahkan_pada or e.disimpan_pada or e.dibahas_pada or e.disiapkan_pada

    def local(self, saat: datetime) -> datetime:
        return saat.astimezone(self.akses.zona)

    def last_step(self, jenis: str) -> dict[str, Any] | None:
        """The latest step of a kind."""
        return next((satu for satu in reversed(self.bahan.langkah) if satu["jenis"] == jenis), None)

    @property
    def kode(self) -> str:
        """The code that proves the signature; empty while there is none."""
        langkah = self.last_step("disahkan") if self.evaluasi.sah else None
        return str(langkah["kode"]) if langkah else ""


def load_rapat(akses: Akses, pekan: Pekan) -> Rapat:
    """Http404 as for the page: no evaluation, or a reader who sees no names."""
    bahan = load_bahan(akses, pekan)
    tanpa_nama = replace(bahan, akses=replace(akses, nama=False))
    return Rapat(bahan, build_page(tanpa_nama), list_actions_before(akses, bahan.evaluasi))


def group_code(kode: str) -> str:
    """ "7F3A92BD01CE44AF" as "7F3A-92BD-01CE-44AF"."""
    return "-".join(kode[awal : awal + 4] for awal in range(0, len(kode), 4))
