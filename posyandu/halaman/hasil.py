"""A stored visit for people: what was written, what the rules found, what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from klaster.aturan import Aturan
from klaster.evaluate import Temuan
from klaster.temuan import JenisTemuan
from posyandu.halaman.isian import baca_nilai
from posyandu.klinis import is_birth, may_read, open_fields, open_findings
from posyandu.models import Kunjungan, TugasKunjungan
from posyandu.models.kunjungan import Kanal
from posyandu.pratinjau import find_temuan, load_berkas, most_urgent_first
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna


@dataclass(frozen=True, slots=True)
class Tercatat:
    """A field of a stored visit."""

    label: str
    nilai: str
    ulang: bool = False
    """Unlikely, and checked again at the table."""


@dataclass(frozen=True, slots=True)
class HalamanHasil:
    kunjungan: Kunjungan
    isi: tuple[Tercatat, ...]
    temuan: tuple[Temuan, ...]
    pengganti: UUID | None
    dibatalkan: str
    """Why it was withdrawn; the visit that says so replaces this one and holds nothing else."""
    nyelik: tuple[str, ...]
    """After a home visit: for what the person is still on the list."""
    persalinan: bool
    """It is a birth, which is taken back on a page of its own."""
    tertutup: bool
    """Some of it is a health worker's and not shown to this reader, who cannot correct it either."""


@dataclass(frozen=True, slots=True)
class BarisTercatat:
    """A visit in the running list of a pile."""

    id: UUID
    nama: str
    tanggal_lahir: date
    isi: str
    temuan: tuple[JenisTemuan, ...]


def build_hasil(pengguna: Pengguna, kunjungan: Kunjungan) -> HalamanHasil:
    log_read(pengguna=pengguna, halaman="kunjungan-hasil", warga=[kunjungan.warga_id])
    berkas = load_berkas(kunjungan.warga.pokok_id)
    temuan = find_temuan(berkas, kunjungan) if kunjungan.berlaku else ()
    pengukuran = kunjungan.pengukuran
    if not may_read(pengguna, kunjungan):
        temuan = tuple(satu for satu in temuan if satu.kode not in berkas.aturan.temuan_klinis)
        pengukuran = open_fields(berkas.aturan, pengukuran)
    pengganti = Kunjungan.objects.visible_to(pengguna).filter(menggantikan=kunjungan.pk).first()
    dibatalkan = kunjungan.alasan_batal or (pengganti.alasan_batal if pengganti else "")
    return HalamanHasil(
        kunjungan=kunjungan,
        isi=_fields(berkas.aturan, pengukuran, kunjungan.diperiksa_ulang),
        temuan=most_urgent_first(temuan),
        pengganti=pengganti.pk if pengganti and not dibatalkan else None,
        dibatalkan=dibatalkan,
        nyelik=_still_sent(pengguna, kunjungan) if kunjungan.berlaku and kunjungan.kanal == Kanal.RUMAH else (),
        persalinan=is_birth(kunjungan),
        tertutup=len(pengukuran) < len(kunjungan.pengukuran),
    )


def _still_sent(pengguna: Pengguna, kunjungan: Kunjungan) -> tuple[str, ...]:
    tugas = TugasKunjungan.objects.visible_to(pengguna).terbuka().of_orang([kunjungan.warga.pokok_id])
    return tuple(tugas.order_by("tenggat", "pk").values_list("sebab", flat=True))


def _fields(aturan: Aturan, pengukuran: Mapping[str, object], ulang: Collection[str] = ()) -> tuple[Tercatat, ...]:
    """In the order of the data; a field that the rules no longer know comes last, its code for a name."""
    dikenal = [aturan.bidang[kode] for kode in aturan.bidang if kode in pengukuran]
    asing = [Tercatat(kode, str(nilai)) for kode, nilai in pengukuran.items() if kode not in aturan.bidang]
    return (
        *(Tercatat(satu.label, baca_nilai(satu, pengukuran[satu.kode]), satu.kode in ulang) for satu in dikenal),
        *asing,
    )


def list_tercatat(aturan: Aturan, kunjungan: Iterable[Kunjungan], klinis: bool) -> tuple[BarisTercatat, ...]:
    """What this user wrote; findings of a joined visit may be a health worker's."""
    return tuple(_baris(aturan, row, klinis) for row in kunjungan)


def _baris(aturan: Aturan, row: Kunjungan, klinis: bool) -> BarisTercatat:
    ukuran = {kode: nilai for kode, nilai in row.pengukuran.items() if not isinstance(nilai, bool | str)}
    angka = [f"{satu.label} {satu.nilai}" for satu in _fields(aturan, ukuran)[:4]]
    kode_temuan = row.temuan if klinis else open_findings(aturan, row.temuan)
    jenis = (aturan.temuan[kode] for kode in kode_temuan if kode in aturan.temuan)
    temuan = most_urgent_first(jenis)
    return BarisTercatat(row.pk, row.warga.nama, row.warga.tanggal_lahir, " · ".join(angka), temuan)
