"""What was derived under chaos, against the same derived anew in one calm go."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from capaian.hitung.hitung import compute_week
from capaian.hitung.pekan import Pekan
from capaian.models import Capaian
from posyandu.models import BedaBagian, Kunjungan, Segera, TugasKunjungan, Warga
from posyandu.turunan import derive_findings
from puskesmas.models import PerluHitung, Unit
from puskesmas.models.unit import JenisUnit

SABAR: Final = 600.0
"""Seconds in which the living worker must have recomputed everything that was marked."""
ANGKA: Final = (
    "unit",
    "indikator",
    "pekan",
    "pembilang",
    "penyebut",
    "tambahan_pekan",
    "harapan",
    "menunggu",
    "status",
)
CONTOH: Final = 20
"""Differences shown of each kind."""


def wait_for_worker() -> float | None:
    """Seconds until the living stack had worked off what was marked, by itself; None where it did not."""
    mulai = time.monotonic()
    while PerluHitung.objects.exists():
        if time.monotonic() - mulai > SABAR:
            return None
        time.sleep(0.5)
    return time.monotonic() - mulai


def compare_calm() -> dict[str, list[str]]:
    """Findings and figures that differ from those of a calm recomputation, both ways."""
    temuan, angka = findings(), figures()
    orang = list(Warga.objects.filter(digabung_ke=None).values_list("pk", flat=True))
    derive_findings(orang=orang, sejak=date(2000, 1, 1))
    for kabupaten in Unit.objects.of_jenis(JenisUnit.KABUPATEN):
        for senin in sorted(set(Capaian.objects.filter(kabupaten=kabupaten).values_list("pekan", flat=True))):
            compute_week(kabupaten=kabupaten, pekan=Pekan(senin))
    return {
        "temuan_beda": differ(temuan, findings()),
        "capaian_beda": differ(angka, figures()) if angka else ["belum ada capaian"],
    }


def findings() -> Counter[str]:
    """Everything that visits decide."""
    return Counter(
        (
            *_rows(
                "kunjungan", Kunjungan.objects.values_list("pk", "temuan", "versi_aturan", "bagian_dari", "berlaku")
            ),
            *_rows("beda", BedaBagian.objects.values_list("kunjungan", "lain", "bidang", "nilai", "nilai_lain")),
            *_rows("segera", Segera.objects.values_list("kunjungan", "temuan", "gugur_pada")),
            *_rows("tugas", TugasKunjungan.objects.values_list("warga", "sebab_kode", "status")),
        )
    )


def figures() -> Counter[str]:
    return Counter(_rows("capaian", Capaian.objects.values_list(*ANGKA)))


def _rows(nama: str, isi: Iterable[tuple[object, ...]]) -> Iterable[str]:
    return (f"{nama} {' '.join(map(str, satu))}" for satu in isi)


def differ(dulu: Counter[str], kini: Counter[str]) -> list[str]:
    hilang, baru = sorted((dulu - kini).elements()), sorted((kini - dulu).elements())
    return [*(f"- {satu}" for satu in hilang[:CONTOH]), *(f"+ {satu}" for satu in baru[:CONTOH])]
