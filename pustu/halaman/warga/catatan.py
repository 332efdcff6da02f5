"""What happened to a person, as lines: visits with their findings, and being put on a cadre's list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from django.urls import reverse

from klaster.aturan import Aturan
from klaster.bidang import Bidang
from klaster.tanggal import sebut_tanggal
from posyandu.halaman.isian import baca_nilai
from posyandu.models import Kunjungan, TugasKunjungan
from posyandu.pratinjau import most_urgent_first
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from pustu.halaman.warga.model import BarisKunjungan

BENTUK: Final = {"segera": "jauh_tertinggal", "rujuk": "jauh_tertinggal", "perhatian": "tertinggal"}
TENSI: Final = {"sistole", "diastole"}
TERANG: Final = {"kg", "cm", "mmHg"}
SEJAWABAN: Final = 3
TERBANYAK: Final = 5
"""Values shown of one visit; all of them stand on the visit's own page."""


class Temu(NamedTuple):
    """A visit with the values of all its parts."""

    kepala: Kunjungan
    nilai: dict[str, object]


def join_parts(kunjungan: Iterable[Kunjungan]) -> list[Temu]:
    """Visits in force, oldest first; where parts disagree the first received value holds."""
    rows = sorted((row for row in kunjungan if row.berlaku), key=lambda row: (row.diterima_pada, row.pk))
    nilai: dict[UUID, dict[str, object]] = defaultdict(dict)
    for row in rows:
        nilai[row.bagian_dari_id or row.pk].update(
            {kode: isi for kode, isi in row.pengukuran.items() if kode not in nilai[row.bagian_dari_id or row.pk]}
        )
    kepala = (row for row in rows if row.bagian_dari_id is None)
    return sorted((Temu(row, nilai[row.pk]) for row in kepala), key=lambda satu: satu.kepala.tanggal)


def list_events(
    temu: Sequence[Temu], tugas: Iterable[TugasKunjungan], aturan: Aturan, paling: int, pengguna: Pengguna
) -> list[BarisKunjungan]:
    """The latest `paling`, newest first; only what is shown is put into words."""
    hari: list[tuple[date, Temu | TugasKunjungan]] = [(satu.kepala.tanggal, satu) for satu in temu]
    hari += [(satu.sejak, satu) for satu in tugas]
    terbaru = sorted(hari, key=lambda satu: satu[0], reverse=True)[:paling]
    catat = pengguna.paths_for(Aksi.CATAT_KUNJUNGAN)
    return [_visit(satu, aturan, catat) if isinstance(satu, Temu) else _task(satu) for _, satu in terbaru]


def _visit(satu: Temu, aturan: Aturan, catat: tuple[str, ...]) -> BarisKunjungan:
    """A line; the visit's own page is for those who may write where it was served (`catat`: paths of units)."""
    row = satu.kepala
    temuan = most_urgent_first(aturan.temuan[kode] for kode in row.temuan if kode in aturan.temuan)
    diperiksa = f" · diperiksa {row.diperiksa_oleh}" if row.diperiksa_oleh else ""
    return BarisKunjungan(
        url=reverse("kunjungan-hasil", args=[row.pk]) if row.unit_layanan.jalur.startswith(catat) else "",
        tanggal=row.tanggal,
        tempat=row.tempat,
        bentuk=BENTUK.get(temuan[0].tingkat, "tercapai") if temuan else "tercapai",
        isi=" · ".join(_values(satu, aturan) or _words(satu, aturan)),
        temuan=temuan,
        ket=f"{row.dicatat_oleh}{diperiksa}",
    )


def _values(satu: Temu, aturan: Aturan) -> list[str]:
    """The measures, in the order of the data; answers to questions speak through the findings."""
    angka = {kode for kode, isi in satu.nilai.items() if isinstance(isi, int | float) and not isinstance(isi, bool)}
    tensi = angka >= TENSI
    awal = [f"{satu.nilai['sistole']:g}/{satu.nilai['diastole']:g} mmHg"] if tensi else []
    urut = [kode for kode in aturan.bidang if kode in angka - (TENSI if tensi else set())]
    return [*(_say(aturan.bidang[kode], satu.nilai[kode]) for kode in urut), *awal][:TERBANYAK]


def _words(satu: Temu, aturan: Aturan) -> list[str]:
    """Of a visit without measures the first answers, so that a birth or a dose can be told from another line."""
    ada = [f"{bidang.label} {baca_nilai(bidang, satu.nilai[kode])}" for kode, bidang in _asked(satu, aturan)]
    lain = [f"{len(ada) - SEJAWABAN} isian lain"] if len(ada) > SEJAWABAN + 1 else []
    return [*(ada[:SEJAWABAN] if lain else ada), *lain] or [f"{len(satu.nilai)} isian"]


def _asked(satu: Temu, aturan: Aturan) -> list[tuple[str, Bidang]]:
    return [(kode, bidang) for kode, bidang in aturan.bidang.items() if kode in satu.nilai]


def _say(bidang: Bidang, nilai: object) -> str:
    """The unit says what was measured where it is one of those that everybody knows."""
    teks = baca_nilai(bidang, nilai)
    return teks if bidang.satuan in TERANG else f"{bidang.label} {teks}"


def _task(satu: TugasKunjungan) -> BarisKunjungan:
    akhir = f": {satu.hasil}" if satu.hasil else ""
    return BarisKunjungan(
        url=reverse("nyelik"),
        tanggal=satu.sejak,
        tempat="tugas kunjungan rumah",
        bentuk="belum_waktunya" if satu.terbuka else "tercapai",
        isi=f"Dikirim ke daftar Nyelik: {satu.sebab}",
        temuan=(),
        ket=f"{satu.get_status_display()}{akhir} · sampai {sebut_tanggal(satu.tenggat)}",
    )
