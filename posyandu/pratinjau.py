"""A visit before it is stored: what is wrong with it, what to check again, what the rules would find in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID, uuid4

from django.utils import timezone

from klaster.aturan import Aturan
from klaster.bidang import Salah, check_pengukuran
from klaster.evaluate import Temuan
from klaster.peringatan import warn_pengukuran
from klaster.profil import Profil, Riwayat
from klaster.temuan import TINGKAT, JenisTemuan
from posyandu.models import Kunjungan
from posyandu.turunan import Orang, history, judge, load_orang, load_visits
from puskesmas.models import Unit

Bertingkat = TypeVar("Bertingkat", Temuan, JenisTemuan)


@dataclass(frozen=True, slots=True)
class Berkas:
    """A person with the visits in force."""

    orang: Orang
    kunjungan: tuple[Kunjungan, ...]

    @property
    def aturan(self) -> Aturan:
        return self.orang.aturan

    def tanpa(self, kunjungan: UUID | None) -> Berkas:
        """As if this visit, which is about to be replaced, were not there."""
        return Berkas(self.orang, tuple(row for row in self.kunjungan if row.pk != kunjungan))

    def profil(self, tanggal: date, kanal: str) -> Profil:
        return self.orang.profil(tanggal, kanal, history(self.kunjungan, tanggal))


@dataclass(frozen=True, slots=True)
class Nilai:
    """What is known about typed values: canonical ones, refused ones, doubtful ones, findings."""

    profil: Profil
    pengukuran: Mapping[str, object]
    salah: tuple[Salah, ...]
    peringatan: tuple[Salah, ...]
    temuan: tuple[Temuan, ...]


def load_berkas(pokok: UUID) -> Berkas:
    """The person with this root id; whoever asks has found the id in their own scope."""
    orang = load_orang([pokok])
    return Berkas(orang[pokok], tuple(load_visits(orang)[pokok]))


def preview(berkas: Berkas, unit: Unit, tanggal: date, kanal: str, pengukuran: Mapping[str, object]) -> Nilai:
    """Judge values as `record_kunjungan` would, and store nothing."""
    profil = berkas.profil(tanggal, kanal)
    isi, salah = check_pengukuran(berkas.aturan, profil, pengukuran, tanggal)
    baru = Kunjungan(
        id=uuid4(), unit_layanan=unit, kanal=kanal, tanggal=tanggal, pengukuran=isi, diterima_pada=timezone.now()
    )
    temuan = find_temuan(Berkas(berkas.orang, (*berkas.kunjungan, baru)), baru) if isi else ()
    return Nilai(profil, isi, salah, warn_pengukuran(berkas.aturan, profil, isi, tanggal), temuan)


def find_temuan(berkas: Berkas, kunjungan: Kunjungan) -> tuple[Temuan, ...]:
    """The findings of the visit that this row is, or is a part of."""
    for putusan in judge(berkas.orang, berkas.kunjungan, kunjungan.tanggal):
        if kunjungan.pk in {row.pk for row in (putusan.kepala, *putusan.bagian)}:
            return putusan.temuan
    return ()


def most_urgent_first(temuan: Iterable[Bertingkat]) -> tuple[Bertingkat, ...]:
    """What is said to people: facts left out, otherwise the order of the data."""
    tampil = (satu for satu in temuan if satu.tingkat != "fakta")
    return tuple(sorted(tampil, key=lambda satu: -TINGKAT.index(satu.tingkat)))


def last_values(riwayat: tuple[Riwayat, ...]) -> dict[str, tuple[date, object]]:
    """Each field's latest value with its date."""
    return {kode: (lalu.tanggal, nilai) for lalu in riwayat for kode, nilai in _filled(lalu)}


def _filled(lalu: Riwayat) -> Iterator[tuple[str, object]]:
    return ((kode, nilai) for kode, nilai in lalu.pengukuran.items() if nilai is not None)
